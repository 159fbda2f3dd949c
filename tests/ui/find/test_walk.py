"""From hit to hit: where each step leads, and what is said where it goes on at the other end."""

import pytest

from annotator.core.span import Span
from annotator.ui.find.hits import Hits
from annotator.ui.find.walk import Walk
from annotator.ui.places import Place

FIRST, SECOND, THIRD = Span(0, 1), Span(4, 5), Span(8, 9)


def hits_of(*spans: Span, are_all: bool = True) -> Hits:
    hits = Hits()
    hits.spans, hits.are_all = list(spans), are_all
    return hits


ALL = hits_of(FIRST, SECOND, THIRD)
BEGINNING, END, ONLY = (
    "Went on from the beginning", "Went on from the end", "This is the only hit",
)  # fmt: skip


@pytest.mark.parametrize(
    ("at", "on", "back"),
    [(0, FIRST, THIRD), (1, SECOND, FIRST), (4, SECOND, FIRST), (8, THIRD, SECOND),
     (9, FIRST, THIRD)],
)  # fmt: skip
def test_hits_are_in_a_ring(at: int, on: Span, back: Span) -> None:
    assert ALL.next_from(at, back=False) == on
    assert ALL.next_from(at, back=True) == back


def test_hits_have_numbers_from_one() -> None:
    assert (ALL.number(SECOND), ALL.number(Span(4, 6))) == (2, None)


@pytest.mark.parametrize(
    ("here", "back", "to", "said"),
    [
        ((0, 0), False, FIRST, ""),
        ((1, 1), False, SECOND, ""),
        ((0, 1), False, SECOND, ""),
        ((4, 5), True, FIRST, ""),
        ((9, 9), False, FIRST, BEGINNING),
        ((8, 9), False, FIRST, BEGINNING),
        ((0, 1), True, THIRD, END),
    ],
)
def test_a_step_leads_on_from_where_somebody_is(
    here: tuple[int, int], back: bool, to: Span, said: str
) -> None:
    walk = Walk()
    walk.step(back=back)

    assert walk.next(ALL, here) == walk.current == to
    assert walk.turned == said
    assert walk.next(ALL, here) is None


def test_steps_count_from_the_current_hit_each_from_the_one_before() -> None:
    walk = Walk()
    for _ in range(3):
        walk.step(back=False)
    assert [walk.next(ALL, (0, 0)) for _ in range(4)] == [FIRST, SECOND, THIRD, None]


def test_a_single_hit_is_the_only_one() -> None:
    walk = Walk()
    walk.current = FIRST
    walk.step(back=False)
    assert walk.next(hits_of(FIRST), (0, 1)) == FIRST
    assert walk.turned == ONLY


def test_a_step_waits_for_what_is_not_known_yet() -> None:
    walk = Walk()
    walk.step(back=True)
    assert walk.next(hits_of(SECOND, are_all=False), (2, 2)) is None
    assert walk.is_waiting_to_step
    assert walk.next(ALL, (2, 2)) == FIRST
    assert not walk.is_waiting_to_step


def test_where_there_are_no_hits_nobody_waits() -> None:
    walk = Walk()
    walk.look()
    walk.step(back=False)
    assert walk.next(hits_of(), (0, 0)) is None
    assert walk.next(ALL, (0, 0)) is None


def test_what_is_typed_counts_from_where_it_began_until_a_step_is_made() -> None:
    walk = Walk()
    walk.begun = Place(3)
    for _ in range(2):
        walk.look()
        assert walk.next(ALL, (4, 5)) == SECOND
        assert walk.turned == ""
        walk.arrive(Place(4))
    assert walk.begun == Place(3)

    walk.step(back=False)
    walk.next(ALL, (4, 5))
    walk.arrive(Place(8))
    assert walk.begun == Place(8)


@pytest.mark.parametrize(
    ("caret", "selection", "current"),
    [(4, None, SECOND), (5, None, SECOND), (6, None, None), (8, THIRD, THIRD),
     (6, Span(6, 7), None)],
)  # fmt: skip
def test_the_current_hit_follows_the_caret(
    caret: int, selection: Span | None, current: Span | None
) -> None:
    walk = Walk()
    walk.current = SECOND
    assert walk.follow(ALL, caret, selection) == (current != SECOND)
    assert walk.current == current
