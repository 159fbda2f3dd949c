"""The view for those who read a project with SQL says what the CSV says."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import resources
from annotator.core import acts
from annotator.core.model import Actor, Annotation
from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from annotator.core.span import Span
from annotator.formats.contract import WriteOptions
from annotator.project import exchange
from annotator.project.exchange import ImportOptions
from annotator.project.project import Project
from tests.build import ANN

_JSON = ("speakers", "addressees")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "sample.annotator", ANN) as made:
        file = resources.path("samples", "storm-barrier.jsonl")
        exchange.bring_in(made, [file], ImportOptions())
        yield made


def flat(path: Path) -> dict[str, dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        rows = db.execute("SELECT * FROM annotations_flat").fetchall()
    return {row["annotation_id"]: dict(row) for row in rows}


def exported(project: Project) -> dict[str, dict[str, str]]:
    to = project.path.with_suffix(".csv")
    exchange.take_out(project.reading, "csv", to, WriteOptions())
    with to.open(newline="", encoding="utf-8") as file:
        return {row["annotation_id"]: row for row in csv.DictReader(file)}


def assert_alike(project: Project) -> None:
    rows, view = exported(project), flat(project.path)
    assert rows
    for uid, row in rows.items():
        for name in view[uid].keys() & row.keys():
            told = view[uid][name]
            if name in _JSON:
                assert json.loads(told) == json.loads(row[name]), (name, row["text"])
            else:
                assert ("" if told is None else str(told)) == row[name], (name, row["text"])


def of_label(project: Project, label: str) -> list[Annotation]:
    articles = project.reading.articles()
    found = (one for article in articles for one in project.reading.annotations_of(article.uid))
    return [one for one in found if one.label == label]


def test_the_view_says_of_the_sample_what_the_csv_says(sample: Project) -> None:
    assert_alike(sample)
    told = flat(sample.path).values()
    assert {"quote", "claim", "actor", "cue"} <= {row["label"] for row in told}
    assert any(row["parts"] == 2 and row["part"] == 2 for row in told)
    assert any(row["speaker"] and row["cue"] and row["speaker_start"] for row in told)


def test_a_speaker_without_a_mention_is_told_and_the_actor_of_a_mention_is_none(
    sample: Project,
) -> None:
    actor = next(sample.reading.records(Actor))
    article = next(iter(sample.reading.articles()))
    for label, span in ((CLAIM, Span(0, 9)), (ACTOR, Span(10, 17)), (QUOTE, Span(20, 31))):
        edit = acts.annotate(article, sample.scheme.label(label), span, ANN.uid)
        made = edit.changes[0].after
        assert isinstance(made, Annotation)
        stored = replace(edit.changes[0], after=replace(made, actor=actor.uid))
        sample.perform(replace(edit, changes=(stored,)))
    assert_alike(sample)
    told = {(row["label"], row["start"]): row for row in flat(sample.path).values()
            if row["article_id"] == article.uid}  # fmt: skip
    assert told["claim", 0]["speaker"] == told["quote", 20]["speaker"] == actor.name
    assert told["claim", 0]["actor"] is None
    assert (told["actor", 10]["actor"], told["actor", 10]["speaker"]) == (actor.name, None)


def test_answers_of_a_head_are_told_of_its_later_parts(sample: Project) -> None:
    view = flat(sample.path)
    later = [row for row in view.values() if row["unit_id"] != row["annotation_id"]]
    assert later
    assert all(row["attributes"] == view[row["unit_id"]]["attributes"] for row in later)


def test_a_file_of_the_first_format_gets_the_new_view(sample: Project) -> None:
    path = sample.path
    sample.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP VIEW annotations_flat")
        db.execute("CREATE VIEW annotations_flat AS SELECT uid AS annotation_id FROM annotation")
        db.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm002%'")
        db.execute("PRAGMA user_version = 1")
    with Project.open(path, ANN) as opened:
        assert_alike(opened)
    (before,) = path.parent.glob("sample before update *.annotator")
    assert all(row.keys() == {"annotation_id"} for row in flat(before).values())
