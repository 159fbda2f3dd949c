"""Where on its lines a stretch of a block lies, in either direction of writing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextLayout, QTextLine

# Letters and marks of Hebrew, Arabic and their relatives, and characters that set a direction.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u202a-\u202e\u2066-\u2069"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# Runs of a line that are closer than this are one run; rounding keeps them apart otherwise.
_TOUCHING = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """What a stretch covers in one run of one line, in the block's coordinates.

    A side is closed where the stretch truly begins or ends, open where it goes on elsewhere.
    """

    line: int
    left: float
    right: float
    baseline: int
    closed_left: bool
    closed_right: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """UTF-16 positions of a block, and whether they are the ends or only cut off there."""

    start: int
    end: int
    begins: bool
    ends: bool


def is_bidirectional(text: str) -> bool:
    """Say whether some of a text may run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def pieces(
    layout: QTextLayout, stretch: Stretch, lines: range, *, bidirectional: bool
) -> Iterator[Piece]:
    """Yield what a stretch covers on some lines of its block.

    The blank at which a line was broken is not covered. Text that is not `bidirectional`
    runs from left to right in one piece a line, which is quicker to measure.
    """
    if stretch.end <= stretch.start:
        return
    first = max(lines.start, layout.lineForTextPosition(stretch.start).lineNumber())
    for number in range(first, lines.stop):
        line = layout.lineAt(number)
        begin = line.textStart()
        finish = begin + line.textLength()
        if begin >= stretch.end:
            return
        start, end = max(stretch.start, begin), min(stretch.end, finish)
        begins = stretch.begins and start == stretch.start
        ends = stretch.ends and end == stretch.end
        if bidirectional:
            yield from _bidirectional(line, start, end, begins=begins, ends=ends)
            continue
        edge = line.x() + line.naturalTextWidth()
        left, right = min(_x(line, start), edge), min(_x(line, end), edge)
        if left < right:
            yield Piece(number, left, right, _baseline(line), begins, ends)


def _x(line: QTextLine, position: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    # Where the position is inside a cluster, Qt also returns the one that it took instead.
    found: tuple[float, int] = line.cursorToX(position, edge)  # type: ignore[assignment]
    return found[0]


def _baseline(line: QTextLine) -> int:
    return round(line.y() + line.ascent())


def _bidirectional(
    line: QTextLine, start: int, end: int, *, begins: bool, ends: bool
) -> Iterator[Piece]:
    sides = [
        (_x(line, at, QTextLine.Edge.Leading), _x(line, at, QTextLine.Edge.Trailing))
        for at in range(start, end)
    ]
    natural = line.naturalTextRect()
    inside = [
        (lead, trail)
        for lead, trail in sides
        if lead != trail  # the rest of a cluster
        and min(lead, trail) >= natural.left() - _TOUCHING
        and max(lead, trail) <= natural.right() + _TOUCHING
    ]
    if not inside:
        return
    (head, after_head), (before_tail, tail) = inside[0], inside[-1]
    for left, right in _runs((min(pair), max(pair)) for pair in inside):
        starts_here = begins and left <= head <= right and left <= after_head <= right
        ends_here = ends and left <= tail <= right and left <= before_tail <= right
        yield Piece(
            line.lineNumber(),
            left,
            right,
            _baseline(line),
            (starts_here and head < after_head) or (ends_here and tail < before_tail),
            (starts_here and head > after_head) or (ends_here and tail > before_tail),
        )


def _runs(parts: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Join parts that touch, from left to right."""
    ordered = sorted(parts)
    left, right = ordered[0]
    for next_left, next_right in ordered[1:]:
        if next_left <= right + _TOUCHING:
            right = max(right, next_right)
        else:
            yield left, right
            left, right = next_left, next_right
    yield left, right
