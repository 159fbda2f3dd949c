"""The questions of the registry: who is mentioned and quoted how often, and where."""

from collections.abc import Iterable
from typing import NamedTuple

from annotator.core.model import Actor, Annotation
from annotator.core.span import Span
from annotator.store.asking import Asking


class ActorRow(NamedTuple):
    """An actor and how often it is met; what was rejected does not count."""

    actor: Actor
    mentions: int  # annotations that name it
    speeches: int  # quotes and claims of it, by a mention or without one
    articles: int  # in which it is met in one way or the other


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
        raise NotImplementedError

    def row(self, uid: str) -> ActorRow | None:
        """Return one row of `rows`, or `None` where there is no such actor."""
        raise NotImplementedError

    def places(self, uid: str) -> list[Place]:
        """Return where an actor is mentioned or speaks, by outlet, title and place in the text."""
        raise NotImplementedError

    def mentions(self, uid: str) -> list[Place]:
        """Return where an actor is mentioned: `places` without its quotes and claims."""
        raise NotImplementedError

    def annotations(self, uids: Iterable[str]) -> list[Annotation]:
        """Return the annotations, of whatever status, that refer to one of some actors."""
        raise NotImplementedError

    def articles(self, uid: str) -> set[str]:
        """Return the articles (uids) in which an annotation refers to an actor."""
        raise NotImplementedError
