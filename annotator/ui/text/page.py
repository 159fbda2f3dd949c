"""A page to read: a text in a column, with caret and selection in code points."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from annotator.core.span import Span
from annotator.ui.text.margin import Margin
from annotator.ui.text.reading import Reading
from annotator.ui.text.sheet import ROOM, Sheet
from annotator.ui.theme import Theme

# In em.
_NUMBERS = 2.4
_EDGE = 0.6


class Page(Sheet):
    """A text with a caret that the keyboard moves, between its margins."""

    # The lines have been broken or spread anew; the same words are uppermost, as far as they can.
    laid_out_anew = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = Reading()
        self._kept_place: tuple[int, int] | None = None
        self._is_keeping = False
        self._strip: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setAccessibleName(self.tr("Text of the article"))

        self._margin = Margin(self, theme)
        self.updateRequest.connect(self._follow)
        self._paint_palette()
        self._set_lines()

    @property
    def reading(self) -> Reading:
        return self._reading

    def set_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self._kept_place = None
        self._margin.number(*self._display(text))

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
        start = self._units.to_text(cursor.selectionStart())
        end = self._units.to_text(cursor.selectionEnd())
        return Span(start, end) if start < end else None  # both sides of an inserted line end

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
        anchor, caret = self._units.to_qt(span.start), self._units.end_to_qt(span.end)
        if caret_first:
            anchor, caret = caret, anchor
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Select nothing; neither the caret moves nor the page."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        place = self.first_visible()
        cursor.clearSelection()
        self.setTextCursor(cursor)  # scrolls to the caret, wherever that is
        self.set_first_visible(place)

    def show_strip(self, strip: QWidget) -> None:
        """Place a strip beside the scroll bar, as wide as its size hint says."""
        strip.setParent(self)
        self._strip = strip
        self._set_column()

    def set_numbered(self, numbered: bool) -> None:
        """Show the numbers of paragraphs, or give their room to the text."""
        self._margin.setVisible(numbered)
        self._set_column()

    @property
    def is_laying_out(self) -> bool:
        """Whether the lines are being broken anew, so that what scrolls is no person."""
        return self._is_keeping

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_palette()
        self._margin.set_theme(theme)

    def set_reading(self, reading: Reading) -> None:
        """Set the text in another font or other measures, keeping the place."""
        if reading == self._reading:
            return
        self._reading = reading
        with self._keeping_place():
            self._set_lines()

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
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):  # beside the column, where Qt would not scroll
            self.wheelEvent(event)
            return event.isAccepted()
        return super().event(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Qt would enlarge the letters here alone, and not their spacing
        else:
            super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._keeping_place():
            # First, for before the page is shown Qt tells of no second change of size.
            self._set_column()
            super().resizeEvent(event)

    def _follow(self) -> None:
        self._margin.update()

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Let the same words be on the uppermost line after the lines have been broken anew."""
        if self._is_keeping:
            yield
            return
        place = self.first_visible()
        # The uppermost line begins before the character that was kept there the last time, so
        # that several changes in a row would wander up the text.
        if self._kept_place and self._kept_place[1] == place:
            place = self._kept_place[0]
        self._is_keeping = True
        try:
            yield
            self.set_first_visible(place)
            self._kept_place = (place, self.first_visible())
        finally:
            self._is_keeping = False
        self.laid_out_anew.emit()

    def _set_lines(self) -> None:
        self._layout.set_reading(self._reading)
        self.setFont(self._reading.font())
        self._set_column()

    def _set_column(self) -> None:
        em = self.spacing.em
        bar = self.verticalScrollBar()
        # Asked so that the answer is right before the page is shown, too.
        width = self.width() - (bar.sizeHint().width() if bar.isVisibleTo(self) else 0)
        is_numbered = self._margin.isVisibleTo(self)
        left, right = round(em * (_NUMBERS if is_numbered else _EDGE)), round(em * _EDGE)
        if self._strip and not self._strip.isHidden():
            wide = self._strip.sizeHint().width()
            self._strip.setGeometry(width - wide, 0, wide, self.height())
            right += wide
        spare = width - left - right - round(em * self._reading.column) - 2 * ROOM
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
