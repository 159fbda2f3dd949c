"""What somebody who hears the window is told when an annotation is chosen or gone to."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.core.edit import Edit, Kind
from annotator.core.model import Annotation, Link
from annotator.project.project import Event
from annotator.ui.announcing import announce
from annotator.ui.describing import described, sentence
from annotator.ui.desk import Desk

_NOTHING = "Nothing is selected"
# What is said of these is who it is now: that it was said is told already.
_WHO = (Kind.SPEAKER, Kind.MENTION)


class Saying(QObject):
    """Says each choice once: what the status line has told of already is not said again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._had_one = False
        self._told: set[str] = set()  # uids
        self._named: str | None = None  # of which it was said who speaks, or is meant
        # When all that belongs to one gesture is done.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say)
        desk.tagging.selected_changed.connect(self._follow)

    def hear(self, event: Event) -> None:
        """Take note of what a sentence on a change has told."""
        self._told.update(str(change.identity[0]) for change in event.edit.of(Annotation.table))
        self._named = _subject(event.edit)
        self._follow()

    def _follow(self) -> None:
        if QAccessible.isActive():
            self._soon.start()

    def _say(self) -> None:
        selected, project = self._desk.tagging.selected, self._desk.project
        told, self._told = self._told, set()
        named, self._named = self._named, None
        had_one, self._had_one = self._had_one, selected is not None
        if project is None or project.is_released or not self._has_keyboard():
            return
        teller = self._desk.active.view
        about = project.reading.record(Annotation.table, (named,)) if named else None
        if isinstance(about, Annotation):
            announce(teller, sentence(described(about, project)[1:]))
        elif selected is None:
            if had_one and not told:
                announce(teller, _NOTHING)
        elif selected.uid not in told:
            announce(teller, sentence(described(selected, project)))

    def _has_keyboard(self) -> bool:
        """Say whether the keyboard is in a text: a row of a list or table is read out anyway."""
        focus = QApplication.focusWidget()
        return focus is not None and self._desk.isAncestorOf(focus)


def _subject(edit: Edit) -> str | None:
    """Return the annotation (uid) of which an edit says who speaks or is meant, if it does."""
    if edit.kind not in _WHO:
        return None
    links = (change.record for change in edit.of(Link.table))
    sources = (one.source for one in links if isinstance(one, Link))
    changed = (one.identity[0] for one in edit.of(Annotation.table) if one.before and one.after)
    return next((str(uid) for uid in (*sources, *changed)), None)
