"""What the left button can do over a text, from a press to its release: one class for each."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from annotator.core.model import Annotation
from annotator.core.text import fitted, paragraph_at, sentence_at, word_at
from annotator.ui.text.grips import End, Grip, pulled

if TYPE_CHECKING:
    from annotator.ui.text.view import TextView

_WIDER = {2: word_at, 3: sentence_at, 4: paragraph_at}


class Gesture:
    """Goes on from a press until the button is let go of."""

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse, as not all do."""

    def release(self, event: QMouseEvent) -> None:
        raise NotImplementedError

    def give_up(self) -> None:
        """Take back what is shown meanwhile, if anything is."""


class Selecting(Gesture):
    """Qt selects to the character; in the end the words are taken whole. Unmoved, it is a click."""

    def __init__(self, view: "TextView", press: QMouseEvent) -> None:
        self._view = view
        if not press.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.clear_selection()  # else Qt would drag the selected words away
        QPlainTextEdit.mousePressEvent(view, _on_line(view, press))

    @override
    def move(self, event: QMouseEvent) -> None:
        QPlainTextEdit.mouseMoveEvent(self._view, _on_line(self._view, event))

    @override
    def release(self, event: QMouseEvent) -> None:
        view = self._view
        QPlainTextEdit.mouseReleaseEvent(view, _on_line(view, event))
        chosen = view.selection()
        if chosen is None:
            view.click(event.position())
            return
        whole_words = _takes_whole_words(view, event)
        span = fitted(view.text, chosen.start, chosen.end, whole_words=whole_words)
        if span is None:
            view.clear_selection()
        else:
            view.take_selection(span, caret_first=view.caret_is_first(), exact=not whole_words)


class Widening(Gesture):
    """A second press in one place selects the word, a third the sentence, then the paragraph.

    Moving the mouse then changes nothing: whole words are selected by a plain drag, too.
    """

    def __init__(self, view: "TextView", press: QMouseEvent, count: int) -> None:
        self._view = view
        at = view.character_at(press.position())
        span = _WIDER[count](view.text, view.caret() if at is None else at)
        if span:
            view.select(span)

    @override
    def release(self, event: QMouseEvent) -> None:
        view, chosen = self._view, self._view.selection()
        if chosen is not None:
            view.take_selection(chosen, caret_first=view.caret_is_first(), exact=False)


class Pulling(Gesture):
    """An end of the selected annotation follows the mouse; the annotation changes in the end."""

    def __init__(self, view: "TextView", item: Annotation, grip: Grip, press: QMouseEvent) -> None:
        self.item = item
        self._view, self._grip = view, grip
        self._span = item.span
        self._pressed, self._is_click = press.position(), True
        # From the mouse to the end, which is not to jump to it.
        self._away = QPointF(grip.x, grip.baseline) - self._pressed
        view.clear_selection()

    @override
    def move(self, event: QMouseEvent) -> None:
        view = self._view
        self._is_click = self._is_click and _is_near(self._pressed, event.position())
        span = pulled(
            view.text,
            self.item.span,
            self._grip.end,
            view.caret_at(event.position() + self._away),
            whole_words=_takes_whole_words(view, event),
        )
        if span != self._span:
            self._span = span
            view.show_instead(replace(self.item, start=span.start, end=span.end))

    @override
    def release(self, event: QMouseEvent) -> None:
        view, span = self._view, self._span
        self.give_up()
        if span != self.item.span:
            view.take_ends(span, caret=span.end if self._grip.end is End.END else span.start)
        elif self._is_click:
            view.set_caret(view.caret_at(event.position()))
            view.click(event.position())

    @override
    def give_up(self) -> None:
        self._view.show_instead(None)


class Picking(Gesture):
    """A click that tells where it was and leaves caret and selection alone."""

    def __init__(self, view: "TextView", press: QMouseEvent) -> None:
        self._view, self._pressed = view, press.position()

    @override
    def release(self, event: QMouseEvent) -> None:
        if _is_near(self._pressed, event.position()):
            self._view.click(event.position())


def at_place(event: QMouseEvent, place: QPointF) -> QMouseEvent:
    """Return the same event at another place."""
    moved = QMouseEvent(
        event.type(),
        place,
        event.scenePosition(),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )
    moved.setTimestamp(event.timestamp())
    return moved


def _on_line(view: "TextView", event: QMouseEvent) -> QMouseEvent:
    """Return the event on the line in whose band it is: Qt knows nothing between two lines.

    It is never beyond an edge, where Qt would scroll in its own way, too; `Edges` does that.
    """
    point, page = event.position(), view.viewport()
    lowest, rightmost = page.height() - 1, page.width() - 1
    _, origin, line = view.line_at(min(max(point.y(), 0), lowest))
    middle = origin.y() + line.y() + line.height() / 2
    return at_place(event, QPointF(min(max(point.x(), 0), rightmost), min(max(middle, 0), lowest)))


def _takes_whole_words(view: "TextView", event: QMouseEvent) -> bool:
    return view.whole_words and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def _is_near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() < QGuiApplication.styleHints().startDragDistance()
