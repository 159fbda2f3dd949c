"""What is done to many annotations at once is what a hand would do to each of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import acts
from annotator.core.acts import bulk
from annotator.core.acts.bulk import Bulk, Place
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Link, Record
from annotator.core.scheme import (
    ACTOR,
    AUTHOR_ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    LABELS,
    LINK_KINDS,
    QUOTE,
    SPEAKER_LINK,
)
from annotator.core.tying import may_tie
from tests.build import ANN, BEN, SCHEME, annotation, article

_TEXT = article(uid="text")
_IDA = Actor(uid="ida", name="Ida Brandt")

Records = dict[tuple[str, Any], Record]


def made(number: int, label: str = QUOTE, **values: Any) -> Annotation:
    one = annotation(_TEXT, "Ferry strike", label)
    return replace(
        one, uid=f"a{number}", start=number, end=number + 5, created_at="", modified_at="", **values
    )


def tie(kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=f"{kind} {source.uid} {target.uid}", kind=kind, source=source.uid, target=target.uid,
        coder=ANN.uid, created_at="", modified_at="",
    )  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Annotation], list[Link]]:
    """Return annotations, some of them split, and links that are allowed between them."""
    labels = st.sampled_from([label.uid for label in LABELS])
    annotations: list[Annotation] = []
    links: list[Link] = []
    for number in range(draw(st.integers(1, 8))):
        label = draw(labels)
        answers = {
            one.name: draw(st.sampled_from(one.choices))["name"]
            for one in SCHEME.attributes_of(label)
            if draw(st.booleans())
        }
        actor = draw(st.sampled_from([None, _IDA.uid]))
        note = draw(st.sampled_from(["", "so"]))
        coder = draw(st.sampled_from([ANN, BEN])).uid
        own = made(number, label, attributes=answers, actor=actor, note=note, coder=coder)
        heads = {one.target for one in links if one.kind == CONTINUES_LINK}
        parts = {one.source for one in links if one.kind == CONTINUES_LINK}
        for other in annotations:
            if other.uid not in parts and other.label == label and draw(st.booleans()):
                own = replace(own, attributes={}, actor=None)
                links.append(tie(CONTINUES_LINK, own, other))
                break
        else:
            for kind in LINK_KINDS:
                others = [one for one in annotations if may_tie(kind, own, one)]
                if others and kind.uid != CONTINUES_LINK and draw(st.booleans()):
                    links.append(tie(kind.uid, own, draw(st.sampled_from(others))))
        assert heads.isdisjoint(parts)
        annotations.append(own)
    return annotations, links


def happen(records: Records, edit: Edit) -> None:
    for change in edit.changes:
        key = change.table, change.identity
        assert records.get(key) == change.before
        if change.after is None:
            del records[key]
        else:
            records[key] = change.after


def keyed(*records: Iterable[Record]) -> Records:
    return {(one.table, one.identity): one for some in records for one in some}


def timeless(records: Records) -> Records:
    return {
        key: replace(one, modified_at="") if isinstance(one, Annotation | Link) else one
        for key, one in records.items()
    }


def result(annotations: list[Annotation], links: list[Link], done: Bulk) -> Records:
    records = keyed(annotations, links)
    happen(records, done.edit)
    return timeless(records)


def one_after_another(
    annotations: list[Annotation], links: list[Link], act: Any, *args: Any
) -> Records:
    """Do to each annotation what can be done to it."""
    records = keyed(annotations, links)
    for one in annotations:
        now = [record for record in records.values() if isinstance(record, Annotation)]
        ties = [record for record in records.values() if isinstance(record, Link)]
        try:
            edit = act(records[one.table, one.identity], now, ties, *args)
        except AnnotatorError:
            continue
        happen(records, edit)
    return timeless(records)


def taken(annotations: list[Annotation], label: str) -> set[Place]:
    return {
        (one.article, one.label, one.start, one.end, one.coder)
        for one in annotations
        if one.label == label
    }


@given(worlds(), st.sampled_from(LABELS))
def test_all_are_relabelled_as_each_would_be(
    world: tuple[list[Annotation], list[Link]], label: Any
) -> None:
    annotations, links = world

    def relabel(one: Annotation, now: list[Annotation], ties: list[Link]) -> Edit:
        own = {one.uid, *(tie.target for tie in ties if tie.source == one.uid)}
        near = [tie for tie in ties if not own.isdisjoint((tie.source, tie.target))]
        parts = {tie.source for tie in near if tie.kind == CONTINUES_LINK} | own
        all_near = [tie for tie in ties if not parts.isdisjoint((tie.source, tie.target))]
        return acts.relabel(one, label, SCHEME, all_near, {other.uid: other for other in now})

    done = bulk.relabel_all(annotations, label, SCHEME, links, taken(annotations, label.uid))
    assert done.left == ()
    assert result(annotations, links, done) == one_after_another(annotations, links, relabel)


@given(worlds(), st.sampled_from(SCHEME.attributes), st.booleans())
def test_all_are_answered_as_each_would_be(
    world: tuple[list[Annotation], list[Link]], attribute: Any, takes_away: bool
) -> None:
    annotations, links = world
    value = None if takes_away else attribute.choices[0]["name"]
    parts = {one.source for one in links if one.kind == CONTINUES_LINK}

    def answer(one: Annotation, _now: list[Annotation], _ties: list[Link]) -> Edit:
        if one.uid in parts:
            return Edit(Kind.SET_ATTRIBUTE, ())
        return acts.set_attribute(one, attribute, value)

    expected = one_after_another(annotations, links, answer)
    others = sum(one.label != attribute.label and one.uid not in parts for one in annotations)
    try:
        done = bulk.answer_all(annotations, attribute, value, links)
    except AnnotatorError:
        assert others
        assert expected == timeless(keyed(annotations, links))
        return
    assert result(annotations, links, done) == expected
    assert bool(done.left) == bool(others)


@given(worlds())
def test_nobody_speaks_where_each_was_silenced(world: tuple[list[Annotation], list[Link]]) -> None:
    annotations, links = world

    def silence(one: Annotation, _now: list[Annotation], ties: list[Link]) -> Edit:
        kind = SCHEME.voice(one.label)
        if kind is None:
            raise AnnotatorError("Nobody speaks here.")
        return acts.silence(one, kind, [tie for tie in ties if tie.source == one.uid])

    expected = one_after_another(annotations, links, silence)
    try:
        done = bulk.speak_all(annotations, None, SCHEME, links)
    except AnnotatorError:
        assert expected == timeless(keyed(annotations, links))
        return
    assert result(annotations, links, done) == expected


def test_an_actor_speaks_instead_of_whoever_did() -> None:
    quote, part, mention = made(1, actor="union"), made(2), made(3, ACTOR, actor="berg")
    claim = made(4, CLAIM, actor="ida")
    links = [
        tie(SPEAKER_LINK, quote, mention),
        tie(CONTINUES_LINK, part, quote),
        tie(CLAIMANT_LINK, claim, mention),
    ]
    done = bulk.speak_all([quote, part, mention, claim], _IDA, SCHEME, links)
    assert done.left == ("1 annotation stays as it is: nobody speaks in this kind of annotation.",)
    assert [one.identity for one in done.edit.of("link")] == [(links[0].uid,), (links[2].uid,)]
    assert [one.after for one in done.edit.of("annotation")] == [
        replace(quote, actor="ida", modified_at=_modified(done)),
    ]  # fmt: skip
    assert done.edit.kind is Kind.SPEAKER


def test_the_articles_own_voice_comes_into_the_registry_when_it_first_speaks() -> None:
    claim = made(1, CLAIM)
    done = bulk.speak_all([claim], AUTHOR_ACTOR, SCHEME, [], is_new=True)
    assert [one.after for one in done.edit.of("actor")] == [AUTHOR_ACTOR]
    again = replace(claim, actor=AUTHOR_ACTOR.uid)
    assert not bulk.speak_all([again], AUTHOR_ACTOR, SCHEME, [], is_new=True).edit


def test_who_is_unnamed_speaks_only_in_their_article() -> None:
    official = Actor(uid="official", name="an official", kind="unnamed", article="text")
    here, there = made(1), replace(made(2), article="another")
    done = bulk.speak_all([here, there], official, SCHEME, [])
    assert [one.identity for one in done.edit.changes] == [(here.uid,)]
    assert "belongs to another article" in done.left[0]


def test_what_would_lie_where_the_label_is_already_stays_as_it_is() -> None:
    quote, other = made(1), made(2)
    twin, split = replace(made(1, CUE), uid="twin"), made(3)
    links = [tie(CONTINUES_LINK, split, other)]
    places = {("text", CLAIM, 3, 8, ANN.uid)}
    label = SCHEME.label(CLAIM)
    done = bulk.relabel_all([quote, other, twin, split], label, SCHEME, links, places)
    assert [one.identity for one in done.edit.changes] == [(quote.uid,)], "not the second, nor part"
    assert done.left == (
        "2 annotations stay as they are: the same words are tagged as “Claim” already.",
    )
    with pytest.raises(AnnotatorError, match="1 annotation stays"):
        bulk.relabel_all([other, split], label, SCHEME, links, places)


def test_what_is_so_already_is_no_change() -> None:
    quote = made(1, note="so", attributes={"type": "direct"})
    asked = SCHEME.attributes_of(QUOTE)[0]
    for done in (
        bulk.relabel_all([quote], SCHEME.label(QUOTE), SCHEME, [], ()),
        bulk.answer_all([quote], asked, "direct", []),
        bulk.speak_all([quote], None, SCHEME, []),
        bulk.write_note_all([quote], "so"),
        bulk.set_status_all([quote], "accepted", ANN.uid, [], ()),
    ):
        assert done == Bulk(Edit(done.edit.kind, ()))


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(AnnotatorError, match="not a value of “Type”"):
        bulk.answer_all([made(1)], SCHEME.attributes_of(QUOTE)[0], "loud", [])


def test_a_note_is_written_over_each() -> None:
    done = bulk.write_note_all(
        [made(1, note="before"), made(2), made(3, note="checked")], "checked"
    )
    assert [one.identity for one in done.edit.changes] == [("a1",), ("a2",)]


def test_what_is_accepted_belongs_to_the_coder_and_goes_with_all_its_parts() -> None:
    head, part = (made(number, status="suggested", coder="rules") for number in (1, 2))
    mine = made(3, status="suggested", coder="rules", origin="rules")
    places = {("text", QUOTE, 3, 8, ANN.uid)}
    done = bulk.set_status_all(
        [head, part, mine], "accepted", ANN.uid, [tie(CONTINUES_LINK, part, head)], places
    )
    after = [one.after for one in done.edit.changes]
    assert [(one.uid, one.status, one.coder) for one in after if isinstance(one, Annotation)] == [
        ("a1", "accepted", ANN.uid), ("a2", "accepted", ANN.uid),
    ]  # fmt: skip
    assert "tagged the same words with this label yourself" in done.left[0]
    rejected = bulk.set_status_all([mine], "rejected", ANN.uid, [], places)
    (change,) = rejected.edit.changes
    assert change.fields == ("status", "modified_at"), "whose it was"


def _modified(done: Bulk) -> str:
    return next(
        one.after.modified_at for one in done.edit.changes if isinstance(one.after, Annotation)
    )
