"""The lines above the actors: how many they are, words, and a menu that narrows and sorts."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.core.folding import fold
from annotator.core.model import ActorKind
from annotator.ui.checklist import Checklist
from annotator.ui.elided import ElidedLabel
from annotator.ui.filter_field import FilterField
from annotator.ui.icons import icon
from annotator.ui.models.actors import KINDS, Order, Sought
from annotator.ui.phrases import counted

Extent = Literal["article", "story", "project"]

EXTENTS: Mapping[Extent, str] = {
    "article": "In this article",
    "story": "In this story",
    "project": "In all of the project",
}
_ORDERS: Mapping[Order, str] = {
    "name": "By name",
    "mentions": "By mentions",
    "speeches": "By quotes and claims",
}


class ActorsFilter(QWidget):
    """Says which actors are sought."""

    changed = Signal()  # words, kinds or order
    extent_changed = Signal()
    left = Signal()  # down, to what was found

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kinds: frozenset[ActorKind] = frozenset()
        self._order: Order = "name"
        self.extent: Extent = "project"
        self.summary = ElidedLabel("hint", self)
        self.field = FilterField("Filter the actors", self)
        self.field.setToolTip("Words in a name, another name, the role or the organisation")
        self.button = QToolButton(self)
        self.button.setIcon(icon("filter"))
        self.button.setCheckable(True)
        self.button.clicked.connect(self._show_choices)  # a click ticks it
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Checklist(self.button)
        self.button.setMenu(menu)
        self.extents = self._choices(menu, EXTENTS, self.set_extent)
        menu.addSeparator()
        self.every = menu.addAction("All kinds")
        self.every.setCheckable(True)
        self.every.triggered.connect(partial(self.set_kinds, frozenset()))
        self.kinds = {kind: self._kind_action(menu, kind) for kind in KINDS}
        menu.addSeparator()
        self.orders = self._choices(menu, _ORDERS, self.set_order)
        self.field.textChanged.connect(self.changed)
        self.field.left.connect(self.left)
        self._lay_out()
        self._show_choices()

    @property
    def sought(self) -> Sought:
        return Sought(tuple(fold(self.field.text()).split()), self._kinds, self._order)

    @property
    def is_narrow(self) -> bool:
        """Say whether anything is kept back."""
        return self.sought.is_narrow or self.extent != "project"

    def set_extent(self, extent: Extent) -> None:
        was, self.extent = self.extent, extent
        self._show_choices()
        if extent != was:
            self.extent_changed.emit()

    def set_order(self, order: Order) -> None:
        self._order = order
        self._show_choices()
        self.changed.emit()

    def set_kinds(self, kinds: frozenset[ActorKind]) -> None:
        """Seek only some kinds; none of them means all."""
        self._kinds = frozenset() if len(kinds) == len(KINDS) else kinds
        self._show_choices()
        self.changed.emit()

    def clear(self) -> None:
        """Let go of words and kinds, and seek in all of the project."""
        self.field.clear()
        self.set_kinds(frozenset())
        self.set_extent("project")

    def show_count(self, shown: int, there: int, chosen: int) -> None:
        """Tell how many actors are shown, and how many of those are chosen, if several are."""
        where = f" {EXTENTS[self.extent].lower()}" if self.extent != "project" else ""
        if self.sought.is_narrow:
            told = f"{shown:,} of {counted(there, 'actor')}{where}"
        else:
            told = f"{counted(there, 'actor')}{where}" if there or where else ""
        self.summary.show_text(f"{told} · {chosen:,} chosen" if chosen > 1 else told)

    def state(self) -> dict[str, str]:
        return {"order": self._order, "extent": self.extent}

    def restore(self, kept: Mapping[str, object]) -> None:
        """Go back to what was chosen when it was kept, as far as that makes sense."""
        for order in _ORDERS:
            if order == kept.get("order"):
                self.set_order(order)
        for extent in EXTENTS:
            if extent == kept.get("extent"):
                self.set_extent(extent)

    # How it is done

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 2)
        column.setSpacing(4)
        column.addWidget(self.summary)
        column.addLayout(row)

    def _choices(
        self, menu: Checklist, titles: Mapping[Any, str], choose: Callable[[Any], None]
    ) -> dict[Any, QAction]:
        """Add entries of which one is ticked."""
        actions = {}
        for name, title in titles.items():
            actions[name] = menu.addAction(title)
            actions[name].setCheckable(True)
            actions[name].triggered.connect(partial(choose, name))
        return actions

    def _kind_action(self, menu: Checklist, kind: ActorKind) -> QAction:
        action = menu.addAction(KINDS[kind])
        action.setCheckable(True)
        action.triggered.connect(partial(self._toggle, kind))
        return action

    def _toggle(self, kind: ActorKind) -> None:
        self.set_kinds(self._kinds ^ {kind})

    def _show_choices(self) -> None:
        for extent, action in self.extents.items():
            action.setChecked(extent == self.extent)
        for kind, action in self.kinds.items():
            action.setChecked(kind in self._kinds)
        self.every.setChecked(not self._kinds)
        for order, action in self.orders.items():
            action.setChecked(order == self._order)
        narrow = bool(self._kinds) or self.extent != "project"
        self.button.setChecked(narrow)
        told = [EXTENTS[self.extent], *(KINDS[one] for one in self._kinds), _ORDERS[self._order]]
        self.button.setToolTip("Which actors are shown, and in which order")
        self.button.setAccessibleName(f"Shown: {', '.join(told)}")
