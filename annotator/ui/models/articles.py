"""The articles of a project as a list under the titles of their stories."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from annotator.core.edit import Change, Kind
from annotator.core.model import Annotation, Article, Record
from annotator.project.project import Event, Project
from annotator.store.reading import ArticleHead

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a story, above its articles."""

    title: str


Row = Heading | ArticleHead


class ArticleList(QAbstractListModel):
    """Stories and their articles, counted anew as annotations come and go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}

    def show(self, project: Project | None) -> None:
        self._project = project
        self._read()

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        edit = event.edit
        tables = {change.table for change in edit.changes}
        if edit.kind is Kind.IMPORT or tables & {"article", "story"}:
            self._read()
            return
        for change in edit.of(Annotation.table):
            self._count(change)

    def heads(self) -> list[ArticleHead]:
        return [row for row in self._rows if isinstance(row, ArticleHead)]

    def head(self, uid: str) -> ArticleHead | None:
        place = self._places.get(uid)
        row = self._rows[place] if place is not None else None
        return row if isinstance(row, ArticleHead) else None

    def index_of(self, uid: str) -> QModelIndex:
        place = self._places.get(uid)
        return self.index(place) if place is not None else QModelIndex()

    def first_two(self) -> list[str]:
        """Return the first two articles of the first story, else the first two articles."""
        heads = self.heads()
        in_story = [one.uid for one in heads if one.story and one.story == heads[0].story]
        return (in_story if len(in_story) > 1 else [one.uid for one in heads])[:2]

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
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, ArticleHead):
                lines = (row.title, row.outlet, row.published, f"{row.annotations} annotations")
                return "\n".join(line for line in lines if line)
            case Qt.ItemDataRole.AccessibleTextRole if isinstance(row, ArticleHead):
                return f"{row.outlet}: {row.title}, {row.annotations} annotations"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _read(self) -> None:
        self.beginResetModel()
        heads = self._project.reading.article_heads() if self._project else []
        self._rows = []
        story: str | None = None
        for head in heads:
            if head.story is not None and head.story != story:
                self._rows.append(Heading(head.story_title))
            elif head.story is None and story is not None:
                self._rows.append(Heading("Other articles"))
            story = head.story
            self._rows.append(head)
        self._places = {
            row.uid: place for place, row in enumerate(self._rows) if isinstance(row, ArticleHead)
        }
        self.endResetModel()

    def _count(self, change: Change) -> None:
        more = _is_counted(change.after) - _is_counted(change.before)
        article = getattr(change.record, "article", "")
        head = self.head(article)
        if more and head is not None:
            place = self._places[article]
            self._rows[place] = head._replace(annotations=head.annotations + more)
            self.dataChanged.emit(self.index(place), self.index(place))


def _is_counted(record: Record | None) -> bool:
    return isinstance(record, Annotation) and record.status == "accepted"


def properties(article: Article) -> str:
    """Return outlet, date and author of an article on one line."""
    return "  ·  ".join(
        part for part in (article.outlet, article.published, article.author) if part
    )
