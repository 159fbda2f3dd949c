"""The questions that views, exports and acts ask of a project file; nothing here writes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    BY_TABLE,
    RECORD_TYPES,
    Annotation,
    Article,
    Attribute,
    Identity,
    Label,
    Link,
    LinkKind,
    Record,
)
from annotator.core.progress import SILENT, Progress
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.store.articles import ARTICLE_ROWS, ArticleRow
from annotator.store.asking import Asking, Values
from annotator.store.checking import Checking
from annotator.store.coded import Coded
from annotator.store.copying import copy
from annotator.store.facts import Facts, facts
from annotator.store.gathering import Gathered
from annotator.store.listing import Listing
from annotator.store.many import many
from annotator.store.registry import Actors
from annotator.store.rows import mapper
from annotator.store.tracing import Tracing

R = TypeVar("R", bound=Record)

# As many are asked for by their uids in one question: SQLite takes no more than 999 of old.
_BATCH = 500
# More than these are read in another way, which takes some milliseconds to begin with.
_MANY = 2000

# What belongs to an article and goes with it, each by the condition that finds it from its id.
_DEPENDENTS = {
    "link": "source_id IN (SELECT id FROM annotation WHERE article_id = :id) "
    "OR target_id IN (SELECT id FROM annotation WHERE article_id = :id)",
    "dismissed": "article_a_id = :id OR article_b_id = :id",
    "split": "article_id = :id",
    "coding": "article_id = :id",
    "annotation": "article_id = :id",
    "actor": "article_id = :id",
}


class LogEnd(NamedTuple):
    """Where the log of a project ends: two states of a project that differ in it are not alike.

    `given` is the last number that was given, also when the log was emptied since; the others
    are of the last row, if there is one.
    """

    given: int
    id: int | None
    at: str | None
    session: str | None


class Reading:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking
        self.listing = Listing(asking)
        self.tracing = Tracing(asking)
        self.coded = Coded(asking)
        self.checking = Checking(asking)
        self.registry = Actors(asking)

    @property
    def path(self) -> Path:
        return self._ask.path

    def state(self) -> object:
        """Return what is another one as soon as anything was written, here or elsewhere."""
        return self._ask.state()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all answers tell of one moment, whatever others write meanwhile."""
        with self._ask.one_moment():
            yield

    def scheme(self) -> Scheme:
        return Scheme(
            tuple(self._all(Label, "ORDER BY position, name")),
            tuple(self._all(Attribute, "ORDER BY label_id, position, name")),
            tuple(self._all(LinkKind, "ORDER BY position, name")),
        )

    def records(self, kind: type[R]) -> Iterator[R]:
        """Yield all records of a kind in the order in which they were made."""
        return self._all(kind, "ORDER BY id")

    def record(self, table: str, identity: Identity) -> Record | None:
        """Return one record, or `None` where there is none of that identity."""
        statements = mapper(BY_TABLE[table])
        row = self._ask.first(f"{statements.select} WHERE {statements.where}", identity)
        return statements.record(row) if row else None

    def records_of(self, table: str, identities: Sequence[Identity]) -> dict[Identity, Record]:
        """Return some records of a table by what they are known by; those that are gone are not."""
        kind = BY_TABLE[table]
        if kind.known_by != ("uid",):
            found = (self.record(table, one) for one in identities)
            return {one.identity: one for one in found if one is not None}
        uids = [str(one[0]) for one in identities]
        if len(uids) > _MANY:
            return {one.identity: one for one in many(self._ask, kind, uids)}
        batches = (uids[at : at + _BATCH] for at in range(0, len(uids), _BATCH))
        records = (
            record
            for batch in batches
            for record in self._all(kind, f"WHERE uid IN ({', '.join('?' * len(batch))})", batch)
        )
        return {one.identity: one for one in records}

    def gathered(self, uids: Iterable[str]) -> Gathered:
        """Return some annotations, by uid, as what is to be changed at once."""
        return Gathered(self._ask, uids)

    def has(self, table: str, uid: str) -> bool:
        """Say whether a table has a record of this uid."""
        return self._ask.first(f"SELECT 1 FROM {table} WHERE uid = ?", (uid,)) is not None

    def uids(self, table: str) -> set[str]:
        """Return the uids of all records of a table."""
        return {row[0] for row in self._ask.rows(f"SELECT uid FROM {table}")}

    def article(self, uid: str) -> Article:
        return self._one(Article, uid)

    def annotation(self, uid: str) -> Annotation:
        return self._one(Annotation, uid)

    def article_count(self) -> int:
        return self._count("SELECT count(*) FROM article")

    def article_rows(self, coder: str = "") -> list[ArticleRow]:
        """Return all articles as they came, with what is the coder's own (by uid)."""
        rows = self._ask.rows(
            f"{ARTICLE_ROWS} GROUP BY article.id ORDER BY article.id", {"coder": coder}
        )
        return [ArticleRow(*row) for row in rows]

    def article_row(self, uid: str, coder: str = "") -> ArticleRow | None:
        """Return one row of `article_rows`, or `None` where there is no such article."""
        row = self._ask.first(
            f"{ARTICLE_ROWS} WHERE article.uid = :uid GROUP BY article.id",
            {"coder": coder, "uid": uid},
        )
        return ArticleRow(*row) if row else None

    def articles_in(self, story: str) -> list[str]:
        """Return the uids of the articles of a story, as they came."""
        rows = self._ask.rows(
            "SELECT uid FROM article WHERE story_id = (SELECT id FROM story WHERE uid = ?) "
            "ORDER BY id",
            [story],
        )
        return [row[0] for row in rows]

    def values_of(self, field: str) -> list[str]:
        """Return what articles have in a field, each once and the most frequent first."""
        rows = self._ask.rows(
            f'SELECT "{field}" FROM article WHERE "{field}" <> \'\' '
            f'GROUP BY "{field}" ORDER BY count(*) DESC, "{field}"'
        )
        return [row[0] for row in rows]

    def articles(self) -> Iterator[Article]:
        """Yield whole articles by story title, outlet and uid; those without a story first."""
        rows = self._ask.rows(
            """SELECT article.uid FROM article LEFT JOIN story ON story.id = story_id
               ORDER BY ifnull(story.title, ''), outlet, article.uid"""
        )
        # Only the uids are held at once; a sort of whole articles would hold every text.
        for uid in [row[0] for row in rows]:
            yield self.article(uid)

    def annotations_of(self, article: str) -> list[Annotation]:
        """Return the annotations of an article by start, end and uid, whatever their status."""
        return list(
            self._all(
                Annotation,
                "WHERE article_id = (SELECT id FROM article WHERE uid = ?) "
                'ORDER BY start, "end", uid',
                [article],
            )
        )

    def taken(self, article: str, label: str, coder: str) -> set[Span]:
        """Return the spans of an article that a coder cannot tag with a label once more.

        They are tagged with it, by whomever, or it is the coder whose annotation was rejected.
        """
        rows = self._ask.rows(
            """SELECT start, "end" FROM annotation
               WHERE article_id = (SELECT id FROM article WHERE uid = ?)
                   AND label_id = (SELECT id FROM label WHERE uid = ?)
                   AND (status <> 'rejected' OR coder_id = (SELECT id FROM coder WHERE uid = ?))""",
            [article, label, coder],
        )
        return {Span(*row) for row in rows}

    def links_from(self, article: str) -> list[Link]:
        """Return the links whose source lies in an article, by uid."""
        return list(
            self._all(
                Link,
                "WHERE source_id IN (SELECT id FROM annotation WHERE article_id = "
                "(SELECT id FROM article WHERE uid = ?)) ORDER BY uid",
                [article],
            )
        )

    def links_of(self, article: str) -> list[Link]:
        """Return the links that begin or end in an article, by uid."""
        id = self._id(article)
        return list(self._all(Link, f"WHERE {_DEPENDENTS['link']} ORDER BY uid", {"id": id}))

    def dependents(self, article: str) -> list[Record]:
        """Return every record that belongs to an article, each before those it refers to."""
        id = self._id(article)
        return [
            record
            for table, condition in _DEPENDENTS.items()
            for record in self._all(BY_TABLE[table], f"WHERE {condition} ORDER BY id", {"id": id})
        ]

    def article_with(self, sha256: str) -> str | None:
        """Return the uid of the article that has this text, if there is one."""
        row = self._ask.first("SELECT uid FROM article WHERE sha256 = ?", [sha256])
        return row[0] if row else None

    def counts(self) -> dict[str, int]:
        """Return how many accepted annotations each label has, by its name, in its order."""
        rows = self._ask.rows(
            """SELECT label.name, count(annotation.id) FROM label
               LEFT JOIN annotation ON label_id = label.id AND status = 'accepted'
               GROUP BY label.id ORDER BY position, label.name"""
        )
        return {str(name): int(count) for name, count in rows}

    def sizes(self) -> dict[str, int]:
        """Return the number of rows of each kind of record."""
        return {
            kind.table: self._count(f"SELECT count(*) FROM {kind.table}") for kind in RECORD_TYPES
        }

    def log_end(self) -> LogEnd:
        row = self._ask.first(
            """SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'edit'), 0),
                   id, at, session
               FROM (SELECT 1) LEFT JOIN (SELECT * FROM edit ORDER BY id DESC LIMIT 1)"""
        )
        assert row is not None  # an outer join has a row
        return LogEnd(*row)

    def facts(self, progress: Progress = SILENT) -> Facts:
        """Return what there is to say of the project as a whole."""
        return facts(self._ask, progress)

    def copy_to(self, to: Path, progress: Progress = SILENT) -> None:
        """Write a whole, checked copy of the project to another file, or nothing."""
        copy(self._ask, to, progress)

    def integrity(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file; nothing when all is well."""
        found = [row[0] for row in self._ask.rows("PRAGMA integrity_check") if row[0] != "ok"]
        broken = self._ask.rows("PRAGMA foreign_key_check")
        return found + [
            f"a row of {row[0]} refers to a {row[2]} that is not there" for row in broken
        ]

    def _all(self, kind: type[R], rest: str, values: Values = ()) -> Iterator[R]:
        statements = mapper(kind)
        return map(statements.record, self._ask.rows(f"{statements.select} {rest}", values))

    def _one(self, kind: type[R], uid: str) -> R:
        for record in self._all(kind, "WHERE uid = ?", [uid]):
            return record
        raise AnnotatorError(f"This {kind.table} is no longer in the project.")

    def _id(self, article: str) -> int:
        id = self._ask.number("SELECT id FROM article WHERE uid = ?", [article])
        if id is None:
            raise AnnotatorError("This article is no longer in the project.")
        return id

    def _count(self, question: str, values: Values = ()) -> int:
        return self._ask.number(question, values) or 0
