"""The library at the left: stories and their articles."""
