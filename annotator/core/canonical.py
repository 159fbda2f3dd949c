"""Canonical text: what an article's text becomes, once, when it is imported.

Qt drops or swaps some characters silently (a leading BOM, NUL, lone surrogates, U+FDD0 …) and has
its own idea of line ends. Canonical text holds none of these, so that what is stored, counted,
shown and exported is the same string.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate

from annotator.core.characters import BLANKS

_LEADING_BOMS = re.compile("\ufeff+")
_CR_OF_CRLF = re.compile("\r(?=\n)")
_LINE_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef\ufffc]")
_EMPTY_LINES = re.compile(r"\A\n+|\n+\Z|(?<=\n\n)\n+")

Cut = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical text of a raw one, what was changed, and where each place of it went."""

    text: str
    report: dict[str, int]  # how much of what was changed; only what was
    _removals: tuple["_Removal", ...] = field(default=(), repr=False)

    def at(self, offset: int) -> int:
        """Return where a place of the raw text is now, both in code points.

        A place inside something that was removed is where that was.
        """
        for removal in self._removals:
            offset = removal.at(offset)
        return offset


def canonicalise(raw: str, *, clean: bool) -> Canonical:
    """Return the canonical text of `raw`; `clean` also drops blanks and lines that say nothing.

    Cleaning is for plain news text; a text that came with offsets is never cleaned.
    """
    work = _Work(raw)
    # All leading ones: Qt would drop the next one too.
    work.remove("bom", (found.span() for found in [_LEADING_BOMS.match(raw)] if found))
    if "\r" in raw:
        work.remove("line_ends", (found.span() for found in _CR_OF_CRLF.finditer(work.text)))
    work.replace("line_ends", _LINE_END, "\n")
    work.replace("replaced", _UNFIT, "\ufffd")
    if clean:
        work.remove("blanks", _blanks_at_line_ends(work.text))
        work.remove("empty_lines", (found.span() for found in _EMPTY_LINES.finditer(work.text)))
    return Canonical(work.text, work.report, tuple(work.removals))


def fingerprint(text: str) -> str:
    """Return the sha256 of the text's UTF-8, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _blanks_at_line_ends(text: str) -> Iterator[Cut]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        kept = line.lstrip(BLANKS)
        if len(kept) < len(line):
            yield start, end - len(kept)
        trimmed = len(kept.rstrip(BLANKS))
        if trimmed < len(kept):
            yield end - len(kept) + trimmed, end
        start = end + 1


class _Work:
    """A text on its way to being canonical."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.report: dict[str, int] = {}
        self.removals: list[_Removal] = []

    def remove(self, what: str, found: Iterable[Cut]) -> None:
        cuts = list(found)
        if not cuts:
            return
        borders = [0, *(border for cut in cuts for border in cut), len(self.text)]
        kept = zip(borders[::2], borders[1::2], strict=True)
        self.text = "".join([self.text[start:end] for start, end in kept])
        removal = _Removal(cuts)
        self.removals.append(removal)
        self._count(what, removal.total)

    def replace(self, what: str, unfit: re.Pattern[str], by: str) -> None:
        """Put one character for another, so that no offset moves."""
        self.text, count = unfit.subn(by, self.text)
        self._count(what, count)

    def _count(self, what: str, count: int) -> None:
        if count:
            self.report[what] = self.report.get(what, 0) + count


class _Removal:
    """Stretches that were taken out of a text, in order, none touching another."""

    def __init__(self, cuts: list[Cut]) -> None:
        self._starts = [start for start, _ in cuts]
        self._ends = [end for _, end in cuts]
        self._removed = [0, *accumulate(end - start for start, end in cuts)]

    @property
    def total(self) -> int:
        return self._removed[-1]

    def at(self, offset: int) -> int:
        index = bisect_right(self._starts, offset)
        inside = max(0, self._ends[index - 1] - offset) if index else 0
        return offset - self._removed[index] + inside
