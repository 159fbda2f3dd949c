"""Getting around: from pane to pane, from article to article, from part to part of the window."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.desk import Desk
from annotator.ui.panes import MOST_PANES


class Moving:
    """The actions that change what is looked at, and nothing in the project."""

    def __init__(
        self,
        desk: Desk,
        stops: Sequence[QWidget],
        beside: Callable[[str | None, int], str | None],
    ) -> None:
        """Go round panes and `stops`; `beside` finds the article below or above another."""
        self._desk, self._stops, self._beside = desk, stops, beside

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        desk = self._desk
        return {
            "go.cycle": lambda: self.cycle(1),
            "go.cycle_back": lambda: self.cycle(-1),
            "article.next": lambda: self.turn(1),
            "article.previous": lambda: self.turn(-1),
            "pane.add": self.add_pane,
            "pane.close": lambda: desk.close_pane(desk.active),
            "pane.left": lambda: desk.move_pane(desk.active, -1),
            "pane.right": lambda: desk.move_pane(desk.active, 1),
            "pane.equal": desk.equalise,
            **{
                f"pane.{number}": partial(desk.go_to_pane, number)
                for number in range(1, MOST_PANES + 1)
            },
        }

    def add_pane(self) -> None:
        self._desk.go_to_pane(self._desk.panes.index(self._desk.add_pane()) + 1)

    def turn(self, step: int) -> None:
        """Show the next article of the library in the active pane, or the one before."""
        pane = self._desk.active
        uid = self._beside(pane.article.uid if pane.article else None, step)
        if uid is None:
            raise AnnotatorError(f"This is the {'last' if step > 0 else 'first'} article.")
        self._desk.open_article(uid, pane)

    def cycle(self, step: int) -> None:
        """Give the keyboard to the next visible part of the window."""
        stops = [*self._desk.panes, *(one for one in self._stops if one.isVisible())]
        focus = QApplication.focusWidget()
        here = next((at for at, stop in enumerate(stops) if _holds(stop, focus)), None)
        to = 0 if here is None else (here + step) % len(stops)
        if to < len(self._desk.panes):
            self._desk.go_to_pane(to + 1)
        else:
            stops[to].setFocus()


def _holds(stop: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (stop is focus or stop.isAncestorOf(focus))
