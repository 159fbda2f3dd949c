"""What canonical text is, and that no offset is lost on the way to it."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.canonical import canonicalise, fingerprint

RAW = st.text(
    st.sampled_from("ab \t\u00a0\u3000\u200b\r\n\x0b\x85\u2028\ufeff\0\ud800\ufdd0\ufffc😀e\u0301"),
    max_size=40,
)
KEPT_AS_IT_IS = frozenset("ab😀e\u0301")


@pytest.mark.parametrize(
    ("raw", "text", "report"),
    [
        ("plain", "plain", {}),
        ("", "", {}),
        ("\ufeffa\ufeff", "a\ufeff", {"bom": 1}),
        ("\ufeff\ufeffa", "a", {"bom": 2}),
        ("a\r\nb\rc\nd", "a\nb\nc\nd", {"line_ends": 2}),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", {"line_ends": 5}),
        ("a\0\ud800\udfff\ufdd0\ufdef\ufffcb", "a" + 6 * "\ufffd" + "b", {"replaced": 6}),
        ("e\u0301\u00a0é\u00ad", "e\u0301\u00a0é\u00ad", {}),
        ("  a \n\n\n b ", "  a \n\n\n b ", {}),
    ],
)
def test_what_qt_would_change_is_changed_first(raw: str, text: str, report: object) -> None:
    made = canonicalise(raw, clean=False)
    assert (made.text, made.report) == (text, report)


@pytest.mark.parametrize(
    ("raw", "text", "report"),
    [
        ("  a \u00a0\n\t b\u3000", "a\nb", {"blanks": 7}),
        ("a  b\u00a0c", "a  b\u00a0c", {}),
        ("\n\na\n\n", "a", {"empty_lines": 4}),
        ("a\n\nb\n\n\n\nc", "a\n\nb\n\nc", {"empty_lines": 2}),
        ("a\r\n \r\n\r\nb", "a\n\nb", {"line_ends": 3, "blanks": 1, "empty_lines": 1}),
        (" \ufeffa\u200b", "a", {"blanks": 3}),
        (" \n \n", "", {"blanks": 2, "empty_lines": 2}),
    ],
)
def test_cleaning_drops_blanks_and_lines_that_say_nothing(
    raw: str, text: str, report: object
) -> None:
    made = canonicalise(raw, clean=True)
    assert (made.text, made.report) == (text, report)


@given(RAW, st.booleans())
def test_every_kept_character_is_found_where_the_map_says(raw: str, clean: bool) -> None:
    made = canonicalise(raw, clean=clean)
    for offset, char in enumerate(raw):
        if char in KEPT_AS_IT_IS:
            assert made.text[made.at(offset)] == char


@given(RAW, st.booleans())
def test_the_map_keeps_order_and_the_ends(raw: str, clean: bool) -> None:
    made = canonicalise(raw, clean=clean)
    places = [made.at(offset) for offset in range(len(raw) + 1)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(made.text))


@given(RAW, st.booleans())
def test_canonical_text_is_left_as_it_is(raw: str, clean: bool) -> None:
    text = canonicalise(raw, clean=clean).text
    again = canonicalise(text, clean=clean)
    assert (again.text, again.report) == (text, {})


def test_a_place_inside_something_removed_is_where_that_was() -> None:
    made = canonicalise("a  \r\n\r\n\r\n  b", clean=True)
    assert made.text == "a\n\nb"
    assert [made.at(offset) for offset in range(13)] == [0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 4]


def test_the_fingerprint_is_the_sha256_of_the_utf8() -> None:
    assert fingerprint("né") == sha256(b"n\xc3\xa9").hexdigest()
