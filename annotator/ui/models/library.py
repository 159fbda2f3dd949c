"""Stories with their articles as a tree, filtered by words, counted anew as work goes on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from typing_extensions import override

from annotator.core.edit import Change, Edit, Kind
from annotator.core.folding import fold
from annotator.core.model import Annotation, Article, Coding, Record, Story
from annotator.project.project import Cause, Event, Project
from annotator.store.reading import ArticleRow
from annotator.ui.dragging import ARTICLES_MIME, to_drag
from annotator.ui.words import STATUS, counted, tooltip

Index = QModelIndex | QPersistentModelIndex

_NUMBER = re.compile(r"(\d+)")
# Of more articles than this that others have changed, all rows are read anew.
_MANY = 200


@dataclass(slots=True, eq=False)
class Shelf:
    """A story with its articles as they are shown; without a uid the articles without a story."""

    uid: str | None
    title: str
    articles: list[str]
    done: int | None = None  # how many of them are; `None` when that is to be counted anew


@dataclass(slots=True)
class _Count:
    """By how much the accepted annotations of an article become more."""

    all: int = 0
    own: int = 0


@dataclass(slots=True)
class _Contents:
    """What there is, whatever of it is shown."""

    stories: dict[str, str] = field(default_factory=dict)  # titles, by uid
    rows: dict[str, ArticleRow] = field(default_factory=dict)  # in the order in which they came
    folded: dict[str, str] = field(default_factory=dict)  # what words are looked for in, by uid


class LibraryModel(QStandardItemModel):
    """Stories and their articles; where there is no story, only articles.

    Qt's own model holds nothing but the shape, since Qt asks for that tens of thousands of times.
    Whatever moves a row resets the model; views that know uids find everything again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._contents = _Contents()
        self._words: tuple[str, ...] = ()
        self._shelves: list[Shelf] = []
        self.is_flat = True  # only articles, without headings
        # Where each article that is shown stands: its shelf and its place there.
        self._places: dict[str, tuple[int, int]] = {}

    def work_on(self, project: Project | None) -> None:
        """Show a project. Where it cannot be read, what is shown stays; raises AnnotatorError."""
        contents = _read(project) if project else _Contents()
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
        elif any(self._moves(change) for change in event.edit.changes):
            with self._moving():
                self._follow(self._project, event.edit)
        else:
            self._tell(self._follow(self._project, event.edit))

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

    def row(self, uid: str) -> ArticleRow | None:
        return self._contents.rows.get(uid)

    def stories(self) -> dict[str, str]:
        """Return the titles of all stories by uid."""
        return dict(self._contents.stories)

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
        contents = _read(project)
        with self._moving():
            self._contents = contents

    def _moves(self, change: Change) -> bool:
        """Say whether rows come, go or change places with a change."""
        match change.record:
            case Story():
                return True
            case Article() as article:
                former = self.row(article.uid)
                return change.after is None or former is None or former.story != article.story
        return False

    def _follow(self, project: Project, edit: Edit) -> set[str]:
        """Take over what an edit did; return the articles whose rows are others now."""
        contents, me = self._contents, project.coder.uid
        changed: set[str] = set()
        counts: defaultdict[str, _Count] = defaultdict(_Count)
        for change in edit.changes:
            match change.record:
                case Annotation() as one:
                    counts[one.article].all += _counts(change.after) - _counts(change.before)
                    counts[one.article].own += _counts(change.after, me) - _counts(
                        change.before, me
                    )
                case Coding() as coding if coding.coder == me and coding.article in contents.rows:
                    said = coding.status if change.after else ""
                    self._replace(contents.rows[coding.article]._replace(said=said))
                    changed.add(coding.article)
                case Article() as article:
                    self._take(article, gone=change.after is None)
                    changed.add(article.uid)
                case Story() as story:
                    _set_story(contents, story, gone=change.after is None)
        for uid, more in counts.items():
            row = contents.rows.get(uid)
            if row is not None:
                count, own = row.annotations + more.all, row.own + more.own
                self._replace(row._replace(annotations=count, own=own))
                changed.add(uid)
        return changed

    def _look_again(self, project: Project, edit: Edit) -> None:
        """Follow what others did: that is told as it is now, so there is nothing to add up."""
        touched = {uid for change in edit.changes if (uid := _article_of(change.record))}
        if len(touched) > _MANY:
            self._read_anew(project)
            return
        stories = [change for change in edit.changes if isinstance(change.record, Story)]
        found = {uid: project.reading.article_row(uid, project.coder.uid) for uid in touched}
        known = {uid: self.row(uid) for uid in touched}
        moves = bool(stories) or any(
            _story_of(found[uid]) != _story_of(known[uid]) for uid in touched
        )
        with self._moving() if moves else nullcontext():
            for change in stories:
                _set_story(self._contents, change.record, gone=change.after is None)
            for uid, row in found.items():
                if row is None:
                    self._contents.rows.pop(uid, None)
                else:
                    self._replace(row)
        if not moves:
            self._tell(touched)

    def _take(self, article: Article, *, gone: bool) -> None:
        if gone:
            self._contents.rows.pop(article.uid, None)
            return
        former = self.row(article.uid) or ArticleRow(article.uid, article.title)
        self._replace(
            former._replace(
                title=article.title,
                outlet=article.outlet,
                author=article.author,
                published=article.published,
                story=article.story,
            )
        )

    def _replace(self, row: ArticleRow) -> None:
        self._contents.rows[row.uid] = row
        self._contents.folded.pop(row.uid, None)

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
            self._shelves = _arranged(self._contents, self._words)
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


