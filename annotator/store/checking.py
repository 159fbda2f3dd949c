"""What the checks ask of a project file, a piece at a time where there may be much of it."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from annotator.core.model import Actor, Annotation, Dismissed, Link, Record
from annotator.store.asking import Asking
from annotator.store.rows import mapper

_PIECE = 300  # records; some milliseconds

_IN_ARTICLE = "article_id = (SELECT id FROM article WHERE uid = ?)"
_IDS_OF_LINKS = f"""
    SELECT id FROM link WHERE source_id IN (SELECT id FROM annotation WHERE {_IN_ARTICLE})
    UNION SELECT id FROM link WHERE target_id IN (SELECT id FROM annotation WHERE {_IN_ARTICLE})
"""
_UNMENTIONED = """
    AND NOT EXISTS (SELECT 1 FROM annotation WHERE actor_id = actor.id AND status <> 'rejected')
"""

R = TypeVar("R", bound=Record)


class Place(NamedTuple):
    """What a list of findings says of an article."""

    uid: str
    title: str
    outlet: str
    story: str | None  # uid


class Checking:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def places(self) -> list[Place]:
        """Return all articles by story title, outlet and uid, as a CSV has them."""
        rows = self._ask.rows(
            """SELECT article.uid, article.title, outlet, story.uid
               FROM article LEFT JOIN story ON story.id = story_id
               ORDER BY ifnull(story.title, ''), outlet, article.uid"""
        )
        return [Place(*row) for row in rows]

    def annotations(self, article: str) -> Iterator[list[Annotation]]:
        """Yield the annotations of an article in pieces, in no order."""
        ids = self._ids(f"SELECT id FROM annotation WHERE {_IN_ARTICLE}", article)
        return self._pieces(Annotation, ids)

    def links(self, article: str) -> Iterator[list[Link]]:
        """Yield the links that begin or end in an article in pieces, in no order."""
        return self._pieces(Link, self._ids(_IDS_OF_LINKS, article, article))

    def left(self, article: str | None = None) -> list[Dismissed]:
        """Return which findings, in an article or in all, are to be left as they are."""
        where, values = "kind LIKE 'check:%'", []
        if article is not None:
            where += " AND article_a_id = (SELECT id FROM article WHERE uid = ?)"
            values.append(article)
        statements = mapper(Dismissed)
        rows = self._ask.rows(f"{statements.select} WHERE {where}", values)
        return [statements.record(row) for row in rows]

    def actors(self) -> Iterator[list[Actor]]:
        """Yield all actors in pieces, in no order."""
        return self._pieces(Actor, self._ids("SELECT id FROM actor"))

    def unmentioned(self) -> Iterator[list[Actor]]:
        """Yield the actors that no annotation refers to, but for rejected ones; as `actors`."""
        return self._pieces(Actor, self._ids("SELECT id FROM actor"), _UNMENTIONED)

    def _ids(self, question: str, *values: str) -> list[int]:
        return [row[0] for row in self._ask.rows(question, values)]

    def _pieces(self, kind: type[R], ids: list[int], also: str = "") -> Iterator[list[R]]:
        statements = mapper(kind)
        for at in range(0, len(ids), _PIECE):
            piece = ids[at : at + _PIECE]
            marks = ", ".join("?" * len(piece))
            rows = self._ask.rows(f"{statements.select} WHERE id IN ({marks}) {also}", piece)
            yield [statements.record(row) for row in rows]
