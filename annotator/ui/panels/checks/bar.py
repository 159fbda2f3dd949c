"""The line above the findings: where is looked, by which checks, and how far that is."""

import json
from collections.abc import Collection, Mapping
from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from annotator.core.checks import RULES, USUAL
from annotator.store.checking import Place
from annotator.ui.checklist import Checklist
from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import icon
from annotator.ui.phrases import counted

Extent = Literal["pane", "story", "all"]

_EXTENTS: dict[Extent, tuple[str, str]] = {
    "pane": ("This pane", "Look at the article in the active pane"),
    "story": ("This story", "Look at all articles of the same story"),
    "all": ("All", "Look at all of the project, and at the registry of actors"),
}


class ChecksBar(QWidget):
    """Says what is to be looked at, and what has come of it."""

    changed = Signal()  # other articles or other rules
    stop_pressed = Signal()  # or, when it was pressed before, go on
    again_pressed = Signal()  # what was left as it is
    left = Signal()  # down, to what was found

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rules = USUAL
        self._article = self._story = ""
        self._extents = QButtonGroup(self)
        self.extent_buttons = {name: self._extent_button(name) for name in _EXTENTS}
        self.rules_button = self._rules_button()
        self.told = ElidedLabel("hint", self)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.stop = QToolButton(self)
        self.stop.clicked.connect(self.stop_pressed)
        self.extent_buttons["pane"].setChecked(True)
        self._extents.buttonToggled.connect(self._tell_extent)
        self._show_rules()
        self._lay_out()
        self.show_progress("", going_on=None)

    @property
    def extent(self) -> Extent:
        return next(name for name, one in self.extent_buttons.items() if one.isChecked())

    def show_places(self, article: str, story: str) -> None:
        """Take note of what is in the active pane; empty for nothing, and for no story."""
        before, now = (self._article, self._story), (article, story)
        self._article, self._story = now
        is_other = {"pane": before[0] != now[0], "story": before != now, "all": False}
        if is_other[self.extent]:
            self.changed.emit()

    def wanted(self, places: Mapping[str, Place]) -> list[str]:
        """Return the articles that are to be looked at, of all there are."""
        match self.extent:
            case "pane":
                return [self._article] if self._article in places else []
            case "story":
                story = self._story
                return [uid for uid, one in places.items() if story and one.story == story]
        return [*places]

    def state(self) -> QByteArray:
        """Return what the person has chosen."""
        state = {"extent": self.extent, "rules": sorted(self._rules)}
        return QByteArray(json.dumps(state).encode())

    def restore(self, state: QByteArray) -> None:
        """Choose what was chosen when `state` was taken, as far as that makes sense."""
        try:
            kept = json.loads(bytes(state.data()))
        except ValueError:
            return
        if isinstance(kept, dict):
            self.set_extent(kept.get("extent"))
            if isinstance(kept.get("rules"), list):
                self.set_rules([*map(str, kept["rules"])])

    def set_extent(self, extent: object) -> None:
        """Choose where to look; what makes no sense changes nothing."""
        for name, button in self.extent_buttons.items():
            if name == extent:
                button.setChecked(True)

    @property
    def rules(self) -> frozenset[str]:
        """Return the rules (by name) that look."""
        return self._rules

    def set_rules(self, rules: Collection[str]) -> None:
        """Let some rules look; others that are not known are passed over."""
        chosen = frozenset(rule.name for rule in RULES if rule.name in rules)
        if chosen != self._rules:
            self._rules = chosen
            self._show_rules()
            self.changed.emit()

    def show_left(self, count: int) -> None:
        """Offer to find again what was left as it is, if there is any."""
        self._again.setVisible(bool(count))
        self._again.setText(f"&Find again what was left ({count:,})")

    def tell(self, count: int, progress: tuple[int, int], *, is_done: bool, going_on: bool) -> None:
        """Say how much was found in how many articles of how many."""
        looked_at, of = progress
        found = counted(count, "finding")
        if is_done or of <= 1:
            self.show_progress(found if of else "", going_on=None)
            return
        far = f"{looked_at:,} of {counted(of, 'article')}"
        before = "Checking…" if going_on else "Stopped after"
        self.show_progress(f"{before} {far}: {found}", going_on=going_on)

    def show_progress(self, told: str, *, going_on: bool | None) -> None:
        """Say what has come of it; whether it is going on, was stopped, or (`None`) is over."""
        self.told.show_text(told, told)
        self.stop.setVisible(going_on is not None)
        self.stop.setText("Stop" if going_on else "Go on")
        self.stop.setAccessibleName("Stop checking" if going_on else "Go on checking")

    # How it is done

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 6)
        row.setSpacing(6)
        extents = QHBoxLayout()
        extents.setSpacing(0)
        for button in self.extent_buttons.values():
            extents.addWidget(button)
        row.addLayout(extents)
        row.addWidget(self.rules_button)
        row.addWidget(self.told, 1)
        row.addWidget(self.stop)

    def _extent_button(self, name: Extent) -> QToolButton:
        text, tip = _EXTENTS[name]
        button = QToolButton(self)
        button.setObjectName("segment")
        names = get_args(Extent)
        button.setProperty("end", {names[0]: "left", names[-1]: "right"}.get(name, ""))
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        self._extents.addButton(button)
        return button

    def _rules_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("filter"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip("Which checks are made")
        menu = Checklist(button)
        menu.setToolTipsVisible(True)
        for rule in RULES:
            action = menu.addAction(rule.title)
            action.setToolTip(rule.meaning)
            action.setCheckable(True)
            action.setData(rule.name)
            action.triggered.connect(partial(self._turn, rule.name))
        menu.addSeparator()
        self._again = menu.addAction("")
        self._again.triggered.connect(self.again_pressed)
        button.setMenu(menu)
        return button

    def _turn(self, rule: str) -> None:
        self.set_rules(self._rules ^ {rule})

    def _tell_extent(self, _button: QToolButton, checked: bool) -> None:
        if checked:
            self.changed.emit()

    def _show_rules(self) -> None:
        for action in self.rules_button.menu().actions():
            if action.isCheckable():
                action.setChecked(action.data() in self._rules)
        count = len(self._rules)
        usual = self._rules == USUAL
        self.rules_button.setText("Checks" if usual else f"{count} of {len(RULES)} checks")
        self.rules_button.setAccessibleName(
            f"Checks that are made: {'the usual ones' if usual else count}"
        )
