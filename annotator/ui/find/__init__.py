"""Finding words: in the article of a pane, and all their occurrences in a project to be tagged."""
