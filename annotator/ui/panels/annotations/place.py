"""Where one is in the table of annotations, to be found again when its rows have changed."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
)
from PySide6.QtWidgets import QTableView

from annotator.ui.models.annotation_lines import Line, runs
from annotator.ui.models.annotations import AnnotationTable

# Chosen rows are found again in so many runs after everything was asked anew; of more only the
# current one, since Qt compares each run with each.
_RUNS_KEPT = 500
_FEW = 500

_Select = QItemSelectionModel.SelectionFlag


class Place:
    """The current row, the chosen ones and the one at the upper edge, as they are now."""

    def __init__(self, view: QTableView, model: AnnotationTable) -> None:
        self._view, self._model = view, model
        self._runs = chosen_runs(view.selectionModel())
        # What very many were is looked up only if it is needed.
        is_few = sum(last - first + 1 for first, last in self._runs) <= _FEW
        self._lines = [] if is_few else [*model.lines()]
        self._few = annotations(model.lines(), self._runs) if is_few else []
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
        if not self._runs or selection.hasSelection():
            return
        wanted = set(self._few or annotations(self._lines, self._runs))
        found = runs(place for place, line in enumerate(self._model.lines()) if line in wanted)
        if len(found) > _RUNS_KEPT:
            return
        rows = QItemSelection()
        for first, last in found:
            rows.select(self._model.index(first, 0), self._model.index(last, 0))
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
        self._line = model.lines()[index.row()] if index.isValid() else None

    def place(self) -> int | None:
        if self._index.isValid():
            return self._index.row()
        return None if self._line is None else self._model.place_of(self._line)


def chosen(selection: QItemSelectionModel, model: AnnotationTable) -> list[str]:
    """Return the annotations of the chosen rows, from top to bottom."""
    return annotations(model.lines(), chosen_runs(selection))


def chosen_runs(selection: QItemSelectionModel) -> list[tuple[int, int]]:
    """Return the first and the last of the chosen rows that follow one another, in order."""
    found = selection.selection()
    ranges: Iterable[QItemSelectionRange] = (found.at(place) for place in range(found.count()))
    return sorted((run.top(), run.bottom()) for run in ranges)


def annotations(lines: list[Line], chosen: Iterable[tuple[int, int]]) -> list[str]:
    """Return the annotations among some runs of lines, without headers."""
    return [
        line for top, bottom in chosen for line in lines[top : bottom + 1] if isinstance(line, str)
    ]