def _read(project: Project) -> _Contents:
    reading = project.reading
    with reading.snapshot():
        stories = {story.uid: story.title for story in reading.records(Story)}
        rows = {row.uid: row for row in reading.article_rows(project.coder.uid)}
    return _Contents(stories, rows)


def _arranged(contents: _Contents, words: tuple[str, ...]) -> list[Shelf]:
    """Return the stories by title, each with its articles, as far as they hold all words."""
    titles = {uid: fold(title) for uid, title in contents.stories.items()}
    by_title = sorted(titles, key=lambda uid: (_natural(titles[uid]), uid))
    articles: dict[str | None, list[str]] = {uid: [] for uid in (*by_title, None)}
    for uid, row in contents.rows.items():
        if not words or _holds(_folded(contents, row), titles.get(row.story or "", ""), words):
            # A story that others made, and that was not told of yet, is not known here.
            articles[row.story if row.story in titles else None].append(uid)
    return [
        Shelf(uid, contents.stories[uid] if uid else "Other articles", inside)
        for uid, inside in articles.items()
        if inside or (uid and _holds(titles[uid], "", words))
    ]


def _natural(title: str) -> list[str | int]:
    """Return what a title is sorted by, so that “Day 2” stands before “Day 10”."""
    parts = _NUMBER.split(title)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def _folded(contents: _Contents, row: ArticleRow) -> str:
    folded = contents.folded.get(row.uid)
    if folded is None:
        folded = fold(f"{row.title}\n{row.outlet}\n{row.author}")
        contents.folded[row.uid] = folded
    return folded


def _holds(text: str, story: str, words: tuple[str, ...]) -> bool:
    return all(word in text or word in story for word in words)


def _set_story(contents: _Contents, story: Record, *, gone: bool) -> None:
    assert isinstance(story, Story)
    if gone:
        contents.stories.pop(story.uid, None)
    else:
        contents.stories[story.uid] = story.title


def _story_of(row: ArticleRow | None) -> object:
    """Return what places a row: its story, or that it is not there."""
    return row.story if row else row is None


def _counts(record: Record | None, coder: str = "") -> bool:
    """Say whether a record is an accepted annotation, of a coder where one is named."""
    return (
        isinstance(record, Annotation)
        and record.status == "accepted"
        and coder in ("", record.coder)
    )


def _article_of(record: Record) -> str:
    match record:
        case Article():
            return record.uid
        case Annotation() | Coding():
            return record.article
    return ""
