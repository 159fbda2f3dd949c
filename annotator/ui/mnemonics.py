"""A letter for each entry of a menu, so that one key chooses."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu
from typing_extensions import override


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """Return the texts of entries, each with the mark of Qt before a letter of its own.

    It is the first letter of a text or, where that is taken by an entry before, the next that is
    free. Where none is, there is no mark.
    """
    taken: set[str] = set()
    return [_marked(text, taken) for text in texts]


def _marked(text: str, taken: set[str]) -> str:
    for at, letter in enumerate(text):
        if letter.isalnum() and letter.casefold() not in taken:
            taken.add(letter.casefold())
            return f"{_escaped(text[:at])}&{_escaped(text[at:])}"
    return _escaped(text)


def _escaped(text: str) -> str:
    return text.replace("&", "&&")


def let_letters_choose(menu: QMenu) -> None:
    """Let letters in an open menu mean its entries.

    What had the keyboard before has the focus still, and Qt would do what they do there.
    """
    menu.installEventFilter(_Letters(menu))


class _Letters(QObject):
    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.text().isprintable()
            and event.text()
        ):
            event.accept()
            return True
        return False
