"""Hits with what stands around them, as the list of occurrences shows them."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from annotator.core.characters import BLANKS
from annotator.core.model import Article
from annotator.core.span import Span
from annotator.ui.slicing import Rest

# What is kept of the line around a hit, and of a long hit, in characters.
_BEFORE, _WORDS, _AFTER = 60, 240, 160


class Occurrence(NamedTuple):
    """A hit, with what stands around it on one line."""

    article: str  # uid
    span: Span
    paragraph: int  # from 1
    before: str
    words: str
    after: str


class Found(NamedTuple):
    """The hits of one article, and which of its spans are tagged as they would be."""

    article: str  # uid
    occurrences: list[Occurrence]
    taken: Collection[Span]


def occurrences(
    article: Article, hits: Iterable[Span | Rest | None]
) -> Iterator[Occurrence | Rest | None]:
    """Yield the hits in an article as they are shown, and pauses as they come."""
    text, uid = article.text, article.uid
    number, counted_to = 1, 0
    for span in hits:
        if not isinstance(span, Span):
            yield span
            continue
        line = text.rfind("\n", counted_to, span.start) + 1
        if line > counted_to:
            lines = text[counted_to : line - 1].split("\n")
            number += sum(bool(each.strip(BLANKS)) for each in lines)
            counted_to = line
        before, after = _before(text, span.start), _after(text, span.end)
        yield Occurrence(uid, span, number, before, _on_one_line(text, span), after)


def _before(text: str, at: int) -> str:
    """Return what stands before a place on its line, from the beginning of a word."""
    first = max(0, at - _BEFORE)
    cut = text[first:at].rpartition("\n")[2]
    if len(cut) < at - first or first == 0:
        return cut.lstrip(BLANKS)
    word = cut.partition(" ")[2]
    return f"…{word or cut}"


def _after(text: str, at: int) -> str:
    """Return what stands behind a place on its line, as far as it could be shown."""
    return text[at : at + _AFTER].partition("\n")[0].rstrip(BLANKS)


def _on_one_line(text: str, span: Span) -> str:
    if len(span) <= _WORDS:
        return " ".join(span.of(text).split())
    half = _WORDS // 2
    head, tail = text[span.start : span.start + half], text[span.end - half : span.end]
    return f"{' '.join(head.split())} … {' '.join(tail.split())}"
