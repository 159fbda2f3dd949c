"""What a label key takes from a caret, pressed again and again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.expand import Unit, ladder
from annotator.core.text import paragraph_at

PIECES = st.sampled_from(
    ["“", "”", "‘", "’", '"', "Amina ", "Youssef", "U.S. ", "the ", "of ", "’s ", "said. ",
     "minister ", " ", "\u00a0", ", ", "\n", "\n“", "日本。", "👩\u200d👧", "J. ", "and ",
     "Ministry "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=16).map("".join)


def climbed(text: str, unit: Unit) -> list[str]:
    """Return the ladder of a text whose caret is written as a bar."""
    plain = text.replace("|", "")
    return [span.of(plain) for span in ladder(plain, text.index("|"), unit)]


def test_a_quotation_grows_to_its_outer_ones_its_sentences_and_the_paragraph() -> None:
    text = "First. “We ‘ca|n’ go. We will,” she said. Last."
    assert climbed(text, Unit.QUOTATION) == [
        "‘can’",
        "“We ‘can’ go. We will,”",
        "“We ‘can’ go. We will,” she said.",
        "First. “We ‘can’ go. We will,” she said. Last.",
    ]


def test_a_quotation_over_paragraphs_grows_to_all_of_them() -> None:
    text = "He said: “One.\n\n“T|wo,” and left. More."
    assert climbed(text, Unit.QUOTATION)[1:] == [
        "He said: “One.\n\n“Two,” and left.",
        "He said: “One.\n\n“Two,” and left. More.",
    ]


@pytest.mark.parametrize("unit", [Unit.QUOTATION, Unit.SENTENCE])
def test_outside_quotations_the_sentence_comes_first(unit: Unit) -> None:
    assert climbed(" One. T|wo. “Three.” ", unit) == ["Two.", "One. Two. “Three.”"]


def test_a_word_grows_to_its_sentence() -> None:
    assert climbed("One. Two state-|owned firms. Three.", Unit.WORD) == [
        "state-owned",
        "Two state-owned firms.",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("talks with Amina| Youssef ended", "Amina Youssef"),
        ("met |Amina Youssef.", "Amina Youssef"),
        ("the EU Dep|uty Director of Trade left", "EU Deputy Director of Trade"),
        ("the Ministry of Health and Wel|fare and Spain", "Ministry of Health and Welfare"),
        ("in the Port of| Aldersund and Oslo", "Port of Aldersund"),
        ("Youssef and Lind|gren met", "Lindgren"),
        ("Oslo, Nor|way (AP)", "Norway"),
        ("by J. K.| Rowling", "J. K. Rowling"),
        ("by J.K.| Rowling", "J.K. Rowling"),
        ("George W. Bu|sh", "George W. Bush"),
        ("in St. Pe|tersburg", "St. Petersburg"),
        ("with Ludwig van der Ro|he, who", "Ludwig van der Rohe"),
        ("that al-As|sad and", "al-Assad"),
        ("that Usama bin| Laden", "Usama bin Laden"),
        ("In Bid|en’s view", "Biden"),
        ("BBC’s Jane Oko|ye", "Jane Okoye"),
        ("“But Oba|ma", "Obama"),
        ("NA|TO said", "NATO"),
        ("The US| said", "US"),
        ("Marks & Spen|cer", "Marks & Spencer"),
        ("Kyiv. Amina You|ssef", "Amina Youssef"),
        ("told Amina You|ssef Monday", "Amina Youssef"),
        ("Following Monday’s| talks", "Monday’s"),
        ("said Ursula von der Leyen| “Now”", "Ursula von der Leyen"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert climbed(text, Unit.NAME)[0] == name


def test_the_name_of_a_body_goes_on_over_its_small_words() -> None:
    name = "Organization for Security and Cooperation in Europe"
    assert climbed(f"The |{name} met", Unit.NAME)[0] == name


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("He told union leader Amina Yous|sef.", ["Amina Youssef", "union leader Amina Youssef"]),
        ("Deputy trade union adviser Per| Lind.", ["Per Lind"]),
        ("They told Amina Yous|sef.", ["Amina Youssef"]),
    ],
)
def test_a_name_grows_to_the_role_before_it_and_to_the_sentence(
    text: str, steps: list[str]
) -> None:
    found = climbed(text, Unit.NAME)
    assert found[: len(steps)] == steps
    assert found[-1] == text.replace("|", "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a quiet pla|ce.", "place"),
        ("Th|e talks", "The"),
        ("“W|e go”", "We"),
        ("北|京", "京"),
        ("Here|’s one", "Here’s"),
        ("on Mon|day.", "Monday"),
        ("as I’|m", "I’m"),
    ],
)
def test_where_there_is_no_name_the_word_is_taken(text: str, word: str) -> None:
    assert climbed(text, Unit.NAME)[0] == word


@pytest.mark.parametrize("unit", Unit)
def test_a_caret_among_signs_takes_the_sentence(unit: Unit) -> None:
    assert climbed("Well – | – no.", unit)[0] == "Well –  – no."


@given(TEXTS, st.sampled_from(Unit))
def test_every_step_is_wider_and_only_an_empty_paragraph_has_none(text: str, unit: Unit) -> None:
    for at in range(len(text) + 1):
        rungs = ladder(text, at, unit)
        for narrow, wide in pairwise(rungs):
            assert wide.contains(narrow)
            assert wide != narrow
        assert rungs or paragraph_at(text, at) is None
