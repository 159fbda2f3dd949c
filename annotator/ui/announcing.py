"""Sentences for those who hear the window instead of seeing it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

_POLITE = QAccessible.AnnouncementPoliteness.Polite
_AT_ONCE = QAccessible.AnnouncementPoliteness.Assertive


def announce(teller: QObject, sentence: str, *, at_once: bool = False) -> None:
    """Let a screen reader say a sentence, if one listens; `at_once` breaks off what it says."""
    if sentence and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(teller, sentence)
        event.setPoliteness(_AT_ONCE if at_once else _POLITE)
        QAccessible.updateAccessibility(event)
