"""The properties of articles as fields to fill in, for one article or several at once."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from annotator.core.dates import is_publication_date
from annotator.ui.completing import proposing
from annotator.ui.languages import code_of, in_words, languages

_LABELS = {
    "title": "&Title",
    "outlet": "&Outlet",
    "author": "A&uthor",
    "dateline": "Date&line",
    "published": "&Date",
    "url": "U&RL",
    "language": "Lan&guage",
    "notes": "&Notes",
}
_HINTS = {
    "dateline": "As in the text: GENEVA (Reuters)",
    "published": "2025-03-12, 2025-03 or 2025",
    "language": "Name or code",
}
# What is worth proposing from the articles that are there.
_REPEATED = ("outlet", "author")
_SEVERAL, _EMPTIED = "(several values)", "(emptied in all)"
_NOTES_HEIGHT = 64


class PropertyFields(QWidget):
    """Shows properties and tells which of them a person has changed."""

    changed = Signal()  # by a person

    def __init__(
        self,
        names: Iterable[str],
        values_of: Callable[[str], list[str]],
        parent: QWidget,
        *,
        read_only: bool = False,
    ) -> None:
        """`values_of` returns what other articles have for a property."""
        super().__init__(parent)
        self._read_only = read_only
        self._shown: dict[str, str | None] = {}
        self._touched: set[str] = set()
        self._notes: QPlainTextEdit | None = None
        self._lines: dict[str, QLineEdit] = {}
        self._no_date = QLabel(self)
        self._no_date.setObjectName("problem")
        self._no_date.setWordWrap(True)
        self._no_date.hide()
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name in names:
            self._add(name, values_of)
        self.show_values(dict.fromkeys(self.names, ""))

    @property
    def names(self) -> list[str]:
        return [*self._lines, *(["notes"] if self._notes else [])]

    def show_values(self, values: Mapping[str, str | None]) -> None:
        """Show properties as they are; `None` where several articles differ."""
        self._touched.clear()
        for name, value in values.items():
            self._shown[name] = value
            self._show(name, value)

    def guess(self, values: Mapping[str, str]) -> None:
        """Show guesses in the fields that nobody has touched."""
        for name, value in values.items():
            if name not in self._touched:
                self._shown[name] = value
                self._show(name, value)

    def changes(self) -> dict[str, str]:
        """Return what a person has changed, and only that."""
        now = {name: self._value(name) for name in self._touched}
        return {name: value for name, value in now.items() if value != self._shown[name]}

    def go_to(self, name: str) -> None:
        """Give the keyboard to a field, with all of it selected."""
        line = self._lines[name]
        line.setFocus()
        line.selectAll()

    def _add(self, name: str, values_of: Callable[[str], list[str]]) -> None:
        field: QWidget
        match name:
            case "notes":
                field = self._notes_field()
            case "language" if not self._read_only:
                field = self._language_field(values_of(name))
            case _:
                field = self._line(name, values_of)
        field.setAccessibleName(_LABELS[name].replace("&", ""))
        self.form.addRow(_LABELS[name], field)
        if name == "published":
            self.form.addRow("", self._no_date)

    def _line(self, name: str, values_of: Callable[[str], list[str]]) -> QLineEdit:
        line = self._lines[name] = QLineEdit(self)
        line.setReadOnly(self._read_only)
        line.textEdited.connect(partial(self._touch, name))
        if name in _REPEATED and not self._read_only:
            line.setCompleter(proposing(values_of(name), line))
        if name == "published":
            line.textChanged.connect(self._look_at_date)
        return line

    def _notes_field(self) -> QPlainTextEdit:
        notes = self._notes = QPlainTextEdit(self)
        notes.setObjectName("field")
        notes.setReadOnly(self._read_only)
        notes.setTabChangesFocus(True)
        notes.setMaximumHeight(_NOTES_HEIGHT)
        notes.textChanged.connect(partial(self._touch, "notes"))
        return notes

    def _language_field(self, used: list[str]) -> QComboBox:
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        codes = dict.fromkeys(["", *used, *languages()])
        box.addItems([in_words(code) for code in codes])
        box.setCompleter(proposing((in_words(code) for code in codes), box))
        box.activated.connect(partial(self._touch, "language"))
        line = box.lineEdit()
        assert line is not None  # it is editable
        line.textEdited.connect(partial(self._touch, "language"))
        self._lines["language"] = line
        return box

    def _touch(self, name: str, *_: object) -> None:
        self._touched.add(name)
        if self._shown[name] is None:
            self._set_placeholder(name, _EMPTIED)
        self.changed.emit()

    def _value(self, name: str) -> str:
        if name == "notes":
            assert self._notes is not None
            return self._notes.toPlainText().strip()
        text = self._lines[name].text().strip()
        return code_of(text) if name == "language" else text

    def _show(self, name: str, value: str | None) -> None:
        self._set_placeholder(name, _SEVERAL if value is None else _HINTS.get(name, ""))
        if name == "notes":
            assert self._notes is not None
            with QSignalBlocker(self._notes):
                self._notes.setPlainText(value or "")
            return
        text = in_words(value or "") if name == "language" else value or ""
        if self._lines[name].text() != text:
            self._lines[name].setText(text)
        self._lines[name].setCursorPosition(0)

    def _set_placeholder(self, name: str, text: str) -> None:
        field = self._notes if name == "notes" else self._lines[name]
        assert field is not None
        field.setPlaceholderText(text)

    def _look_at_date(self, text: str) -> None:
        fits = is_publication_date(text.strip())
        self._no_date.setText(f"Write it as {_HINTS['published']}.")
        self._no_date.setVisible(not fits)
