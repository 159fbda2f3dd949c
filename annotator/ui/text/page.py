"""A page to read: a text in a column, with caret, selection and scroll place in code points.

Nothing is ever read back from the widget but positions; the words come from our own text.
"""

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QPointF, QRect, QStringListModel, Qt
from PySide6.QtGui import (
    QColor,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from typing_extensions import override

from annotator.core.span import Span
from annotator.core.utf16 import Utf16
from annotator.ui.text.breaks import break_points, with_breaks
from annotator.ui.text.layout import CONTINUES, SpacedLayout, Spacing
from annotator.ui.text.margin import Margin
from annotator.ui.text.reading import Reading
from annotator.ui.theme import Theme

# In em.
_NUMBERS = 2.4
_EDGE = 0.6
# Room within the viewport for the marks that stand out from the column.
_ROOM = 6


class Page(QPlainTextEdit):
    """Shows one text, read-only, with a caret that the keyboard moves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._units = Utf16("")
        self._theme = theme
        self._reading = Reading()
        self._kept_place: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(_ROOM)
        self._layout = SpacedLayout(document, self._reading)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setReadOnly(True)
        # Read-only takes the caret away from the keyboard, so this must come after it.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Text of the article"))

        self._margin = Margin(self, theme)
        self.updateRequest.connect(self._follow)
        self._paint_palette()
        self._set_lines()

    @property
    def reading(self) -> Reading:
        return self._reading

    @property
    def spacing(self) -> Spacing:
        return self._layout.spacing

    def set_text(self, text: str) -> None:
        """Show a text from its beginning."""
        points = break_points(text)
        displayed = with_breaks(text, points)
        self._text, self._units = text, Utf16(text)
        self._kept_place = None
        self.setPlainText(displayed)
        shown = self.document().characterCount() - 1
        if shown != self._units.length:
            raise AssertionError(f"Qt shows {shown} of {self._units.length} units: not canonical")
        continued = set()
        for point in points:
            block = self.document().findBlock(self._units.to_qt(point) + 1)
            block.setUserState(CONTINUES)
            continued.add(block.blockNumber())
        self._margin.number(displayed, continued)

    def caret(self) -> int:
        return self._units.to_text(self.textCursor().position())

    def set_caret(self, at: int) -> None:
        """Put the caret at a place, which clears the selection, and scroll to it if need be."""
        cursor = self.textCursor()
        cursor.setPosition(self._units.to_qt(at))
        self.setTextCursor(cursor)

    def selection(self) -> Span | None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._units.to_text(start), self._units.to_text(end))

    def selection_ends(self) -> tuple[QRect, QRect] | None:
        """Return where carets before and behind the selection would stand in the viewport."""
        span = self.selection()
        return (self._caret_rect(span.start), self._caret_rect(span.end)) if span else None

    def caret_is_first(self) -> bool:
        """Say whether the caret stands before the selection, if there is one, and not behind."""
        cursor = self.textCursor()
        return cursor.position() < cursor.anchor()

    def select(self, span: Span, *, caret_first: bool = False) -> None:
        """Select a span and put the caret at its end, or at its start. The page may scroll."""
        anchor, caret = self._units.to_qt(span.start), self._units.to_qt(span.end)
        if caret_first:
            anchor, caret = caret, anchor
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def reveal(self, span: Span) -> None:
        """Scroll so that a span is on screen with some context, unless it is already there."""
        height = self.viewport().height()
        first, last = self._caret_rect(span.start), self._caret_rect(span.end)
        room_for_both = last.bottom() - first.top() < height
        if first.top() >= 0 and (last.bottom() if room_for_both else first.bottom()) <= height:
            return
        block, line = self._line_of(span.start)
        above = height // 3 // self.spacing.pitch
        laid_out, before = line, block.previous()
        while laid_out < above and before.isValid():
            self.blockBoundingRect(before)  # until then, Qt counts the block as one line
            laid_out += before.lineCount()
            before = before.previous()
        self.verticalScrollBar().setValue(block.firstLineNumber() + line - above)

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

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_palette()
        self._margin.set_theme(theme)

    def set_reading(self, reading: Reading) -> None:
        """Set the text in another font or other measures, keeping the place."""
        if reading == self._reading:
            return
        self._reading = reading
        place = self.first_visible()
        # The uppermost line begins before the character that was kept there the last time, so
        # that several changes in a row would wander up the text.
        if self._kept_place and self._kept_place[1] == place:
            place = self._kept_place[0]
        self._set_lines()
        self.set_first_visible(place)
        self._kept_place = (place, self.first_visible())

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

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # One that Python makes would crash at exit where the clipboard outlives Python, so we
        # have Qt make one.
        model = QStringListModel([""])
        data = model.mimeData([model.index(0)])
        data.clear()
        span = self.selection()
        data.setText(span.of(self._text) if span else "")
        return data

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        return False  # Tab goes from annotation to annotation

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Qt would enlarge the letters here alone, and not their spacing
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # First, for before the page is shown Qt tells of no second change of size.
        self._set_column()
        super().resizeEvent(event)

    def _follow(self) -> None:
        self._margin.update()

    def _set_lines(self) -> None:
        self._layout.set_reading(self._reading)
        self.setFont(self._reading.font())
        self._set_column()

    def _set_column(self) -> None:
        em = self.spacing.em
        bar = self.verticalScrollBar()
        # Asked so that the answer is right before the page is shown, too.
        width = self.width() - (bar.sizeHint().width() if bar.isVisibleTo(self) else 0)
        left, right = round(em * _NUMBERS), round(em * _EDGE)
        spare = width - left - right - round(em * self._reading.column) - 2 * _ROOM
        if spare > 0:
            left += spare // 2
            right += spare - spare // 2
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
        self._margin.setGeometry(0, 0, left - round(em * 0.5), self.height())

    def _paint_palette(self) -> None:
        theme = self._theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.paper))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.selected))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.ink))
        self.setPalette(palette)
        # Where the stylesheet changes with it, the viewport would keep the former one.
        self.viewport().setPalette(palette)

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
