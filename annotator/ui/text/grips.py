"""The two ends of the selected annotation: where the mouse can take hold of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock

from annotator.core.span import Span
from annotator.core.text import fitted, grapheme_ceil, grapheme_floor
from annotator.ui.text.paint import Brush
from annotator.ui.text.typeset import Typeset

# How near the mouse has to come, in pixels; inside a short annotation less, so that a click
# into it is one.
_REACH = 5
_SHARE = 4


class End(Enum):
    START = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Grip:
    """One end on screen, in the viewport's coordinates."""

    end: End
    handle: QRectF
    baseline: float
    opens_right: bool  # the annotation lies to the right of it
    width: float  # of what the annotation covers of this line

    @property
    def x(self) -> float:
        return self.handle.center().x()

    def distance(self, point: QPointF) -> float | None:
        """Return how far a point is to one side, or None where that is out of reach."""
        if not self.handle.top() <= point.y() <= self.handle.bottom():
            return None
        away = point.x() - self.x
        inside = away > 0 if self.opens_right else away < 0
        reach = min(_REACH, self.width / _SHARE) if inside else _REACH
        return abs(away) if abs(away) <= reach else None


def grips(
    span: Span,
    typeset: Typeset,
    brush: Brush,
    blocks: Iterable[tuple[QTextBlock, QPointF, float]],
) -> Iterator[Grip]:
    """Yield the ends of a span that are in some blocks, which come with their origins."""
    places = tuple(zip(End, typeset.ends(span), strict=True))
    for block, origin, _ in blocks:
        begin = block.position()
        beyond = begin + block.length()
        for end, place in places:
            if not begin <= place < beyond:
                continue
            piece = typeset.end_piece(span, block, first=end is End.START)
            if piece is None:
                continue
            yield Grip(
                end,
                brush.handle(piece, at_top=end is End.START).translated(origin),
                origin.y() + piece.baseline,
                opens_right=piece.closed_left,
                width=piece.right - piece.left,
            )


def grip_at(found: Iterable[Grip], point: QPointF) -> Grip | None:
    """Return the grip that is nearest to a point, if one is within reach."""
    near = [(away, one) for one in found if (away := one.distance(point)) is not None]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def pulled(text: str, span: Span, end: End, at: int, *, whole_words: bool) -> Span:
    """Return what a span becomes when one of its ends is pulled to a place between characters.

    As with a selection, blanks at that end go and a word that is cut is taken whole, or a grapheme.
    The other end stays; pulled over it, the end stops one word or grapheme short of it. They do
    not change places: what a hand that overshoots lets go of is still a part of what it had.
    """
    if end is End.END:
        at = max(at, grapheme_ceil(text, span.start + 1))
        found = fitted(text, span.start, at, whole_words=whole_words)
        return Span(span.start, found.end) if found else span
    at = min(at, grapheme_floor(text, span.end - 1))
    found = fitted(text, at, span.end, whole_words=whole_words)
    return Span(found.start, span.end) if found else span
