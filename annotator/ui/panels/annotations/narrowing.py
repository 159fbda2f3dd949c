"""What the table of annotations is narrowed to and grouped by: asked by menus, told by chips."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QTableView

from annotator.core.scheme import Scheme
from annotator.store.listing import Condition, Wanted
from annotator.ui.models.annotation_columns import COLUMNS, Column, columns_of
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.chips import Told
from annotator.ui.panels.annotations.columns import Columns
from annotator.ui.panels.annotations.filter import AnnotationsFilter
from annotator.ui.panels.annotations.menus import Menus
from annotator.ui.panels.annotations.values import Values

_GROUP = "group "  # before the name of a column, in that of the chip for the groups


class Narrowing(QObject):
    """Ties the line above a table to its columns."""

    def __init__(
        self,
        table: QTableView,
        model: AnnotationTable,
        columns: Columns,
        filter_: AnnotationsFilter,
        menus: Menus,
        attempt: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(table)
        self._table, self._model, self._columns = table, model, columns
        self._filter, self._attempt = filter_, attempt
        menus.filter_requested.connect(self.open)
        menus.only_requested.connect(self._only)
        filter_.conditions.changed.connect(self.show_chips)
        columns.grouped.connect(self.show_chips)
        filter_.chips.opened.connect(self._open_chip)
        filter_.chips.removed.connect(self._remove)
        filter_.chips.all_removed.connect(self._remove_all)

    def wanted(self) -> Wanted:
        """Return all that is wanted, in the order that is wanted."""
        order, descending = self._columns.order()
        asked = self._filter.wanted()
        return Wanted(
            asked.article, asked.story, asked.labels, asked.words, conditions=asked.conditions,
            group=self._columns.group, order=order, descending=descending,
        )  # fmt: skip

    def follow_codebook(self, scheme: Scheme | None) -> None:
        """Have the columns of a codebook, and let go of what is asked of others."""
        before = self._model.columns
        now = columns_of(scheme) if scheme else COLUMNS
        self._columns.follow(now)
        self._filter.conditions.follow(before, now)
        self._filter.show_labels(scheme.labels if scheme else ())
        self.show_chips()

    def open(self, name: str, place: QPoint | None = None) -> None:
        """Offer the values of a column, at a place of the screen or else below its header."""
        column = self._column(name)
        self._attempt(lambda: self._open(column, place or self._columns.place_below(name)))

    def show_chips(self) -> None:
        self._filter.chips.show_told(self._told())

    def _open(self, column: Column, place: QPoint) -> None:
        groups = []
        if column.filter == "values":
            groups = self._model.values(column, self.wanted())
        now = self._filter.conditions.of(column.name)
        if column.name == "label":
            now = Condition(column.name, self._filter.labels)
        values = Values(column, groups, now, self._table)
        values.chosen.connect(self._ask)
        values.open_at(place)

    def _ask(self, condition: Condition, titles: Mapping[str, str]) -> None:
        # Which labels there are to be is said in one place only.
        if condition.column == "label":
            self._filter.choose_labels(condition.values)
        else:
            self._filter.conditions.ask(condition, titles)

    def _only(self, condition: Condition, title: str) -> None:
        self._ask(condition, dict.fromkeys(condition.values, title))

    def _told(self) -> Iterator[Told]:
        group = self._columns.group
        if group:
            yield Told(f"{_GROUP}{group}", f"Grouped by {self._column(group).subject}")
        conditions = self._filter.conditions
        for name in conditions.names():
            yield Told(name, conditions.told(self._column(name)))

    def _open_chip(self, name: str, place: QPoint) -> None:
        if not name.startswith(_GROUP):
            self.open(name, place)

    def _remove(self, name: str) -> None:
        if name.startswith(_GROUP):
            self._columns.group_by("")
        else:
            self._filter.conditions.drop(name)

    def _remove_all(self) -> None:
        self._columns.group_by("")
        self._filter.conditions.clear()

    def _column(self, name: str) -> Column:
        return next(one for one in self._model.columns if one.name == name)
