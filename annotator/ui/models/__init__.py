"""Qt item models over what a project answers."""
