"""Every column of the table can be sorted, filtered and gathered by, also those of questions."""

import json
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.folding import fold
from annotator.core.scheme import CLAIM, QUOTE
from annotator.project.project import Project
from annotator.store.listing import COLUMNS, AnnotationRow, Condition, Group, Listing, Wanted
from tests.build import ANN, BEN
from tests.store.test_listing import ANSWERED, NAMES, WANTED, texts

ALL = Wanted()
QUOTED = ["“We will not sign,”", "“Not this year.”"]
TYPES, STANCES = ["direct", "indirect", "mixed"], ["affirm", "refute", "neutral"]


def answer(row: AnnotationRow, name: str) -> Any:
    label, attribute = name.split(".")
    return row.attributes.get(attribute) if row.label_title.lower() == label else None


def as_json(row: AnnotationRow) -> str:
    told = json.dumps(row.attributes, ensure_ascii=False, separators=(",", ":"))
    return told if row.attributes else ""


# What a column sorts by, said in Python, where that is not the field of the row by its name.
SORTING: dict[str, Callable[[AnnotationRow], Any]] = {
    "label": lambda row: row.label_title,
    "article": lambda row: row.title,
    "attributes": as_json,
    "quote.type": lambda row: place(TYPES, answer(row, "quote.type")),
    "claim.stance": lambda row: place(STANCES, answer(row, "claim.stance")),
    "claim.loud": lambda row: place([True, False], answer(row, "claim.loud")),
}


def sorting(row: AnnotationRow, name: str) -> Any:
    """Return what a row is sorted by; `None` for nothing."""
    told = SORTING.get(name, lambda row: answer(row, name) if "." in name else getattr(row, name))
    value = told(row)
    return fold(value) or None if isinstance(value, str) else value


def place(values: list[Any], value: Any) -> int | None:
    return None if value is None else values.index(value)


@pytest.mark.parametrize("order", NAMES)
@pytest.mark.parametrize("descending", [False, True])
def test_what_is_empty_comes_last_and_what_is_alike_stays_as_it_was(
    listing: Listing, order: str, descending: bool
) -> None:
    rows = listing.rows(listing.uids(ALL))
    full = [row for row in rows if sorting(row, order) is not None]
    expected = sorted(full, key=lambda row: sorting(row, order), reverse=descending)
    expected += [row for row in rows if sorting(row, order) is None]
    uids = listing.uids(Wanted(order=order, descending=descending))
    assert uids == [row.uid for row in expected]


def test_choices_are_sorted_as_in_the_codebook_and_numbers_as_numbers(listing: Listing) -> None:
    assert [one.value for one in listing.values("claim.people", ALL)] == ["30.5", "200", "1200", ""]
    assert listing.values("claim.stance", ALL) == [
        Group("affirm", "Affirm", 1), Group("refute", "Refute", 1), Group("", "", 11),
    ]  # fmt: skip
    assert [one.value for one in listing.values("claim.loud", ALL)] == ["yes", "no", ""]


def test_values_tell_what_is_shown_and_how_often(listing: Listing) -> None:
    assert listing.values("story", ALL) == [
        Group("port", "élan of the port", 5), Group("ferry", "Ferry strike", 6), Group("", "", 2),
    ]  # fmt: skip
    assert listing.values("coder", ALL) == [Group(ANN.uid, "Ann", 11), Group(BEN.uid, "Ben", 2)]
    assert listing.values("claim.gone", ALL) == [Group("", "", 13)]


def test_values_are_those_of_what_else_is_wanted(listing: Listing) -> None:
    only = Condition("speaker", frozenset(["the Union"]))
    wanted = Wanted(labels=frozenset([CLAIM]), conditions=(only,))
    speakers = listing.values("speaker", wanted)
    assert [one.value for one in speakers] == ["the Union", "Tomas Berg", ""]
    assert [one.title for one in listing.values("label", wanted)] == ["Claim"]
    assert [one.value for one in listing.values("outlet", wanted)] == ["Ñandú Wire"]


