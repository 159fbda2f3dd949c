"""Texts as they are compared when somebody filters a list or looks for a title.

Case, accents and the shape of marks make no difference, by the same keys as in a search of a text.
"""

from annotator.core.characters import BLANKS
from annotator.core.likeness import folded


class _Keys(dict[int, str]):
    """The key of each character that was met, by its code point, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        key = self[code] = " " if char in BLANKS else folded(char)
        return key


_KEYS = _Keys()


def fold(text: str) -> str:
    """Return a text as it is compared; “İstanbul’s” and "istanbul's" are one."""
    if text.isascii():
        return text.lower().replace("`", "'")  # the only one whose key differs by more than case
    return text.translate(_KEYS)
