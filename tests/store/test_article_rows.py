"""The rows of a list of articles, and what else is asked of all articles at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Coding, CodingStatus, Story
from annotator.project.project import Project
from annotator.store.articles import ArticleRow
from tests import build
from tests.build import ANN, BEN

FERRY = Story(uid="ferry", title="Ferry strike")
ONE = build.article(uid="a1", outlet="Courier", author="Ida", published="2025", story="ferry")
TWO = build.article(f"{build.TEXT} 2", uid="a2", title="Second", outlet="Wire")
THREE = build.article(f"{build.TEXT} 3", uid="a3", title="Third", outlet="Wire", story="ferry")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with build.project(tmp_path) as made:
        made.bring_in([FERRY, ONE, TWO, THREE, BEN])
        yield made


def status(project: Project, article: str, coder: str = ANN.uid) -> CodingStatus:
    row = project.reading.article_row(article, coder)
    assert row is not None
    return row.status


def test_a_row_holds_what_a_list_shows(project: Project) -> None:
    title = "Ferry strike enters third day"
    assert project.reading.article_row("a1", ANN.uid) == ArticleRow(
        "a1", title, "Courier", "Ida", "2025", "ferry"
    )
    assert project.reading.article_row("gone") is None
    assert [row.uid for row in project.reading.article_rows()] == ["a1", "a2", "a3"]


def test_only_accepted_annotations_count_and_a_coders_own_beside(project: Project) -> None:
    first = build.annotation(ONE, "Ida Brandt")
    second = build.annotation(ONE, "Tomas Berg", coder=BEN)
    third = replace(build.annotation(ONE, "crowns"), status="suggested")
    project.perform(Edit(Kind.ANNOTATE, (create(first), create(second), create(third))))
    rows = {row.uid: row for row in project.reading.article_rows(ANN.uid)}
    assert (rows["a1"].annotations, rows["a1"].own) == (2, 1)
    assert (rows["a2"].annotations, rows["a2"].own) == (0, 0)
    assert rows["a1"] == project.reading.article_row("a1", ANN.uid)
    nobodys = project.reading.article_row("a1")
    assert nobodys is not None
    assert (nobodys.annotations, nobodys.own, nobodys.status) == (2, 0, "todo")


def test_a_status_is_what_was_said_or_else_whether_one_has_begun(project: Project) -> None:
    assert status(project, "a1") == "todo"
    project.perform(Edit(Kind.ANNOTATE, (create(build.annotation(ONE, "Ida Brandt")),)))
    assert status(project, "a1") == "doing"
    project.perform(acts.set_status("a1", ANN.uid, None, "todo"))
    assert status(project, "a1") == "todo", "said, although there is something"
    said = Coding(article="a1", coder=ANN.uid, status="todo")
    project.perform(acts.set_status("a1", ANN.uid, said, "done"))
    assert (status(project, "a1"), status(project, "a1", BEN.uid)) == ("done", "todo")


def test_the_articles_of_a_story_come_as_they_came(project: Project) -> None:
    assert project.reading.articles_in("ferry") == ["a1", "a3"]
    assert project.reading.articles_in("gone") == []


def test_values_of_a_field_come_each_once_and_the_frequent_first(project: Project) -> None:
    assert project.reading.values_of("outlet") == ["Wire", "Courier"]
    assert project.reading.values_of("language") == []
