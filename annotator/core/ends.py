"""Where the ends of a span may go, one step at a time: by a word, or by a sign that is none.

Each mark, bracket or other sign is a step of its own, so that a quotation mark is taken in or left
out without touching the word beside it. Blanks and line ends are skipped: a span neither begins
nor ends with one, but it may reach over paragraphs, as a quotation may.
"""

from annotator.core.characters import ink_after, ink_before
from annotator.core.graphemes import grapheme_ceil, grapheme_floor
from annotator.core.span import Span
from annotator.core.words import word_at


def end_moved(text: str, span: Span, *, forward: bool) -> Span | None:
    """Return the span with its end at the next or the previous stop.

    It is None where there is no further stop, or nothing would be left of the span.
    """
    step = _step_after(text, span.end) if forward else _step_before(text, span.end)
    if step is not None and not forward and step.end >= span.end:
        step = _step_before(text, step.start)
    return Span(span.start, step.end) if step and span.start < step.end != span.end else None


def start_moved(text: str, span: Span, *, forward: bool) -> Span | None:
    """Return the span with its start at the next or the previous stop; None as `end_moved`."""
    step = _step_after(text, span.start) if forward else _step_before(text, span.start)
    if step is not None and forward and step.start <= span.start:
        step = _step_after(text, step.end)
    return Span(step.start, span.end) if step and span.start != step.start < span.end else None


def _step_after(text: str, at: int) -> Span | None:
    """Return the word or sign that holds the first ink at or after `at`."""
    ink = ink_after(text, at)
    return None if ink is None else _around(text, ink)


def _step_before(text: str, at: int) -> Span | None:
    """Return the word or sign that holds the last ink before `at`."""
    ink = ink_before(text, at)
    return None if ink is None else _around(text, ink)


def _around(text: str, at: int) -> Span:
    word = word_at(text, at)
    if word is not None and word.start <= at < word.end:
        return word
    return Span(grapheme_floor(text, at), grapheme_ceil(text, at + 1))
