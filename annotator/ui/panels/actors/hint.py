"""What the list of actors says where it has nothing to show, and what to do about it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override


class ActorsHint(QWidget):
    """Lies over an empty list; the list keeps the keyboard."""

    pressed = Signal()

    def __init__(self, over: QAbstractScrollArea) -> None:
        super().__init__(over)
        self._over = over.viewport()
        self.heading, self.sentence = QLabel(self), QLabel(self)
        self.heading.setObjectName("strong")
        self.sentence.setObjectName("hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 12)
        column.setSpacing(8)
        for label in (self.heading, self.sentence):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.pressed)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._over.installEventFilter(self)
        self.hide()

    def tell(self, heading: str, sentence: str, button: str = "") -> None:
        """Show what is the matter, and a button for what can be done about it, if anything."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setGeometry(self._over.geometry())
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.geometry())
        return super().eventFilter(watched, event)
