"""Code points to Qt's positions and back, over everything that makes the two differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.utf16 import Utf16

PIECES = st.sampled_from(
    ["a", "é", "e\u0301", "日", "😀", "👩\u200d👩\u200d👧", "🇫🇷", "𝔘", "ש\u05b8", "\u202e", "\r\n",
     "\u00a0", "\ufeff", "\n", "\U0010ffff", "\uffff"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@st.composite
def texts_with_line_ends_put_in(draw: st.DrawFn) -> tuple[str, list[int]]:
    text = draw(TEXTS)
    return text, sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_offset_is_where_utf16_has_it_and_comes_back(text: str) -> None:
    utf16 = Utf16(text)
    assert utf16.length == units(text)
    for at in range(len(text) + 1):
        assert utf16.to_qt(at) == utf16.end_to_qt(at) == units(text[:at])
        assert utf16.to_text(utf16.to_qt(at)) == at


@given(texts_with_line_ends_put_in())
def test_line_ends_that_were_put_in_are_counted_in_and_out(case: tuple[str, list[int]]) -> None:
    text, inserted = case
    utf16 = Utf16(text, inserted)

    # The copy is made by hand, and who is where in it is counted there.
    copy, starts, ends = "", [], []
    for at, char in enumerate([*text, ""]):
        ends.append(units(copy))
        copy += "\n" * (at in inserted)
        starts.append(units(copy))
        copy += char

    assert utf16.length == units(copy)
    assert [utf16.to_qt(at) for at in range(len(text) + 1)] == starts
    assert [utf16.end_to_qt(at) for at in range(len(text) + 1)] == ends
    for at in range(len(text) + 1):
        assert utf16.to_text(starts[at]) == utf16.to_text(ends[at]) == at


@given(texts_with_line_ends_put_in())
def test_a_position_inside_a_pair_is_that_of_its_character(case: tuple[str, list[int]]) -> None:
    text, inserted = case
    utf16 = Utf16(text, inserted)
    for at, char in enumerate(text):
        if char > "\uffff":
            assert utf16.to_text(utf16.to_qt(at) + 1) == at


@given(texts_with_line_ends_put_in())
def test_offsets_grow_with_positions(case: tuple[str, list[int]]) -> None:
    text, inserted = case
    utf16 = Utf16(text, inserted)
    offsets = [utf16.to_text(position) for position in range(utf16.length + 1)]
    assert offsets == sorted(offsets)
    assert offsets[0] == 0
    assert offsets[-1] == len(text)


@pytest.mark.parametrize("text", ["", "plain", "schön", "日本"])
def test_without_astral_characters_the_two_count_alike(text: str) -> None:
    utf16 = Utf16(text)
    assert [utf16.to_qt(at) for at in range(len(text) + 1)] == list(range(len(text) + 1))
