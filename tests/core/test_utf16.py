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


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_offset_is_where_utf16_has_it_and_comes_back(text: str) -> None:
    utf16 = Utf16(text)
    assert utf16.length == units(text)
    for at in range(len(text) + 1):
        assert utf16.to_qt(at) == units(text[:at])
        assert utf16.to_text(utf16.to_qt(at)) == at


@given(TEXTS)
def test_a_position_inside_a_pair_is_that_of_its_character(text: str) -> None:
    utf16 = Utf16(text)
    for at, char in enumerate(text):
        if char > "\uffff":
            assert utf16.to_text(utf16.to_qt(at) + 1) == at


@pytest.mark.parametrize("text", ["", "plain", "schön", "日本"])
def test_without_astral_characters_the_two_count_alike(text: str) -> None:
    utf16 = Utf16(text)
    assert [utf16.to_qt(at) for at in range(len(text) + 1)] == list(range(len(text) + 1))
