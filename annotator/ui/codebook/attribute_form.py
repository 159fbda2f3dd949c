"""The form of an attribute: a question that is asked of each annotation of a label."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from annotator.core.edit import Edit
from annotator.core.model import Attribute
from annotator.ui.codebook.changing import IDENTIFIER, Asked, Attempt, Changing
from annotator.ui.codebook.choices import Choices
from annotator.ui.codebook.condition import Condition
from annotator.ui.codebook.form import Form, Identifier
from annotator.ui.codebook.lines import LinesDialog
from annotator.ui.codebook.merging import MergeDialog
from annotator.ui.codebook.titles import KIND_TITLES
from annotator.ui.dialogs.title import TitleDialog
from annotator.ui.dropbox import DropBox

_CHOICES = "Choices"


class AttributeForm(Form):
    """Shows attributes, one at a time."""

    def __init__(self, changing: Changing, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(changing, attempt, parent)
        self.kind = DropBox("Kind", self)
        for name, title in KIND_TITLES.items():
            self.kind.addItem(title, name)
        self.choices = Choices(self)
        self.required = QCheckBox("&Required: an answer is expected", self)
        self.condition = Condition(self)
        self.row("&Kind", self.kind)
        self.rows.addRow(_CHOICES, self.choices)
        if not changing.may:
            self.choices.lock()
        self.row("", self.required)
        self.row("A&sked", self.condition)
        self.text("description", "&Definition", "What is asked, and how to decide")
        self.name = Identifier(self.rename_requested.emit, self)
        self.row("Identifier", self.name)
        self.kind.activated.connect(self._choose_kind)
        self.required.toggled.connect(partial(self._choose, "required"))
        self.condition.chosen.connect(partial(self._choose, "show_when"))
        self.choices.written.connect(partial(self._choose, "choices"))
        self.choices.add_requested.connect(self._ask_for_choices)
        self.choices.rename_requested.connect(self._ask_for_name)
        self.choices.merge_requested.connect(self._ask_for_kept)
        self.choices.delete_requested.connect(self._delete_choice)

    @property
    def attribute(self) -> Attribute:
        assert isinstance(self.part, Attribute)
        return self.part

    @override
    def fill(self) -> None:
        attribute = self.attribute
        self.kind.setCurrentIndex(self.kind.findData(attribute.kind))
        self.choices.show_choices(attribute.choices)
        self.rows.setRowVisible(self.choices, attribute.kind == "choice")
        with QSignalBlocker(self.required):
            self.required.setChecked(attribute.required)
        of_label = self.changing.project.scheme.attributes_of(attribute.label)
        others = [one for one in of_label if one.uid != attribute.uid]
        self.condition.show_condition(attribute.show_when, others)
        self.name.show_name(attribute.name)

    def _choose_kind(self) -> None:
        kind = self.kind.currentData()
        if kind != self.attribute.kind:
            self._choose("kind", kind)

    def _choose(self, field: str, value: Any) -> None:
        question = Asked(f"Change “{self.attribute.title}”?", "Change")
        self.attempt(lambda: self.changing.change(self.attribute, field, value, question))
        self.fill()

    def _ask_for_choices(self) -> None:
        LinesDialog("Add choices", "Choices, one on each line", self._add_choices, self).open()

    def _add_choices(self, titles: list[str]) -> None:
        choices = [*self.attribute.choices, *titles]
        question = Asked("Add these choices?", "Add")
        self.changing.change(self.attribute, "choices", choices, question)

    def _ask_for_name(self, choice: str) -> None:
        question = Asked(f"Rename the identifier of “{self._title(choice)}”?", "Rename")
        self._ask(
            "Rename an identifier",
            choice,
            lambda name: self.changing.codebook.rename_choice(self.attribute.uid, choice, name),
            question,
        )

    def _ask(self, heading: str, name: str, make: Callable[[str], Edit], question: Asked) -> None:
        TitleDialog(
            heading,
            IDENTIFIER,
            name,
            lambda typed: self.changing.do(lambda: make(typed.strip()), question),
            self,
        ).open()

    def _ask_for_kept(self, choice: str) -> None:
        uid, codebook = self.attribute.uid, self.changing.codebook
        others = {
            str(one["name"]): self._title(one["name"])
            for one in self.attribute.choices
            if one["name"] != choice
        }
        MergeDialog(
            self._title(choice),
            others,
            lambda kept: codebook.merge_choices(uid, kept, choice),
            self.changing,
            self,
        ).open()

    def _delete_choice(self, choice: str) -> None:
        left = [one for one in self.attribute.choices if one["name"] != choice]
        question = Asked(f"Delete the choice “{self._title(choice)}”?", "Delete the choice")
        self.attempt(lambda: self.changing.change(self.attribute, "choices", left, question))

    def _title(self, choice: str) -> str:
        found = (one for one in self.attribute.choices if one["name"] == choice)
        return str(next((one.get("title") or choice for one in found), choice))
