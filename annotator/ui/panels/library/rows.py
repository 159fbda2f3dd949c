"""How the rows of the library are painted: a story as a heading, an article on two lines."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from annotator.core.model import CodingStatus
from annotator.store.articles import ArticleRow
from annotator.ui.models.library import LibraryModel
from annotator.ui.models.shelves import Shelf
from annotator.ui.phrases import counted
from annotator.ui.two_lines import paint_ground, paint_rim, row_height, smaller, two_lines, write

# What is left of the texts: the bar of an open article, the sign of a story, the mark of a status.
BAR, SIGN, MARK, TEXT = 3, 16, 21, 34
_RIGHT = 12
_GAP = 8
_SIZE = 10.0  # of a mark

# Ink of the marks by status, on a light and on a dark ground; what is to do is faint.
_INK = {"doing": ("#a86a00", "#e5ad4e"), "done": ("#1b7f4f", "#5cc493")}

Index = QModelIndex | QPersistentModelIndex


def mark_colour(status: CodingStatus, palette: QPalette) -> QColor:
    """Return the colour of a status on the ground of a palette."""
    if status not in _INK:
        return palette.color(QPalette.ColorRole.PlaceholderText)
    return QColor(_INK[status][palette.color(QPalette.ColorRole.Base).lightness() < 128])


class Rows(QStyledItemDelegate):
    """Paints the rows of one library."""

    def __init__(self, model: LibraryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.open_uids: frozenset[str] = frozenset()
        self.target: Index | None = None  # the story under what is being dragged

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        return QSize(TEXT, row_height(metrics))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        item = self._model.at(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, palette, state)
        if isinstance(item, Shelf):
            is_open = bool(state & QStyle.StateFlag.State_Open)
            self._paint_shelf(painter, rect, palette, option.font, item, is_open=is_open)
        else:
            self._paint_article(painter, rect, palette, option.font, item)
        if state & QStyle.StateFlag.State_HasFocus or self.target == index:
            paint_rim(painter, rect, palette)
        painter.restore()

    def _paint_shelf(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        font: QFont,
        shelf: Shelf,
        *,
        is_open: bool,
    ) -> None:
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        above, below = two_lines(rect.adjusted(SIGN + 6, 0, -_RIGHT, 0), font)
        centre = QPointF(rect.left() + 11, above.center().y() + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        painter.drawPolygon(_sign(centre, is_open=is_open))
        bold = QFont(font)
        bold.setBold(True)
        write(painter, above, shelf.title, bold, palette.color(QPalette.ColorRole.Text))
        told = counted(len(shelf.articles), "article")
        if done := self._model.done_in(shelf):
            told += f" · {done:,} done"
        write(painter, below, told, smaller(font), faint)

    def _paint_article(
        self, painter: QPainter, rect: QRect, palette: QPalette, font: QFont, row: ArticleRow
    ) -> None:
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        if row.uid in self.open_uids:
            accent = palette.color(QPalette.ColorRole.Accent)
            painter.fillRect(QRect(rect.topLeft(), QSize(BAR, rect.height())), accent)
        _paint_mark(
            painter,
            QPointF(rect.left() + MARK, rect.center().y() + 1),
            row.status,
            mark_colour(row.status, palette),
        )
        small = smaller(font)
        count = f"{row.annotations:,}"
        width = QFontMetrics(small).horizontalAdvance(count)
        inner = rect.adjusted(TEXT, 0, -_RIGHT, 0)
        painter.setFont(small)
        painter.setPen(faint)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        above, below = two_lines(inner.adjusted(0, 0, -width - _GAP, 0), font)
        first, second = (row.outlet, row.title) if row.outlet else (row.title, row.published)
        if not second:
            above = inner.adjusted(0, 0, -width - _GAP, 0)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.Medium)
        write(painter, above, first, strong, palette.color(QPalette.ColorRole.Text))
        write(painter, below, second, small, faint)


def _sign(centre: QPointF, *, is_open: bool) -> QPolygonF:
    """Return the triangle beside a story: down where its articles are shown, else to the right."""
    corners = ((-4, -3), (4, -3), (0, 4)) if is_open else ((-3, -4), (-3, 4), (4, 0))
    return QPolygonF([centre + QPoint(*corner) for corner in corners])


def _paint_mark(painter: QPainter, centre: QPointF, status: CodingStatus, ink: QColor) -> None:
    """Paint a ring, a half-filled ring or a disc, so that a status is told by more than colour."""
    ring = QRectF(0, 0, _SIZE, _SIZE)
    ring.moveCenter(centre)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(ink if status == "done" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if status == "doing":
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(ring, 90 * 16, 180 * 16)
