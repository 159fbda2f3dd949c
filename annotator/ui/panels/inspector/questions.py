"""The questions that a label asks, one below the other, each with its field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.answers import asked
from annotator.core.model import Attribute
from annotator.ui.panels.inspector.answers import Attempt, field_for
from annotator.ui.phrases import tooltip
from annotator.ui.staying import Lost, Save

_GAP = 8
_NARROWEST = 80
_ANY = 16_777_215  # Qt's QWIDGETSIZE_MAX
_REQUIRED = "Required"


class Questions(QWidget):
    """One form after another; each is made once, for going from label to label is common."""

    def __init__(self, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(parent)
        self._attempt = attempt
        self._attributes: tuple[Attribute, ...] = ()
        self._rows: list[_Row] = []
        self._label = ""
        self._made: dict[str, list[_Row]] = {}  # by label
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return what can take the keyboard, in its order, shown or not."""
        return [stop for row in self._rows for stop in row.field.stops]

    @property
    def first(self) -> QWidget | None:
        """Return where the keyboard goes in, if anything is asked."""
        shown = (row.field for row in self._rows if not row.isHidden())
        return next((one.first for one in shown if one.first.isEnabled()), None)

    def asks(self, label: str, attributes: tuple[Attribute, ...]) -> bool:
        """Say whether these questions of a label (by uid) are asked now."""
        return (label, attributes) == (self._label, self._attributes)

    def ask(self, label: str, attributes: tuple[Attribute, ...]) -> bool:
        """Ask the questions of a label (by uid); say whether they are others than before."""
        if self.asks(label, attributes):
            return False
        for row in self._rows:
            row.hide()
        if tuple(row.attribute for row in self._made.get(label, ())) != attributes:
            self._drop(label)
            self._made[label] = [_Row(one, self._attempt, self) for one in attributes]
            for row in self._made[label]:
                self._column.addWidget(row)
        self._rows = self._made.get(label, [])
        self._label, self._attributes = label, attributes
        self._arrange()
        return True

    def forget(self) -> None:
        """Let go of all forms, for there is another codebook."""
        for label in tuple(self._made):
            self._drop(label)
        self._rows, self._label, self._attributes = [], "", ()

    def show_answers(
        self, answers: Mapping[str, Any], save: Callable[[Attribute], Save] | None
    ) -> None:
        """Show another annotation; `save` saves the answer to a question, if that may be done."""
        for row in self._rows:
            row.field.show(answers.get(row.attribute.name), save and save(row.attribute))
        self._show_asked(answers)

    def follow(self, answers: Mapping[str, Any]) -> None:
        """Show what has become of the same annotation."""
        for row in self._rows:
            row.field.follow(answers.get(row.attribute.name))
        self._show_asked(answers)

    def commit(self) -> None:
        """Save what has been typed, if anything."""
        for row in self._rows:
            row.field.commit()

    @property
    def is_unsaved(self) -> bool:
        return any(row.field.is_unsaved for row in self._rows)

    def let_go(self) -> list[Lost]:
        """Save what has been typed and nothing any more; return what could not be."""
        lost = [row.field.let_go() for row in self._rows]
        return [one for one in lost if one is not None]

    @override
    def minimumSizeHint(self) -> QSize:
        # In less room than the rows have beside each other, they stand below each other.
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # What is typed may ask another question, which is to be there when the keyboard goes on.
        self.commit()
        return super().focusNextPrevChild(next)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _drop(self, label: str) -> None:
        for row in self._made.pop(label, ()):
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _show_asked(self, answers: Mapping[str, Any]) -> None:
        names = {one.name for one in asked(self._attributes, answers)}
        for row in self._rows:
            row.setVisible(row.attribute.name in names)
            row.show_hint(is_set=answers.get(row.attribute.name) is not None)
        self.setVisible(bool(names))

    def _arrange(self) -> None:
        """Put titles beside their fields where there is room, else above."""
        titles = max((row.title_width() for row in self._rows), default=0)
        for row in self._rows:
            row.arrange(titles, self.width())


class _Row(QWidget):
    """One question: its title, its field, and what is missing or wrong."""

    def __init__(self, attribute: Attribute, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self.field = field_for(attribute, attempt, self)
        self._is_set = False
        self._title = QLabel(attribute.title.replace("&", "&&"), self)
        self._title.setToolTip(tooltip(attribute.description))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._title.setBuddy(self.field.widget)
        if attribute.description and not self.field.widget.toolTip():
            self.field.widget.setToolTip(tooltip(attribute.description))
        self._hint = QLabel(self)
        self._hint.setObjectName("wrong")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.hide()
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.field.widget)
        beside.addWidget(self._hint)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._title)
        self._box.addLayout(beside, 1)
        if isinstance(self.field.widget, QLineEdit):
            self.field.widget.textChanged.connect(lambda _: self._show_hint())

    def title_width(self) -> int:
        return self._title.fontMetrics().horizontalAdvance(self.attribute.title) + 2

    def arrange(self, titles: int, width: int) -> None:
        """Stand in one line with a column of so wide titles, where that has room."""
        wanted = self.field.widget.sizeHint().width()
        beside = titles + _GAP + wanted <= width
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)
        self._box.setSpacing(_GAP if beside else 3)
        policy = QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Ignored
        self._title.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self._title.setMinimumWidth(titles if beside else 0)
        self._title.setMaximumWidth(titles if beside else _ANY)
        top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
        self._title.setAlignment(top | Qt.AlignmentFlag.AlignLeft)
        # So that the title stands level with what is in the field.
        self._title.setContentsMargins(0, 4 if beside else 0, 0, 0)

    def show_hint(self, *, is_set: bool) -> None:
        self._is_set = is_set
        self._show_hint()

    def _show_hint(self) -> None:
        missing = self.attribute.required and not self._is_set
        hint = self.field.problem or (_REQUIRED if missing else "")
        if hint != self._hint.text():
            self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
