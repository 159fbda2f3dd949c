"""Lanes keep marks that overlap apart, as tracks do for trains."""

from bisect import bisect_left
from collections.abc import Sequence

from annotator.core.span import Span


def lanes(spans: Sequence[Span]) -> list[int]:
    """Return the lane of each span, 0 being the one nearest the text.

    No two spans that overlap share a lane. The shortest choose first, so a span that lies
    in another is always nearer the text than the one around it.
    """
    result = [0] * len(spans)
    taken: list[list[Span]] = []
    for which in sorted(range(len(spans)), key=lambda one: (len(spans[one]), spans[one], one)):
        span = spans[which]
        lane = next((n for n, others in enumerate(taken) if _has_room(others, span)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].insert(bisect_left(taken[lane], span), span)
        result[which] = lane
    return result


def _has_room(others: list[Span], span: Span) -> bool:
    """Say whether none of the spans of one lane, sorted and apart, overlaps another span."""
    after = bisect_left(others, span)
    return (after == len(others) or others[after].start >= span.end) and (
        after == 0 or others[after - 1].end <= span.start
    )
