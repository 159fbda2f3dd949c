"""From what the mouse sends to gestures, and the cursor that shows which one would begin."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from annotator.core.model import Annotation
from annotator.ui.text.edges import Edges
from annotator.ui.text.gestures import (
    Gesture,
    Picking,
    Pulling,
    Selecting,
    Widening,
    at_place,
)

if TYPE_CHECKING:
    from annotator.ui.text.view import TextView


class Pointer:
    """The left button over one text: a press begins a gesture, which gets what follows.

    Places are those of the viewport, and may be beside it.
    """

    def __init__(self, view: "TextView") -> None:
        self._view = view
        self._gesture: Gesture | None = None
        self._last: QMouseEvent | None = None
        self._edges = Edges(view)
        self._edges.scrolled.connect(self._go_on)
        self._picking = False
        self._shape = Qt.CursorShape.IBeamCursor

    @property
    def is_busy(self) -> bool:
        """Whether a press has begun something that goes on."""
        return self._gesture is not None

    @property
    def pulled(self) -> Annotation | None:
        """Return the annotation of which an end is being pulled, as it was before."""
        return self._gesture.item if isinstance(self._gesture, Pulling) else None

    def set_picking(self, picking: bool) -> None:
        self._picking = picking
        self.give_up()
        self._show_shape(None)

    def press(self, event: QMouseEvent, count: int) -> None:
        """Begin a gesture; `count` is which press in a row this is."""
        self.give_up()
        self._gesture = self._begun(event, count)

    def move(self, event: QMouseEvent) -> None:
        if self._gesture and not event.buttons() & Qt.MouseButton.LeftButton:
            self.give_up()  # it was let go of where nobody told us
        if self._gesture is None:
            self.hover(event.position())
            return
        self._last = at_place(event, event.position())
        self._edges.follow(event)
        self._gesture.move(event)

    def release(self, event: QMouseEvent) -> None:
        gesture = self._end()
        if gesture:
            gesture.release(event)
            self.hover(event.position())

    def give_up(self) -> None:
        """Take back the gesture that goes on, if there is one."""
        gesture = self._end()
        if gesture:
            gesture.give_up()

    def hold(self, modifiers: Qt.KeyboardModifier) -> None:
        """Go on with the gesture where the mouse is, with other keys held down."""
        if self._last:
            self._last.setModifiers(modifiers)
            self._go_on()

    def hover(self, point: QPointF | None) -> None:
        """Show what is under the mouse, or that it has left."""
        self._view.hover(self._view.item_under(point) if point else None)
        self._show_shape(point)

    def _begun(self, event: QMouseEvent, count: int) -> Gesture:
        view, point = self._view, event.position()
        if self._picking:
            return Picking(view, event)
        if count > 1:
            return Widening(view, event, count)
        item, grip = view.selected_item, view.grip_at(point)
        if item and grip and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return Pulling(view, item, grip, event)
        return Selecting(view, event)

    def _end(self) -> Gesture | None:
        gesture, self._gesture, self._last = self._gesture, None, None
        self._edges.stop()
        return gesture

    def _go_on(self) -> None:
        if self._gesture and self._last:
            self._gesture.move(self._last)

    def _show_shape(self, point: QPointF | None) -> None:
        if self._picking:
            shape = Qt.CursorShape.CrossCursor
        elif point and self._view.grip_at(point):
            shape = Qt.CursorShape.SizeHorCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if shape != self._shape:
            self._shape = shape
            self._view.viewport().setCursor(shape)
