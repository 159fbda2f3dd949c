"""Offsets that came with a text, brought to its canonical form; never moved to where they fit."""

from typing import Any

from annotator.core.canonical import canonicalise
from annotator.core.errors import AnnotatorError


class Offsets:
    """A text that came with offsets, in code points of the text as it came."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._canonical = canonicalise(raw, clean=False)
        self._same = self._canonical.text == raw
        self.text = self._canonical.text
        self.report = self._canonical.report

    def span(self, start: Any, end: Any) -> tuple[int, int]:
        """Return a span of the text as it came as one of the canonical text.

        Raises AnnotatorError with a sentence when it is none, or when it cannot be kept exactly.
        """
        if type(start) is not int or type(end) is not int:
            raise AnnotatorError("Start and end should be whole numbers.")
        if start < 0 or end > len(self._raw):
            raise AnnotatorError(
                f"It reaches beyond the text, which has {len(self._raw):,} characters."
            )
        if start >= end:
            raise AnnotatorError("It is empty: its end should come after its start.")
        if self._same:
            return start, end
        for name, at in (("starts", start), ("ends", end)):
            if self._raw[at - 1 : at + 1] == "\r\n" and at:
                raise AnnotatorError(f"It {name} inside a line end (between CR and LF).")
        placed = self._canonical.at(start), self._canonical.at(end)
        if placed[0] == placed[1]:
            raise AnnotatorError("It covers only characters that are no text (a byte order mark).")
        return placed

    def as_it_came(self, start: int, end: int) -> str:
        return self._raw[start:end]
