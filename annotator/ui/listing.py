"""A list of sentences that stays until it is closed, such as what an import could not read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)


def show_list(parent: QWidget, heading: str, sentences: list[str]) -> QDialog:
    """Open a window beside the main one that lists sentences, to be read and copied at leisure."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Import")
    listing = QPlainTextEdit("\n".join(sentences), dialog)
    listing.setObjectName("listing")
    listing.setReadOnly(True)
    listing.setAccessibleName("What there is to say of the import")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText(listing.toPlainText()))
    column = QVBoxLayout(dialog)
    column.addWidget(QLabel(f"{heading} Of these files something is to be said:", dialog))
    column.addWidget(listing)
    column.addWidget(buttons)
    dialog.resize(680, 320)
    dialog.show()
    return dialog
