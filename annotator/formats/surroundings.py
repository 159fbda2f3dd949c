"""What a span stands in: paragraph, sentence, and the quotes around it."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from annotator.core.model import Annotation
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.core.text import paragraphs, sentences
from annotator.formats.units import Units


class Places:
    """Paragraphs and sentences of a text, of which only those asked for are worked out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences: dict[int, tuple[list[int], list[Span]]] = {}

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return paragraphs(self._text)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._paragraphs]

    def of(self, at: int) -> tuple[int | str, str, int | str]:
        """Return paragraph, sentence and start of the sentence of a place."""
        number = bisect_right(self._starts, at)
        if not number:  # a span over the blanks before the first paragraph of a verbatim text
            return "", "", ""
        if number not in self._sentences:
            found = sentences(self._text, self._paragraphs[number - 1])
            self._sentences[number] = [one.start for one in found], found
        starts, found = self._sentences[number]
        sentence = found[max(0, bisect_right(starts, at) - 1)]
        return number, sentence.of(self._text), sentence.start


def enclosing_quotes(annotations: list[Annotation], units: Units) -> Iterator[str]:
    """Yield for each annotation the uid of the innermost quote around it, or nothing.

    A quote lies only in a longer quote of the same coder: what another coder marked at nearly the
    same place is the same quote seen by other eyes. Everything else may also lie in a quote as
    long as itself, and in one of another coder where its own coder marked none.
    """
    quotes = sorted(
        (one for one in annotations if one.label == QUOTE), key=lambda one: (one.start, -one.end)
    )
    upcoming = 0
    open_: list[Annotation] = []
    for one in annotations:
        while upcoming < len(quotes) and quotes[upcoming].start <= one.start:
            open_.append(quotes[upcoming])
            upcoming += 1
        open_ = [quote for quote in open_ if quote.end > one.start]
        around = [quote for quote in open_ if _lies_in(one, quote, units)]
        innermost = min(
            around,
            key=lambda quote: (quote.coder != one.coder, quote.end - quote.start, quote.uid),
            default=None,
        )
        yield innermost.uid if innermost else ""


def _lies_in(one: Annotation, quote: Annotation, units: Units) -> bool:
    if not (quote.start <= one.start and one.end <= quote.end):
        return False
    if one.label != QUOTE:
        return True
    longer = quote.end - quote.start > one.end - one.start
    return longer and quote.coder == one.coder and units.head(quote) != units.head(one)
