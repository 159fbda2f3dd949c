"""The hits in one text, as they become known: the window stays alive, whatever is looked for."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
from annotator.core.search import Query, Search, Way
from annotator.core.span import Span
from annotator.ui.find import looking
from annotator.ui.find.looking import looked_for
from annotator.ui.find.text_search import TextSearch

UNLUCKY = [
    ("(x+x+)+y", "x" * 40_000),
    ("(?:a|aa)+$", "a" * 40_000 + "b"),
    ("(?:a|aa)+$", "a" * 400_000 + "b"),
    (r"\bhe\b(?=.*minister)", "he said it was so and " * 110_000),
]


@pytest.fixture
def search(qapp: QApplication) -> Iterator[TextSearch]:
    made = TextSearch(qapp)
    yield made
    made.deleteLater()


def test_in_a_long_text_only_what_is_certain_is_told(search: TextSearch, qtbot: QtBot) -> None:
    text = "a" + "b" * 4_000_000 + "a"
    search.begin(Query("a"), text)

    assert not search.is_done
    assert search.hits.next_from(0, back=False) == Span(0, 1)
    assert search.hits.next_from(3_000_000, back=True) is None
    assert search.hits.next_from(3_000_000, back=False) is None
    qtbot.waitUntil(lambda: search.is_done)
    assert search.hits.next_from(3_000_000, back=True) == Span(0, 1)
    assert search.hits.next_from(3_000_000, back=False) == Span(4_000_001, 4_000_002)


def test_for_nothing_there_are_no_hits(search: TextSearch) -> None:
    search.begin(Query("a"), "a b a")
    with pytest.raises(AnnotatorError):
        search.begin(Query("(", Way.PATTERN), "a b a")

    assert (search.count, search.shown, search.is_done) == (0, (), False)


@pytest.mark.parametrize(("pattern", "text"), UNLUCKY)
def test_an_unlucky_pattern_does_not_hold_the_window(
    search: TextSearch, monkeypatch: pytest.MonkeyPatch, pattern: str, text: str
) -> None:
    monkeypatch.setattr("annotator.core.patterns._PATIENCE", 0.4)
    told: list[str] = []
    search.failed.connect(told.append)
    worst, since = 0.0, perf_counter()
    search.begin(Query(pattern, Way.PATTERN), text)
    while search.is_running:
        now = perf_counter()
        worst, since = max(worst, now - since), now
        QApplication.processEvents()

    assert worst < 0.25  # much of which is the other thread's, where there are few cores
    assert all("takes too long" in one for one in told)


def test_a_pattern_makes_way_for_the_next_one_at_once(search: TextSearch) -> None:
    search.begin(Query("(x+x+)+y", Way.PATTERN), "x" * 60_000)
    assert search.is_running
    search.begin(Query("x{3}", Way.PATTERN), "xxxx")

    assert (search.is_done, search.count) == (True, 1)


def test_a_pattern_in_a_long_text_has_all_its_hits(search: TextSearch, qtbot: QtBot) -> None:
    text = f"foo {'x' * 300_000}END foo"
    for pattern, hits in (("(?s)foo(?=.*END)", 1), ("(?s)foo.*?END", 1), ("foo", 2)):
        search.begin(Query(pattern, Way.PATTERN), text)
        assert not search.is_done
        qtbot.waitUntil(lambda: search.is_done)
        assert search.count == hits


PIECES = st.sampled_from(["a", "b", " ", "é", "e\u0301", "\n", "“", "😀"])
TEXTS = st.lists(PIECES, max_size=40).map("".join)
PATTERNS = st.sampled_from(
    ["a+", "a.b", r"\bb", "^a", "b$", "[ab ]+", "(?s)a.*b", r"a\s*b", r"b\Z", "(?s)a(?=.*b)",
     "(?<=a.*)b", "b(?!.*a)"]
)  # fmt: skip


@given(TEXTS, PATTERNS, st.integers(0, 40))
@example("a" * 20 + "b", "(?s)a.*b", 0)
def test_a_pattern_has_the_same_hits_wherever_it_is_looked_for(
    text: str, words: str, short: int
) -> None:
    QApplication.instance() or QApplication([])
    search, owner = Search(Query(words, Way.PATTERN)), QObject()
    with pytest.MonkeyPatch.context() as edge:
        edge.setattr(looking, "_SHORT", short)
        found = []
        for step in looked_for(search, text, owner):
            if isinstance(step, Span):
                found.append(step)
            else:
                QApplication.processEvents()
    assert found == list(search.hits(text))


def test_what_was_found_here_is_not_told_twice_when_another_thread_goes_on(
    search: TextSearch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_AT_ONCE", 0.01)
    text = "ab " * 100 + "c" * 12_000 + " ab"
    search.begin(Query("ab|c(?=.*d)", Way.PATTERN), text)
    assert (search.is_done, search.count) == (False, 100)
    qtbot.waitUntil(lambda: search.is_done)

    assert search.hits.spans == list(Search(Query("ab")).hits(text))
