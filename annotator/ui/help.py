"""The help pages and the About box."""

import platform

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__, resources
from annotator.core.scheme import LABELS
from annotator.project.project import Project


def show_keys(parent: QWidget, project: Project | None) -> QDialog:
    """Open the page of keys, with the labels of the project."""
    labels = project.scheme.labels if project else LABELS
    rows = "\n".join(
        f"| {label.key} | tag as {label.title.lower()} |" for label in labels if label.key
    )
    page = resources.path("help", "keys.md").read_text(encoding="utf-8")
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Keys")
    browser = QTextBrowser(dialog)
    browser.setMarkdown(page.replace("{labels}", rows))
    browser.setOpenExternalLinks(True)
    browser.setAccessibleName("Keys")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(browser)
    column.addWidget(buttons)
    dialog.resize(620, 640)
    dialog.open()
    return dialog


def show_about(parent: QWidget) -> QMessageBox:
    """Open the box that tells version and licence."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("About Annotator")
    box.setText(f"<b>Annotator {__version__}</b>")
    box.setInformativeText(
        "Articles side by side; quotes, claims and actors as training data. Free software under "
        "the MIT licence.<br><br>"
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    )
    box.open()
    return box
