"""Which questions are asked, and how an answer is read."""

from dataclasses import replace
from typing import Any

import pytest

from annotator.core.answers import asked, understood, written
from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute, AttributeKind


def question(name: str, show_when: dict[str, Any] | None = None) -> Attribute:
    return Attribute(uid=name, label="label", name=name, title=name, show_when=show_when)


def named(*attributes: Attribute, **answers: object) -> str:
    return " ".join(one.name for one in asked(attributes, answers))


KEPT = question("kept")
DUE = question("due", {"attribute": "kept", "is": ("yes", "no")})
WHY = question("why", {"attribute": "due", "is": "late"})


def test_a_question_is_asked_when_another_has_one_of_some_answers() -> None:
    assert named(KEPT, DUE) == "kept"
    assert named(KEPT, DUE, kept="yes") == "kept due"
    assert named(KEPT, DUE, kept="perhaps") == "kept"


def test_what_hangs_on_a_question_that_is_not_asked_is_not_asked() -> None:
    assert named(KEPT, DUE, WHY, due="late") == "kept"
    assert named(KEPT, DUE, WHY, kept="no", due="late") == "kept due why"


@pytest.mark.parametrize(
    "condition",
    [{}, {"attribute": "gone", "is": ("yes",)}, {"attribute": "kept"}, {"is": ("yes",)}],
)
def test_a_condition_that_makes_no_sense_hides_nothing(condition: dict[str, Any]) -> None:
    assert named(KEPT, replace(DUE, show_when=condition)) == "kept due"


def test_questions_that_hang_on_each_other_are_asked_by_their_answers() -> None:
    one = question("one", {"attribute": "other", "is": (1,)})
    other = question("other", {"attribute": "one", "is": (1,)})
    assert named(one, other, one=1, other=1) == "one other"
    assert named(one, other, one=1) == "other"


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("text", " so it is ", "so it is"),
        ("text", "  ", None),
        ("number", "12", 12),
        ("number", "-3", -3),
        ("number", " 1.50 ", 1.5),
        ("number", "2e3", 2000.0),
        ("number", ".5", 0.5),
        ("number", "", None),
        ("date", "2025-03", "2025-03"),
        ("date", "", None),
    ],
)
def test_an_answer_is_read_as_it_is_meant(kind: AttributeKind, typed: str, answer: object) -> None:
    read = understood(replace(KEPT, kind=kind), typed)
    assert read == answer
    assert type(read) is type(answer)


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        ("number", "12x", "“12x” is no number"),
        ("number", "1,5", "is no number"),
        ("number", "nan", "is no number"),
        ("number", "1e999", "is no number"),
        ("number", "9" * 5000, "is no number"),
        ("number", "1_000", "is no number"),
        ("date", "12.3.2025", "“12.3.2025” is no date. Write it as 2025-03-12"),
        ("date", "2025-13", "is no date"),
    ],
)
def test_what_cannot_be_read_is_refused_with_how_to_write_it(
    kind: AttributeKind, typed: str, reason: str
) -> None:
    with pytest.raises(AnnotatorError, match=reason):
        understood(replace(KEPT, kind=kind), typed)


@pytest.mark.parametrize(
    ("answer", "typed"), [(None, ""), (True, "yes"), (False, "no"), (1.5, "1.5"), ("so", "so")]
)
def test_an_answer_is_shown_as_it_would_be_typed(answer: object, typed: str) -> None:
    assert written(answer) == typed
