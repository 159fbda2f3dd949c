"""The list of the places where an actor is met: Enter or a click goes there."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from annotator.store.registry import Place
from annotator.ui.models.met import Heading, MetModel
from annotator.ui.panels.actors.met_rows import AIR, MetRows
from annotator.ui.phrases import tooltip

Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier
_Select = QItemSelectionModel.SelectionFlag
_Moves = QAbstractItemView.CursorAction


class MetList(QTableView):
    """Headings cannot be chosen; of the rows below them several can."""

    jump_requested = Signal(str)  # an annotation
    chosen_changed = Signal()
    left = Signal()  # by Esc
    up = Signal()  # beyond the first row
    copy_pressed = Signal()

    def __init__(self, model: MetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._pressed_plainly = False
        self.setModel(model)
        self.setItemDelegate(MetRows(model, self))
        self.setAccessibleName("Mentions of the actor, and what it says")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        model.modelReset.connect(self.chosen_changed)

    def chosen(self) -> list[str]:
        """Return the chosen annotations from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = map(self._model.line, rows)
        return [one.uid for one in lines if isinstance(one, Place)]

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Keep what is chosen, current and seen while the model is filled anew."""
        wanted, current = set(self.chosen()), self.current()
        scrolled = self.verticalScrollBar().value()
        yield
        model, places = self.selectionModel(), self._model
        for at in range(places.rowCount() if wanted or current else 0):
            line, index = places.line(at), places.index(at, 0)
            if isinstance(line, Place) and line.uid in wanted:
                model.select(index, _Select.Select | _Select.Rows)
            if isinstance(line, Place) and line.uid == current:
                model.setCurrentIndex(index, _Select.NoUpdate)
        self.updateGeometries()
        self.verticalScrollBar().setValue(scrolled)

    def current(self) -> str | None:
        index = self.currentIndex()
        line = self._model.line(index.row()) if index.isValid() else None
        return line.uid if isinstance(line, Place) else None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        is_click = event.reason() == Qt.FocusReason.MouseFocusReason
        if self.current() is None and self._model.rowCount() > 1 and not is_click:
            # The first is a heading.
            self.selectionModel().setCurrentIndex(
                self._model.index(1, 0), _Select.ClearAndSelect | _Select.Rows
            )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in _ENTER and not held:
            self._jump()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up and not held and self.currentIndex().row() <= 1:
            self.up.emit()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would look through every row."""

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = {_Moves.MoveHome: 1, _Moves.MoveEnd: self._model.rowCount() - 1}
        if action in ends:
            return self._model.index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_plainly = left and event.modifiers() == _PLAIN
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        # Whoever draws a frame over several wants to choose them.
        if self._pressed_plainly and index == self.currentIndex() and len(self.chosen()) == 1:
            self._jump()
        self._pressed_plainly = False

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            words = self._tip(index) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), tooltip(words), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, index: QModelIndex) -> str:
        line = self._model.line(index.row())
        if isinstance(line, Heading):
            return line.name
        hit = self._model.around(line)
        said = f"{hit.before}{hit.words}{hit.after}" if hit else line.text
        where = f"Paragraph {hit.paragraph:,} · " if hit else ""
        return f"{said}\n{where}{line.outlet or line.title}"

    def _jump(self) -> None:
        uid = self.current()
        if uid is not None:
            self.jump_requested.emit(uid)

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + AIR)
        self.verticalScrollBar().setSingleStep(rows.defaultSectionSize())
