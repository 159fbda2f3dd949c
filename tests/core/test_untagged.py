"""What is still to do: quotations not tagged yet, and paragraphs not touched yet."""

import json
from itertools import pairwise
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import resources
from annotator.core.quotations import quotations
from annotator.core.span import Span
from annotator.core.text import paragraphs, trimmed
from annotator.core.untagged import (
    Meeting,
    next_quotation,
    next_untouched,
    untagged_quotations,
    untagged_starts_at,
)

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "«", "»", "„", "「", "」", "a", "it’s", "5", " ", " ", ",", ".",
     "—", "\n", "\n\n", "\n“", "\n.\n", "日"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join)
TAGS = st.lists(st.builds(lambda at, size: Span(at, at + size), st.integers(0, 30),
                          st.integers(1, 12)), max_size=5)  # fmt: skip

VISITS = Path(__file__).parent.parent / "data" / "sample_visits.json"


def among(spans: list[Span]) -> Meeting:
    return lambda stretch: [one for one in spans if one.overlaps(stretch)]


def untagged(text: str, *tagged: str) -> list[str]:
    """Return the quotations that are left when the first places of some words are tagged."""
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in tagged]
    return [one.of(text) for one in untagged_quotations(text, among(spans), 0, back=False)]


def test_a_quotation_is_tagged_with_its_marks_or_without_or_for_the_most_part() -> None:
    text = "He: “We go home,” and “never” again."
    assert untagged(text, "“We go home,”") == ["“never”"]
    assert untagged(text, "We go home") == ["“never”"]
    assert untagged(text, "go home,”") == ["“never”"]
    assert untagged(text, "He: “We go home,” and “never” again.") == []


def test_a_quotation_of_which_little_is_tagged_is_left() -> None:
    text = "He: “We go home,” and “never” again."
    assert untagged(text, "home") == ["“We go home,”", "“never”"]
    assert untagged("“four”", "fo") == ["“four”"]  # no more than half
    assert untagged(text, "He: “", "” and “") == ["“We go home,”", "“never”"]


def test_the_parts_that_are_tagged_count_together_and_once() -> None:
    text = "“One two three four”"
    assert untagged(text, "One ", "three ") == []
    assert untagged(text, "three", "three", "hree") == [text]


def test_a_quotation_in_a_tagged_one_counts_as_tagged() -> None:
    text = "“a long way to ‘go’ and back” “then ‘stop’”"
    assert untagged(text, "a long way to ") == ["“then ‘stop’”", "‘stop’"]
    assert untagged(text, "‘go’") == ["“a long way to ‘go’ and back”", "“then ‘stop’”", "‘stop’"]


def test_a_quotation_of_nothing_is_tagged_with_its_marks() -> None:
    assert untagged('a "" b') == ['""']
    assert untagged('a "" b', '""') == []


def test_from_a_caret_or_from_a_quotation_it_goes_to_the_next_and_back() -> None:
    text = "“a ‘b’ c” d “e”"
    none = among([])
    outer, inner, last = quotations(text)
    assert next_quotation(text, none, 0, back=False) == outer
    assert next_quotation(text, none, 1, back=False) == inner
    assert next_quotation(text, none, outer, back=False) == inner
    assert next_quotation(text, none, inner, back=False) == last
    assert next_quotation(text, none, last, back=False) is None
    assert next_quotation(text, none, len(text), back=False) is None
    assert next_quotation(text, none, len(text), back=True) == last
    assert next_quotation(text, none, last, back=True) == inner
    assert next_quotation(text, none, inner, back=True) == outer
    assert next_quotation(text, none, outer, back=True) is None
    assert next_quotation(text, none, 0, back=True) is None


def test_from_a_part_of_a_quotation_it_goes_on() -> None:
    text = "“a ‘b’ c” d “e”"
    none = among([])
    outer, inner, last = quotations(text)
    assert next_quotation(text, none, Span(0, 2), back=False) == inner
    assert next_quotation(text, none, Span(1, 6), back=False) == inner
    assert next_quotation(text, none, Span(4, 6), back=False) == last
    assert next_quotation(text, none, Span(4, 6), back=True) == inner
    assert next_quotation(text, none, Span(1, 6), back=True) == outer


@pytest.mark.parametrize("quotation", ["“a”", "‘a’", "'a'"])
def test_a_quotation_is_found_however_far_before_it_is(quotation: str) -> None:
    for far in (*range(990, 1010), *range(2990, 3010)):
        text = f"it’s {quotation}\n{'.' * far}"
        assert next_quotation(text, among([]), len(text), back=True) == Span(5, 8)


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“One.\n\n“Two,” he said.\n\nNo more."
    whole = Span(0, text.index(" he"))
    assert next_quotation(text, among([]), 0, back=False) == whole
    assert next_quotation(text, among([]), len(text), back=True) == whole
    assert next_quotation(text, among([Span(0, 12)]), 0, back=False) is None


