from collections.abc import Iterable
from dataclasses import dataclass
from time import thread_time

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.index import SpanIndex


@dataclass(frozen=True)
class Item:
    uid: str
    start: int
    end: int


def in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda one: (one.start, -one.end, one.uid))


def innermost_first(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda one: (one.end - one.start, one.start, one.uid))


starts = st.integers(0, 12_000)
lengths = st.integers(1, 40) | st.integers(4_990, 5_010) | st.integers(1, 12_000)
items_at_most_thirty = st.lists(
    st.builds(
        lambda uid, start, length: Item(f"{uid:02}", start, start + length),
        st.integers(0, 40), starts, lengths,
    ),
    max_size=30,
)  # fmt: skip


@given(items_at_most_thirty, st.lists(st.integers(0, 40)), starts, st.integers(0, 300))
def test_the_index_answers_as_a_plain_list_would(
    items: list[Item], gone: list[int], start: int, length: int
) -> None:
    index = SpanIndex(items[: len(items) // 2])
    for item in items[len(items) // 2 :]:
        index.add(item)
    for uid in gone:
        index.discard(f"{uid:02}")
    held = in_order({i.uid: i for i in items if i.uid not in {f"{g:02}" for g in gone}}.values())
    end = start + length

    assert list(index) == held
    assert len(index) == len(held)
    assert all(index.get(item.uid) == item and item.uid in index for item in held)
    assert index.at(start) == innermost_first([i for i in held if i.start <= start <= i.end])
    assert index.covering(start) == innermost_first([i for i in held if i.start <= start < i.end])
    assert index.within(start, end) == [
        i for i in held if i.start < end and start < i.end and length
    ]
    assert index.next_after(start) == next((i for i in held if i.start >= start), None)
    assert index.previous_before(start) == next((i for i in held[::-1] if i.start < start), None)


@given(items_at_most_thirty)
def test_stepping_from_item_to_item_visits_each_once_in_both_directions(items: list[Item]) -> None:
    index = SpanIndex(items)

    forwards = []
    here = index.next_after(0)
    while here is not None:
        forwards.append(here)
        here = index.next_after(here)

    backwards = []
    here = index.previous_before(24_001)
    while here is not None:
        backwards.append(here)
        here = index.previous_before(here)

    assert forwards == list(index)
    assert backwards == forwards[::-1]


def test_a_neighbour_of_an_item_that_was_taken_out_is_still_found() -> None:
    first, second, third = (Item(uid, at, at + 5) for uid, at in (("a", 0), ("b", 3), ("c", 9)))
    index = SpanIndex([first, second, third])

    index.discard("b")

    assert index.next_after(second) == third
    assert index.previous_before(second) == first
    assert index.get("b") is None
    assert index.get(None) is None


def test_adding_an_item_again_replaces_it() -> None:
    index = SpanIndex([Item("a", 0, 5)])

    index.add(Item("a", 3, 9_000))

    assert list(index) == [Item("a", 3, 9_000)]
    assert index.covering(8_000) == [Item("a", 3, 9_000)]
    assert index.covering(1) == []


def test_fifty_thousand_spans_take_no_noticeable_time() -> None:
    index = SpanIndex(Item(f"{n:05}", n * 12, n * 12 + 10 + n % 200) for n in range(50_000))
    index.add(Item("whole", 0, 600_000))

    began = thread_time()
    for n in range(100):
        index.add(Item("new", n * 6_000, n * 6_000 + 30))
        assert index.get("whole") in index.at(n * 6_000)
        index.discard("new")

    assert (thread_time() - began) / 100 < 0.001
