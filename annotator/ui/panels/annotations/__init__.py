"""The table of annotations at the bottom of the window."""
