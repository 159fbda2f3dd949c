"""Who may speak a quote, and who a mention may be: the rows of the picker, best first."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from annotator.core.antecedents import antecedents
from annotator.core.candidate import (
    Candidate,
    actor_row,
    author_row,
    described,
    new_rows,
    unnamed_row,
)
from annotator.core.fitting import Fit, fit, have
from annotator.core.folding import fold
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.matching import Match, Matcher
from annotator.core.mentions import form, is_indefinite
from annotator.core.model import Annotation, Article
from annotator.core.nearby import Nearby, mentions_in
from annotator.core.paragraphs import paragraphs
from annotator.core.resolving import Meant, Resolver, agrees, new_named, new_unnamed
from annotator.core.scheme import CLAIM
from annotator.core.span import Span

# A match from here on is more likely than somebody new.
_LIKELY = 75.0
# From here on the words are the whole name or an alias.
_EXACT = 97.0
_TO_BE_LOOKED_AT = ("initials", "short name", "first name", "role", "like")
_REGISTRY = 50  # rows
_NEAR = 24  # places
_BACK = 3_000  # characters that a pronoun may point back


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
    and a new actor of that name comes before those who only have such a word beside their name.
    """
    nearby = Nearby(article.text, head, here, links)
    rows = _Rows(article, nearby, here, matcher)
    near = list(rows.of((*_likely(nearby), *nearby.nearest()[:_NEAR])))
    author = author_row(article, matcher)
    if typed.strip():
        fitting = [one for one in (*near, author) if _fits(one, typed)]
        return _one_each(_typed(fitting, article, matcher, typed), nearby)
    # What is claimed and not said to be is the article's own, more often than not.
    first = [author] if head.label == CLAIM and not nearby.is_told else []
    own = [author, unnamed_row(article, matcher)]
    return _one_each([*first, *near, *own, *rows.known(), *_registry(article, matcher)], nearby)


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
    first, spoken = nearby.addressee(), nearby.speakers()
    places = [one for one in nearby.nearest() if one not in spoken][:_NEAR]
    rows = _Rows(article, nearby, here, matcher).of((*([first] if first else ()), *places))
    return _one_each((one for one in rows if _fits(one, typed)), nearby)


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
        return _one_each(_typed([], article, matcher, typed))
    words, known = mention.text, _known(one for one in here if one.uid != mention.uid)
    how = form(words)
    matches = matcher.propose(words, article.uid, known=known)
    fitting = [actor_row(one.actor, one.why, is_sure=_is_sure(one)) for one in matches]
    sure = [row for row, one in zip(fitting, matches, strict=True) if one.score >= _LIKELY]
    before = _before(article, mention, tagged, matcher)
    new: list[Candidate] = []
    if how == "named" and not any(one.score >= _EXACT for one in matches[:1]):
        made = new_named(words, article)
        new = [Candidate("new", words, actor=made, is_new=True, detail=f"new {made.kind}")]
    elif how == "nominal":
        unnamed = Candidate(
            "unnamed", words, actor=new_unnamed(words, article), is_new=True, detail="unnamed"
        )
        # “The official” was brought in before, “an official” was not.
        new = [unnamed] if is_indefinite(words) or not before else []
        before = [*before, unnamed]
    rest = [actor_row(one) for one in matcher.by_name(known, _REGISTRY)]
    return _one_each(
        [*sure, *new, *fitting, *(before if how != "named" else ()), *rest,
         *_registry(article, matcher)]
    )  # fmt: skip


