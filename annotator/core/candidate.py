"""One row of the picker: somebody who may be meant; and those whom no place in a text tells of."""

from dataclasses import dataclass
from typing import Literal

from annotator.core.clock import new_uid
from annotator.core.likening import CERTAIN
from annotator.core.matching import Matcher
from annotator.core.mentions import kind_of
from annotator.core.model import Actor, Annotation, Article
from annotator.core.resolving import new_unnamed
from annotator.core.scheme import AUTHOR_ACTOR
from annotator.core.span import Span

What = Literal["mention", "name", "actor", "author", "unnamed", "new"]

_UNNAMED = "Unnamed source"
_AUTHOR = "the article’s own voice"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, and what stands for that person in the text, if anything does.

    `annotation` is a mention that is tagged, `span` the place of one that is not and is tagged
    when it is chosen. `actor` is who it is, as far as that is known; with `is_new` it comes into
    the registry when it is chosen.
    """

    what: What
    words: str
    annotation: Annotation | None = None
    span: Span | None = None
    actor: Actor | None = None
    is_new: bool = False
    detail: str = ""  # “¶ 3”, a role, why it is proposed; to be shown smaller
    is_sure: bool = True  # else somebody has to look whether that is who is meant

    @property
    def title(self) -> str:
        """Return what the row is called: the actor's name where that is known."""
        return self.actor.name if self.actor else self.words


def actor_row(actor: Actor, why: str = "", *, is_sure: bool = True) -> Candidate:
    detail = described(actor) or why
    return Candidate("actor", actor.name, actor=actor, detail=detail, is_sure=is_sure)


def new_rows(article: Article, typed: str) -> list[Candidate]:
    name = " ".join(typed.split())
    made = Actor(uid=new_uid(), name=name, kind=kind_of(name))
    unnamed = new_unnamed(name, article)
    return [
        Candidate("new", name, actor=made, is_new=True, detail="new actor"),
        Candidate("unnamed", name, actor=unnamed, is_new=True, detail="unnamed, in this article"),
    ]


def author_row(article: Article, matcher: Matcher) -> Candidate:
    """Return the own voice of an article: its author where the registry has that, or any."""
    proposed = matcher.propose(article.author, article.uid) if article.author else []
    for one in proposed:
        if one.actor.kind == "author" and one.score >= CERTAIN:
            return Candidate("author", one.actor.name, actor=one.actor, detail=_AUTHOR)
    there = matcher.get(AUTHOR_ACTOR.uid)
    return Candidate(
        "author", AUTHOR_ACTOR.name, actor=there or AUTHOR_ACTOR, is_new=there is None,
        detail=_AUTHOR,
    )  # fmt: skip


def unnamed_row(article: Article, matcher: Matcher) -> Candidate:
    taken = {one.name for one in matcher.belonging(article.uid)}
    numbered = (f"{_UNNAMED} {number}" for number in range(2, len(taken) + 3))
    name = next(one for one in (_UNNAMED, *numbered) if one not in taken)
    actor = Actor(uid=new_uid(), name=name, kind="unnamed", article=article.uid)
    return Candidate("unnamed", name, actor=actor, is_new=True, detail="in this article")


def described(actor: Actor) -> str:
    return ", ".join(one for one in (actor.role, actor.organisation) if one)
