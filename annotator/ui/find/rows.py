"""The list of occurrences to tick: each with what stands around it, and where that is."""

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
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from annotator.ui.find.lines import paint_hit
from annotator.ui.find.model import OccurrencesModel

Index = QModelIndex | QPersistentModelIndex

_BOX, _SIDE, _GAP, _AIR = 16, 10, 10, 7
_SMALLER = 0.9
_HOOK = ((3.5, 7.5), (6.5, 10.5), (11.5, 4.5))  # in the box
_TAGGED = "tagged already"
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Moves = QTableView.CursorAction
_LINE = QPalette.ColorRole.Mid
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_RIGHT = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


class OccurrencesList(QTableView):
    """Space and a click on a box tick; Enter and a double click go there.

    A table, for a list looks at each of its rows whenever one is added.
    """

    jump_requested = Signal(int)  # row

    def __init__(self, model: OccurrencesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("framed")
        self.setModel(model)
        self.setItemDelegate(_Rows(model, self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and not held:
            self._tick_chosen()
        elif event.key() in _OPEN and not held:
            self._jump(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = {_Moves.MoveHome: 0, _Moves.MoveEnd: self._model.rowCount() - 1}
        if action in ends:  # which in a table are those of the row
            return self._model.index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would look through every row."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._tick_at(event):
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tick_at(event):
            return
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._jump(self.indexAt(event.position().toPoint()))

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(_height(self.fontMetrics()))

    def _tick_chosen(self) -> None:
        """Tick what is chosen or, where the current row is ticked, untick it."""
        current = self.currentIndex()
        rows = [index.row() for index in self.selectedIndexes()]
        if not rows and current.isValid():
            rows = [current.row()]
        free = [row for row in rows if not self._model.is_tagged(row)]
        if free:
            guide = current.row() if current.row() in free else free[0]
            self._model.tick(free, not self._model.is_ticked(guide))

    def _tick_at(self, event: QMouseEvent) -> bool:
        """Tick or untick the row whose box was clicked; say whether one was."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return False
        if place.x() > self.visualRect(index).left() + _SIDE + _BOX + _GAP // 2:
            return False
        row = index.row()
        self._model.tick([row], not self._model.is_ticked(row))
        return True

    def _jump(self, index: Index) -> None:
        if index.isValid():
            self.jump_requested.emit(index.row())


class _Rows(QStyledItemDelegate):
    """Paints a hit on two lines beside its box: the words, and where they stand."""

    def __init__(self, model: OccurrencesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        return False  # the list ticks; the style would, too, where it believes its box to be

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        row = index.row()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tagged = self._model.is_tagged(row)
        box = QRect(0, 0, _BOX, _BOX)
        box.moveCenter(rect.center())
        box.moveLeft(rect.left() + _SIDE)
        _paint_box(painter, box, palette, on=self._model.is_ticked(row), free=not tagged)
        inner = rect.adjusted(_SIDE + _BOX + _GAP, _AIR, -_SIDE, -_AIR)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        ink = faint if tagged else palette.color(QPalette.ColorRole.Text)
        above = QRect(inner.topLeft(), QSize(inner.width(), QFontMetrics(option.font).height()))
        paint_hit(painter, above, self._model.hit(row), option.font, ink)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * _SMALLER)
        below = inner.adjusted(0, above.height(), 0, 0)
        _paint_place(painter, below, self._model.place(row), small, faint, tagged=tagged)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()


def _height(metrics: QFontMetrics) -> int:
    return round(metrics.height() * (1 + _SMALLER)) + 2 * _AIR


def _paint_box(painter: QPainter, rect: QRect, palette: QPalette, *, on: bool, free: bool) -> None:
    """Paint what can be ticked; the style's own box can hardly be seen on a dark ground."""
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    accent = palette.color(QPalette.ColorRole.Accent)
    faint = palette.color(QPalette.ColorRole.PlaceholderText)
    painter.setPen(QPen(accent if on else faint if free else palette.color(_LINE), 1))
    painter.setBrush(accent if on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1.8))
        painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(*one) for one in _HOOK]))


def _paint_place(
    painter: QPainter,
    rect: QRect,
    place: tuple[str, str],
    font: QFont,
    ink: QColor,
    *,
    tagged: bool,
) -> None:
    """Write article and paragraph, of which the article gives way."""
    painter.setFont(font)
    painter.setPen(ink)
    metrics = painter.fontMetrics()
    if tagged:
        painter.drawText(rect, _RIGHT, _TAGGED)
        rect = rect.adjusted(0, 0, -metrics.horizontalAdvance(_TAGGED) - _GAP, 0)
    article, paragraph = place
    room = rect.width() - metrics.horizontalAdvance(paragraph)
    short = metrics.elidedText(article, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, _LEFT, short + paragraph)
