from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.utf16 import Utf16
from annotator.ui.text import breaks
from annotator.ui.text.breaks import LONGEST, LONGEST_WORD, Break, breaks_of, with_breaks

CLUSTERS = st.sampled_from(
    ["a", "b", " ", "\n", "日", "。", "」", "😀", "e\u0301", "👩\u200d👧", "🇫🇷"]
)


@given(st.lists(CLUSTERS, max_size=120).map("".join))
def test_only_line_ends_are_put_in_or_stand_for_spaces(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaks, "LONGEST", 24)
        patch.setattr(breaks, "LONGEST_WORD", 12)
        patch.setattr(breaks, "_NEAR", 4)
        found = breaks_of(text)
    displayed = with_breaks(text, found)
    utf16 = Utf16(text, [one.at for one in found if one.is_inserted])

    # Read through the bridge, the copy is the text but for the spaces.
    units = displayed.encode("utf-16-le")
    assert utf16.length == len(units) // 2
    in_place_of_a_space = {one.at for one in found if not one.is_inserted}
    for at, char in enumerate(text):
        shown = units[2 * utf16.to_qt(at) : 2 * utf16.end_to_qt(at + 1)].decode("utf-16-le")
        assert (shown, char) == ("\n", " ") if at in in_place_of_a_space else shown == char

    borders = {cluster.start() for cluster in regex.finditer(r"\X", text)}
    assert all(one.at in borders for one in found)
    assert all(one.at < other.at for one, other in pairwise(found))
    for line in displayed.split("\n"):
        assert len(line) <= 24
        assert len(line) <= 12 or " " in line[1:]


def test_an_ordinary_text_is_shown_as_it_is() -> None:
    assert breaks_of("word " * (LONGEST // 5) + "\n" + "word " * 10) == []
    assert breaks_of("x" * LONGEST_WORD) == []


def test_a_giant_paragraph_is_broken_at_the_last_space_that_will_do() -> None:
    found = breaks_of("word " * (LONGEST // 5 + 3))
    assert found == [Break(LONGEST - 1, is_inserted=False)]


def test_a_giant_paragraph_without_spaces_is_broken_where_a_sentence_ends() -> None:
    text = "「日本語の文章。」" * (LONGEST_WORD // 9) + "日" * 9
    assert breaks_of(text) == [Break(LONGEST_WORD // 9 * 9, is_inserted=True)]


def test_a_giant_word_is_broken_also_where_a_space_follows() -> None:
    found = breaks_of("x" * (LONGEST - 10) + " " + "word " * 10)
    assert found == [
        Break(at, is_inserted=True) for at in range(LONGEST_WORD, LONGEST, LONGEST_WORD)
    ]


def test_a_giant_word_is_broken_between_two_characters_as_a_reader_sees_them() -> None:
    text = "x" * (LONGEST_WORD - 1) + "e\u0301" * 10
    assert breaks_of(text) == [Break(LONGEST_WORD - 1, is_inserted=True)]


def test_what_has_no_border_at_all_is_broken_all_the_same() -> None:
    found = breaks_of("e" + "\u0301" * (2 * LONGEST_WORD))
    assert [one.at for one in found] == [LONGEST_WORD, 2 * LONGEST_WORD]
