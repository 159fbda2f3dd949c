"""One text as Qt has set it: where its spans lie on the lines of a block."""

from collections.abc import Iterable

from PySide6.QtGui import QTextBlock

from annotator.core.span import Span
from annotator.core.utf16 import Utf16
from annotator.ui.text.rects import Piece, Stretch, is_bidirectional, pieces


class Typeset:
    """Answers in the coordinates of the block that it is asked about."""

    def __init__(self, text: str, units: Utf16) -> None:
        self._text, self._units = text, units

    def pieces(self, spans: Iterable[Span], block: QTextBlock, lines: range) -> list[list[Piece]]:
        """Return what each span covers of some lines of a block, which may be nothing."""
        layout = block.layout()
        bidirectional = self._is_bidirectional(block)
        return [
            list(pieces(layout, self._stretch(span, block), lines, bidirectional=bidirectional))
            for span in spans
        ]

    def ends(self, span: Span) -> tuple[int, int]:
        """Return the positions of the first character of a span and of its last one, as Qt counts.

        The latter is that of its last UTF-16 unit.
        """
        return self._units.to_qt(span.start), self._units.end_to_qt(span.end) - 1

    def end_piece(self, span: Span, block: QTextBlock, *, first: bool) -> Piece | None:
        """Return the piece with the true start of a span, or with its true end.

        It is closed at that side alone. None where this is not in the block or not to be seen.
        """
        whole = self._stretch(span, block)
        if whole.end <= whole.start or not (whole.begins if first else whole.ends):
            return None
        layout = block.layout()
        at = whole.start if first else whole.end - 1
        number = layout.lineForTextPosition(at).lineNumber()
        stretch = Stretch(whole.start, whole.end, begins=first, ends=not first)
        bidirectional = self._is_bidirectional(block)
        found = pieces(layout, stretch, range(number, number + 1), bidirectional=bidirectional)
        return next((piece for piece in found if piece.closed_left or piece.closed_right), None)

    def span_of(self, block: QTextBlock, lines: range) -> tuple[int, int]:
        """Return the offsets, in code points, between which some lines of a block are."""
        layout, at = block.layout(), block.position()
        last = layout.lineAt(lines.stop - 1)
        return (
            self._units.to_text(at + layout.lineAt(lines.start).textStart()),
            self._units.to_text(at + last.textStart() + last.textLength()),
        )

    def _stretch(self, span: Span, block: QTextBlock) -> Stretch:
        at, inside = block.position(), block.length() - 1
        start, end = self._units.to_qt(span.start) - at, self._units.end_to_qt(span.end) - at
        return Stretch(max(0, start), min(inside, end), begins=start >= 0, ends=end <= inside)

    def _is_bidirectional(self, block: QTextBlock) -> bool:
        start = self._units.to_text(block.position())
        end = self._units.to_text(block.position() + block.length() - 1)
        return is_bidirectional(self._text[start:end])
