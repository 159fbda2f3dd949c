"""Which stretches are quotations: the product's heart."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.marks import MAY_OPEN, paired
from annotator.core.quotations import (
    quotations,
    quotations_after,
    quotations_around,
    quotations_before,
)
from annotator.core.span import Span

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "«", "»", "‹", "›", "„", "‚", "「", "」", "‛", "a", "s", "it",
     "5", "é", "’90s", "don’t", " ", " ", "\u00a0", ",", ".", "—", "(", ")", "\n", "\n\n",
     "\n“", '\n"', "日"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join)


def found_in(text: str) -> list[str]:
    return [span.of(text) for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
        ('"We go," she said. "Now."', ['"We go,"', '"Now."']),
        ("‘We go,’ she said.", ["‘We go,’"]),
        ("'We go,' she said.", ["'We go,'"]),
        ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
        ("»Wir gehen«, sagte er.", ["»Wir gehen«"]),
        ("«\u00a0On y va\u00a0», dit-il.", ["«\u00a0On y va\u00a0»"]),
        ("« On y va », dit-il.", ["« On y va »"]),
        ("”Vi går”, sa hon.", ["”Vi går”"]),
        ("他说：“走吧。”她说", ["“走吧。”"]),
        ('他说"走吧。"她说', ['"走吧。"']),
        ("「行こう」と『彼』は", ["「行こう」", "『彼』"]),
        ("그는 ‘좋다’고 했다", ["‘좋다’"]),
        ('(“a”) ["b"] said—"c"—and', ["“a”", '"b"', '"c"']),
    ],
)
def test_every_style_of_marks_is_known(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“a ‘b “c” d’ e”", ["“a ‘b “c” d’ e”", "‘b “c” d’", "“c”"]),
        ("\"He said 'go' twice\"", ["\"He said 'go' twice\"", "'go'"]),
        ("\"'We go,' he said\"", ["\"'We go,' he said\"", "'We go,'"]),
        ("„Das ‚hier‘ ist“", ["„Das ‚hier‘ ist“", "‚hier‘"]),
        ("»Das ›hier‹ ist«", ["»Das ›hier‹ ist«", "›hier‹"]),
        ("« un “deux” trois »", ["« un “deux” trois »", "“deux”"]),
        ("「あ『い』う」", ["「あ『い』う」", "『い』"]),
        ("“‘Go.’”", ["“‘Go.’”", "‘Go.’"]),
    ],
)  # fmt: skip
def test_quotations_nest_outer_before_inner(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I don’t, we don't, O'Neill, O’Neill", []),
        ("the ministers’ plan, the boys' toys", []),
        ("the ’90s, the ‘90s, the '90s, rock ’n’ roll, rock ‘n’ roll, rock 'n' roll", []),
        ("“I don’t mind the ministers’ plan”", ["“I don’t mind the ministers’ plan”"]),
        ("‘I don’t mind’ and don’t", ["‘I don’t mind’"]),
        ("‘the ministers’ plan’ failed", ["‘the ministers’ plan’"]),
        ("‘better than the owners’,’ he said", ["‘better than the owners’,’"]),
        ("'better than the owners',' he said", ["'better than the owners','"]),
        ("‘useful talks’ on the ministers’ plan", ["‘useful talks’"]),
        ("he is 6'2\" tall, 6' wide, with a 5\" pipe", []),
        ('"A 5" pipe burst," he said', ['"A 5" pipe burst,"']),
        ('"in 2014" and "in 2015"', ['"in 2014"', '"in 2015"']),
        ('צה"ל', []),
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str, found: list[str]) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He: “1.\n\n“2.\n\n“3,” he said. “4.”", ["“1.\n\n“2.\n\n“3,”", "“4.”"]),
        ('"One.\n"Two," he said.', ['"One.\n"Two,"']),
        ("“‘One.\n“‘Two,’ he said.”", ["“‘One.\n“‘Two,’ he said.”", "‘One.\n“‘Two,’"]),
        ("“One ‘x’.\n“Two ‘y’.”", ["“One ‘x’.\n“Two ‘y’.”", "‘x’", "‘y’"]),
        ("“Never closed.\n\nThe next “is fine”.", ["“is fine”"]),
        ("“Never.\n\n“Nor here.\n\nEnd.", []),
        ("Closed”.\n“Fine.”", ["“Fine.”"]),
        ("“Lost. “Found,” he said", ["“Found,”"]),
        ("“Lost. “Open\n“and on.”", ["“Open\n“and on.”"]),
        ('"Lost he said "found" end', ['"found"']),
        ("“One.”\n“Two.”", ["“One.”", "“Two.”"]),
    ],
)  # fmt: skip
def test_quotations_run_over_paragraphs_that_open_again_and_no_further(
    text: str, found: list[str]
) -> None:
    assert found_in(text) == found


@pytest.mark.parametrize("text", ["", "“", "”", '"', "'", "\n", "“\n“\n“", "’’’", "»»»", "””“„"])
def test_odd_marks_do_no_harm(text: str) -> None:
    for at in range(len(text) + 1):
        quotations_around(text, at)
    assert all(text.count("\n") == span.of(text).count("\n") for span in quotations(text))


def test_a_caret_finds_the_innermost_first() -> None:
    text = "x “a ‘b’ c” y"
    assert [span.of(text) for span in quotations_around(text, 6)] == ["‘b’", "“a ‘b’ c”"]
    assert [span.of(text) for span in quotations_around(text, 2)] == ["“a ‘b’ c”"]
    assert quotations_around(text, 1) == []


def test_between_two_quotations_the_one_that_starts_comes_first() -> None:
    assert quotations_around("“a”“b”", 3) == [Span(3, 6), Span(0, 3)]


def test_a_caret_between_the_paragraphs_of_a_quotation_is_in_it() -> None:
    text = "“One.\n\n“Two.”"
    assert quotations_around(text, 6) == [Span(0, len(text))]


def test_only_those_inside_a_stretch_are_asked_for() -> None:
    text = "“a” “b ‘c’”\n“d”"
    assert [span.of(text) for span in quotations(text, Span(4, 11))] == ["“b ‘c’”", "‘c’"]
    assert quotations(text, Span(5, 9)) == []


@given(TEXTS)
def test_quotations_are_nested_or_apart_and_in_order(text: str) -> None:
    found = quotations(text)
    assert found == sorted(found, key=lambda span: (span.start, -span.end))
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            assert not one.overlaps(other) or (one.contains(other) and one.end > other.end)


@given(TEXTS)
def test_what_is_found_around_a_caret_is_what_is_found_in_the_text(text: str) -> None:
    found = quotations(text)
    for at in range(len(text) + 1):
        assert set(quotations_around(text, at)) == {span for span in found if span.touches(at)}


@given(TEXTS, TEXTS)
def test_a_paragraph_does_not_depend_on_one_that_does_not_go_on_in_it(a: str, b: str) -> None:
    text = f"{a}\n.\n{b}"
    alone = [span.shifted(len(a) + 3) for span in quotations(b)]
    assert [span for span in quotations(text) if span.start >= len(a) + 3] == alone


@given(TEXTS)
@example("a‘.’")
@example("日'x'")
def test_a_line_that_is_passed_over_has_no_quotation(text: str) -> None:
    for line in text.split("\n"):
        marks = paired(line)
        assert re.search(MAY_OPEN, line) or not (marks.pairs or marks.unclosed)


@given(TEXTS, st.integers(0, 40))
def test_from_a_place_on_and_back_from_it_all_are_met_once(text: str, at: int) -> None:
    found = quotations(text)
    after = [one for group in quotations_after(text, at) for one in group]
    assert after == found[len(found) - len(after) :]
    assert {one for one in found if one.end >= at} <= set(after)
    before = [one for group in reversed([*quotations_before(text, at)]) for one in group]
    assert before == found[: len(before)]
    assert {one for one in found if one.start < at} <= set(before)
