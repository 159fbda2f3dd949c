"""Finding words or patterns in a text, so that every hit can be tagged as it is.

Words are found whatever their quotation marks, apostrophes, dashes and blanks look like, and over
a line end; and whatever their case and accents, unless these are to count. A pattern means what it
says; only case is passed over, unless it is to count.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

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
from annotator.core.words import goes_on


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for.

    A whole word ends where a letter or digit follows no more: Brandt is one in “Brandt’s”, and in
    “Brandt-led”, but 3 is none in 3.5.
    """

    text: str
    whole_words: bool = False
    is_regex: bool = False
    match_case: bool = False


class Search:
    """A query, ready to be looked for in any number of texts."""

    def __init__(self, query: Query) -> None:
        """Raise AnnotatorError when there is nothing to look for or the pattern is none."""
        self.query = query
        self._pattern = (
            compiled(query.text, match_case=query.match_case) if query.is_regex else None
        )
        self._lookalikes = Lookalikes(query.text, exact if query.match_case else folded)
        if not self._lookalikes.query:  # an accent alone is to be found as it is
            self._lookalikes = Lookalikes(query.text, exact)
        if not (query.text if query.is_regex else self._lookalikes.query):
            raise AnnotatorError("Type the words to look for.")

    def hits(self, text: str, within: Span | None = None) -> Iterator[Span]:
        """Yield the places in order, apart from each other, none of them cutting a grapheme.

        With `within` it is as if the text ended there. Raises AnnotatorError on a pattern that
        takes too long.
        """
        start, stop = (within.start, min(within.end, len(text))) if within else (0, len(text))
        found_in = self._finder(text)
        at = start
        while at < stop:
            for first, last in found_in(text, at, stop):
                hit = self._fitted(text, first, last)
                if hit is None or hit.start < start or hit.end > stop:
                    at = first + 1
                    break
                yield hit
                if hit.end > last:
                    at = hit.end
                    break
            else:
                return

    def _finder(self, text: str) -> Callable[[str, int, int], Iterator[tuple[int, int]]]:
        if self._pattern is not None:
            return partial(matches, self._pattern)
        return partial(_spans, self._lookalikes.pattern(_alphabet(text)))

    def _fitted(self, text: str, start: int, end: int) -> Span | None:
        if _has_long_graphemes(text) and not (
            is_grapheme_border(text, start) and is_grapheme_border(text, end)
        ):
            if not self.query.is_regex:
                return None
            start, end = grapheme_floor(text, start), grapheme_ceil(text, end)
        if self.query.whole_words and (goes_on(text, start) or goes_on(text, end)):
            return None
        return Span(start, end)


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text, start, end))


@lru_cache(maxsize=4)
def _alphabet(text: str) -> frozenset[str]:
    return frozenset(text)


@lru_cache(maxsize=4)
def _has_long_graphemes(text: str) -> bool:
    return has_long_graphemes(_alphabet(text))
