"""What the forms of the editor share: rows, and fields that save what is typed in them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.ui.codebook.changing import Attempt, Changing, Part
from annotator.ui.growing import Growing
from annotator.ui.staying import Lost, Stay

_FEWEST_LINES, _MOST_LINES = 2, 12


class Form(QWidget):
    """Shows one part of the codebook after another; every change is saved at once."""

    rename_requested = Signal()  # of the identifier

    def __init__(self, changing: Changing, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(parent)
        self.changing, self.attempt = changing, attempt
        self._part: Part | None = None
        self._stays: dict[str, Stay] = {}  # by the field that they save
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(9)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.title = self.line("title", "&Title", needed="A title is needed here.")

    @property
    def part(self) -> Part:
        assert self._part is not None  # it is shown before anything can be done to it
        return self._part

    def show_part(self, part: Part) -> None:
        """Show a part or, where it is shown already, what has become of it."""
        is_other = self._part is None or self._part.uid != part.uid
        if is_other:
            self.commit()
        self._part = part
        for field, stay in self._stays.items():
            value = getattr(part, field)
            if is_other:
                stay.show(value, self.changing.typed(part, field) if self.changing.may else None)
            else:
                stay.follow(value)
        self.fill()

    def fill(self) -> None:
        """Show what is not typed."""
        raise NotImplementedError

    def commit(self) -> None:
        """Save what has been typed, if anything."""
        for stay in self._stays.values():
            stay.commit()

    def drop(self) -> None:
        """Save nothing of what has been typed: it was typed for something that is gone."""
        for stay in self._stays.values():
            stay.drop()
        self._part = None

    def let_go(self) -> list[Lost]:
        """Save what has been typed and nothing any more; return what could not be."""
        lost = [stay.let_go() for stay in self._stays.values()]
        return [one for one in lost if one is not None and one.text.strip()]

    @property
    def is_unsaved(self) -> bool:
        return any(stay.is_unsaved for stay in self._stays.values())

    # Making rows

    def line(self, field: str, title: str, *, needed: str = "") -> QLineEdit:
        """Add a line that is typed in; `needed` is what is told where nothing stands in it."""
        line = QLineEdit(self)
        line.setReadOnly(not self.changing.may)
        line.setAccessibleName(plain(title))
        self._stays[field] = Stay(line, self.attempt, lambda text: _read(text, needed))
        self.rows.addRow(title, line)
        return line

    def text(
        self,
        field: str,
        title: str,
        hint: str,
        read: Callable[[str], Any] = str.strip,
        write: Callable[[Any], str] = str,
    ) -> QPlainTextEdit:
        """Add a field for several lines; `hint` stands in it while it is empty."""
        text = Growing(self, _FEWEST_LINES, _MOST_LINES)
        text.setObjectName("field")
        text.setReadOnly(not self.changing.may)
        text.setAccessibleName(plain(title))
        text.setPlaceholderText(hint)
        self._stays[field] = Stay(text, self.attempt, read, write)
        self.rows.addRow(title, text)
        return text

    def row(self, title: str, widget: QWidget) -> None:
        """Add a row with a field of another sort."""
        if not widget.accessibleName():
            widget.setAccessibleName(plain(title))
        widget.setEnabled(self.changing.may)
        self.rows.addRow(title, widget)

    def heading(self, title: str) -> None:
        label = QLabel(title.upper(), self)
        label.setObjectName("heading")
        label.setContentsMargins(0, 8, 0, 0)
        self.rows.addRow(label)


class Identifier(QWidget):
    """Shows the name that files know a part by, beside a button that changes it."""

    def __init__(self, rename: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._hint = "What CSV files and codebook files call it"
        self._name.setToolTip(self._hint)
        self.button = QPushButton("Rename…", self)
        self.button.setObjectName("link")
        self.button.setAutoDefault(False)
        self.button.setToolTip(self._hint)
        self.button.setAccessibleName("Rename the identifier")
        self.button.clicked.connect(rename)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name)
        row.addWidget(self.button)
        row.addStretch(1)

    def show_name(self, name: str) -> None:
        self._name.setText(name)


def hint(text: str, parent: QWidget) -> QLabel:
    """Return a faint sentence that wraps."""
    label = QLabel(text, parent)
    label.setObjectName("hint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def plain(title: str) -> str:
    return title.replace("&", "")


def _read(text: str, needed: str) -> str:
    read = " ".join(text.split())
    if needed and not read:
        raise AnnotatorError(needed)
    return read
