"""Other annotations that the selected one is tied to, as a list to jump from."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from annotator.core.model import Link
from annotator.ui.phrases import tooltip

Index = QModelIndex | QPersistentModelIndex

_SIDE, _RISE, _GAP = 6, 5, 6
_ROW = Qt.ItemDataRole.UserRole
_CROSS = "✕"


class Row(NamedTuple):
    """One line of the list."""

    uid: str  # of the other annotation
    kind: str
    text: str
    place: str
    tip: str
    link: Link | None = None  # what is taken away with it, if that can be
    is_here: bool = False  # the selected annotation itself


class LinkList(QListWidget):
    """As high as its rows. Enter or a click jumps; Delete or the cross takes a link away."""

    jump_requested = Signal(str)
    unlink_requested = Signal(object)  # Link

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("links")
        self.setAccessibleName(name)
        self._rows: tuple[Row, ...] = ()
        self._delegate = _Lines(self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show some rows; the current one stays if it is still there."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        at = self.currentRow()
        current = self._rows[at].uid if 0 <= at < len(self._rows) else None
        self._rows = rows
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for place, row in enumerate(rows):
            item = self.item(place)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.kind} {row.text}, {row.place}")
            item.setToolTip(tooltip(row.tip))
        kept = next((place for place, row in enumerate(rows) if row.uid == current), None)
        near = min(max(at, 0), len(rows) - 1)
        self.setCurrentRow(kept if kept is not None else near if self.hasFocus() else -1)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._current()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and row:
            self.jump_requested.emit(row.uid)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row:
            self._unlink(row)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self._rows[index.row()]
        if row.link and self.cross(index.row()).contains(event.position().toPoint()):
            self._unlink(row)
        else:
            self.jump_requested.emit(row.uid)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self._rows:
            self.setCurrentRow(0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def cross(self, row: int) -> QRect:
        """Return where the cross of a row is."""
        rect = self.visualRect(self.model().index(row, 0))
        return QRect(rect.right() - rect.height() + 1, rect.top(), rect.height(), rect.height())

    def _current(self) -> Row | None:
        at = self.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _unlink(self, row: Row) -> None:
        if row.link is not None:
            self.unlink_requested.emit(row.link)

    def _fit(self) -> None:
        self.setFixedHeight(len(self._rows) * _height(self.font()) + 2)


class _Lines(QStyledItemDelegate):
    """Paints kind, text and place of a row, and a cross where the mouse or the keyboard is."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font: QFont = option.font
        return QSize(120, _height(font))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        ink = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        if over or focused:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        if focused:
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        font.setBold(row.is_here)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        left, right = rect.left() + _SIDE, rect.right() - _SIDE
        middle = Qt.AlignmentFlag.AlignVCenter
        if (over or focused) and row.link:
            box = QRect(rect.right() - rect.height() + 1, rect.top(), rect.height(), rect.height())
            painter.setPen(ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _CROSS)
            right = box.left()
        painter.setPen(faint)
        kind = metrics.elidedText(row.kind, Qt.TextElideMode.ElideRight, (right - left) // 2)
        width = metrics.horizontalAdvance(kind)
        painter.drawText(QRect(left, rect.top(), width, rect.height()), middle, kind)
        left += width + _GAP if kind else 0
        place = metrics.horizontalAdvance(row.place)
        box = QRect(right - place, rect.top(), place, rect.height())
        painter.drawText(box, middle, row.place)
        painter.setPen(ink)
        room = right - place - _GAP - left
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room, rect.height()), middle, text)
        painter.restore()


def _height(font: QFont) -> int:
    return QFontMetrics(font).height() + 2 * _RISE
