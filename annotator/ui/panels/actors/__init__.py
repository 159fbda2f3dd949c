"""The panel of actors: a list, a form, and where each is met."""
