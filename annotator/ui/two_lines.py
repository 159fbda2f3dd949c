"""Rows of two lines in a list: the name of something, and below it in small what it is."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle

from annotator.ui.phrases import runs_leftward

SMALLER = 0.88

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_RIGHT_TO_LEFT = Qt.TextFlag.TextForceRightToLeft.value


def row_height(metrics: QFontMetrics) -> int:
    return round(metrics.height() * (1 + SMALLER)) + 14


def smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALLER)
    return small


def two_lines(rect: QRect, font: QFont) -> tuple[QRect, QRect]:
    """Return where the two lines of a row stand, together in its middle."""
    high, low = QFontMetrics(font).height(), QFontMetrics(smaller(font)).height()
    top = rect.top() + (rect.height() - high - low) // 2
    above = QRect(rect.left(), top, rect.width(), high)
    return above, QRect(rect.left(), top + high, rect.width(), low)


def write(painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    # Of a text from the right, the end is cut off on the left.
    painter.drawText(rect, LEFT | (_RIGHT_TO_LEFT if runs_leftward(text) else 0), short)


def paint_ground(
    painter: QPainter, rect: QRect, palette: QPalette, state: QStyle.StateFlag
) -> None:
    """Paint what lies under a row that is chosen or under the mouse."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
    elif state & QStyle.StateFlag.State_MouseOver:
        hover = palette.color(QPalette.ColorRole.Highlight)
        hover.setAlpha(90)
        painter.fillRect(rect, hover)


def paint_rim(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Paint what lies around the row of the keyboard, or under what is dragged."""
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
