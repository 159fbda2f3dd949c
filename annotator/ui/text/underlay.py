"""The marks under the text: which annotations a block shows, where, and which of them stand out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextBlock

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Channel, Label
from annotator.core.span import Span
from annotator.ui.text.hits import Hits
from annotator.ui.text.kept import Kept, visible_lines
from annotator.ui.text.paint import LAST_LANE, Brush, Emphasis, Mark
from annotator.ui.text.rects import Piece
from annotator.ui.text.stacking import FEW, Crowd, stacked
from annotator.ui.text.typeset import Typeset
from annotator.ui.theme import LabelColours, Theme

# Channels that share the room in which they are drawn share its lanes, too.
_ROOMS: Mapping[Channel, int] = {"tint": 0, "none": 0, "outline": 1, "underline": 2, "dots": 2}

# What the mark of a crowd is known by; it never stands out.
_CROWD = ""

# Parts of one annotation with more code points between them are not joined by a line.
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Bridge:
    """What lies between two parts of a split annotation, which a line is to join."""

    span: Span
    label: str


def bridges(parts: Sequence[Annotation]) -> list[Bridge]:
    """Return the bridges between the parts of an annotation, which are in text order."""
    return [
        Bridge(Span(former.end, later.start), former.label)
        for former, later in pairwise(parts)
        if 0 < later.start - former.end <= _NEAR
    ]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a block shows: first what lies lowest."""

    drawn: Sequence[Mark]
    # The annotations that have no mark of their own on some line, because they are in a crowd.
    crowded: frozenset[str]

    def of(self, uid: str) -> Mark | None:
        return next((mark for mark in self.drawn if mark.uid == uid), None)


_NOTHING = _Marks((), frozenset())


