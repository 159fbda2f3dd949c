"""What there is to read about a label: key, definition, examples, and what is asked of it."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.answers import written
from annotator.core.model import Attribute, Label
from annotator.core.scheme import Scheme
from annotator.ui.keycap import KeyCap
from annotator.ui.phrases import runs_leftward
from annotator.ui.swatch import swatch
from annotator.ui.text.reading import Reading
from annotator.ui.theme import Theme

_SIDE, _GAP = 14, 6
_PICTURE = 16
_BAR = 3
_KINDS = {
    "choice": "", "text": "text", "number": "a number", "yes_no": "yes or no", "date": "a date",
}  # fmt: skip
_NOTHING = "Nothing is written about this label yet. Its definition goes into the codebook."


def guideline(label: Label, scheme: Scheme, theme: Theme, parent: QWidget) -> QWidget:
    """Return all there is to read about one label."""
    card, column = _column(parent)
    column.addLayout(_title(label, theme, card))
    if label.description:
        column.addWidget(_text(label.description, card))
    elif not label.examples:
        column.addWidget(_text(_NOTHING, card, "hint"))
    for example in label.examples:
        column.addWidget(Example(example, label, theme, card))
    attributes = scheme.attributes_of(label.uid)
    for attribute in attributes:
        column.addSpacing(_GAP)
        _add_attribute(column, attribute, attributes, card)
    column.addStretch(1)
    return card


def overview(labels: Iterable[Label], theme: Theme, parent: QWidget) -> QWidget:
    """Return what there is to know of each of some labels first."""
    card, column = _column(parent)
    for at, label in enumerate(labels):
        if at:
            column.addSpacing(_GAP)
        column.addLayout(_title(label, theme, card))
        if label.description:
            column.addWidget(_text(label.description, card))
    column.addStretch(1)
    return card


class Example(QLabel):
    """An example, set as in the texts, beside a bar in the colour of its label."""

    def __init__(self, words: str, label: Label, theme: Theme, parent: QWidget) -> None:
        super().__init__(words, parent)
        _set_words(self)
        self._mark = theme.label_colours(label.colour).mark
        font = QFont(Reading().font())
        font.setPointSizeF(self.font().pointSizeF() * 1.05)
        self.setFont(font)
        _lead(self, words)
        room = _BAR + 8
        is_leftward = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(0 if is_leftward else room, 1, room if is_leftward else 0, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        is_leftward = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        left = self.width() - _BAR if is_leftward else 0
        painter.fillRect(QRect(left, 2, _BAR, self.height() - 4), self._mark)


def _column(parent: QWidget) -> tuple[QWidget, QVBoxLayout]:
    card = QWidget(parent)
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(_SIDE, 2, _SIDE, 6)
    column.setSpacing(_GAP)
    return card, column


def _title(label: Label, theme: Theme, parent: QWidget) -> QHBoxLayout:
    picture, title = QLabel(parent), QLabel(label.title, parent)
    picture.setPixmap(
        swatch(label, theme).pixmap(QSize(_PICTURE, _PICTURE), parent.devicePixelRatioF())
    )
    _set_words(title)
    _bolden(title)
    cap = KeyCap(label.key, parent)
    cap.setAccessibleName(f"Key {label.key}")
    cap.setVisible(bool(label.key))
    height = cap.sizeHint().height()  # of one line, in which all three stand
    picture.setFixedHeight(height)
    title.setMinimumHeight(height)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(title, 1)
    row.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _add_attribute(
    column: QVBoxLayout, attribute: Attribute, all_: Iterable[Attribute], parent: QWidget
) -> None:
    title = _text(attribute.title, parent)
    _bolden(title)
    column.addWidget(title)
    if about := _about(attribute, all_):
        column.addWidget(_text(about, parent, "hint"))
    if attribute.description:
        column.addWidget(_text(attribute.description, parent))
    if attribute.kind == "choice":
        for choice in attribute.choices:
            name = str(choice.get("title") or choice["name"])
            meaning = str(choice.get("description", ""))
            column.addWidget(_text(f"•  {name}{': ' if meaning else ''}{meaning}", parent))


def _about(attribute: Attribute, all_: Iterable[Attribute]) -> str:
    """Return what kind of answer is wanted, and when."""
    parts = [_KINDS[attribute.kind], "required" if attribute.required else ""]
    condition = attribute.show_when or {}
    other = next((one for one in all_ if one.name == condition.get("attribute")), None)
    if other is not None and "is" in condition:
        wanted = condition["is"]
        values = wanted if isinstance(wanted, tuple | list) else (wanted,)
        titles = {one["name"]: one.get("title") or one["name"] for one in other.choices}
        said = " or ".join(f"“{titles.get(one) or written(one)}”" for one in values)
        parts.append(f"asked where “{other.title}” is {said}")
    told = ", ".join(filter(None, parts))
    return told[:1].upper() + told[1:]


def _text(words: str, parent: QWidget, name: str = "") -> QLabel:
    label = QLabel(words, parent)
    label.setObjectName(name)
    _set_words(label)
    _lead(label, words)
    return label


def _set_words(label: QLabel) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)


def _lead(label: QLabel, words: str) -> None:
    """Let words begin at the side on which their writing does."""
    is_leftward = runs_leftward(words)
    label.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_leftward else Qt.LayoutDirection.LeftToRight
    )


def _bolden(label: QLabel) -> None:
    font = label.font()
    font.setBold(True)
    label.setFont(font)
