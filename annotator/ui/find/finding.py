"""Finding words in the articles that are shown: by the actions, and by the bar of each pane."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.search import Query, Way
from annotator.ui.desk import Desk
from annotator.ui.find.pane_search import PaneSearch
from annotator.ui.frame import Frame
from annotator.ui.pane import Pane

# What the memory knows them by, and how many queries it keeps.
_PAST, _WAYS = "found", "finding"
_MOST = 20


class Finding(QObject):
    """Opens the bars, goes on without them, and remembers what was looked for and how."""

    tag_all_requested = Signal(object, object)  # Query, and the Pane in which it was looked for

    def __init__(self, frame: Frame, desk: Desk) -> None:
        super().__init__(frame)
        self._acting, self._memory, self._status = frame.acting, frame.memory, frame.status
        self._desk = desk
        self._past = self._memory.texts(_PAST)
        self._last = Query(self._past[0] if self._past else "")
        on = self._memory.texts(_WAYS)
        for way in Way:
            self._last = self._last.turned(way, way.name in on)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "go.find": self.open,
            "go.find_next": lambda: self.step(back=False),
            "go.find_previous": lambda: self.step(back=True),
        }

    def open(self) -> None:
        """Open the bar of the active pane."""
        search = self.in_pane(self._desk.active)
        search.bar.field.show_past(self._past)
        search.open(self._last)

    def step(self, *, back: bool) -> None:
        """Go to the next hit in the active pane, or the one before; ask for what, if need be."""
        search = self.in_pane(self._desk.active)
        if self._last.text or search.is_open:
            search.step(self._last, back=back)
        else:
            self.open()

    def in_pane(self, pane: Pane) -> PaneSearch:
        """Return who looks for words in a pane."""
        return pane.findChild(PaneSearch) or self._made(pane)

    def _made(self, pane: Pane) -> PaneSearch:
        search = PaneSearch(pane, self._desk, self._acting)
        search.sought.connect(self._take)
        search.worth_keeping.connect(self._keep)
        search.told.connect(self._status.tell)
        search.tag_all_requested.connect(lambda query: self.tag_all_requested.emit(query, pane))
        return search

    def _take(self, query: Query) -> None:
        """Go on with this query, wherever that will be."""
        if query.ways != self._last.ways:
            self._memory.keep_texts(_WAYS, [str(way.name) for way in query.ways])
        self._last = query if query.text else replace(query, text=self._last.text)

    def _keep(self, query: Query) -> None:
        self._last = query
        if self._past[:1] == [query.text]:
            return
        self._past = [query.text, *(one for one in self._past if one != query.text)][:_MOST]
        self._memory.keep_texts(_PAST, self._past)
        for search in self._desk.findChildren(PaneSearch):
            search.bar.field.show_past(self._past)
