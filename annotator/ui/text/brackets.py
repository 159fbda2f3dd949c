"""Lines that tie a quote to its cue and on to its speaker, in the room between the lines of a text.

Two ends on one line are tied by a bracket above the words. Otherwise the line goes to the left of
the column, along it, and back to the other end, so that it crosses no word.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.core.bonds import Bond
from annotator.core.model import Annotation
from annotator.ui.text.typeset import Typeset

if TYPE_CHECKING:
    from annotator.ui.text.page import Page

_TICK = 3  # pixels that an end reaches down towards its words
_DOT = 2.2  # radius, at the end where the cue or the voice is
_WIDTH = 1.4
_GUTTER, _APART, _LANES = 3, 3, 2  # left of the column, in the little room that a page has there
_ABOVE = 2.5  # from the lines of one speech to those of the next, which may lie over the same words
_FAR = 20_000  # beyond any screen


class Anchor(NamedTuple):
    """Where a line ends: above a word, in coordinates of the viewport."""

    x: float
    y: float
    column: float  # the left edge of the text there
    is_seen: bool = True


class Brackets:
    """Draws the bonds of annotations over a page, as far as they are on screen."""

    def __init__(self, page: "Page") -> None:
        self._page = page

    def paint(
        self,
        painter: QPainter,
        bonds: Iterable[Bond],
        typeset: Typeset,
        top: float,
        ink: Mapping[str, QColor],
    ) -> None:
        """Draw lines that end `top` above the baselines, in the ink of the label of the speech."""
        finding = _Finding(self._page, typeset, top)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        speeches: dict[str, int] = {}
        for number, bond in enumerate(bonds):
            above = speeches.setdefault(bond.speech.uid, len(speeches)) % _LANES * _ABOVE
            start, end = finding.ends(bond)
            if start.is_seen or end.is_seen or start.y != end.y:  # else both on the same far side
                lane = number % _LANES
                _draw(painter, start, end, ink[bond.speech.label], lane, above)
        painter.restore()


class _Finding:
    """Finds where the ends of bonds are, from the blocks that are on screen now."""

    def __init__(self, page: "Page", typeset: Typeset, top: float) -> None:
        self._document, self._typeset, self._top = page.document(), typeset, top
        self._blocks = {
            block.blockNumber(): (block, origin) for block, origin, _ in page.visible_blocks()
        }

    def ends(self, bond: Bond) -> tuple[Anchor, Anchor]:
        start, end = bond.start.span, bond.end.span
        from_first, to_first = end.end <= start.start, start.end <= end.start
        if not (from_first or to_first):  # one lies in the other
            from_first = to_first = True
        # From a cue the line goes on where the one to it has ended.
        is_cue = bond.start.label != bond.speech.label
        return (
            self._anchor(bond.start, first=from_first, middle=is_cue),
            self._anchor(bond.end, first=to_first, middle=True),
        )

    def _anchor(self, one: Annotation, *, first: bool, middle: bool) -> Anchor:
        """Return where a line ends above the first or last piece: at its edge, or its middle."""
        at = self._typeset.ends(one.span)[0 if first else 1]
        number = self._document.findBlock(at).blockNumber()
        block, origin = self._blocks.get(number, (None, QPointF()))
        piece = self._typeset.end_piece(one.span, block, first=first) if block else None
        if piece is None:
            is_above = number < min(self._blocks, default=0)
            column = next((origin.x() for _, origin in self._blocks.values()), 0.0)
            return Anchor(column, -_FAR if is_above else _FAR, column, is_seen=False)
        x = piece.left if piece.closed_left else piece.right
        if middle:
            x = (piece.left + piece.right) / 2
        return Anchor(origin.x() + x, origin.y() + piece.baseline - self._top, origin.x())


def _draw(
    painter: QPainter, start: Anchor, end: Anchor, ink: QColor, lane: int, raised: float
) -> None:
    path = QPainterPath(QPointF(start.x, start.y + _TICK))
    path.lineTo(start.x, start.y - raised)
    if start.y != end.y:
        beside = max(1.0, min(start.column, end.column) - _GUTTER - lane * _APART)
        path.lineTo(beside, start.y - raised)
        path.lineTo(beside, end.y - raised)
    path.lineTo(end.x, end.y - raised)
    path.lineTo(end.x, end.y + _TICK)
    pen = QPen(ink, _WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(end.x, end.y + _TICK), _DOT, _DOT)
