"""The places that somebody was taken away from and to, for going back and forward through them."""

from collections.abc import Callable
from typing import NamedTuple

_MOST = 200
# Closer together, in characters of the text, two places are one.
_NEAR = 400


class Spot(NamedTuple):
    """A place in an article, in code points, and the pane that showed it, counted from 1."""

    article: str
    caret: int
    top: int  # the first visible character
    pane: int = 1

    def is_near(self, other: "Spot | None") -> bool:
        return (
            other is not None
            and self.article == other.article
            and abs(self.caret - other.caret) < _NEAR
            and abs(self.top - other.top) < _NEAR
        )


class Trail:
    """Like the history of a browser: a jump away from a place in the past drops what came after it.

    Moving about near a place takes that place along. Going back notes where it was done, so that
    going forward leads there again.
    """

    def __init__(self) -> None:
        self._spots: list[Spot] = []
        self._at = -1
        # Jumps in a row: their name, where the last one led, and at which place they began.
        self._run = ""
        self._led_to: Spot | None = None
        self._began = -1

    def leave(self, place: Spot) -> None:
        """Note from where somebody goes elsewhere; where to is noted with the next jump."""
        self._run = ""
        self._note(place)
        del self._spots[self._at + 1 :]

    def jump(self, before: Spot | None, after: Spot, run: str = "") -> None:
        """Note a jump. Those of one `run`, each from where the last one led, are one jump."""
        if run and run == self._run and before is not None and before.is_near(self._led_to):
            self._at = self._began
        elif before is not None:
            self._note(before)
        is_far = not after.is_near(self._here())
        if is_far:
            del self._spots[self._at + 1 :]
            self._note(after)
        self._run, self._led_to = run, after
        self._began = self._at - 1 if is_far else self._at

    def back(self, here: Spot | None, is_there: Callable[[str], bool]) -> Spot | None:
        """Return the place before this one and make it the present one, or return `None`.

        `is_there` says whether an article can still be shown; those that cannot are passed over.
        """
        return self._go(-1, here, is_there)

    def forward(self, here: Spot | None, is_there: Callable[[str], bool]) -> Spot | None:
        """Return the place from which somebody went back; otherwise like `back`."""
        return self._go(1, here, is_there)

    def _go(self, step: int, here: Spot | None, is_there: Callable[[str], bool]) -> Spot | None:
        self._run = ""
        if here is not None:
            self._note(here)
        at = self._at + step
        while 0 <= at < len(self._spots):
            spot = self._spots[at]
            if is_there(spot.article) and not spot.is_near(here):
                self._at = at
                return spot
            at += step
        return None

    def _here(self) -> Spot | None:
        return self._spots[self._at] if self._at >= 0 else None

    def _note(self, spot: Spot) -> None:
        """Let a place be the present one, in place of the one before where that is near."""
        if spot.is_near(self._here()):
            self._spots[self._at] = spot
            return
        self._at += 1
        self._spots.insert(self._at, spot)
        if len(self._spots) > _MOST:
            self._drop_one()

    def _drop_one(self) -> None:
        """Forget the place at the end that is farther away, never the present one."""
        if self._at > 0:
            del self._spots[0]
            self._at -= 1
        else:
            del self._spots[-1]
