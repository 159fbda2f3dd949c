"""What a search has found, shown under the words of the lines that are on screen."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextBlock

from annotator.core.span import Span
from annotator.ui.text.kept import Kept
from annotator.ui.text.paint import Brush
from annotator.ui.text.rects import Piece
from annotator.ui.text.typeset import Typeset
from annotator.ui.theme import Theme


class Hits:
    """Draws the hits of a search in one text: as many as there are, only those of a block."""

    def __init__(self, theme: Theme) -> None:
        self._typeset: Typeset | None = None
        self._spans: Sequence[Span] = ()
        self._current: Span | None = None
        self._kept: Kept[list[tuple[Span, list[Piece]]]] = Kept()
        self.theme = theme

    @property
    def spans(self) -> Sequence[Span]:
        return self._spans

    def set_text(self, typeset: Typeset) -> None:
        self._typeset = typeset
        self.show((), None)

    def show(self, spans: Sequence[Span], current: Span | None) -> None:
        """Show other hits, in text order and apart from each other; one is the current one."""
        if spans is not self._spans:  # going from hit to hit measures nothing anew
            self._spans = spans
            self._kept.forget()
        self._current = current

    def forget(self) -> None:
        """Drop what is kept, because lines changed."""
        self._kept.forget()

    def paint(self, painter: QPainter, brush: Brush, block: QTextBlock, visible: QRectF) -> None:
        """Draw the hits of one block, of which only a part is `visible`, in its coordinates."""
        if not self._spans:
            return
        for span, pieces in self._kept.of(block, visible, self._made) or ():
            brush.hit(painter, pieces, self.theme, current=span == self._current)

    def _made(self, block: QTextBlock, lines: range) -> list[tuple[Span, list[Piece]]]:
        assert self._typeset is not None
        start, end = self._typeset.span_of(block, lines)
        first = bisect_right(self._spans, start, key=lambda span: span.end)
        beyond = bisect_left(self._spans, end, key=lambda span: span.start)
        spans = self._spans[first:beyond]
        found = self._typeset.pieces(spans, block, lines)
        return list(zip(spans, found, strict=True))
