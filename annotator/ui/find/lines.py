"""A hit between what stands around it, written on one line."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from annotator.core.utf16 import Utf16
from annotator.ui.find.excerpts import Occurrence
from annotator.ui.phrases import runs_leftward


def paint_hit(painter: QPainter, rect: QRect, hit: Occurrence, font: QFont, ink: QColor) -> None:
    """Write a hit in bold between what stands around it, of which the ends give way."""
    bold = QFont(font)
    bold.setBold(True)
    plain_size, bold_size = QFontMetrics(font), QFontMetrics(bold)
    room = rect.width()
    words = bold_size.elidedText(hit.words, Qt.TextElideMode.ElideMiddle, room)
    room -= bold_size.horizontalAdvance(words)
    least = max(room // 3, room - plain_size.horizontalAdvance(hit.after))
    before = _end_of(hit.before, plain_size, least)
    room -= plain_size.horizontalAdvance(before)
    after = plain_size.elidedText(hit.after, Qt.TextElideMode.ElideRight, room)
    line = before + words + after
    layout = QTextLayout(line, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    units = Utf16(line)
    start, end = units.to_qt(len(before)), units.to_qt(len(before) + len(words))
    strong = QTextLayout.FormatRange()
    strong.start, strong.length = start, end - start
    strong.format = QTextCharFormat()
    strong.format.setFont(bold)
    layout.setFormats([strong])
    layout.beginLayout()
    written = layout.createLine()
    written.setLineWidth(rect.width())
    layout.endLayout()
    slack = rect.width() - written.naturalTextWidth()
    painter.setPen(ink)
    layout.draw(painter, QPointF(rect.left() + (slack if runs_leftward(line) else 0), rect.top()))


def _end_of(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return as many of the last words of a text as there is room for."""
    while metrics.horizontalAdvance(text) > room:
        left = text.partition(" ")[2]
        if not left:
            return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, room)
        text = f"…{left}"
    return text
