"""Whom words in an article mean: an actor of the registry, or one that is new."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

import regex

from annotator.core.clock import new_uid
from annotator.core.folding import fold
from annotator.core.matching import Matcher
from annotator.core.mentions import FIRST_PERSON, IT, THEY, form, is_firm, is_indefinite, kind_of
from annotator.core.model import Actor, Annotation, Article
from annotator.core.names import name_at
from annotator.core.naming import called, untitled
from annotator.core.nearby import Nearby
from annotator.core.span import Span

# From these scores on a match is taken for who is meant, where nothing better is known.
_NAMED, _DESCRIBED = 80.0, 75.0
_TRIES = 20  # places at which a longer form of a name is looked for
_LONGEST_NAME = 80
_REMEMBERED = 256  # names of the articles that are open

# Where other words of a name may stand before a word and behind it: most words are alone.
_LED = regex.compile(r"\p{Lu}\S*[^\S\n]+(?:(?:&|\p{Ll}{1,3})[^\S\n]+){0,3}\Z")
_FOLLOWED = regex.compile(r"[^\S\n]+(?:(?:&|\p{Ll}{1,3})[^\S\n]+){0,3}\p{Lu}")
_NEAR = 50  # characters before it


class Meant(NamedTuple):
    """An actor, and whether it is not in the registry yet."""

    actor: Actor | None = None
    is_new: bool = False


class Resolver:
    """Tells whom places around a quote or claim mean: mentions, names and pronouns."""

    def __init__(
        self, article: Article, nearby: Nearby, known: Collection[str], matcher: Matcher
    ) -> None:
        """`known` are the actors (uids) of the article."""
        self._article, self._nearby = article, nearby
        self._known, self._matcher = known, matcher
        self._mentions = {one.span: one for one in nearby.mentions}

    def who(self, place: Span) -> Meant:
        return self._who(place.of(self._article.text), place, self._mentions.get(place))

    def _who(self, words: str, place: Span, mention: Annotation | None) -> Meant:
        if mention is not None and mention.actor is not None:
            return Meant(self._matcher.get(mention.actor))
        if form(words) != "pronoun":
            return meant(words, self._article, self._matcher, self._known)
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
            if who.actor is None or not agrees(pronoun, who.actor):
                continue
            is_full = " " in who.actor.name or who.actor.kind != "person"
            if not who.is_new or is_full:
                return who
            doubtful = doubtful if doubtful.actor else who
        return doubtful


def agrees(pronoun: str, actor: Actor) -> bool:
    """Say whether an actor is of a kind for which a pronoun may stand."""
    said = fold(pronoun)
    is_person = actor.kind in ("person", "unnamed", "author")
    if said in IT | {"its"}:
        return not is_person
    return is_person or said in THEY | {"them", "their"}


def meant(words: str, article: Article, matcher: Matcher, known: Collection[str] = ()) -> Meant:
    """Return whom words that are no pronoun mean.

    `known` are the actors (uids) of the article. Somebody who is named and not in the registry is
    new; so is somebody brought in without a name, who is unnamed then. “The official” may be
    anybody.
    """
    how = form(words)
    if how == "pronoun":
        return Meant()
    best = next(iter(matcher.propose(words, article.uid, 1, known=known)), None)
    if best and best.score >= (_NAMED if how == "named" else _DESCRIBED):
        return Meant(best.actor)
    if how == "named":
        return Meant(new_named(words, article), is_new=True)
    return Meant(new_unnamed(words, article), is_new=True) if is_indefinite(words) else Meant()


def new_named(words: str, article: Article) -> Actor:
    """Return a new actor of the name in some words, in the fullest form that the article has."""
    name, role = untitled(words)
    full = _fullest(name, article.text)
    role = role or _role_of(full, article.text)
    kind = kind_of(words if full == name else full)
    return Actor(uid=new_uid(), name=full, kind=kind, role=role)


def new_unnamed(words: str, article: Article) -> Actor:
    name = words[:_LONGEST_NAME].strip()
    return Actor(
        uid=new_uid(), name=name[:1].upper() + name[1:], kind="unnamed", article=article.uid
    )


@lru_cache(maxsize=_REMEMBERED)
def _role_of(name: str, text: str) -> str:
    """Return what stands before a name where it comes first, as “Mayor”."""
    at = text.find(name)
    found = name_at(text, at) if at >= 0 and _is_led(text, at) else None
    return untitled(found.of(text))[1] if found and found.start < at else ""


@lru_cache(maxsize=_REMEMBERED)
def _fullest(name: str, text: str) -> str:
    """Return the longest form of a name of one word that a text has: Honor Tallis for Tallis.

    What a company begins with stands for it: Brenvale for Brenvale Tideworks Ltd.
    """
    if len(name.split()) > 1 or called(name).is_acronym:
        return name
    best, at = name, text.find(name)
    for _ in range(_TRIES):
        if at < 0:
            break
        end = at + len(name)
        is_alone = not (_is_led(text, at) or _FOLLOWED.match(text, end))
        found = None if is_alone else name_at(text, end)
        longer = untitled(found.of(text))[0] if found else ""
        is_last = longer.endswith(f" {name}") and found is not None and found.end == end
        if len(longer) > len(best) and (is_last or _is_company(longer, name)):
            best = longer
        at = text.find(name, end)
    return best


def _is_led(text: str, at: int) -> bool:
    return _LED.search(text, max(0, at - _NEAR), at) is not None


def _is_company(longer: str, name: str) -> bool:
    return longer.startswith(f"{name} ") and is_firm(longer)
