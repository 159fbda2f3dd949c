"""How the places where an actor is met are painted: the article, and the words in their place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from annotator.store.registry import Place
from annotator.ui.find.lines import paint_hit
from annotator.ui.models.met import Heading, MetModel
from annotator.ui.two_lines import paint_ground, paint_rim, smaller, write

Index = QModelIndex | QPersistentModelIndex

AIR = 8  # above and below the words of a row, together
_SIDE, _SIGN, _GAP = 12, 16, 6
_NUMBER = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


class MetRows(QStyledItemDelegate):
    """Paints an article, or the words in their place with how they are marked."""

    def __init__(self, model: MetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        line = self._model.line(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            _paint_heading(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), palette, font, line)
        else:
            paint_ground(painter, rect, palette, state)
            self._paint_place(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), palette, font, line)
            if state & QStyle.StateFlag.State_HasFocus:
                paint_rim(painter, rect, palette)
        painter.restore()

    def _paint_place(
        self, painter: QPainter, rect: QRect, palette: QPalette, font: QFont, line: Place
    ) -> None:
        small, faint = smaller(font), palette.color(QPalette.ColorRole.PlaceholderText)
        ink = palette.color(QPalette.ColorRole.Text)
        picture, hit = self._model.picture(line), self._model.around(line)
        if picture is not None:
            sign = QRect(0, 0, _SIGN, _SIGN)
            sign.moveCenter(rect.center())
            sign.moveLeft(rect.left())
            picture.paint(painter, sign)
        rect = rect.adjusted(_SIGN + _GAP, 0, 0, 0)
        if hit is None:
            write(painter, rect, " ".join(line.text.split()), font, ink)
            return
        number = f"¶ {hit.paragraph:,}"
        painter.setFont(small)
        painter.setPen(faint)
        painter.drawText(rect, _NUMBER, number)
        rect = rect.adjusted(0, 0, -QFontMetrics(small).horizontalAdvance(number) - _GAP, 0)
        height = QFontMetrics(font).height()
        above = (rect.height() - height) // 2
        paint_hit(
            painter, QRect(rect.left(), rect.top() + above, rect.width(), height), hit, font, ink
        )

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        return QSize(_SIDE, metrics.height() + AIR)


def _paint_heading(
    painter: QPainter, rect: QRect, palette: QPalette, font: QFont, line: Heading
) -> None:
    faint, ink = (
        palette.color(QPalette.ColorGroup.Active, role)
        for role in (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Text)
    )
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Medium)
    first, second = (line.outlet, line.title) if line.outlet else (line.title, "")
    metrics = QFontMetrics(strong)
    write(painter, rect, first, strong, ink)
    left = rect.adjusted(min(metrics.horizontalAdvance(first), rect.width()) + _GAP, 0, 0, 0)
    if second and left.width() > 3 * _SIGN:
        write(painter, left, second, smaller(font), faint)
