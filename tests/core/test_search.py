"""Finding words and patterns: every hit can be tagged as it is."""

from functools import reduce
from itertools import islice, pairwise
from operator import or_
from time import thread_time

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.core import patterns, search
from annotator.core.errors import AnnotatorError
from annotator.core.likeness import Key, exact, folded, key_of
from annotator.core.patterns import TakesTooLong
from annotator.core.search import PLAIN, Query, Search, Way
from annotator.core.span import Span
from annotator.core.text import fitted

PIECES = st.sampled_from(
    ["a", "A", "b", "e", "é", "e\u0301", "É", "s", "S", "ss", "ß", "ﬁ", "f", "i", "…", ".", "...",
     "I", "İ", "ı", "Σ", "σ", "ς", "か", "が", "か\u3099", "각", "가", "ᄀ", "ᅡ", "ᆨ", "क", "कि",
     "👩", "👩\u200d🚀", "🇩🇪", "🇩", "👍🏽", "❤\ufe0f", "❤", "\u0301", "\u200d", "\u00ad", "\u200e",
     "كِ", "ك", "“", "”", '"', "’", "'", "–", "-", "‑", " ", "\u00a0", "\t", "\n", "\n\n", "日", "5"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map("".join)
QUERIES = st.lists(PIECES, min_size=1, max_size=3).map("".join)
WAYS = st.lists(st.sampled_from(Way)).map(lambda ways: reduce(or_, ways, PLAIN))
CASE, WHOLE, PATTERN = Way


def found(text: str, query: str, ways: Way = PLAIN) -> list[str]:
    return [span.of(text) for span in Search(Query(query, ways)).hits(text)]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Café, CAFÉ, cafe\u0301", "cafe", ["Café", "CAFÉ", "cafe\u0301"]),
        ("Cafe", "café", ["Cafe"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("İstanbul, ISTANBUL", "istanbul", ["İstanbul", "ISTANBUL"]),
        ("ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευς", ["ΟΔΥΣΣΕΥΣ", "Οδυσσεύς"]),
        ('“It’s”, "it\'s"', '"it\'s"', ["“It’s”", '"it\'s"']),
        ("a–b, a—b, a-b, a‑b", "a-b", ["a–b", "a—b", "a-b", "a‑b"]),
        ("a-b", "a—b", ["a-b"]),
        ("New\u00a0 York, New\nYork, New\n\nYork", "new york", ["New\u00a0 York", "New\nYork"]),
        ("One.\n\nTwo. One. Two.", "One.\n\nTwo.", ["One.\n\nTwo."]),
        ("wait… wait...", "wait...", ["wait…", "wait..."]),
        ("ofﬁce", "office", ["ofﬁce"]),
        ("كِتَاب", "كتاب", ["كِتَاب"]),
        ("rock\u00adet", "rocket", ["rock\u00adet"]),
        ("❤\ufe0f ❤", "❤", ["❤\ufe0f", "❤"]),
        ("😀 ok 😀", "😀", ["😀", "😀"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("nothing", "zebra", []),
        ("a¨b, a b", "a¨b", ["a¨b"]),
        ("", "a", []),
    ],
)
def test_words_are_found_however_they_are_set(text: str, query: str, hits: list[str]) -> None:
    assert found(text, query) == hits


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("👩\u200d🚀", "👩"),  # an astronaut is no woman beside a rocket
        ("각", "가"),
        ("कि", "क"),
        ("が", "か"),
        ("Maß", "s"),
        ("🇩🇪", "🇩"),
        ("👍🏽", "👍"),
    ],
)
def test_a_part_of_a_character_is_not_found(text: str, query: str) -> None:
    assert found(text, query) == []
    assert found(text, query, CASE) == []


def test_case_and_accents_can_be_made_to_count() -> None:
    text = "Café cafe CAFE\u0301 Cafe\u0301"
    assert found(text, "Café", CASE) == ["Café", "Cafe\u0301"]
    assert found("“It’s”", '"It\'s"', CASE) == ["“It’s”"]
    assert found("New\nYork", "New York", CASE) == ["New\nYork"]


def test_an_accent_alone_is_never_a_hit_of_its_own() -> None:
    assert found("e\u0301", "\u0301") == []


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Brandt’s, Brandt-led, Brandts, ABrandt", "brandt", 2),
        ("the other there, The", "the", 2),
        ("3 of 3.5 and 1,300, 13", "3", 1),
        ("ba a a", "a a", 1),
        ("l’Arc et d'Arc", "Arc", 2),
        ("日本人は", "日本", 1),
        ("“Go,” he said", "“go,”", 1),
        ("e\u0301a, e\u0301", "e\u0301", 1),
        ("snake_case case", "case", 1),
        ("مكتب مكتبة", "مكتب", 1),
    ],
)
def test_whole_words_are_not_cut(text: str, query: str, hits: int) -> None:
    assert len(found(text, query, WHOLE)) == hits


