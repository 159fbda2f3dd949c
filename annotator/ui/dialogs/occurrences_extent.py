"""The choice of how far to look: one article, its story, or the whole project."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.store.articles import ArticleRow
from annotator.ui.phrases import counted

Extent = Literal["article", "story", "project"]

EXTENTS: tuple[Extent, ...] = get_args(Extent)
_TITLES: Mapping[Extent, str] = {
    "article": "This article", "story": "This story", "project": "Whole project",
}  # fmt: skip
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
        for extent in EXTENTS:
            self.addItem(_TITLES[extent], extent)
        self.activated.connect(lambda _: self.chosen.emit())

    @property
    def extent(self) -> Extent:
        return EXTENTS[self.currentIndex()]

    def choose(self, extent: str) -> None:
        """Choose an extent by its name, as far as there is such."""
        if extent in EXTENTS and (extent != "story" or self._story is not None):
            self.setCurrentIndex(self.findData(extent))

    def show_articles(self, rows: Iterable[ArticleRow]) -> None:
        """Take note of what there is. Where there is no story now, the article is meant."""
        self._rows = {row.uid: row for row in rows}
        own = self._rows.get(self._article)
        self._story = own.story if own else None
        story = sum(row.story == self._story for row in self._rows.values())
        self.setItemText(EXTENTS.index("story"), f"This story ({counted(story, 'article')})")
        whole = counted(len(self._rows), "article")
        self.setItemText(EXTENTS.index("project"), f"Whole project ({whole})")
        is_in_story = self._story is not None
        if not is_in_story:
            self.setItemText(EXTENTS.index("story"), "This story (it is in none)")
        model = self.model()
        assert isinstance(model, QStandardItemModel)  # Qt's own
        model.item(EXTENTS.index("story")).setEnabled(is_in_story)
        if self.extent == "story" and not is_in_story:
            self.choose("article")

    def articles(self) -> list[str]:
        """Return the articles that are meant, in the order of the library."""
        match self.extent:
            case "article":
                return [self._article] if self._article in self._rows else []
            case "story":
                return [uid for uid, row in self._rows.items() if row.story == self._story]
        return list(self._rows)

    def names(self) -> dict[str, str]:
        """Return what to call each article; nothing where only one is meant."""
        if self.extent == "article":
            return {}
        return {uid: _name(row) for uid, row in self._rows.items()}


def _name(row: ArticleRow) -> str:
    return "  ·  ".join(_ISOLATED.format(part) for part in (row.outlet, row.title) if part)
