"""Quotation marks of one paragraph, paired: which open, which close, which are apostrophes.

A mark's own shape settles little (“ closes in German, ’ is mostly an apostrophe, " says nothing),
so what stands on either side of it and what is still open are asked as well. Offsets are code
points from the start of the paragraph.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from annotator.core.characters import QUOTATION_MARKS, Side, side

# An apostrophe between Latin letters is left out here already, since there are so many.
_LATIN = "0-9A-Za-zÀ-ÖØ-öø-ɏ"
_MARK = re.compile(rf"[{QUOTATION_MARKS}](?!(?<=[{_LATIN}]['‘’‛])[{_LATIN}])")
_VARIANTS = {"‟": "“", "‛": "‘"}

# What a paragraph with a quotation in it must hold, so that the many without one are passed over:
# a mark that could open, which ’ and an apostrophe after a Latin letter never can.
MAY_OPEN = rf"[\"“”„‟«»‹›「」『』'‘‚‛](?:(?<!['‘‛])|(?<![{_LATIN}].)|(?<=[‘‛])(?![{_LATIN}]))"

# What each mark may close. One shape for both ends: Swedish ”…”, Finnish »…», straight marks.
# A mark may also close its own shape, or “ be closed by ", where a writer mixed them up.
_CLOSES = {
    "”": "“„”", "“": "„“", "»": "«»", "«": "»", "›": "‹›", "‹": "›", '"': '"“', "」": "「",
    "』": "『", "’": "‘‚", "‘": "‚‘", "'": "'", "„": "", "‚": "", "「": "", "『": "",
}  # fmt: skip
_SINGLE = "'‘’‚"
_OPENING_SHAPES = "“«‹‘"
_CLOSING_SHAPES = "”»›’"
_STRAIGHT = "\"'"

_FREE = (Side.BLANK, Side.OPENING, Side.DASH)
_LETTERS = (Side.WORD, Side.OTHER)

# ‘90s, 'n', 'em: an apostrophe, however it is curled, that would pass for an opening mark.
_ELISION = re.compile(r"(?<!\w)['‘’](?:n['’]|(?:\d\ds|em|til|tis|twas)\b)", re.IGNORECASE)
# 6'2": feet and inches, minutes and seconds.
_MEASURE = re.compile(r"\d['’′]\s?\d+(?:\.\d+)?(?:\"|'')")
# The ministers’ plan, a 5" pipe, ‘… the owners’,’: what may close, but may belong to the word.
_DOUBTFUL = re.compile(
    r"(?<=[sS\d])['’](?=[^\S\n]\w)|(?<=[sS])['’](?=[,.;:!?…]['’])|(?<=\d)\"(?=[^\S\n]\w)"
)
_HEBREW_ABBREVIATION = re.compile(r"(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea])")


@dataclass(frozen=True, slots=True)
class Opening:
    """A mark that opens, where it stands, and whether the paragraph begins with it.

    Marks behind each other at the start all begin the paragraph.
    """

    at: int
    mark: str
    leading: bool


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs of a paragraph (opening, end of the closing mark) and what is left open."""

    pairs: tuple[tuple[Opening, int], ...]
    unclosed: tuple[Opening, ...]

    @property
    def leading(self) -> list[Opening]:
        openings = [*(opening for opening, _ in self.pairs), *self.unclosed]
        return sorted((one for one in openings if one.leading), key=lambda one: one.at)

    @property
    def pending(self) -> list[Opening]:
        """What is left open and may go on in the next paragraph.

        Of two marks of one shape directly in each other, the first was never closed by mistake.
        """
        following = [*(opening.mark for opening in self.unclosed[1:]), ""]
        return [
            opening
            for opening, mark in zip(self.unclosed, following, strict=False)
            if mark != opening.mark
        ]


@lru_cache(maxsize=4096)  # the paragraphs of a book, read again at each step through it
def paired(paragraph: str) -> Paired:
    """Pair the quotation marks of a paragraph; marks that fit nowhere are left out."""
    return _Pairing(paragraph).result()


