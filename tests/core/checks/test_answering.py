"""Required attributes that are not answered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.core.model import Annotation
from annotator.core.scheme import ATTRIBUTES, CLAIM, Scheme
from tests.build import annotation
from tests.core.checks.looking import ARTICLE, continued, found, subject

KIND, STANCE = "kind", "stance"
CLAIMS = {one.name: one for one in ATTRIBUTES if one.label == CLAIM}


def codebook(*required: str, **changed: Any) -> Scheme:
    """Return one that requires some attributes of claims; stance is changed besides."""
    asked = [
        replace(one, required=name in required, **(changed if name == STANCE else {}))
        for name, one in CLAIMS.items()
    ]
    return Scheme(attributes=tuple(asked))


def claim(answers: Mapping[str, Any] | None = None) -> Annotation:
    return replace(annotation(ARTICLE, "The port lost", CLAIM), attributes=answers or {})


def sentences(one: Annotation, scheme: Scheme) -> list[str]:
    return [each.sentence for each in found("required", subject([one], scheme=scheme))]


def test_what_is_not_required_may_stay_empty() -> None:
    assert sentences(claim(), codebook()) == []


def test_one_finding_names_all_that_is_missing() -> None:
    both = codebook(KIND, STANCE)
    assert sentences(claim(), both) == ["“Stance” and “Kind” are not answered."]
    assert sentences(claim({STANCE: "affirm"}), both) == ["“Kind” is not answered."]
    assert sentences(claim({STANCE: "affirm", KIND: "value"}), both) == []


def test_no_and_zero_are_answers_and_an_empty_text_is_none() -> None:
    assert sentences(claim({STANCE: False}), codebook(STANCE, kind="yes_no")) == []
    assert sentences(claim({STANCE: 0}), codebook(STANCE, kind="number")) == []
    assert len(sentences(claim({STANCE: ""}), codebook(STANCE, kind="text"))) == 1


def test_only_what_is_asked_is_required() -> None:
    only_of_facts = codebook(STANCE, show_when={"attribute": KIND, "is": ["factual"]})
    assert sentences(claim({KIND: "demand"}), only_of_facts) == []
    assert len(sentences(claim({KIND: "factual"}), only_of_facts)) == 1


def test_the_head_answers_for_all_parts() -> None:
    head, part = claim({STANCE: "affirm"}), annotation(ARTICLE, "according to", CLAIM)
    there = subject([head, part], continued(head, part), scheme=codebook(STANCE))
    assert found("required", there) == []


def test_what_was_rejected_need_not_answer() -> None:
    assert sentences(replace(claim(), status="rejected"), codebook(STANCE)) == []
