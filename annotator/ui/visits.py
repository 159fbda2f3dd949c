"""Going back and forward: which jumps are made at the panes, and where they lead back to."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from annotator.core.errors import AnnotatorError
from annotator.project.project import Project
from annotator.ui.pane import Pane
from annotator.ui.panes import Panes
from annotator.ui.places import Place
from annotator.ui.trail import Spot, Trail


class Visits:
    """Keeps the trail of one desk, as long as a project is open."""

    def __init__(self, panes: Panes, show: Callable[[str, Pane], None]) -> None:
        """`show` shows an article (by uid) in a pane."""
        self._panes, self._show = panes, show
        self._project: Project | None = None
        self._trail = Trail()
        self._is_jumping = False

    def work_on(self, project: Project | None) -> None:
        self._project, self._trail = project, Trail()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"go.back": self.go_back, "go.forward": self.go_forward}

    @contextmanager
    def jumping(self, run: str = "", pane: Pane | None = None) -> Iterator[None]:
        """Remember where somebody is before and after a jump, unless it fails.

        Jumps of one `run` in a row, as from hit to hit, are one. `pane` is where somebody jumps,
        if that is not the active one. Within a jump others are parts of it.
        """
        if self._is_jumping:
            yield
            return
        before = self._spot(pane or self._panes.active)
        self._is_jumping = True
        try:
            yield
        finally:
            self._is_jumping = False
        after = self._spot(pane or self._panes.active)
        if after is not None:
            self._trail.jump(before, after, run)

    def leave(self, pane: Pane) -> None:
        """Remember where somebody is in a pane that is about to be scrolled elsewhere."""
        spot = self._spot(pane)
        if spot is not None:
            self._trail.leave(spot)

    def go_back(self) -> None:
        """Go to where somebody was before the last jump. Raises AnnotatorError at the first one."""
        self._go(self._trail.back(self._spot(self._panes.active), self._is_there))

    def go_forward(self) -> None:
        """Go to where somebody was before going back. Raises AnnotatorError where none was."""
        self._go(self._trail.forward(self._spot(self._panes.active), self._is_there))

    def _go(self, spot: Spot | None) -> None:
        if spot is None:
            raise AnnotatorError("There is no other place that you came from or went to.")
        panes = self._panes.panes
        usual = panes[min(spot.pane, len(panes)) - 1]
        shown = usual.article is not None and usual.article.uid == spot.article
        pane = usual if shown else self._panes.pane_of(spot.article) or usual
        self._show(spot.article, pane)
        pane.go_back_to(Place(spot.caret, spot.top))
        self._panes.go_to_pane(panes.index(pane) + 1)

    def _spot(self, pane: Pane) -> Spot | None:
        if pane.article is None or pane not in self._panes.panes:
            return None
        return Spot(pane.article.uid, *pane.place, self._panes.panes.index(pane) + 1)

    def _is_there(self, article: str) -> bool:
        return self._project is not None and self._project.reading.has("article", article)
