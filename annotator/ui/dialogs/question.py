"""What the dialogs share that ask for something and then do it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.ui.icons import icon

_CLOSE = QDialogButtonBox.StandardButton.Close
_PICTURE = 18
_SHARE = 0.94  # of the screen, at most
_UNSAVED = "What you typed is not saved. Cancel again to throw it away."


class Question(QDialog):
    """Stays open, and says why inside itself, when the answer will not do; nothing typed is lost.

    Subclasses make their fields, hand them to `lay_out`, and do in `answer` what they are asked.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._picture, self._sentence = QLabel(self), QLabel(self)
        self._sentence.setObjectName("problem")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)

    def lay_out(self, fields: QLayout, ok: str) -> QDialogButtonBox:
        """Put the fields above the buttons; `ok` is what the one says that does it, if any.

        To be called when the fields are made, so that Tab comes to the buttons after them.
        """
        close = QDialogButtonBox.StandardButton.Cancel if ok else _CLOSE
        buttons = QDialogButtonBox(close, self)
        if ok:
            button = buttons.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
            button.setDefault(True)
            button.setToolTip("Ctrl+Return")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        told = QHBoxLayout()
        told.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(fields, 1)
        column.addLayout(told)
        column.addWidget(buttons)
        self.tell("")
        return buttons

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.resize(self.size().boundedTo(self.screen().availableSize() * _SHARE))
        super().showEvent(event)

    @property
    def sentence(self) -> str:
        """Return what is told at the moment."""
        return self._sentence.text()

    def tell(self, sentence: str) -> None:
        """Show a sentence above the buttons, or with an empty one nothing."""
        self._sentence.setText(sentence)
        self._picture.setPixmap(icon("warning").pixmap(_PICTURE, _PICTURE))
        for label in (self._picture, self._sentence):
            label.setVisible(bool(sentence))
        layout = self.layout()
        if sentence and layout is not None:
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))

    def answer(self) -> None:
        """Do what is asked. Raises AnnotatorError with the reason when that cannot be done."""
        raise NotImplementedError

    def would_lose(self) -> bool:
        """Say whether something was typed that is worth a second look before it is gone."""
        return False

    @override
    def accept(self) -> None:
        if self.succeeds():
            super().accept()

    @override
    def reject(self) -> None:
        if self.would_lose() and self.sentence != _UNSAVED:
            self.tell(_UNSAVED)
        else:
            super().reject()

    def succeeds(self) -> bool:
        """Do what is asked; where it is refused, show the sentence and return False."""
        try:
            self.answer()
        except AnnotatorError as error:
            self.tell(str(error))
            return False
        self.tell("")
        return True
