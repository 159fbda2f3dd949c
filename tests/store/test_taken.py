"""Which spans cannot be tagged once more, and which there are of many records."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.model import Article, Coder, Status
from annotator.core.scheme import ACTOR, QUOTE
from annotator.project.project import Project
from annotator.store import reading
from tests.build import ANN, BEN, annotation, article, project


@pytest.fixture
def text() -> Article:
    return article()


@pytest.fixture
def made(tmp_path: Path, text: Article) -> Iterator[Project]:
    with project(tmp_path, text) as opened:
        yield opened


@pytest.mark.parametrize(
    ("coder", "status", "is_taken"),
    [
        (ANN, "accepted", True),
        (ANN, "suggested", True),
        (BEN, "accepted", True),
        (BEN, "suggested", True),
        (BEN, "rejected", False),
        # Of one coder the file takes a span with a label only once.
        (ANN, "rejected", True),
    ],
)
def test_what_is_tagged_by_anybody_is_taken_unless_it_was_rejected(
    made: Project, text: Article, coder: Coder, status: Status, is_taken: bool
) -> None:
    one = replace(annotation(text, "Ida Brandt", ACTOR), coder=coder.uid, status=status)
    made.bring_in([BEN, one])
    assert made.reading.taken(text.uid, ACTOR, ANN.uid) == ({one.span} if is_taken else set())


def test_a_span_is_taken_for_one_label_in_one_article(made: Project, text: Article) -> None:
    other = article("Another article by Ida Brandt")
    made.bring_in([other, annotation(text, "Ida Brandt", ACTOR)])
    assert made.reading.taken(text.uid, QUOTE, ANN.uid) == set()
    assert made.reading.taken(other.uid, ACTOR, ANN.uid) == set()
    assert made.reading.taken("gone", ACTOR, ANN.uid) == set()


def test_many_records_are_found_by_what_they_are_known_by(
    made: Project, text: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_BATCH", 2)
    tagged = [
        replace(annotation(text, "Ida"), uid=f"a{n}", start=n, end=n + 1, text=text.text[n])
        for n in range(5)
    ]
    made.bring_in(tagged)
    found = made.reading.records_of("annotation", [*(one.identity for one in tagged), ("gone",)])
    assert found == {one.identity: one for one in tagged}
    assert made.reading.records_of("meta", [("title",), ("none",)]).keys() == {("title",)}
