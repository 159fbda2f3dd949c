"""The ends of a span go from word to word and from sign to sign."""

from collections.abc import Callable
from functools import partial
from time import thread_time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.characters import BLANKS
from annotator.core.ends import end_moved, start_moved
from annotator.core.span import Span
from annotator.core.text import grapheme_ceil, trimmed, words

PIECES = st.sampled_from(
    ["a", "It", "don’t", "3.5", "state-owned", "U.S.", "é", "e\u0301", "日", "か\u3099",
     "ไทย", "مكتب", "\u200f", "👩\u200d🚀", "🇩🇪", "\u0301", "\u200d", "\u00ad", "“", "”", "‘", "’",
     '"', ",", ".", "…", "(", ")", "—", "-", "&", "%", " ", " ", "\u00a0", "\n", "\n\n"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=16).map("".join)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS.filter(lambda one: trimmed(one, 0, len(one)) is not None))
    ends = st.integers(0, len(text))
    start, end = sorted((draw(ends), draw(ends)))
    span = trimmed(text, start, end) or trimmed(text, 0, len(text))
    assert span is not None
    return text, span


def stops(text: str, span: Span, move: Callable[[str, Span], Span | None]) -> list[Span]:
    found: list[Span] = []
    step = move(text, span)
    while step is not None:
        found.append(step)
        step = move(text, step)
    return found


def words_passed(text: str, start: str, move: Callable[[str, Span], Span | None]) -> list[str]:
    at = text.index(start)
    return [one.of(text) for one in stops(text, Span(at, at + len(start)), move)]


def test_the_end_goes_on_by_words_and_by_signs() -> None:
    text = "He said “I don’t know,” and (then) left.\n\nEnd"
    assert words_passed(text, "“I", partial(end_moved, forward=True)) == [
        "“I don’t",
        "“I don’t know",
        "“I don’t know,",
        "“I don’t know,”",
        "“I don’t know,” and",
        "“I don’t know,” and (",
        "“I don’t know,” and (then",
        "“I don’t know,” and (then)",
        "“I don’t know,” and (then) left",
        "“I don’t know,” and (then) left.",
        "“I don’t know,” and (then) left.\n\nEnd",
    ]
    assert words_passed(text, "“I don’t know,”", partial(end_moved, forward=False)) == [
        "“I don’t know,",
        "“I don’t know",
        "“I don’t",
        "“I",
        "“",
    ]


def test_the_start_goes_by_words_and_by_signs() -> None:
    text = "End.\n\nHe (Bo) said “‘No’ was"
    assert words_passed(text, "‘No’", partial(start_moved, forward=False)) == [
        "“‘No’",
        "said “‘No’",
        ") said “‘No’",
        "Bo) said “‘No’",
        "(Bo) said “‘No’",
        "He (Bo) said “‘No’",
        ".\n\nHe (Bo) said “‘No’",
        "End.\n\nHe (Bo) said “‘No’",
    ]
    assert words_passed(text, "said “‘No’", partial(start_moved, forward=True)) == [
        "“‘No’",
        "‘No’",
        "No’",
        "’",
    ]


def test_a_sign_of_several_characters_is_one_stop() -> None:
    assert end_moved("a %\u0301 b", Span(0, 1), forward=True) == Span(0, 4)
    assert start_moved("a %\u0301 b", Span(5, 6), forward=False) == Span(2, 6)


@pytest.mark.parametrize("text", ["Word", "👩\u200d🚀", "日", "e\u0301", "%"])
def test_a_text_of_one_word_has_no_further_stop(text: str) -> None:
    whole = Span(0, len(text))
    for forward in (True, False):
        assert end_moved(text, whole, forward=forward) is None
        assert start_moved(text, whole, forward=forward) is None


def test_from_within_a_word_the_nearest_stop_is_next() -> None:
    text = "The ferry left"
    assert end_moved(text, Span(0, 6), forward=True) == Span(0, 9)
    assert end_moved(text, Span(0, 6), forward=False) == Span(0, 3)
    assert start_moved(text, Span(6, 14), forward=True) == Span(10, 14)
    assert start_moved(text, Span(6, 14), forward=False) == Span(4, 14)
    assert end_moved(text, Span(4, 6), forward=False) is None
    assert start_moved(text, Span(6, 8), forward=True) is None


@given(texts_and_spans(), st.booleans())
def test_a_step_moves_one_end_one_way_and_leaves_no_blank_there(
    given_: tuple[str, Span], forward: bool
) -> None:
    text, span = given_
    by_end = end_moved(text, span, forward=forward)
    if by_end is not None:
        assert by_end.start == span.start
        assert (by_end.end > span.end) == forward
        assert by_end.end <= len(text)
        assert text[by_end.end - 1] not in BLANKS + "\n"
        assert grapheme_ceil(text, by_end.end) == by_end.end
    by_start = start_moved(text, span, forward=forward)
    if by_start is not None:
        assert by_start.end == span.end
        assert (by_start.start > span.start) == forward
        # A blank may carry an accent; the two are one sign then.
        sign = text[by_start.start : grapheme_ceil(text, by_start.start + 1)]
        assert sign.strip(BLANKS + "\n")
        assert grapheme_ceil(text, by_start.start) == by_start.start


@given(texts_and_spans())
def test_a_step_there_and_a_step_back_end_where_they_began(given_: tuple[str, Span]) -> None:
    text, span = given_
    # The first step brings an end that was anywhere to a stop.
    for move in (end_moved, start_moved):
        for forward in (True, False):
            here = move(text, span, forward=forward)
            there = move(text, here, forward=forward) if here else None
            if here and there:
                assert move(text, there, forward=not forward) == here


@given(TEXTS)
def test_every_word_and_every_sign_is_a_stop(between: str) -> None:
    text = f"x\n{between}\nx"
    ends = {one.end for one in stops(text, Span(0, 1), partial(end_moved, forward=True))}
    last = Span(len(text) - 1, len(text))
    starts = {one.start for one in stops(text, last, partial(start_moved, forward=False))}
    inside = words(text, Span(1, len(text) - 1))
    signs = [
        Span(*one.span())
        for one in regex.finditer(r"\X", text, pos=1, endpos=len(text) - 1)
        if one[0].strip(BLANKS + "\n") and not any(word.touches(one.end()) for word in inside)
    ]
    for stop in (*inside, *signs):
        assert stop.end in ends
        assert stop.start in starts


def test_a_step_takes_no_longer_in_a_book() -> None:
    text = "“It’s late,” she said. " * 250_000
    span = Span(len(text) // 2, len(text) // 2 + 10)
    start = thread_time()
    for _ in range(100):
        end_moved(text, span, forward=True)
        start_moved(text, span, forward=False)
    assert thread_time() - start < 0.1
