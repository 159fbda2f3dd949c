"""Paragraphs of canonical text: its lines that hold more than blanks."""

import regex

from annotator.core.characters import BLANKS, ink_after, ink_before
from annotator.core.span import Span

_LINE = regex.compile(r"[^\n]+")
_BLANK = BLANKS + "\n"


def paragraphs(text: str) -> list[Span]:
    """Return the lines that hold more than blanks, without their line ends."""
    return [Span(*found.span()) for found in _LINE.finditer(text) if found[0].strip(BLANKS)]


def paragraph_at(text: str, at: int) -> Span | None:
    """Return the paragraph of a caret, or None on a line that is empty."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = (
        Span(start, end if end >= 0 else len(text)) if start != end and start < len(text) else None
    )
    return line if line and trimmed(text, line.start, line.end) else None


def paragraph_before(text: str, at: int) -> Span | None:
    """Return the paragraph that holds the last ink before `at`."""
    ink = ink_before(text, at)
    return None if ink is None else paragraph_at(text, ink)


def paragraph_after(text: str, at: int) -> Span | None:
    """Return the paragraph that holds the first ink at or after `at`."""
    ink = ink_after(text, at)
    return None if ink is None else paragraph_at(text, ink)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without blanks and line ends at both ends, or None when that is all."""
    stretch = text[start:end]
    without_head = stretch.lstrip(_BLANK)
    kept = without_head.rstrip(_BLANK)
    first = start + len(stretch) - len(without_head)
    return Span(first, first + len(kept)) if kept else None
