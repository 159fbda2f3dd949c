"""The list of actors, followed change by change, is what filling it anew would give."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.acts import link
from annotator.core.edit import Edit, Kind, create, remove
from annotator.core.folding import fold
from annotator.core.model import Actor, ActorKind
from annotator.core.scheme import ACTOR, QUOTE
from annotator.store.registry import ActorRow
from annotator.ui.models.actors import ActorsModel, Order, Sought, described, told
from annotator.ui.models.actors_rows import joined, touched
from tests import build

NAMES = ("Ida Brandt", "ida brandt", "Élan", "elan", "Tomas Berg", "Äther", "Zoé", "北京", "")
ORDERS: tuple[Order, ...] = ("name", "mentions", "speeches")
KINDS: tuple[ActorKind, ...] = ("person", "organisation")

row_of = some.builds(
    lambda uid, name, kind, alias, mentions, speeches: ActorRow(
        Actor(uid=uid, name=name, kind=kind, aliases=(alias,)), mentions, speeches, 1
    ),
    some.sampled_from([f"u{number}" for number in range(12)]),
    some.sampled_from(NAMES),
    some.sampled_from(KINDS),
    some.sampled_from(NAMES),
    some.integers(0, 3),
    some.integers(0, 2),
)
change = some.one_of(
    row_of.map(lambda row: (row.actor.uid, row)),
    some.sampled_from([f"u{number}" for number in range(12)]).map(lambda uid: (uid, None)),
)
sought = some.builds(
    Sought,
    some.sampled_from([(), ("ida",), ("el",), ("an", "e")]),
    some.sampled_from([frozenset(), frozenset({"person"})]),
    some.sampled_from(ORDERS),
)


@given(some.lists(row_of, max_size=10), sought, some.lists(change, max_size=12))
def test_following_leaves_what_filling_anew_would_give(
    rows: list[ActorRow], wanted: Sought, changes: list[tuple[str, ActorRow | None]]
) -> None:
    owner = QObject()
    model, fresh = ActorsModel(owner), ActorsModel(owner)
    tester = QAbstractItemModelTester(model)
    model.look_for(wanted)
    fresh.look_for(wanted)
    model.fill(rows)
    there = {row.actor.uid: row for row in rows}
    for uid, row in changes:
        model.follow({uid: row})
        there.pop(uid, None)
        if row is not None:
            there[uid] = row
        fresh.fill(there.values())
        assert list(model.uids()) == list(fresh.uids())
        assert [model.at(at) for at in range(model.rowCount())] == [there[u] for u in fresh.uids()]
        assert [model.place(u) for u in model.uids()] == list(range(model.rowCount()))
    assert tester.model() is model


@given(some.lists(row_of, max_size=10), sought)
def test_what_is_sought_is_what_holds_all_words(rows: list[ActorRow], wanted: Sought) -> None:
    owner = QObject()
    model = ActorsModel(owner)
    model.fill(rows)
    model.look_for(wanted)
    there = {row.actor.uid: row.actor for row in rows}
    expected = {
        uid
        for uid, actor in there.items()
        if (not wanted.kinds or actor.kind in wanted.kinds)
        and all(
            any(word in fold(one) for one in (actor.name, *actor.aliases)) for word in wanted.words
        )
    }
    assert set(model.uids()) == expected


def test_one_who_is_being_changed_stays_to_be_seen() -> None:
    owner = QObject()
    model = ActorsModel(owner)
    ida = ActorRow(Actor(uid="i", name="Ida"), 1, 0, 1)
    model.fill([ida])
    model.look_for(Sought(("ida",)))
    model.follow({"i": ida._replace(actor=replace(ida.actor, name="Eva"))}, kept=["i"])
    assert model.uids() == ["i"]
    model.look_for(Sought(("ida",), order="mentions"))
    assert model.uids() == []


@pytest.mark.parametrize(
    ("actor", "line"),
    [
        (Actor(uid="a", name="Ida"), "Person"),
        (Actor(uid="a", name="Ida", role="mayor", country="Norway"), "mayor · Norway"),
        (Actor(uid="a", name="Port", kind="organisation"), "Organisation"),
        (Actor(uid="a", name="Port", kind="group", organisation="NHO"), "Group · NHO"),
        (Actor(uid="a", name="Author", kind="author"), "The own voice of each article"),
    ],
)
def test_a_line_says_what_somebody_is(actor: Actor, line: str) -> None:
    assert described(actor) == line


def test_a_tooltip_tells_all() -> None:
    row = ActorRow(Actor(uid="a", name="Ida", aliases=("I. B.",)), 1, 2, 1)
    assert told(row) == ["Ida", "Person", "Also I. B.", "1 mention, 2 quotes and claims"]
    assert told(row._replace(mentions=3, speeches=1))[-1] == "3 mentions, 1 quote or claim"


def test_actors_of_several_articles_are_counted_together() -> None:
    ida, tom = Actor(uid="i", name="Ida"), Actor(uid="t", name="Tom")
    rows = joined([[ActorRow(ida, 1, 2, 1), ActorRow(tom, 1, 0, 1)], [ActorRow(ida, 3, 0, 1)]])
    assert rows == [ActorRow(ida, 4, 2, 2), ActorRow(tom, 1, 0, 1)]


def test_an_edit_touches_those_whom_its_annotations_and_links_tell_of(tmp_path: Path) -> None:
    text = build.article()
    ida, tom = Actor(uid="i", name="Ida Brandt"), Actor(uid="t", name="Tomas Berg")
    named = replace(build.annotation(text, "Ida Brandt", ACTOR), actor="i")
    quote = build.annotation(text, "“We will not sign,”", QUOTE)
    with build.project(tmp_path, text) as project:
        project.bring_in([ida, tom, named, quote])
        kind = next(one for one in project.scheme.link_kinds if one.name == "speaker")
        tie = link(kind, quote, named, project.coder.uid, ())
        reading = project.reading
        assert touched(tie, reading) == {"i"}
        other = replace(named, actor="t")
        assert touched(Edit(Kind.MENTION, (create(other),)), reading) == {"t"}
        gone = Edit(Kind.ERASE, (*tie.inverse().changes, remove(named)))
        assert touched(gone, reading) == {"i"}
        assert touched(Edit(Kind.ANNOTATE, (create(quote),)), reading) == set()
