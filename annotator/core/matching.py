"""Whom words may mean: the registry of actors, asked by a mention or by what somebody types."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from annotator.core.folding import fold
from annotator.core.likening import CERTAIN, Why, likened
from annotator.core.mentions import form
from annotator.core.model import Actor
from annotator.core.naming import Called, called, pieces
from annotator.core.roles import DETERMINERS
from annotator.core.vocabulary import IN_ALIAS, IN_NAME, IN_ROLE, LIKE_IT, Vocabulary

# Below this score nothing is proposed.
_FLOOR = 60.0
# What a match that is not the only one of its score is worth less.
_DOUBT = 15.0
# Where what is typed finds fewer, words that are like it are looked for.
_FEW = 3
_MANY = 20
_KNOWN = 1.0
_REMEMBERED = 1_000

_WHY: dict[int, Why] = {
    IN_NAME: "name", IN_ALIAS: "alias", IN_ROLE: "role", LIKE_IT: "like",
}  # fmt: skip


class Match(NamedTuple):
    """An actor that words may mean; `score` is at most 100."""

    actor: Actor
    score: float
    why: Why

    @property
    def is_certain(self) -> bool:
        """Say whether it may be taken without a doubt."""
        return self.score >= CERTAIN


class Matcher:
    """The actors of a project by what they are called.

    An unnamed actor of another article than the one that is asked for is never an answer.
    """

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._actors: dict[str, Actor] = {}
        self._names: dict[str, tuple[str, str]] = {}  # folded, and the uid
        self._words = Vocabulary()
        self._unnamed: dict[str, set[str]] = defaultdict(set)  # by article
        self._proposed: dict[tuple[str, str], tuple[Match, ...]] = {}  # by words and article
        for actor in actors:
            self.add(actor)

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, uid: str | None) -> Actor | None:
        return None if uid is None else self._actors.get(uid)

    def add(self, actor: Actor) -> None:
        """Put an actor in, in place of the one of the same uid where there is one."""
        self.discard(actor.uid)
        self._proposed.clear()
        self._actors[actor.uid] = actor
        self._names[actor.uid] = (fold(actor.name), actor.uid)
        self.__dict__.pop("_in_order", None)
        if actor.article is not None:
            self._unnamed[actor.article].add(actor.uid)
        self._words.add(actor)

    def discard(self, uid: str) -> None:
        """Take an actor out, if it is there."""
        actor = self._actors.pop(uid, None)
        if actor is None:
            return
        self._proposed.clear()
        del self._names[uid]
        self.__dict__.pop("_in_order", None)
        if actor.article is not None:
            self._unnamed[actor.article].discard(uid)
        self._words.discard(actor)

    def belonging(self, article: str) -> list[Actor]:
        """Return the unnamed actors of an article."""
        return [self._actors[uid] for uid in sorted(self._unnamed.get(article, ()))]

    def by_name(self, uids: Iterable[str], most: int = 50) -> list[Actor]:
        """Return some actors in order; those that are not there are left out."""
        there = (uid for uid in uids if uid in self._actors)
        return [self._actors[uid] for uid in nsmallest(most, there, key=self._names.__getitem__)]

    def propose(
        self, words: str, article: str, most: int = 5, *, known: Collection[str] = ()
    ) -> list[Match]:
        """Return whom the words of a mention may mean, best first.

        `known` are actors (uids) mentioned in the article: of two people with one last name, the
        one who is mentioned there is meant.
        """
        kind = form(words)
        if kind == "pronoun":
            return []
        found = {one.actor.uid: one for one in self._by_words(words, article)}
        if kind == "nominal":
            for match in self._by_role(called(words), article, known):
                if match.score > _score(found, match.actor.uid):
                    found[match.actor.uid] = match
        ranked = sorted(found.values(), key=lambda one: _rank(one, known))
        return [one for one in _doubted(ranked, known) if one.score >= _FLOOR][:most]

    def search(self, typed: str, article: str, most: int = 50) -> list[Match]:
        """Return the actors that fit what is typed so far, best first; all by name for nothing."""
        parts = _typed(typed)
        if not parts:
            everybody = map(self._actors.__getitem__, self._in_order)
            fitting = (one for one in everybody if _may_be(one, article))
            return [Match(one, 0.0, "name") for one in islice(fitting, most)]
        found = self._fitting(parts, article, likely=False)
        if len(found) < _FEW:
            found = {**self._fitting(parts, article, likely=True), **found}
        start = fold(typed.strip())

        def score(uid: str) -> float:
            if start in (self._names[uid][0], *map(fold, self._actors[uid].aliases)):
                return 100.0
            begins = self._names[uid][0].startswith(start)
            return 95.0 - 20 * found[uid] - 5 * (not begins)

        best = nsmallest(most, found, key=lambda uid: (-score(uid), self._names[uid]))
        return [Match(self._actors[uid], score(uid), _WHY[found[uid]]) for uid in best]

    @cached_property
    def _in_order(self) -> list[str]:
        """Return all actors (uids) by name."""
        return sorted(self._actors, key=self._names.__getitem__)

    def _by_words(self, words: str, article: str) -> tuple[Match, ...]:
        """Return whom some words may call. What is typed asks for the same words at each letter."""
        known = self._proposed.get((words, article))
        if known is not None:
            return known
        found: dict[str, Match] = {}
        for way in dict.fromkeys([called(words), *map(called, pieces(words))]):
            for actor in self._like(way, article):
                score, why = likened(way, actor)
                if score >= _FLOOR and score > _score(found, actor.uid):
                    found[actor.uid] = Match(actor, score, why)
        if len(self._proposed) >= _REMEMBERED:
            self._proposed.clear()
        return self._proposed.setdefault((words, article), tuple(found.values()))

    def _like(self, way: Called, article: str) -> Iterator[Actor]:
        """Yield the actors of which a word is one of some words, or is like it."""
        acronyms = way.whole if way.is_acronym else ()
        uids = {uid for one in acronyms for uid in self._words.abbreviated(one)}
        # However words fit a name, their last one does: Brandt, Ida Brandt, union leader Brandt.
        likes = {like for word in way.bare[-1:] for like in self._words.like(word)}
        for like in likes | way.initials:
            here = self._words.having(like)
            uids.update(uid for uid, where in here.items() if where != IN_ROLE)
        yield from (self._actors[uid] for uid in uids if _may_be(self._actors[uid], article))

    def _by_role(self, way: Called, article: str, known: Collection[str]) -> Iterator[Match]:
        """Yield those whose role or organisation has all words of a description."""
        said = [one for one in way.whole if one not in DETERMINERS]
        if not said:
            return
        having = [set(self._words.having(one)) for one in said]
        fitting = set.intersection(*having)
        # One of very many ministers can only be one who is mentioned here.
        for uid in fitting if len(fitting) <= _MANY else fitting & set(known):
            actor = self._actors[uid]
            roles = called(actor.role).whole
            if said[-1] in roles and _may_be(actor, article):
                yield Match(actor, 75.0 if uid in known else 65.0, "role")

    def _fitting(self, parts: list[str], article: str, *, likely: bool) -> dict[str, int]:
        """Return the actors that have each part of what was typed, and where the worst stands."""
        found: dict[str, int] | None = None
        for part in parts:
            here: dict[str, int] = {}
            for word in self._words.beginning(part, likely=likely):
                for uid, where in self._words.having(word).items():
                    if where == IN_ROLE and len(part) == 1:
                        continue  # one letter begins a word in the roles of nearly everybody
                    place = LIKE_IT if likely and not word.startswith(part) else where
                    here[uid] = min(place, here.get(uid, LIKE_IT))
            found = (
                here
                if found is None
                else {uid: max(at, here[uid]) for uid, at in found.items() if uid in here}
            )
        return {uid: at for uid, at in (found or {}).items() if _may_be(self._actors[uid], article)}


def _typed(text: str) -> list[str]:
    """Return the words of what is typed; the last one may not be finished."""
    return list(fold(text).replace("-", " ").replace("'", "").replace(".", "").split())


def _may_be(actor: Actor, article: str) -> bool:
    return actor.article in (None, article)


def _score(found: dict[str, Match], uid: str) -> float:
    return found[uid].score if uid in found else 0.0


def _rank(match: Match, known: Collection[str]) -> tuple[float, str, str]:
    score = match.score + _KNOWN * (match.actor.uid in known)
    return -score, fold(match.actor.name), match.actor.uid


def _doubted(ranked: list[Match], known: Collection[str]) -> list[Match]:
    """Take away the certainty of matches that others equal; one of them may be known here."""
    best = [one for one in ranked if one.score >= CERTAIN and one.score == ranked[0].score]
    if len(best) < 2:
        return ranked
    here = [one for one in best if one.actor.uid in known]
    sure = here if len(here) == 1 else []
    doubtful = [one._replace(score=one.score - _DOUBT) for one in best if one not in sure]
    return sorted([*sure, *doubtful, *ranked[len(best) :]], key=lambda one: _rank(one, known))
