"""A table whose rows are known by uid: it stays where it is when rows come, go or change places."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget
from typing_extensions import override

from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations_place import Place, chosen
from annotator.ui.phrases import tooltip

Index = QModelIndex | QPersistentModelIndex

_AIR = 9  # above and below the text of a row, together
_PADDING = 18  # at both sides of the text of a cell, together

_Select = QItemSelectionModel.SelectionFlag
_ROWS = _Select.Rows


class Table(QTableView):
    """Whole rows are chosen; all of them are equally high, however many there are."""

    entered_row = Signal(str)  # made the current one by hand
    opened_row = Signal(str)
    copy_pressed = Signal()

    def __init__(self, model: AnnotationTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._quiet = False
        self._shown: str | None = None  # what was told, or shown, as the current row
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        self.clicked.connect(self._tell_current)
        self.doubleClicked.connect(self._open)

    # What others may ask

    def current(self) -> str | None:
        """Return the annotation of the current row."""
        return self._uid(self.currentIndex())

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
        """Make a row the current and only chosen one as a person would."""
        if self._model.rowCount():
            self._go_to(min(place, self._model.rowCount() - 1))
            self._tell_current(self.currentIndex())

    @contextmanager
    def keeping_place(self, *, scrolled: bool) -> Iterator[None]:
        """Keep the current row, the chosen ones and what is seen while the model changes.

        Unless it is to stay `scrolled` as it is, the current row is brought into view.
        """
        place = Place(self, self._model)
        self._quiet = True
        try:
            yield
        finally:
            place.choose()
            current = place.find_current(self._column(), gone=scrolled)
            self.selectionModel().setCurrentIndex(current, _Select.NoUpdate)
            self._quiet = False
            # Qt would learn how many rows there are only when it paints.
            self.updateGeometries()
            if scrolled:
                place.scroll(self._height)
            else:
                self.verticalScrollBar().setValue(0)
                self.scrollTo(current)

    # How it behaves

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go up and down by rows; to the sides only what is seen moves."""
        moves = QAbstractItemView.CursorAction
        count, page = self._model.rowCount(), max(1, self.viewport().height() // self._height - 1)
        sideways = self.horizontalScrollBar()
        here = self.currentIndex().row()
        steps = {
            moves.MoveUp: -1, moves.MoveDown: 1, moves.MovePrevious: -1, moves.MoveNext: 1,
            moves.MovePageUp: -page, moves.MovePageDown: page,
            moves.MoveHome: -count, moves.MoveEnd: count,
        }  # fmt: skip
        if action in (moves.MoveLeft, moves.MoveRight):
            step = 1 if action == moves.MoveRight else -1
            sideways.setValue(sideways.value() + step * sideways.singleStep() * 3)
            return self.currentIndex()
        if not count:
            return QModelIndex()
        return self._model.index(min(max(here + steps[action], 0), count - 1), self._column())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view, and leave it to the person which columns are."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * self._height
        if not bar.value() <= top <= bar.value() + room - self._height:
            is_above = top < bar.value()
            bar.setValue(top if is_above else top + self._height - room)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would look through every row."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, last = self.currentIndex().row(), self._model.rowCount() - 1
        jumps = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key, held = Qt.Key(event.key()), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key in jumps and not held & Qt.KeyboardModifier.ShiftModifier:
            self.enter_row(jumps[key])
        elif key == Qt.Key.Key_Down and not held and here >= 0 and not self._is_chosen(here):
            self.enter_row(here)  # current without being chosen: the one to begin with
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            words = str(index.data() or "")
            room = self.visualRect(index).width() - _PADDING
            is_cut = self.fontMetrics().horizontalAdvance(words) > room
            QToolTip.showText(event.globalPos(), tooltip(words) if is_cut else "", self)
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
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            top = self.rowViewportPosition(index.row())
            painter.drawRect(QRect(0, top, self.viewport().width() - 1, self._height - 1))
            painter.end()

    # How it is done

    @property
    def _height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _set_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _AIR)
        self.verticalScrollBar().setSingleStep(self._height)

    def _column(self) -> int:
        """Return a column that is there; which one makes no difference."""
        header = self.horizontalHeader()
        visible = (at for at in range(header.count()) if not header.isSectionHidden(at))
        return next(visible, 0)

    def _go_to(self, place: int) -> None:
        flags = _Select.ClearAndSelect | _ROWS
        self.selectionModel().setCurrentIndex(self._model.index(place, self._column()), flags)

    def _is_chosen(self, place: int) -> bool:
        return self.selectionModel().isRowSelected(place)

    def _tell_current(self, index: Index) -> None:
        uid = self._uid(index)
        if self._quiet or uid is None or uid == self._shown:
            return
        if self._is_chosen(index.row()):
            self._shown = uid
            self.entered_row.emit(uid)

    def _open(self, index: Index) -> None:
        uid = self._uid(index)
        if uid is not None:
            self.opened_row.emit(uid)

    def _uid(self, index: Index) -> str | None:
        return self._model.uids()[index.row()] if index.isValid() else None
