"""The panel of what the checks have found."""
