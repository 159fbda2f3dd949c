"""The form of a kind of link: which annotations it ties to which."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.model import LinkKind
from annotator.ui.codebook.changing import Asked, Attempt, Changing
from annotator.ui.codebook.form import Form, Identifier
from annotator.ui.codebook.ticks import Ticks
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme

_ANY = ""
_ANY_TITLE = "Any label"


class LinkForm(Form):
    """Shows kinds of link, one at a time."""

    def __init__(self, theme: Theme, changing: Changing, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(changing, attempt, parent)
        self._theme = theme
        self.ends = {
            "from_labels": Ticks("From", self),
            "to_labels": Ticks("To", self),
        }
        both = QWidget(self)
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        for title, ticks in zip(("From", "To"), self.ends.values(), strict=True):
            column = QVBoxLayout()
            column.setSpacing(3)
            name = QLabel(title, self)
            name.setObjectName("hint")
            column.addWidget(name)
            column.addWidget(ticks)
            beside.addLayout(column)
        self.row("Ties", both)
        self.many = QCheckBox("One annotation may have &several of them", self)
        self.across = QCheckBox("&Between different articles, not within one", self)
        self.row("", self.many)
        self.row("", self.across)
        self.name = Identifier(self.rename_requested.emit, self)
        self.row("Identifier", self.name)
        for field, ticks in self.ends.items():
            ticks.ticked.connect(partial(self._tick, field))
        self.many.toggled.connect(partial(self._choose, "many"))
        self.across.toggled.connect(partial(self._choose, "across"))

    @property
    def kind(self) -> LinkKind:
        assert isinstance(self.part, LinkKind)
        return self.part

    @override
    def fill(self) -> None:
        kind = self.kind
        rows = [
            (_ANY, _ANY_TITLE, QIcon()),
            *(
                (one.uid, one.title, swatch(one, self._theme))
                for one in self.changing.project.scheme.labels
            ),
        ]
        for field, ticks in self.ends.items():
            ticks.show_rows(rows, getattr(kind, field) or (_ANY,))
        for field, box in (("many", self.many), ("across", self.across)):
            with QSignalBlocker(box):
                box.setChecked(getattr(kind, field))
        self.name.show_name(kind.name)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._part is not None:
            self.fill()

    def _tick(self, field: str, values: list[str]) -> None:
        """Any label is meant when that is ticked, and when nothing is; else what is ticked."""
        before = getattr(self.kind, field)
        is_any = (_ANY in values and bool(before)) or values == [_ANY]
        self._choose(field, () if is_any else tuple(one for one in values if one != _ANY))

    def _choose(self, field: str, value: Any) -> None:
        question = Asked(f"Change “{self.kind.title}”?", "Change")
        self.attempt(lambda: self.changing.change(self.kind, field, value, question))
        self.fill()
