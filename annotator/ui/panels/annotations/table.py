"""A table whose rows are known by uid: it stays where it is when rows come, go or change places."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget
from typing_extensions import override

from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.cursor import Cursor
from annotator.ui.panels.annotations.folding import Folding
from annotator.ui.panels.annotations.headers import is_cut, paint_header
from annotator.ui.panels.annotations.place import Place, chosen
from annotator.ui.phrases import tooltip

Index = QModelIndex | QPersistentModelIndex

_AIR = 9  # above and below the text of a row, together
_PADDING = 18  # at both sides of the text of a cell, together

_Select = QItemSelectionModel.SelectionFlag
_ROWS = _Select.Rows
_LEFT = Qt.MouseButton.LeftButton
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(QTableView):
    """Whole rows are chosen; all of them are equally high, however many there are.

    One cell of the current row is the current one, which is changed or filtered by.
    """

    entered_row = Signal(str)  # made the current one by hand
    opened_row = Signal(str)
    edit_requested = Signal(QModelIndex)
    copy_pressed = Signal()
    chosen_changed = Signal()

    def __init__(self, model: AnnotationTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.folding = Folding(self, model)
        self._cursor = Cursor(self, model)
        self._quiet = False
        self._shown: str | None = None  # what was told, or shown, as the current row
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        # One height for all rows; any other mode asks each of a hundred thousand for its own.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        # Qt paints two cells anew, but the frame around the current row is over all columns.
        self.selectionModel().currentChanged.connect(lambda: self.viewport().update())
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.clicked.connect(self._tell_current)

    # What others may ask

    def current(self) -> str | None:
        """Return the annotation of the current row."""
        return self._model.uid(self.currentIndex().row())

    def chosen(self) -> list[str]:
        """Return the annotations of the chosen rows, from top to bottom."""
        return chosen(self.selectionModel(), self._model)

    def show_row(self, uid: str | None) -> None:
        """Make a row the current and only chosen one, without telling; none if it is not there."""
        place = self._model.place(uid)
        if place is None:
            self._shown = None
            self.clearSelection()
        elif uid != self._shown or uid != self.current():
            self._shown = uid
            self._go_to(place)

    def enter_row(self, place: int) -> None:
        """Make a row the current and only chosen one as a person would; the next, of a header."""
        last = self._model.rowCount() - 1
        if last >= 0:
            rows = (*range(min(place, last), last + 1), *range(min(place, last), -1, -1))
            found = next((row for row in rows if self._model.uid(row) is not None), 0)
            self._go_to(found)
            self._tell_current(self.currentIndex())

    def tell_current(self) -> None:
        """Tell of the current row at once; else it is told when the mouse is let go."""
        self._tell_current(self.currentIndex())

    @contextmanager
    def keeping_place(self, *, scrolled: bool) -> Iterator[None]:
        """Keep the current row, the chosen ones and what is seen while the model changes.

        Unless it is to stay `scrolled` as it is, the current row is brought into view.
        """
        place = Place(self, self._model)
        column = self._cursor.column()
        self._quiet = True
        try:
            yield
        finally:
            place.choose()
            current = place.find_current(column, gone=scrolled)
            self.selectionModel().setCurrentIndex(current, _Select.NoUpdate)
            self._quiet = False
            # Qt would learn how many rows there are only when it paints.
            self.updateGeometries()
            if scrolled:
                place.scroll(self.row_height)
            else:
                self.verticalScrollBar().setValue(0)
                self.scrollTo(current)

    @property
    def row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    # How it behaves

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go up and down by rows, in one column."""
        moves = QAbstractItemView.CursorAction
        count = self._model.rowCount()
        page = max(1, self.viewport().height() // self.row_height - 1)
        steps = {
            moves.MoveUp: -1, moves.MoveDown: 1, moves.MovePrevious: -1, moves.MoveNext: 1,
            moves.MovePageUp: -page, moves.MovePageDown: page,
            moves.MoveHome: -count, moves.MoveEnd: count,
        }  # fmt: skip
        if action not in steps:
            return self.currentIndex()
        if not count:
            return QModelIndex()
        here = self.currentIndex().row() + steps[action]
        return self._model.index(min(max(here, 0), count - 1), self._cursor.column())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view, and leave it to the person which columns are."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * self.row_height
        if not bar.value() <= top <= bar.value() + room - self.row_height:
            is_above = top < bar.value()
            bar.setValue(top if is_above else top + self.row_height - room)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would look through every row."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, held = self.currentIndex(), Qt.Key(event.key()), event.modifiers()
        here, last = index.row(), self._model.rowCount() - 1
        jumps = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif self.folding.press(key, held):
            pass
        elif key in _ENTER:
            self._open(index)
        elif key == Qt.Key.Key_F2 and not held:
            self._edit(index)
        elif key in _SIDES:
            self.updateGeometries()  # a column may just have come
            self._cursor.step_aside(_SIDES[key])
        elif key in jumps and not held & Qt.KeyboardModifier.ShiftModifier:
            self.enter_row(jumps[key])
        elif key == Qt.Key.Key_Down and not held and self.current() and not self._is_chosen(here):
            self.enter_row(here)  # current without being chosen: the one to begin with
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.folding.click(event.position().toPoint(), event.button()):
            super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self.folding.click(place, event.button()):
            return
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(place)
        if event.button() == _LEFT and index.isValid():
            (self._edit if self._model.may_edit(index) else self._open)(index)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._cut_words(event.pos())
            QToolTip.showText(event.globalPos(), tooltip(words), self)
            return True
        return super().viewportEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_row_height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        font, palette = self.font(), self.palette()
        for rect, heading in self.folding.headings():
            paint_header(painter, rect, heading, font, palette)
        if self.hasFocus():
            self._cursor.paint(painter)
        painter.end()

    # How it is done

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _AIR)
        self.verticalScrollBar().setSingleStep(self.row_height)

    def _cut_words(self, place: QPoint) -> str:
        """Return what is written at a place, if there is no room for all of it."""
        index = self.indexAt(place)
        heading = self.folding.heading(index.row())
        if heading is not None:
            cut = is_cut(heading, self.font(), self.viewport().width())
            return heading.title if cut else ""
        words = str(index.data() or "")
        room = self.visualRect(index).width() - _PADDING
        return words if self.fontMetrics().horizontalAdvance(words) > room else ""

    def _go_to(self, place: int) -> None:
        flags = _Select.ClearAndSelect | _ROWS
        self.selectionModel().setCurrentIndex(
            self._model.index(place, self._cursor.column()), flags
        )

    def _is_chosen(self, place: int) -> bool:
        return self.selectionModel().isRowSelected(place)

    def _tell_current(self, index: Index) -> None:
        uid = self._model.uid(index.row())
        if self._quiet or uid is None or uid == self._shown:
            return
        if self._is_chosen(index.row()):
            self._shown = uid
            self.entered_row.emit(uid)

    def _open(self, index: Index) -> None:
        uid = self._model.uid(index.row())
        if uid is not None:
            self.opened_row.emit(uid)

    def _edit(self, index: QModelIndex) -> None:
        if self._model.uid(index.row()) is not None:
            self.edit_requested.emit(index)