def test_a_pattern_is_one_of_regex_version_one() -> None:
    assert found("year 1999, 20x5", r"\b\d{4}\b", PATTERN) == ["1999"]
    assert found("abcde", r"[[a-e]--[c]]+", PATTERN) == ["ab", "de"]
    assert found("STRASSE Straße", "straße", PATTERN) == ["STRASSE", "Straße"]
    assert found("Aa", "a", PATTERN | CASE) == ["a"]
    assert found("One.\nTwo.", r"^\w+", PATTERN) == ["One", "Two"]
    assert found("One.\nTwo.", r".+", PATTERN) == ["One.", "Two."]
    assert found("é cafe", "e", PATTERN) == ["e"]
    assert found("banana an", "an", PATTERN | WHOLE) == ["an"]


def test_a_pattern_that_may_match_nothing_has_only_hits_of_something() -> None:
    assert found("axxb", "x*", PATTERN) == ["xx"]
    assert found("abc", r"^|$|\b|(?=b)", PATTERN) == []


def test_a_pattern_that_cuts_a_grapheme_gets_all_of_it() -> None:
    assert found("e\u0301a👩\u200d🚀", ".", PATTERN) == ["e\u0301", "a", "👩\u200d🚀"]
    assert found("👩\u200d🚀", "🚀", PATTERN) == ["👩\u200d🚀"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a", "at its end: a “)” is missing"),
        ("*", "at character 1, “*”: there is nothing before it"),
        ("a)", "at character 2, “)”: this “)” has no “(”"),
        ("x[z-a]", "at character 6, “]”: a range"),
        ("a**", "at character 3, “*”: two signs of repetition"),
        ("[a", "at its end: a “]” is missing"),
        ("a\\", "a backslash needs a character"),
        (r"\p{Foo}", "no such property"),
        (r"(a)\2", "no such group"),
        ("a{3,2}", "the larger number"),
        ("(?V0)a", "cannot be used"),
        ("(?r)a", "backwards"),
        ("(" * 5000 + ")" * 5000, "too many brackets"),
        ("", "Type the words"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said_and_where(pattern: str, said: str) -> None:
    with pytest.raises(AnnotatorError) as raised:
        Search(Query(pattern, PATTERN))
    assert said in str(raised.value)
    assert str(raised.value).endswith(".")


@given(st.text(alphabet="ab()[]{}|\\^$*+?.,-<>=!:&~#PpLl1rV 0", max_size=10), st.booleans())
def test_any_pattern_is_searched_for_or_refused_with_a_sentence(pattern: str, whole: bool) -> None:
    text = "ab (a) 1\nb\\"
    try:
        hits = list(Search(Query(pattern, PATTERN | WHOLE if whole else PATTERN)).hits(text))
    except AnnotatorError:
        return
    assert_in_order_and_whole(text, hits)


@pytest.mark.parametrize("query", ["", " ", "\n", "\u00ad", "\u200e\u2060"])
def test_nothing_to_look_for_is_said(query: str) -> None:
    with pytest.raises(AnnotatorError, match="Type the words"):
        Search(Query(query))


def test_a_pattern_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_PATIENCE", 0.05)
    hits = Search(Query(r"x|(a|aa)+$", PATTERN)).hits("x" + "a" * 100 + "b")
    assert next(hits) == Span(0, 1)
    with pytest.raises(TakesTooLong, match="takes too long"):
        next(hits)


def test_the_time_that_others_take_between_two_hits_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patterns, "_PATIENCE", 0.02)
    text = "ab " * 20_000
    hits, since = 0, thread_time()
    for _ in Search(Query("a+b*", PATTERN)).hits(text):
        hits += 1
        while hits % 5000 == 0 and thread_time() - since < 0.03 * hits / 5000:
            pass
    assert hits == 20_000


def test_a_long_row_of_dots_does_no_harm() -> None:
    assert found("." * 3000 + "…" + "." * 3000, "." * 2000) == ["." * 2000, "." * 2000]
    assert found("ß" * 6, "s" * 12) == ["ß" * 6]


def test_blanks_at_the_ends_of_a_hit_are_left_out() -> None:
    text = "Mr   Berg  said   no"
    assert list(Search(Query(r"\s+Berg\s*|\s{3}", PATTERN)).hits(text)) == [Span(5, 9)]
    assert found("the other, the", "the ") == ["the"]


def test_a_pattern_looks_as_far_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_STRETCH", 10)
    text = f"foo {'x' * 300}END"
    assert found(text, "(?s)foo.*?END", PATTERN) == [text]
    assert found(text, "foo(?=.*END)", PATTERN) == ["foo"]
    assert found(text, "(?<=foo.*)END", PATTERN) == ["END"]


def test_between_two_pauses_words_are_looked_for_in_one_stretch() -> None:
    text = "a" * 1_000_000 + "b"
    *pauses, hit, last = Search(Query("b")).steps(text)
    assert pauses == [None] * 10
    assert (hit, last) == (Span(1_000_000, 1_000_001), None)


