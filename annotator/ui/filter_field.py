"""The field in which words are typed that narrow a list."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

_LEAVE = (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterField(QLineEdit):
    """Esc clears it, and when it is empty leaves it as Down and Enter do."""

    left = Signal()  # down, to what was found

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Filter")
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    @override
    def event(self, event: QEvent) -> bool:
        # Else Esc may be a key of the window.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _LEAVE:
            self.left.emit()
        else:
            super().keyPressEvent(event)
