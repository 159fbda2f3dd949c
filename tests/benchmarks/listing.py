"""A table of a hundred thousand annotations: asked for, read, followed through edits, scrolled."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget
from typing_extensions import override

from annotator.core import acts
from annotator.core.scheme import CUE
from annotator.core.span import Span
from annotator.project.coder import this_coder
from annotator.project.project import Event, Project
from annotator.store.listing import Wanted
from annotator.ui import application
from annotator.ui.actions import Actions
from annotator.ui.models.annotation_columns import COLUMNS
from annotator.ui.panels.annotations.panel import AnnotationsPanel
from annotator.ui.theme import LIGHT
from tests.benchmarks import bare, opening
from tests.benchmarks.timing import Result, Series

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_REPEATS, _PAGES, _EDITS = 7, 40, 30
_PAGE = 200

_ALL = """
    SELECT annotation.uid FROM annotation JOIN article ON article.id = article_id
    LEFT JOIN story ON story.id = story_id
"""
_SAYS = "article.title || outlet || annotation.text || note LIKE '%kla%'"
# What is asked, the least that SQLite alone would have to do for it, and what that is.
_ASKED = {
    "as in the texts": (Wanted(), "SELECT uid FROM annotation", "SELECT in no order"),
    "by text": (Wanted(order="text"), f"{_ALL} ORDER BY annotation.text", "SELECT, text as it is"),
    "by speaker": (Wanted(order="speaker"), f"{_ALL} ORDER BY actor_id", "SELECT, without links"),
    "with a word": (Wanted(words=("kla",)), f"{_ALL} WHERE {_SAYS}", "LIKE, accents count"),
}


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    count = 500 if quick else 10_000
    coder = this_coder("Bench")
    running = QApplication.instance() or application.make_application()
    with Project.create(folder / "table.annotator", coder) as project:
        project.bring_in(opening.records(count, coder))
        connection = bare.connect(project.path)
        size = f"{project.reading.sizes()['annotation']:,} rows"
        for what, (wanted, question, beside) in _ASKED.items():
            ours, least = _asked(project, wanted, connection, question)
            yield Result(f"Table asked: {size}, {what}", ours, least, beside)
        yield Result(
            f"  {_PAGE} of them read", *_read(project, connection), "SELECT * of the same uids"
        )
        window = QMainWindow()
        panel = AnnotationsPanel(Actions(window, print), LIGHT, window)
        _show(window, panel, panel.table)
        panel.work_on(project)
        while panel.model.rowCount() == 0:
            running.processEvents()
        for order in ("", "text"):
            yield Result(
                f"  one more of them followed, by {order or 'place'}",
                _follow(project, panel, order),
            )
        plain = QMainWindow()
        view = QTableView(plain)
        view.setModel(_Plain(panel.model.rowCount(), plain))
        _show(plain, view, view)
        ours, least = _scroll([panel.table, view])
        yield Result("  Page Down until it is painted", ours, least, "QTableView of constant texts")
        window.deleteLater()
        plain.deleteLater()
        connection.close()
        running.processEvents()


def _asked(
    project: Project, wanted: Wanted, connection: sqlite3.Connection, question: str
) -> tuple[Series, Series]:
    ours, least = Series(), Series()
    for _ in range(_REPEATS):
        with ours.timed():
            project.reading.listing.uids(wanted)
        with least.timed():
            connection.execute(question).fetchall()
    return ours, least


def _read(project: Project, connection: sqlite3.Connection) -> tuple[Series, Series]:
    """Read pages of annotations from all over the project."""
    ours, least = Series(), Series()
    uids = project.reading.listing.uids(Wanted())
    marks = ", ".join("?" * _PAGE)
    draw = random.Random(5)
    for _ in range(_EDITS):
        page = draw.sample(uids, _PAGE)
        with ours.timed():
            project.reading.listing.rows(page)
        with least.timed():
            connection.execute(f"SELECT * FROM annotation WHERE uid IN ({marks})", page).fetchall()
    return ours, least


def _show(window: QMainWindow, widget: QWidget, focused: QTableView) -> None:
    window.setCentralWidget(widget)
    window.resize(1100, 300)
    window.show()
    focused.setFocus()


def _follow(project: Project, panel: AnnotationsPanel, order: str) -> Series:
    followed = Series()
    panel.columns.sort(order)
    articles = [row.uid for row in project.reading.article_rows()]
    label, start = project.scheme.label(CUE), len(order)
    events: list[Event] = []
    stop = project.listen(events.append)
    for uid in random.Random(6).sample(articles, _EDITS):
        article = project.reading.article(uid)
        project.perform(acts.annotate(article, label, Span(start, start + 5), project.coder.uid))
        before = panel.model.rowCount()
        with followed.timed():
            panel.hear(events[-1])
        assert panel.model.rowCount() == before + 1, "it was not followed"
        QApplication.processEvents()
    stop()
    return followed


def _scroll(views: list[QTableView]) -> tuple[Series, Series]:
    found = tuple(Series() for _ in views)
    for _ in range(_PAGES):
        for view, series in zip(views, found, strict=True):
            view.window().activateWindow()
            view.setFocus()
            QApplication.processEvents()
            before = view.verticalScrollBar().value()
            with series.timed():
                QTest.keyClick(view, Qt.Key.Key_PageDown)
                QApplication.processEvents()
            assert view.verticalScrollBar().value() > before or not before, "it did not scroll"
    return found[0], found[1]


class _Plain(QAbstractTableModel):
    """As many rows and columns, in which always the same is written."""

    def __init__(self, rows: int, parent: QMainWindow) -> None:
        super().__init__(parent)
        self._rows = rows

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return self._rows

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return sum(column.shown for column in COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "what a cell may say" if role == Qt.ItemDataRole.DisplayRole else None
