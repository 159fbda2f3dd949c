"""The headers of a grouped table: what they say, and how keys and mouse fold what is below them."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtWidgets import QTableView

from annotator.store.listing import Group
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.cursor import row_rect
from annotator.ui.panels.annotations.headers import Heading

_Select = QItemSelectionModel.SelectionFlag
_TOGGLE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ALL = Qt.KeyboardModifier.ControlModifier
_FOLDS = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}


class Folding(QObject):
    """Looks after the headers of one table; does nothing where nothing is grouped."""

    def __init__(self, table: QTableView, model: AnnotationTable) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def heading(self, row: int) -> Heading | None:
        """Return what a row says if it is a header."""
        group = self._model.group(row)
        if group is None:
            return None
        return Heading(self.title(group), group.count, self._model.is_folded(group))

    def title(self, group: Group) -> str:
        return " ".join(group.title.split()) or f"No {self._model.wanted.group}"

    def headings(self) -> Iterator[tuple[QRect, Heading]]:
        """Yield the headers that are seen, and where they are in the viewport."""
        if not self._model.wanted.group:
            return
        table, height = self._table, self._table.viewport().height()
        first, last = table.rowAt(0), table.rowAt(height - 1)
        last = self._model.rowCount() - 1 if last < 0 else last
        for row in range(max(first, 0), last + 1):
            heading = self.heading(row)
            if heading is not None:
                yield row_rect(table, row), heading

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Do what a key means for headers; say whether it means anything."""
        row = self._table.currentIndex().row()
        if not self._model.wanted.group or row < 0:
            return False
        group = self._model.group(row)
        if held == _ALL and key in _FOLDS:
            self.fold_all(folded=_FOLDS[key])
        elif held & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif group is None:
            return key == Qt.Key.Key_Left and self._is_first(row) and self._go_to_header(row)
        elif key in _TOGGLE:
            self._model.fold(group, folded=not self._model.is_folded(group))
        elif key in _FOLDS:
            self._model.fold(group, folded=_FOLDS[key])
        else:
            return False
        return True

    def click(self, place: QPoint, button: Qt.MouseButton) -> bool:
        """Fold or unfold at a header; say whether a place is on one."""
        index = self._table.indexAt(place)
        group = self._model.group(index.row())
        if group is None:
            return False
        self._make_current(index.row())
        if button == Qt.MouseButton.LeftButton:
            self._model.fold(group, folded=not self._model.is_folded(group))
        return True

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold all groups; the header of the present one becomes the current row."""
        header = self._model.header_above(self._table.currentIndex().row())
        line = self._model.lines()[header] if header is not None else None
        self._model.fold_all(folded=folded)
        row = self._model.place_of(line) if line is not None else None
        if row is not None:
            self._make_current(row)
            self._table.scrollTo(self._table.currentIndex())

    def choose_group(self, group: Group) -> None:
        """Choose all rows of a group, and unfold it for that."""
        self._model.fold(group, folded=False)
        header = self._model.header_of(group)
        first, last = self._model.index(header + 1, 0), self._model.index(header + group.count, 0)
        flags = _Select.ClearAndSelect | _Select.Rows
        self._table.selectionModel().select(QItemSelection(first, last), flags)

    def _is_first(self, row: int) -> bool:
        """Say whether the current cell of a row is at its left end."""
        header = self._table.horizontalHeader()
        at = header.visualIndex(self._table.currentIndex().column())
        return all(header.isSectionHidden(header.logicalIndex(one)) for one in range(at))

    def _go_to_header(self, row: int) -> bool:
        header = self._model.header_above(row)
        if header is not None:
            self._make_current(header)
            self._table.scrollTo(self._table.currentIndex())
        return header is not None

    def _make_current(self, row: int) -> None:
        """Go to a row and leave those chosen that are."""
        column = max(self._table.currentIndex().column(), 0)
        there: QModelIndex = self._model.index(row, column)
        self._table.selectionModel().setCurrentIndex(there, _Select.NoUpdate)
