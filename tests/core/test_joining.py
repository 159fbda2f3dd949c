"""Two quotes that are tagged already become one split quote."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.core.parts import Parts
from annotator.core.scheme import (
    ABOUT_LINK,
    ACTOR,
    CLAIM,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    SPEAKER_LINK,
    Scheme,
)
from tests.build import ANN, SCHEME, annotation, article, project

ARTICLE = article()
FIRST = annotation(ARTICLE, "“We will not sign,”")
SECOND = annotation(ARTICLE, "“Not this year.”")
IDA = annotation(ARTICLE, "Ida Brandt", ACTOR)
TOMAS = annotation(ARTICLE, "Tomas Berg", ACTOR)
SAID = annotation(ARTICLE, "said", CUE)


def tie(kind: str, source: Annotation, target: Annotation) -> Link:
    made = acts.link(SCHEME.link_kind(kind), source, target, ANN.uid, ()).changes[0].after
    assert isinstance(made, Link)
    return made


def joined(
    links: Iterable[Link] = (),
    head: Annotation = FIRST,
    part: Annotation = SECOND,
    scheme: Scheme = SCHEME,
) -> tuple[Edit, set[tuple[str, str, str]]]:
    """Join, and return the edit with the links that are there after it."""
    links = list(links)
    edit = acts.join(head, part, links, scheme, ANN.uid)
    there = {one.uid: one for one in links}
    for change in edit.of("link"):
        there.pop(str(change.identity[0]), None)
        if isinstance(change.after, Link):
            there[change.after.uid] = change.after
    return edit, {(one.kind, one.source, one.target) for one in there.values()}


def after(edit: Edit, one: Annotation) -> Annotation:
    found = [change.after for change in edit.changes if change.identity == (one.uid,)]
    assert all(isinstance(record, Annotation) for record in found)
    return next((record for record in found if isinstance(record, Annotation)), one)


def test_the_second_becomes_a_part_of_the_first() -> None:
    edit, links = joined()
    assert edit.kind is Kind.CONTINUE
    assert links == {(CONTINUES_LINK, SECOND.uid, FIRST.uid)}
    assert len(edit.changes) == 1, "nothing else was said of either"


def test_what_is_said_of_the_part_goes_to_the_head() -> None:
    part = replace(SECOND, attributes={"type": "direct"}, note="Look at this.")
    edit, links = joined([tie(SPEAKER_LINK, SECOND, IDA), tie(CUE_LINK, SECOND, SAID)], part=part)
    assert links == {
        (CONTINUES_LINK, SECOND.uid, FIRST.uid),
        (SPEAKER_LINK, FIRST.uid, IDA.uid),
        (CUE_LINK, FIRST.uid, SAID.uid),
    }
    assert after(edit, FIRST).attributes == {"type": "direct"}
    assert after(edit, SECOND).attributes == {}
    assert after(edit, SECOND).note == "Look at this."


def test_what_the_head_has_of_its_own_stays() -> None:
    head = replace(FIRST, attributes={"type": "mixed"})
    part = replace(SECOND, attributes={"type": "direct"}, actor="somebody")
    ties = [tie(SPEAKER_LINK, FIRST, IDA), tie(SPEAKER_LINK, SECOND, IDA)]
    edit, links = joined(ties, head, part)
    assert (SPEAKER_LINK, FIRST.uid, IDA.uid) in links
    assert not any(SECOND.uid in one[1:] for one in links if one[0] != CONTINUES_LINK)
    assert after(edit, head).attributes == {"type": "mixed"}
    assert after(edit, head).actor is None, "the mention that is linked counts"


def test_of_a_kind_that_allows_one_link_that_of_the_head_stays() -> None:
    kinds = tuple(
        replace(one, many=False) if one.uid == SPEAKER_LINK else one for one in SCHEME.link_kinds
    )
    single = Scheme(SCHEME.labels, SCHEME.attributes, kinds)
    ties = [tie(SPEAKER_LINK, FIRST, IDA), tie(SPEAKER_LINK, SECOND, TOMAS)]
    _, several = joined(ties)
    _, one = joined(ties, scheme=single)
    assert (SPEAKER_LINK, FIRST.uid, TOMAS.uid) in several
    assert {link for link in one if link[0] == SPEAKER_LINK} == {(SPEAKER_LINK, FIRST.uid, IDA.uid)}


def test_parts_of_the_part_become_parts_of_the_head() -> None:
    third = annotation(ARTICLE, "The port lost")
    _, links = joined([tie(CONTINUES_LINK, third, SECOND)])
    assert links == {
        (CONTINUES_LINK, SECOND.uid, FIRST.uid),
        (CONTINUES_LINK, third.uid, FIRST.uid),
    }


def test_a_link_between_the_two_goes() -> None:
    _, links = joined([tie(ABOUT_LINK, SECOND, FIRST)])
    assert links == {(CONTINUES_LINK, SECOND.uid, FIRST.uid)}


@pytest.mark.parametrize(
    ("ties", "head", "part", "reason"),
    [
        ([tie(CONTINUES_LINK, SECOND, FIRST)], FIRST, SECOND, "one annotation already"),
        ([], FIRST, FIRST, "one annotation already"),
        ([tie(CONTINUES_LINK, SECOND, FIRST)], SECOND, IDA, "a later one"),
        ([], FIRST, IDA, "of one label"),
    ],
)
def test_what_makes_no_sense_is_refused(
    ties: list[Link], head: Annotation, part: Annotation, reason: str
) -> None:
    with pytest.raises(AnnotatorError, match=reason):
        joined(ties, head, part)


def test_a_part_of_another_annotation_is_refused() -> None:
    other = annotation(ARTICLE, "The port lost")
    with pytest.raises(AnnotatorError, match="part of another"):
        joined([tie(CONTINUES_LINK, SECOND, other)])


_NUMBERS = count()


@given(data=st.data())
def test_whatever_was_tied_before_one_undo_brings_it_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(f"join{next(_NUMBERS)}")
    _join_and_undo(data, folder)


def _join_and_undo(data: st.DataObject, folder: Path) -> None:
    third = annotation(ARTICLE, "The port lost")
    claim = annotation(ARTICLE, "1.2 million crowns", CLAIM)
    quotes, others = [FIRST, SECOND, third], [IDA, TOMAS, SAID, claim]
    possible = [
        *(tie(SPEAKER_LINK, one, who) for one in quotes for who in (IDA, TOMAS)),
        *(tie(CUE_LINK, one, SAID) for one in quotes),
        tie(ABOUT_LINK, FIRST, SECOND), tie(ABOUT_LINK, SECOND, third),
        tie(CONTINUES_LINK, third, SECOND),
    ]  # fmt: skip
    links = data.draw(st.lists(st.sampled_from(possible), unique_by=lambda one: one.uid))
    with project(folder, ARTICLE) as held:
        held.perform(Edit(Kind.ANNOTATE, tuple(map(create, (*quotes, *others)))))
        held.perform(Edit(Kind.LINK, tuple(map(create, links))))
        before = {one.uid: one for one in held.reading.records(Link)}

        held.perform(acts.join(FIRST, SECOND, links, SCHEME, ANN.uid))

        there = list(held.reading.records(Link))
        parts = Parts(there)
        assert SECOND.uid in parts.later(FIRST.uid)
        said_of_parts = {one for one in there if one.kind != CONTINUES_LINK}
        assert not any(SECOND.uid in (one.source, one.target) for one in said_of_parts)
        held.undo()
        assert {one.uid: one for one in held.reading.records(Link)} == before
