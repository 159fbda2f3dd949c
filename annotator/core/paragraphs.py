"""Paragraphs of canonical text: its lines that hold more than blanks."""

import regex

from annotator.core.characters import BLANKS
from annotator.core.span import Span

_LINE = regex.compile(r"[^\n]+")
_INK = regex.compile(rf"[^\n{BLANKS}]")
_INK_BACKWARDS = regex.compile(rf"(?r)[^\n{BLANKS}]")
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
    ink = _INK_BACKWARDS.search(text, 0, at)
    return paragraph_at(text, ink.start()) if ink else None


def paragraph_after(text: str, at: int) -> Span | None:
    """Return the paragraph that holds the first ink at or after `at`."""
    ink = _INK.search(text, at)
    return paragraph_at(text, ink.start()) if ink else None


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without blanks and line ends at both ends, or None when that is all."""
    stretch = text[start:end]
    without_head = stretch.lstrip(_BLANK)
    kept = without_head.rstrip(_BLANK)
    first = start + len(stretch) - len(without_head)
    return Span(first, first + len(kept)) if kept else None
