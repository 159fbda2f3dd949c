"""Marks have lanes where there is room; very many in one place are drawn as one."""

from functools import reduce
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Status
from annotator.core.scheme import ACTOR, CLAIM, LABELS, QUOTE
from annotator.core.span import Span
from annotator.ui.text.paint import LAST_LANE
from annotator.ui.text.stacking import FEW, stacked
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.ui.test_theme import over
from tests.ui.text.test_view import caret_rect, colours_in, differing, picture, shown

LINES = {number: (20 * number, 20 * number + 20) for number in range(3, 6)}
ROOMS = {QUOTE: 0, CLAIM: 1}
TEXT = "Words that are " + "tagged again and again " * 12 + "until nobody counts."


def made(span: Span, label: str, uid: str, status: Status = "accepted") -> Annotation:
    return Annotation(
        uid=uid, article="a", label=label, start=span.start, end=span.end, text=span.of(TEXT),
        coder="c", status=status, created_at="", modified_at="",
    )  # fmt: skip


def room(item: Annotation) -> int:
    return ROOMS[item.label]


some_items = st.lists(
    st.tuples(
        st.integers(50, 130), st.integers(1, 50), st.sampled_from([QUOTE, CLAIM]), st.booleans()
    ),
    max_size=40,
).map(
    lambda rows: [
        made(Span(start, start + length), label, f"{number}", "suggested" if is_new else "accepted")
        for number, (start, length, label, is_new) in enumerate(rows)
    ]
)


@given(some_items)
def test_all_that_is_on_a_line_has_a_lane_or_is_in_a_crowd(items: list[Annotation]) -> None:
    stack = stacked(items, room, LINES)

    for item in items:
        for line, (start, end) in LINES.items():
            owned = line in stack.lanes.get(item.uid, {})
            crowds = [one for one in stack.crowds if one.line == line and item.uid in one.uids]
            there = item.start < end and start < item.end
            assert owned + len(crowds) == (1 if there else 0)


@given(some_items)
def test_what_overlaps_shares_no_lane_but_the_last(items: list[Annotation]) -> None:
    stack = stacked(items, room, LINES)

    for one, other in combinations(items, 2):
        if one.label != other.label or not one.span.overlaps(other.span):
            continue
        for line, lane in stack.lanes.get(one.uid, {}).items():
            assert lane == LAST_LANE or lane != stack.lanes.get(other.uid, {}).get(line)


@given(some_items)
def test_a_crowd_is_of_many_that_look_alike_and_lie_together(items: list[Annotation]) -> None:
    by_uid = {item.uid: item for item in items}

    for crowd in stacked(items, room, LINES).crowds:
        members = [by_uid[uid] for uid in crowd.uids]
        assert len(members) > FEW
        assert {(one.label, one.status) for one in members} == {
            (crowd.like.label, crowd.like.status)
        }
        covered = set().union(*(range(one.start, one.end) for one in members))
        assert covered == set(range(crowd.span.start, crowd.span.end))


@pytest.fixture
def crowded(qtbot: QtBot) -> TextView:
    """Return a view on a text with forty annotations around the same words."""
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    items = [
        made(Span(15 + start, 60 - start), label, f"{label} {start}")
        for start in range(20)
        for label in (QUOTE, ACTOR)
    ]
    view.show_text(TEXT, SpanIndex(items), LABELS)
    return shown(qtbot, view)


def test_a_crowd_costs_as_much_as_a_few(crowded: TextView) -> None:
    picture(crowded)

    (kept,) = crowded._underlay._kept._kept.values()

    assert sum(len(mark.pieces) for mark in kept.drawn) <= 2 * (FEW + LAST_LANE)  # of both labels


def test_a_crowd_looks_like_a_few_upon_each_other(crowded: TextView) -> None:
    colours = LIGHT.label_colours(LABELS[0].colour)
    start, inside = (caret_rect(crowded, at, TEXT) for at in (15, 35))

    image = picture(crowded)

    assert colours.mark.name() in colours_in(image, start.adjusted(-2, 0, 2, 0))
    few = [colours.tint] * (FEW + LAST_LANE)
    ground = reduce(lambda under, tint: over(tint, under), few, QColor(LIGHT.paper))
    assert ground.name() in colours_in(image, inside.adjusted(-8, 0, 8, 0))


@pytest.mark.parametrize("how", ["hovered", "selected"])
@pytest.mark.parametrize("label", [QUOTE, ACTOR])
def test_one_of_a_crowd_stands_out(crowded: TextView, how: str, label: str) -> None:
    item = crowded._items.get(f"{label} 2")
    assert item is not None
    before = picture(crowded)

    if how == "hovered":
        crowded.hover(item)
    else:
        crowded.set_selected(item.uid)
    changed = differing(before, picture(crowded))

    reach = crowded._brush.overhang + 2
    rect = crowded.item_rect(item.uid)
    assert rect is not None
    assert rect.adjusted(-reach, -reach, reach, reach).contains(changed)
    assert changed.width() >= rect.width() - 4

    crowded.hover(None)
    crowded.set_selected(None)
    assert picture(crowded) == before
