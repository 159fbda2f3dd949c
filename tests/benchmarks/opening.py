"""A large project, from its file to two articles on the screen."""

from collections.abc import Iterator
from pathlib import Path

from annotator.core.model import Coder, Record, Story
from annotator.project.coder import this_coder
from annotator.project.project import Project
from annotator.ui.models.library import LibraryModel
from tests.benchmarks import bare, filler
from tests.benchmarks.screen import Screen
from tests.benchmarks.timing import Result, Series

_WORDS, _SPANS_EACH, _IN_STORY = 300, 10, 5
_REPEATS = 7

_LIST = """
    SELECT article.uid, article.title, outlet, published, story.uid, story.title,
        (SELECT count(*) FROM annotation WHERE article_id = article.id AND status = 'accepted')
    FROM article LEFT JOIN story ON story.id = story_id ORDER BY story.title, article.id
"""


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    count = 500 if quick else 10_000
    path = folder / "large.annotator"
    coder = this_coder("Bench")
    with Project.create(path, coder) as project:
        project.bring_in(records(count, coder))
        project.forget_history()
    opened, listed, whole, least = Series(), Series(), Series(), Series()
    screen = Screen(folder, coder)
    articles = LibraryModel(screen.window)
    for _ in range(_REPEATS):
        with opened.timed():
            project = Project.open(path, coder)
        with listed.timed():
            articles.work_on(project)
        articles.work_on(None)
        project.close()
        right = screen.window.workplace.desk.panes[1].view
        with whole.timed():
            screen.show(right, lambda: screen.window.show_project(Project.open(path, coder)))
        assert len(screen.window.workplace.desk.open_uids()) == 2
        screen.settle()
        screen.window.workplace.filing.close()
        screen.settle()
        with least.timed():
            _read(path)
    screen.close()
    size = f"{count:,} articles, {count * _SPANS_EACH:,} annotations"
    yield Result(f"Open and show: {size}", whole, least, "SELECT of the list and two articles")
    yield Result("  of that, the file opened", opened)
    yield Result("  of that, the list filled", listed)


def records(count: int, coder: Coder) -> Iterator[Record]:
    writer = filler.Writer()
    texts = [writer.write(_WORDS) for _ in range(50)]
    for number in range(count):
        if number % _IN_STORY == 0:
            story = Story(uid=f"story-{number}", title=f"Story {number // _IN_STORY}")
            yield story
        text = texts[number % len(texts)]
        article = filler.article(text, f"Article {number}", story.uid)
        yield article
        yield from filler.annotations(article, text.some(_SPANS_EACH), coder.uid)


def _read(path: Path) -> None:
    connection = bare.connect(path)
    uids = [row[0] for row in connection.execute(_LIST).fetchall()[:2]]
    for uid in uids:
        (id,) = connection.execute("SELECT id FROM article WHERE uid = ?", [uid]).fetchone()
        connection.execute("SELECT * FROM article WHERE id = ?", [id]).fetchall()
        connection.execute("SELECT * FROM annotation WHERE article_id = ?", [id]).fetchall()
    connection.close()
