"""The keys that the reading surface passes on: letters, for the labels; all others are Qt's.

What else a key does in the text is an action of the window, on a key that a person may change.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or digit, in upper case."""

    letter: str
    shift: bool
    held: bool  # a repetition by a key that is held down


_SHIFT = Qt.KeyboardModifier.ShiftModifier


def typed(event: QKeyEvent) -> Letter | None:
    """Return the letter or digit that a key types, alone or with Shift.

    A key on a layout without Latin letters counts as the letter that it types.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == _SHIFT
    if modifiers and not shift:
        return None
    text = event.text()
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        text = chr(event.key())
    if len(text) != 1 or not text.isalnum():
        return None
    return Letter(text.upper(), shift, event.isAutoRepeat())


def is_on(event: QKeyEvent, actions: Iterable[QAction]) -> bool:
    """Say whether a key is the shortcut of one of these actions, and that can be done now."""
    pressed = QKeySequence(event.keyCombination())
    if event.key() == Qt.Key.Key_Backtab:
        pressed = QKeySequence(_SHIFT | Qt.Key.Key_Tab)
    return any(one.isEnabled() and pressed in one.shortcuts() for one in actions)
