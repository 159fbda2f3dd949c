"""Graphemes, words, sentences and paragraphs, and what a selection becomes."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.graphemes import has_long_graphemes, is_grapheme_border
from annotator.core.span import Span
from annotator.core.text import (
    BLANKS,
    fitted,
    grapheme_ceil,
    grapheme_floor,
    paragraph_at,
    paragraphs,
    sentence_at,
    sentences,
    word_at,
    words,
)

PIECES = st.sampled_from(
    ["a", "B", "don't", "’s", "U.S.", "3.5", "-", "–", ". ", ".", "!", "…", "?”", "“", "”", '"',
     "'", " ", "\u00a0", "\u200b", "\n", "\n\n", "日本", "。", "」", "e\u0301", "\u0301",
     "👩\u200d👧", "🇫", "👍🏽", "🏽", "\u200d", "مُحَمَّد", "\u0600", "नमस्ते", "각", "\u1100",
     "ｶﾞ", "ำ", "\u200f", "\u00ad"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def whole(text: str) -> Span:
    return Span(0, len(text))


def borders(text: str) -> list[int]:
    return [0, *(found.end() for found in regex.finditer(r"\X", text))]


@given(TEXTS)
def test_graphemes_are_those_of_the_whole_text_though_only_a_part_is_read(text: str) -> None:
    known = borders(text)
    for at in range(len(text) + 1):
        assert grapheme_floor(text, at) == max(border for border in known if border <= at)
        assert grapheme_ceil(text, at) == min(border for border in known if border >= at)
        assert is_grapheme_border(text, at) == (at in known)
    assert has_long_graphemes(text) or known == list(range(len(text) + 1))


@pytest.mark.parametrize(
    "word",
    ["don't", "don’t", "O'Neill", "minister's", "3.5", "1,000,000", "state-owned", "U.S.", "p.m.",
     "U.S.-led", "10:30", "40m", "AT&T", "example.com", "cafe\u0301", "مُحَمَّد", "می\u200cخواهم",
     "👩\u200d👩\u200d👧", "🇫🇷", "नमस्ते", "한국어", "日", "ทำ", 'צה"ל', "co\u00adoperate"],
)  # fmt: skip
def test_a_word_is_found_whole_from_every_caret_in_it_and_at_its_ends(word: str) -> None:
    text = f"“{word}”, {word} (‘{word}’)"
    for start in (1, len(word) + 4, 2 * len(word) + 7):
        for at in range(start, start + len(word) + 1):
            assert word_at(text, at) == Span(start, start + len(word))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Merkel–Macron", ["Merkel", "Macron"]),
        ("rock ’n’ roll in the ’90s", ["rock", "n", "roll", "in", "the", "90s"]),
        ("the ministers’ plan", ["the", "ministers", "plan"]),
        ("“act”—‘act’", ["act", "act"]),
        ("said.The end.", ["said", "The", "end"]),
        ("3.5% of €40m", ["3.5", "of", "40m"]),
        ("他昨天", ["他", "昨", "天"]),
    ],
)
def test_words_leave_marks_and_dashes_out(text: str, found: list[str]) -> None:
    assert [word.of(text) for word in words(text, whole(text))] == found


@pytest.mark.parametrize(("text", "at"), [("a  b", 2), ("a, (b", 3), ("", 0), ("a\n\nb", 3 - 1)])
def test_there_is_no_word_among_blanks_and_signs(text: str, at: int) -> None:
    assert word_at(text, at) is None


def test_between_two_words_that_touch_the_one_that_starts_is_taken() -> None:
    assert word_at("日本", 1) == Span(1, 2)


@given(TEXTS)
def test_words_are_the_same_from_far_and_near_and_split_no_grapheme(text: str) -> None:
    found = words(text, whole(text)) if text else []
    known = borders(text)
    for at in range(len(text) + 1):
        touching = [word for word in found if word.touches(at)]
        assert word_at(text, at) == (touching[-1] if touching else None)
    assert all(word.start in known and word.end in known for word in found)


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Deputy Director Amina Youssef left.|She was not alone.",
        "It is so in the U.S.|The talks went on.",
        "He came on Jan. 10 with Mr. Smith.|Dr. Okafor of St. Louis did not.",
        "It rose 3.5 percent.|Nobody knew why.",
        "They met at 5 p.m. Monday.|They left at 7 p.m.|He stayed.",
        "J. K. Rowling wrote it.|George W. Bush read it.",
        "See No. 7.|He said no.|They left.",
        "Acme Inc. said so.|She works at Acme Inc.|They pay well.",
        "Wait… what?|I… I think so.|So do I.|Then go.",
        "What?!|Really.",
        "“Never again.”|She left.",
        "“Will it hold?” she asked.|“Who knows?” Amina Youssef said.|“Who?”|The door shut.",
        "‘It is ‘frank’.’|(He laughed.)|[She did not.]",
        "« Bonjour\u00a0! »|Elle partit.",
        "„Nein.“|Sie ging am 10. Januar.",
        "1. The first.|The second.",
        "He uses e.g. Berlin and i.e. Bonn.|Fine.",
        "Fin. de siècle",
        "هل أنت هنا؟|نعم.",
        "यह है।|वह है।",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    plain = text.replace("|", " ")
    assert [one.of(plain) for one in sentences(plain, whole(plain))] == text.split("|")


def test_chinese_and_japanese_sentences_need_no_blank() -> None:
    text = "他去了。我走了！“好。”「はい。」と言った。"
    found = [one.of(text) for one in sentences(text, whole(text))]
    assert found == ["他去了。", "我走了！", "“好。”", "「はい。」と言った。"]


def test_no_sentence_crosses_a_line_end() -> None:
    text = "no stop\nnor here \n\n \nend"
    assert [one.of(text) for one in sentences(text, whole(text))] == ["no stop", "nor here", "end"]


@given(TEXTS)
def test_sentences_cover_all_but_the_blanks_in_order(text: str) -> None:
    found = sentences(text, whole(text)) if text else []
    covered = [at for sentence in found for at in range(sentence.start, sentence.end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(text) if char not in BLANKS + "\n"} <= set(covered)


@given(TEXTS)
def test_the_sentence_of_a_caret_is_one_of_the_sentences(text: str) -> None:
    found = sentences(text, whole(text)) if text else []
    for at in range(len(text) + 1):
        here = sentence_at(text, at)
        assert (here is None) == (paragraph_at(text, at) is None)
        assert here is None or here in found
        touching = [one for one in found if one.touches(at)]
        assert not touching or here == touching[-1]


def test_a_sentence_is_found_in_a_paragraph_too_long_to_read() -> None:
    text = "It went on and on. " * 2_000 + "No end in sight " * 2_000
    assert sentence_at(text, 19 * 1_000 + 3) == Span(19_000, 19_018)
    assert sentence_at(text, len(text) - 5) == Span(38_000, len(text) - 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("\n \n", []), ("a\n\nb\n", [(0, 1), (3, 4)]), (" a \n\u00a0\nb", [(0, 3), (6, 7)])],
)
def test_paragraphs_are_the_lines_with_more_than_blanks(
    text: str, found: list[tuple[int, int]]
) -> None:
    spans = [Span(*pair) for pair in found]
    assert paragraphs(text) == spans
    for at in range(len(text) + 1):
        assert paragraph_at(text, at) == next((one for one in spans if one.touches(at)), None)


@pytest.mark.parametrize(
    ("selected", "becomes"),
    [
        ("said [ hello ]there", "hello"),
        ("said he[ll]o there", "hello"),
        ("sa[id hel]lo", "said hello"),
        ("“[wo]rd”", "word"),
        ("say [“wo]rd”", "“word"),
        ("the [state]-owned firm", "state-owned"),
        ("a [\u00a0\n]b", None),
        ("one[,] two", ","),
        ("the[ cafe]\u0301 opened", "cafe\u0301"),
        ("[日]本", "日"),
    ],
)
def test_a_selection_becomes_whole_words_without_blanks(selected: str, becomes: str | None) -> None:
    start, end = selected.index("["), selected.index("]") - 1
    text = selected.replace("[", "").replace("]", "")
    span = fitted(text, start, end, whole_words=True)
    assert (span.of(text) if span else None) == becomes


def test_to_the_character_only_graphemes_are_completed() -> None:
    assert fitted("hello", 1, 3, whole_words=False) == Span(1, 3)
    assert fitted("x👩\u200d👧y", 2, 3, whole_words=False) == Span(1, 4)


@given(TEXTS, st.integers(-2, 40), st.integers(-2, 40), st.booleans())
def test_what_is_fitted_splits_nothing_and_stays(
    text: str, start: int, end: int, whole_words: bool
) -> None:
    span = fitted(text, start, end, whole_words=whole_words)
    if span is None:
        assert not text[max(0, start) : max(0, end)].strip(BLANKS + "\n")
        return
    known = borders(text)
    assert span.start in known
    assert span.end in known
    assert fitted(text, span.start, span.end, whole_words=whole_words) == span
