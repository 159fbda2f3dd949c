"""How well words fit what an actor is called, as a score up to 100."""

from collections.abc import Sequence
from typing import Literal

from annotator.core.model import Actor
from annotator.core.naming import Called, Tokens, called, skeleton
from annotator.core.places import is_place
from annotator.core.roles import SMALL

Why = Literal["name", "alias", "last name", "short name", "first name", "initials", "role", "like"]

# From this score on a match may be taken without a doubt; below it a person has to look.
CERTAIN = 85.0

_PEOPLE = ("person", "author")
_NOTHING: tuple[float, Why] = (0.0, "like")
_SHORTEST = 3  # letters by which people are called: JFK
_ALIKE = 0.72  # two words of names are spellings of one


def likened(way: Called, actor: Actor) -> tuple[float, Why]:
    """Return how well a way to call somebody fits an actor, and why."""
    names = [called(actor.name), *map(called, actor.aliases)]
    is_person = actor.kind in _PEOPLE
    if actor.kind == "unnamed":
        # Words that describe somebody have no short form.
        return (100.0, "name") if any(way.whole == one.whole != () for one in names) else _NOTHING
    if is_person and _is_somebody_else(way, names):
        return _NOTHING
    best = _NOTHING
    for name in names:
        score, why = _likened(way, name, is_person=is_person)
        if name is not names[0]:
            score, why = score - 1, "alias" if why == "name" else why
        best = max(best, (score, why), key=lambda one: one[0])
    return best


def _likened(way: Called, name: Called, *, is_person: bool) -> tuple[float, Why]:
    said, full = way.bare, name.bare
    if not said or not full:
        return _NOTHING
    if way.whole == name.whole:
        return 100.0, "name"
    if said == full or sorted(said) == sorted(full):
        return 98.0, "name"
    if (abbreviated := _abbreviated(way, name, is_person=is_person)) != _NOTHING:
        return abbreviated
    if not is_person and (way.is_acronym or is_place(way)):
        return _NOTHING  # what begins with it or ends so is another body: the EU delegation
    part = _part_of_person if is_person else _part_of_body
    return max(part(way, name), _longer(way, name), _spelt(said, full), key=lambda one: one[0])


def _abbreviated(way: Called, name: Called, *, is_person: bool) -> tuple[float, Why]:
    if way.is_acronym and way.whole[0] in name.initials:
        if is_person and len(way.whole[0]) < _SHORTEST:
            return _NOTHING  # the US is not Una Solheim
        is_telling = len(way.whole[0]) > 2 or len(name.bare) == 2
        return (90.0 if is_telling else 80.0), "initials"
    if name.is_acronym and name.whole[0] in way.initials:
        return 88.0, "initials"
    return _NOTHING


def _part_of_person(way: Called, name: Called) -> tuple[float, Why]:
    said, full = way.bare, name.bare
    if len(said) < len(full) and full[-len(said) :] == said:
        return 91.0, "last name"
    if len(said) == 2 and len(full) >= 2 and _abbreviates(said, full):
        return 90.0, "name"
    if len(said) == 1 and len(full) > 2 and said[0] == full[-2]:
        return 80.0, "last name"  # López of Andrés Manuel López Obrador
    if len(said) == 1 and said[0] == full[0] and len(full) > 1:
        # President Xi: where the family's name stands first, titles stand before that.
        return (86.0, "last name") if way.title or len(way.whole) > 1 else (70.0, "first name")
    return _NOTHING


def _part_of_body(way: Called, name: Called) -> tuple[float, Why]:
    said, full = way.bare, name.bare
    if len(said) >= len(full):
        return _NOTHING
    if full[: len(said)] == said:
        return 88.0, "short name"
    if full[-len(said) :] == said:
        return (86.0 if len(said) > 1 else 75.0), "short name"
    return (65.0, "short name") if set(said) <= set(full) else _NOTHING


def _longer(way: Called, name: Called) -> tuple[float, Why]:
    """Compare words that say more than the name: “Brenvale’s boss Conrad Feyne”."""
    said, full = way.whole, name.bare
    if len(said) <= len(full) or said[-len(full) :] != full:
        return _NOTHING
    before = said[: -len(full)]
    # “a spokesman for Brenvale Tideworks” is not the company.
    if any(one in SMALL for one in before[-2:]):
        return _NOTHING
    return (92.0, "name") if len(full) > 1 else (80.0, "last name")


def _spelt(said: Tokens, full: Tokens) -> tuple[float, Why]:
    """Compare names word by word, where each may be spelt in another way."""
    if len(said) == 1 and len(full) > 1:
        alike = alikeness(said[0], full[-1])
        return (62 + 10 * alike, "like") if alike >= _ALIKE else _NOTHING
    if len(said) != len(full):
        return _NOTHING
    each = [alikeness(one, other) for one, other in zip(said, full, strict=True)]
    if min(each) < _ALIKE:
        return _NOTHING
    return 60 + 24 * sum(each) / len(each), "like"


def alikeness(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two words of names are."""
    if one == other:
        return 1.0
    from rapidfuzz import fuzz  # noqa: PLC0415  # takes its time, and not all need it

    ratio = fuzz.ratio(one, other) / 100
    # Short words differ in a letter and are others: Ames and Adams.
    if min(len(one), len(other)) < 3:
        return 0.0
    if skeleton(one) == skeleton(other) and len(skeleton(one)) > 1 and ratio >= 0.5:
        return max(ratio, 0.85)
    return ratio if one[0] == other[0] or ratio >= 0.85 else 0.0


def _is_somebody_else(way: Called, names: Sequence[Called]) -> bool:
    """Say whether the words have a last name of the actor's, and another first name."""
    if len(way.bare) < 2:
        return False
    same_last = [one for one in names if len(one.bare) > 1 and one.bare[-1] == way.bare[-1]]
    return bool(same_last) and not any(_first_fits(way.bare, one.bare) for one in same_last)


def _first_fits(said: Tokens, full: Tokens) -> bool:
    if said[0] in full or full[0] in said or _abbreviates(said, full):
        return True
    return alikeness(said[0], full[0]) >= _ALIKE or _is_short_for(said[0], full[0])


def _abbreviates(said: Tokens, full: Tokens) -> bool:
    """Say whether one of two names has the initial of the other’s first name: “J. Smith”."""
    if said[-1] != full[-1] or said[0][0] != full[0][0]:
        return False
    return len(said[0]) == 1 or len(full[0]) == 1


def _is_short_for(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))
