"""The hits in a text, as far as they are known, and which of them comes next."""

from bisect import bisect_left

from annotator.core.span import Span


class Hits:
    """Knows them from the beginning of the text up to where the search has come."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.are_all = False

    def number(self, hit: Span) -> int | None:
        """Return which of the hits this is, counted from 1."""
        number = bisect_left(self.spans, hit)
        return number + 1 if self.spans[number : number + 1] == [hit] else None

    def next_from(self, at: int, *, back: bool) -> Span | None:
        """Return the first hit that begins at a place or after it, or the last one before it.

        Where there is none, it goes on at the other end. `None` as long as that is not known, and
        where there are no hits.
        """
        found = self.spans
        behind = bisect_left(found, at, key=_start)
        if not back and behind < len(found):
            return found[behind]
        if back and behind and (behind < len(found) or self.are_all):
            return found[behind - 1]
        return found[-1 if back else 0] if found and self.are_all else None


def _start(hit: Span) -> int:
    return hit.start
