"""Focus mode: the texts on the whole screen, and nothing else."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QToolBar, QWidget
from typing_extensions import override

from annotator.ui.desk import Desk
from annotator.ui.docks import Docks
from annotator.ui.frame import Frame

_FULL = Qt.WindowState.WindowFullScreen


class Focus(QObject):
    """Puts away all that is around the texts, and brings it back as it was.

    All keys go on to work. A panel that is called comes, and goes with the next key in a text.
    """

    def __init__(self, frame: Frame, desk: Desk, docks: Docks) -> None:
        super().__init__(frame)
        self._frame, self._desk, self._docks = frame, desk, docks
        self._action = frame.acting["view.focus"]
        self._shape: QByteArray | None = None  # of the window before, while the mode is on
        self._state = frame.windowState()
        self._hidden: list[QWidget] = []
        frame.installEventFilter(self)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"view.focus": lambda: self.leave() if self.is_on else self.begin()}

    @property
    def is_on(self) -> bool:
        return self._shape is not None

    def shape(self) -> QByteArray:
        """Return the geometry of the window as it is outside of focus mode."""
        return self._frame.saveGeometry() if self._shape is None else self._shape

    def begin(self) -> None:
        if self.is_on:
            return
        frame = self._frame
        if not self._desk.isAncestorOf(QApplication.focusWidget() or frame):
            self._desk.active.take_keyboard()  # before what has it is hidden
        self._shape, self._state = frame.saveGeometry(), frame.windowState()
        around = (frame.menuBar(), frame.statusBar(), *frame.findChildren(QToolBar))
        self._hidden = [one for one in around if not one.isHidden()]
        self._docks.put_away()
        for one in self._hidden:
            one.hide()
        frame.setWindowState(self._state | _FULL)
        self._action.setChecked(True)
        frame.notices.offer(self._sentence(), self._action, "Leave")

    def leave(self) -> None:
        """Bring back what was there before; outside of focus mode nothing happens."""
        if not self.is_on:
            return
        self._shape = None
        self._action.setChecked(False)
        for one in self._hidden:
            one.show()
        self._docks.bring_back()
        self._frame.setWindowState(self._state)
        self._frame.notices.withdraw(self._action)

    def follow(self, now: QWidget) -> None:
        """Put a panel away that was called, once the keyboard is back in a text."""
        if self.is_on and self._desk.isAncestorOf(now):
            self._docks.put_away()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.WindowStateChange
            and self.is_on
            and not self._frame.isFullScreen()
        ):
            self._state = self._frame.windowState()  # the system has its own ways out
            self.leave()
        return super().eventFilter(watched, event)

    def _sentence(self) -> str:
        key = self._frame.acting.key_told("view.focus")
        way_back = f" {key} brings the rest back." if key else ""
        return f"Only the texts are shown, and all keys work.{way_back}"