class _Rows:
    """Makes rows of places in an article, and remembers who is known there."""

    def __init__(
        self, article: Article, nearby: Nearby, here: SpanIndex[Annotation], matcher: Matcher
    ) -> None:
        self._article, self._text = article, article.text
        self._matcher = matcher
        self._mentions = {one.span: one for one in nearby.mentions}
        self._known = _known(here)
        self._resolver = Resolver(article, nearby, self._known, matcher)

    def of(self, places: Iterable[Span]) -> Iterator[Candidate]:
        seen: set[Span] = set()
        for place in places:
            if place not in seen:
                seen.add(place)
                yield self._row(place)

    def known(self) -> list[Candidate]:
        """Return the actors of the article, wherever they are met in it."""
        return [actor_row(one) for one in self._matcher.by_name(self._known, _REGISTRY)]

    def _row(self, place: Span) -> Candidate:
        mention = self._mentions.get(place)
        words, who = place.of(self._text), self._resolver.who(place)
        if who.actor is None and form(words) == "nominal":
            # Who speaks is somebody, even if “the official” tells no more of them.
            who = Meant(new_unnamed(words, self._article), is_new=True)
        return Candidate(
            "mention" if mention else "name",
            words,
            annotation=mention,
            span=None if mention else place,
            actor=who.actor,
            is_new=who.is_new,
            detail=_place(self._text, place, who),
        )


def _likely(nearby: Nearby) -> list[Span]:
    """Return who speaks by the words around it, or goes on speaking."""
    by_cue, former = nearby.speakers(), nearby.former_speaker()
    # A claim that has no cue is made by whom its own sentence names, before those of others.
    own = [] if nearby.is_told or nearby.is_marked else nearby.beside()
    found = [*by_cue, former] if nearby.is_told else [former, *own, *by_cue]
    if nearby.is_in_quotation:
        found.insert(0, nearby.outer_speaker())
    return [one for one in found if one is not None]


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
        if actor is not None and (form(mention.text) != "pronoun" or agrees(mention.text, actor)):
            words = place.of(article.text)
            detail = _place(article.text, place, Meant(actor))
            found.append(Candidate("actor", words, actor=actor, detail=detail))
    return found


def _registry(article: Article, matcher: Matcher, typed: str = "") -> list[Candidate]:
    return [actor_row(one.actor) for one in matcher.search(typed, article.uid, _REGISTRY)]


def _is_sure(match: Match) -> bool:
    return match.is_certain and match.why not in _TO_BE_LOOKED_AT


def _typed(
    near: Iterable[Candidate], article: Article, matcher: Matcher, typed: str
) -> list[Candidate]:
    """Return the rows that fit what is typed: who is called so first, else somebody new."""
    found = sorted((*near, *_registry(article, matcher, typed)), key=lambda one: _how(one, typed))
    new = new_rows(article, typed)
    if found and found[0].actor and _how(found[0], typed) is Fit.NAME:
        del new[0]
    beside = [one for one in found if _how(one, typed) is Fit.BEGINS_BESIDE]
    return [*found[: len(found) - len(beside)], *new, *beside]


def _how(row: Candidate, typed: str) -> Fit:
    actor = row.actor
    beside = f"{row.words} {described(actor) if actor else ''}"
    return fit(typed, (row.title, *(actor.aliases if actor else ())), beside)


def _one_each(rows: Iterable[Candidate], nearby: Nearby | None = None) -> list[Candidate]:
    """Return one row for each actor and each place: the first, by words of the sentence itself."""
    found: dict[object, Candidate] = {}
    for one in rows:
        if one.actor is None:
            key: object = one.annotation.uid if one.annotation else one.span or one.words
        elif one.is_new:
            key = one.what if one.what == "unnamed" else ("new", fold(one.actor.name))
        else:
            key = one.actor.uid
        first = found.setdefault(key, one)
        if nearby is not None and _is_beside(one, nearby) and not _is_beside(first, nearby):
            found[key] = one
    return list(found.values())


def _is_beside(row: Candidate, nearby: Nearby) -> bool:
    place = row.annotation.span if row.annotation else row.span
    return place is not None and nearby.is_beside(place)


def _fits(row: Candidate, typed: str) -> bool:
    """Say whether each word that is typed begins one of a row."""
    aliases = row.actor.aliases if row.actor else ()
    own = fold(" ".join((row.title, row.words, *aliases))).split()
    return have(own, fold(typed).split())


def _place(text: str, place: Span, who: Meant) -> str:
    new = ("unnamed" if who.actor and who.actor.kind == "unnamed" else "new") if who.is_new else ""
    number = bisect_right(_starts(text), place.start)
    return ", ".join(one for one in (new, f"¶ {number}") if one)


@lru_cache(maxsize=4)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(one.start for one in paragraphs(text))
