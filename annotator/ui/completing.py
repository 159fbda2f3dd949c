"""Proposals while somebody types: whatever holds the letters typed so far."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter


def proposing(texts: Iterable[str], parent: QObject) -> QCompleter:
    """Return a completer that lists the texts that hold what was typed, in their order."""
    completer = QCompleter(list(texts), parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return completer
