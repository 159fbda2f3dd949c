"""What follows a key: from Q to the words painted as a quote, and from Page Down to the page."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.core import acts
from annotator.core.model import Article, Label
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.coder import this_coder
from annotator.project.project import Project
from annotator.ui.text.view import TextView
from tests.benchmarks import bare, filler
from tests.benchmarks.filler import Filler
from tests.benchmarks.screen import Screen
from tests.benchmarks.timing import Result, Series

_SIZES = ((1_000, 30), (100_000, 5_000))
_PRESSES, _PRESSES_QUICK = 30, 8
_PAGES, _PAGES_QUICK = 60, 10
_OPENINGS = 7


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    for words, spans in _SIZES:
        size = f"{words:,} words, {spans:,} spans"
        text = filler.Writer().write(words)
        path = folder / f"{words}.annotator"
        coder = this_coder("Bench")
        # The right pane has the same text with nothing in it, for comparison.
        tagged = filler.article(text, "Tagged")
        plain = filler.article(text, "Plain")
        short = filler.article(Filler("Words."), "Short")
        taken = text.some(spans)
        with Project.create(path, coder) as project:
            project.bring_in([tagged, *filler.annotations(tagged, taken, coder.uid), plain, short])
        fresh = _fresh(text, taken, _PRESSES_QUICK if quick else _PRESSES)
        commit, insert = _commits(path, folder / f"{words}-bare.annotator", tagged, fresh)
        screen = Screen(folder, coder)
        screen.window.show_project(Project.open(path, coder))
        left, right = (pane.view for pane in screen.window.workplace.desk.panes)
        yield Result(f"Q until it is painted: {size}", _press(screen, left, fresh))
        yield Result(f"  saving alone: {size}", commit, insert, "INSERT and COMMIT")
        ours, without = _scroll(screen, left, right, _PAGES_QUICK if quick else _PAGES)
        yield Result(f"Page Down: {size}", ours, without, "the same page without annotations")
        ours, without = _open(screen, tagged.uid, plain.uid, short.uid)
        yield Result(f"Article opened: {size}", ours, without, "the same one without annotations")
        screen.close()


def _fresh(text: Filler, taken: list[tuple[Span, str]], count: int) -> list[Span]:
    """Return quotations that are not tagged yet, from all parts of the text."""
    there = {span for span, _ in taken}
    free = [one for one in text.quotes if one not in there]
    return [free[position * len(free) // count] for position in range(count)]


def _press(screen: Screen, view: TextView, fresh: list[Span]) -> Series:
    ours = Series()
    pane = screen.window.workplace.desk.panes[0]
    for quote in fresh:
        view.set_caret(quote.start + 2)
        screen.settle()
        count = len(pane.index)
        with ours.timed():
            screen.press(view, Qt.Key.Key_Q)
        assert len(pane.index) == count + 1, "a press did not tag"
    return ours


def _commits(path: Path, copy: Path, article: Article, fresh: list[Span]) -> tuple[Series, Series]:
    """Time saving without a window, on a copy, in turn with a bare insertion of the same row."""
    ours, insert = Series(), Series()
    shutil.copy(path, copy)
    beside = copy.with_suffix(".beside")
    shutil.copy(path, beside)
    connection = bare.connect(beside)
    with Project.open(copy, this_coder("Bench")) as project:
        label: Label = project.scheme.label(QUOTE)
        reader = bare.connect(copy)
        for quote in fresh:
            edit = acts.annotate(article, label, quote, project.coder.uid)
            with ours.timed():
                project.perform(edit)
            row = reader.execute("SELECT * FROM annotation ORDER BY id DESC LIMIT 1").fetchone()
            statement = bare.insertion("annotation", len(row))
            with insert.timed():
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(statement, row)
                connection.execute("COMMIT")
        reader.close()
    connection.close()
    return ours, insert


def _open(screen: Screen, tagged: str, plain: str, short: str) -> tuple[Series, Series]:
    """Open the two articles in the place of a short one, from the file to the words, in turn."""
    ours, without = Series(), Series()
    desk = screen.window.workplace.desk
    left, right = desk.panes
    desk.open_article(short, left)
    for _ in range(_OPENINGS):
        for uid, series in ((tagged, ours), (plain, without)):
            desk.open_article(short, right)
            screen.settle()
            with series.timed():
                screen.show(right.view, partial(desk.open_article, uid, right))
            assert right.article is not None
            assert right.article.uid == uid
    return ours, without


def _scroll(screen: Screen, tagged: TextView, plain: TextView, pages: int) -> tuple[Series, Series]:
    """Turn pages, down to the end and up again, in the two panes in turn."""
    ours, without = Series(), Series()
    for view in (tagged, plain):
        view.set_caret(0)
    key = Qt.Key.Key_PageDown
    for _ in range(pages):
        bar = plain.verticalScrollBar()
        if bar.value() == bar.maximum():
            key = Qt.Key.Key_PageUp
        elif bar.value() == bar.minimum():
            key = Qt.Key.Key_PageDown
        for view, series in ((tagged, ours), (plain, without)):
            view.setFocus()
            screen.settle()
            before = view.first_visible()
            with series.timed():
                screen.press(view, key)
            assert view.first_visible() != before, "a press did not scroll"
    return ours, without
