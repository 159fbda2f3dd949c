"""Going through a long text in stretches finds what going through it at once finds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
from annotator.core.search import Query, Search
from annotator.core.span import Span
from annotator.ui.hunt import Hunt
from annotator.ui.sweep import sweep

TEXTS = st.text(alphabet="ab é\u0301\n“’😀", max_size=60)
WORDS = st.text(alphabet="ab e\"'", min_size=1, max_size=3).filter(str.strip)
PATTERNS = st.sampled_from(
    ["a+", "a.b", r"\bb", "^a", "b$", "[ab ]+", "(?s)a.*b", r"a\s*b", r"b\Z"]
)


def swept(query: Query, text: str, stretch: int, margin: int) -> list[Span]:
    found: list[Span] = []
    for _ in sweep(Search(query), text, found, stretch, margin):
        pass
    return found


@given(TEXTS, WORDS, st.booleans(), st.integers(1, 30))
def test_words_are_found_in_stretches_as_at_once(
    text: str, words: str, whole: bool, stretch: int
) -> None:
    query = Query(words, whole_words=whole)

    assert swept(query, text, stretch, margin=60) == list(Search(query).hits(text))


@given(TEXTS, PATTERNS, st.integers(1, 30))
@example("aa\nab", "b$", 3)
@example("a" * 20 + "b", "(?s)a.*b", 2)
def test_patterns_are_found_in_stretches_as_at_once(text: str, words: str, stretch: int) -> None:
    query = Query(words, is_regex=True)

    assert swept(query, text, stretch, margin=60) == list(Search(query).hits(text))


def test_a_hit_longer_than_a_stretch_is_found_whole() -> None:
    text = "x" + "a" * 5_000 + "x"

    assert swept(Query("a+", is_regex=True), text, stretch=100, margin=10) == [Span(1, 5_001)]


def test_a_step_takes_no_longer_than_a_stretch() -> None:
    found: list[Span] = []
    steps = sweep(Search(Query("b")), "a" * 1_000 + "b", found, stretch=100, margin=10)
    quiet = 0
    for _ in steps:
        quiet += 1
        if found:
            break

    assert quiet >= 10
    assert found == [Span(1_000, 1_001)]


def test_a_hunt_tells_which_hit_is_next_and_goes_on_at_the_other_end(qapp: object) -> None:
    hunt = Hunt(None)  # type: ignore[arg-type]  # nobody owns it here
    hunt.begin(Query("a"), "a b a b a")
    first, second, third = hunt.hits

    assert hunt.is_done
    assert [hunt.next_from(at, back=False) for at in (0, 1, 4, 9)] == [first, second, second, first]
    assert [hunt.next_from(at, back=True) for at in (0, 1, 8, 9)] == [third, first, second, third]
    assert (hunt.number(second), hunt.number(Span(4, 6))) == (2, None)


def test_in_a_long_text_a_hunt_tells_only_what_is_certain(qtbot: QtBot) -> None:
    text = "a" + "b" * 4_000_000 + "a"
    hunt = Hunt(None)  # type: ignore[arg-type]
    hunt.begin(Query("a"), text)

    assert not hunt.is_done
    assert hunt.next_from(0, back=False) == Span(0, 1)
    assert hunt.next_from(3_000_000, back=True) is None
    assert hunt.next_from(3_000_000, back=False) is None
    qtbot.waitUntil(lambda: hunt.is_done)
    assert hunt.next_from(3_000_000, back=True) == Span(0, 1)
    assert hunt.next_from(3_000_000, back=False) == Span(4_000_001, 4_000_002)


def test_a_hunt_for_nothing_has_no_hits(qapp: object) -> None:
    hunt = Hunt(None)  # type: ignore[arg-type]
    hunt.begin(Query("a"), "a b a")
    with pytest.raises(AnnotatorError):
        hunt.begin(Query("(", is_regex=True), "a b a")

    assert (hunt.count, hunt.hits, hunt.is_done) == (0, (), False)
