"""Quotes that have lost a quotation mark."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from annotator.core.model import Annotation, Article
from annotator.core.scheme import CLAIM, QUOTE
from tests.build import annotation, article
from tests.core.checks.looking import continued, found, repaired, subject, words


def quotes(text: str, label: str = QUOTE) -> tuple[Article, list[Annotation]]:
    """Return a text and what stands between bars in it, as quotes."""
    pieces = text.split("|")
    whole = article("".join(pieces))
    made, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            one = annotation(whole, piece, label)
            made.append(replace(one, start=at, end=at + len(piece)))
        at += len(piece)
    return whole, made


def check(text: str, *, split: bool = False) -> tuple[Sequence[str], Sequence[str]]:
    """Return what is found in a text, and what its quotes are when that is repaired."""
    whole, made = quotes(text)
    there = subject(made, continued(made[0], *made[1:]) if split else (), of=whole)
    return words("mark", there), repaired("mark", there)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("|“We will not,| ” she said", "“We will not, ”"),
        ("|“We will not,|” she said", "“We will not,”"),
        ("“|We will not,”| she said", "“We will not,”"),
        ("“|We will not,|” she said", "“We will not,”"),
        ("“|We will not|,” she said", "“We will not,”"),
        ("“… |and not| …,” she said", "“… and not …,”"),
        ("« |Nous ne signerons pas| »", "« Nous ne signerons pas »"),
        ("„|Wir nicht|“, sagte sie", "„Wir nicht“"),
        ("said |it was a “crazy plan|”.", "it was a “crazy plan”"),
        ("the “|crazy” plan, he said|.", "“crazy” plan, he said"),
        ("|“He told me ‘no|’” she said", "“He told me ‘no’”"),
        ("“He told me ‘|no|’” she said", "‘no’"),
    ],
)
def test_a_mark_that_was_cut_off_is_taken_in(text: str, mended: str) -> None:
    found_, then = check(text)
    assert [one.endswith("*") for one in found_] == [True]
    assert then == [mended]


@pytest.mark.parametrize(
    "text",
    [
        "|“We will not,”| she said",
        "“We |will| not,” she said",
        "“We |will not|” she said",  # some of the words
        "“|We will| not,” she said",
        "|It was a “crazy plan”.|",
        "|“He told me ‘no’”| she said",
        "“|‘No’|” was the answer",  # has marks of its own
        "|She will not sign|, she said",
        "|“One paragraph.|\n\n“And another one.”",
        "“One paragraph.\n\n|“And another one.”|",
        "|The ministers’ plan| failed",
    ],
)
def test_what_has_its_marks_or_needs_none_is_not_found(text: str) -> None:
    assert check(text)[0] == []


@pytest.mark.parametrize(
    "text", ["|“We will| not,” she said", "“We |will not,” she said|", "|It was “crazy| plan” so"]
)
def test_a_quote_that_goes_halfway_is_found_and_nobody_can_tell_how_far_it_should(
    text: str,
) -> None:
    whole, made = quotes(text)
    (finding,) = found("mark", subject(made, of=whole))
    assert (finding.sentence, finding.repair) == ("Only one of two quotation marks is in it.", "")


def test_what_one_part_opens_another_may_close() -> None:
    assert check("|“We will| (a pause) |not sign.”|", split=True)[0] == []
    found_, then = check("|“We will| (a pause) |not sign.|”", split=True)
    assert found_ == ["not sign.*"]
    assert then == ["“We will", "not sign.”"]


def test_each_part_with_marks_of_its_own_is_looked_at() -> None:
    found_, then = check("|“We will not,|” she said. “|Not this year.”|", split=True)
    assert len(found_) == 2
    assert then == ["“We will not,”", "“Not this year.”"]


def test_only_quotes_need_marks() -> None:
    whole, made = quotes("“|We will not|” she said", CLAIM)
    assert found("mark", subject(made, of=whole)) == []
    rejected = [replace(one, label=QUOTE, status="rejected") for one in made]
    assert found("mark", subject(rejected, of=whole)) == []


def test_what_would_be_there_twice_is_not_repaired() -> None:
    whole, made = quotes("|“We will not|” she said")
    other = annotation(whole, "“We will not”")
    assert words("mark", subject([*made, other], of=whole)) == ["“We will not"]
