"""Which columns of the table of annotations are seen, where, how wide, and what it is sorted by."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QTableView, QWidget

from annotator.ui.checklist import Checklist
from annotator.ui.models.annotation_columns import COLUMNS

_NAMES = [column.name for column in COLUMNS]
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_SIDES = 16  # air beside the words of a cell, together
_NARROWEST = 36


class Columns(QObject):
    """Looks after the header of a table whose model has COLUMNS."""

    sorted = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._header = table.horizontalHeader()
        # The last column takes what room is left, which is not the width that it was given.
        self._widths = {one.name: one.width * _character(table) + _SIDES for one in COLUMNS}
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
        for at, column in enumerate(COLUMNS):
            header.resizeSection(at, self._widths[column.name])
            header.setSectionHidden(at, not column.shown)
        header.sectionResized.connect(self._note_width)
        header.sortIndicatorChanged.connect(self.sorted)
        header.customContextMenuRequested.connect(self._show_menu)

    def order(self) -> tuple[str, bool]:
        """Return the column that the rows are sorted by and whether downwards; `""` for none."""
        at = self._header.sortIndicatorSection()
        if not 0 <= at < len(COLUMNS):
            return "", False
        return _NAMES[at], self._header.sortIndicatorOrder() == _DESCENDING

    def sort(self, name: str) -> None:
        """Sort by a column, in the direction of before; by none for an empty name."""
        section = _NAMES.index(name) if name else -1
        self._header.setSortIndicator(section, self._header.sortIndicatorOrder())

    def turn(self, descending: bool) -> None:
        direction = _DESCENDING if descending else _ASCENDING
        self._header.setSortIndicator(self._header.sortIndicatorSection(), direction)

    def visible(self) -> list[int]:
        """Return the columns that are seen, from left to right."""
        header = self._header
        visual = (header.logicalIndex(at) for at in range(header.count()))
        return [at for at in visual if not header.isSectionHidden(at)]

    def fill(self, menu: Checklist) -> None:
        """Fill a menu with which columns to show and what to sort by."""
        menu.clear()
        for at, column in enumerate(COLUMNS):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(at))
            action.toggled.connect(partial(self._show_column, at, action))
        menu.addSeparator()
        order = Checklist("&Sort by", menu)
        menu.addMenu(order)
        self._fill_order(order)

    def state(self) -> dict[str, Any]:
        """Return all of this as JSON."""
        header = self._header
        visual = (header.logicalIndex(at) for at in range(header.count()))
        name, descending = self.order()
        return {
            "columns": [
                [_NAMES[at], self._widths[_NAMES[at]], not header.isSectionHidden(at)]
                for at in visual
            ],
            "order": name,
            "descending": descending,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Make all as it was; columns that were not known then stay as they are at first."""
        header = self._header
        for place, (name, width, shown) in enumerate(_kept(state.get("columns"))):
            at = _NAMES.index(name)
            header.moveSection(header.visualIndex(at), place)
            self._widths[name] = width
            header.setSectionHidden(at, not shown)
        if not self.visible():
            header.setSectionHidden(_NAMES.index("text"), False)
        last = self.visible()[-1]
        for at, name in enumerate(_NAMES):
            if at != last and not header.isSectionHidden(at):
                header.resizeSection(at, self._widths[name])
        order = state.get("order")
        section = _NAMES.index(order) if order in _NAMES else -1
        header.setSortIndicator(section, _DESCENDING if state.get("descending") else _ASCENDING)

    # How it is done

    def _note_width(self, at: int, _before: int, width: int) -> None:
        if width and at != self.visible()[-1]:
            self._widths[_NAMES[at]] = width

    def _show_column(self, at: int, action: QAction, shown: bool) -> None:
        if not shown and self.visible() == [at]:
            action.setChecked(True)  # a table of no columns has no header to bring one back
        else:
            self._header.setSectionHidden(at, not shown)

    def _fill_order(self, menu: Checklist) -> None:
        name, descending = self.order()
        group = QActionGroup(menu)
        for one, title in (("", "Place in the texts"), *((c.name, c.title) for c in COLUMNS)):
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(one == name)
            group.addAction(action)
            action.triggered.connect(partial(self.sort, one))
        menu.addSeparator()
        down = menu.addAction("&Descending")
        down.setCheckable(True)
        down.setChecked(descending)
        down.triggered.connect(self.turn)

    def _show_menu(self, at: QPoint) -> None:
        menu = Checklist(self._header)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._header.mapToGlobal(at))


def _character(widget: QWidget) -> int:
    return widget.fontMetrics().averageCharWidth()


def _kept(columns: Any) -> Iterator[tuple[str, int, bool]]:
    """Yield what a state says of the columns that there are; it may be of another version."""
    if not isinstance(columns, list):
        return
    seen = set()
    for one in columns:
        match one:
            case [str(name), int(width), bool(shown)] if name in _NAMES and name not in seen:
                seen.add(name)
                yield name, max(width, _NARROWEST), shown
