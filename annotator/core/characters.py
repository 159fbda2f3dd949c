"""The characters that text, words, sentences and quotations must agree on."""

import unicodedata
from enum import Enum, auto
from functools import cache

import regex

# Horizontal blanks of Unicode, and the two of no width (U+200B, U+FEFF) that web pages leave at
# the ends of lines. Joiners and marks of direction are not blanks: they change what stands by them.
BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
BLANKS += "\u200b\u202f\u205f\u3000\ufeff"

_INK = regex.compile(rf"[^\n{BLANKS}]")
_INK_BACKWARDS = regex.compile(rf"(?r)[^\n{BLANKS}]")

# For patterns of `regex`: what only follows in a grapheme cluster, and is torn off on its own.
FOLLOWING = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]"

QUOTATION_MARKS = "\"“”„‟«»‹›「」『』'‘’‚‛"

_DASHES = "-‐‑‒–—―"
# Scripts that know no apostrophe, and set marks against letters without a blank.
_WITHOUT_APOSTROPHE = (
    "CJK ", "HIRAGANA ", "KATAKANA ", "HANGUL ", "THAI ", "LAO ", "KHMER ", "MYANMAR ",
)  # fmt: skip


class Side(Enum):
    """What stands on one side of a quotation mark, as far as its part in a pair is concerned."""

    BLANK = auto()  # also the end of the line
    WORD = auto()  # a letter, digit or combining mark of a script that knows apostrophes
    OPENING = auto()  # an opening bracket, a slash
    CLOSING = auto()  # a closing bracket, a full stop, any other punctuation
    DASH = auto()
    OTHER = auto()  # symbols, and letters of the other scripts


@cache
def side(char: str) -> Side:
    """Return what a character is to the mark beside it; the empty string is the end of the line."""
    if not char or char == "\n" or char in BLANKS:
        return Side.BLANK
    if char in _DASHES:
        return Side.DASH
    category = unicodedata.category(char)
    if category in ("Ps", "Pi") or char in "/¿¡":
        return Side.OPENING
    if category[0] == "P":
        return Side.CLOSING
    if category[0] in "LNM" and not unicodedata.name(char, "").startswith(_WITHOUT_APOSTROPHE):
        return Side.WORD
    return Side.OTHER


def ink_after(text: str, at: int) -> int | None:
    """Return where the first character at or after `at` is that is no blank or line end."""
    ink = _INK.search(text, at)
    return ink.start() if ink else None


def ink_before(text: str, at: int) -> int | None:
    """Return where the last character before `at` is that is no blank or line end."""
    ink = _INK_BACKWARDS.search(text, 0, at)
    return ink.start() if ink else None
