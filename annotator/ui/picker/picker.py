"""The picker: a chooser that comes up beside some words and goes when it was answered or left."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from annotator.ui.picker.chooser import Chooser
from annotator.ui.picker.place import Side, fits, free_at, placed, side_of
from annotator.ui.picker.question import Choice, Question

# Where it must not be: a widget, or rectangles on the screen, of which the first beside which
# there is room counts.
Beside = QWidget | Callable[[], Sequence[QRect]]

_ENDS = {QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn}
_MARGIN = 4  # to the edges of the window


class Picker(QFrame):
    """Lies over a window. There may be one for all that is asked there, made when first needed.

    What had the keyboard gets it back before the answer is taken. A click elsewhere leaves it.
    """

    def __init__(self, parent: QWidget) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self.setObjectName("picker")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.chooser = Chooser(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chooser)
        self.setFocusProxy(self.chooser)
        self._question: Question | None = None
        self._beside: Callable[[], Sequence[QRect]] | None = None
        self._at = 0  # which of the rectangles counts
        self._side = Side.OVER
        self._leftward = False
        self._before: QWidget | None = None
        self.chooser.taken.connect(self._take)
        self.chooser.cleared.connect(self._clear)
        self.chooser.left.connect(self.leave)
        self.chooser.resized.connect(self._fit)
        self.hide()

    @property
    def is_open(self) -> bool:
        return self._question is not None

    def open(self, question: Question, beside: Beside, *, leftward: bool = False) -> None:
        """Ask something beside some words or a widget, instead of what was asked before.

        `leftward` says that the words run from right to left.
        """
        if self._question is None:
            self._before = QApplication.focusWidget()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._question, self._leftward = question, leftward
        self._beside = _around(beside) if isinstance(beside, QWidget) else beside
        self._side = Side.OVER  # nowhere yet
        self.chooser.ask(question)
        self.settle()
        self.show()
        self.raise_()
        self.chooser.field.setFocus()

    def settle(self) -> None:
        """Find a place anew, as what it stands beside may have moved."""
        room, chooser, rects = self._room(), self.chooser, self._rects()
        stands = self._side is not Side.OVER and self._at < len(rects)
        # It does not change sides as long as there is room.
        if stands and fits(self._side, rects[self._at], chooser.least(), room):
            self._fit()
            return
        wanted = chooser.wanted().boundedTo(room.size())
        for at, words in enumerate(rects):
            self._at = at
            self._side = side_of(words, wanted, chooser.least(), room, leftward=self._leftward)
            if self._side is not Side.OVER:
                break
        self._fit()

    def find_anew(self) -> None:
        """Look again for what is typed, because what there is has changed."""
        if self.is_open:
            self.chooser.find_anew()

    def leave(self) -> None:
        """Go without an answer, if something is asked."""
        if self._question is None:
            return
        self._question = self._beside = None
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one
        before, self._before = self._before, None
        if self._window.focusWidget() is self.chooser.field and before and isValid(before):
            before.setFocus()
        self.hide()
        self.chooser.forget()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind in (QEvent.Type.Close, QEvent.Type.Hide):
                self.leave()
            elif kind == QEvent.Type.Resize:
                self.settle()
        elif kind in _ENDS and isinstance(watched, QWidget) and not self._is_mine(watched):
            self.leave()
        return False

    def _is_mine(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _take(self, choice: Choice, adds: bool) -> None:
        question = self._question
        self.leave()
        if question is not None:
            question.take(choice, adds)

    def _clear(self) -> None:
        question = self._question
        self.leave()
        if question is not None and question.clear is not None:
            question.clear()

    def _fit(self) -> None:
        """Be as large as the rows need; the edge that is beside the words stays where it is."""
        rects = self._rects()
        if not rects:
            return
        words, room = rects[self._at], self._room()
        free = free_at(self._side, words, room).boundedTo(room.size())
        size = self.chooser.fit(free)
        self.setGeometry(placed(self._side, words, size, room, leftward=self._leftward))

    def _rects(self) -> list[QRect]:
        """Return where it must not be in the window."""
        rects = self._beside() if self._beside is not None else ()
        return [QRect(self._window.mapFromGlobal(one.topLeft()), one.size()) for one in rects]

    def _room(self) -> QRect:
        return self._window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)


def _around(widget: QWidget) -> Callable[[], Sequence[QRect]]:
    def rects() -> list[QRect]:
        return [QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())] if isValid(widget) else []

    return rects
