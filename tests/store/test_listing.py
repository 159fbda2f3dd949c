"""A table gets what it asks for, in an order in which every row knows its own place."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from annotator.project import exchange
from annotator.project.project import Project
from annotator.store.listing import COLUMNS, AnnotationRow, Condition, Listing, Wanted
from tests.store.listed import COURIER


def texts(listing: Listing, wanted: Wanted) -> list[str]:
    return [row.text for row in listing.rows(listing.uids(wanted))]


def row(listing: Listing, words: str) -> AnnotationRow:
    rows = listing.rows(listing.uids(Wanted()))
    return next(one for one in rows if one.text == words)


@pytest.fixture(scope="module")
def exported(listed: Project, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    file = tmp_path_factory.mktemp("export") / "all.csv"
    exchange.take_out(listed.reading, "csv", file)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ACCEPTED = Wanted(statuses=frozenset(("accepted",)))


def test_at_first_the_order_is_that_of_the_export(
    listing: Listing, exported: list[dict[str, str]]
) -> None:
    assert listing.uids(ACCEPTED) == [row["annotation_id"] for row in exported]


ANSWERED = ("quote.type", "claim.stance", "claim.loud", "claim.people", "claim.day", "claim.words")
NAMES = (*COLUMNS, *ANSWERED, "claim.gone", "gone.type")
SAYING = st.builds(
    Condition,
    st.sampled_from(NAMES),
    values=st.frozensets(
        st.sampled_from(["", "direct", "yes", "1200", "Ida Brandt", QUOTE, "courier", "ferry"]),
        max_size=3,
    ),
    empty=st.sampled_from([None, None, True, False]),
    words=st.sampled_from(["", "", "e", "BRANDT", "ferry strike", "%"]),
)
WANTED = st.builds(
    Wanted,
    article=st.sampled_from([None, None, "courier", "gone"]),
    story=st.sampled_from([None, None, "ferry", "port"]),
    labels=st.sampled_from([None, frozenset([QUOTE]), frozenset([CLAIM, ACTOR]), frozenset()]),
    words=st.sampled_from([(), (), ("e",), ("PORT",), ("the", "end"), ("müller",), ("%",)]),
    conditions=st.lists(SAYING, max_size=2).map(tuple),
    group=st.sampled_from(["", *NAMES]),
    order=st.sampled_from(["", *NAMES]),
    descending=st.booleans(),
)


@given(wanted=WANTED)
def test_every_row_knows_its_place_among_the_others(listing: Listing, wanted: Wanted) -> None:
    uids = listing.uids(wanted)
    for place, uid in enumerate(uids):
        assert listing.place(wanted, [*uids[:place], *uids[place + 1 :]], uid) == place


@given(wanted=WANTED)
def test_every_annotation_knows_whether_it_is_wanted(listing: Listing, wanted: Wanted) -> None:
    found = set(listing.uids(wanted))
    for uid in (*listing.uids(Wanted()), "courier leads", "nobody"):
        assert listing.matches(wanted, uid) == (uid in found)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("MULLER",), ["Zoé Müller"]),
        (("arger",), ["Ärger im Hafen"]),
        (("don't",), ["“Don’t wait,”"]),
        (('"don’t',), ["“Don’t wait,”"]),
        (("überprüfen",), ["The port lost 1.2 million crowns"]),
        (("zoe", "greve"), ["Zoé Müller"]),
        (("nandu", "CELIK"), ["Çelik"]),
        (("100%",), ["Ärger im Hafen"]),
        (("_a_",), ["Ärger im Hafen"]),
        (("1%2",), []),
        (("zoe", "celik"), []),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_marks(
    listing: Listing, words: tuple[str, ...], found: list[str]
) -> None:
    assert texts(listing, Wanted(words=words)) == found


def test_what_was_rejected_is_never_listed(listing: Listing) -> None:
    assert "leads" not in texts(listing, Wanted())
    assert texts(listing, Wanted(statuses=frozenset(("suggested",)))) == ["said"]


def test_the_whole_of_an_article_or_a_story_is_counted(listing: Listing) -> None:
    assert listing.count(Wanted(words=("sign",))) == 13
    assert listing.count(Wanted(article="courier", labels=frozenset([QUOTE]))) == 6
    assert listing.count(Wanted(story="port")) == 5
    assert listing.count(Wanted(article="")) == 0


def test_rows_come_as_asked_without_those_that_are_gone(listing: Listing) -> None:
    asked = ["alone The end", "nobody", "wire Çelik"]
    assert [row.uid for row in listing.rows(asked)] == ["alone The end", "wire Çelik"]
    assert listing.rows([]) == []


def test_a_row_tells_all_that_is_shown(listing: Listing) -> None:
    claim = row(listing, "The port lost 1.2 million crowns")
    assert claim[1:6] == (CLAIM, "Claim", claim.text, "courier", COURIER.title)
    assert (claim.outlet, claim.story) == ("Courier", "Ferry strike")
    assert (claim.start, claim.end) == (claim.start, claim.start + len(claim.text))
    assert (claim.note, claim.coder, claim.origin, claim.status) == (
        "Überprüfen!", "Ben", "human", "accepted",
    )  # fmt: skip


def test_a_mention_tells_whom_it_means_and_nothing_else_does(listing: Listing) -> None:
    shown = {row.text: row.actor for row in listing.rows(listing.uids(Wanted()))}
    assert {text: name for text, name in shown.items() if name} == {"Ida Brandt": "Ida Brandt"}
    meant = Wanted(conditions=(Condition("actor", frozenset(["Ida Brandt"])),))
    assert texts(listing, meant) == ["Ida Brandt"]
    assert [one.title or one.value for one in listing.groups(Wanted(group="actor"))] == [
        "Ida Brandt", "",
    ]  # fmt: skip
    assert texts(listing, Wanted(order="actor"))[0] == "Ida Brandt"


def test_speakers_are_those_of_the_export(listing: Listing, exported: list[dict[str, str]]) -> None:
    shown = {row.text: row.speaker for row in listing.rows(listing.uids(ACCEPTED))}
    assert shown == {row["text"]: row["speaker"] or row["speaker_mention"] for row in exported}
    assert shown["“We will not sign,”"] == "Ida Brandt", "the mention, not an actor of its own"
    assert shown["“Not this year.”"] == "Ida Brandt", "that of its head"
    assert shown["The port lost 1.2 million crowns"] == "Tomas Berg", "who is not in the registry"
    assert shown["Ärger im Hafen"] == "the Union"
    assert shown["Ida Brandt"] == "", "who is named, and does not speak"


def test_cues_are_those_of_the_export(listing: Listing, exported: list[dict[str, str]]) -> None:
    shown = {row.text: row.cue for row in listing.rows(listing.uids(ACCEPTED))}
    told = {row["text"]: row["cue"] for row in exported}
    assert shown.pop("“We will not sign,”") == shown.pop("“Not this year.”") == "said", "suggested"
    assert shown == {text: told[text] for text in shown}
    assert shown["« Nous ne signerons pas »"] == "a dit"


def test_a_part_has_the_attributes_of_its_head(listing: Listing) -> None:
    assert row(listing, "“Not this year.”").attributes == {"type": "direct"}
    assert row(listing, "said").attributes == {}


def test_a_mention_is_shown_in_its_quote_and_in_the_parts_of_that(listing: Listing) -> None:
    assert listing.leaning(["courier Ida Brandt", "wire Çelik"]) == {
        "courier Ida Brandt", "courier “We will not sign,”", "courier “Not this year.”",
        "wire Çelik",
    }  # fmt: skip


def test_a_cue_is_shown_in_its_quote_and_in_the_parts_of_that(listing: Listing) -> None:
    assert listing.leaning(["courier said"]) == {
        "courier said", "courier “We will not sign,”", "courier “Not this year.”",
    }  # fmt: skip


def test_no_place_can_be_told_among_those_that_are_gone(listing: Listing) -> None:
    assert listing.place(Wanted(), ["nobody"], "wire Çelik") is None
    assert listing.place(Wanted(), ["wire Çelik"], "nobody") is None
