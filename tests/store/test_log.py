"""What is read of one record in a long row of the log is what reading all of it would tell."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.edit import Change, Edit, Kind, alter
from annotator.core.errors import Conflict
from annotator.core.model import Annotation, Link
from annotator.core.scheme import QUOTE, SPEAKER_LINK
from annotator.store import log, packing
from annotator.store.log import Entry
from tests.build import ANN, annotation, article

_UIDS = st.sampled_from(["one", 'two"', "three\\", "f%r", "a"])
_WORDS = st.sampled_from(
    ["", "one", '{"table":', '"one"', '},{"table":"annotation","new":{}}', "ä\n"]
)
# Answers to questions that somebody has called what a row of the log calls its parts.
_ANSWERS = st.dictionaries(st.sampled_from(["table", "type"]), _WORDS, max_size=2)
_TEXT = article()


@st.composite
def annotations(draw: st.DrawFn, uid: str) -> Annotation:
    return Annotation(
        uid=uid, article=_TEXT.uid, label=QUOTE, start=0, end=1, text=draw(_WORDS), coder=ANN.uid,
        note=draw(_WORDS), attributes=draw(_ANSWERS), derived_from=tuple(draw(st.lists(_UIDS))),
        created_at="", modified_at="",
    )  # fmt: skip


@st.composite
def changes(draw: st.DrawFn) -> Change:
    uid = draw(_UIDS)
    if draw(st.booleans()):
        link = Link(
            uid=uid, kind=SPEAKER_LINK, source=draw(_UIDS), target=draw(_UIDS), coder=ANN.uid,
            created_at="", modified_at="",
        )  # fmt: skip
        return draw(st.sampled_from([Change(None, link), Change(link, None)]))
    one, other = draw(annotations(uid)), draw(annotations(uid))
    return draw(st.sampled_from([Change(None, one), Change(one, None), Change(one, other)]))


@st.composite
def runs(draw: st.DrawFn) -> list[Change]:
    """Return changes of which many in a row may be alike, as those of a bulk change are."""
    some = draw(st.lists(changes(), min_size=1, max_size=5))
    return [one for change in some for one in [change] * draw(st.integers(1, 5))]


@contextmanager
def packed_soon() -> Iterator[None]:
    """Pack from the second change on, three in a line."""
    with pytest.MonkeyPatch.context() as edge:
        edge.setattr(packing, "_FEWEST", 2)
        edge.setattr(packing, "_MOST", 3)
        edge.setattr(log, "_LONG", 0)
        yield


def one_by_one(made: list[Change]) -> list[Any]:
    """Return what a row tells in which nothing is packed."""
    return [one for change in made for one in log.decode(log.encode(edit_of([change])))[0]]


def edit_of(made: list[Change]) -> Edit:
    return Edit(Kind.ERASE, tuple(made))


def tells_of(uid: str, change: Any) -> bool:
    match change:
        case dict():
            return any(tells_of(uid, one) for one in change.values())
        case list():
            return any(tells_of(uid, one) for one in change)
    return bool(change == uid)


@given(st.lists(changes(), min_size=1, max_size=8), _UIDS)
def test_of_a_long_row_the_changes_that_tell_of_a_record_are_decoded(
    made: list[Change], uid: str
) -> None:
    row = log.encode(Edit(Kind.ERASE, tuple(made)))
    with pytest.MonkeyPatch.context() as edge:
        edge.setattr(log, "_LONG", 0)
        found, bulk = log.decode_about(row, uid)
    assert bulk is None
    assert found == [one for one in log.decode(row)[0] if tells_of(uid, one)]


def test_each_change_has_a_line_of_its_own() -> None:
    note = "of\nseveral\r\nlines\u2028and\u0085others"
    made = annotation(_TEXT, "Ferry")
    edit = Edit(Kind.NOTE, (Change(made, replace(made, note=note)), Change(None, made)))
    lines = log.encode(edit).split("\n")
    assert [json.loads(line.removesuffix(",")) for line in lines[1:-1]] == log.decode(
        log.encode(edit)
    )[0]
    assert len(lines) == 4


def test_a_row_that_was_written_on_one_line_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LONG", 0)
    row = log.encode(Edit(Kind.ERASE, (Change(annotation(_TEXT, "Ferry"), None),)))
    former = row.replace("\n", "")
    assert log.decode_about(former, "gone") == log.decode(row)


def test_a_row_of_an_import_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LONG", 0)
    summary = {"named": {"article": [["one"]]}}
    assert log.decode_about(log.encode_bulk(summary), "one") == ([], summary)


@given(runs())
def test_what_is_packed_tells_the_same(made: list[Change]) -> None:
    with packed_soon():
        row = log.encode(edit_of(made))
    assert log.decode(row) == (one_by_one(made), None)


@given(runs(), _UIDS)
def test_of_what_is_packed_the_changes_that_tell_of_a_record_are_decoded(
    made: list[Change], uid: str
) -> None:
    with packed_soon():
        row = log.encode(edit_of(made))
        found, _ = log.decode_about(row, uid)
    assert found == [one for one in one_by_one(made) if tells_of(uid, one)]


def test_what_many_changes_have_in_common_is_written_once() -> None:
    made = [annotation(_TEXT, "Ferry") for _ in range(600)]
    row = log.encode(Edit(Kind.NOTE, tuple(alter(one, note="checked") for one in made)))
    assert len(row) < 600 * 45, "a uid each and little more"
    assert row.count("checked") == 3
    assert [one["id"] for one in log.decode(row)[0]] == [[one.uid] for one in made]


def test_truth_is_not_taken_for_a_number() -> None:
    numbers = [1, True, 1.0] * 4
    told = [alter(annotation(_TEXT, "Ferry"), attributes={"n": one}) for one in numbers]
    row = log.encode(Edit(Kind.SET_ATTRIBUTE, tuple(told)))
    assert '"count":12' in row
    found = [one["set"][0][2]["n"] for one in log.decode(row)[0]]
    assert list(map(repr, found)) == list(map(repr, numbers))


# As it was written before changes were packed.
_FORMER = """[
{"table":"link","old":{"uid":"tie","kind":"k","source":"one","target":"two","status":"accepted",\
"note":"","coder":"ann","origin":"human","created_at":"","modified_at":""}},
{"table":"annotation","id":["one"],"set":[["label","a","b"],["modified_at","1","2"]]}
]"""


def test_a_row_from_before_there_were_packed_ones_is_read() -> None:
    stored = replace(annotation(_TEXT, "Ferry"), uid="one", label="b", modified_at="2")
    entry = Entry(1, "", ANN.uid, "", Kind.RELABEL, None, *log.decode(_FORMER))
    first, second = entry.inverse(lambda table, _: {("one",): stored}).changes
    assert first.after == replace(stored, label="a", modified_at="1")
    assert isinstance(second.after, Link)
    assert (second.after.uid, second.after.source) == ("tie", "one")


def test_a_change_that_somebody_went_on_from_is_not_taken_back() -> None:
    stored = replace(annotation(_TEXT, "Ferry"), uid="one", label="c")
    entry = Entry(1, "", ANN.uid, "", Kind.RELABEL, None, *log.decode(_FORMER))
    with pytest.raises(Conflict, match="label"):
        entry.inverse(lambda table, _: {("one",): stored})
    with pytest.raises(Conflict, match="no longer there"):
        entry.inverse(lambda table, _: {})
