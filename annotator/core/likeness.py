"""What is the same to somebody who looks for words: curly and straight, é and e, – and -.

The key of a character is what it is compared by. A key has no characters (marks of direction,
and accents unless they matter), one, or several (ß, ﬁ, …), so that a query can be laid over a text
in several ways; `Lookalikes` makes the pattern that holds them all.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

import regex

from annotator.core.characters import BLANKS, FOLLOWING

_TYPED = {
    **dict.fromkeys("“”„‟＂", '"'),
    **dict.fromkeys("‘’‚‛＇ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_INVISIBLE = "[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f]"
# The accents of scripts that can be read without them. Elsewhere marks are letters: か and が.
_ACCENT = (
    r"[[\p{Mn}--[\u3099\u309a]]&&"
    r"[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]]"
)
_PASSED_OVER = regex.compile(_INVISIBLE, regex.VERSION1)
_PASSED_OVER_OR_ACCENT = regex.compile(rf"{_INVISIBLE}|{_ACCENT}", regex.VERSION1)
_FOLLOWS = regex.compile(FOLLOWING)

# What a hit may have more of than its query has, so that it may be of any length.
_MORE = rf"\n{BLANKS}\p{{M}}\p{{Cf}}"

_LONGEST_ROW = 12

Key = Callable[[str], str]


@cache
def folded(char: str) -> str:
    """Return what a character is compared by when case and accents make no difference."""
    if char in _TYPED:
        return _TYPED[char]
    plain = unicodedata.normalize("NFKD", char.casefold())
    if " " in plain:  # ¨ is no blank
        return char.casefold()
    kept = _PASSED_OVER_OR_ACCENT.sub("", plain.casefold())
    return "".join(_TYPED.get(one, one) for one in kept)


@cache
def exact(char: str) -> str:
    """Return what a character is compared by when case and accents count."""
    if char in _TYPED:
        return _TYPED[char]
    kept = _PASSED_OVER.sub("", unicodedata.normalize("NFD", char))
    return "".join(_TYPED.get(one, one) for one in kept)


def key_of(text: str, key: Key) -> str:
    """Return the keys of a text; blanks in a row are one, and with two line ends a line end."""
    keys: list[str] = []
    gap, lines = False, 0
    for char in text:
        if char == "\n" or char in BLANKS:
            gap, lines = True, lines + (char == "\n")
        elif own := key(char):
            if gap:
                keys.append("\n" if lines > 1 else " ")
                gap, lines = False, 0
            keys.append(own)
    if gap:
        keys.append("\n" if lines > 1 else " ")
    return "".join(keys)


class Lookalikes:
    """The pattern of a query, over the characters that were met in the texts so far."""

    def __init__(self, query: str, key: Key) -> None:
        self._key = key
        self.query = key_of(query, key)
        self._met: set[str] = set()
        self._alike: dict[str, list[str]] = {}  # by key, as far as the query has it
        self._pattern: re.Pattern[str] | None = None
        size = len(self.query) + 1
        self._longer = regex.compile(f"(?:[{_MORE}]*+[^{_MORE}]){{{size}}}", regex.VERSION1)

    def reach(self, text: str, at: int) -> int:
        """Return how far at most a hit goes that begins before a place."""
        found = self._longer.match(text, at)
        return found.end() if found else len(text)

    def pattern(self, alphabet: Iterable[str]) -> re.Pattern[str]:
        """Return the pattern for a text of these characters; what it finds may cut graphemes."""
        for char in set(alphabet) - self._met:
            self._met.add(char)
            own = self._key(char)
            if own in self.query and char != "\n" and char not in BLANKS:
                self._alike.setdefault(own, []).append(char)
                self._pattern = None
        if self._pattern is None:
            self._pattern = re.compile(_Laying(self.query, self._alike).pattern())
        return self._pattern


class _Laying:
    """All ways to lay characters over a query, each over as much of it as its key is long.

    So “office” is found in “oﬃce”: the key of “ﬃ” is “ffi”, so its tile lies over 1 to 4 of the
    query; that of “ﬀ” would lie over 1 to 3, those of letters over one character each. The query
    is halved again and again, down to single characters, and the ways through both halves are
    joined; a tile that lies over the middle (here “ﬃ” over “off|ice”, and “ﬀ” over “o|ff”, where
    that is halved) is another way beside them. In a text with all of these the pattern is
    `(?:o(?:ff|ﬀ)ice|oﬃce)`.
    """

    def __init__(self, query: str, alike: dict[str, list[str]]) -> None:
        self.query = query
        passed_over = alike.get("", [])
        following = [char for char in passed_over if _FOLLOWS.match(char)]
        self.between = f"{_one_of(passed_over)}*+" if passed_over else ""
        self.after = f"{_one_of(following)}*+" if following else ""
        self.blank = _one_of([*BLANKS, *passed_over])
        self.tiles = {
            (at, at + len(own)): _one_of(chars)
            for own, chars in alike.items()
            if own
            for at in range(len(query))
            if query.startswith(own, at)
        }
        for at, char in enumerate(query):
            if char in " \n":
                self.tiles[at, at + 1] = self.gap(char)

        self.long = self.long_tiles()

    def pattern(self) -> str:
        whole = self.ways(0, len(self.query))
        return "(?!)" if whole is None else whole + self.after

    def ways(self, start: int, end: int) -> str | None:
        """Return the pattern for a stretch of the query, or None where nothing can be laid."""
        if end - start == 1:
            return self.tile(start, end)
        middle = (start + end) // 2
        found = [self.joined(self.ways(start, middle), self.ways(middle, end))]
        for first, last in self.long:
            if start <= first < middle < last <= end:
                before = self.ways(start, first) if start < first else ""
                behind = self.ways(last, end) if last < end else ""
                found.append(self.joined(before, self.tile(first, last), behind))
        ways = [one for one in found if one is not None]
        return f"(?:{'|'.join(ways)})" if len(ways) > 1 else next(iter(ways), None)

    def tile(self, start: int, end: int) -> str | None:
        found = self.tiles.get((start, end))
        return found and (self.between + found if start else found)

    def long_tiles(self) -> list[tuple[int, int]]:
        """Return the tiles over several characters, but those of long rows of dots and the like.

        There the number of ways has no end; such a row is found as it was typed.
        """
        rows: list[list[tuple[int, int]]] = []
        reached = 0
        for start, end in sorted(tile for tile in self.tiles if tile[1] - tile[0] > 1):
            if start < reached:
                rows[-1].append((start, end))
            else:
                rows.append([(start, end)])
            reached = max(reached, end)
        return [tile for row in rows if row[-1][1] - row[0][0] <= _LONGEST_ROW for tile in row]

    def gap(self, char: str) -> str:
        blank, blanks = f"[{BLANKS}]", f"{self.blank}*+"
        if char == "\n":
            return rf"(?:{blank}{blanks})?+\n{blanks}\n(?:{self.blank}|\n)*+"
        return rf"(?:{blank}{blanks}(?:\n{blanks})?+|\n{blanks})"

    @staticmethod
    def joined(*parts: str | None) -> str | None:
        return None if None in parts else "".join(part for part in parts if part)


def _one_of(chars: Iterable[str]) -> str:
    escaped = list(map(re.escape, sorted(chars)))
    return escaped[0] if len(escaped) == 1 else f"[{''.join(escaped)}]"
