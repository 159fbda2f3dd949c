"""Where the words of a stretch begin and end, whatever signs stand around them."""

import regex

LETTER = regex.compile(r"[\p{L}\p{N}]")
LETTER_BACKWARDS = regex.compile(r"(?r)[\p{L}\p{N}]")
