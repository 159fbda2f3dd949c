"""What somebody who hears the window is told when an annotation is chosen or gone to."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.core.model import Annotation
from annotator.project.project import Event
from annotator.ui.announcing import announce
from annotator.ui.describing import described, sentence
from annotator.ui.desk import Desk

_NOTHING = "Nothing is selected"


class Saying(QObject):
    """Says each choice once: what the status line has told of already is not said again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._had_one = False
        self._told: set[str] = set()  # uids
        # When all that belongs to one gesture is done.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say)
        desk.tagging.selected_changed.connect(self._follow)

    def hear(self, event: Event) -> None:
        """Take note of what a sentence on a change has told."""
        self._told.update(str(change.identity[0]) for change in event.edit.of(Annotation.table))
        self._follow()

    def _follow(self) -> None:
        if QAccessible.isActive():
            self._soon.start()

    def _say(self) -> None:
        selected, project = self._desk.tagging.selected, self._desk.project
        told, self._told = self._told, set()
        had_one, self._had_one = self._had_one, selected is not None
        if project is None or project.is_released or not self._has_keyboard():
            return
        teller = self._desk.active.view
        if selected is None:
            if had_one and not told:
                announce(teller, _NOTHING)
        elif selected.uid not in told:
            announce(teller, sentence(described(selected, project)))

    def _has_keyboard(self) -> bool:
        """Say whether the keyboard is in a text: a row of a list or table is read out anyway."""
        focus = QApplication.focusWidget()
        return focus is not None and self._desk.isAncestorOf(focus)
