"""A list that drops down, in a form that scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

_CHOOSE = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_JUMP = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_UNSET = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DropBox(QComboBox):
    """Nothing is chosen by the wheel, nor by the way to something else."""

    cleared = Signal()  # by Delete or Backspace

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSE:
            self.showPopup()
        elif event.key() in _UNSET:
            self.cleared.emit()
        elif event.key() in _JUMP:
            event.ignore()
        else:
            super().keyPressEvent(event)
