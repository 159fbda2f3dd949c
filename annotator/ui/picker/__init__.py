"""A field and a list beside some words, to say who somebody is."""
