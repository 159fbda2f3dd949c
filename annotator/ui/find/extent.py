"""The choice of how far to look: one article, its story, or the whole project."""

from collections.abc import Iterable
from enum import Enum
from typing import Self

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.store.articles import ArticleRow
from annotator.ui.phrases import counted


class Extent(Enum):
    """How far somebody looks; the value is what the memory keeps."""

    ARTICLE = "article"
    STORY = "story"
    PROJECT = "project"

    @classmethod
    def kept_as(cls, name: str) -> Self:
        """Return the extent that was kept under a name, else the narrowest one."""
        return next((one for one in cls if one.value == name), cls.ARTICLE)


_ALL = tuple(Extent)
_STORY, _PROJECT = _ALL.index(Extent.STORY), _ALL.index(Extent.PROJECT)
_TITLES = ("This article", "This story", "Whole project")
_ISOLATED = "\u2068{}\u2069"  # so that a title from the right does not mix with what is beside it


class ExtentBox(QComboBox):
    """Knows the articles of the project in their order, and which of them are meant."""

    chosen = Signal()

    def __init__(self, article: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Where to look")
        self._article = article
        self._story: str | None = None
        self._rows: dict[str, ArticleRow] = {}
        self.addItems(_TITLES)
        self.activated.connect(lambda _: self.chosen.emit())

    @property
    def extent(self) -> Extent:
        return _ALL[self.currentIndex()]

    def choose(self, extent: Extent) -> None:
        """Choose an extent, if there is such: an article may be in no story."""
        if extent is not Extent.STORY or self._story is not None:
            self.setCurrentIndex(_ALL.index(extent))

    def show_articles(self, rows: Iterable[ArticleRow]) -> None:
        """Take note of what there is. Where there is no story now, the article is meant."""
        self._rows = {row.uid: row for row in rows}
        own = self._rows.get(self._article)
        self._story = own.story if own else None
        story = sum(row.story == self._story for row in self._rows.values())
        self.setItemText(_STORY, f"This story ({counted(story, 'article')})")
        whole = counted(len(self._rows), "article")
        self.setItemText(_PROJECT, f"Whole project ({whole})")
        is_in_story = self._story is not None
        if not is_in_story:
            self.setItemText(_STORY, "This story (it is in none)")
        model = self.model()
        assert isinstance(model, QStandardItemModel)  # Qt's own
        model.item(_STORY).setEnabled(is_in_story)
        if self.extent is Extent.STORY and not is_in_story:
            self.choose(Extent.ARTICLE)

    def articles(self) -> list[str]:
        """Return the articles that are meant, in the order of the library."""
        match self.extent:
            case Extent.ARTICLE:
                return [self._article] if self._article in self._rows else []
            case Extent.STORY:
                return [uid for uid, row in self._rows.items() if row.story == self._story]
        return list(self._rows)

    def names(self) -> dict[str, str]:
        """Return what to call each article; nothing where only one is meant."""
        if self.extent is Extent.ARTICLE:
            return {}
        return {uid: _name(row) for uid, row in self._rows.items()}


def _name(row: ArticleRow) -> str:
    return "  ·  ".join(_ISOLATED.format(part) for part in (row.outlet, row.title) if part)
