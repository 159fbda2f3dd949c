"""The frame of the main window: menus, welcome page, notices and status line.

It stands on the screen before anything of a project is even imported.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from annotator.ui.actions import Actions
from annotator.ui.appearance import Appearance
from annotator.ui.memory import Memory
from annotator.ui.menus import MENUS
from annotator.ui.notices import Notices
from annotator.ui.settings import Settings
from annotator.ui.specs import Scope
from annotator.ui.status import StatusLine
from annotator.ui.welcome import Welcome

# Of the screen, at first: the rest is for what a window manager puts around it.
_SHARE = 0.94
_NOTHING_HELD = Qt.KeyboardModifier.NoModifier


class Frame(QMainWindow):
    """What is there whether a project is open or not."""

    def __init__(self, memory: Memory, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self.memory, self.settings, self.appearance = memory, settings, appearance
        self.acting = Actions(self, self.refuse, memory.keys())
        self.stack = QStackedWidget(self)
        self.welcome = Welcome(self.acting, self)
        self.notices = Notices(self.stack)
        self.status = StatusLine(self)
        self._menu_left = QTimer(self, singleShot=True, interval=0)
        self._menu_left.timeout.connect(self._leave_menus)
        for title, names in MENUS.items():
            menu = self.menuBar().addMenu(title)
            menu.aboutToHide.connect(self._menu_left.start)
            self.acting.fill(menu, names)
        self.acting.add_to(self, Scope.WINDOW)
        self.stack.addWidget(self.welcome)
        self.setCentralWidget(self.stack)
        self.setStatusBar(self.status)
        self.welcome.forget_requested.connect(self._forget_recent)
        if not self.restoreGeometry(memory.state("geometry")):
            self.resize(QSize(1400, 880).boundedTo(self.screen().availableSize() * _SHARE))
        self.show_welcome()

    def refuse(self, sentence: str) -> None:
        """Show why something cannot be done, without getting in the way."""
        self.notices.refuse(sentence)
        QApplication.beep()

    def show_welcome(self) -> None:
        """Show the page with the ways to begin."""
        self.welcome.show_recent(self.memory.recent())
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.setFocus()

    def _leave_menus(self) -> None:
        """Give the keyboard back when a menu was left: Qt would wait for a second Esc."""
        bar = self.menuBar()
        if QApplication.activePopupWidget() is None and bar.hasFocus():
            escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, _NOTHING_HELD)
            QApplication.sendEvent(bar, escape)

    def _forget_recent(self, path: Path) -> None:
        self.memory.forget_recent(path)
        self.welcome.show_recent(self.memory.recent())
