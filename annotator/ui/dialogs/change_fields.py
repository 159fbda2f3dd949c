"""What many annotations are to be: a field for each thing that can be changed of all at once."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from annotator.core.answers import understood
from annotator.core.errors import AnnotatorError
from annotator.core.folding import fold
from annotator.core.model import Actor, Attribute
from annotator.core.scheme import AUTHOR, AUTHOR_ACTOR, PASSAGE, Scheme
from annotator.project import bulk
from annotator.project.bulk import Bulk
from annotator.project.project import Project
from annotator.ui.completing import proposing
from annotator.ui.dropbox import DropBox
from annotator.ui.phrases import excerpt

Make = Callable[[Project, Sequence[str], Any], Bulk]

_NONE_CHOSEN = "Choose…"
_NOTE_HEIGHT = 72
_STATUSES = (("accepted", "Accepted"), ("rejected", "Rejected"))


class ChangeField(QObject):
    """A field for one thing; its `name` is that of the column that shows it."""

    changed = Signal()

    def __init__(self, name: str, title: str, make: Make, widget: QWidget) -> None:
        super().__init__(widget)
        self.name, self.title, self.widget = name, title, widget
        self._make = make
        widget.setAccessibleName(f"New {title.lower()}")

    def bulk(self, project: Project, uids: Sequence[str]) -> Bulk | None:
        """Return what it changes; `None` while nothing is chosen. Raises AnnotatorError."""
        return self._make(project, uids, self.value()) if self.is_answered else None

    @property
    def is_answered(self) -> bool:
        return True

    @abstractmethod
    def value(self) -> Any:
        """Return what is chosen. Raises AnnotatorError where that will not do."""


class _Choice(ChangeField):
    def __init__(
        self,
        name: str,
        title: str,
        options: Iterable[tuple[Any, str]],
        make: Make,
        parent: QWidget,
    ) -> None:
        box = DropBox(title, parent)
        super().__init__(name, title, make, box)
        self._box = box
        self._values: list[Any] = []
        for value, words in options:
            self._values.append(value)
            self._box.addItem(words)
        self._box.setPlaceholderText(_NONE_CHOSEN)
        self._box.setCurrentIndex(-1)
        self._box.currentIndexChanged.connect(self.changed)

    @property
    @override
    def is_answered(self) -> bool:
        return self._box.currentIndex() >= 0

    @override
    def value(self) -> Any:
        return self._values[self._box.currentIndex()]


class _Line(ChangeField):
    def __init__(
        self,
        name: str,
        title: str,
        read: Callable[[str], Any],
        make: Make,
        hint: str,
        parent: QWidget,
    ) -> None:
        line = QLineEdit(parent)
        super().__init__(name, title, make, line)
        self.line, self._read = line, read
        self.line.setPlaceholderText(hint)
        self.line.textChanged.connect(self.changed)

    @override
    def value(self) -> Any:
        return self._read(self.line.text())


class _Note(ChangeField):
    def __init__(self, parent: QWidget) -> None:
        text = QPlainTextEdit(parent)
        super().__init__("note", "Note", bulk.write_note, text)
        self._text = text
        self._text.setObjectName("field")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(_NOTE_HEIGHT)
        self._text.setPlaceholderText("Empty takes the notes away")
        self._text.textChanged.connect(self.changed)

    @override
    def value(self) -> str:
        return self._text.toPlainText().strip()


def fields(project: Project, actors: Iterable[Actor], parent: QWidget) -> list[ChangeField]:
    """Return a field for all that can be changed in a project, in the order of the columns."""
    scheme = project.scheme
    labels = [(one.uid, one.title) for one in scheme.labels if one.uid != PASSAGE]
    asked = (
        _answer(scheme, one, parent)
        for label in scheme.labels
        for one in scheme.attributes_of(label.uid)
    )
    return [
        _Choice("label", "Label", labels, bulk.relabel, parent),
        _speaker(actors, parent),
        *asked,
        _Choice("status", "Status", _STATUSES, bulk.set_status, parent),
        _Note(parent),
    ]


def _answer(scheme: Scheme, attribute: Attribute, parent: QWidget) -> ChangeField:
    label = scheme.label(attribute.label)
    name = f"{label.name}.{attribute.name}"
    title = f"{attribute.title} of {label.title.lower()}"

    def make(project: Project, uids: Sequence[str], value: Any) -> Bulk:
        return bulk.answer(project, uids, attribute.uid, value)

    if attribute.kind in ("choice", "yes_no"):
        yes_no = [(True, "Yes"), (False, "No")]
        choices = [(one["name"], one.get("title") or one["name"]) for one in attribute.choices]
        options = yes_no if attribute.kind == "yes_no" else choices
        return _Choice(name, title, [*options, (None, "No answer")], make, parent)
    hint = "Empty takes the answers away"
    return _Line(name, title, partial(understood, attribute), make, hint, parent)


def _speaker(actors: Iterable[Actor], parent: QWidget) -> ChangeField:
    """Return a field for whoever speaks or claims, among the actors who are met everywhere."""
    known = sorted((one for one in actors if one.kind != "unnamed"), key=lambda one: fold(one.name))
    shared = {name for name, count in Counter(fold(one.name) for one in known).items() if count > 1}
    by_name: dict[str, str] = {}
    for one in known:
        beside = one.role or one.organisation or one.country
        name = f"{one.name} ({beside})" if fold(one.name) in shared and beside else one.name
        by_name[name if name not in by_name else f"{name} ({one.uid[:6]})"] = one.uid
    by_name.setdefault(AUTHOR_ACTOR.name, AUTHOR)
    by_key = {fold(name): uid for name, uid in by_name.items()}

    def read(text: str) -> str | None:
        typed = text.strip()
        if not typed:
            return None
        if fold(typed) not in by_key:
            raise AnnotatorError(
                f"Nobody in the registry is called “{excerpt(typed)}”. Choose from the list, or "
                "put them into the registry first."
            )
        return by_key[fold(typed)]

    field = _Line("speaker", "Speaker", read, bulk.speak, "Type a name; empty is nobody", parent)
    field.line.setCompleter(proposing(by_name, field.line))
    return field


def box_of(fields: Iterable[ChangeField], parent: QWidget) -> QComboBox:
    """Return the list in which it is chosen what to change."""
    box = DropBox("What to change", parent)
    for one in fields:
        box.addItem(one.title)
    return box
