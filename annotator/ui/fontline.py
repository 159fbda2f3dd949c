"""The line under the header of a pane that tells which letters are shown as boxes, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip

_AFTERWARDS = "A new font is there when Annotator is started the next time"


class FontLine(QFrame):
    """Hidden unless there is something to tell."""

    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fontLine")
        self.setProperty("help", "trouble")
        self._sentence = QLabel(self)
        self._sentence.setObjectName("hint")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # The text keeps the keyboard; the command palette has what the button does, too.
        self._sentence.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sentence.setToolTip(tooltip(_AFTERWARDS))
        self._button = QToolButton(self)
        self._button.setObjectName("flat")
        self._button.setIcon(icon("cross"))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what is told at the moment."""
        return "" if self.isHidden() else self._sentence.text()

    def tell(self, sentence: str, what: str) -> None:
        """Say that there is no font for `what`, or with an empty sentence nothing."""
        self._sentence.setText(sentence)
        words = f"Do not say this again of {what}"
        self._button.setToolTip(tooltip(words))
        self._button.setAccessibleName(words)
        self.setVisible(bool(sentence))

    def dismiss(self) -> None:
        """Let what is told not be told again."""
        self._button.click()
