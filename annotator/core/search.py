"""Finding words or patterns in a text, so that every hit can be tagged as it is.

Words are found whatever their quotation marks, apostrophes, dashes and blanks look like, and over
a line end; and whatever their case and accents, unless these are to count. A pattern means what it
says; only case is passed over, unless it is to count. No hit has blanks at its ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Flag, auto
from typing import Self

from annotator.core.characters import BLANKS
from annotator.core.errors import AnnotatorError
from annotator.core.graphemes import (
    grapheme_ceil,
    grapheme_floor,
    has_long_graphemes,
    is_grapheme_border,
)
from annotator.core.likeness import Lookalikes, exact, folded
from annotator.core.patterns import compiled, matches
from annotator.core.span import Span
from annotator.core.text import fitted
from annotator.core.words import goes_on

_STRETCH = 100_000  # characters between two pauses: a few milliseconds
_BLANK = BLANKS + "\n"


class Way(Flag):
    """How somebody looks for something.

    A whole word ends where a letter or digit follows no more: Brandt is one in “Brandt’s”, and in
    “Brandt-led”, but 3 is none in 3.5.
    """

    MATCH_CASE = auto()
    WHOLE_WORDS = auto()
    PATTERN = auto()


PLAIN = Way(0)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for."""

    text: str
    ways: Way = PLAIN

    @property
    def is_pattern(self) -> bool:
        return Way.PATTERN in self.ways

    def turned(self, way: Way, on: bool) -> Self:
        """Return the same query with a way turned on or off."""
        return replace(self, ways=self.ways | way if on else self.ways & ~way)


MOST = 2_000  # characters of words: more of them take seconds to prepare


class Search:
    """A query, ready to be looked for in any number of texts."""

    def __init__(self, query: Query) -> None:
        """Raise AnnotatorError when there is nothing to look for or the pattern is none."""
        if not query.is_pattern and len(query.text) > MOST:
            raise AnnotatorError(
                f"These are {len(query.text):,} characters, which is too much to look for; the "
                f"most is {MOST:,}."
            )
        self.query = query
        self._seeking = _Pattern(query) if query.is_pattern else _Words(query)

    def hits(self, text: str, *, patience: float | None = None) -> Iterator[Span]:
        """Yield the hits as `steps` does, without pauses."""
        return (hit for hit in self.steps(text, patience=patience) if hit is not None)

    def steps(self, text: str, *, patience: float | None = None) -> Iterator[Span | None]:
        """Yield the hits in order, apart and none cutting a grapheme; `None` where one may pause.

        Words are looked for in one stretch of the text after the other. How far a pattern looks,
        back or ahead, nobody can tell: it has all of the text before it from the first hit to the
        last, without a pause where there is no hit. Whoever must not wait looks for it in another
        thread. It raises TakesTooLong after so many seconds without a hit (`patience`).
        """
        for found in self._seeking.steps(text, patience):
            hit = found and _without_blanks(text, *found)
            if found is None or hit is not None:
                yield hit


class _Words:
    def __init__(self, query: Query) -> None:
        self._are_whole = Way.WHOLE_WORDS in query.ways
        self._alike = Lookalikes(query.text, exact if Way.MATCH_CASE in query.ways else folded)
        if not self._alike.query.strip():  # an accent alone is to be found as it is
            self._alike = Lookalikes(query.text, exact)
        if not self._alike.query.strip():
            raise AnnotatorError("Type the words to look for.")

    def steps(self, text: str, _: float | None) -> Iterator[tuple[int, int] | None]:
        start = 0
        while start < len(text):
            end = start + _STRETCH
            for first, last in self._in_stretch(text, start, end):
                yield first, last
                start = last
            start = max(start, end)
            yield None

    def _in_stretch(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what begins in a stretch, if need be beyond its end."""
        stop = self._alike.reach(text, end)
        characters = frozenset(text[max(0, start - 1) : stop])
        are_long, pattern = has_long_graphemes(characters), self._alike.pattern(characters)
        found = pattern.search(text, start, stop)
        while found is not None and found.start() < end:
            first, last = found.span()
            is_cut = are_long and _cuts_a_grapheme(text, first, last)
            if is_cut or (self._are_whole and _cuts_a_word(text, first, last)):
                last = first + 1
            else:
                yield first, last
            found = pattern.search(text, last, stop)


class _Pattern:
    def __init__(self, query: Query) -> None:
        if not query.text:
            raise AnnotatorError("Type the words to look for.")
        self._are_whole = Way.WHOLE_WORDS in query.ways
        self._pattern = compiled(query.text, match_case=Way.MATCH_CASE in query.ways)

    def steps(self, text: str, patience: float | None) -> Iterator[tuple[int, int]]:
        # One stretch after the other, since Python lets no other thread in while it makes a set.
        stretches = (text[at : at + _STRETCH] for at in range(0, len(text), _STRETCH))
        are_long = any(has_long_graphemes(frozenset(stretch)) for stretch in stretches)
        at = 0
        while at < len(text):
            for start, end in matches(self._pattern, text, at, patience):
                first, last = start, end
                if are_long and _cuts_a_grapheme(text, start, end):
                    first, last = grapheme_floor(text, start), grapheme_ceil(text, end)
                if self._are_whole and _cuts_a_word(text, first, last):
                    at = start + 1
                    break
                yield first, last
                if last > end:
                    at = last
                    break
            else:
                return


def _cuts_a_grapheme(text: str, start: int, end: int) -> bool:
    return not (is_grapheme_border(text, start) and is_grapheme_border(text, end))


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    return goes_on(text, start) or goes_on(text, end)


def _without_blanks(text: str, start: int, end: int) -> Span | None:
    if text[start] in _BLANK or text[end - 1] in _BLANK:
        return fitted(text, start, end, whole_words=False)
    return Span(start, end)