class _Pairing:
    def __init__(self, line: str) -> None:
        self.line = line
        self.open: list[Opening] = []
        self.pairs: list[tuple[Opening, int]] = []
        self.head = self.after_blanks(0)  # where a leading mark would stand
        self.last_opened = -1
        self.apostrophes = {
            found.start() + offset
            for pattern in (_ELISION, _MEASURE, _HEBREW_ABBREVIATION)
            for found in pattern.finditer(line)
            for offset, char in enumerate(found[0])
            if char in QUOTATION_MARKS
        }

    def result(self) -> Paired:
        for found in _MARK.finditer(self.line):
            self.place(found.start(), _VARIANTS.get(found[0], found[0]))
        return Paired(tuple(self.pairs), tuple(self.open))

    def place(self, at: int, mark: str) -> None:
        if self.is_apostrophe(at, mark):
            return
        left, right = self.left(at), side(self.line[at + 1 : at + 2])
        index = self.closable(mark)
        if index is not None and self.closes(at, mark, self.open[index].mark, left, right):
            self.pairs.append((self.open[index], at + 1))
            del self.open[index:]
        elif _opens(mark, left, right):
            if index is not None and mark in _STRAIGHT and self.open[index].mark == mark:
                # Straight marks do not nest in each other: the one before was never closed.
                del self.open[index:]
            self.open.append(Opening(at, mark, leading=at == self.head))
            self.last_opened = at
            if at == self.head:
                self.head = self.after_blanks(at + 1)

    def closable(self, mark: str) -> int | None:
        """Return which open mark this one would close: the innermost that it may.

        A single mark does not look outside the double marks around it: it may be an apostrophe.
        """
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].mark in _CLOSES[mark]:
                return index
            if mark in _SINGLE and self.open[index].mark not in _SINGLE:
                return None
        return None

    def closes(self, at: int, mark: str, opened: str, left: Side, right: Side) -> bool:
        if mark in _OPENING_SHAPES:
            return left not in _FREE and (mark != opened or right not in _LETTERS)
        if mark in _CLOSING_SHAPES:
            return (left is not Side.BLANK or mark not in (opened, "’")) and not self.is_doubtful(
                at
            )
        if mark in _STRAIGHT:
            if left is not Side.BLANK and right not in _LETTERS:
                return not self.is_doubtful(at)
            return mark == opened and not _opens_freely(left, right)
        return True

    def is_doubtful(self, at: int) -> bool:
        """Say whether a mark that may belong to its word leaves the closing to a better one."""
        if not _DOUBTFUL.match(self.line, at):
            return False
        single = self.line[at] in _SINGLE
        for found in _MARK.finditer(self.line, at + 1):
            other, mark = found.start(), found[0]
            if self.is_apostrophe(other, mark) or (mark in _SINGLE and not single):
                continue
            if mark not in _SINGLE and single:
                return False
            if side(self.line[other - 1]) not in _FREE:
                return not _DOUBTFUL.match(self.line, other)
            if mark != "’":
                return False
        return False

    def is_apostrophe(self, at: int, mark: str) -> bool:
        if at in self.apostrophes:
            return True
        around = self.line[at - 1 : at], self.line[at + 1 : at + 2]
        return mark in "'’‘" and at > 0 and all(side(char) is Side.WORD for char in around)

    def left(self, at: int) -> Side:
        if at and self.line[at - 1] in QUOTATION_MARKS:
            return Side.OPENING if self.last_opened == at - 1 else Side.CLOSING
        return side(self.line[at - 1 : at] if at else "")

    def after_blanks(self, at: int) -> int:
        while at < len(self.line) and side(self.line[at]) is Side.BLANK:
            at += 1
        return at


def _opens(mark: str, left: Side, right: Side) -> bool:
    if mark in _OPENING_SHAPES:
        return left in _FREE or right is not Side.BLANK
    if mark == "’":
        return False
    if mark in _CLOSING_SHAPES:
        return left in (Side.BLANK, Side.OPENING) and right not in (Side.BLANK, Side.CLOSING)
    if mark in _STRAIGHT:
        return _opens_freely(left, right) or (left is not Side.WORD and right in _LETTERS)
    return mark in "„‚「『"


def _opens_freely(left: Side, right: Side) -> bool:
    return left in _FREE and right is not Side.BLANK