def test_one_search_goes_through_many_texts() -> None:
    looking = Search(Query("ea"))
    texts = ["EA", "éa", "x", "ẹa", "e\u0301a"]
    assert [len(list(looking.hits(text))) for text in texts] == [1, 1, 0, 1, 1]


def test_hits_are_looked_for_as_they_are_asked_for() -> None:
    text = "“It’s a ferry”, é said. " * 200_000
    looking = Search(Query("ferry"))
    start = thread_time()
    assert len(list(islice(looking.hits(text), 5))) == 5
    assert thread_time() - start < 0.02


def borders_of(text: str) -> set[int]:
    return {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}


def assert_in_order_and_whole(text: str, hits: list[Span]) -> None:
    borders = borders_of(text)
    for one, following in pairwise(hits):
        assert one.end <= following.start
    assert all({one.start, one.end} <= borders for one in hits)


@given(TEXTS, QUERIES, WAYS)
def test_hits_are_in_order_apart_and_whole(text: str, query: str, ways: Way) -> None:
    try:
        looking = Search(Query(query, ways))
    except AnnotatorError:
        return
    hits = list(looking.hits(text))
    assert_in_order_and_whole(text, hits)
    assert all(fitted(text, hit.start, hit.end, whole_words=False) == hit for hit in hits)


def hits_by_trying(text: str, query: str, key: Key) -> list[Span]:
    """Return the hits by comparing every stretch of whole graphemes with the query."""
    wanted = key_of(query, key)
    borders = sorted(borders_of(text))
    found: list[Span] = []
    at = 0
    while at < len(borders) - 1:
        ends: list[int] = []
        for end in range(at + 1, len(borders)):
            # What has no key of its own begins no hit.
            alike = key_of(text[borders[at]], key) and (
                key_of(text[borders[at] : borders[end]], key) == wanted
            )
            if alike and (not ends or wanted[-1] in " \n"):
                ends.append(end)
            elif ends:
                break
        if ends:
            found.append(Span(borders[at], borders[ends[-1]]))
        at = ends[-1] if ends else at + 1
    return found


@given(TEXTS, QUERIES, st.booleans(), st.integers(1, 30))
def test_words_are_found_in_stretches_of_any_size_as_by_trying_every_place(
    text: str, query: str, case: bool, stretch: int
) -> None:
    key = exact if case else folded
    assume(key_of(query, key).strip())
    whole = (
        fitted(text, one.start, one.end, whole_words=False)
        for one in hits_by_trying(text, query, key)
    )
    with pytest.MonkeyPatch.context() as edge:
        edge.setattr(search, "_STRETCH", stretch)
        hits = list(Search(Query(query, CASE if case else PLAIN)).hits(text))
    assert hits == [one for one in whole if one]


@pytest.mark.parametrize(
    "between", [" " * 50, "\u00a0" * 50, "\u00ad" * 50 + " ", " \n" + " " * 50]
)
def test_a_hit_may_be_of_any_length_wherever_a_stretch_ends(
    monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    text = f"xx a{between}b\u0301\u0301 a{between}b"
    for stretch in range(1, 60):
        monkeypatch.setattr(search, "_STRETCH", stretch)
        assert found(text, "a b") == [f"a{between}b\u0301\u0301", f"a{between}b"]


@given(TEXTS, QUERIES, st.integers(1, 10))
def test_whole_words_are_found_in_stretches_as_at_once(text: str, query: str, stretch: int) -> None:
    assume(key_of(query, exact).strip())
    looking = Search(Query(query, WHOLE))
    at_once = list(looking.hits(text))
    with pytest.MonkeyPatch.context() as edge:
        edge.setattr(search, "_STRETCH", stretch)
        assert list(looking.hits(text)) == at_once


@given(TEXTS, QUERIES, TEXTS, st.booleans())
def test_a_copy_of_the_words_is_found(before: str, query: str, after: str, case: bool) -> None:
    text = f"{before}.{query}.{after}"
    copy = Span(len(before) + 1, len(before) + 1 + len(query))
    assume(key_of(query, exact).strip())
    assume({copy.start, copy.end} <= borders_of(text))
    hits = Search(Query(query, CASE if case else PLAIN)).hits(text)
    assert any(one.overlaps(copy) for one in hits)


@pytest.mark.parametrize(
    "pattern", ["a{99999999}", "(a{900}){900}", "x{1,5000}", "(?R)", "(a|(?1))"]
)
def test_a_pattern_that_would_take_all_memory_is_refused(pattern: str) -> None:
    with pytest.raises(AnnotatorError, match=r"repeat something|call itself"):
        Search(Query(pattern, Way.PATTERN))


@pytest.mark.parametrize("pattern", ["a{1,1000}", r"\d{4}-\d{2}-\d{2}", "x{0}y", "a{7}", "a{,3}"])
def test_a_pattern_that_repeats_in_reason_is_taken(pattern: str) -> None:
    Search(Query(pattern, Way.PATTERN))


def test_what_is_too_long_to_look_for_is_refused_with_a_number() -> None:
    with pytest.raises(AnnotatorError, match="2,001 characters"):
        Search(Query("a" * 2_001))
