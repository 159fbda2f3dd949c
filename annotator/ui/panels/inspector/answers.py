"""The fields in which a question about an annotation is answered: one way for each kind of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from annotator.core.answers import understood, written
from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute
from annotator.ui.dropbox import DropBox
from annotator.ui.panels.inspector.segments import Option, Segments
from annotator.ui.staying import Lost, Save, Stay

Attempt = Callable[[Callable[[], object]], None]

# What is still taken in at a glance, side by side.
_MOST_SEGMENTS, _MOST_LETTERS = 5, 36
_NOT_SET = "–"
_YES_NO = (Option(True, "Yes"), Option(False, "No"), Option(None, _NOT_SET))


class Field(ABC):
    """Shows and takes the answers to one question, for one annotation after another."""

    def __init__(self, widget: QWidget, stay: Stay | None = None) -> None:
        self.widget = widget
        self._stay = stay

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return what can take the keyboard, in its order."""
        return (self.widget,)

    @property
    def first(self) -> QWidget:
        """Return where the keyboard goes in."""
        return self.widget

    @property
    @abstractmethod
    def problem(self) -> str:
        """Return what is wrong with what the field says, if anything is."""

    @abstractmethod
    def show(self, answer: Any, save: Save | None) -> None:
        """Show another annotation's answer; without `save` it cannot be changed."""

    @abstractmethod
    def follow(self, answer: Any) -> None:
        """Show what the answer of the same annotation has become, unless somebody types here."""

    def commit(self) -> None:
        """Save what has been typed, if anything; a choice is saved when it is made."""
        if self._stay is not None:
            self._stay.commit()

    @property
    def is_unsaved(self) -> bool:
        return self._stay is not None and self._stay.is_unsaved

    def let_go(self) -> Lost | None:
        """Save what has been typed and nothing any more; return what could not be, if anything."""
        return self._stay.let_go() if self._stay is not None else None


def field_for(attribute: Attribute, attempt: Attempt, parent: QWidget) -> Field:
    """Return a field that fits a question.

    `attempt` calls what it is given and shows the sentence of what is refused.
    """
    if attribute.kind == "yes_no":
        return SegmentsField(attribute, _YES_NO, attempt, parent)
    if attribute.kind != "choice":
        return LineField(attribute, attempt, parent)
    options = tuple(
        Option(one["name"], one.get("title") or one["name"], one.get("description", ""))
        for one in attribute.choices
    )
    letters = sum(len(one.title) for one in options)
    if options and len(options) <= _MOST_SEGMENTS and letters <= _MOST_LETTERS:
        return SegmentsField(attribute, options, attempt, parent)
    return BoxField(attribute, options, attempt, parent)


class SegmentsField(Field):
    """A few short answers side by side."""

    def __init__(
        self, attribute: Attribute, options: Sequence[Option], attempt: Attempt, parent: QWidget
    ) -> None:
        self._values = [one.value for one in options]
        self._attempt = attempt
        self._save: Save | None = None
        self._answered: Any = None
        self._segments = Segments(attribute.title, options, parent)
        super().__init__(self._segments)
        self._segments.chosen.connect(self._answer)

    @property
    @override
    def stops(self) -> Sequence[QWidget]:
        return self._segments.buttons

    @property
    @override
    def first(self) -> QWidget:
        return self._segments.stop

    @property
    @override
    def problem(self) -> str:
        return _unknown(self._segments.value, self._values)

    @override
    def show(self, answer: Any, save: Save | None) -> None:
        self._save = save
        self._segments.setEnabled(save is not None)
        self.follow(answer)

    @override
    def follow(self, answer: Any) -> None:
        self._answered = answer
        self._segments.show_value(answer)

    def _answer(self, value: Any) -> None:
        save, shown = self._save, self._answered
        if save is not None:
            self._attempt(lambda: save(value, shown, None))
        # Also where it was refused.
        self.follow(self._answered)


class BoxField(Field):
    """Many or long answers in a list that drops down; the first of them is none."""

    def __init__(
        self, attribute: Attribute, options: Sequence[Option], attempt: Attempt, parent: QWidget
    ) -> None:
        self._values = [None, *(one.value for one in options)]
        self._attempt = attempt
        self._save: Save | None = None
        self._answer: Any = None
        self._box = DropBox(attribute.title, parent)
        super().__init__(self._box)
        self._box.addItem(_NOT_SET)
        for at, one in enumerate(options, start=1):
            self._box.addItem(one.title)
            self._box.setItemData(at, one.description or one.title, Qt.ItemDataRole.ToolTipRole)
        self._box.activated.connect(lambda at: self._choose(self._values[at]))
        self._box.cleared.connect(lambda: self._choose(None))

    @property
    @override
    def problem(self) -> str:
        return _unknown(self._answer, self._values)

    @override
    def show(self, answer: Any, save: Save | None) -> None:
        self._save = save
        self._box.setEnabled(save is not None)
        self.follow(answer)

    @override
    def follow(self, answer: Any) -> None:
        self._answer = answer
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(self._values.index(answer) if answer in self._values else -1)

    def _choose(self, value: Any) -> None:
        save, shown = self._save, self._answer
        if save is not None and value != shown:
            self._attempt(lambda: save(value, shown, None))
        # Also where it was refused.
        self.follow(self._answer)


class LineField(Field):
    """An answer that is typed: a text, a number or a date."""

    def __init__(self, attribute: Attribute, attempt: Attempt, parent: QWidget) -> None:
        self._attribute = attribute
        self._line = QLineEdit(parent)
        self._typing = Stay(self._line, attempt, self._read, written)
        super().__init__(self._line, self._typing)
        self._line.setAccessibleName(attribute.title)
        if attribute.kind == "date":
            self._line.setPlaceholderText("2025-03-12")

    @property
    @override
    def problem(self) -> str:
        try:
            self._read(self._line.text())
        except AnnotatorError as error:
            return str(error)
        return ""

    @override
    def show(self, answer: Any, save: Save | None) -> None:
        self._line.setReadOnly(save is None)
        self._typing.show(answer, save)

    @override
    def follow(self, answer: Any) -> None:
        self._typing.follow(answer)

    def _read(self, text: str) -> Any:
        return understood(self._attribute, text)


def _unknown(answer: Any, values: Sequence[Any]) -> str:
    if answer is None or answer in values:
        return ""
    return f"“{written(answer)}” is none of the choices."
