"""Quotes that have lost a quotation mark at one of their ends.

A quote that is some of the words of a quotation needs no marks. One that has all words up to a
mark without it, and reaches to or over the other one, lacks it. Split quotes are taken as a whole,
so that the mark at which one part begins may be closed by another.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.core import acts
from annotator.core.checks.finding import Finding
from annotator.core.checks.letters import LETTER, LETTER_BACKWARDS
from annotator.core.checks.subject import Subject
from annotator.core.edit import Edit
from annotator.core.model import Annotation
from annotator.core.quotations import quotations_around
from annotator.core.scheme import QUOTE
from annotator.core.span import Span

_TAKE_IN = "Take in the quotation mark"


class _End(NamedTuple):
    """How some spans stand to one end of a quotation."""

    has: bool  # they reach to the mark and over it
    lacks: bool  # all words up to the mark are in them, and it is not


def cut_marks(subject: Subject) -> Iterator[Finding | None]:
    """Yield the quotes from which a mark is cut off, each part of a split one for itself."""
    for head in subject.heads():
        if head is None:
            yield None
        elif head.label == QUOTE:
            parts = subject.parts(head)
            mended, torn = _mended(subject.text, parts)
            for part in parts:
                if part.span != mended[part.uid]:
                    yield _cut_off(subject, part, mended[part.uid])
                elif part.uid == torn:
                    yield subject.found("mark", "Only one of two quotation marks is in it.", part)


def whole_marks(subject: Subject, finding: Finding, _coder: str) -> Edit | None:
    one = subject.index.get(finding.annotation)
    if one is None:
        return None
    head = subject.index.get(subject.links.parts.head(one.uid)) or one
    span = _mended(subject.text, subject.parts(head))[0][one.uid]
    if span == one.span or subject.is_taken(one.label, span, one.coder):
        return None
    return acts.resize(subject.article, one, span)


def _cut_off(subject: Subject, part: Annotation, whole: Span) -> Finding:
    both = whole.start < part.start and part.end < whole.end
    sentence = "The quotation marks are cut off." if both else "A quotation mark is cut off."
    repair = f"{_TAKE_IN}s" if both else _TAKE_IN
    taken = subject.is_taken(part.label, whole, part.coder)
    return subject.found("mark", sentence, part, "" if taken else repair)


def _mended(text: str, parts: Sequence[Annotation]) -> tuple[dict[str, Span], str | None]:
    """Return the parts (by uid) with the marks that they lack, and one that lacks one for good.

    That is where a quote goes only halfway into a quotation: what it should be nobody can tell.
    """
    spans = {part.uid: part.span for part in parts}
    torn = None
    # The inner ones first, so that a quote grows out of each into the one around it.
    for quotation in sorted(_at_ends(text, parts), key=lambda one: (len(one), one)):
        uids = [uid for uid, span in spans.items() if span.overlaps(quotation)]
        if not uids:
            continue
        first = min(uids, key=lambda uid: spans[uid].start)
        last = max(uids, key=lambda uid: spans[uid].end)
        start, end = spans[first].start, spans[last].end
        words = _words_of(text, quotation)
        opening = _End(start <= quotation.start, quotation.start < start <= words.start)
        closing = _End(quotation.end <= end, words.end <= end < quotation.end)
        if opening.lacks and closing.lacks and Span(start, end) in quotations_around(text, start):
            continue  # those are marks of its own, and the others of who tells it
        if opening.lacks and (closing.has or closing.lacks):
            spans[first] = Span(quotation.start, spans[first].end)
        if closing.lacks and (opening.has or opening.lacks):
            spans[last] = Span(spans[last].start, quotation.end)
        if opening.has and not closing.has and not closing.lacks:
            torn = torn or (None if _ends_line(text, end) else last)
        elif closing.has and not opening.has and not opening.lacks:
            torn = torn or (None if _begins_line(text, start) else first)
    return spans, torn


def _at_ends(text: str, parts: Sequence[Annotation]) -> set[Span]:
    """Return the quotations in or at which a part begins or ends; the others are of no matter."""
    return {
        found
        for part in parts
        for at in (part.start, part.end)
        for found in quotations_around(text, at)
    }


def _words_of(text: str, quotation: Span) -> Span:
    """Return a quotation from its first to its last letter or digit; all of it without such."""
    first = LETTER.search(text, quotation.start, quotation.end)
    last = LETTER_BACKWARDS.search(text, quotation.start, quotation.end)
    return Span(first.start(), last.end()) if first and last else quotation


# In a quotation of several paragraphs, each of them may be a quote of its own.
def _ends_line(text: str, at: int) -> bool:
    return not text[at : at + 1].strip("\n")


def _begins_line(text: str, at: int) -> bool:
    return not text[max(0, at - 1) : at].strip("\n")
