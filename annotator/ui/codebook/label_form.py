"""The form of a label: what it is called, how it looks, what it means, and what it asks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.model import Attribute, Label
from annotator.ui.codebook.changing import Asked, Attempt, Changing
from annotator.ui.codebook.form import Form, Identifier, hint
from annotator.ui.codebook.looks import ChannelBox, ColourRow, Sample
from annotator.ui.codebook.titles import KIND_TITLES
from annotator.ui.phrases import excerpt
from annotator.ui.theme import Theme

_KEY_WIDTH = 44
_NO_ATTRIBUTES = (
    "None yet. An attribute is a question that is asked of each annotation of this label, such as "
    "whether a quote is direct or indirect."
)


class LabelForm(Form):
    """Shows labels, one at a time."""

    attribute_requested = Signal()
    go_requested = Signal(str)  # an attribute
    told = Signal(str)  # what else has changed with what was asked for

    def __init__(self, theme: Theme, changing: Changing, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(changing, attempt, parent)
        self.key = KeyField(self)
        self.row("&Key", self._beside(self.key, "A letter or digit that tags in the text"))
        self._wanted = ""  # a key that another label has
        self._taken = hint("", self)
        self.swap = QPushButton("Swap keys", self)
        self.swap.setAutoDefault(False)
        self.swap.clicked.connect(self._swap_keys)
        self._swapping = self._beside(self._taken, self.swap)
        self.rows.addRow("", self._swapping)
        self.colour = ColourRow(theme, self)
        self.channel = ChannelBox(theme, self)
        self.sample = Sample(theme, self)
        self.row("&Colour", self.colour)
        self.row("Shown &as", self.channel)
        self.rows.addRow("", self.sample)
        self.description = self.text(
            "description", "&Definition", "What belongs here, and what does not"
        )
        self.examples = self.text(
            "examples", "E&xamples", "One on each line", read=_lines, write="\n".join
        )
        self.name = Identifier(self.rename_requested.emit, self)
        self.row("Identifier", self.name)
        self.heading("Attributes")
        self._attributes = QVBoxLayout()
        self._attributes.setSpacing(2)
        self._none = hint(_NO_ATTRIBUTES, self)
        self._attributes.addWidget(self._none)
        self.rows.addRow(self._attributes)
        self._links: list[QPushButton] = []
        self.add = QPushButton("Add an attribute…", self)
        self.add.setAutoDefault(False)
        self.add.setEnabled(changing.may)
        self.add.clicked.connect(self.attribute_requested)
        below = QVBoxLayout()
        below.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addRow(below)
        self.key.chosen.connect(self._choose_key)
        self.colour.chosen.connect(partial(self._choose, "colour"))
        self.channel.chosen.connect(partial(self._choose, "channel"))

    @property
    def label(self) -> Label:
        assert isinstance(self.part, Label)
        return self.part

    @override
    def fill(self) -> None:
        label = self.label
        self.key.show_key(label.key)
        self._want_key("")
        self.colour.show_colour(label.colour)
        self.channel.show_label(label)
        self.sample.show_label(label)
        self.name.show_name(label.name)
        self._show_attributes(self.changing.project.scheme.attributes_of(label.uid))

    def set_theme(self, theme: Theme) -> None:
        self.colour.set_theme(theme)
        self.channel.set_theme(theme)
        self.sample.set_theme(theme)

    def _beside(self, field: QWidget, beside: str | QWidget) -> QWidget:
        """Return a field with a hint, or something else, beside it."""
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(field)
        if isinstance(beside, str):
            row.addWidget(hint(beside, self), 1)
        else:
            row.addWidget(beside)
            row.addStretch(1)
        both.setFocusProxy(field)
        return both

    def _show_attributes(self, attributes: Sequence[Attribute]) -> None:
        for link in self._links:
            self._attributes.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._none.setVisible(not attributes)
        self._links = [self._link(one) for one in attributes]

    def _link(self, attribute: Attribute) -> QPushButton:
        required = ", required" if attribute.required else ""
        text = f"{excerpt(attribute.title)}  ({KIND_TITLES[attribute.kind].lower()}{required})"
        link = QPushButton(text.replace("&", "&&"), self)
        link.setObjectName("link")
        link.setAutoDefault(False)
        link.clicked.connect(partial(self._go, attribute.uid))
        self._attributes.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        link.show()
        return link

    def _go(self, uid: str) -> None:
        self.go_requested.emit(uid)

    def _choose(self, field: str, value: str) -> None:
        question = Asked(f"Change how “{self.label.title}” looks?", "Change")
        self.attempt(lambda: self.changing.change(self.label, field, value, question))
        self.fill()

    def _choose_key(self, key: str) -> None:
        other = self._label_on(key)
        if other is None:
            self._put_on(key)
        else:
            self.key.show_key(self.label.key)
            self._want_key(key)

    def _want_key(self, key: str) -> None:
        """Offer to swap keys with the label that has this one; with none, offer nothing."""
        self._wanted = key
        other = self._label_on(key)
        if other is not None:
            self._taken.setText(f"{key.upper()} is the key of “{excerpt(other.title)}”.")
        self.rows.setRowVisible(self._swapping, other is not None)

    def _label_on(self, key: str) -> Label | None:
        """Return the other label that has a key, if one has."""
        other = self.changing.project.scheme.label_on_key(key.upper()) if key else None
        return other if other is not None and other.uid != self.label.uid else None

    def _put_on(self, key: str) -> None:
        question = Asked(f"Change the key of “{self.label.title}”?", "Change")
        self.attempt(lambda: self.changing.change(self.label, "key", key, question))
        self.fill()

    def _swap_keys(self) -> None:
        key, other = self._wanted, self._label_on(self._wanted)
        self.key.setFocus()  # the button goes
        if key:
            self._put_on(key)
        if other is not None and self.label.key == key.upper():
            now = self.changing.part(other.uid)
            assert isinstance(now, Label)
            on = f"on {now.key}" if now.key else "on no key"
            self.told.emit(f"{key.upper()} was the key of “{other.title}”, which is {on} now.")


class KeyField(QLineEdit):
    """Holds one letter; the next one that is typed takes its place."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(1)
        self.setFixedWidth(_KEY_WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPlaceholderText("–")
        self.setAccessibleName("Key")
        self.textEdited.connect(self._tell)

    def show_key(self, key: str) -> None:
        if key != self.text():
            self.setText(key)
        if self.hasFocus():
            self.selectAll()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def _tell(self, text: str) -> None:
        self.chosen.emit(text.strip())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
