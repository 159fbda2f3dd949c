"""Where somebody is in the tree of the library, told by uids, so that it outlives a reset."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTreeView

from annotator.store.articles import ArticleRow
from annotator.ui.models.library import LibraryModel
from annotator.ui.models.shelves import Shelf


@dataclass(frozen=True, slots=True)
class Stance:
    """What is chosen, what is current, and how far the tree is scrolled."""

    articles: list[str]
    stories: list[str | None]
    current: Shelf | ArticleRow | None
    place: int  # of the shelf that is current or holds what is
    order: list[str]
    scrolled: int

    @classmethod
    def of(cls, view: QTreeView, library: LibraryModel) -> Self:
        index = view.currentIndex()
        current = library.at(index) if index.isValid() else None
        chosen = view.selectionModel().selectedIndexes()
        items = [(library.at(one), one) for one in chosen]
        return cls(
            [item.uid for item, _ in items if isinstance(item, ArticleRow)],
            [item.uid for item, _ in items if isinstance(item, Shelf)],
            current,
            index.row() if isinstance(current, Shelf) else index.parent().row(),
            library.order(),
            view.verticalScrollBar().value(),
        )

    def return_to(self, view: QTreeView, library: LibraryModel) -> None:
        """Choose and show again what was chosen and shown, as far as it is there."""
        flags = QItemSelectionModel.SelectionFlag
        current = self._now(library)
        chosen = [library.index_of(uid) for uid in self.articles]
        if self.articles and not any(library.row(uid) for uid in self.articles):
            chosen = [current]  # what stands now where those stood that went
        headings = [library.index_of_story(uid) for uid in self.stories]
        selection = view.selectionModel()
        selection.setCurrentIndex(current, flags.NoUpdate)
        selection.select(_selection([*headings, *chosen]), flags.ClearAndSelect)
        view.executeDelayedItemsLayout()
        view.verticalScrollBar().setValue(self.scrolled)

    def _now(self, library: LibraryModel) -> QModelIndex:
        """Return where the current row is or, where it went, the one that took its place."""
        match self.current:
            case ArticleRow(uid=uid) if uid in self.order:
                at = self.order.index(uid)
                near = (*self.order[at:], *reversed(self.order[:at]))
                found = (library.index_of(one) for one in near)
                return next((one for one in found if one.isValid()), QModelIndex())
            case Shelf(uid=uid):
                index = library.index_of_story(uid)
                last = library.rowCount() - 1
                return index if index.isValid() else library.index(min(self.place, last), 0)
        return QModelIndex()


def _selection(indexes: Iterable[QModelIndex]) -> QItemSelection:
    """Return a selection of rows, those that follow each other as one range."""
    selection = QItemSelection()
    first = last = QModelIndex()
    for index in sorted(indexes, key=lambda one: (one.parent().row(), one.row())):
        if not index.isValid():
            continue
        if index.parent() == last.parent() and last.isValid() and index.row() == last.row() + 1:
            last = index
            continue
        if first.isValid():
            selection.select(first, last)
        first = last = index
    if first.isValid():
        selection.select(first, last)
    return selection
