"""A text on lines: what stands where on the screen, in code points."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.core.span import Span
from annotator.core.utf16 import Utf16
from annotator.ui.text.breaks import breaks_of, with_breaks
from annotator.ui.text.layout import CONTINUES, SpacedLayout, Spacing
from annotator.ui.text.reading import Reading

# Room within the viewport for the marks that stand out from the column.
ROOM = 6

_READ_ON = 3  # lines that are to be seen below what was gone to


class Sheet(QPlainTextEdit):
    """Shows one text, read-only, and knows which of its characters are on screen.

    Nothing is ever read back from the widget but positions; the words come from our own text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._units = Utf16("")
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(ROOM)
        self._layout = SpacedLayout(document, Reading())
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setReadOnly(True)
        # Read-only takes the caret away from the keyboard, so this must come after it.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    @property
    def spacing(self) -> Spacing:
        return self._layout.spacing

    def first_visible(self) -> int:
        """Return the first character of the uppermost visible line."""
        block = self.firstVisibleBlock()
        line = self.verticalScrollBar().value() - block.firstLineNumber()
        layout = block.layout()
        start = layout.lineAt(line).textStart() if 0 < line < layout.lineCount() else 0
        return self._units.to_text(block.position() + start)

    def set_first_visible(self, at: int) -> None:
        """Scroll so that the line of a character is the uppermost, as far as the text goes."""
        block, line = self._line_of(at)
        self.verticalScrollBar().setValue(block.firstLineNumber() + line)

    def last_visible(self) -> int:
        """Return where the lowest visible line ends."""
        block, _, line = self.line_at(self.viewport().height() - 1)
        return self._units.to_text(block.position() + line.textStart() + line.textLength())

    def character_at_height(self, y: float) -> int:
        """Return the first character of the visible line in whose band a height is."""
        block, _, line = self.line_at(y)
        return self._units.to_text(block.position() + line.textStart())

    def scroll_to(self, at: int, y: float) -> None:
        """Scroll so that the line of a character is at a height, as far as the text goes.

        Only whole lines are scrolled.
        """
        block, number = self._line_of(at)
        line = block.layout().lineAt(number)
        # The uppermost line begins above this, counted from the block's top.
        limit = line.y() + line.ascent() - self.spacing.rise + self.spacing.pitch - y
        while limit <= 0 and block.previous().isValid():
            block = block.previous()
            limit += self.blockBoundingRect(block).height()
        layout = block.layout()

        def top(number: int) -> float:
            return layout.lineAt(number).y() if number else 0.0

        above = bisect_left(range(layout.lineCount()), limit, key=top) - 1
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(0, above))

    def reveal(self, span: Span) -> None:
        """Scroll so that a span is on screen with some context, unless it is already there.

        Below it more is wanted than above, for that is where somebody reads on.
        """
        height, pitch = self.viewport().height(), self.spacing.pitch
        spare = min(_READ_ON, height // pitch // 4)
        first, last = self._caret_rect(span.start), self._caret_rect(span.end)
        room_for_both = last.bottom() - first.top() < height - spare * pitch
        lowest = (last if room_for_both else first).bottom()
        if first.top() >= 0 and lowest <= height - spare * pitch:
            return
        block, line = self._line_of(span.start)
        above = height // 3 // pitch
        laid_out, before = line, block.previous()
        while laid_out < above and before.isValid():
            self.blockBoundingRect(before)  # until then, Qt counts the block as one line
            laid_out += before.lineCount()
            before = before.previous()
        self.verticalScrollBar().setValue(block.firstLineNumber() + line - above)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QPointF, float]]:
        """Yield each block on screen with its top left corner in the viewport and its height."""
        block = self.firstVisibleBlock()
        if not block.isValid():
            return
        origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        bottom = self.viewport().height()
        while block.isValid() and origin.y() <= bottom:
            height = self.blockBoundingRect(block).height()
            yield block, QPointF(origin), height
            origin.setY(origin.y() + height)
            block = block.next()

    def line_at(self, y: float) -> tuple[QTextBlock, QPointF, QTextLine]:
        """Return the visible line to whose band a height belongs, with its block and its origin."""
        found = None
        for block, origin, height in self.visible_blocks():
            found = (block, origin)
            if y < origin.y() + height:
                break
        assert found is not None  # an empty document has a block, too
        block, origin = found
        layout = block.layout()
        rise = self.spacing.rise

        def top(number: int) -> float:
            line = layout.lineAt(number)
            return origin.y() + line.y() + line.ascent() - rise

        number = bisect_right(range(layout.lineCount()), y, key=top) - 1
        return block, origin, layout.lineAt(max(0, number))

    def character_at(self, point: QPointF) -> int | None:
        """Return the character under a point of the viewport, if there is one."""
        block, origin, line = self.line_at(point.y())
        x = point.x() - origin.x()
        natural = line.naturalTextRect()
        on_line = 0 <= point.y() - origin.y() < self.blockBoundingRect(block).height()
        if not on_line or not natural.left() <= x < natural.right():
            return None
        position = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return self._units.to_text(block.position() + position)

    def rect_of(self, span: Span) -> QRect:
        """Return the rectangle in the viewport around a span; of several lines it has all width."""
        first, last = self._caret_rect(span.start), self._caret_rect(span.end)
        if first.top() == last.top():
            return first.united(last)
        width = self.viewport().width()
        return QRect(0, first.top(), width, last.bottom() + 1 - first.top())

    def _display(self, text: str) -> tuple[str, set[int]]:
        """Show a text from its beginning.

        Return the copy of it that is displayed, and which lines of that, counted from 0, go on
        with the paragraph of the line before.
        """
        breaks = breaks_of(text)
        displayed = with_breaks(text, breaks)
        self._text = text
        self._units = Utf16(text, [one.at for one in breaks if one.is_inserted])
        self.setPlainText(displayed)
        shown = self.document().characterCount() - 1
        if shown != self._units.length:
            raise AssertionError(f"Qt shows {shown} of {self._units.length} units: not canonical")
        continued = set()
        for one in breaks:
            behind = one.at if one.is_inserted else one.at + 1
            block = self.document().findBlock(self._units.to_qt(behind))
            block.setUserState(CONTINUES)
            continued.add(block.blockNumber())
        return displayed, continued

    def _line_of(self, at: int) -> tuple[QTextBlock, int]:
        """Return the block of a character and the number of its line in that block."""
        position = self._units.to_qt(at)
        block = self.document().findBlock(position)
        self.blockBoundingRect(block)  # lays it out
        line = block.layout().lineForTextPosition(position - block.position())
        return block, max(0, line.lineNumber())

    def _caret_rect(self, at: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units.to_qt(at))
        return self.cursorRect(cursor)
