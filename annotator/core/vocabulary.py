"""The words that actors are found by, and which of them are like others: begun or misspelt."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from annotator.core.model import Actor
from annotator.core.naming import called, skeleton

# Where a word of an actor stands, the most telling first.
IN_NAME, IN_ALIAS, IN_ROLE, LIKE_IT = range(4)

_MANY, _MANY_BEGUN = 20, 50
_TYPO = 70  # of 100, as rapidfuzz counts likeness
_LIKE = 74
_SHORTEST_LIKE = 3


class Vocabulary:
    """Follows the actors that come and go."""

    def __init__(self) -> None:
        # By each word of a name, an alias or a role: the actors, and where it stands.
        self._words: dict[str, dict[str, int]] = defaultdict(dict)
        self._sounds: dict[str, set[str]] = defaultdict(set)  # words of names by their consonants
        self._initials: dict[str, set[str]] = defaultdict(set)
        self._alike: dict[str, list[str]] = {}  # words that were asked for, and what is like them

    def add(self, actor: Actor) -> None:
        for word, where in _words_of(actor).items():
            if word not in self._words:
                self.__dict__.pop("_alphabet", None)
                self._liken(word)
            self._words[word][actor.uid] = where
            if where != IN_ROLE:
                self._sounds[skeleton(word)].add(word)
        for initials in _initials_of(actor):
            self._initials[initials].add(actor.uid)

    def discard(self, actor: Actor) -> None:
        """Take out an actor that was put in just so."""
        for word in _words_of(actor):
            del self._words[word][actor.uid]
            if not self._words[word]:
                del self._words[word]
                self._sounds[skeleton(word)].discard(word)
                self.__dict__.pop("_alphabet", None)
        for initials in _initials_of(actor):
            self._initials[initials].discard(actor.uid)

    def having(self, word: str) -> Mapping[str, int]:
        """Return the actors (uids) with a word, and where it stands at best."""
        return self._words.get(word, {})

    def abbreviated(self, initials: str) -> Collection[str]:
        """Return the actors (uids) of which these are the initials."""
        return self._initials.get(initials, ())

    def like(self, word: str) -> set[str]:
        """Return a word itself, and others that may be spellings of it, or were."""
        if len(word) < _SHORTEST_LIKE:
            return {word}
        return {word, *self._sounds.get(skeleton(word), ()), *self._near(word)}

    def beginning(self, part: str, *, likely: bool) -> list[str]:
        """Return the words that begin with what was typed; if `likely`, with something like it."""
        first = bisect_left(self._alphabet, part)
        last = bisect_left(self._alphabet, part + "\U0010ffff")
        found = self._alphabet[first:last]
        if not likely or len(part) < _SHORTEST_LIKE:
            return found
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # takes its time, and not all need it

        begun = [one[: len(part) + 1] for one in self._alphabet]
        alike = process.extract(
            part, begun, scorer=fuzz.ratio, score_cutoff=_TYPO, limit=_MANY_BEGUN
        )
        return [*found, *(self._alphabet[one[2]] for one in alike)]

    @cached_property
    def _alphabet(self) -> list[str]:
        """Return all words in order, so that those with one beginning stand together."""
        return sorted(self._words)

    def _near(self, word: str) -> list[str]:
        if word not in self._alike:
            self._alike[word] = _likest(word, self._alphabet, _MANY)
        return self._alike[word]

    def _liken(self, new: str) -> None:
        """Let a word that comes in be found by those that were asked for before."""
        for one in _likest(new, list(self._alike), None) if self._alike else ():
            if new not in self._alike[one]:
                self._alike[one].append(new)


def _likest(word: str, among: list[str], most: int | None) -> list[str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # takes its time, and not all need it

    alike = process.extract(word, among, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=most)
    return [one[0] for one in alike]


def _words_of(actor: Actor) -> dict[str, int]:
    """Return the words that an actor is found by, and where each stands at best."""
    found: dict[str, int] = {}
    for where, texts in (
        (IN_NAME, (actor.name,)),
        (IN_ALIAS, actor.aliases),
        (IN_ROLE, (actor.role, actor.organisation)),
    ):
        for text in texts:
            for word in called(text).whole:
                found.setdefault(word, where)
    return found


def _initials_of(actor: Actor) -> set[str]:
    return {initials for text in (actor.name, *actor.aliases) for initials in called(text).initials}