@given(wanted=WANTED, column=st.sampled_from(NAMES))
def test_each_value_finds_as_many_as_it_says(listing: Listing, wanted: Wanted, column: str) -> None:
    values = listing.values(column, Wanted(article=wanted.article, words=wanted.words))
    assert [one.value for one in values] == list({one.value: None for one in values})
    for one in values:
        found = listing.uids(
            Wanted(
                article=wanted.article,
                words=wanted.words,
                conditions=(Condition(column, frozenset([one.value])),),
            )
        )
        assert len(found) == one.count
        assert {listing.value(column, uid) for uid in found} == {(one.value, one.title)}


@given(wanted=WANTED.filter(lambda one: bool(one.group)))
def test_groups_are_the_runs_in_which_the_rows_come(listing: Listing, wanted: Wanted) -> None:
    told = [listing.value(wanted.group, uid) for uid in listing.uids(wanted)]
    runs = [(*(value or ()), len(list(run))) for value, run in groupby(told)]
    assert runs == [(one.value, one.title, one.count) for one in listing.groups(wanted)]


def test_within_a_group_rows_keep_their_order(listing: Listing) -> None:
    wanted = Wanted(group="outlet", order="text", descending=True)
    rows = listing.rows(listing.uids(wanted))
    assert [one.title for one in listing.groups(wanted)] == ["Courier", "courier", "Ñandú Wire"]
    for _, run in groupby(rows, lambda row: row.outlet):
        words = [fold(row.text) for row in run]
        assert words == sorted(words, reverse=True)


def test_groups_fall_with_the_column_that_orders_them(listing: Listing) -> None:
    wanted = Wanted(group="story", order="story", descending=True)
    assert [one.title for one in listing.groups(wanted)] == ["Ferry strike", "élan of the port", ""]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Condition("speaker", frozenset(["Ida Brandt"])), QUOTED),
        (Condition("speaker", words="BERG tom"), ["The port lost 1.2 million crowns"]),
        (Condition("cue", frozenset(["a dit"])), ["« Nous ne signerons pas »"]),
        (Condition("claim.stance", words="REFUTE"), ["Ärger im Hafen"]),
        (Condition("claim.loud", frozenset(["no"])), ["The port lost 1.2 million crowns"]),
        (Condition("claim.people", frozenset(["1200", "30.5"])),
         ["Ärger im Hafen", "The port lost 1.2 million crowns"]),
        (Condition("claim.words", words="elan"),
         ["Ärger im Hafen", "The port lost 1.2 million crowns"]),
        (Condition("claim.day", empty=False), ["The port lost 1.2 million crowns"]),
        (Condition("note", empty=False), ["Ärger im Hafen", "The port lost 1.2 million crowns"]),
        (Condition("note", empty=False, words="später"), ["Ärger im Hafen"]),
        (Condition("note", empty=True, words="später"), []),
        (Condition("status", frozenset(["suggested"])), ["said"]),
        (Condition("claim.gone", empty=False), []),
    ],
)  # fmt: skip
def test_a_condition_is_what_a_column_must_hold(
    listing: Listing, condition: Condition, found: list[str]
) -> None:
    order = Wanted(order="text", conditions=(condition,))
    assert sorted(texts(listing, order), key=fold) == sorted(found, key=fold)


def test_conditions_hold_together(listing: Listing) -> None:
    quotes = Condition("label", frozenset([QUOTE]))
    told = Condition("quote.type", frozenset(["direct", ""]))
    spoken = Condition("speaker", empty=True)
    assert texts(listing, Wanted(conditions=(quotes, told, spoken))) == ["“Don’t wait,”"]


def test_what_can_be_no_column_is_refused(listed: Project) -> None:
    with pytest.raises(KeyError):
        listed.reading.listing.uids(Wanted(order="speaker; DROP TABLE annotation"))
    assert set(ANSWERED).isdisjoint(COLUMNS)


def test_all_are_counted_whatever_the_conditions(listing: Listing) -> None:
    counts = Counter(row.article for row in listing.rows(listing.uids(ALL)))
    only = Condition("speaker", frozenset(["nobody"]))
    assert listing.count(Wanted(article="wire", conditions=(only,))) == counts["wire"]
