"""The marks under the text: which annotations a block shows, where, and what is kept of that."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextBlock, QTextLayout

from annotator.core.index import SpanIndex
from annotator.core.lanes import lanes
from annotator.core.model import Annotation, Channel, Label
from annotator.core.span import Span
from annotator.core.utf16 import Utf16
from annotator.ui.text.paint import LAST_LANE, Brush, Emphasis, Mark
from annotator.ui.text.rects import Piece, Stretch, is_bidirectional, pieces
from annotator.ui.theme import LabelColours, Theme

# Blocks with more lines are looked at only where they are visible, and are not kept.
_GIANT = 60
_KEPT_BLOCKS = 400

# Channels that share the room in which they are drawn share its lanes, too.
_ROOMS: Mapping[Channel, int] = {"tint": 0, "none": 0, "outline": 1, "underline": 2, "dots": 2}


class Underlay:
    """Draws the annotations of one text, block by block. It reads the index and nothing else."""

    def __init__(self, theme: Theme, em: int) -> None:
        self._text = ""
        self._units = Utf16("")
        self._items: SpanIndex[Annotation] = SpanIndex()
        self._labels: dict[str, Label] = {}
        self._colours: dict[str, LabelColours] = {}
        self._kept: dict[int, list[Mark]] = {}
        self.selected: str | None = None
        self.hovered: str | None = None
        self._theme = theme
        self._brush = Brush(em)

    def set_text(self, text: str, units: Utf16, items: SpanIndex[Annotation]) -> None:
        self._text, self._units, self._items = text, units, items
        self.selected = self.hovered = None
        self._kept.clear()

    def set_labels(self, labels: Iterable[Label]) -> None:
        self._labels = {label.uid: label for label in labels}
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colours = {
            label.uid: theme.label_colours(label.colour) for label in self._labels.values()
        }
        self._kept.clear()

    def set_em(self, em: int) -> None:
        self._brush = Brush(em)
        self._kept.clear()

    def shows(self, item: Annotation) -> bool:
        """Say whether an item is one to draw, if only when it stands out."""
        return item.label in self._labels and item.status != "rejected"

    def forget(self, block: QTextBlock | None = None) -> None:
        """Drop what is kept of a block, or of all, because its marks or its lines changed."""
        if block is None:
            self._kept.clear()
        else:
            self._kept.pop(block.blockNumber(), None)

    def paint(self, painter: QPainter, block: QTextBlock, origin: QPointF, visible: QRectF) -> None:
        """Draw the marks of one block; `visible` is the part to draw, in the viewport."""
        marks = self._marks(block, visible.translated(-origin))
        if not marks:
            return
        painter.translate(origin)
        for mark in marks:
            self._brush.wash(painter, mark, self._emphasis(mark))
        for mark in marks:
            self._brush.strokes(painter, mark, self._emphasis(mark))
        painter.translate(-origin)

    def bounds(self, item: Annotation, block: QTextBlock, room: QRectF) -> QRectF:
        """Return the rectangle around what an item covers of a block, in the block's coordinates.

        Only lines within `room` count; the result is null where there are none.
        """
        layout = block.layout()
        lines = visible_lines(layout, room.top(), room.bottom())
        found = self._pieces([item], block, lines)
        return self._brush.around(found[0][1]) if found else QRectF()

    def _emphasis(self, mark: Mark) -> Emphasis:
        if mark.uid == self.selected:
            return Emphasis.SELECTED
        return Emphasis.HOVERED if mark.uid == self.hovered else Emphasis.NONE

    def _marks(self, block: QTextBlock, visible: QRectF) -> list[Mark]:
        number = block.blockNumber()
        kept = self._kept.get(number)
        if kept is not None:
            return kept
        layout = block.layout()
        count = layout.lineCount()
        if count > _GIANT:
            lines = visible_lines(layout, visible.top(), visible.bottom())
            return self._made(block, lines) if lines else []
        marks = self._made(block, range(count))
        while len(self._kept) >= _KEPT_BLOCKS:
            del self._kept[next(iter(self._kept))]
        self._kept[number] = marks
        return marks

    def _made(self, block: QTextBlock, lines: range) -> list[Mark]:
        """Return the marks of some lines of a block, the longest first, so that it lies lowest."""
        layout, at = block.layout(), block.position()
        last = layout.lineAt(lines.stop - 1)
        start = self._units.to_text(at + layout.lineAt(lines.start).textStart())
        end = self._units.to_text(at + last.textStart() + last.textLength())
        items = [item for item in self._items.within(start, end) if self.shows(item)]
        items.sort(key=lambda one: one.start - one.end)
        found = self._pieces(items, block, lines)
        lane_of = self._lanes(found)
        return [
            Mark(
                uid=item.uid,
                channel=self._labels[item.label].channel,
                colours=self._colours[item.label],
                tentative=item.status == "suggested",
                pieces=tuple((piece, lane_of[item.uid, piece.line]) for piece in its_pieces),
            )
            for item, its_pieces in found
        ]

    def _pieces(
        self, items: list[Annotation], block: QTextBlock, lines: range
    ) -> list[tuple[Annotation, list[Piece]]]:
        """Return what each item covers of some lines; those that cover nothing are left out."""
        if not items:
            return []
        layout, at, inside = block.layout(), block.position(), block.length() - 1
        bidirectional = self._is_bidirectional(block)
        found = []
        for item in items:
            start, end = self._units.to_qt(item.start) - at, self._units.to_qt(item.end) - at
            stretch = Stretch(max(0, start), min(inside, end), start >= 0, end <= inside)
            its_pieces = list(pieces(layout, stretch, lines, bidirectional=bidirectional))
            if its_pieces:
                found.append((item, its_pieces))
        return found

    def _lanes(self, found: list[tuple[Annotation, list[Piece]]]) -> dict[tuple[str, int], int]:
        """Return the lane of each item on each of its lines.

        Lanes are given out line by line: only what shares a line needs to be kept apart.
        """
        together: dict[tuple[int, int], dict[str, Span]] = {}
        for item, its_pieces in found:
            room = _ROOMS[self._labels[item.label].channel]
            for piece in its_pieces:
                together.setdefault((room, piece.line), {})[item.uid] = item.span
        return {
            (uid, line): min(lane, LAST_LANE)
            for (_, line), spans in together.items()
            for uid, lane in zip(spans, lanes(list(spans.values())), strict=True)
        }

    def _is_bidirectional(self, block: QTextBlock) -> bool:
        start = self._units.to_text(block.position())
        end = self._units.to_text(block.position() + block.length() - 1)
        return is_bidirectional(self._text[start:end])


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
