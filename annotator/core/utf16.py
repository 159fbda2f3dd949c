"""Code points and Qt's positions in UTF-16: the one bridge between the two ways of counting."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Where the code points of one text are in a copy of it in UTF-16.

    Astral characters have two units there. The copy may have line ends put in that the text does
    not have: such a place is one offset with two positions, on either side of the line end.
    """

    __slots__ = ("_astral", "_inserted", "_line_ends", "_pairs", "length")

    def __init__(self, text: str, inserted: Iterable[int] = ()) -> None:
        """Count a text. `inserted` are the offsets before which the copy has one line end more."""
        astral = array("I")
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > len(text):
            astral.extend(found.start() for found in _ASTRAL.finditer(text))
        self._astral = astral  # their offsets in code points
        self._pairs = array("I", (at + before for before, at in enumerate(astral)))  # and in units
        self._inserted = array("I", inserted)
        self._line_ends = array("I", map(self.end_to_qt, self._inserted))  # their positions
        self.length = units + len(self._inserted)

    def to_qt(self, at: int) -> int:
        """Return the UTF-16 position of an offset in code points.

        Where a line end was put in it is the one behind it, with the character of the offset.
        """
        return at + bisect_left(self._astral, at) + bisect_right(self._inserted, at)

    def end_to_qt(self, at: int) -> int:
        """Return the position where a span ends: before a line end that was put in there."""
        return at + bisect_left(self._astral, at) + bisect_left(self._inserted, at)

    def to_text(self, position: int) -> int:
        """Return the offset in code points of a UTF-16 position.

        A position inside a surrogate pair is taken for that of its character.
        """
        position -= bisect_left(self._line_ends, position)
        before = bisect_right(self._pairs, position)
        if before and self._pairs[before - 1] + 1 == position:
            return self._astral[before - 1]
        return position - bisect_left(self._pairs, position)
