"""Check lists what the rules find, and fails for it only where it is asked to."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.core import acts
from annotator.core.model import Actor
from annotator.core.scheme import ACTOR, QUOTE, Scheme
from annotator.core.span import Span
from annotator.project.project import Project
from tests.build import ANN, BEN, article, project
from tests.cli.command import annotator

TEXT = "Strike goes on\n\n“We stay out,” said Ida Brandt. “All week.”"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """Return a project with a quote that nobody speaks, a cut name, and an actor of no use."""
    text = article(TEXT, uid="strike", outlet="Courier")
    with project(tmp_path, text) as made:
        for label, words in ((QUOTE, "“We stay out,”"), (ACTOR, "Ida Bran")):
            start = TEXT.index(words)
            span = Span(start, start + len(words))
            made.perform(acts.annotate(text, Scheme().label(label), span, ANN.uid))
        made.perform(acts.add_actor(Actor(uid="berg", name="Tomas Berg", role="mayor")))
    return made.path


def answer(*arguments: str | Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(annotator("check", *arguments, "--json").out)
    return told


def test_findings_are_listed_by_rule_and_counted(begun: Path) -> None:
    told = annotator("check", begun)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "The file is sound: 2 annotations in 1 article.",
        "Quotations not tagged: 1",
        "  Courier · Strike goes on, ¶ 2: “All week.” – It is not tagged.",
        "Quotes without a speaker: 1",
        "  Courier · Strike goes on, ¶ 2: “We stay out,” – It is not said who speaks.",
        "Mentions without an actor: 1",
        "  Courier · Strike goes on, ¶ 2: Ida Bran – It is not said who this is.",
        "Words cut: 1",
        "  Courier · Strike goes on, ¶ 2: Ida Bran – It ends inside a word.",
        "Actors without a mention: 1",
        "  Tomas Berg: Nothing mentions this actor, nor lets it speak.",
        "5 findings.",
    ]


def test_json_has_every_finding_with_its_place(begun: Path) -> None:
    told = answer(begun)
    assert told["ok"] is True
    assert told["counts"] == {
        "quotation": 1, "speaker": 1, "required": 0, "actor": 1, "mark": 0, "word": 1,
        "duplicate": 0, "unmentioned": 1,
    }  # fmt: skip
    start = TEXT.index("“All")
    assert told["findings"][0] == {
        "rule": "quotation", "sentence": "It is not tagged.", "article": "strike",
        "annotation": None, "actor": None, "start": start, "end": start + 11, "paragraph": 2,
        "text": "“All week.”", "repair": "Tag it as a quote",
    }  # fmt: skip
    for one in told["findings"]:
        if one["start"] is not None:
            assert TEXT[one["start"] : one["end"]] == one["text"]
    assert told["findings"][-1]["actor"] == "berg"


def test_only_some_rules_can_be_asked_unusual_ones_too(begun: Path) -> None:
    told = answer(begun, "--rule", "word", "--rule", "claimant")
    assert told["counts"] == {"claimant": 0, "word": 1}
    assert [one["rule"] for one in told["findings"]] == ["word"]
    told_so = annotator("check", begun, "--rule", "required")
    assert told_so.out == "All is well: 2 annotations in 1 article.\n"


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_strict_makes_findings_exit_1(begun: Path, as_json: list[str]) -> None:
    assert annotator("check", begun, *as_json).code == 0
    assert annotator("check", begun, "--strict", *as_json).code == 1
    assert annotator("check", begun, "--strict", "--rule", "mark", *as_json).code == 0


def test_a_rule_that_is_not_there_is_wrong_usage(begun: Path) -> None:
    told = annotator("check", begun, "--rule", "spelling")
    assert (told.code, told.out) == (2, "")
    assert "There is no check “spelling”. There are: quotation, speaker" in told.err


def test_what_is_left_by_anybody_is_not_listed(begun: Path) -> None:
    with Project.open(begun, BEN) as opened:
        start = TEXT.index("“All")
        place = ("check:quotation", "strike", Span(start, start + 11))
        opened.perform(acts.leave([place], BEN.uid))
    assert answer(begun)["counts"]["quotation"] == 0
