"""The reading surface: a page with annotations under its words, and the gestures made on it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Label
from annotator.core.span import Span
from annotator.core.text import fitted, paragraph_at, sentence_at, word_at
from annotator.ui.text.clicks import Clicks
from annotator.ui.text.keys import is_on, typed
from annotator.ui.text.page import Page
from annotator.ui.text.reading import Reading
from annotator.ui.text.underlay import Underlay
from annotator.ui.theme import Theme

_WIDER = {2: word_at, 3: sentence_at, 4: paragraph_at}
_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
}


def _text_of(item: Annotation) -> str:
    return item.text


class TextView(Page):
    """Shows a text with its annotations and tells what is done to it; it decides nothing.

    The index belongs to the owner, who changes it and then calls `refresh`.
    """

    # The character under the mouse; the length of the text beside the words.
    clicked = Signal(int)
    caret_moved = Signal(int)
    # A letter or digit key, in upper case, and whether Shift was held.
    letter_typed = Signal(str, bool)
    # The mouse has selected something and was let go.
    selected_by_mouse = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        tooltip_for: Callable[[Annotation], str] = _text_of,
    ) -> None:
        super().__init__(theme, parent)
        self._items: SpanIndex[Annotation] = SpanIndex()
        self._underlay = Underlay(theme, self.spacing.em)
        self._tooltip_for = tooltip_for
        # Whether a selection is to take in the words that it cuts.
        self.whole_words = True
        self._clicks = Clicks()
        self._dragging = False
        self._exact = False
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._tell_caret)
        self.selectionChanged.connect(self._forget_exactness)

    def show_text(self, text: str, items: SpanIndex[Annotation], labels: Iterable[Label]) -> None:
        """Show a text from its beginning, with the annotations of an index and their labels.

        None of the annotations is selected.
        """
        self._items = items
        self.set_text(text)
        self._underlay.set_text(text, self._units, items)
        self.set_labels(labels)

    def clear_text(self) -> None:
        self.show_text("", SpanIndex(), ())

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Tell what the labels look like; annotations of any other label are not drawn."""
        self._underlay.set_labels(labels)
        self.viewport().update()

    def selection_is_exact(self) -> bool:
        """Say whether the selection was made to the character, so that no word is completed."""
        return self._exact or not self.whole_words

    def refresh(self, spans: Iterable[Span]) -> None:
        """Draw anew what these spans touch, because annotations came, went or changed there."""
        touched = [(self._units.to_qt(span.start), self._units.to_qt(span.end)) for span in spans]
        for start, end in touched:
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                self._underlay.forget(block)
                block = block.next()
        self._update(touched)

    def set_selected(self, uid: str | None) -> None:
        """Let one annotation stand out from all others, or none."""
        before, self._underlay.selected = self._underlay.selected, uid
        self._update_items(before, uid)

    def item_rect(self, uid: str) -> QRect | None:
        """Return the rectangle around what is on screen of an annotation, in the viewport."""
        item = self._items.get(uid)
        if item is None:
            return None
        start, end = self._units.to_qt(item.start), self._units.to_qt(item.end)
        screen = QRectF(self.viewport().rect())
        result = QRectF()
        for block, origin, _ in self.visible_blocks():
            if block.position() < end and start < block.position() + block.length():
                bounds = self._underlay.bounds(item, block, screen.translated(-origin))
                result = result.united(bounds.translated(origin))
        result = result.intersected(screen)
        return None if result.isEmpty() else result.toAlignedRect()

    @override
    def set_theme(self, theme: Theme) -> None:
        self._underlay.set_theme(theme)
        super().set_theme(theme)

    @override
    def set_reading(self, reading: Reading) -> None:
        super().set_reading(reading)
        self._underlay.set_em(self.spacing.em)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        clip = QRectF(event.rect())
        painter = QPainter(self.viewport())
        for block, origin, height in self.visible_blocks():
            if origin.y() <= clip.bottom() and origin.y() + height >= clip.top():
                self._underlay.paint(painter, block, origin, clip)
        painter.end()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._underlay.forget()
        super().resizeEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if is_on(event, self.actions()):
                event.ignore()  # so that it goes to the action, whatever the text would do with it
                return True
            if typed(event):
                event.accept()
                return True
        elif (
            isinstance(event, QMouseEvent)
            and event.type() in _MOUSE
            and not self.viewport().geometry().contains(event.position().toPoint())
        ):
            # A drag may begin beside the column.
            return self.viewportEvent(_moved(event, event.position() - self.viewport().pos()))
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self._item_under(QPointF(event.pos()))
            text = self._tooltip_for(item) if item else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = typed(event)
        if letter is None:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._is_between():
                super().keyPressEvent(event)
        elif not letter.held:
            self.letter_typed.emit(letter.letter, letter.shift)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event)
        else:
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self._dragging:
                super().mouseMoveEvent(self._on_line(event))
        else:
            super().mouseMoveEvent(event)
            self._hover(self._item_under(event.position()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        if self._dragging:
            super().mouseReleaseEvent(self._on_line(event))
            self._dragging = False
            chosen = self.selection()
            if chosen is None:
                at = self.character_at(event.position())
                self.clicked.emit(len(self._text) if at is None else at)
                return
            to_the_character = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._fit(chosen, whole_words=self.whole_words and not to_the_character)
        if self.selection() is not None:
            self.selected_by_mouse.emit()

    def _press(self, event: QMouseEvent) -> None:
        count = self._clicks.count(event)
        self._dragging = count == 1
        if self._dragging:
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.clear_selection()  # else Qt would drag the selected words away
            super().mousePressEvent(self._on_line(event))
            return
        at = self.character_at(event.position())
        span = _WIDER[count](self._text, self.caret() if at is None else at)
        if span:
            self.select(span)

    def _fit(self, chosen: Span, *, whole_words: bool) -> None:
        """Make the selection what a span may be; the caret stays at the side where it is."""
        span = fitted(self._text, chosen.start, chosen.end, whole_words=whole_words)
        if span is None:
            self.clear_selection()
        elif span != chosen:
            self.select(span, caret_first=self.caret() == chosen.start)
        self._exact = not whole_words

    def _on_line(self, event: QMouseEvent) -> QMouseEvent:
        """Return the event on the line in whose band it is: Qt knows nothing between two lines."""
        point = event.position()
        if not 0 <= point.y() < self.viewport().height():
            return event  # Qt scrolls
        _, origin, line = self.line_at(point.y())
        return _moved(event, QPointF(point.x(), origin.y() + line.y() + line.height() / 2))

    def _is_between(self) -> bool:
        """Say whether the caret is on an empty line between two paragraphs."""
        block = self.textCursor().block()
        return block.length() == 1 and block.previous().isValid() and block.next().isValid()

    def _forget_exactness(self) -> None:
        self._exact = False

    def _tell_caret(self) -> None:
        self.caret_moved.emit(self.caret())

    def _item_under(self, point: QPointF) -> Annotation | None:
        at = self.character_at(point)
        if at is None:
            return None
        return next((item for item in self._items.covering(at) if self._underlay.shows(item)), None)

    def _hover(self, item: Annotation | None) -> None:
        uid = item.uid if item else None
        before, self._underlay.hovered = self._underlay.hovered, uid
        if before != uid:
            self._update_items(before, uid)

    def _update_items(self, *uids: str | None) -> None:
        items = [item for item in map(self._items.get, uids) if item]
        self._update(
            [(self._units.to_qt(item.start), self._units.to_qt(item.end)) for item in items]
        )

    def _update(self, touched: list[tuple[int, int]]) -> None:
        """Have the visible blocks painted anew that hold any of some stretches."""
        width = self.viewport().width()
        for block, origin, height in self.visible_blocks():
            start, end = block.position(), block.position() + block.length()
            if any(one < end and start < other for one, other in touched):
                rect = QRectF(0, origin.y(), width, height)
                self.viewport().update(rect.toAlignedRect())


def _moved(event: QMouseEvent, to: QPointF) -> QMouseEvent:
    moved = QMouseEvent(
        event.type(),
        to,
        event.scenePosition(),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )
    moved.setTimestamp(event.timestamp())
    return moved
