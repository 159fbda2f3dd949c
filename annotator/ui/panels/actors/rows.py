"""How the rows of the actors are painted: a mark of the kind, name, what they are, counts."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from annotator.core.model import ActorKind
from annotator.ui.models.actors import ActorsModel, described
from annotator.ui.two_lines import paint_ground, paint_rim, row_height, smaller, two_lines, write

Index = QModelIndex | QPersistentModelIndex

# The middle of the mark, and where the words begin.
_MARK, _TEXT = 18, 32
_RIGHT, _GAP = 12, 8
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop


class ActorRows(QStyledItemDelegate):
    """Paints the rows of one list of actors."""

    def __init__(self, model: ActorsModel, where: Callable[[str], str], parent: QWidget) -> None:
        """`where` names an article, for those who belong to one."""
        super().__init__(parent)
        self._model, self._where = model, where
        self.target: Index | None = None  # the row under what is being dragged

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        return QSize(_TEXT, row_height(metrics))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        row = self._model.at(index.row())
        actor = row.actor
        small, faint = smaller(font), palette.color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, palette, state)
        paint_mark(painter, QPointF(rect.left() + _MARK, rect.center().y() + 1), actor.kind, faint)
        inner = rect.adjusted(_TEXT, 0, -_RIGHT, 0)
        above, below = two_lines(inner, font)
        metrics = QFontMetrics(small)
        counts = (f"{row.mentions:,}", f"{row.speeches:,} said" if row.speeches else "")
        lines = (actor.name, self._line(actor.article) or described(actor))
        strong = QFont(font)
        strong.setWeight(QFont.Weight.Medium)
        fonts = ((strong, palette.color(QPalette.ColorRole.Text)), (small, faint))
        for place, count, line, (written, ink) in zip(
            (above, below), counts, lines, fonts, strict=True
        ):
            painter.setFont(small)
            painter.setPen(faint)
            level = place.translated(0, (place.height() - metrics.height()) // 2)
            painter.drawText(level, _NUMBER, count)
            taken = metrics.horizontalAdvance(count) + _GAP if count else 0
            write(painter, place.adjusted(0, 0, -taken, 0), line, written, ink)
        if state & QStyle.StateFlag.State_HasFocus or self.target == index:
            paint_rim(painter, rect, palette)
        painter.restore()

    def _line(self, article: str | None) -> str:
        return f"Only in {self._where(article)}" if article is not None else ""


def paint_mark(painter: QPainter, centre: QPointF, kind: ActorKind, ink: QColor) -> None:
    """Paint a sign of twelve pixels that tells a kind by its shape."""
    painter.save()
    painter.translate(centre)
    painter.setPen(QPen(ink, 1.4, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _MARKS[kind](painter)
    painter.restore()


def _person(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(0, -2.8), 2.4, 2.4)
    painter.drawArc(QRectF(-4.6, 1.4, 9.2, 8.6), 0, 180 * 16)


def _organisation(painter: QPainter) -> None:
    painter.drawRect(QRectF(-4.5, -5, 9, 10))
    for x in (-1.6, 1.6):
        for y in (-2.2, 0.8):
            painter.drawPoint(QPointF(x, y))
    painter.drawLine(QPointF(0, 3), QPointF(0, 5))


def _place(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(-3.6, 0.2), QPointF(0, 5.4), QPointF(3.6, 0.2)]))
    painter.drawArc(QRectF(-4.2, -5.6, 8.4, 8.4), -20 * 16, 220 * 16)
    painter.drawPoint(QPointF(0, -1.5))


def _group(painter: QPainter) -> None:
    for x in (-2.8, 2.8):
        painter.drawEllipse(QPointF(x, -2.2), 1.9, 1.9)
    painter.drawArc(QRectF(-6.2, 1.4, 6.8, 7), 0, 180 * 16)
    painter.drawArc(QRectF(-0.6, 1.4, 6.8, 7), 0, 180 * 16)


def _document(painter: QPainter) -> None:
    painter.drawRect(QRectF(-4, -5, 8, 10))
    for y in (-2, 0.4, 2.8):
        painter.drawLine(QPointF(-2, y), QPointF(2, y))


def _unnamed(painter: QPainter) -> None:
    painter.setPen(QPen(painter.pen().color(), 1.4, Qt.PenStyle.DotLine))
    _person(painter)


def _author(painter: QPainter) -> None:
    painter.drawLine(QPointF(-4.5, 4.5), QPointF(-3.4, 1.4))
    painter.drawLine(QPointF(-4.5, 4.5), QPointF(-1.4, 3.4))
    painter.drawLine(QPointF(-3.4, 1.4), QPointF(2.6, -4.6))
    painter.drawLine(QPointF(-1.4, 3.4), QPointF(4.6, -2.6))
    painter.drawLine(QPointF(2.6, -4.6), QPointF(4.6, -2.6))


_MARKS: Mapping[ActorKind, Callable[[QPainter], None]] = {
    "person": _person,
    "organisation": _organisation,
    "place": _place,
    "group": _group,
    "document": _document,
    "unnamed": _unnamed,
    "author": _author,
}
