"""What is said of a project as a whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Coding
from annotator.core.progress import Cancelled, Progress
from annotator.core.scheme import CLAIM, QUOTE
from annotator.core.span import Span
from annotator.project.information import facts_apart
from annotator.project.project import Project
from annotator.store import facts
from tests.build import ANN, BEN, SCHEME, annotation, article, project


def test_the_facts_of_a_project(tmp_path: Path) -> None:
    text = article("Ferry strike enters third day")
    with project(tmp_path, text, article("U.S. state-owned firms don’t 3.5")) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        made.perform(acts.annotate(text, SCHEME.label(CLAIM), Span(0, 12), ANN.uid))
        made.perform(
            Edit(Kind.STATUS, (create(Coding(article=text.uid, coder=ANN.uid, status="done")),))
        )
        with Project.open(made.path, BEN) as other:
            other.perform(acts.make_story("Strike"))
            suggested = replace(annotation(text, "Ferry", coder=BEN), status="suggested")
            other.perform(Edit(Kind.ANNOTATE, (create(suggested),)))
        found = made.reading.facts()
        assert found.created == made._meta("created")
        assert (found.stories, found.articles) == (1, 2)
        assert (found.words, found.words_are_estimated) == (10, False)
        assert found.labels[:3] == (("Quote", 1), ("Claim", 1), ("Actor", 0))
        assert [tuple(one) for one in found.coders] == [("Ann", 2, 1, 3), ("Ben", 0, 0, 2)]
        assert found.edits == 5
        assert found.edits_since.startswith("20")
        assert found.log_bytes > 100


def test_an_empty_project_has_facts(tmp_path: Path) -> None:
    with project(tmp_path) as made:
        found = made.reading.facts()
    assert (found.articles, found.words, found.coders, found.edits) == (0, 0, (), 0)
    assert (found.edits_since, found.log_bytes) == ("", 0)


def test_the_words_of_many_articles_are_estimated_from_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "_COUNTED", 3_000)
    with project(
        tmp_path, *(article(f"Number {n}\n\n" + "five letters " * 40) for n in range(50))
    ) as made:
        found = made.reading.facts()
    assert found.words_are_estimated
    assert found.words == pytest.approx(50 * 82, rel=0.02)


def test_facts_that_are_cancelled_leave_no_log_behind(tmp_path: Path) -> None:
    class Stop(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            raise Cancelled("enough")

    with project(tmp_path, article("Ferry strike"), article("enters third day")) as made:
        path = made.path
    with pytest.raises(Cancelled) as kept:
        facts_apart(path, Stop())
    assert kept.tb is not None, "what holds the question is still there"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
