"""The search in one text, which goes on while the window stays alive."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.core.search import Query, Search
from annotator.core.span import Span
from annotator.ui.find.hits import Hits
from annotator.ui.find.looking import looked_for
from annotator.ui.phrases import counted
from annotator.ui.slicing import REST, Slicing

_NOTHING = Query("")
# In an article of the usual length, in characters, so many hits are one step: it is at the end
# when `begin` returns, however busy the machine, so that the next key meets what this one found.
_USUAL, _IN_ONE = 50_000, 5_000


class TextSearch(QObject):
    """Finds the hits of one query after the other."""

    went_on = Signal()  # or has come to the end
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.query, self.text = _NOTHING, ""
        self.hits = Hits()
        self._shown: Sequence[Span] = ()
        self._slicing = Slicing(None, self)
        self._slicing.sliced.connect(self.went_on)
        self._slicing.ended.connect(self._end)
        self._slicing.failed.connect(self._fail)

    @property
    def is_running(self) -> bool:
        return self._slicing.is_running

    @property
    def is_done(self) -> bool:
        return self.hits.are_all

    @property
    def count(self) -> int:
        """Return how many hits there are so far."""
        return len(self.hits.spans)

    @property
    def shown(self) -> Sequence[Span]:
        """Return the hits, or most of them; the sequence is another one when there are more."""
        # Each costs as much as is found, so that there must not be many of them.
        if len(self._shown) != self.count and (self.is_done or self.count >= 2 * len(self._shown)):
            self._shown = tuple(self.hits.spans)
        return self._shown

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
        self._slicing.begin(self._steps(search, text))

    def forget(self) -> None:
        """Stop, and have no hits."""
        self._slicing.stop()
        self.query, self.text = _NOTHING, ""
        self.hits, self._shown = Hits(), ()

    def sentence(self, current: Span | None) -> str:
        """Say how many hits there are and which of them is the current one."""
        if not self.query.text:
            return ""
        if not self.count:
            return "No hits" if self.is_done else "…"
        number = self.hits.number(current) if current else None
        said = f"{number:,} of {self.count:,}" if number else counted(self.count, "hit")
        return said if self.is_done else f"{said}…"

    def _steps(self, search: Search, text: str) -> Iterator[object]:
        spans, at_once = self.hits.spans, _IN_ONE if len(text) <= _USUAL else 1
        for step in looked_for(search, text, self):
            if isinstance(step, Span):
                spans.append(step)
            if step is REST or (len(spans) + 1) % at_once == 0:
                yield step

    def _end(self) -> None:
        self.hits.are_all = True
        self.went_on.emit()

    def _fail(self, sentence: str) -> None:
        self.forget()
        self.failed.emit(sentence)
