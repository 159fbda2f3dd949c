"""A hint at articles with characters that no font here has, so that boxes stand for them."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QFontDatabase

from annotator.core.model import Article
from annotator.ui.desk import Desk
from annotator.ui.frame import Frame
from annotator.ui.pane import Pane
from annotator.ui.scripts import SHOWN, listed, remedy, script_of
from annotator.ui.settings import FONT, Setting
from annotator.ui.slicing import Slicing
from annotator.ui.text.glyphs import shapeless

_KEPT = "boxes"  # what the memory knows them by that nobody wants to hear of again
_SETTLING_MS = 120  # the article is to be seen first
_STRETCH = 16_000  # of a text that is looked through in one step
_AT_ONCE = 50  # characters whose shape is looked for in one step


class Missing(QObject):
    """Looks at each article that is opened, once, and lets its pane tell what it lacks."""

    def __init__(self, frame: Frame, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._memory, self._settings = desk, frame.memory, frame.settings
        self._found: dict[str, list[str]] = {}  # scripts, by the uids of articles
        self._shapes: dict[str, bool] = {}  # by character
        self._family = frame.settings[FONT]
        self._slicing = Slicing(None, self)
        self._slicing.ended.connect(self._show)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._soon.timeout.connect(self._look)
        desk.on_each_pane(self._connect)
        desk.shown_changed.connect(self._follow)
        frame.settings.changed.connect(self._follow_setting)

    def _connect(self, pane: Pane) -> None:
        pane.font_line.dismissed.connect(partial(self._dismiss, pane))

    def _follow(self) -> None:
        self._show()
        self._soon.start()

    def _follow_setting(self, setting: Setting[object]) -> None:
        if setting is FONT and self._settings[FONT] != self._family:
            self._family = self._settings[FONT]
            self._found.clear()
            self._shapes.clear()
            self._slicing.stop()
            self._soon.start()

    def _look(self) -> None:
        self._slicing.begin(self._steps())

    def _steps(self) -> Iterator[None]:
        for pane in self._desk.panes:
            if pane.article is not None and pane.article.uid not in self._found:
                yield from self._look_through(pane.article, pane.view.font())

    def _look_through(self, article: Article, font: QFont) -> Iterator[None]:
        characters: set[str] = set()
        if not article.text.isascii():
            for at in range(0, len(article.text), _STRETCH):
                characters.update(article.text[at : at + _STRETCH])
                yield
        shown = [one for one in characters if not one.isascii() and SHOWN.match(one)]
        new = sorted(one for one in shown if one not in self._shapes)
        for at in range(0, len(new), _AT_ONCE):
            stretch = new[at : at + _AT_ONCE]
            lacking = shapeless(stretch, font)
            self._shapes.update((one, one not in lacking) for one in stretch)
            yield
        self._found[article.uid] = sorted(
            {script_of(one) for one in shown if not self._shapes[one]}
        )

    def _show(self) -> None:
        dismissed = self._memory.texts(_KEPT)
        for pane in self._desk.panes:
            told = [script for script in self._scripts(pane) if script not in dismissed]
            pane.font_line.tell(_sentence(told) if told else "", listed(told))

    def _dismiss(self, pane: Pane) -> None:
        self._memory.keep_texts(_KEPT, sorted({*self._memory.texts(_KEPT), *self._scripts(pane)}))
        self._show()

    def _scripts(self, pane: Pane) -> list[str]:
        return self._found.get(pane.article.uid, []) if pane.article else []


def _sentence(scripts: Sequence[str]) -> str:
    return (
        f"Boxes stand for characters that no font here has: {listed(scripts)}. "
        f"{remedy(scripts, QFontDatabase.families())}"
    )
