"""The codebook as an outline: labels with their attributes below them, then kinds of link."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDrag,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from annotator.core.model import Attribute, Label, LinkKind
from annotator.core.scheme import Scheme
from annotator.ui.codebook.changing import Part
from annotator.ui.codebook.titles import KIND_TITLES
from annotator.ui.dragging import card, dragged, to_drag
from annotator.ui.phrases import tooltip
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme

_MIME = "application/x-annotator-codebook"
_UID = Qt.ItemDataRole.UserRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_GROUPS = ("Labels", "Kinds of link")
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Outline(QTreeWidget):
    """Shows the parts of a codebook, of which one is the current one; tells where they are put."""

    chosen_changed = Signal()
    put = Signal(str, object)  # a part (uid), and all uids beside it in their new order
    entered = Signal()  # Return on a part: to its fields

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scheme = Scheme((), (), ())
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("framed")
        self.setAccessibleName("Labels, attributes and kinds of link")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setItemsExpandable(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(10)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._tell)

    @property
    def chosen(self) -> str:
        """Return the uid of the current part; empty where none is."""
        item = self.currentItem()
        return _uid(item)

    def lock(self) -> None:
        """Let nothing be moved from now on."""
        self.setDragEnabled(False)

    def show_scheme(self, scheme: Scheme) -> None:
        """Show a codebook; what was the current part stays so or, if it is gone, one beside it."""
        before, at = self.chosen, self._place()
        self._scheme = scheme
        with QSignalBlocker(self):
            self._fill()
            self._go_back_to(before, at)
        if self.chosen != before:
            self.chosen_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_scheme(self._scheme)

    def go_to(self, uid: str) -> None:
        """Make a part the current one, if it is there."""
        if uid in self._items:
            self.setCurrentItem(self._items[uid])
            self.scrollToItem(self._items[uid])

    def beside(self, uid: str) -> list[str]:
        """Return a part and those among which it stands, in their order."""
        item = self._items[uid]
        above = item.parent()
        assert above is not None  # a group at least
        return [_uid(above.child(at)) for at in range(above.childCount())]

    def step(self, by: int) -> None:
        """Put the current part further down by some places, or up."""
        uid = self.chosen
        if not uid or not self.dragEnabled():
            return
        uids = self.beside(uid)
        at = uids.index(uid)
        to = min(max(at + by, 0), len(uids) - 1)
        if to != at:
            uids.insert(to, uids.pop(at))
            self.put.emit(uid, uids)

    @override
    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw no arrows, for nothing is folded."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _STEPS and held & Qt.KeyboardModifier.AltModifier:
            self.step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not held:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # it closes the window
        else:
            super().keyPressEvent(event)

    @override
    def startDrag(self, supported: Qt.DropAction) -> None:
        # Qt's own would take the row away once it is dropped.
        item = self.currentItem()
        if item is not None and self.chosen:
            drag = QDrag(self)
            drag.setMimeData(to_drag([self.chosen], _MIME))
            drag.setPixmap(card(item.text(0), self))
            drag.setHotSpot(QPoint(-8, -4))
            drag.exec(Qt.DropAction.MoveAction)

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # draws where it would go
        event.setAccepted(self._order_of(event) is not None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where something is to stand; it is put there when that is done."""
        order = self._order_of(event)
        event.setAccepted(order is not None)
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if order is not None and order != self.beside(self.chosen):
            self.put.emit(self.chosen, order)

    def _order_of(self, event: QDropEvent) -> list[str] | None:
        """Return the order that a drop would make, or `None` where it makes none."""
        if not self.dragEnabled() or dragged(event.mimeData(), _MIME) != [self.chosen]:
            return None
        return self.order_at(event.position().toPoint())

    def order_at(self, point: QPoint) -> list[str] | None:
        """Return the order in which the current part would stand at a point of the viewport.

        Where it cannot stand there, that is `None`: it stays among its like.
        """
        item, target = self.currentItem(), self.itemAt(point)
        if item is None or target is None or not self.chosen:
            return None
        if target.parent() is not item.parent():
            return None
        uids = self.beside(self.chosen)
        if target is not item:
            uids.remove(self.chosen)
            is_below = point.y() > self.visualItemRect(target).center().y()
            uids.insert(uids.index(_uid(target)) + is_below, self.chosen)
        return uids

    def _tell(self) -> None:
        self.chosen_changed.emit()

    def _place(self) -> tuple[str, int]:
        """Return what the current part stands below, and at which place."""
        item = self.currentItem()
        above = item.parent() if item else None
        if item is None or above is None:
            return "", 0
        return _uid(above) or above.text(0), above.indexOfChild(item)

    def _go_back_to(self, uid: str, place: tuple[str, int]) -> None:
        if uid not in self._items:
            above, at = place
            groups = (self.topLevelItem(one) for one in range(len(_GROUPS)))
            heading = next((one for one in groups if one and one.text(0) == above), None)
            under = self._items.get(above) or heading
            others = under.childCount() if under else 0
            if under is not None and others:
                uid = _uid(under.child(min(at, others - 1)))
            else:
                uid = above if above in self._items else next(iter(self._items), "")
        if uid in self._items:
            self.setCurrentItem(self._items[uid])

    def _fill(self) -> None:
        scroll = self.verticalScrollBar().value()
        self.clear()
        self._items = {}
        labels, kinds = (self._group(title) for title in _GROUPS)
        for label in self._scheme.labels:
            below = self._add(labels, label, label.key, swatch(label, self._theme))
            for attribute in self._scheme.attributes_of(label.uid):
                is_plain = attribute.kind == "choice"
                answer = "" if is_plain else KIND_TITLES[attribute.kind].lower()
                self._add(below, attribute, answer, QIcon())
        for kind in self._scheme.link_kinds:
            self._add(kinds, kind, "", QIcon())
        self.expandAll()
        self.verticalScrollBar().setValue(scroll)

    def _group(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [title])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(True)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setForeground(0, QBrush(QColor(self._theme.faint)))
        return item

    def _add(
        self, above: QTreeWidgetItem, part: Part, beside: str, picture: QIcon
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [part.title, beside])
        item.setData(0, _UID, part.uid)
        item.setIcon(0, picture)
        item.setForeground(1, QBrush(QColor(self._theme.faint)))
        item.setToolTip(0, tooltip(part.title))
        item.setData(0, _SPOKEN, ", ".join(_spoken(part, beside)))
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
        )
        self._items[part.uid] = item
        return item


def _uid(item: QTreeWidgetItem | None) -> str:
    return str(item.data(0, _UID) or "") if item else ""


def _spoken(part: Part, beside: str) -> Iterable[str]:
    match part:
        case Label():
            return filter(None, (part.title, beside and f"key {beside}"))
        case Attribute():
            return filter(None, (part.title, "attribute", beside))
        case LinkKind():
            return (part.title, "kind of link")
