"""The editor of the codebook: labels, their attributes, and kinds of link."""
