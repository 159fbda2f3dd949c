"""What is read of one record in a long row of the log is what reading all of it would tell."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Annotation, Link
from annotator.core.scheme import QUOTE, SPEAKER_LINK
from annotator.store import log
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
