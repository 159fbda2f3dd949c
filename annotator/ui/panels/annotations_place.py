"""Where one is in the table of annotations, to be found again when its rows have changed."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
)
from PySide6.QtWidgets import QTableView

from annotator.ui.models.annotations import AnnotationTable

# So many chosen rows are found again after everything was asked anew; of more only the current.
_CHOSEN_KEPT = 500

_Select = QItemSelectionModel.SelectionFlag


class Place:
    """The current row, the chosen ones and the one at the upper edge, as they are now."""

    def __init__(self, view: QTableView, model: AnnotationTable) -> None:
        self._view, self._model = view, model
        rows = sum(run.height() for run in runs(view.selectionModel()))
        self._chosen = chosen(view.selectionModel(), model) if rows <= _CHOSEN_KEPT else []
        self._at = view.currentIndex().row()
        self._current = _Row(view.currentIndex(), model)
        # At the very top there is none: what comes in there is to be seen.
        top = view.rowAt(0) if view.verticalScrollBar().value() else -1
        self._top, self._offset = _Row(model.index(top, 0), model), view.rowViewportPosition(top)

    def find_current(self, column: int, *, gone: bool) -> QModelIndex:
        """Return the current row; if it may be `gone`, the one in its place."""
        place, last = self._current.place(), self._model.rowCount() - 1
        if place is None and gone and self._at >= 0:
            place = min(self._at, last)
        return self._model.index(-1 if place is None else place, column)

    def choose(self) -> None:
        """Choose the rows that were, if everything was asked anew."""
        selection = self._view.selectionModel()
        if not self._chosen or selection.hasSelection():
            return
        wanted, rows = set(self._chosen), QItemSelection()
        for place, uid in enumerate(self._model.uids()):
            if uid in wanted:
                index = self._model.index(place, 0)
                rows.select(index, index)
        selection.select(rows, _Select.ClearAndSelect | _Select.Rows)

    def scroll(self, height: int) -> None:
        """Let what was at the upper edge be there again; all rows are equally high."""
        place = self._top.place()
        if place is not None:
            self._view.verticalScrollBar().setValue(place * height - self._offset)


class _Row:
    """One row: Qt follows it, save when everything is asked anew."""

    def __init__(self, index: QModelIndex, model: AnnotationTable) -> None:
        self._index, self._model = QPersistentModelIndex(index), model
        self._uid = model.uids()[index.row()] if index.isValid() else None

    def place(self) -> int | None:
        return self._index.row() if self._index.isValid() else self._model.place(self._uid)


def chosen(selection: QItemSelectionModel, model: AnnotationTable) -> list[str]:
    """Return the annotations of the chosen rows, from top to bottom."""
    uids = model.uids()
    found = sorted((run.top(), run.bottom()) for run in runs(selection))
    return [uid for top, bottom in found for uid in uids[top : bottom + 1]]


def runs(selection: QItemSelectionModel) -> list[QItemSelectionRange]:
    """Return the chosen rows as those that follow one another."""
    found = selection.selection()
    return [found.at(place) for place in range(found.count())]
