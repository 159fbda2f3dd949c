"""An open project: what is done to it, taken back, brought in and taken out."""
