"""A small picture of a key of the keyboard."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

_SIDE, _TOP = 8, 3
_CORNER = 5


class KeyCap(QLabel):
    """Shows what is printed on a key, with an edge around it."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(key, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 2 * _TOP
        return QSize(max(metrics.horizontalAdvance(self.text()) + 2 * _SIDE, height), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, _CORNER, _CORNER)
        painter.end()
        super().paintEvent(event)
