"""When a question is asked: always, or only where another has been answered in some way."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.answers import written
from annotator.core.model import Attribute, Json
from annotator.ui.codebook.form import hint
from annotator.ui.codebook.ticks import Ticks
from annotator.ui.dropbox import DropBox

_ALWAYS = "Always"
_NO_OTHER = "Another attribute of this label, with choices or yes and no, can be asked for first."


class Condition(QWidget):
    """Shows the `show_when` of an attribute, and tells of another one."""

    chosen = Signal(object)  # Json, or None for always

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._others: list[Attribute] = []
        self.box = DropBox("Asked", self)
        self.ticks = Ticks("Asked where it is one of these", self)
        self._hint = hint(_NO_OTHER, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for one in (self.box, self.ticks, self._hint):
            column.addWidget(one)
        self.box.activated.connect(self._choose)
        self.ticks.ticked.connect(self._tick)

    def show_condition(self, condition: Json | None, others: Sequence[Attribute]) -> None:
        """Show a condition; `others` are the attributes of the label besides this one."""
        wanted = condition or {}
        name = wanted.get("attribute", "")
        self._others = [one for one in others if _values(one) or one.name == name]
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(_ALWAYS)
            for one in self._others:
                self.box.addItem(f"Only where “{one.title}” is …")
            names = [one.name for one in self._others]
            self.box.setCurrentIndex(names.index(name) + 1 if name in names else 0)
        self.box.setEnabled(bool(self._others))
        self._hint.setVisible(not self._others)
        other = self._other
        self.ticks.setVisible(other is not None)
        if other is not None:
            ticked = _wanted(wanted)
            rows = [*_values(other), *((one, written(one)) for one in ticked)]
            titles = dict(reversed(rows))
            values = list(dict.fromkeys(value for value, _ in rows))
            shown = [(value, titles[value], QIcon()) for value in values]
            self.ticks.show_rows(shown, ticked)

    @property
    def _other(self) -> Attribute | None:
        at = self.box.currentIndex() - 1
        return self._others[at] if 0 <= at < len(self._others) else None

    def _choose(self) -> None:
        other = self._other
        values = _values(other) if other else []
        self.chosen.emit(
            {"attribute": other.name, "is": [values[0][0]]} if other and values else None
        )

    def _tick(self, values: list[Any]) -> None:
        other = self._other
        # Where it may be nothing, it would never be asked.
        self.chosen.emit({"attribute": other.name, "is": values} if other and values else None)


def _values(attribute: Attribute) -> list[tuple[Any, str]]:
    """Return the answers to a question that are known beforehand, with their titles."""
    match attribute.kind:
        case "choice":
            return [(one["name"], one.get("title") or one["name"]) for one in attribute.choices]
        case "yes_no":
            return [(True, "Yes"), (False, "No")]
    return []


def _wanted(condition: Json) -> Sequence[Any]:
    values = condition.get("is", ())
    return values if isinstance(values, tuple | list) else (values,)
