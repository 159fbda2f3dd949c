"""The inspector at the right: all that is known of the selected annotation."""
