"""The properties of one article, or what several have in common."""

from collections.abc import Iterable
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.model import Article
from annotator.project.project import Project
from annotator.ui.dialogs.fields import PropertyFields
from annotator.ui.dialogs.question import Question
from annotator.ui.phrases import counted
from annotator.ui.provenance import provenance
from annotator.ui.shelving import Shelving

_NAMES = ("title", "outlet", "author", "dateline", "published", "url", "language", "notes")
_WIDTH = 480


class PropertiesDialog(Question):
    """Writes only what was changed in it."""

    def __init__(
        self, project: Project, articles: Iterable[str], shelving: Shelving, parent: QWidget
    ) -> None:
        found = [project.reading.article(uid) for uid in articles]
        one = len(found) == 1
        heading = "Article properties" if one else f"Properties of {len(found):,} articles"
        super().__init__(heading, parent)
        self.setProperty("help", "library")
        self._articles, self._shelving = [article.uid for article in found], shelving
        self.fields = PropertyFields(
            _NAMES, project.reading.values_of, self, read_only=project.read_only
        )
        self.fields.show_values({name: _shared(found, name) for name in _NAMES})
        self.fields.setMinimumWidth(_WIDTH)
        self.fields.changed.connect(lambda: self.tell(""))  # it may be mended now
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        fields = QVBoxLayout()
        fields.addWidget(self.fields)
        fields.addWidget(line)
        fields.addLayout(self._facts(found))
        self.lay_out(fields, "" if project.read_only else "Save")
        self.fields.go_to("title" if one else "outlet")

    @override
    def answer(self) -> None:
        self._shelving.describe(self._articles, self.fields.changes())

    @override
    def would_lose(self) -> bool:
        return bool(self.fields.changes())

    def _facts(self, articles: list[Article]) -> QFormLayout:
        """Return what is known of the articles and cannot be changed."""
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(3)
        for heading, fact in _told(articles):
            name, told = QLabel(heading, self), QLabel(fact, self)
            name.setObjectName("hint")
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.setWordWrap(True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addRow(name, told)
        return facts


def _shared(articles: list[Article], name: str) -> str | None:
    """Return what articles have in a property; `None` where they differ."""
    values = {str(value) for value in map(attrgetter(name), articles)}
    return values.pop() if len(values) == 1 else None


def _told(articles: list[Article]) -> Iterable[tuple[str, str]]:
    if len(articles) == 1:
        return provenance(articles[0])
    words = sum(len(one.text.split()) for one in articles)
    return [("Length", f"{counted(words, 'word')} in {counted(len(articles), 'article')}")]
