"""The widgets of the inspector for one annotation, from top to bottom."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.dropbox import DropBox
from annotator.ui.elided import ElidedLabel
from annotator.ui.panels.inspector.answers import Attempt
from annotator.ui.panels.inspector.excerpt import Excerpt
from annotator.ui.panels.inspector.history import History
from annotator.ui.panels.inspector.jump import Jump
from annotator.ui.panels.inspector.links import LinkList, Row
from annotator.ui.panels.inspector.note import Note
from annotator.ui.panels.inspector.questions import Questions
from annotator.ui.panels.inspector.who import Who

_SIDE, _GAP = 12, 8


class Sheet(QWidget):
    """Only holds and arranges them; the inspector fills them."""

    def __init__(self, attempt: Attempt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorSheet")
        self.label = DropBox("Label", self)
        self.label.setToolTip("The label of the annotation; choose another to relabel it")
        self.excerpt = Excerpt(self)
        self.where = Jump("Go there in the text", self)
        self.article = ElidedLabel("hint", self)
        self.shared = _Lines("hint", self)
        self.who = Who(self)
        self.questions = Questions(attempt, self)
        self.parts = LinkList("Parts of the quote", self)
        self.outgoing = LinkList("Links", self)
        self.incoming = LinkList("Links to this", self)
        self.note = Note(attempt, self)
        self.facts = _Lines("hint", self)
        self.history = History(self)
        self._headings: dict[QWidget, QLabel] = {}
        self._lay_out()
        self.chain()

    def show_rows(self, rows: LinkList, shown: Sequence[Row]) -> None:
        """Fill one of the lists, which is seen with its heading only where it has something."""
        rows.show_rows(shown)
        rows.setVisible(bool(shown))
        self._headings[rows].setVisible(bool(shown))

    def chain(self) -> None:
        """Let Tab go from top to bottom."""
        stops = [
            self.label, self.excerpt, self.where, *self.who.stops, *self.questions.stops,
            self.parts, self.outgoing, self.incoming, self.note, self.history.fold,
        ]  # fmt: skip
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 2, _SIDE, _SIDE)
        column.setSpacing(_GAP)
        column.addWidget(self.label)
        column.addWidget(self.excerpt)
        place = QVBoxLayout()
        place.setSpacing(1)
        place.addWidget(self.where)
        place.addWidget(self.article)
        column.addLayout(place)
        column.addWidget(self.shared)
        column.addWidget(self.who)
        column.addWidget(self.questions)
        for heading, content in (
            ("Parts", self.parts),
            ("Links", self.outgoing),
            ("Links to this", self.incoming),
            ("Note", self.note),
        ):
            section = QVBoxLayout()
            section.setSpacing(3)
            title = QLabel(heading.upper(), self)
            title.setObjectName("heading")
            title.setBuddy(content)
            self._headings[content] = title
            section.addWidget(title)
            section.addWidget(content)
            column.addLayout(section)
        column.addWidget(self.facts)
        column.addWidget(self.history)
        column.addStretch(1)


class _Lines(QLabel):
    """Some words that wrap."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
