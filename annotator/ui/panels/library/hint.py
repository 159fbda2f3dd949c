"""What the library says where it has nothing to show, and what to do about it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.ui.actions import Actions

_BUTTONS = {"file.import": "Import…", "file.paste": "Paste…"}


class LibraryHint(QWidget):
    """Lies over an empty list; the list keeps the keyboard."""

    def __init__(self, acting: Actions, over: QAbstractScrollArea) -> None:
        super().__init__(over)
        self._over = over.viewport()
        self._heading, self._sentence = QLabel(self), QLabel(self)
        self._heading.setObjectName("strong")
        self._sentence.setObjectName("hint")
        for label in (self._heading, self._sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        self._acting = acting
        self._buttons = [QPushButton(text, self) for text in _BUTTONS.values()]
        column.addSpacing(4)
        for button in self._buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        for button, action in zip(self._buttons, map(acting.__getitem__, _BUTTONS), strict=True):
            button.setIcon(action.icon())
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
        self._follow()
        self._over.installEventFilter(self)
        self.hide()

    def tell(self, heading: str, sentence: str, *, buttons: bool) -> None:
        """Show what is the matter, with or without the ways in which articles come here."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        for button in self._buttons:
            button.setVisible(buttons)
        self.setGeometry(self._over.geometry())
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.geometry())
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """Take over what the actions can do now, and on which keys."""
        for button, (name, text) in zip(self._buttons, _BUTTONS.items(), strict=True):
            action = self._acting[name]
            button.setText(f"{text}   {self._acting.key_told(name)}".rstrip())
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
