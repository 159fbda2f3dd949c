"""What a label key takes when nothing is selected: stretches around the caret, ever wider."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from annotator.core.names import name_at, with_role
from annotator.core.quotations import quotations_around
from annotator.core.span import Span
from annotator.core.text import paragraph_at, sentence_at, trimmed, word_at


class Unit(StrEnum):
    """What a label is mostly put on, so what its key takes first."""

    QUOTATION = "quotation"
    SENTENCE = "sentence"
    NAME = "name"
    WORD = "word"


def ladder(text: str, at: int, unit: Unit) -> list[Span]:
    """Return the spans that pressing a key again and again goes through, each wider than the last.

    Where the caret is in none of the unit, the ladder begins with the next wider one. It is empty
    only in an empty paragraph.
    """
    rungs: list[Span] = []
    for rung in _rungs(text, at, unit):
        if not rungs or (rung.contains(rungs[-1]) and rung != rungs[-1]):
            rungs.append(rung)
    return rungs


def _rungs(text: str, at: int, unit: Unit) -> Iterator[Span]:
    widest = None
    for widest in _smallest(text, at, unit):
        yield widest
    sentence = _whole(text, widest, sentence_at) if widest else sentence_at(text, at)
    if sentence:
        yield sentence
        if unit in (Unit.QUOTATION, Unit.SENTENCE):
            yield _whole(text, sentence, _ink_of_paragraph)


def _smallest(text: str, at: int, unit: Unit) -> list[Span]:
    word = word_at(text, at)
    match unit:
        case Unit.QUOTATION:
            around = quotations_around(text, at)
            return [span for span in around if span.contains(around[0])]
        case Unit.SENTENCE:
            return []
        case Unit.NAME if name := name_at(text, at):
            return [name, with_role(text, name)]
        case _:
            return [word] if word else []


def _whole(text: str, span: Span, at: Callable[[str, int], Span | None]) -> Span:
    """Return the sentences, or paragraphs, that hold a span; it begins and ends with ink."""
    first, last = at(text, span.start), at(text, span.end - 1)
    return Span(first.start if first else span.start, last.end if last else span.end)


def _ink_of_paragraph(text: str, at: int) -> Span | None:
    line = paragraph_at(text, at)
    return trimmed(text, line.start, line.end) if line else None
