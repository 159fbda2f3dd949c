"""What check finds, on files that were changed behind our back."""

import sqlite3
from pathlib import Path

import pytest
from typing_extensions import override

from annotator.core import acts
from annotator.core.progress import Progress
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.check import check
from annotator.project.project import Project
from tests.build import ANN, SCHEME, article, project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a project of one article with one annotation, and another article."""
    text = article("Strike goes on", uid="article")
    with project(tmp_path, text, article("Calm")) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 6), ANN.uid))
    return made.path


def behind_our_back(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for one in statements:
        connection.execute(one)
    connection.commit()
    connection.close()


def problems(path: Path) -> list[str]:
    with Project.open(path, ANN) as opened:
        return [str(one) for one in check(opened.reading)]


def test_nothing_is_wrong_with_what_we_wrote(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize(
    "change",
    ["text = 'Strife'", "start = 1", "end = 7", "end = 99", "start = 20, end = 30"],
)
def test_a_span_that_says_something_else_than_its_text_is_found(path: Path, change: str) -> None:
    behind_our_back(path, f"UPDATE annotation SET {change}")
    (problem,) = problems(path)
    assert problem.startswith("Strike goes on (article): annotation ")
    assert "but the text there is “" in problem


def test_a_text_that_was_changed_is_found_with_the_spans_that_it_moves(path: Path) -> None:
    behind_our_back(path, "UPDATE article SET text = 'A ' || text WHERE uid = 'article'")
    changed, moved = problems(path)
    assert changed.endswith("the text is not the one that was imported.")
    assert moved.endswith("says “Strike”, but the text there is “A Stri”.")


def test_a_row_that_refers_to_nothing_is_found(path: Path) -> None:
    behind_our_back(
        path,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO split (article_id, name, part) VALUES (99, 'default', 'train')",
    )
    assert problems(path) == ["file: a row of split refers to a article that is not there"]


def test_the_progress_of_a_check_comes_to_its_end(path: Path) -> None:
    class Watched(Progress):
        seen: list[tuple[int, int]] = []  # noqa: RUF012  # one instance

        @override
        def report(self, done: int, of: int) -> None:
            self.seen.append((done, of))

    with Project.open(path, ANN) as opened:
        list(check(opened.reading, Watched()))
    assert Watched.seen[-1] == (2, 2)
