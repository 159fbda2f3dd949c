"""Spans that begin or end inside a word, or with a blank."""

from collections.abc import Iterator

from annotator.core import acts
from annotator.core.checks.finding import Finding
from annotator.core.checks.subject import Subject
from annotator.core.edit import Edit
from annotator.core.graphemes import is_grapheme_border
from annotator.core.model import Annotation
from annotator.core.paragraphs import trimmed
from annotator.core.span import Span
from annotator.core.words import goes_on

_LONGEST = 100  # characters that a word is made longer by; where there are more it is no word


def cut_words(subject: Subject) -> Iterator[Finding | None]:
    """Yield what does not begin and end with whole words.

    An apostrophe and a hyphen end a word: a name is tagged without what is hung on to it.
    """
    text = subject.text
    for one in subject.annotated():
        if one is None:
            yield None
        elif sentence := _sentence(text, one.span):
            repair = "Take the whole word" if "word" in sentence else "Leave the blanks out"
            yield subject.found("word", sentence, one, repair if _mended(subject, one) else "")


def whole_words(subject: Subject, finding: Finding, _coder: str) -> Edit | None:
    one = subject.index.get(finding.annotation)
    mended = _mended(subject, one) if one else None
    return acts.resize(subject.article, one, mended) if one and mended else None


def _sentence(text: str, span: Span) -> str:
    ink = trimmed(text, span.start, span.end)
    if ink is None:
        return "There are only blanks in it."
    cut = [_is_cut(text, ink.start), _is_cut(text, ink.end)]
    if any(cut):
        return f"It {_ends(*cut)} inside a word."
    blank = [ink.start > span.start, ink.end < span.end]
    return f"It {_ends(*blank)} with a blank." if any(blank) else ""


def _ends(first: bool, last: bool) -> str:
    return " and ".join(verb for verb, is_so in (("begins", first), ("ends", last)) if is_so)


def _mended(subject: Subject, one: Annotation) -> Span | None:
    """Return the span with whole words and without blanks, if it can be that."""
    text = subject.text
    ink = trimmed(text, one.start, one.end)
    if ink is None:
        return None
    start, end = ink.start, ink.end
    while _is_cut(text, start) and ink.start - start < _LONGEST:
        start -= 1
    while _is_cut(text, end) and end - ink.end < _LONGEST:
        end += 1
    whole = Span(start, end)
    if whole == one.span or _is_cut(text, start) or _is_cut(text, end):
        return None
    return None if subject.is_taken(one.label, whole, one.coder) else whole


def _is_cut(text: str, at: int) -> bool:
    return 0 < at < len(text) and (goes_on(text, at) or not is_grapheme_border(text, at))
