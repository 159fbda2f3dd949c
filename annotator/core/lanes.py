"""Lanes keep marks that overlap apart, as tracks do for trains."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.span import Span


def lanes(spans: Sequence[Span], most: int | None = None) -> list[int]:
    """Return the lane of each span, 0 being the one nearest the text.

    No two spans that overlap share a lane. The shortest choose first, so a span that lies
    in another is always nearer the text than the one around it. Where there are at `most` so
    many lanes, the last one is for all that find no room before it.
    """
    result = [0] * len(spans)
    taken: list[_Lane] = []
    for _, start, end, which in sorted(
        (span.end - span.start, span.start, span.end, which) for which, span in enumerate(spans)
    ):
        lane = next((n for n, one in enumerate(taken) if one.take(start, end)), len(taken))
        if lane == len(taken) and (most is None or lane < most - 1):
            taken.append(_Lane([start], [end]))
        result[which] = lane
    return result


@dataclass(frozen=True, slots=True)
class _Lane:
    """The starts and the ends of its spans, both sorted because the spans are apart."""

    starts: list[int]
    ends: list[int]

    def take(self, start: int, end: int) -> bool:
        """Take a span in, if there is room for it; say whether."""
        at = bisect_left(self.starts, start)
        if at < len(self.starts) and self.starts[at] < end:
            return False
        if at > 0 and self.ends[at - 1] > start:
            return False
        self.starts.insert(at, start)
        self.ends.insert(at, end)
        return True
