"""What stands in each row of an overview, counted once and then only where something changed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.span import Span

# More than an overview has pixels, so that its height need not be known here.
ROWS = 2_000

_START = attrgetter("start")

# What is in each row: nothing, a name where something begins, or the name as `going_on` has it.
Column = list[str]


class Rows:
    """Divides a text into as many rows of equal length, and keeps which label is in each.

    There are several columns. Where annotations share a row of one, the shortest is kept, as it
    lies on top in the text, too.
    """

    def __init__(
        self, length: int, items: SpanIndex[Annotation], column_of: Mapping[str, int]
    ) -> None:
        """Take a text of so many code points; `column_of` has the labels that count, by uid."""
        self._length = max(1, length)
        self._items = items
        self._column_of = column_of
        self.columns = [empty() for _ in range(1 + max(column_of.values(), default=0))]
        self._put(items, range(ROWS))

    def of(self, start: int, end: int) -> range:
        """Return the rows that hold some of a stretch of text."""
        return range(start * ROWS // self._length, min(ROWS, -(-end * ROWS // self._length)))

    def stretch(self, rows: range) -> tuple[int, int]:
        """Return where the text of some rows begins and ends."""
        return rows.start * self._length // ROWS, -(-rows.stop * self._length // ROWS)

    def counts(self, item: Annotation) -> bool:
        return item.label in self._column_of and item.status != "rejected"

    def recount(self, span: Span) -> range:
        """Look anew at the rows of a span and return them."""
        rows = self.of(span.start, span.end)
        nothing = [""] * len(rows)
        for column in self.columns:
            column[rows.start : rows.stop] = nothing
        self._put(self._items.within(*self.stretch(rows)), rows)
        return rows

    def marked(self, spans: Sequence[Span], name: str) -> Column:
        """Return a column of its own with a name in the rows of spans in text order, and apart."""
        column = empty()
        at = 0
        while at < len(spans):
            rows = self.of(spans[at].start, spans[at].end)
            column[rows.start : rows.stop] = [name] * len(rows)
            # There may be a million of them: of those that begin in the same row, the last counts.
            behind = bisect_left(spans, self.stretch(rows)[1], lo=at + 1, key=_START)
            last = spans[behind - 1]
            reaches_on = self.of(last.start, last.end).stop > rows.stop
            at = behind - 1 if reaches_on and behind - 1 > at else behind
        return column

    def _put(self, items: Iterable[Annotation], within: range) -> None:
        # Written out for speed: there may be 50,000 items.
        length, first, beyond = self._length, within.start, within.stop
        kept = {
            label: (self.columns[column], going_on(label))
            for label, column in self._column_of.items()
        }
        for item in sorted(filter(self.counts, items), key=_shortness):
            column, rest = kept[item.label]
            start = item.start * ROWS // length
            stop = min(-(-item.end * ROWS // length), beyond)
            if stop > first and start + 1 < stop:
                behind = max(start + 1, first)
                column[behind:stop] = [rest] * (stop - behind)
            if first <= start < beyond:
                column[start] = item.label


def going_on(name: str) -> str:
    """Return what stands in the rows of something behind the one in which it begins."""
    return f"{name} …"


def empty() -> Column:
    return [""] * ROWS


def runs(column: Column, within: range) -> Iterator[tuple[range, str]]:
    """Yield each run of one name in some rows, where there is a name."""
    start = within.start
    for name, group in groupby(column[start : within.stop]):
        beyond = start + sum(1 for _ in group)
        if name:
            yield range(start, beyond), name
        start = beyond


def _shortness(item: Annotation) -> int:
    return item.start - item.end
