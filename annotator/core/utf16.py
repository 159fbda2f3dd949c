"""Code points and Qt's UTF-16 units: the one bridge between the two ways of counting."""

import re
from array import array
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Where the code points of one text are in UTF-16, which gives astral characters two units."""

    __slots__ = ("_astral", "_pairs", "length")

    def __init__(self, text: str) -> None:
        astral = array("I")
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > len(text):
            astral.extend(found.start() for found in _ASTRAL.finditer(text))
        self._astral = astral  # their offsets in code points
        self._pairs = array("I", (at + before for before, at in enumerate(astral)))  # and in units
        self.length = units

    def to_qt(self, at: int) -> int:
        """Return the UTF-16 position of an offset in code points."""
        return at + bisect_left(self._astral, at)

    def to_text(self, position: int) -> int:
        """Return the offset in code points of a UTF-16 position.

        A position inside a surrogate pair is taken for that of its character.
        """
        before = bisect_right(self._pairs, position)
        if before and self._pairs[before - 1] + 1 == position:
            return self._astral[before - 1]
        return position - bisect_left(self._pairs, position)
