"""The keys that the reading surface passes on: letters, for the labels; all others are Qt's.

What else a key does in the text is an action of the window, on a key that a person may change.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence

from annotator.ui.text.keyboard import letter_at


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or digit, in upper case: what it may be meant as, first what is typed."""

    readings: tuple[str, ...]
    shift: bool
    held: bool  # a repetition by a key that is held down


_SHIFT = Qt.KeyboardModifier.ShiftModifier


def typed(event: QKeyEvent) -> Letter | None:
    """Return the letter or digit that a key types, alone or with Shift.

    On a layout without Latin letters it may also be meant as the letter that a US keyboard has
    there, so that the labels need no other keys.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == _SHIFT
    if modifiers and not shift:
        return None
    code = event.key()
    key = chr(code) if Qt.Key.Key_A <= code <= Qt.Key.Key_Z else ""
    text = _as_read(event.text()) or key
    if not text:
        return None
    readings = [text]
    if not _is_latin(text):
        readings += [key, letter_at(event, QGuiApplication.platformName())]
    return Letter(tuple(filter(None, readings)), shift, event.isAutoRepeat())


def is_on(event: QKeyEvent, actions: Iterable[QAction]) -> bool:
    """Say whether a key is the shortcut of one of these actions, and that can be done now."""
    pressed = QKeySequence(event.keyCombination())
    if event.key() == Qt.Key.Key_Backtab:
        pressed = QKeySequence(_SHIFT | Qt.Key.Key_Tab)
    return any(one.isEnabled() and pressed in one.shortcuts() for one in actions)


def action_on(letter: str, *, shift: bool, actions: Iterable[QAction]) -> QAction | None:
    """Return the action that has a letter as its shortcut and can be done now, if there is one."""
    pressed = QKeySequence(f"Shift+{letter}" if shift else letter)
    return next((one for one in actions if one.isEnabled() and pressed in one.shortcuts()), None)


def _as_read(text: str) -> str:
    """Return a letter in upper case, a digit of any script as ours, and all else as nothing."""
    if len(text) != 1 or not text.isalnum():
        return ""
    digit = unicodedata.decimal(text, None)
    return text.upper() if digit is None else str(digit)


def _is_latin(letter: str) -> bool:
    return letter.isdigit() or unicodedata.name(letter[0], "").startswith("LATIN")
