"""The questions of the registry: who is mentioned and quoted how often, and where."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from annotator.core.folding import fold
from annotator.core.model import Actor, Annotation
from annotator.core.scheme import CLAIM, CLAIMANT_LINK, QUOTE, SPEAKER_LINK
from annotator.core.span import Span
from annotator.store.asking import Asking
from annotator.store.rows import mapper

_ACTOR, _ANNOTATION = mapper(Actor), mapper(Annotation)

_VOICES = f"SELECT id FROM link_kind WHERE uid IN ('{SPEAKER_LINK}', '{CLAIMANT_LINK}')"
# Labels whose annotations are spoken: their actor is their speaker, not one that they mention.
_SPOKEN = f"""
    SELECT id FROM label WHERE uid IN ('{QUOTE}', '{CLAIM}')
    UNION SELECT label.id FROM link_kind, json_each(from_labels) JOIN label ON label.uid = value
    WHERE link_kind.id IN ({_VOICES})"""
# Each annotation that an actor is met in, with the actor: one that mentions it or stores it as
# the speaker, and one that is linked to a mention of it; twice where it is linked to two.
# `{which}` narrows down what is read.
_MET = f"""
    SELECT actor_id AS actor, annotation.id AS annotation, article_id AS article,
        label_id IN ({_SPOKEN}) AS speaks
    FROM annotation WHERE actor_id IS NOT NULL AND status <> 'rejected' AND {{which}}
    UNION ALL
    SELECT mention.actor_id, source.id, source.article_id, 1
    FROM annotation AS mention
    JOIN link ON link.target_id = mention.id AND link.kind_id IN ({_VOICES})
    JOIN annotation AS source ON source.id = link.source_id
    WHERE mention.actor_id IS NOT NULL AND mention.status <> 'rejected'
        AND link.status <> 'rejected' AND source.status <> 'rejected' AND mention.{{which}}"""
_COUNTS = f"""
    SELECT actor, sum(NOT speaks), count(DISTINCT iif(speaks, annotation, NULL)),
        count(DISTINCT article)
    FROM ({_MET}) GROUP BY actor"""
_ROWS = f"""
    SELECT {", ".join(_ACTOR.columns("actor"))}, counts.* FROM actor
    {{join}} ({_COUNTS}) AS counts ON counts.actor = actor.id"""
_ALL = "id > 0"
_OF_ACTOR = "actor_id = (SELECT id FROM actor WHERE uid = :uid)"
_OF_ARTICLE = "article_id = (SELECT id FROM article WHERE uid = :uid)"
_PLACES = f"""
    SELECT annotation.uid, article.uid, outlet, article.title, start, "end", annotation.text,
        label.uid, speaks
    FROM (SELECT DISTINCT * FROM ({_MET.format(which=_OF_ACTOR)})) AS met
    JOIN annotation ON annotation.id = met.annotation
    JOIN article ON article.id = met.article JOIN label ON label.id = label_id
    ORDER BY outlet, article.title, article.uid, start, "end" DESC, annotation.uid"""


class ActorRow(NamedTuple):
    """An actor and how often it is met; what was rejected does not count."""

    actor: Actor
    mentions: int = 0  # annotations that name it
    speeches: int = 0  # quotes and claims of it, by a mention or without one
    articles: int = 0  # in which it is met in one way or the other


class Place(NamedTuple):
    """An annotation in which an actor is met."""

    uid: str
    article: str  # uid
    outlet: str
    title: str
    span: Span
    text: str
    label: str  # uid
    is_speech: bool  # a quote or claim of the actor; else a mention


class Actors:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def rows(self, article: str | None = None) -> list[ActorRow]:
        """Return all actors by name, or those met in an article with what is there of them."""
        if article is None:
            found = self._ask.rows(_ROWS.format(join="LEFT JOIN", which=_ALL))
        else:
            question = _ROWS.format(join="JOIN", which=_OF_ARTICLE)
            found = self._ask.rows(question, {"uid": article})
        return sorted(map(_row, found), key=lambda one: (fold(one.actor.name), one.actor.uid))

    def row(self, uid: str) -> ActorRow | None:
        """Return one row of `rows`, or `None` where there is no such actor."""
        question = f"{_ROWS.format(join='LEFT JOIN', which=_OF_ACTOR)} WHERE actor.uid = :uid"
        row = self._ask.first(question, {"uid": uid})
        return _row(row) if row else None

    def places(self, uid: str) -> list[Place]:
        """Return where an actor is mentioned or speaks, by outlet, title and place in the text."""
        return [_place(row) for row in self._ask.rows(_PLACES, {"uid": uid})]

    def mentions(self, uid: str) -> list[Place]:
        """Return where an actor is mentioned: `places` without its quotes and claims."""
        return [one for one in self.places(uid) if not one.is_speech]

    def annotations(self, uids: Iterable[str]) -> list[Annotation]:
        """Return the annotations, of whatever status, that refer to one of some actors."""
        question = f"{_ANNOTATION.select} WHERE actor_id = (SELECT id FROM actor WHERE uid = ?)"
        return [
            _ANNOTATION.record(row)
            for uid in dict.fromkeys(uids)
            for row in self._ask.rows(question, [uid])
        ]

    def articles(self, uid: str) -> set[str]:
        """Return the articles (uids) in which an annotation refers to an actor."""
        rows = self._ask.rows(
            "SELECT uid FROM article WHERE id IN (SELECT article_id FROM annotation "
            "WHERE actor_id = (SELECT id FROM actor WHERE uid = ?))",
            [uid],
        )
        return {row[0] for row in rows}


def _place(row: tuple[Any, ...]) -> Place:
    annotation, article, outlet, title, start, end, text, label, speaks = row
    span = Span(start, end)
    return Place(annotation, article, outlet, title, span, text, label, bool(speaks))


def _row(row: tuple[Any, ...]) -> ActorRow:
    width = len(_ACTOR.names)
    # Nobody met it: the outer join has no counts.
    counts = (count or 0 for count in row[width + 1 :])
    return ActorRow(_ACTOR.record(row[:width]), *counts)
