"""Where on its lines a stretch of a block lies, in either direction of writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

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
            yield from _bidirectional(layout, line, start, end, begins=begins, ends=ends)
            continue
        edge = line.x() + line.naturalTextWidth()
        left, right = min(_x(line, start), edge), min(_x(line, end), edge)
        if left < right:
            yield Piece(number, left, right, _baseline(line), closed_left=begins, closed_right=ends)


def _x(line: QTextLine, position: int) -> float:
    # Qt also returns the position that it took instead of one inside a cluster.
    x, _ = cast("tuple[float, int]", line.cursorToX(position))
    return x


def _baseline(line: QTextLine) -> int:
    return round(line.y() + line.ascent())


def _bidirectional(
    layout: QTextLayout, line: QTextLine, start: int, end: int, *, begins: bool, ends: bool
) -> Iterator[Piece]:
    # Where two directions meet, a position has two places and Qt's cursorToX tells the wrong one
    # for some scripts. Glyphs have only one.
    natural = line.naturalTextRect()
    parts = []
    for run in line.glyphRuns(start, end - start):
        rect = run.boundingRect().intersected(natural)
        if rect.width() > 0:
            parts.append((rect.left(), rect.right()))
    # Each true end closes one side of the piece that holds its character.
    closed = []
    if begins:
        for middle, from_right in _character(line, start, layout.nextCursorPosition(start)):
            closed.append((middle, "right" if from_right else "left"))
    if ends:
        for middle, from_right in _character(line, layout.previousCursorPosition(end), end):
            closed.append((middle, "left" if from_right else "right"))
    for left, right in _joined(parts):
        sides = {side for middle, side in closed if left < middle < right}
        yield Piece(
            line.lineNumber(), left, right, _baseline(line), "left" in sides, "right" in sides
        )


def _character(line: QTextLine, start: int, end: int) -> list[tuple[float, bool]]:
    """Return the middle of a character and whether it is written from the right, if it is seen."""
    return [
        (run.boundingRect().center().x(), run.isRightToLeft())
        for run in line.glyphRuns(start, end - start)
    ][:1]


def _joined(parts: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Join parts that touch, from left to right."""
    waiting: tuple[float, float] | None = None
    for left, right in sorted(parts):
        if waiting is None:
            waiting = (left, right)
        elif left <= waiting[1] + _TOUCHING:
            waiting = (waiting[0], max(waiting[1], right))
        else:
            yield waiting
            waiting = (left, right)
    if waiting is not None:
        yield waiting
