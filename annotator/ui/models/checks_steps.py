"""The way from one finding to the next in the order of the text, whatever their rules."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from annotator.core.checks import Finding

Spot = tuple[int, int]  # the rank of an article, and where in it


class _Step(NamedTuple):
    spot: Spot
    rule: int
    at: int


class Steps:
    """Goes through what several rules have found; at one spot, the rules come in their order."""

    def __init__(
        self, found: Sequence[Sequence[Finding]], spot_of: Callable[[Finding], Spot]
    ) -> None:
        """`found` are the findings of each rule, by spot."""
        self._found, self._spot_of = found, spot_of

    def from_spot(self, spot: Spot, *, back: bool) -> Finding | None:
        """Return the finding at a spot or after it; with `back` the last one before it."""
        places = [bisect_left(found, spot, key=self._spot_of) - back for found in self._found]
        return self._nearest(places, back=back)

    def beside(self, finding: Finding, own: int, *, back: bool) -> Finding | None:
        """Return the finding after one of the rule `own`; with `back` the one before it."""
        places = [
            self._beside_in(rule, finding, own, back=back) for rule in range(len(self._found))
        ]
        return self._nearest(places, back=back)

    def _beside_in(self, rule: int, finding: Finding, own: int, *, back: bool) -> int:
        found, spot = self._found[rule], self._spot_of(finding)
        if rule == own:
            first = bisect_left(found, spot, key=self._spot_of)
            at = next((n for n in range(first, len(found)) if found[n] == finding), first)
            return at - 1 if back else at + 1
        bisect: Callable[..., int] = bisect_left if rule > own else bisect_right
        return bisect(found, spot, key=self._spot_of) - back

    def _nearest(self, places: Iterable[int], *, back: bool) -> Finding | None:
        steps = [
            _Step(self._spot_of(found[at]), rule, at)
            for rule, (found, at) in enumerate(zip(self._found, places, strict=True))
            if 0 <= at < len(found)
        ]
        if not steps:
            return None
        step = max(steps) if back else min(steps)
        return self._found[step.rule][step.at]
