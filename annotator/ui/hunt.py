"""The hits of a query in one text, found while the window stays alive; and which one is next."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.core.search import Query, Search
from annotator.core.span import Span
from annotator.ui.phrases import counted
from annotator.ui.slicing import Slicing
from annotator.ui.sweep import sweep

_NOTHING = Query("")
_SHORT = 50_000  # in characters: a hundredth of a second, at most


class Hunt(QObject):
    """Knows the hits from the beginning of the text up to where it has come.

    In an article of the usual length it is at the end when `begin` returns, however busy the
    machine, so that the next key meets what this one has found.
    """

    went_on = Signal()  # or has come to the end
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.query, self.text = _NOTHING, ""
        self.is_done = False
        self._found: list[Span] = []
        self._told: Sequence[Span] = ()
        self._slicing = Slicing(None, self)
        self._slicing.sliced.connect(self._go_on)
        self._slicing.ended.connect(self._end)
        self._slicing.failed.connect(self._fail)

    @property
    def hits(self) -> Sequence[Span]:
        """Return the hits in text order; the sequence is another one when there are more."""
        # Each costs as much as is found, so that there must not be many of them.
        if len(self._told) != len(self._found) and (
            self.is_done or len(self._found) >= 2 * len(self._told)
        ):
            self._told = tuple(self._found)
        return self._told

    @property
    def count(self) -> int:
        """Return how many hits there are so far."""
        return len(self._found)

    def begin(self, query: Query, text: str) -> None:
        """Look for a query, unless that is what was done last; in any case tell of the hits.

        Raises AnnotatorError when there is nothing to look for or the pattern is none. Then, as
        after `failed`, there are no hits.
        """
        if (query, text) == (self.query, self.text):
            self.went_on.emit()
            return
        self.forget()
        search = Search(query)
        self.query, self.text = query, text
        steps = sweep(search, text, self._found)
        self._slicing.begin(steps if len(text) > _SHORT else _in_one(steps))

    def forget(self) -> None:
        """Stop, and have no hits."""
        self._slicing.stop()
        self.query, self.text, self.is_done = _NOTHING, "", False
        self._found, self._told = [], ()

    def number(self, hit: Span) -> int | None:
        """Return which of the hits this is, counted from 1."""
        number = bisect_left(self._found, hit)
        return number + 1 if self._found[number : number + 1] == [hit] else None

    def sentence(self, current: Span | None) -> str:
        """Say how many hits there are and which of them is the current one."""
        if not self.query.text:
            return ""
        if not self.count:
            return "No hits" if self.is_done else "…"
        number = self.number(current) if current else None
        said = f"{number:,} of {self.count:,}" if number else counted(self.count, "hit")
        return said if self.is_done else f"{said}…"

    def next_from(self, at: int, *, back: bool) -> Span | None:
        """Return the first hit that begins at a place or after it, or the last one before it.

        Where there is none, it goes on at the other end. `None` as long as that is not known, and
        where there are no hits.
        """
        found = self._found
        behind = bisect_left(found, at, key=_start)
        if not back and behind < len(found):
            return found[behind]
        if back and behind and (behind < len(found) or self.is_done):
            return found[behind - 1]
        return found[-1 if back else 0] if found and self.is_done else None

    def _go_on(self) -> None:
        if self._slicing.is_running:  # else it ends or fails now, which is told apart
            self.went_on.emit()

    def _end(self) -> None:
        self.is_done = True
        self.went_on.emit()

    def _fail(self, sentence: str) -> None:
        self.forget()
        self.failed.emit(sentence)


def _in_one(steps: Iterator[None]) -> Iterator[None]:
    yield from deque(steps, maxlen=0)


def _start(hit: Span) -> int:
    return hit.start
