"""The header of a group of annotations: a line across the table, which folds what is below it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPolygonF

from annotator.ui.two_lines import write

_SIGN, _TEXT, _GAP, _RIGHT = 14, 26, 10, 10
# The corners of a triangle around its middle: down where rows are shown below, else to the right.
_OPEN = ((-4, -2), (4, -2), (0, 3))
_FOLDED = ((-2, -4), (-2, 4), (3, 0))


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header of a group says."""

    title: str
    count: int
    is_folded: bool


def paint_header(
    painter: QPainter, rect: QRect, heading: Heading, font: QFont, palette: QPalette
) -> None:
    """Paint a header over all columns, wherever they are scrolled to."""
    faint = palette.color(QPalette.ColorRole.PlaceholderText)
    painter.save()
    painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase))
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint)
    middle = QPointF(rect.left() + _SIGN + 0.5, rect.center().y() + 0.5)
    corners = _FOLDED if heading.is_folded else _OPEN
    painter.drawPolygon(QPolygonF([middle + QPointF(*corner) for corner in corners]))
    bold = QFont(font)
    bold.setBold(True)
    count = f"{heading.count:,}"
    beside = QFontMetrics(font).horizontalAdvance(count)
    room = rect.adjusted(_TEXT, 0, -beside - _GAP - _RIGHT, 0)
    width = min(QFontMetrics(bold).horizontalAdvance(heading.title) + 1, room.width())
    # No wider than the words, or those that run from right to left would be at the other end.
    room.setWidth(max(width, 0))
    write(painter, room, heading.title, bold, palette.color(QPalette.ColorRole.Text))
    place = QRect(room.right() + _GAP, rect.top(), beside + 2, rect.height())
    write(painter, place, count, font, faint)
    painter.restore()


def is_cut(heading: Heading, font: QFont, width: int) -> bool:
    """Say whether a title has no room in a header of some width."""
    bold = QFont(font)
    bold.setBold(True)
    count = QFontMetrics(font).horizontalAdvance(f"{heading.count:,}")
    words = QFontMetrics(bold).horizontalAdvance(heading.title)
    return words > width - _TEXT - _GAP - _RIGHT - count
