"""The reading surface alone: texts of three lengths under up to 50,000 annotations.

Beside it stands in turn a page of the same class, font, text and width that draws no annotations.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.clock import new_uid
from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import LABELS, QUOTE
from annotator.core.span import Span
from annotator.ui import application
from annotator.ui.text.page import Page
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.benchmarks import filler
from tests.benchmarks.filler import Filler
from tests.benchmarks.screen import Paints, settle
from tests.benchmarks.timing import Result, Series, Weight

_TEXTS, _TEXTS_QUICK = (1_000, 100_000, 1_000_000), (1_000, 100_000)
_COUNTS, _COUNTS_QUICK = (0, 100, 5_000, 50_000), (0, 5_000)

# Narrower than the widest column, so that each change of width breaks all lines anew.
_WIDTH, _HEIGHT = 640, 900
_BESIDE = "a page without annotations"


@dataclass(frozen=True, slots=True)
class _Times:
    """How often each thing is done."""

    opening: int
    tagging: int
    paging: int
    rolling: int
    resizing: int


_OFTEN, _SELDOM = _Times(5, 24, 24, 24, 20), _Times(3, 8, 8, 8, 8)


@dataclass(frozen=True, slots=True)
class _Both:
    ours: Series = field(default_factory=Series)
    bare: Series = field(default_factory=Series)


def run(folder: Path, *, quick: bool) -> Iterator[Result | Weight]:
    stage = _Stage(_SELDOM if quick else _OFTEN)
    for words in _TEXTS_QUICK if quick else _TEXTS:
        text = filler.Writer().write(words)
        article = filler.article(text, "Surface")
        found: dict[str, dict[int, _Both]] = {}
        weights: dict[int, int] = {}
        for count in _COUNTS_QUICK if quick else _COUNTS:
            items = [*filler.annotations(article, text.scattered(count), "bench")]
            for what, both in stage.play(text, items):
                found.setdefault(what, {})[count] = both
            weights[count] = _weigh(folder, text.text, items)
        for what, cells in found.items():
            for count, both in cells.items():
                yield Result(_named(what, words, count), both.ours, both.bare, _last(cells, count))
        bare = _weigh(folder, text.text, None)
        for count, weight in weights.items():
            yield Weight(_named("Memory", words, count), weight, bare, _last(weights, count))
    stage.close()


def _named(what: str, words: int, count: int) -> str:
    return f"{what + ':':<15}{words:>10,} words{count:>8,} spans"


def _last(cells: Mapping[int, object], count: int) -> str:
    return _BESIDE if count == [*cells][-1] else ""


def _weigh(folder: Path, text: str, items: list[Annotation] | None) -> int:
    """Return how much a process grows that shows a text and turns some pages."""
    path = folder / "weighed.pickle"
    path.write_bytes(pickle.dumps((text, items)))
    command = [sys.executable, "-m", "tests.benchmarks.weighing", str(path)]
    done = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True)
    return int(done.stdout)


class _Stage(QObject):
    """The two pages side by side, to be given things to do in turn."""

    def __init__(self, times: _Times) -> None:
        super().__init__()
        self._times = times
        self._application = QApplication.instance() or application.make_application()
        self._paints = Paints(self)
        self._window = QWidget()
        self._window.resize(2 * _WIDTH, _HEIGHT)
        self._view = TextView(LIGHT, self._window)
        self._page = Page(LIGHT, self._window)
        self._index: SpanIndex[Annotation] = SpanIndex()
        self._tagged: Annotation | None = None
        self._view.letter_typed.connect(self._tag)
        self._page.move(_WIDTH, 0)
        self._window.show()
        self._set_width(_WIDTH)
        settle()

    def close(self) -> None:
        self._window.close()
        self._window.deleteLater()
        settle()

    def play(self, text: Filler, items: list[Annotation]) -> Iterator[tuple[str, _Both]]:
        """Yield each thing that is done, and how long it took until it was painted."""
        opened = _Both()
        for _ in range(self._times.opening):
            self._open(text.text, items, opened)
        yield "Open", opened
        yield "Tag", self._press_letters(text)
        for page in (self._view, self._page):
            page.set_first_visible(len(text.text) // 2)
        settle()
        yield "Page Down", self._scroll(self._turn, self._times.paging)
        yield "Wheel", self._scroll(self._roll, self._times.rolling)
        yield "Resize", self._change_width()
        self._view.clear_text()
        self._page.set_text("")
        settle()

    def _open(self, text: str, items: list[Annotation], opened: _Both) -> None:
        self._view.clear_text()
        self._page.set_text("")
        settle()

        def show() -> None:
            self._index = SpanIndex(items)
            self._view.show_text(text, self._index, LABELS)

        with opened.bare.timed():
            self._paints.follow(self._page.viewport(), lambda: self._page.set_text(text))
        settle()
        with opened.ours.timed():
            self._paints.follow(self._view.viewport(), show)
        settle()

    def _press_letters(self, text: Filler) -> _Both:
        """Tag quotations in all parts of a text; where nothing is tagged, the caret is moved."""
        times = self._times.tagging
        pressed = _Both()
        for number in range(times):
            quote = text.quotes[number * len(text.quotes) // times]
            for page in (self._view, self._page):
                page.set_caret(quote.start + 2)
            self._take_keyboard(self._page)
            with pressed.bare.timed():
                self._press(self._page, Qt.Key.Key_Right)
            self._take_keyboard(self._view)
            self._tagged = self._next(text, quote)
            before = len(self._index)
            with pressed.ours.timed():
                self._press(self._view, Qt.Key.Key_Q)
            assert len(self._index) == before + 1, "a press did not tag"
        return pressed

    def _scroll(self, move: Callable[[Page, int], None], times: int) -> _Both:
        """Scroll down to the end and up again, in both pages in turn."""
        scrolled = _Both()
        bar = self._page.verticalScrollBar()
        way = 1
        for _ in range(times):
            if bar.value() in (bar.minimum(), bar.maximum()):
                way = 1 if bar.value() == bar.minimum() else -1
            for page, series in ((self._page, scrolled.bare), (self._view, scrolled.ours)):
                self._take_keyboard(page)
                before = page.first_visible()
                with series.timed():
                    move(page, way)
                assert page.first_visible() != before, "nothing was scrolled"
        return scrolled

    def _turn(self, page: Page, way: int) -> None:
        self._press(page, Qt.Key.Key_PageDown if way > 0 else Qt.Key.Key_PageUp)

    def _roll(self, page: Page, way: int) -> None:
        viewport = page.viewport()
        at = QPointF(viewport.rect().center())
        event = QWheelEvent(
            at, QPointF(viewport.mapToGlobal(at)), QPoint(), QPoint(0, -120 * way),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        self._paints.follow(viewport, lambda: QApplication.sendEvent(viewport, event))

    def _change_width(self) -> _Both:
        changed = _Both()
        for number in range(self._times.resizing):
            width = _WIDTH - 10 * (1 + number % 9)
            for page, series in ((self._page, changed.bare), (self._view, changed.ours)):
                settle()
                with series.timed():
                    self._paints.follow(page.viewport(), partial(page.resize, width, _HEIGHT))
        self._set_width(_WIDTH)
        settle()
        return changed

    def _set_width(self, width: int) -> None:
        """Give the pages such a width that their columns of text are alike."""
        self._view.resize(width, _HEIGHT)
        self._page.resize(width, _HEIGHT)
        spare = self._page.viewport().width() - self._view.viewport().width()
        self._page.resize(width - spare, _HEIGHT)
        assert self._view.viewport().width() == self._page.viewport().width()

    def _take_keyboard(self, page: Page) -> None:
        page.setFocus()
        settle()

    def _press(self, page: Page, key: Qt.Key) -> None:
        self._paints.follow(page.viewport(), lambda: QTest.keyClick(page, key))

    @staticmethod
    def _next(text: Filler, quote: Span) -> Annotation:
        article = filler.article(text, "Surface")
        (item,) = filler.annotations(article, [(quote, QUOTE)], "bench")
        return replace(item, uid=new_uid())

    def _tag(self) -> None:
        """Do what a pane does after a press, save for the project."""
        assert self._tagged is not None
        self._index.add(self._tagged)
        self._view.refresh([self._tagged.span])
        self._view.set_selected(self._tagged.uid)
