"""A window to be timed: keys go in, and it is waited for until all is painted."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from annotator.core.model import Coder
from annotator.ui import application
from annotator.ui.memory import Memory
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from annotator.ui.window import Window

_PASSES = 1000


class Screen:
    """The real window; there is one application object in a process, so there is one of these."""

    def __init__(self, folder: Path, coder: Coder) -> None:
        self._application = QApplication.instance() or application.make_application()
        application.dress(LIGHT)
        memory = Memory.in_file(folder / "settings.ini")
        self.window: Window = application.make_window(coder, memory, LIGHT)
        self.window.resize(1400, 880)
        self.window.show()
        self._paints = _Paints(self.window)
        for pane in self.window.desk.panes:
            pane.view.viewport().installEventFilter(self._paints)
        self.settle()

    def press(self, view: TextView, key: Qt.Key) -> None:
        """Press a key and wait until the text is painted anew."""
        before = self._paints.count
        QTest.keyClick(view, key)
        self.wait_for_paint(before)

    @property
    def painted(self) -> int:
        """Return how often a text has been painted so far."""
        return self._paints.count

    def wait_for_paint(self, beyond: int) -> None:
        for _ in range(_PASSES):
            QApplication.processEvents()
            if self._paints.count > beyond:
                return
        raise AssertionError("nothing was painted")

    def settle(self) -> None:
        """Let everything happen that is under way."""
        for _ in range(5):
            QApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.settle()


class _Paints(QObject):
    """Counts how often something is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False
