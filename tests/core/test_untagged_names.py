"""Names that nobody tagged yet, one after the other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.names import name_at, names_in
from annotator.core.span import Span
from annotator.core.text import paragraphs, sentences
from annotator.core.untagged import Meeting, next_name

TEXT = (
    "Ferry strike goes on\n\n"
    "Officials said on Monday that Mayor Ida Brandt’s union left. Nobody from the WHO came.\n\n"
    "Brandt met “Tomas Berg” in St. Olav; then No. 3 broke. Tensions are high, and officials wait."
)


def among(spans: list[Span]) -> Meeting:
    return lambda stretch: [one for one in spans if one.overlaps(stretch)]


def all_names(text: str, tagged: list[Span], *, back: bool = False) -> list[Span]:
    """Return the names that are left, in the order in which a key goes through them."""
    found: list[Span] = []
    place: Span | int = len(text) if back else 0
    while (name := next_name(text, among(tagged), place, back=back)) is not None:
        found.append(name)
        place = name
    return found


def test_each_name_is_met_without_roles_days_and_words_that_begin_sentences() -> None:
    assert [one.of(TEXT) for one in all_names(TEXT, [])] == [
        "Mayor Ida Brandt", "WHO", "Brandt", "Tomas Berg", "St. Olav",
    ]  # fmt: skip


def test_a_word_that_begins_a_sentence_is_a_name_where_it_is_one_elsewhere() -> None:
    text = "Sherman left. Rain fell. Then Sherman came."
    assert [one.start for one in all_names(text, [])] == [0, text.index("Sherman", 9)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They sued Brenvale Tideworks Ltd.", ["Brenvale Tideworks Ltd."]),
        ("At Brenvale Co. Ltd. on Monday Max King Jr. left.",
         ["Brenvale Co. Ltd.", "Max King Jr."]),
        ("They met Brenvale Ltd.’s boss.", ["Brenvale Ltd."]),
        ("He joined St. Ebba’s Church.", ["St. Ebba’s Church"]),
        ("The choir of King’s College and St. Ebba’s Primary School sang.",
         ["King’s College", "St. Ebba’s Primary School"]),
        ("Then St. Olav’s Mayor Ida Brandt came.", ["St. Olav", "Mayor Ida Brandt"]),
        ("Some of Brenvale’s Conrad Feyne.", ["Brenvale", "Conrad Feyne"]),
        ("That Britain’s Labour Party won.", ["Britain", "Labour Party"]),
    ],
)  # fmt: skip
def test_a_name_goes_on_over_what_belongs_to_it(text: str, names: list[str]) -> None:
    assert [one.of(text) for one in names_in(text, Span(0, len(text)))] == names
    for one in names_in(text, Span(0, len(text))):
        assert name_at(text, one.start + 1) == one


@pytest.mark.parametrize("after", ["’s", ",", "ian", "1"])
def test_only_the_whole_word_elsewhere_shows_that_it_is_a_name(after: str) -> None:
    text = f"Rain fell. Then Rain{after} came."
    is_name = after in ("’s", ",")
    assert (Span(0, 4) in names_in(text, Span(0, 10))) == is_name


def test_a_name_of_which_a_mention_holds_any_part_is_tagged() -> None:
    mention = Span(TEXT.index("Ida"), TEXT.index("Ida") + 3)
    assert all_names(TEXT, [mention])[0].of(TEXT) == "WHO"


def test_nothing_is_left_when_all_are_tagged() -> None:
    assert all_names(TEXT, all_names(TEXT, [])) == []
    assert next_name("", among([]), 0, back=False) is None
    assert next_name("", among([]), 0, back=True) is None


def test_from_a_caret_in_a_name_it_is_the_next_or_this_one() -> None:
    at = TEXT.index("Brandt’s")
    ahead = next_name(TEXT, among([]), at, back=False)
    behind = next_name(TEXT, among([]), at, back=True)
    assert ahead is not None
    assert behind is not None
    assert (ahead.of(TEXT), behind.of(TEXT)) == ("WHO", "Mayor Ida Brandt")


PIECES = st.sampled_from(
    [
        "Ida",
        "Berg",
        "WHO",
        "said",
        "the",
        "The",
        "of",
        ".",
        ",",
        " ",
        " ",
        "\n\n",
        "“",
        "”",
        "’s",
        "É",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join), st.data())
def test_both_ways_lead_through_the_same_names(text: str, data: st.DataObject) -> None:
    there = [
        name
        for line in paragraphs(text)
        for sentence in sentences(text, line)
        for name in names_in(text, sentence)
    ]
    some = data.draw(st.lists(st.sampled_from(there), max_size=3)) if there else []
    forward = all_names(text, some)
    assert forward == all_names(text, some, back=True)[::-1]
    assert forward == [one for one in there if not any(one.overlaps(held) for held in some)]
    assert all(one.end <= other.start for one, other in pairwise(forward))