@given(TEXTS, TAGS, st.integers(0, 30))
def test_steps_visit_what_is_left_and_nothing_else(text: str, tags: list[Span], at: int) -> None:
    tagged = among(tags)
    at = min(at, len(text))
    left = list(untagged_quotations(text, tagged, 0, back=False))
    assert set(left) <= set(quotations(text))
    before = untagged_quotations(text, tagged, at, back=True)
    assert [*[*before][::-1], *untagged_quotations(text, tagged, at, back=False)] == left
    assert untagged_starts_at(text, tagged, at) == any(one.start == at for one in left)
    assert next_quotation(text, tagged, at, back=False) == next(
        (one for one in left if one.start >= at), None
    )
    assert next_quotation(text, tagged, at, back=True) == next(
        (one for one in reversed(left) if one.start < at), None
    )
    for one, following in pairwise(left):
        assert next_quotation(text, tagged, one, back=False) == following
        assert next_quotation(text, tagged, following, back=True) == one
    for last in left[-1:]:
        assert next_quotation(text, tagged, last, back=False) is None


@given(TEXTS, TAGS)
def test_what_is_left_is_what_each_quotation_says_of_itself(text: str, tags: list[Span]) -> None:
    def is_tagged(one: Span) -> bool:
        inside = range(one.start + 1, one.end - 1) or range(one.start, one.end)
        held = [at for at in inside if any(tag.start <= at < tag.end for tag in tags)]
        return 2 * len(held) > len(inside)

    found = quotations(text)
    left = [
        one for one in found if not any(is_tagged(other) and other.contains(one) for other in found)
    ]
    assert list(untagged_quotations(text, among(tags), 0, back=False)) == left


def sample_texts() -> dict[str, str]:
    file = resources.path("samples", "storm-barrier.jsonl")
    records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {one["outlet"]: one["text"] for one in records if one["type"] == "article"}


@pytest.mark.parametrize("outlet", sample_texts())
def test_the_quotations_of_the_sample_come_one_by_one_as_each_is_tagged(outlet: str) -> None:
    text = sample_texts()[outlet]
    expected = json.loads(VISITS.read_text(encoding="utf-8"))[outlet]
    tagged: list[Span] = []
    visited = []
    at = 0
    while (found := next_quotation(text, among(tagged), at, back=False)) is not None:
        visited.append({"start": found.start, "text": found.of(text)})
        tagged.append(found)
        at = found.end
    assert visited == expected


def test_paragraphs_without_an_annotation_are_gone_through() -> None:
    text = "Title\n\nOne.\n  \n Two. \n\nThree."
    none = among([])
    title, one, two, three = (trimmed(text, line.start, line.end) for line in paragraphs(text))
    assert next_untouched(text, none, 0, back=False) == one
    assert next_untouched(text, none, 9, back=False) == two
    assert next_untouched(text, none, 12, back=False) == two
    assert next_untouched(text, none, text.index("Two"), back=False) == three
    assert next_untouched(text, none, len(text), back=False) is None
    assert next_untouched(text, none, len(text), back=True) == three
    assert next_untouched(text, none, text.index("Two"), back=True) == one
    assert next_untouched(text, none, 0, back=True) is None
    touched = among([Span(9, 10), Span(15, 18)])
    assert next_untouched(text, touched, 0, back=False) == three
    assert next_untouched(text, touched, text.index("Three"), back=True) == title


@given(st.lists(st.sampled_from(["a", " ", "\n", "\n\n", "b."]), max_size=20).map("".join),
       TAGS, st.integers(0, 30))  # fmt: skip
def test_untouched_paragraphs_are_found_as_in_a_plain_list(
    text: str, tags: list[Span], at: int
) -> None:
    at = min(at, len(text))
    lines = paragraphs(text)
    inks = [ink for line in lines if (ink := trimmed(text, line.start, line.end))]
    left = [ink for ink in inks if not among(tags)(ink)]
    line_at = next((line for line in lines if line.touches(at)), None)
    after = line_at.end if line_at else at
    assert next_untouched(text, among(tags), at, back=False) == next(
        (ink for ink in left if ink.start >= after and ink.start > at), None
    )
    assert next_untouched(text, among(tags), at, back=True) == next(
        (ink for ink in reversed(left) if ink.start < at), None
    )


def book(words: int, paragraph: str) -> str:
    return "\n\n".join([paragraph] * (words // len(paragraph.split())))


def milliseconds(*asked: tuple[str, Meeting, int, bool]) -> float:
    start = thread_time()
    for text, tagged, at, back in asked:
        next_quotation(text, tagged, at, back=back)
    return 1000 * (thread_time() - start)


def test_a_step_reads_no_more_of_a_book_than_it_must() -> None:
    text = book(1_000_000, "It’s late. “We don’t go,” said the ministers’ man. " * 5)
    middle = len(text) // 2
    none = among([])
    assert milliseconds((text, none, middle, False), (text, none, middle, True)) < 5


def test_a_book_without_a_quotation_is_passed_over() -> None:
    text = book(1_000_000, "It’s late, and they don't go, said the ministers’ man in 2014. " * 5)
    none = among([])
    assert milliseconds((text, none, 0, False), (text, none, len(text), True)) < 1000


def test_a_step_from_the_end_of_the_paragraphs_of_one_quotation() -> None:
    """Where each paragraph of a book goes on with the same quotation, all are read."""
    text = "\n\n".join(f"“Chapter {number}, it’s late." for number in range(5_000)) + "”"
    assert next_quotation(text, among([]), len(text), back=True) == Span(0, len(text))
    assert next_quotation(text, among([]), 0, back=False) == Span(0, len(text))
