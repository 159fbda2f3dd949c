"""The keys that the reading surface passes on; all others are Qt's, such as those that move."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or digit, in upper case."""

    letter: str
    shift: bool
    held: bool  # a repetition by a key that is held down


class Plain(Enum):
    """Keys that are what they are."""

    TAB = auto()
    BACKTAB = auto()
    ERASE = auto()
    ESCAPE = auto()


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN: dict[tuple[int, bool], Plain] = {
    (Qt.Key.Key_Tab, False): Plain.TAB,
    (Qt.Key.Key_Tab, True): Plain.BACKTAB,
    (Qt.Key.Key_Backtab, False): Plain.BACKTAB,
    (Qt.Key.Key_Backtab, True): Plain.BACKTAB,
    (Qt.Key.Key_Delete, False): Plain.ERASE,
    (Qt.Key.Key_Backspace, False): Plain.ERASE,
    (Qt.Key.Key_Escape, False): Plain.ESCAPE,
}


def own_key(event: QKeyEvent) -> Letter | Plain | None:
    """Return what a key means to the reading surface, if it means anything.

    A key on a layout without Latin letters counts as the letter that it types.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == _SHIFT
    if modifiers and not shift:
        return None
    plain = _PLAIN.get((event.key(), shift))
    if plain:
        return plain
    text = event.text()
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        text = chr(event.key())
    if len(text) != 1 or not text.isalnum():
        return None
    return Letter(text.upper(), shift, event.isAutoRepeat())
