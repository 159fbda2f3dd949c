"""The reading surface: a page with annotations under its words, and the gestures made on it."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextLine,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.core.bonds import Bond
from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Label
from annotator.core.span import Span
from annotator.ui.text.clicks import Clicks
from annotator.ui.text.gestures import at_place
from annotator.ui.text.keys import Letter, action_on, is_on, typed
from annotator.ui.text.marked import MarkedPage
from annotator.ui.text.pointer import Pointer
from annotator.ui.theme import Theme

_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
}
_LEFT = Qt.MouseButton.LeftButton
_SIDES = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _text_of(item: Annotation) -> str:
    return item.text


def _alone(item: Annotation) -> Sequence[Annotation]:
    return (item,)


def _unbound(_item: Annotation) -> Sequence[Bond]:
    return ()


class TextView(MarkedPage):
    """Tells what is done to a text and its annotations; it decides nothing.

    `parts_of` returns all parts of a split annotation, in text order, else the annotation alone;
    `bonds_of` what is to be tied to it by a bracket.
    """

    # The character under the mouse; the length of the text beside the words.
    clicked = Signal(int)
    caret_moved = Signal(int)
    # A letter or digit key, in upper case, and whether Shift was held.
    letter_typed = Signal(str, bool)
    # The mouse has selected something and was let go.
    selected_by_mouse = Signal()
    # The Span that an end of the selected annotation was pulled to.
    ends_dragged = Signal(object)
    # A button at the side of the mouse: -1 is back, 1 is forward.
    side_button = Signal(int)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        tooltip_for: Callable[[Annotation], str] = _text_of,
        parts_of: Callable[[Annotation], Sequence[Annotation]] = _alone,
        bonds_of: Callable[[Annotation], Sequence[Bond]] = _unbound,
    ) -> None:
        super().__init__(theme, parent, parts_of, bonds_of)
        self._tooltip_for = tooltip_for
        # Whether a selection is to take in the words that it cuts.
        self.whole_words = True
        self._exact = False
        self._label_keys: frozenset[str] = frozenset()
        self._clicks = Clicks()
        self._pointer = Pointer(self)
        self._released = (0, 0)  # the key that was released last, and when
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._tell_caret)
        self.selectionChanged.connect(self._forget_exactness)

    @override
    def show_text(self, text: str, items: SpanIndex[Annotation], labels: Iterable[Label]) -> None:
        self._pointer.give_up()
        super().show_text(text, items, labels)

    @override
    def set_labels(self, labels: Iterable[Label]) -> None:
        labels = tuple(labels)
        self._label_keys = frozenset(label.key for label in labels)
        super().set_labels(labels)

    @override
    def set_selected(self, uid: str | None) -> None:
        super().set_selected(uid)
        self._leave_what_changed()

    @override
    def refresh(self, spans: Iterable[Span]) -> None:
        super().refresh(spans)
        self._leave_what_changed()

    def set_picking(self, picking: bool) -> None:
        """Let a click only tell what it was on, under another cursor, or let it be as it was."""
        self._pointer.set_picking(picking)

    def selection_is_exact(self) -> bool:
        """Say whether the selection was made to the character, so that no word is completed."""
        return self._exact or not self.whole_words

    def take_selection(self, span: Span, *, caret_first: bool, exact: bool) -> None:
        """Make what the mouse has selected what a span may be, and tell of it."""
        if span != self.selection():
            self.select(span, caret_first=caret_first)
        self._exact = exact
        self.selected_by_mouse.emit()

    def take_ends(self, span: Span, *, caret: int) -> None:
        """Tell of the ends that the selected annotation was pulled to."""
        self.set_caret(caret)
        self.ends_dragged.emit(span)

    def click(self, point: QPointF) -> None:
        """Tell of a click at a point of the viewport."""
        at = self.character_at(point)
        self.clicked.emit(len(self._text) if at is None else at)

    def caret_at(self, point: QPointF) -> int:
        """Return the place between two characters that is nearest to a point of the viewport."""
        block, origin, line = self.line_at(min(max(point.y(), 0), self.viewport().height() - 1))
        position = line.xToCursor(
            point.x() - origin.x(), QTextLine.CursorPosition.CursorBetweenCharacters
        )
        return self._units.to_text(block.position() + position)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._pointer.pulled:
                event.accept()  # nothing else is done until the mouse lets go
                return True
            if is_on(event, self.actions()):
                event.ignore()  # so that it goes to the action, whatever the text would do with it
                return True
            if typed(event):
                event.accept()
                return True
        elif (
            isinstance(event, QMouseEvent)
            and event.type() in _MOUSE
            and (self._pointer.is_busy or not self._is_over_viewport(event))
        ):
            # A drag may begin beside the column, and then goes on here.
            moved = at_place(event, event.position() - self.viewport().pos())
            done = self.viewportEvent(moved)
            event.setAccepted(moved.isAccepted())
            return done
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self.item_under(QPointF(event.pos()))
            text = self._tooltip_for(item) if item else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._pointer.hover(None)
        return super().viewportEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pointer.pulled:
            self._press_while_pulling(event)
            return
        letter = typed(event)
        if letter is not None:
            if not letter.held and not self._is_repeated(event):
                self._type(letter)
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._is_between():
            super().keyPressEvent(event)

    def _is_repeated(self, event: QKeyEvent) -> bool:
        """Say whether a held key repeats itself though Qt did not notice, as happens on X11.

        Its release and its press come at the same time then, which no finger does.
        """
        return event.timestamp() > 0 and self._released == (event.key(), event.timestamp())

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._released = (event.key(), event.timestamp())
        if event.key() == Qt.Key.Key_Control:
            self._pointer.hold(event.modifiers() & ~_CONTROL)
        super().keyReleaseEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pointer.give_up()  # for the release may go elsewhere
        super().focusOutEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT:
            self._pointer.press(event, self._clicks.count(event))
        elif event.button() in _SIDES:
            self.side_button.emit(_SIDES[event.button()])
        else:
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT:
            self._pointer.release(event)
        else:
            super().mouseReleaseEvent(event)

    def _is_over_viewport(self, event: QMouseEvent) -> bool:
        return self.viewport().geometry().contains(event.position().toPoint())

    def _press_while_pulling(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._pointer.give_up()
        elif event.key() == Qt.Key.Key_Control:
            self._pointer.hold(event.modifiers() | _CONTROL)

    def _type(self, letter: Letter) -> None:
        """Do what the first reading of a letter that means something is for."""
        for reading in letter.readings:
            action = action_on(reading, shift=letter.shift, actions=self.actions())
            if action:
                action.trigger()
                return
            if reading in self._label_keys:
                self.letter_typed.emit(reading, letter.shift)
                return
        self.letter_typed.emit(letter.readings[0], letter.shift)

    def _leave_what_changed(self) -> None:
        """Give up pulling at an annotation that is not the one it was, or not selected."""
        pulled = self._pointer.pulled
        if pulled and pulled != self.selected_item:
            self._pointer.give_up()

    def _is_between(self) -> bool:
        """Say whether the caret is on an empty line between two paragraphs."""
        block = self.textCursor().block()
        return block.length() == 1 and block.previous().isValid() and block.next().isValid()

    def _forget_exactness(self) -> None:
        self._exact = False

    def _tell_caret(self) -> None:
        self.caret_moved.emit(self.caret())