class Underlay:
    """Draws the annotations of one text, block by block. It reads the index and nothing else.

    Which of them stand out, and what joins these, may be changed at any time: it is not kept.
    """

    def __init__(self, theme: Theme) -> None:
        self._typeset: Typeset | None = None
        self._items: SpanIndex[Annotation] = SpanIndex()
        self._labels: dict[str, Label] = {}
        self._colours: dict[str, LabelColours] = {}
        self._kept: Kept[_Marks] = Kept()
        self.emphases: Mapping[str, Emphasis] = {}
        self.bridges: Sequence[Bridge] = ()
        # Drawn in place of the annotation of the same uid. Who sets it has the blocks forgotten.
        self.instead: Annotation | None = None
        self._theme = theme

    def set_text(self, typeset: Typeset, items: SpanIndex[Annotation]) -> None:
        self._typeset, self._items = typeset, items
        self.emphases, self.bridges, self.instead = {}, (), None
        self._kept.forget()

    def set_labels(self, labels: Iterable[Label]) -> None:
        self._labels = {label.uid: label for label in labels}
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colours = {
            label.uid: theme.label_colours(label.colour) for label in self._labels.values()
        }
        self._kept.forget()

    def shows(self, item: Annotation) -> bool:
        """Say whether an item is one to draw, if only when it stands out."""
        return item.label in self._labels and item.status != "rejected"

    def colours(self, item: Annotation) -> LabelColours:
        return self._colours[item.label]

    def forget(self, block: QTextBlock | None = None) -> None:
        """Drop what is kept of a block, or of all, because its marks or its lines changed."""
        self._kept.forget(block)

    def paint(
        self, painter: QPainter, brush: Brush, block: QTextBlock, visible: QRectF, hits: Hits
    ) -> None:
        """Draw the marks of one block, of which only a part is `visible`, in its coordinates.

        Hits cover the washes, so that they look the same everywhere, and lie under all strokes.
        """
        kept = self._kept.of(block, visible, self._made) or _NOTHING
        marks = [*kept.drawn, *self._picked_out(kept, block, visible)]
        for mark in marks:
            brush.wash(painter, mark, self._emphasis(mark))
        hits.paint(painter, brush, block, visible)
        for mark in marks:
            brush.strokes(painter, mark, self._emphasis(mark))
        if self.bridges:
            self._join(painter, brush, block, visible)

    def pieces(self, item: Annotation, block: QTextBlock, room: QRectF) -> list[Piece]:
        """Return what an item covers of the lines of a block that are in a part of it."""
        lines = visible_lines(block.layout(), room.top(), room.bottom())
        found = self._pieces([item], block, lines)
        return found[0][1] if found else []

    def _emphasis(self, mark: Mark) -> Emphasis:
        return self.emphases.get(mark.uid, Emphasis.NONE)

    def _join(self, painter: QPainter, brush: Brush, block: QTextBlock, room: QRectF) -> None:
        assert self._typeset is not None
        lines = visible_lines(block.layout(), room.top(), room.bottom())
        found = self._typeset.pieces([one.span for one in self.bridges], block, lines)
        for bridge, its_pieces in zip(self.bridges, found, strict=True):
            brush.bridge(painter, its_pieces, self._colours[bridge.label])

    def _made(self, block: QTextBlock, lines: range) -> _Marks:
        """Return the marks of some lines of a block, the longest first, so that it lies lowest."""
        if self._typeset is None:
            return _NOTHING
        items = self._within(*self._typeset.span_of(block, lines))
        items.sort(key=lambda one: one.start - one.end)
        stretches = {n: self._typeset.span_of(block, range(n, n + 1)) for n in lines}
        stack = stacked(items, self._room, stretches)
        marks = [self._crowd_mark(crowd, block) for crowd in stack.crowds]
        own = [item for item in items if item.uid in stack.lanes]
        for item, its_pieces in self._pieces(own, block, lines):
            marks.append(self._mark(item, stack.lanes[item.uid], its_pieces))
        return _Marks(marks, frozenset(uid for crowd in stack.crowds for uid in crowd.uids))

    def _room(self, item: Annotation) -> int:
        return _ROOMS[self._labels[item.label].channel]

    def _mark(
        self, item: Annotation, lane_on: Mapping[int, int], its_pieces: Iterable[Piece]
    ) -> Mark:
        """Return what is drawn of an item on the lines on which it has a lane."""
        return Mark(
            uid=item.uid,
            channel=self._labels[item.label].channel,
            colours=self._colours[item.label],
            tentative=item.status == "suggested",
            pieces=tuple((one, lane_on[one.line]) for one in its_pieces if one.line in lane_on),
        )

    def _crowd_mark(self, crowd: Crowd, block: QTextBlock) -> Mark:
        assert self._typeset is not None
        lines = range(crowd.line, crowd.line + 1)
        (its_pieces,) = self._typeset.pieces([crowd.span], block, lines)
        mark = self._mark(crowd.like, {crowd.line: LAST_LANE}, its_pieces)
        # A tint looks as deep as a few that lie upon each other.
        deep = FEW if mark.channel == "tint" else 1
        return replace(mark, uid=_CROWD, pieces=deep * mark.pieces)

    def _picked_out(self, kept: _Marks, block: QTextBlock, room: QRectF) -> Iterator[Mark]:
        """Yield marks of what stands out from crowds."""
        for uid in kept.crowded & self.emphases.keys():
            item = self._items.get(uid)
            if self.instead is not None and self.instead.uid == uid:
                item = self.instead
            if item is None:
                continue
            mark = kept.of(uid)
            drawn = {piece.line for piece, _ in mark.pieces} if mark else set()
            its_pieces = self.pieces(item, block, room)
            lane_on = {one.line: LAST_LANE for one in its_pieces if one.line not in drawn}
            yield self._mark(item, lane_on, its_pieces)

    def _within(self, start: int, end: int) -> list[Annotation]:
        items = [item for item in self._items.within(start, end) if self.shows(item)]
        instead = self.instead
        if instead is not None:
            items = [item for item in items if item.uid != instead.uid]
            if instead.start < end and start < instead.end:
                items.append(instead)
        return items

    def _pieces(
        self, items: list[Annotation], block: QTextBlock, lines: range
    ) -> list[tuple[Annotation, list[Piece]]]:
        """Return what each item covers of some lines; those that cover nothing are left out."""
        if not items or self._typeset is None:
            return []
        found = self._typeset.pieces([item.span for item in items], block, lines)
        both = zip(items, found, strict=True)
        return [(item, its_pieces) for item, its_pieces in both if its_pieces]
