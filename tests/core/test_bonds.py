"""Which annotations a bracket ties, for one that is selected."""

from dataclasses import replace

from annotator.core.bonds import bonds_at
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Annotation, Link
from annotator.core.scheme import (
    ABOUT_LINK,
    ACTOR,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)

AT = "2026-01-01T00:00:00Z"
TEXT = "“No boats,” Ann said, “no crews.” Ben and she agreed."


def tagged(words: str, label: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(
        uid=words, article="a", label=label, start=start, end=start + len(words), text=words,
        coder="c", created_at=AT, modified_at=AT,
    )  # fmt: skip


def tie(kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=f"{kind}{source.uid}{target.uid}", kind=kind, source=source.uid, target=target.uid,
        coder="c", created_at=AT, modified_at=AT,
    )  # fmt: skip


FIRST, LATER = tagged("“No boats,”", QUOTE), tagged("“no crews.”", QUOTE)
ANN, BEN, SHE = tagged("Ann", ACTOR), tagged("Ben", ACTOR), tagged("she", ACTOR)
SAID, AGREED = tagged("said", CUE), tagged("agreed", CUE)
INDEX = SpanIndex([FIRST, LATER, ANN, BEN, SHE, SAID, AGREED])


def told(one: Annotation, *links: Link) -> set[tuple[str, str]]:
    return {(bond.start.uid, bond.end.uid) for bond in bonds_at(one, INDEX, Links(links))}


def test_a_quote_is_tied_to_its_cue_and_that_to_the_speaker() -> None:
    links = (tie(CUE_LINK, FIRST, SAID), tie(SPEAKER_LINK, FIRST, ANN))
    wanted = {(FIRST.uid, SAID.uid), (SAID.uid, ANN.uid)}
    assert told(FIRST, *links) == wanted


def test_without_a_cue_the_quote_itself_is_tied_to_its_speakers() -> None:
    links = (tie(SPEAKER_LINK, FIRST, ANN), tie(SPEAKER_LINK, FIRST, BEN))
    assert told(FIRST, *links) == {(FIRST.uid, ANN.uid), (FIRST.uid, BEN.uid)}


def test_each_speaker_is_tied_to_the_nearest_cue_and_each_cue_to_the_nearest_part() -> None:
    links = (
        tie(CONTINUES_LINK, LATER, FIRST),
        tie(CUE_LINK, FIRST, SAID),
        tie(CUE_LINK, FIRST, AGREED),
        tie(SPEAKER_LINK, FIRST, ANN),
        tie(SPEAKER_LINK, FIRST, BEN),
    )
    wanted = {
        (LATER.uid, SAID.uid), (LATER.uid, AGREED.uid), (SAID.uid, ANN.uid),
        (AGREED.uid, BEN.uid),
    }  # fmt: skip
    assert told(FIRST, *links) == wanted
    assert told(LATER, *links) == wanted, "what is said of a split quote is said of each part"


def test_a_mention_or_cue_is_tied_to_the_words_that_lead_to_it_only() -> None:
    links = (
        tie(CUE_LINK, FIRST, SAID),
        tie(SPEAKER_LINK, FIRST, ANN),
        tie(SPEAKER_LINK, FIRST, BEN),
        tie(SPEAKER_LINK, LATER, SHE),
    )
    assert told(ANN, *links) == {(FIRST.uid, SAID.uid), (SAID.uid, ANN.uid)}
    assert told(SHE, *links) == {(LATER.uid, SHE.uid)}
    assert told(SAID, *links) == {
        (FIRST.uid, SAID.uid), (SAID.uid, ANN.uid), (SAID.uid, BEN.uid),
    }  # fmt: skip


def test_what_is_linked_otherwise_or_gone_is_not_tied() -> None:
    gone = tagged("crews", CUE)
    links = (tie(ABOUT_LINK, FIRST, BEN), tie(CUE_LINK, FIRST, gone))
    assert told(FIRST, *links) == set()


def test_a_speaker_that_was_rejected_is_not_tied_beside_another() -> None:
    turned_down = replace(tie(SPEAKER_LINK, FIRST, BEN), status="rejected")
    assert told(FIRST, turned_down, tie(SPEAKER_LINK, FIRST, ANN)) == {(FIRST.uid, ANN.uid)}
