"""Grapheme clusters: what a reader takes for one character, wherever in a text."""

from collections.abc import Iterable
from functools import lru_cache

import regex

_CLUSTER = regex.compile(r"\X")

# Two neighbours between which no rule of UAX 29 ever joins: the right one begins a cluster for
# certain, whatever stands before. Searched backwards, this is the nearest place to count from.
_CERTAIN = regex.compile(
    r"(?r)(?<=[^\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=Prepend}])\p{GCB=Other}|(?<=\n).",
    regex.DOTALL,
)

# The same of two neighbours alone, where the right one is no letter that a virama may tie.
_CERTAIN_PAIR = regex.compile(
    r"[^\p{GCB=Prepend}][\p{GCB=Other}--[\p{L}\p{Extended_Pictographic}]]", regex.VERSION1
)

# What may stand together with another character in one cluster.
_SOCIABLE = regex.compile(r"[^\p{GCB=Other}\p{GCB=Control}\n]")


def grapheme_floor(text: str, at: int) -> int:
    """Return the nearest border of grapheme clusters at or before `at`."""
    return _cluster_at(text, at)[0]


def grapheme_ceil(text: str, at: int) -> int:
    """Return the nearest border of grapheme clusters at or after `at`."""
    start, end = _cluster_at(text, at)
    return start if start == at else end


def has_long_graphemes(alphabet: Iterable[str]) -> bool:
    """Say whether a text of these characters may have clusters of more than one of them."""
    return any(map(_SOCIABLE.match, alphabet))


def is_grapheme_border(text: str, at: int) -> bool:
    """Say whether no grapheme cluster is cut at `at`."""
    return _certainly_apart(text[at - 1 : at + 1]) or grapheme_floor(text, at) == at


@lru_cache(maxsize=4096)
def _certainly_apart(pair: str) -> bool:
    return bool(_CERTAIN.search(pair, 1) or _CERTAIN_PAIR.fullmatch(pair))


def _cluster_at(text: str, at: int) -> tuple[int, int]:
    if at >= len(text):
        return len(text), len(text)
    certain = _CERTAIN.search(text, 0, at + 1)
    for cluster in _CLUSTER.finditer(text, certain.start() if certain else 0):
        if at < cluster.end():
            return cluster.span()
    return at, at
