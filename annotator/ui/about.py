"""The About box, and where the log is."""

import platform

import PySide6
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.core.errors import AnnotatorError
from annotator.ui.crash import log_folder

_ICON = 64
_WHAT = "Articles side by side; quotes, claims and actors as training data."
_LICENCE = "Free software under the MIT licence. It comes without any warranty."
_LOG = "log"


def show_about(parent: QWidget) -> QDialog:
    """Open the box that tells version, licence and where the log is."""
    box = _About(parent)
    box.open()
    return box


def show_log() -> None:
    """Open the folder of the log. Raises AnnotatorError where nothing can show it."""
    folder = log_folder()
    if not folder.is_dir():
        raise AnnotatorError(f"There is no log yet; it would be in {folder}.")
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        raise AnnotatorError(f"The folder of the log could not be opened. It is {folder}.")


def versions() -> str:
    """Return what a report should say of the program and what it runs on."""
    return (
        f"Annotator {__version__}\nPython {platform.python_version()}\n"
        f"PySide6 {PySide6.__version__}\n{platform.platform()}"
    )


class _About(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Annotator")
        icon = QLabel(self)
        size = QSize(_ICON, _ICON)
        icon.setPixmap(QApplication.windowIcon().pixmap(size, self.devicePixelRatio()))
        title = QLabel(f"Annotator {__version__}", self)
        title.setObjectName("aboutTitle")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        title.setFont(font)
        facts = QLabel(versions().split("\n", 1)[1], self)
        facts.setObjectName("hint")
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._log = QLabel(f'<a href="{_LOG}">Show the log</a>', self)
        self._log.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._log.setAccessibleName("Show the log")
        self._log.setToolTip(str(log_folder()))
        self._log.linkActivated.connect(self._show_log)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(title)
        for sentence in (_WHAT, _LICENCE):
            words.addWidget(QLabel(sentence, self, wordWrap=True))
        words.addSpacing(4)
        words.addWidget(facts)
        words.addWidget(self._log)
        above = QHBoxLayout()
        above.setSpacing(20)
        above.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton("&Copy versions", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setToolTip("For a report: what is running here, and on what")
        copy.clicked.connect(_copy_versions)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 22, 22, 14)
        whole.setSpacing(16)
        whole.addLayout(above)
        whole.addWidget(buttons)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.setMinimumWidth(420)

    def _show_log(self) -> None:
        try:
            show_log()
        except AnnotatorError as error:
            self._log.setText(str(error))
            self._log.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _copy_versions() -> None:
    QApplication.clipboard().setText(versions())
