"""What is worked out for each block that comes on screen, kept until its lines or marks change."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout

# Blocks with more lines are looked at only where they are visible, and are not kept.
_GIANT = 60
_KEPT_BLOCKS = 400

T = TypeVar("T")


class Kept(Generic[T]):
    """Things of one kind by the number of their block; those of the latest few hundred blocks."""

    def __init__(self) -> None:
        self._kept: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def of(
        self, block: QTextBlock, visible: QRectF, make: Callable[[QTextBlock, range], T]
    ) -> T | None:
        """Return what is kept of a block, or have it made of the block and some of its lines.

        `visible` is the part to show, in the block's coordinates; None where no line is in it.
        """
        number = block.blockNumber()
        if number in self._kept:
            return self._kept[number]
        layout = block.layout()
        count = layout.lineCount()
        if count > _GIANT:
            lines = visible_lines(layout, visible.top(), visible.bottom())
            return make(block, lines) if lines else None
        made = make(block, range(count))
        while len(self._kept) >= _KEPT_BLOCKS:
            del self._kept[next(iter(self._kept))]
        self._kept[number] = made
        return made

    def forget(self, block: QTextBlock | None = None) -> None:
        """Drop what is kept of a block, or of all of them."""
        if block is None:
            self._kept.clear()
        else:
            self._kept.pop(block.blockNumber(), None)


def visible_lines(layout: QTextLayout, top: float, bottom: float) -> range:
    """Return the lines of a block that share a pixel with its stretch from `top` to `bottom`.

    One line more on either side comes along, for marks that leave their line.
    """
    count = layout.lineCount()
    first, beyond = 0, count
    while first < beyond:
        middle = (first + beyond) // 2
        line = layout.lineAt(middle)
        if line.y() + line.height() < top:
            first = middle + 1
        else:
            beyond = middle
    last = first
    while last < count and layout.lineAt(last).y() <= bottom:
        last += 1
    return range(max(0, first - 1), min(count, last + 1))
