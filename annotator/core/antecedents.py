"""For whom a pronoun stands: those who were named before it."""

from collections.abc import Iterable
from functools import lru_cache

import regex

from annotator.core.folding import fold
from annotator.core.mentions import HE, SHE
from annotator.core.naming import called
from annotator.core.paragraphs import paragraph_at, paragraph_before
from annotator.core.roles import HERS, HIS
from annotator.core.sentences import sentences
from annotator.core.span import Span
from annotator.core.subjects import is_aside

_REACH = 3_000  # characters of a paragraph that are read before a pronoun
_FAR = 20  # how many sentences back a pronoun may point
_TITLED = regex.compile(
    rf"(?<!\p{{L}})(?i:({'|'.join(sorted(HIS | HERS))}))\.?\s+"
    r"((?:\p{Lu}[\p{L}\p{M}’'-]+\s+){0,2}\p{Lu}[\p{L}\p{M}’'-]+)"
)


def antecedents(text: str, pronoun: Span, places: Iterable[Span]) -> list[Span]:
    """Return for whom a pronoun may stand, best first: those named before it.

    The sentence nearest to it comes first, and in that who is named first, which is mostly its
    subject. Who is called Mr. is not “she”.
    """
    said = fold(pronoun.of(text))
    known = _sexes(text)
    wanted = "he" if said in HE | {"him", "his"} else "she" if said in SHE | {"her", "hers"} else ""
    before = [one for one in places if one.end <= pronoun.start]
    steps = _steps_back(text, pronoun.start, min((one.start for one in before), default=0))

    def rank(one: Span) -> tuple[int, int]:
        back = next((at for at, start in enumerate(steps) if start <= one.start), _FAR)
        return back + 2 * is_aside(text, one), one.start

    def fits(one: Span) -> bool:
        sex = known.get(called(one.of(text)).bare[-1:], "")
        return not (wanted and sex and sex != wanted)

    return sorted(filter(fits, before), key=rank)


def _steps_back(text: str, at: int, until: int) -> list[int]:
    """Return where the sentence of a place begins, and those before it, nearest first."""
    found: list[int] = []
    line = paragraph_at(text, at)
    while line is not None and len(found) < _FAR and line.end > until:
        near = Span(max(line.start, min(at, line.end) - _REACH), min(line.end, at + _REACH))
        found += [one.start for one in sentences(text, near) if one.start <= at][::-1]
        line = paragraph_before(text, line.start)
    return found


@lru_cache(maxsize=4)
def _sexes(text: str) -> dict[tuple[str, ...], str]:
    """Return by last names whom a text calls Mr. or Ms."""
    found: dict[tuple[str, ...], str] = {}
    for one in _TITLED.finditer(text):
        sex = "he" if one[1].lower() in HIS else "she"
        found.setdefault(called(one[2]).bare[-1:], sex)
    return found
