"""What the columns of the table of annotations must hold, said in a few words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.store.listing import Condition
from annotator.ui.models.annotation_columns import Column
from annotator.ui.phrases import excerpt

_MOST_NAMED = 2


class Asked(NamedTuple):
    """A condition on a column, with the titles of its values."""

    condition: Condition
    titles: Mapping[str, str]


class Conditions(QObject):
    """At most one for each column, in the order in which they were made."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: dict[str, Asked] = {}

    def __bool__(self) -> bool:
        return bool(self._asked)

    def wanted(self) -> tuple[Condition, ...]:
        return tuple(one.condition for one in self._asked.values())

    def of(self, column: str) -> Condition | None:
        asked = self._asked.get(column)
        return asked.condition if asked else None

    def names(self) -> list[str]:
        """Return the columns of which something is asked."""
        return list(self._asked)

    def ask(self, condition: Condition, titles: Mapping[str, str]) -> None:
        """Ask something of a column, instead of what was asked of it; nothing ends that."""
        column = condition.column
        if condition == Condition(column):
            self.drop(column)
        elif condition != self.of(column):
            self._asked[column] = Asked(condition, dict(titles))
            self.changed.emit()

    def drop(self, column: str) -> None:
        if self._asked.pop(column, None) is not None:
            self.changed.emit()

    def clear(self) -> None:
        if self._asked:
            self._asked.clear()
            self.changed.emit()

    def follow(self, before: Sequence[Column], now: Sequence[Column]) -> None:
        """Let go of what is asked of columns that are gone; one may have another name now."""
        names = {one.name for one in now}
        renamed = {one.attribute.uid: one.name for one in now if one.attribute}
        kept: dict[str, Asked] = {}
        for column in before:
            asked = self._asked.get(column.name)
            name = renamed.get(column.attribute.uid) if column.attribute else column.name
            if asked is not None and name in names:
                is_same = name == column.name
                kept[name] = asked if is_same else _on(name, asked)
        if kept != self._asked:
            self._asked = kept
            self.changed.emit()

    def told(self, column: Column) -> str:
        """Return what is asked of a column, such as “Speaker: Ida Brandt or Tomas Berg”."""
        asked = self._asked[column.name]
        return f"{column.title}: {_said(asked)}"


def nothing(column: Column) -> str:
    """Return what stands for a value of a column that is not there."""
    return f"No {column.subject}"


def _on(name: str, asked: Asked) -> Asked:
    old = asked.condition
    return Asked(Condition(name, old.values, old.empty, old.words), asked.titles)


def _said(asked: Asked) -> str:
    condition = asked.condition
    if condition.words:
        return f"“{condition.words}”"
    if condition.empty is not None:
        return "none" if condition.empty else "any"
    titles = sorted(excerpt(asked.titles.get(one, one)) or "none" for one in condition.values)
    named = titles if len(titles) <= _MOST_NAMED + 1 else titles[:_MOST_NAMED]
    more = len(titles) - len(named)
    told = [*named, *([f"{more:,} more"] if more else [])]
    return " or ".join(filter(None, (", ".join(told[:-1]), told[-1])))
