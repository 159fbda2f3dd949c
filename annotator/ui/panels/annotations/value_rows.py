"""How a value of a column is painted in a list: a box to tick, its words, how many there are."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.ui.two_lines import write

Index = QModelIndex | QPersistentModelIndex

COUNT = Qt.ItemDataRole.UserRole
_ROLES = QPalette.ColorRole
_SIDE, _GAP, _RISE = 8, 8, 5
# The corners of a tick, in shares of its box.
_TICK = ((0.24, 0.52), (0.43, 0.7), (0.76, 0.32))


class ValueRows(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, option.fontMetrics.height() + 2 * _RISE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, edge = option.palette, option.fontMetrics.height() - 2
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        room: QRect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        box = QRect(room.left(), room.top() + (room.height() - edge) // 2, edge, edge)
        _paint_box(painter, box, palette, index.data(Qt.ItemDataRole.CheckStateRole))
        room.setLeft(box.right() + _GAP)
        count = f"{index.data(COUNT):,}" if index.data(COUNT) else ""
        wide = option.fontMetrics.horizontalAdvance(count)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        place = QRect(room.right() - wide, room.top(), wide + 2, room.height())
        write(painter, place, count, option.font, faint)
        room.setRight(place.left() - _GAP)
        ink = palette.color(QPalette.ColorRole.Text)
        write(painter, room, str(index.data()), option.font, ink)

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        return False  # a click anywhere on the row ticks it


def _paint_box(painter: QPainter, box: QRect, palette: QPalette, state: object) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_on = state == Qt.CheckState.Checked
    accent, line = (palette.color(role) for role in (_ROLES.Accent, _ROLES.PlaceholderText))
    painter.setPen(QPen(accent if is_on else line, 1))
    painter.setBrush(accent if is_on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if is_on:
        painter.setPen(QPen(palette.color(_ROLES.Base), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = (
            QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in _TICK
        )
        painter.drawPolyline(QPolygonF(list(points)))
    painter.restore()
