"""The library as a tree for Qt's views: stories with their articles, filtered by words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from typing_extensions import override

from annotator.core.edit import Edit, Kind
from annotator.core.folding import fold
from annotator.project.project import Cause, Event, Project
from annotator.store.articles import ArticleRow
from annotator.ui.dragging import ARTICLES_MIME, to_drag
from annotator.ui.models.shelves import Contents, Shelf, touched
from annotator.ui.phrases import counted, tooltip
from annotator.ui.words import STATUS

Index = QModelIndex | QPersistentModelIndex

# Of more articles than this that others have changed, all rows are read anew.
_MANY = 200


class LibraryModel(QStandardItemModel):
    """Stories and their articles; where there is no story, only articles.

    Qt's own model holds nothing but the shape, since Qt asks for that tens of thousands of times.
    Whatever moves a row resets the model; views that know uids find everything again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._contents = Contents()
        self._words: tuple[str, ...] = ()
        self._shelves: list[Shelf] = []
        self.is_flat = True  # only articles, without headings
        # Where each article that is shown stands: its shelf and its place there.
        self._places: dict[str, tuple[int, int]] = {}

    def work_on(self, project: Project | None, contents: Contents | None = None) -> None:
        """Show a project, whose contents may have been read already.

        Where it cannot be read, what is shown stays; raises AnnotatorError then.
        """
        if contents is None:
            contents = Contents.read(project) if project else Contents()
        with self._moving():
            self._project, self._contents, self._words = project, contents, ()

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if self._project is None:
            return
        if event.edit.kind is Kind.IMPORT:
            self._read_anew(self._project)
        elif event.cause is Cause.ELSEWHERE:
            self._look_again(self._project, event.edit)
        elif self._contents.moves(event.edit):
            with self._moving():
                self._contents.follow(event.edit)
        else:
            self._tell(self._contents.follow(event.edit))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that what is shown must hold."""
        return self._words

    def look_for(self, text: str) -> None:
        """Show only what holds all words of a text, in any case and with or without accents."""
        words = tuple(fold(text).split())
        if words != self._words:
            with self._moving():
                self._words = words

    # What there is

    def rows(self) -> list[ArticleRow]:
        """Return all articles, whether they are shown or not."""
        return list(self._contents.rows.values())

    def in_order(self) -> Iterator[ArticleRow]:
        """Yield all articles as they stand where all are shown."""
        for shelf in self._contents.arranged(()):
            yield from (self._contents.rows[uid] for uid in shelf.articles)

    def row(self, uid: str) -> ArticleRow | None:
        return self._contents.rows.get(uid)

    def count(self) -> tuple[int, int]:
        """Return how many stories and articles there are."""
        return len(self._contents.stories), len(self._contents.rows)

    # What is shown

    @property
    def shelves(self) -> list[Shelf]:
        return self._shelves

    def order(self) -> list[str]:
        """Return the articles that are shown, from top to bottom."""
        return [uid for shelf in self._shelves for uid in shelf.articles]

    def at(self, index: Index) -> Shelf | ArticleRow:
        """Return what a row shows."""
        shelf = self._shelf_over(index)
        if shelf is None:
            return self._shelves[index.row()]
        return self._contents.rows[shelf.articles[index.row()]]

    def shelf_at(self, index: Index) -> Shelf:
        """Return the shelf that a row is or stands in."""
        return self._shelf_over(index) or self._shelves[index.row()]

    def index_of(self, article: str) -> QModelIndex:
        """Return where an article is shown; an index that is not valid where it is not."""
        place = self._places.get(article)
        return self._index(*place) if place else QModelIndex()

    def index_of_story(self, story: str | None) -> QModelIndex:
        """Return the heading of a story, or of the articles without one."""
        if not self.is_flat:
            for place, shelf in enumerate(self._shelves):
                if shelf.uid == story:
                    return self.index(place, 0)
        return QModelIndex()

    def done_in(self, shelf: Shelf) -> int:
        """Return how many articles of a shelf the coder is done with."""
        if shelf.done is None:
            rows = self._contents.rows
            shelf.done = sum(rows[uid].status == "done" for uid in shelf.articles)
        return shelf.done

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.title
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip("\n".join(self._lines(item)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._lines(item))
        return None

    @override
    def mimeTypes(self) -> list[str]:
        return [ARTICLES_MIME]

    @override
    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        items = (self.at(index) for index in indexes)
        return to_drag(one.uid for one in items if isinstance(one, ArticleRow))

    def _lines(self, item: Shelf | ArticleRow) -> Iterator[str]:
        """Yield what is told of a row under the mouse and to a screen reader."""
        yield item.title
        if isinstance(item, Shelf):
            yield counted(len(item.articles), "article")
            if done := self.done_in(item):
                yield f"{done:,} done"
            return
        yield from (part for part in (item.outlet, item.author, item.published) if part)
        yield f"{STATUS[item.status]} · {counted(item.annotations, 'annotation')}"

    def _shelf_over(self, index: Index) -> Shelf | None:
        """Return the shelf in which a row stands; `None` for a heading."""
        if self.is_flat:
            return self._shelves[0]
        heading = index.parent()
        return self._shelves[heading.row()] if heading.isValid() else None

    def _index(self, shelf: int, row: int) -> QModelIndex:
        return self.index(row, 0) if self.is_flat else self.index(row, 0, self.index(shelf, 0))

    # How a change is followed

    def _read_anew(self, project: Project) -> None:
        contents = Contents.read(project)
        with self._moving():
            self._contents = contents

    def _look_again(self, project: Project, edit: Edit) -> None:
        """Follow what others did: that is told as it is now, so there is nothing to add up."""
        uids = touched(edit)
        if len(uids) > _MANY:
            self._read_anew(project)
            return
        found = {uid: project.reading.article_row(uid, project.coder.uid) for uid in uids}
        if self._contents.moves_to(edit, found):
            with self._moving():
                self._contents.take(edit, found)
        else:
            self._contents.take(edit, found)
            self._tell(uids)

    def _tell(self, changed: Iterable[str]) -> None:
        """Let the views show some articles anew, and the headings over them."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for uid in changed:
            if uid in self._places:
                shelf, row = self._places[uid]
                places[shelf].append(row)
        for shelf, rows in places.items():
            self._shelves[shelf].done = None
            self.dataChanged.emit(self._index(shelf, min(rows)), self._index(shelf, max(rows)))
            if not self.is_flat:
                heading = self.index(shelf, 0)
                self.dataChanged.emit(heading, heading)

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """Put everything in its place anew after what is done inside."""
        self.beginResetModel()
        try:
            yield
            self._shelves = self._contents.arranged(self._words)
            self.is_flat = not self._contents.stories
            self._places = {
                uid: (place, row)
                for place, shelf in enumerate(self._shelves)
                for row, uid in enumerate(shelf.articles)
            }
            self._shape()
        finally:
            self.endResetModel()

    def _shape(self) -> None:
        # What it says of each row that comes or goes means nothing within a reset.
        blocked = self.blockSignals(True)
        self.removeRows(0, self.rowCount())
        self.setColumnCount(1)
        if self.is_flat:
            self.setRowCount(len(self._places))
        else:
            headings = [QStandardItem(len(shelf.articles), 1) for shelf in self._shelves]
            self.invisibleRootItem().appendRows(headings)
        self.blockSignals(blocked)
