"""The panes in a row: how many there are, in what order, how they look, and which is active."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.actions import Actions
from annotator.ui.pane import Pane
from annotator.ui.text.reading import Reading
from annotator.ui.theme import Theme

MOST_PANES = 4


class Panes(QSplitter):
    """One to four panes, of which keys and menus act on the active one."""

    pane_added = Signal(object)  # Pane
    shown_changed = Signal()  # which articles are shown, in what order, or which pane is active
    caret_moved = Signal(object)  # the Pane in which it moved

    def __init__(self, theme: Theme, acting: Actions, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme, self._acting = theme, acting
        self.attempt = acting.attempt
        self._reading = Reading()
        self._whole_words = self._palette = self._numbered = True
        self._hint = ""
        self._panes: list[Pane] = []
        self.setChildrenCollapsible(False)
        self.active = self.add_pane()
        self.active.set_active(True)

    @property
    def panes(self) -> Sequence[Pane]:
        """Return the panes from left to right."""
        return self._panes

    def on_each_pane(self, handler: Callable[[Pane], object]) -> None:
        """Call `handler` with each pane that is there and, when it comes, with each other."""
        for pane in self._panes:
            handler(pane)
        self.pane_added.connect(handler)

    def add_pane(self) -> Pane:
        """Put an empty pane to the right of all others."""
        if len(self.panes) == MOST_PANES:
            raise AnnotatorError(f"There is room for {MOST_PANES} articles side by side.")
        pane = Pane(self.theme, self._acting, self)
        pane.view.set_reading(self._reading)
        pane.view.whole_words = self._whole_words
        pane.palette_wanted = self._palette
        pane.view.set_numbered(self._numbered)
        pane.set_hint(self._hint)
        pane.activated.connect(lambda: self._activate(pane))
        pane.article_shown.connect(self.shown_changed)
        pane.view.caret_moved.connect(lambda _: self.caret_moved.emit(pane))
        self._panes.append(pane)
        self.addWidget(pane)
        self.pane_added.emit(pane)
        self._number_panes()
        self.equalise()
        return pane

    def close_pane(self, pane: Pane) -> None:
        """Take a pane away, unless it is the last one; the one beside it becomes active."""
        if len(self.panes) == 1:
            raise AnnotatorError("This is the last pane; it stays.")
        at = self.panes.index(pane)
        self._panes.remove(pane)
        heir = self.panes[max(at - 1, 0)]
        heir.take_keyboard()
        self._activate(heir)
        pane.setParent(None)
        pane.deleteLater()
        self._number_panes()

    def move_pane(self, pane: Pane, step: int) -> None:
        """Let a pane and the one `step` places to its right change places."""
        at = self.panes.index(pane)
        to = at + step
        if not 0 <= to < len(self.panes):
            raise AnnotatorError("There is no pane on that side.")
        sizes = self.sizes()
        sizes[at], sizes[to] = sizes[to], sizes[at]
        self._panes[at], self._panes[to] = self._panes[to], self._panes[at]
        self.insertWidget(to, pane)
        self.setSizes(sizes)
        self._number_panes()
        pane.take_keyboard()

    def equalise(self) -> None:
        """Make all panes equally wide."""
        self.setSizes([max(self.width(), 1)] * len(self.panes))

    def go_to_pane(self, number: int) -> None:
        """Give the keyboard to a pane, counted from 1 at the left."""
        if number > len(self.panes):
            have = "is 1 pane" if len(self.panes) == 1 else f"are {len(self.panes)} panes"
            key = self._acting.key_told("pane.add")
            raise AnnotatorError(f"There {have}; {key} adds one." if key else f"There {have}.")
        pane = self.panes[number - 1]
        pane.take_keyboard()
        self._activate(pane)

    def beside(self, pane: Pane) -> Pane | None:
        """Return the pane to the right of one, or from the last one the first, if there is one."""
        other = self.panes[(self.panes.index(pane) + 1) % len(self.panes)]
        return None if other is pane else other

    def free_pane(self) -> Pane:
        """Return the active pane or, where that shows something, one that shows nothing."""
        empty = (one for one in (self.active, *self.panes) if one.article is None)
        return next(empty, self.active)

    def pane_of(self, article: str) -> Pane | None:
        """Return the pane that shows an article, if any."""
        shown = (one for one in self.panes if one.article and one.article.uid == article)
        return next(shown, None)

    def open_uids(self) -> tuple[str, ...]:
        """Return the uids of the articles that are shown."""
        return tuple(pane.article.uid for pane in self.panes if pane.article)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        for pane in self.panes:
            pane.set_theme(theme)

    def set_reading(self, reading: Reading) -> None:
        self._reading = reading
        for pane in self.panes:
            pane.view.set_reading(reading)

    def set_whole_words(self, whole_words: bool) -> None:
        self._whole_words = whole_words
        for pane in self.panes:
            pane.view.whole_words = whole_words

    def set_palette(self, wanted: bool) -> None:
        """Say whether the labels are offered beside what the mouse has selected."""
        self._palette = wanted
        for pane in self.panes:
            pane.palette_wanted = wanted

    def set_numbered(self, numbered: bool) -> None:
        """Say whether the paragraphs are numbered in the margin."""
        self._numbered = numbered
        for pane in self.panes:
            pane.view.set_numbered(numbered)

    def set_hint(self, sentence: str) -> None:
        """Say what to do where no article is shown."""
        self._hint = sentence
        for pane in self.panes:
            pane.set_hint(sentence)

    def _activate(self, pane: Pane) -> None:
        if pane is self.active or pane not in self.panes:
            return  # it is so already, or has just been closed
        self.active.set_active(False)
        self.active = pane
        pane.set_active(True)
        self.shown_changed.emit()

    def _number_panes(self) -> None:
        for number, pane in enumerate(self.panes, start=1):
            pane.set_number(number, alone=len(self.panes) == 1)
        self.shown_changed.emit()
