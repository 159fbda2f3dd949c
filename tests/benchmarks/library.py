"""A library of ten thousand articles: filled, filtered key by key, followed, and cut down."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.core.edit import Edit, Kind, create
from annotator.project.coder import this_coder
from annotator.project.project import Cause, Event, Project
from annotator.ui import application
from annotator.ui.actions import Actions
from annotator.ui.panels.library.panel import Library
from annotator.ui.shelving import Shelving
from tests.benchmarks import bare, filler, opening
from tests.benchmarks.timing import Result, Series

_REPEATS = 7
_WORDS = "article 12"


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    count = 500 if quick else 10_000
    coder = this_coder("Bench")
    path = folder / "library.annotator"
    running = QApplication.instance() or application.make_application()
    window = QMainWindow()
    library = Library(Actions(window, print), window)
    window.setCentralWidget(library)
    window.resize(280, 880)
    window.show()
    with Project.create(path, coder) as project:
        project.bring_in(opening.records(count, coder))
        size = f"{count:,} articles, all shown"
        filled, asked = _fill(library, project)
        yield Result(f"Fill the library: {size}", filled, asked, "the question for its rows")
        yield Result(f"  a key in its filter: {size}", _type(library))
        yield Result("  an annotation counted", _count(library, project))
        yield from _delete(project, window, count // 10)
        library.work_on(None)
    window.deleteLater()
    running.processEvents()


def _fill(library: Library, project: Project) -> tuple[Series, Series]:
    filled, asked = Series(), Series()
    for _ in range(_REPEATS):
        library.work_on(None)
        QApplication.processEvents()
        with filled.timed():
            library.work_on(project)
            QApplication.processEvents()
        with asked.timed():
            project.reading.article_rows(project.coder.uid)
    return filled, asked


def _type(library: Library) -> Series:
    typed = Series()
    for _ in range(_REPEATS):
        library.filter.clear()
        for letter in _WORDS:
            QApplication.processEvents()
            with typed.timed():
                QTest.keyClicks(library.filter, letter)
                QApplication.processEvents()
    library.filter.clear()
    return typed


def _count(library: Library, project: Project) -> Series:
    counted = Series()
    text = filler.Writer(seed=8).write(300)
    article = project.reading.article(library.articles()[0].uid)
    for one in filler.annotations(article, text.some(20), project.coder.uid):
        event = Event(Cause.DONE, Edit(Kind.ANNOTATE, (create(one),)))
        with counted.timed():
            library.hear(event)
            QApplication.processEvents()
    return counted


def _delete(project: Project, window: QMainWindow, count: int) -> Iterator[Result]:
    """Delete articles with all that belongs to them, and bring them back."""
    shelving = Shelving(window)
    shelving.work_on(project)
    uids = [row.uid for row in project.reading.article_rows()][:count]
    ours, back, least = Series(), Series(), Series()
    for _ in range(3):
        with least.timed():
            _delete_bare(project.path, uids)
        with ours.timed():
            shelving.delete(uids)
        with back.timed():
            project.undo()
    yield Result(
        f"Delete {count:,} articles, tagged", ours, least, "DELETE by article, rolled back"
    )
    yield Result("  and undo that", back)


def _delete_bare(path: Path, uids: list[str]) -> None:
    connection = bare.connect(path)
    connection.execute("BEGIN IMMEDIATE")
    for uid in uids:
        (id,) = connection.execute("SELECT id FROM article WHERE uid = ?", [uid]).fetchone()
        connection.execute("DELETE FROM annotation WHERE article_id = ?", [id])
        connection.execute("DELETE FROM article WHERE id = ?", [id])
    connection.execute("ROLLBACK")
    connection.close()
