from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.lanes import lanes
from annotator.core.span import Span

spans_close_together = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda it: Span(it[0], it[0] + it[1])),
    max_size=25,
)


@given(spans_close_together)
def test_spans_that_overlap_never_share_a_lane(spans: list[Span]) -> None:
    for (one, lane), (other, its_lane) in combinations(zip(spans, lanes(spans), strict=True), 2):
        assert not (one.overlaps(other) and lane == its_lane)


@given(spans_close_together)
def test_a_span_inside_another_is_nearer_the_text(spans: list[Span]) -> None:
    for (one, lane), (other, its_lane) in combinations(zip(spans, lanes(spans), strict=True), 2):
        if one != other and other.contains(one):
            assert lane < its_lane
        if one != other and one.contains(other):
            assert its_lane < lane


@given(spans_close_together)
def test_no_lane_is_left_empty(spans: list[Span]) -> None:
    used = set(lanes(spans))

    assert used == set(range(len(used)))


def test_spans_apart_all_lie_next_to_the_text() -> None:
    assert lanes([Span(0, 3), Span(3, 8), Span(20, 21)]) == [0, 0, 0]


def test_the_shortest_lies_next_to_the_text() -> None:
    assert lanes([Span(0, 100), Span(10, 20), Span(15, 40)]) == [2, 0, 1]


@given(spans_close_together, st.integers(1, 4))
def test_the_last_of_some_lanes_takes_what_has_no_room(spans: list[Span], most: int) -> None:
    free = lanes(spans)

    assert lanes(spans, most) == [min(lane, most - 1) for lane in free]
