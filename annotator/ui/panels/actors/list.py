"""The list of actors: choosing, dragging one onto another, and staying where one was."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from annotator.ui.dragging import ACTORS_MIME, card, dragged
from annotator.ui.models.actors import ActorsModel
from annotator.ui.panels.actors.rows import ActorRows
from annotator.ui.phrases import counted
from annotator.ui.two_lines import row_height

Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
# So many chosen rows are found again after all were arranged anew; of more only the current one.
_MOST_KEPT = 500
_Select = QItemSelectionModel.SelectionFlag
_Moves = QAbstractItemView.CursorAction


class ActorsList(QTableView):
    """Rows are known by uid: what is chosen stays so when they come, go or change places."""

    chosen_changed = Signal()
    opened = Signal()  # the current one, by Enter or a double click
    left = Signal()  # by Esc
    up = Signal()  # beyond the first row
    typed = Signal(str)  # a letter
    copy_pressed = Signal()
    dropped = Signal(list, str)  # actors, and the one they fell on

    def __init__(self, model: ActorsModel, where: Callable[[str], str], parent: QWidget) -> None:
        """`where` names an article."""
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self.setModel(model)
        self.rows = ActorRows(model, where, self)
        self.setItemDelegate(self.rows)
        self.setAccessibleName("Actors")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        self.selectionModel().selectionChanged.connect(self._tell_chosen)

    # What is chosen

    def chosen(self) -> list[str]:
        """Return the chosen actors from top to bottom."""
        uids = self._model.uids()
        runs = self.selectionModel().selection()
        places = sorted((runs.at(n).top(), runs.at(n).bottom()) for n in range(runs.count()))
        return [uid for top, bottom in places for uid in uids[top : bottom + 1]]

    def current(self) -> str | None:
        """Return the actor that the keyboard is on."""
        index = self.currentIndex()
        return self._model.uids()[index.row()] if index.isValid() else None

    def go_to(self, uid: str | None) -> None:
        """Make an actor the current and the only chosen one; none where it is not shown."""
        place = self._model.place(uid)
        if place is None:
            self.clearSelection()
        elif self.chosen() != [uid] or self.current() != uid:
            self._choose(self._model.index(place, 0))

    def enter(self) -> None:
        """Take the keyboard, and let it be on a row."""
        if not self.currentIndex().isValid() or not self.chosen():
            index = self.currentIndex()
            self._choose(index if index.isValid() else self._model.index(0, 0))
        self.setFocus()

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Keep what is chosen and current, and what is seen, while the model changes.

        Where the current one is gone, the one that took its place is chosen.
        """
        chosen = self.chosen()
        chosen = chosen if len(chosen) <= _MOST_KEPT else []
        current, at = self.current(), self.currentIndex().row()
        top = self.rowAt(0) if self.verticalScrollBar().value() else -1
        first = self._model.uids()[top] if top >= 0 else None
        offset = self.rowViewportPosition(top) if top >= 0 else 0
        self._quiet = True
        try:
            yield
        finally:
            self._return_to(chosen, current, at)
            self.updateGeometries()
            if (place := self._model.place(first)) is not None:
                height = self.verticalHeader().defaultSectionSize()
                self.verticalScrollBar().setValue(place * height - offset)
            self._quiet = False
            self.chosen_changed.emit()

    # Events

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.chosen() == [self.current()]:
            self.scrollTo(self.currentIndex())  # what is shown below it takes some of its room

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in _ENTER and not held:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up and not held and self.currentIndex().row() <= 0:
            self.up.emit()
        elif event.text().isprintable() and event.text().strip() and not held & ~_SHIFT:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: what is typed narrows the list."""

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = {_Moves.MoveHome: 0, _Moves.MoveEnd: self._model.rowCount() - 1}
        if action in ends:  # which in a table are those of the row
            return self._model.index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    @override
    def startDrag(self, supported: Qt.DropAction) -> None:
        # Qt's own would take the rows away once they are dropped.
        uids = self.chosen()
        row = self._model.actor_row(uids[0]) if uids and self._model.may_drag else None
        if row is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData(self.selectedIndexes()))
        name = row.actor.name if len(uids) == 1 else counted(len(uids), "actor")
        drag.setPixmap(card(name, self))
        drag.setHotSpot(QPoint(-8, -4))
        drag.exec(Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._brought(event):
            super().dragEnterEvent(event)
            event.acceptProposedAction()
        else:
            event.ignore()  # files are for the window

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._brought(event):
            event.ignore()
            return
        super().dragMoveEvent(event)  # which scrolls at the edges
        index = self._target(event)
        self._aim(index)
        event.setAccepted(index.isValid())

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(QModelIndex())
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        uids, index = self._brought(event), self._target(event)
        self._aim(QModelIndex())
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        event.setAccepted(index.isValid())
        if index.isValid():
            event.acceptProposedAction()
            self.dropped.emit(uids, self._model.uids()[index.row()])

    # How it is done

    def _choose(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)
        self.scrollTo(index)

    def _return_to(self, chosen: Sequence[str], current: str | None, at: int) -> None:
        selection = QItemSelection()
        for found in map(self._model.place, chosen):
            if found is not None:
                index = self._model.index(found, 0)
                selection.select(index, index)
        place = self._model.place(current)
        if place is None and current is not None and self._model.actor_row(current) is None:
            place = min(at, self._model.rowCount() - 1)  # it is gone, not only held back
            if selection.isEmpty() and place >= 0:
                selection.select(self._model.index(place, 0), self._model.index(place, 0))
        index = self._model.index(-1 if place is None else place, 0)
        model = self.selectionModel()
        model.setCurrentIndex(index, _Select.NoUpdate)
        model.select(selection, _Select.ClearAndSelect | _Select.Rows)

    def _brought(self, event: QDropEvent) -> list[str]:
        """Return the actors of this registry that are dragged here."""
        if not self._model.may_drag:
            return []
        return [one for one in dragged(event.mimeData(), ACTORS_MIME) if self._model.actor_row(one)]

    def _target(self, event: QDropEvent) -> QModelIndex:
        """Return the row onto which something can be dropped: another than itself."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.uids()[index.row()] in self._brought(event):
            return QModelIndex()
        return index

    def _aim(self, index: QModelIndex) -> None:
        """Show on which actor something would be dropped."""
        self.rows.target = index if index.isValid() else None
        self.viewport().update()

    def _tell_chosen(self) -> None:
        if not self._quiet:
            self.chosen_changed.emit()

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height(self.fontMetrics()))
        self.verticalScrollBar().setSingleStep(rows.defaultSectionSize())
