"""A table gets what it asks for, in an order in which every row knows its own place."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.folding import fold
from annotator.core.model import Actor, Annotation, Article, Coder, Link, Record, Story
from annotator.core.scheme import (
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    QUOTE,
    SPEAKER_LINK,
)
from annotator.project import exchange
from annotator.project.project import Project
from annotator.store.listing import ORDERS, AnnotationRow, Listing, Wanted
from tests.build import ANN, BEN, annotation, article, project

FERRY, PORT = Story(uid="ferry", title="Ferry strike"), Story(uid="port", title="élan of the port")
COURIER = article(uid="courier", title="Ferry strike enters third day", outlet="Courier")
WIRE = article(
    "Grève au port\n\n« Nous ne signerons pas », a dit Zoé Müller. Ärger im Hafen, so 😀 Çelik.",
    uid="wire", title="Grève au port", outlet="Ñandú Wire",
)  # fmt: skip
ALONE = article("The end. “Don’t wait,” he said.", uid="alone", title="The end", outlet="courier")


def records() -> Iterator[Record]:
    yield from (BEN, FERRY, PORT)
    yield from (replace(COURIER, story="ferry"), replace(WIRE, story="port"), ALONE)
    yield Actor(uid="brandt", name="Ida Brandt")
    yield Actor(uid="union", name="the Union")
    quote = made(COURIER, "“We will not sign,”", attributes={"type": "direct"}, actor="union")
    part = made(COURIER, "“Not this year.”")
    mention = made(COURIER, "Ida Brandt", ACTOR, actor="brandt")
    claim = made(COURIER, "The port lost 1.2 million crowns", CLAIM, coder=BEN, note="Überprüfen!")
    berg = made(COURIER, "Tomas Berg", ACTOR, coder=BEN)
    yield from (quote, part, mention, claim, berg)
    yield made(COURIER, "said", CUE, status="suggested", origin="rules")
    yield made(COURIER, "leads", CUE, status="rejected", origin="rules")
    yield made(WIRE, "« Nous ne signerons pas »", attributes={"type": "indirect"})
    yield made(WIRE, "Zoé Müller", ACTOR)
    yield made(WIRE, "Ärger im Hafen", CLAIM, actor="union", note="später 100% _a_")
    yield made(WIRE, "Çelik", ACTOR)
    yield made(ALONE, "“Don’t wait,”")
    yield made(ALONE, "The end", CLAIM)
    for kind, source, target in (
        (SPEAKER_LINK, quote, mention),
        (CONTINUES_LINK, part, quote),
        (CLAIMANT_LINK, claim, berg),
    ):
        yield Link(
            uid=f"{source.uid} to {target.uid}", kind=kind, source=source.uid, target=target.uid,
            coder=ANN.uid, created_at="", modified_at="",
        )  # fmt: skip


def made(
    of: Article, words: str, label: str = QUOTE, coder: Coder = ANN, **values: Any
) -> Annotation:
    number = len(of.uid) * 100 + of.text.index(words)
    times: dict[str, Any] = {
        "created_at": f"2025-03-{number % 28 + 1:02}",
        "modified_at": f"2025-04-{number:05}",
    }
    return replace(annotation(of, words, label, coder), uid=f"{of.uid} {words}", **times, **values)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project(tmp_path_factory.mktemp("listing")) as there:
        there.bring_in(records())
        yield there


@pytest.fixture(scope="module")
def listing(opened: Project) -> Listing:
    return opened.reading.listing


def texts(listing: Listing, wanted: Wanted) -> list[str]:
    return [row.text for row in listing.rows(listing.uids(wanted))]


def row(listing: Listing, words: str) -> AnnotationRow:
    rows = listing.rows(listing.uids(Wanted()))
    return next(one for one in rows if one.text == words)


@pytest.fixture(scope="module")
def exported(opened: Project, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    file = tmp_path_factory.mktemp("export") / "all.csv"
    exchange.take_out(opened.reading, "csv", file)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ACCEPTED = Wanted(statuses=frozenset(("accepted",)))


def test_at_first_the_order_is_that_of_the_export(
    listing: Listing, exported: list[dict[str, str]]
) -> None:
    assert listing.uids(ACCEPTED) == [row["annotation_id"] for row in exported]


# What each order sorts by, said in Python.
VALUES = {
    "label": lambda row: fold(row.label_title),
    "text": lambda row: fold(row.text),
    "article": lambda row: fold(row.title),
    "outlet": lambda row: fold(row.outlet),
    "story": lambda row: fold(row.story),
    "start": lambda row: row.start,
    "end": lambda row: row.end,
    "attributes": lambda row: str(row.attributes) if row.attributes else "",
    "speaker": lambda row: fold(row.speaker),
    "note": lambda row: fold(row.note),
    "coder": lambda row: fold(row.coder),
    "origin": lambda row: fold(row.origin),
    "status": lambda row: row.status,
    "created": lambda row: row.created,
    "modified": lambda row: row.modified,
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_rows_of_one_value_stay_in_the_order_of_the_export(
    listing: Listing, order: str, descending: bool
) -> None:
    rows = listing.rows(listing.uids(Wanted()))
    expected = sorted(rows, key=VALUES[order], reverse=descending)
    uids = listing.uids(Wanted(order=order, descending=descending))
    assert uids == [row.uid for row in expected]


WANTED = st.builds(
    Wanted,
    article=st.sampled_from([None, None, "courier", "gone"]),
    story=st.sampled_from([None, None, "ferry", "port"]),
    labels=st.sampled_from([None, frozenset([QUOTE]), frozenset([CLAIM, ACTOR]), frozenset()]),
    words=st.sampled_from([(), (), ("e",), ("PORT",), ("the", "end"), ("müller",), ("%",)]),
    order=st.sampled_from(["", *ORDERS]),
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
    assert listing.count(Wanted(words=("sign",))) == 12
    assert listing.count(Wanted(article="courier", labels=frozenset([QUOTE]))) == 6
    assert listing.count(Wanted(story="port")) == 4
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


def test_speakers_are_those_of_the_export(listing: Listing, exported: list[dict[str, str]]) -> None:
    shown = {row.text: row.speaker for row in listing.rows(listing.uids(ACCEPTED))}
    assert shown == {row["text"]: row["speaker"] or row["speaker_mention"] for row in exported}
    assert shown["“We will not sign,”"] == "Ida Brandt", "the mention, not an actor of its own"
    assert shown["“Not this year.”"] == "Ida Brandt", "that of its head"
    assert shown["The port lost 1.2 million crowns"] == "Tomas Berg", "who is not in the registry"
    assert shown["Ärger im Hafen"] == "the Union"
    assert shown["Ida Brandt"] == "", "who is named, and does not speak"


def test_a_part_has_the_attributes_of_its_head(listing: Listing) -> None:
    assert row(listing, "“Not this year.”").attributes == {"type": "direct"}
    assert row(listing, "The end").attributes == {}


def test_a_mention_is_shown_in_its_quote_and_in_the_parts_of_that(listing: Listing) -> None:
    assert listing.leaning(["courier Ida Brandt", "wire Çelik"]) == {
        "courier Ida Brandt", "courier “We will not sign,”", "courier “Not this year.”",
        "wire Çelik",
    }  # fmt: skip


def test_no_place_can_be_told_among_those_that_are_gone(listing: Listing) -> None:
    assert listing.place(Wanted(), ["nobody"], "wire Çelik") is None
    assert listing.place(Wanted(), ["wire Çelik"], "nobody") is None
