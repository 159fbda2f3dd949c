"""The articles of a project as a list under the titles of their stories."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from annotator.core.edit import Change, Kind
from annotator.core.model import Annotation, Article, Record
from annotator.project.project import Cause, Event, Project
from annotator.store.reading import ArticleRow
from annotator.ui.words import tooltip

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a story, above its articles."""

    title: str


Row = Heading | ArticleRow


class ArticleList(QAbstractListModel):
    """Stories and their articles, counted anew as annotations come and go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}

    def show(self, project: Project | None, rows: Iterable[ArticleRow] = ()) -> None:
        """Show a project whose articles were read already, or none."""
        self._project = project
        self._fill(rows)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        edit = event.edit
        tables = {change.table for change in edit.changes}
        if edit.kind is Kind.IMPORT or tables & {"article", "story"}:
            self._read()
            return
        if event.cause is Cause.ELSEWHERE:
            # What is told is how things are now, so there is nothing to add up.
            records = (change.record for change in edit.changes)
            for article in {one.article for one in records if isinstance(one, Annotation)}:
                self._count_anew(article)
        else:
            for change in edit.of(Annotation.table):
                self._count(change)

    def articles(self) -> list[ArticleRow]:
        return [row for row in self._rows if isinstance(row, ArticleRow)]

    def row(self, uid: str) -> ArticleRow | None:
        place = self._places.get(uid)
        row = self._rows[place] if place is not None else None
        return row if isinstance(row, ArticleRow) else None

    def first_two(self) -> list[str]:
        """Return the first two articles of the first story, else the first two articles."""
        articles = self.articles()
        in_story = [one.uid for one in articles if one.story and one.story == articles[0].story]
        return (in_story if len(in_story) > 1 else [one.uid for one in articles])[:2]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, ArticleRow):
                lines = (row.title, row.outlet, row.published, f"{row.annotations} annotations")
                return tooltip("\n".join(line for line in lines if line))
            case Qt.ItemDataRole.AccessibleTextRole if isinstance(row, ArticleRow):
                return f"{row.outlet}: {row.title}, {row.annotations} annotations"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _read(self) -> None:
        self._fill(self._project.reading.article_rows() if self._project else ())

    def _fill(self, articles: Iterable[ArticleRow]) -> None:
        self.beginResetModel()
        self._rows = []
        story: str | None = None
        for row in articles:
            if row.story is not None and row.story != story:
                self._rows.append(Heading(row.story_title))
            elif row.story is None and story is not None:
                self._rows.append(Heading("Other articles"))
            story = row.story
            self._rows.append(row)
        self._places = {
            row.uid: place for place, row in enumerate(self._rows) if isinstance(row, ArticleRow)
        }
        self.endResetModel()

    def _count(self, change: Change) -> None:
        more = _is_counted(change.after) - _is_counted(change.before)
        row = self.row(getattr(change.record, "article", ""))
        if more and row is not None:
            self._set_count(row, row.annotations + more)

    def _count_anew(self, article: str) -> None:
        row = self.row(article)
        if self._project is not None and row is not None:
            self._set_count(row, self._project.reading.count_in(article))

    def _set_count(self, row: ArticleRow, count: int) -> None:
        place = self._places[row.uid]
        self._rows[place] = row._replace(annotations=count)
        self.dataChanged.emit(self.index(place), self.index(place))


def _is_counted(record: Record | None) -> bool:
    return isinstance(record, Annotation) and record.status == "accepted"


def properties(article: Article) -> str:
    """Return outlet, date and author of an article on one line."""
    return "  ·  ".join(
        part for part in (article.outlet, article.published, article.author) if part
    )
