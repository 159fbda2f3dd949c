"""Grapheme clusters: what a reader takes for one character, wherever in a text."""

import regex

_CLUSTER = regex.compile(r"\X")

# Two neighbours between which no rule of UAX 29 ever joins: the right one begins a cluster for
# certain, whatever stands before. Searched backwards, this is the nearest place to count from.
_CERTAIN = regex.compile(
    r"(?r)(?<=[^\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=Prepend}])\p{GCB=Other}|(?<=\n).",
    regex.DOTALL,
)


def grapheme_floor(text: str, at: int) -> int:
    """Return the nearest border of grapheme clusters at or before `at`."""
    return _cluster_at(text, at)[0]


def grapheme_ceil(text: str, at: int) -> int:
    """Return the nearest border of grapheme clusters at or after `at`."""
    start, end = _cluster_at(text, at)
    return start if start == at else end


def _cluster_at(text: str, at: int) -> tuple[int, int]:
    if at >= len(text):
        return len(text), len(text)
    certain = _CERTAIN.search(text, 0, at + 1)
    for cluster in _CLUSTER.finditer(text, certain.start() if certain else 0):
        if at < cluster.end():
            return cluster.span()
    return at, at
