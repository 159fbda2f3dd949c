"""The list of what the checks have found: folding, choosing, opening; it stays where one is."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from annotator.core.checks import Finding
from annotator.ui.models.checks import ChecksModel
from annotator.ui.panels.checks.rows import SIGN, Rows, row_height

Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Moves = QTableView.CursorAction
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class ChecksList(QTableView):
    """All rows are equally high. A table, for a list looks at each row whenever one comes."""

    entered_row = Signal(object)  # Finding: made the current one by hand
    opened_row = Signal(object)
    repair_pressed = Signal(object)
    chosen_changed = Signal()

    def __init__(self, model: ChecksModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self.setModel(model)
        self._rows = Rows(model, self)
        self.setItemDelegate(self._rows)
        self.setAccessibleName("What the checks have found")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        self.selectionModel().currentChanged.connect(self._tell_current)

    # What others may ask

    @property
    def current(self) -> Finding | None:
        """Return the finding of the current row."""
        return self._model.finding(self.currentIndex().row())

    def show_key(self, key: str) -> None:
        """Say in the row that has the keyboard which key repairs it."""
        self._rows.key = key
        self.viewport().update()

    def show_finding(self, finding: Finding) -> None:
        """Make a finding the current one without telling; unfold its rule for that."""
        group = next(one for one in self._model.groups if one.rule.name == finding.rule)
        if not group.is_open:
            self._model.fold(self._model.heading(group), closed=False)
        row = self._model.row_of(finding)
        if row is not None:
            with self._silence():
                self._go_to(row)
            self.chosen_changed.emit()

    def enter_near(self, row: int) -> None:
        """Go to the finding of a row or the next one, as a person would; at the end, to the last.

        Where only headings are left, one of them is gone to.
        """
        rows = chain(range(row, self._model.rowCount()), range(row - 1, -1, -1))
        found = next((one for one in rows if self._model.finding(one)), None)
        if found is None:
            found = min(row, self._model.rowCount() - 1)
        with self._silence():
            self._go_to(found)
        self._tell_current(self.currentIndex())

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Stay at the current finding, if it remains, while the model changes."""
        before, had = self.current, self.currentIndex().row()
        with self._silence():
            yield
            row = self._model.row_of(before)
            if row is not None and row != self.currentIndex().row():
                self._go_to(row)
            elif row is None and before is not None and had >= 0 and not self.hasFocus():
                self.setCurrentIndex(QModelIndex())  # nobody has gone to what stands there now
        if self.current != before:
            self.chosen_changed.emit()

    def take_keyboard(self) -> None:
        """Have the keyboard, on a row."""
        if not self.currentIndex().isValid() and self._model.rowCount():
            with self._silence():
                self._go_to(0)
        self.setFocus()

    # Events

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), Qt.Key(event.key())
        group, finding = self._model.group_at(row), self._model.finding(row)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _ENTER and finding is not None:
            self.opened_row.emit(finding)
        elif plain and group is not None and key in (*_ENTER, Qt.Key.Key_Space):
            self._model.fold(row, closed=group.is_open)
        elif plain and key == Qt.Key.Key_Left:
            self._go_out(row)
        elif plain and key == Qt.Key.Key_Right:
            self._go_in(row)
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
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            group, finding = self._model.group_at(index.row()), self._model.finding(index.row())
            if group is not None and place.x() < SIGN + 6:
                self._model.fold(index.row(), closed=group.is_open)
                return
            if finding is not None and self._offer(index, finding).contains(place):
                self.repair_pressed.emit(finding)
                return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        finding = self._model.finding(index.row())
        over = finding is not None and self._offer(index, finding).contains(place)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        group, finding = self._model.group_at(index.row()), self._model.finding(index.row())
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        elif group is not None:
            self._model.fold(index.row(), closed=group.is_open)
        elif finding is not None and not self._offer(index, finding).contains(
            event.position().toPoint()
        ):
            self.opened_row.emit(finding)

    # How it is done

    def _offer(self, index: Index, finding: Finding) -> QRect:
        return self._rows.repair_at(self.visualRect(index), self.font(), finding)

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height(self.fontMetrics()))

    def _go_to(self, row: int) -> None:
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        if index.isValid():
            self.scrollTo(index)

    def _go_out(self, row: int) -> None:
        """Fold the heading or, from a finding, go to its heading."""
        group = self._model.group_over(row)
        if self._model.group_at(row) is not None:
            self._model.fold(row, closed=True)
        elif group is not None:
            self._go_to(self._model.heading(group))

    def _go_in(self, row: int) -> None:
        group = self._model.group_at(row)
        if group is not None and group.is_open:
            self._go_to(row + 1)
        elif group is not None:
            self._model.fold(row, closed=False)

    @contextmanager
    def _silence(self) -> Iterator[None]:
        was, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = was

    def _tell_current(self, index: Index) -> None:
        if self._quiet:
            return
        self.chosen_changed.emit()
        finding = self._model.finding(index.row())
        if finding is not None:
            self.entered_row.emit(finding)
