"""A small picture of how a label marks text, drawn as the text surface draws it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from annotator.core.model import Label
from annotator.ui.theme import Theme

_SIZE = 16


def swatch(label: Label, theme: Theme) -> QIcon:
    """Return an icon in the label's colour and channel."""
    icon = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(QSize(_SIZE, _SIZE) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _draw(painter, label, theme)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(pixmap, mode)  # Qt would wash it out in a chosen row
    return icon


def _draw(painter: QPainter, label: Label, theme: Theme) -> None:
    colours = theme.label_colours(label.colour)
    match label.channel:
        case "tint":
            painter.fillRect(QRect(1, 2, 14, 12), colours.strong)
            painter.fillRect(QRect(0, 2, 2, 12), colours.mark)
            painter.fillRect(QRect(14, 2, 2, 12), colours.mark)
        case "underline":
            painter.fillRect(QRect(0, 11, 16, 3), colours.mark)
            painter.fillRect(QRect(0, 7, 2, 4), colours.mark)
            painter.fillRect(QRect(14, 7, 2, 4), colours.mark)
        case "outline":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.mark, 1.5))
            painter.drawRoundedRect(QRect(1, 3, 13, 10), 3, 3)
        case "dots":
            for x in range(0, _SIZE, 4):
                painter.fillRect(QRect(x, 11, 2, 2), colours.mark)
        case "none":
            painter.setPen(QPen(colours.mark, 1, Qt.PenStyle.DotLine))
            painter.drawRect(QRect(1, 3, 13, 10))
