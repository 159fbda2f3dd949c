"""The panes in a row: how many there are, in what order, how they look, and which is active."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.actions import Actions
from annotator.ui.pane import Pane
from annotator.ui.text.reading import Reading
from annotator.ui.theme import Theme

MOST_PANES = 4


class Panes(QSplitter):
    """One to four panes, of which keys and menus act on the active one.

    There is none before `add_pane` was called and one was made active.
    """

    changed = Signal()  # another article, pane, caret place or selected annotation

    def __init__(self, theme: Theme, acting: Actions, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme, self._acting = theme, acting
        self.attempt = acting.attempt
        self._reading = Reading()
        self._whole_words = self._palette = self._numbered = True
        self._hint = ""
        self.panes: list[Pane] = []
        self.active: Pane
        self.setChildrenCollapsible(False)

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
        self.panes.append(pane)
        self.addWidget(pane)
        self._number_panes()
        self.equalise()
        return pane

    def close_pane(self, pane: Pane) -> None:
        """Take a pane away, unless it is the last one; the one beside it becomes active."""
        if len(self.panes) == 1:
            raise AnnotatorError("This is the last pane; it stays.")
        at = self.panes.index(pane)
        self.panes.remove(pane)
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
        self.panes[at], self.panes[to] = self.panes[to], self.panes[at]
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
            key = self._acting.keys("pane.add")
            raise AnnotatorError(f"There {have}; {key} adds one." if key else f"There {have}.")
        pane = self.panes[number - 1]
        pane.take_keyboard()
        self._activate(pane)

    def beside(self, pane: Pane) -> Pane:
        """Return the pane to the right of one, or from the last one the first; there is another."""
        if len(self.panes) == 1:
            return self.add_pane()
        return self.panes[(self.panes.index(pane) + 1) % len(self.panes)]

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
        if pane not in self.panes:
            return  # it has just been closed
        self.active = pane
        for one in self.panes:
            one.set_active(one is pane)
        self.changed.emit()

    def _number_panes(self) -> None:
        for number, pane in enumerate(self.panes, start=1):
            pane.set_number(number, alone=len(self.panes) == 1)
        self.changed.emit()
