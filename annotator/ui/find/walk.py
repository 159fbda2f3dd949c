"""The way from hit to hit: where what is typed leads, and each step on or back from there."""

from collections import deque
from typing import NamedTuple

from annotator.core.span import Span
from annotator.ui.find.hits import Hits
from annotator.ui.places import Place


class _Move(NamedTuple):
    """Where to go, as soon as that is known: from a place on, or from where somebody is."""

    at: int | None = None
    back: bool = False


class Walk:
    """Goes on at the other end beyond the last hit, and says so."""

    def __init__(self) -> None:
        self.current: Span | None = None  # the hit at which the caret is
        self.begun = Place()  # where somebody was before what is typed led away
        self.turned = ""
        self._moves: deque[_Move] = deque()
        self._was_step = False

    @property
    def is_waiting_to_step(self) -> bool:
        """Say whether somebody wanted to go on or back and was not led there yet."""
        return any(move.at is None for move in self._moves)

    def look(self) -> None:
        """Go to the first hit from where it began, instead of anywhere else."""
        self.stop()
        self._moves.append(_Move(self.begun.caret))

    def step(self, *, back: bool) -> None:
        """Go to the next hit or the one before, after all that is still to be done."""
        self.turned = ""
        self._moves.append(_Move(back=back))

    def stop(self) -> None:
        self.turned = ""
        self._moves.clear()

    def next(self, hits: Hits, here: tuple[int, int]) -> Span | None:
        """Return the hit to go to now, the current one from now on, if that is known.

        `here` are the ends of what is selected; they count where there is no current hit.
        """
        if not self._moves:
            return None
        at, back = self._moves[0]
        before = self.current
        start, end = (before.start, before.end) if before else here
        origin = at if at is not None else start if back else end
        hit = hits.next_from(origin, back=back)
        if hit is None:
            if hits.are_all:
                self._moves.clear()
            return None
        self._moves.popleft()
        self._was_step = at is None
        if self._was_step:
            self.turned = _turned(hit, before, origin, back=back)
        self.current = hit
        return hit

    def arrive(self, place: Place) -> None:
        """Take note of where the last hit led; after a step, what is typed counts from there."""
        if self._was_step:
            self.begun = place

    def follow(self, hits: Hits, caret: int, selection: Span | None) -> bool:
        """Follow a caret that somebody moved; say whether another hit is the current one now."""
        before = self.current
        if selection and hits.number(selection):
            self.current = selection
        elif before and not before.touches(caret):
            self.current = None
        return self.current != before


def _turned(hit: Span, before: Span | None, origin: int, *, back: bool) -> str:
    """Say where a step went on, if not simply there."""
    if hit == before:
        return "This is the only hit"
    if back and hit.start >= origin:
        return "Went on from the end"
    if not back and hit.start < origin:
        return "Went on from the beginning"
    return ""
