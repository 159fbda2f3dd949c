"""A window to be timed: keys go in, and it is waited for until all is painted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from annotator.core.model import Coder
from annotator.ui import application
from annotator.ui.memory import Memory
from annotator.ui.text.view import TextView
from annotator.ui.window import Window

_PASSES = 1000


class Screen:
    """The real window; there is one application object in a process, so there is one of these."""

    def __init__(self, folder: Path, coder: Coder) -> None:
        self._application = QApplication.instance() or application.make_application()
        memory = Memory.in_file(folder / "settings.ini")
        self.window: Window = application.make_window(coder, memory)
        self.window.resize(1400, 880)
        self.window.show()
        self._paints = Paints(self.window)
        self.settle()

    def press(self, view: TextView, key: Qt.Key) -> None:
        """Press a key and wait until the text is painted anew."""
        self.show(view, lambda: QTest.keyClick(view, key))

    def show(self, view: TextView, work: Callable[[], object]) -> None:
        """Do something that shows in a text, and wait until that is painted anew."""
        self._paints.follow(view.viewport(), work)

    def settle(self) -> None:
        settle()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.settle()


class Paints(QObject):
    """Sees when a widget is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seen = False

    def follow(self, watched: QWidget, work: Callable[[], object]) -> None:
        """Do something that shows in a widget, and wait until that is painted anew."""
        self._seen = False
        watched.installEventFilter(self)
        work()
        for _ in range(_PASSES):
            QApplication.processEvents()
            if self._seen:
                return
        raise AssertionError("nothing was painted")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._seen = True
            watched.removeEventFilter(self)
        return False


def settle() -> None:
    """Let everything happen that is under way."""
    for _ in range(5):
        QApplication.processEvents()
