"""Spans that begin or end inside a word, or with a blank."""

from dataclasses import replace

import pytest

from annotator.core.model import Annotation, Article
from annotator.core.scheme import ACTOR
from annotator.core.span import Span
from tests.build import BEN, annotation, article
from tests.core.checks.looking import found, repaired, subject, words


def at(text: Article, start: int, end: int, label: str = ACTOR) -> Annotation:
    one = annotation(text, text.text[start:end], label)
    return replace(one, start=start, end=end)


def marked(text: str) -> tuple[Article, Annotation]:
    """Return a text and an annotation of what stands between bars in it."""
    start, end = text.index("|"), text.rindex("|") - 1
    whole = article(text.replace("|", ""))
    return whole, at(whole, start, end)


@pytest.mark.parametrize(
    ("text", "sentence", "mended"),
    [
        ("the sec|retary| said", "It begins inside a word.", "secretary"),
        ("the |secre|tary said", "It ends inside a word.", "secretary"),
        ("the s|ecretar|y said", "It begins and ends inside a word.", "secretary"),
        ("the| secretary| said", "It begins with a blank.", "secretary"),
        ("the| secretary |said", "It begins and ends with a blank.", "secretary"),
        ("the| secre|tary said", "It ends inside a word.", "secretary"),
        ("lost |1.|2 million", "It ends inside a word.", "1.2"),
        ("lost 1|,000| crowns", "It begins inside a word.", "1,000"),
        ("the |cafe|\u0301 here", "It ends inside a word.", "cafe\u0301"),
        ("flag |🇳|🇴 here", "It ends inside a word.", "🇳🇴"),
        ("un|ion-le|d talks", "It begins and ends inside a word.", "union-led"),
    ],
)
def test_a_word_that_was_cut_is_found_and_completed(text: str, sentence: str, mended: str) -> None:
    whole, one = marked(text)
    there = subject([one], of=whole)
    assert [each.sentence for each in found("word", there)] == [sentence]
    assert repaired("word", there) == [mended]
    assert found("word", there) == []


@pytest.mark.parametrize(
    "text",
    [
        "|Brandt|’s plan", "|Brandt|-led talks", "state-|owned| firms", "the |U.S.| army",
        "O’|Neill| said", "|他昨|天说", "“|We| will”", "the |secretary|.", "|$5m|", "50|%|",
    ],
)  # fmt: skip
def test_what_hangs_on_to_a_word_may_be_left_out(text: str) -> None:
    whole, one = marked(text)
    assert found("word", subject([one], of=whole)) == []


def test_what_would_be_there_twice_is_found_but_not_repaired() -> None:
    text = article("the secretary said")
    whole, cut = at(text, 4, 13), at(text, 4, 10)
    assert words("word", subject([whole, cut], of=text)) == ["secret"]
    theirs = replace(whole, coder=BEN.uid)
    assert words("word", subject([theirs, cut], of=text)) == ["secret*"]
    rejected = replace(whole, status="rejected")
    assert words("word", subject([rejected, cut], of=text)) == ["secret"]


def test_two_that_would_become_the_same_are_not_both_repaired() -> None:
    text = article("the secretary said")
    there = subject([at(text, 4, 10), at(text, 4, 8)], of=text)
    assert sorted(repaired("word", there)) in (["secr", "secretary"], ["secret", "secretary"])


def test_blanks_alone_cannot_be_repaired() -> None:
    text = article("a   b")
    (finding,) = found("word", subject([at(text, 1, 3)], of=text))
    assert (finding.sentence, finding.repair) == ("There are only blanks in it.", "")


def test_a_finding_says_where_it_is() -> None:
    text = article("Title\n\nThe union and the secretary said no.")
    start = text.text.index("secretary")
    (finding,) = found("word", subject([at(text, start, start + 6)], of=text))
    assert (finding.paragraph, finding.span) == (2, Span(start, start + 6))
    assert (finding.before, finding.words, finding.after) == (
        "The union and the ", "secret", "ary said no.",
    )  # fmt: skip
    assert finding.article == text.uid
