"""Who may speak a quote, and who a mention may be: the rows of the picker, best first."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from annotator.core.clock import new_uid
from annotator.core.folding import fold
from annotator.core.index import SpanIndex
from annotator.core.likening import CERTAIN
from annotator.core.links import Links
from annotator.core.matching import Matcher
from annotator.core.mentions import FIRST_PERSON, form, is_indefinite, kind_of
from annotator.core.model import Actor, Annotation, Article
from annotator.core.nearby import Nearby, mentions_in
from annotator.core.paragraphs import paragraphs
from annotator.core.resolving import Meant, meant, new_named, new_unnamed
from annotator.core.scheme import AUTHOR_ACTOR, CLAIM
from annotator.core.span import Span
from annotator.core.subjects import antecedents

What = Literal["mention", "name", "actor", "author", "unnamed", "new"]

_UNNAMED = "Unnamed source"
_AUTHOR = "the article’s own voice"
# A match from here on is more likely than somebody new.
_LIKELY = 75.0
_REGISTRY = 50  # rows
_NEAR = 24  # places
_BACK = 3_000  # characters that a pronoun may point back


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

    @property
    def title(self) -> str:
        """Return what the row is called: the actor's name where that is known."""
        return self.actor.name if self.actor else self.words


def speakers(
    article: Article,
    head: Annotation,
    here: SpanIndex[Annotation],
    links: Links,
    matcher: Matcher,
    typed: str = "",
) -> list[Candidate]:
    """Return who may speak or claim an annotation, the most likely first.

    `here` and `links` are those of the article. With nothing typed: mentions, names not tagged
    yet and pronouns around it, the author's own voice (what: "author") and somebody unnamed
    ("unnamed"), other actors of the article, the registry. What is typed filters all of them,
    and a new actor of that name is the last row but one.
    """
    nearby = Nearby(article.text, head, here, links)
    rows = _Rows(article, nearby, here, matcher)
    near = list(rows.of((*_likely(nearby), *nearby.nearest()[:_NEAR])))
    author = _author(article, matcher)
    if typed.strip():
        fitting = [one for one in (*near, author) if _fits(one, typed)]
        return _one_each([*fitting, *_registry(article, matcher, typed), *_new(article, typed)])
    # What is claimed and not said to be is the article's own, more often than not.
    first = [author] if head.label == CLAIM and not nearby.is_told else []
    own = [author, _unnamed(article, matcher)]
    return _one_each([*first, *near, *own, *rows.known(), *_registry(article, matcher, "")])


def addressees(
    article: Article,
    head: Annotation,
    here: SpanIndex[Annotation],
    links: Links,
    matcher: Matcher,
    typed: str = "",
) -> list[Candidate]:
    """Return who may be spoken to: as `speakers`, but only what stands in the text."""
    nearby = Nearby(article.text, head, here, links)
    first, speaker = nearby.addressee(), nearby.speaker()
    places = [one for one in nearby.nearest() if one != speaker][:_NEAR]
    rows = _Rows(article, nearby, here, matcher).of((*([first] if first else ()), *places))
    return _one_each(one for one in rows if _fits(one, typed))


def identities(
    article: Article,
    mention: Annotation,
    here: SpanIndex[Annotation],
    links: Links,
    matcher: Matcher,
    typed: str = "",
) -> list[Candidate]:
    """Return who a mention may be, the most likely first; each has an `actor`.

    The first row is what Enter accepts: an actor of the registry when its name fits, else a new
    one; for a pronoun whoever was mentioned before it.
    """
    start = max(0, mention.start - _BACK)
    around = mentions_in(here.within(start, mention.end + 1), links)
    tagged = [one for one in around if one.uid != mention.uid]
    if typed.strip():
        return _one_each([*_registry(article, matcher, typed), *_new(article, typed)])
    words, known = mention.text, _known(one for one in here if one.uid != mention.uid)
    how = form(words)
    matches = matcher.propose(words, article.uid, known=known)
    fitting = [_actor_row(one.actor, one.why) for one in matches]
    sure = [row for row, one in zip(fitting, matches, strict=True) if one.score >= _LIKELY]
    before = _before(article, mention, tagged, matcher)
    new: list[Candidate] = []
    if how == "named":
        new = [Candidate("new", words, actor=new_named(words, article), is_new=True)]
    elif how == "nominal":
        unnamed = Candidate(
            "unnamed", words, actor=new_unnamed(words, article), is_new=True, detail="unnamed"
        )
        # “The official” was brought in before, “an official” was not.
        new = [unnamed] if is_indefinite(words) or not before else []
        before = [*before, unnamed]
    rest = [_actor_row(one) for one in matcher.by_name(known, _REGISTRY)]
    return _one_each(
        [*sure, *new, *fitting, *(before if how != "named" else ()), *rest,
         *_registry(article, matcher, "")]
    )  # fmt: skip


