"""Scrolling together: what is moved in one pane moves in all the others."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.pane import Pane


class Together(QObject):
    """Lets all panes show what belongs to what the last moved one shows.

    At the height at which somebody reads, the texts match. That height wanders from the upper edge
    at the beginning of a text to the lower edge at its end, so that both ends meet and nothing
    jumps.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, acting: Actions) -> None:
        super().__init__(desk)
        self._desk = desk
        self._action = acting["view.together"]
        self._leader: Pane | None = None  # what was moved last
        self._shown: list[tuple[Pane, str | None]] = []
        self._tops: dict[Pane, int] = {}
        self._is_moving = False
        # Once all panes have taken their new articles and widths.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._settle)
        desk.on_each_pane(self._watch)
        desk.shown_changed.connect(self._follow)
        self._follow()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"view.together": self._switch}

    @property
    def is_on(self) -> bool:
        return self._action.isChecked()

    def _switch(self) -> None:
        if self.is_on:
            self._leader = self._desk.active
            self._settle()
        self.told.emit(
            "The panes scroll together" if self.is_on else "Each pane scrolls on its own"
        )

    def _watch(self, pane: Pane) -> None:
        pane.view.verticalScrollBar().valueChanged.connect(partial(self._take_scroll, pane))
        pane.view.laid_out_anew.connect(self._soon.start)

    def _follow(self) -> None:
        """Take note of another pane or article, unless it is only another active pane."""
        if self._now() != self._shown:
            self._soon.start()

    def _now(self) -> list[tuple[Pane, str | None]]:
        return [(one, one.article.uid if one.article else None) for one in self._desk.panes]

    def _take_scroll(self, pane: Pane, _value: int) -> None:
        if not self.is_on or self._is_moving or pane.view.is_laying_out:
            return
        if (pane, pane.article.uid if pane.article else None) not in self._shown:
            return  # an article is being opened, which is seen to later
        # Qt counts the lines above anew as it comes to know them: then nothing has moved.
        if pane.view.first_visible() != self._tops.get(pane):
            self._lead(pane)

    def _settle(self) -> None:
        """Bring all panes in step after articles, panes or widths have changed."""
        former = dict(self._shown)
        self._shown = self._now()
        if not self.is_on:
            return
        filled = [pane for pane, uid in self._shown if uid is not None]
        stayed = [pane for pane, uid in self._shown if uid is not None and former.get(pane) == uid]
        jumped = [pane for pane in filled if pane not in stayed and self._has_jumped(pane)]
        candidates = (*jumped, *self._first(stayed), *self._first(filled))
        if candidates:
            self._lead(candidates[0])

    def _first(self, panes: list[Pane]) -> list[Pane]:
        """Put the pane that was moved last, or else the active one, before all others."""
        return sorted(
            panes, key=lambda one: (one is not self._leader, one is not self._desk.active)
        )

    def _has_jumped(self, pane: Pane) -> bool:
        """Say whether an article was opened for a place in it, and not where it was left."""
        assert pane.article is not None  # whoever asks has looked
        return (
            self._desk.tagging.pane is pane
            or pane.view.selection() is not None
            or pane.view.caret() != self._desk.places.place(pane.article.uid).caret
        )

    def _lead(self, pane: Pane) -> None:
        """Let the others follow a pane."""
        self._leader = pane
        top, former = pane.view.first_visible(), self._tops.get(pane)
        way = 0 if former is None else (top > former) - (top < former)
        share = _scrolled_share(pane)
        at = _character_at(pane, share * pane.view.viewport().height())
        self._is_moving = True
        try:
            for other in self._desk.panes:
                if other is not pane and other.article is not None:
                    self._move(other, _same_share(pane, other, at), share, way)
        finally:
            self._is_moving = False
        self._tops = {one: one.view.first_visible() for one in self._desk.panes if one.article}

    def _move(self, pane: Pane, at: int, share: float, way: int) -> None:
        """Show a place at a share of the height; whole lines must not make it go the other way."""
        view = pane.view
        former = view.first_visible()
        view.scroll_to(at, share * view.viewport().height())
        if share == 1:
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        if way * (view.first_visible() - former) < 0 and former == self._tops.get(pane):
            view.set_first_visible(former)


def _same_share(of: Pane, to: Pane, at: int) -> int:
    """Return the place in the other article before which the same share of the text stands."""
    whole = _length(of)
    return round(at / whole * _length(to)) if whole else 0


def _length(pane: Pane) -> int:
    return len(pane.article.text) if pane.article else 0


def _scrolled_share(pane: Pane) -> float:
    """Return how much of what is not on screen is above it, from 0 to 1.

    In characters, for Qt does not know how many lines those are that were never on screen.
    """
    above, below = pane.view.first_visible(), _length(pane) - pane.view.last_visible()
    return above / (above + below) if above + below else 0.0


def _character_at(pane: Pane, height: float) -> int:
    """Return the character at a height, as if each line went down evenly."""
    _, origin, line = pane.view.line_at(height)
    share = (height - origin.y() - line.y()) / max(line.height(), 1.0)
    passed = round(min(max(share, 0.0), 1.0) * line.textLength())
    return min(pane.view.character_at_height(height) + passed, _length(pane))
