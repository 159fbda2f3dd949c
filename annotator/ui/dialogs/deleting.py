"""The one question before something goes that other things lean on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_delete(
    heading: str, told: Sequence[str], delete: Callable[[], object], parent: QWidget
) -> QMessageBox:
    """Ask whether something is to be deleted, with what that does, and call `delete` if so.

    Enter says no, for something is lost.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Delete")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(heading)
    box.setInformativeText("\n".join(told))
    box.addButton("&Delete", QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.accepted.connect(delete)
    box.open()
    return box
