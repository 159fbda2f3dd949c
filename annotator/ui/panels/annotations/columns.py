"""Which columns of the table of annotations are seen, where, how wide, and what it is sorted by."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QTableView

from annotator.ui.models.annotation_columns import COLUMNS, Column
from annotator.ui.models.annotations import AnnotationTable

_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_SIDES = 16  # air beside the words of a cell, together
_NARROWEST = 36
# Columns of other codebooks that are remembered, those met last.
_MOST_ABSENT = 100

# The name of a column, its width, and whether it is seen.
_Kept = tuple[str, int, bool]


class Columns(QObject):
    """Looks after the header of a table of annotations."""

    sorted = Signal()
    grouped = Signal()
    menu_requested = Signal(str, QPoint)  # of a column by its name, and where on the screen

    def __init__(self, table: QTableView, model: AnnotationTable) -> None:
        super().__init__(table)
        self._header, self._model = table.horizontalHeader(), model
        self._group = ""
        # The last column takes what room is left, which is not the width that it was given.
        self._widths: dict[str, int] = {}
        # How columns were that are not there now, as another codebook asks other questions.
        self._absent: dict[str, _Kept] = {}
        header = self._header
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        # With that of the table it would ask, at each painting, whether all rows are chosen.
        header.setSelectionModel(QItemSelectionModel(table.model(), header))
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(_NARROWEST)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, _ASCENDING)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setToolTip("Click to sort, right click to filter or group")
        self._begin(model.columns)
        header.sectionResized.connect(self._note_width)
        header.sortIndicatorChanged.connect(self.sorted)
        header.customContextMenuRequested.connect(self._ask_menu)

    def follow(self, columns: tuple[Column, ...]) -> None:
        """Have other columns, because the codebook asks other questions; keep what is set up."""
        model, state = self._model, self.state()
        if columns == model.columns:
            return
        now = {one.attribute.uid: one.name for one in columns if one.attribute}
        renamed = {
            one.name: now.get(one.attribute.uid, one.name) for one in model.columns if one.attribute
        }
        model.set_columns(columns)
        self._begin(columns)
        state["columns"] = [[renamed.get(name, name), *how] for name, *how in state["columns"]]
        state["order"] = renamed.get(state["order"], state["order"])
        self.restore(state)

    def order(self) -> tuple[str, bool]:
        """Return the column that the rows are sorted by and whether downwards; `""` for none."""
        at = self._header.sortIndicatorSection()
        if not 0 <= at < len(self._model.columns):
            return "", False
        return self._model.columns[at].name, self._header.sortIndicatorOrder() == _DESCENDING

    def sort(self, name: str) -> None:
        """Sort by a column, in the direction of before; by none for an empty name."""
        self._header.setSortIndicator(self._place(name), self._header.sortIndicatorOrder())

    def turn(self, descending: bool) -> None:
        direction = _DESCENDING if descending else _ASCENDING
        self._header.setSortIndicator(self._header.sortIndicatorSection(), direction)

    @property
    def group(self) -> str:
        """Return the column by which the rows are grouped; `""` for none."""
        return self._group

    def group_by(self, name: str) -> None:
        if name != self._group:
            self._group = name
            self.grouped.emit()

    def visible(self) -> list[int]:
        """Return the columns that are seen, from left to right."""
        return [at for at in self._visual() if not self._header.isSectionHidden(at)]

    def place_below(self, name: str) -> QPoint:
        """Return where on the screen a column begins below its header; at the left where hidden."""
        header, at = self._header, self._place(name)
        left = 0 if header.isSectionHidden(at) else header.sectionViewportPosition(at)
        left = min(max(left, 0), header.width())
        return header.mapToGlobal(QPoint(left, header.height()))

    def is_shown(self, name: str) -> bool:
        return not self._header.isSectionHidden(self._place(name))

    def show_column(self, name: str, shown: bool) -> bool:
        """Show or hide a column; say whether it is shown. The last one stays."""
        at = self._place(name)
        if not shown and self.visible() == [at]:
            return True  # a table of no columns has no header to bring one back
        self._header.setSectionHidden(at, not shown)
        return shown

    def state(self) -> dict[str, Any]:
        """Return all of this as JSON."""
        name, descending = self.order()
        names = (self._model.columns[at].name for at in self._visual())
        return {
            "columns": [
                *([name, self._widths[name], self.is_shown(name)] for name in names),
                *map(list, self._absent.values()),
            ],
            "order": name,
            "descending": descending,
            "group": self._group,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Make all as it was; columns that were not known then stay as they are at first."""
        header, names = self._header, self._names()
        kept = {one[0]: one for one in _kept(state.get("columns"))}
        absent = [one for name, one in kept.items() if name not in names and "." in name]
        self._absent = {one[0]: one for one in absent[:_MOST_ABSENT]}
        there = (one for name, one in kept.items() if name in names)
        for place, (name, _, shown) in enumerate(there):
            at = names.index(name)
            header.moveSection(header.visualIndex(at), place)
            header.setSectionHidden(at, not shown)
        if not self.visible():
            header.setSectionHidden(names.index("text"), False)
        # Showing a column tells its former width.
        self._widths.update((name, width) for name, width, _ in kept.values())
        last = self.visible()[-1]
        for at, name in enumerate(names):
            if at != last and not header.isSectionHidden(at):
                header.resizeSection(at, self._widths[name])
        order, group = state.get("order"), state.get("group")
        section = names.index(order) if order in names else -1
        header.setSortIndicator(section, _DESCENDING if state.get("descending") else _ASCENDING)
        can_group = [one.name for one in COLUMNS if one.can_group]
        self.group_by(group if isinstance(group, str) and group in can_group else "")

    # How it is done

    def _begin(self, columns: Sequence[Column]) -> None:
        """Let columns be as they are at first."""
        character = self._header.fontMetrics().averageCharWidth()
        for at, column in enumerate(columns):
            self._widths[column.name] = column.width * character + _SIDES
            self._header.resizeSection(at, self._widths[column.name])
            self._header.setSectionHidden(at, not column.shown)

    def _names(self) -> list[str]:
        return [column.name for column in self._model.columns]

    def _place(self, name: str) -> int:
        return self._names().index(name) if name else -1

    def _visual(self) -> list[int]:
        return [self._header.logicalIndex(at) for at in range(self._header.count())]

    def _note_width(self, at: int, _before: int, width: int) -> None:
        visible = self.visible()
        if width and visible and at != visible[-1]:
            self._widths[self._model.columns[at].name] = width

    def _ask_menu(self, at: QPoint) -> None:
        place = self._header.logicalIndexAt(at)
        name = self._model.columns[place].name if place >= 0 else ""
        self.menu_requested.emit(name, self._header.mapToGlobal(at))


def _kept(columns: Any) -> Iterator[_Kept]:
    """Yield what a state says of columns; it may be of another version."""
    if not isinstance(columns, list):
        return
    for one in columns:
        match one:
            case [str(name), int(width), bool(shown)]:
                yield name, max(width, _NARROWEST), shown
