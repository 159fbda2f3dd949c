"""What an overview counts, against counting by hand, character by character."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Status
from annotator.core.span import Span
from annotator.ui.text.rows import ROWS, Rows, going_on, runs

COLUMN_OF = {"quote": 0, "claim": 1, "cue": 1}


def annotation(
    number: int, start: int, length: int, label: str = "quote", status: Status = "accepted"
) -> Annotation:
    return Annotation(
        uid=f"{number:02}", article="a", label=label, start=start, end=start + length, text="",
        coder="c", status=status, created_at="", modified_at="",
    )  # fmt: skip


items_at_most_twenty = st.lists(
    st.builds(
        annotation,
        st.integers(0, 30),
        st.integers(0, 9_000),
        st.integers(1, 40) | st.integers(1, 1_000),
        st.sampled_from(["quote", "claim", "cue", "passage"]),
        st.sampled_from(["accepted", "suggested", "rejected"]),
    ),
    max_size=20,
)
lengths = st.just(10_000) | st.integers(10_000, 1_000_000)


def by_hand(length: int, items: list[Annotation], column: int) -> list[str]:
    """Return a column as the text has it: per row, what the shortest of its annotations is."""
    result = [""] * ROWS
    mine = [one for one in items if COLUMN_OF.get(one.label) == column and one.status != "rejected"]
    for item in sorted(mine, key=lambda one: (one.start - one.end, one.start, one.uid)):
        its_rows = [
            row
            for row in range(ROWS)
            if item.start * ROWS < (row + 1) * length and row * length < item.end * ROWS
        ]
        for row in its_rows:
            result[row] = item.label if row == its_rows[0] else going_on(item.label)
    return result


@given(lengths, items_at_most_twenty)
def test_each_row_shows_the_shortest_of_what_is_in_it(length: int, items: list[Annotation]) -> None:
    index = SpanIndex(items)
    rows = Rows(length, index, COLUMN_OF)
    assert rows.columns == [by_hand(length, list(index), column) for column in (0, 1)]


@given(lengths, items_at_most_twenty, items_at_most_twenty)
def test_counting_what_changed_is_as_good_as_counting_everything(
    length: int, before: list[Annotation], after: list[Annotation]
) -> None:
    index = SpanIndex(before)
    rows = Rows(length, index, COLUMN_OF)
    for item in after:
        was = index.get(item.uid)
        index.add(item)
        for one in filter(None, (was, item)):
            rows.recount(one.span)
    for item in before[::2]:
        was = index.get(item.uid)
        index.discard(item.uid)
        if was:
            rows.recount(was.span)
    assert rows.columns == Rows(length, index, COLUMN_OF).columns


def test_what_reaches_into_what_changed_does_not_begin_there() -> None:
    whole, within = annotation(1, 0, 10_000), annotation(2, 5_000, 10)
    index = SpanIndex([whole, within])
    rows = Rows(10_000, index, COLUMN_OF)
    index.discard(within.uid)

    changed = rows.recount(within.span)

    assert changed == range(1_000, 1_002)
    assert rows.columns[0] == ["quote"] + [going_on("quote")] * (ROWS - 1)


def test_a_text_may_be_shorter_than_there_are_rows_or_empty() -> None:
    assert Rows(0, SpanIndex(), {}).columns == [[""] * ROWS]
    rows = Rows(4, SpanIndex([annotation(1, 1, 1)]), COLUMN_OF)
    assert [run for run, _ in runs(rows.columns[0], range(ROWS))] == [
        range(500, 501),
        range(501, 1_000),
    ]


def test_hits_are_marked_in_a_column_of_their_own() -> None:
    rows = Rows(10_000, SpanIndex(), {})
    marked = rows.marked([Span(0, 5), Span(9_990, 10_000)], "hit")
    assert list(runs(marked, range(ROWS))) == [
        (range(1), "hit"),
        (range(ROWS - 2, ROWS), "hit"),
    ]


hits_apart = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), max_size=40)


@given(lengths, hits_apart)
def test_hits_are_marked_as_by_hand(length: int, gaps_and_sizes: list[tuple[int, int]]) -> None:
    hits, at = [], 0
    for gap, size in gaps_and_sizes:
        hits.append(Span(at + gap, at + gap + size))
        at = hits[-1].end
    hits = [hit for hit in hits if hit.end <= length]
    rows = Rows(length, SpanIndex(), {})
    by_hand = {row for hit in hits for row in rows.of(hit.start, hit.end)}
    assert rows.marked(hits, "hit") == ["hit" if row in by_hand else "" for row in range(ROWS)]
