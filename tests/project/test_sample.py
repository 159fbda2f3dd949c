"""The sample is what it promises to a newcomer."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.model import Article, Story
from annotator.project.check import check
from annotator.project.exchange import take_out
from annotator.project.project import Project
from annotator.project.sample import new_sample
from tests.build import ANN


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with new_sample(ANN, tmp_path / "samples") as opened:
        yield opened


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_sample_is_one_story_as_three_outlets_tell_it(sample: Project) -> None:
    (story,) = sample.reading.records(Story)
    articles = list(sample.reading.records(Article))
    assert len(articles) == len({one.outlet for one in articles}) == 3
    assert {one.story for one in articles} == {story.uid}
    assert sample.title == "Storm barrier"


def test_each_article_is_as_long_as_a_real_one(sample: Project) -> None:
    for one in sample.reading.articles():
        assert 700 <= len(one.text.split()) <= 1200, one.title


def test_nothing_is_wrong_with_the_sample(sample: Project) -> None:
    assert list(check(sample.reading)) == []
    assert sample.reading.counts()["quote"] > 0


def test_a_newcomer_cannot_undo_the_sample_away(sample: Project) -> None:
    assert sample.undo() is None
    assert sample.redo() is None
    with Project.open(sample.path, ANN) as opened:
        assert opened.undo() is None
        assert opened.reading.article_count() == 3


def test_each_sample_is_a_fresh_copy(sample: Project) -> None:
    with new_sample(ANN, sample.path.parent) as other:
        assert other.path != sample.path
        assert other.uid != sample.uid
        assert other.reading.sizes()["annotation"] == sample.reading.sizes()["annotation"]


def test_a_sample_is_kept_in_the_user_s_own_folder() -> None:
    with new_sample(ANN) as opened:
        assert opened.path.is_relative_to(os.environ["HOME"])


def test_every_span_of_the_sample_is_in_its_csv_to_the_character(
    sample: Project, tmp_path: Path
) -> None:
    take_out(sample.reading, "csv", tmp_path / "out")
    texts = {one["article_id"]: one["text"] for one in rows(tmp_path / "out" / "articles.csv")}
    annotations = rows(tmp_path / "out" / "annotations.csv")
    assert len(annotations) == sum(sample.reading.counts().values())
    for one in annotations:
        assert texts[one["article_id"]][int(one["start"]) : int(one["end"])] == one["text"]
