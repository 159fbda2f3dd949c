"""The projects that were open lately, each with its folder and when it was changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from annotator.ui.moments import day
from annotator.ui.phrases import tooltip

_KNOWN = Qt.ItemDataRole.UserRole
_FEWEST, _MOST = 1, 6  # rows that are seen at once
_SIDE = 10
_LEFT = Qt.AlignmentFlag.AlignLeft
_ABOVE = _LEFT | Qt.AlignmentFlag.AlignTop
_BELOW = _LEFT | Qt.AlignmentFlag.AlignBottom
_RIGHT_ABOVE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Known:
    """What a row tells of a project, from the name and the times of its file alone."""

    path: Path
    name: str
    folder: str
    changed: str
    is_there: bool

    @classmethod
    def of(cls, path: Path, now: datetime) -> Self:
        try:
            at = datetime.fromtimestamp(path.stat().st_mtime)
        except (OSError, ValueError, OverflowError):
            return cls(path, path.stem, short_folder(path), "not found", is_there=False)
        return cls(path, path.stem, short_folder(path), f"changed {day(at, now)}", is_there=True)


class RecentProjects(QListWidget):
    """Opens at a click or Enter; Delete and the context menu take a project off the list."""

    open_requested = Signal(object)  # Path
    forget_requested = Signal(object)  # Path

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recentProjects")
        self.setAccessibleName("Recent projects")
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.customContextMenuRequested.connect(self._show_menu)
        self.itemClicked.connect(self._open)

    def show_projects(self, paths: Iterable[Path], now: datetime) -> None:
        """List projects, the last one first; the place in the list is kept."""
        here = max(self.currentRow(), 0)
        self.clear()
        for path in paths:
            known = Known.of(path, now)
            item = QListWidgetItem(known.name, self)
            item.setData(_KNOWN, known)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{known.name}, in {known.folder}, {known.changed}",
            )
            item.setToolTip(tooltip(str(path)))
        self.setCurrentRow(min(here, self.count() - 1))
        self.setMaximumHeight(self._height(min(self.count(), _MOST)))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(min(self.count(), _MOST)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height(min(self.count(), _FEWEST)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.currentRow() >= 0
        if chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentItem())
        elif chosen and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._forget(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.open_requested.emit(_known(item).path)

    def _forget(self, item: QListWidgetItem) -> None:
        self.forget_requested.emit(_known(item).path)

    def _show_menu(self, at: QPoint) -> None:
        menu = self._menu(at)
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at))

    def _menu(self, at: QPoint) -> QMenu | None:
        """Return what can be done with the project at a place."""
        item = self.itemAt(at)
        if item is None:
            return None
        path = _known(item).path
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", lambda: self.open_requested.emit(path))
        menu.addAction("Remove from this list\tDel", lambda: self.forget_requested.emit(path))
        return menu

    def _height(self, rows: int) -> int:
        return rows * _row_height(self.fontMetrics().height()) + 2


class _Rows(QStyledItemDelegate):
    """Paints a project as its name and, fainter, its folder and when it was changed."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _row_height(option.fontMetrics.height()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        known: Known = index.data(_KNOWN)
        rect: QRect = option.rect
        font: QFont = option.font
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        ink = palette.color(QPalette.ColorRole.Text)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        painter.save()
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 5, 5)
        inner = rect.adjusted(_SIDE, 6, -_SIDE, -6)
        painter.setFont(font)
        painter.setPen(faint)
        when = painter.fontMetrics().horizontalAdvance(known.changed)
        painter.drawText(inner, _RIGHT_ABOVE, known.changed)
        painter.setPen(ink if known.is_there else faint)
        font.setBold(True)
        painter.setFont(font)
        name = inner.adjusted(0, 0, -when - 12, 0)
        painter.drawText(name, _ABOVE, _elided(painter, known.name, name.width()))
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(faint)
        painter.drawText(inner, _BELOW, _elided(painter, known.folder, inner.width()))
        painter.restore()


def short_folder(path: Path) -> str:
    """Return the folder of a file, with `~` for one's own."""
    try:
        return str(Path("~") / path.parent.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or somebody without a home
        return str(path.parent)


def _known(item: QListWidgetItem) -> Known:
    known = item.data(_KNOWN)
    assert isinstance(known, Known)
    return known


def _row_height(line: int) -> int:
    return round(line * 2.0) + 14


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, width)
