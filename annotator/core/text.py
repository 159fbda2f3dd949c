"""The one place that finds graphemes, words, sentences and paragraphs in canonical text.

Offsets are code points, spans half-open. What asks for one place looks only around that place, so
that it takes no longer in a book than in a headline.
"""

from annotator.core.characters import BLANKS
from annotator.core.graphemes import grapheme_ceil, grapheme_floor
from annotator.core.paragraphs import paragraph_at, paragraphs, trimmed
from annotator.core.sentences import sentence_at, sentences
from annotator.core.span import Span
from annotator.core.words import word_at, words

__all__ = [
    "BLANKS",
    "fitted",
    "grapheme_ceil",
    "grapheme_floor",
    "paragraph_at",
    "paragraphs",
    "sentence_at",
    "sentences",
    "trimmed",
    "word_at",
    "words",
]


def fitted(text: str, start: int, end: int, *, whole_words: bool) -> Span | None:
    """Return the span that a selection becomes, or None when it holds only blanks.

    Blanks and line ends at both ends go, a grapheme that was cut is taken whole, and so is, with
    `whole_words`, a word that was cut. Nothing else is added or dropped.
    """
    span = trimmed(text, max(0, start), max(0, min(end, len(text))))
    if span is None:
        return None
    span = Span(grapheme_floor(text, span.start), grapheme_ceil(text, span.end))
    return _with_whole_words(text, span) if whole_words else span


def _with_whole_words(text: str, span: Span) -> Span:
    first, last = word_at(text, span.start), word_at(text, span.end - 1)
    start, end = span.start, span.end
    if first and first.start < start < first.end:
        start = first.start
    if last and last.start < end < last.end:
        end = last.end
    return Span(start, end)
