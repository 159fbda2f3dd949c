"""The displayed copy of a text: Qt is slow on giant paragraphs, so there they are broken up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.text import grapheme_floor

# Qt's work on a block grows with all its lines, whatever is visible of it.
LONGEST = 20_000
# The same without a space, where Qt takes much longer for each line.
LONGEST_WORD = 5_000

# A paragraph without spaces had better be broken where a sentence ends.
_STOP = re.compile("[。！？｡।။။]+[」』”’）》]*")
_NEAR = 500


@dataclass(frozen=True, slots=True)
class Break:
    """A line end of the copy that the text does not have, at an offset in code points.

    It stands in place of the space there, or is put in before the character there.
    """

    at: int
    is_inserted: bool


def breaks_of(text: str) -> list[Break]:
    """Return where the giant paragraphs of a text are broken, in order."""
    found: list[Break] = []
    start = 0
    for length in map(len, text.split("\n")):
        if length > LONGEST_WORD:
            found.extend(_in_paragraph(text, start, start + length))
        start += length + 1
    return found


def with_breaks(text: str, breaks: list[Break]) -> str:
    """Return the copy; without breaks it is the text."""
    parts = []
    here = 0
    for one in breaks:
        parts.append(text[here : one.at])
        here = one.at if one.is_inserted else one.at + 1
    parts.append(text[here:])
    return "\n".join(parts)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Break]:
    while end - start > LONGEST_WORD:
        if text.find(" ", start + 1, start + LONGEST_WORD + 1) < 0:
            start = _within_a_word(text, start)
            yield Break(start, is_inserted=True)
        elif end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            yield Break(space, is_inserted=False)
            start = space + 1
        else:
            return


def _within_a_word(text: str, start: int) -> int:
    """Return where to break a stretch without spaces that is too long."""
    last = start + LONGEST_WORD
    for stop in _STOP.finditer(text, max(start + 1, last - _NEAR), last):
        last = stop.end()
    # Counted from here on, for this is where a grapheme begins.
    within = grapheme_floor(text[start : last + 1], last - start)
    return start + within if within else last