class _Rows:
    """Makes rows of places in an article, and remembers who is known there."""

    def __init__(
        self, article: Article, nearby: Nearby, here: SpanIndex[Annotation], matcher: Matcher
    ) -> None:
        self._article = article
        self._nearby = nearby
        self._matcher = matcher
        self._mentions = {one.span: one for one in nearby.mentions}
        self._known = _known(here)
        self._new: dict[str, Actor] = {}  # by folded name: one actor for all its places

    def of(self, places: Iterable[Span]) -> Iterator[Candidate]:
        seen: set[Span] = set()
        for place in places:
            if place not in seen:
                seen.add(place)
                yield self._row(place)

    def known(self) -> list[Candidate]:
        """Return the actors of the article, wherever they are met in it."""
        return [_actor_row(one) for one in self._matcher.by_name(self._known, _REGISTRY)]

    def _row(self, place: Span) -> Candidate:
        text = self._article.text
        mention = self._mentions.get(place)
        words = place.of(text)
        who = self._who(words, place, mention)
        return Candidate(
            "mention" if mention else "name",
            words,
            annotation=mention,
            span=None if mention else place,
            actor=who.actor,
            is_new=who.is_new,
            detail=_place(text, place, who),
        )

    def _who(self, words: str, place: Span, mention: Annotation | None) -> Meant:
        if mention is not None and mention.actor is not None:
            return Meant(self._matcher.get(mention.actor))
        if form(words) != "pronoun":
            return self._once(meant(words, self._article, self._matcher, self._known))
        if fold(words) not in FIRST_PERSON:
            return self._stood_for(words, place)
        outer = self._mentions.get(self._nearby.outer_speaker() or place)
        return self._who(outer.text, outer.span, outer) if outer and outer != mention else Meant()

    def _stood_for(self, pronoun: str, place: Span) -> Meant:
        """Return for whom a pronoun stands: rather for one who is known, or named in full."""
        doubtful = Meant()
        for other in self._nearby.stand_for(place):
            words = other.of(self._article.text)
            mention = self._mentions.get(other)
            if form(words) == "pronoun" and (mention is None or mention.actor is None):
                continue
            who = self._who(words, other, mention)
            if who.actor is None or not _agrees(pronoun, who.actor):
                continue
            if not who.is_new or " " in who.actor.name:
                return who
            doubtful = doubtful if doubtful.actor else who
        return doubtful

    def _once(self, who: Meant) -> Meant:
        """Return the same new actor for all places of one name."""
        if who.actor is None or not who.is_new:
            return who
        return Meant(self._new.setdefault(fold(who.actor.name), who.actor), is_new=True)


def _likely(nearby: Nearby) -> list[Span]:
    """Return who speaks by the words around it, or goes on speaking."""
    by_cue, former = nearby.speaker(), nearby.former_speaker()
    found = [by_cue, former] if nearby.is_told else [former, by_cue]
    if nearby.is_in_quotation:
        found.insert(0, nearby.outer_speaker())
    return [one for one in found if one is not None]


def _agrees(pronoun: str, actor: Actor) -> bool:
    said = fold(pronoun)
    is_person = actor.kind in ("person", "unnamed", "author")
    if said in ("it", "its", "es"):
        return not is_person
    return is_person or said in ("they", "them", "their", "sie", "ils", "elles")


def _known(here: Iterable[Annotation]) -> set[str]:
    return {one.actor for one in here if one.actor is not None}


def _before(
    article: Article, mention: Annotation, tagged: Sequence[Annotation], matcher: Matcher
) -> list[Candidate]:
    """Return the actors of the mentions before another one, as a pronoun points to them."""
    by_span = {one.span: one for one in tagged}
    found = []
    for place in antecedents(article.text, mention.span, by_span):
        actor = matcher.get(by_span[place].actor)
        if actor is not None and (form(mention.text) != "pronoun" or _agrees(mention.text, actor)):
            words = place.of(article.text)
            detail = _place(article.text, place, Meant(actor))
            found.append(Candidate("actor", words, actor=actor, detail=detail))
    return found


def _registry(article: Article, matcher: Matcher, typed: str) -> list[Candidate]:
    return [_actor_row(one.actor) for one in matcher.search(typed, article.uid, _REGISTRY)]


def _actor_row(actor: Actor, why: str = "") -> Candidate:
    return Candidate("actor", actor.name, actor=actor, detail=_described(actor) or why)


def _new(article: Article, typed: str) -> list[Candidate]:
    name = " ".join(typed.split())
    made = Actor(uid=new_uid(), name=name, kind=kind_of(name))
    unnamed = new_unnamed(name, article)
    return [
        Candidate("new", name, actor=made, is_new=True, detail="new actor"),
        Candidate("unnamed", name, actor=unnamed, is_new=True, detail="unnamed, in this article"),
    ]


def _author(article: Article, matcher: Matcher) -> Candidate:
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


def _unnamed(article: Article, matcher: Matcher) -> Candidate:
    taken = {one.name for one in matcher.belonging(article.uid)}
    numbered = (f"{_UNNAMED} {number}" for number in range(2, len(taken) + 3))
    name = next(one for one in (_UNNAMED, *numbered) if one not in taken)
    actor = Actor(uid=new_uid(), name=name, kind="unnamed", article=article.uid)
    return Candidate("unnamed", name, actor=actor, is_new=True, detail="in this article")


def _one_each(rows: Iterable[Candidate]) -> list[Candidate]:
    """Return one row for each actor and each place: the first."""
    found: dict[object, Candidate] = {}
    for one in rows:
        if one.actor is None:
            key: object = one.annotation.uid if one.annotation else one.span or one.words
        elif one.is_new:
            key = one.what if one.what == "unnamed" else ("new", fold(one.actor.name))
        else:
            key = one.actor.uid
        found.setdefault(key, one)
    return list(found.values())


def _fits(row: Candidate, typed: str) -> bool:
    """Say whether each word that is typed begins one of a row."""
    aliases = row.actor.aliases if row.actor else ()
    own = fold(" ".join((row.title, row.words, *aliases))).split()
    return all(any(one.startswith(part) for one in own) for part in fold(typed).split())


def _described(actor: Actor) -> str:
    return ", ".join(one for one in (actor.role, actor.organisation) if one)


def _place(text: str, place: Span, who: Meant) -> str:
    new = ("unnamed" if who.actor and who.actor.kind == "unnamed" else "new") if who.is_new else ""
    number = bisect_right(_starts(text), place.start)
    return ", ".join(one for one in (new, f"¶ {number}") if one)


@lru_cache(maxsize=4)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(one.start for one in paragraphs(text))
