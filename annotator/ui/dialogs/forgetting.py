"""The one question before the history of a project is forgotten."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_CONSEQUENCE = (
    "Nothing that was done so far can be undone any more, and nobody can see who changed what and "
    "when, or read what was erased. The articles and annotations stay as they are, with the names "
    "of their coders.\n\nBackups that were made before still hold the history. This cannot be "
    "taken back."
)


def ask_to_forget(title: str, forget: Callable[[], object], parent: QWidget) -> QMessageBox:
    """Ask whether the history of a project is to be forgotten, and call `forget` if so."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Forget history")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Forget the history of “{title}”?")
    box.setInformativeText(_CONSEQUENCE)
    box.addButton("&Forget history", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.accepted.connect(forget)
    box.open()
    return box
