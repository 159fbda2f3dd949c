"""The reading surface: one text with the marks of its annotations under the words."""
