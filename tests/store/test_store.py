"""Edits go in whole or not at all."""

import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.edit import Change, Edit, Kind, create
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import RECORD_TYPES, Actor, Annotation, Record, field_table
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store import opening
from annotator.store.store import Store
from tests.build import ANN, BEN, SCHEME, annotation, article, project


def test_a_failing_edit_leaves_nothing(tmp_path: Path) -> None:
    text = article()
    one = annotation(text, "Ferry")
    with project(tmp_path, text) as made:
        with pytest.raises(Conflict, match="tagged with this label already"):
            made.perform(Edit(Kind.ANNOTATE, (create(one), create(replace(one, uid="other")))))
        assert made.reading.annotations_of(text.uid) == []
        assert made.next_undo is None


def test_a_reference_to_nothing_is_refused(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made:
        stray = replace(annotation(text, "Ferry"), actor="nobody")
        with pytest.raises(Conflict, match="refers to something that is gone"):
            made.perform(Edit(Kind.ANNOTATE, (create(stray),)))


def test_an_edit_from_a_stale_record_is_refused(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        stale = made.reading.annotations_of(text.uid)[0]
        made.perform(acts.note(stale, "first"))
        with pytest.raises(Conflict, match=r"changed in another window \(note\)"):
            made.perform(acts.note(stale, "second"))
        with pytest.raises(Conflict, match="changed in another window"):
            made.perform(acts.erase(stale, (), {}))


def test_two_fields_of_one_record_do_not_clash(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        stale = made.reading.annotations_of(text.uid)[0]
        made.perform(acts.note(stale, "kept"))
        made.perform(acts.resize(text, stale, Span(0, 12)))
        after = made.reading.annotations_of(text.uid)[0]
        assert (after.note, after.text) == ("kept", "Ferry strike")


def test_what_is_still_used_cannot_be_removed(tmp_path: Path) -> None:
    text = article()
    actor = Actor(uid="a", name="Ida Brandt")
    with project(tmp_path, text) as made:
        made.perform(Edit(Kind.CONTINUE, (create(actor),)))
        spoken = replace(annotation(text, "“We will not sign,”"), actor="a")
        made.perform(Edit(Kind.ANNOTATE, (create(spoken),)))
        with pytest.raises(Conflict, match="still used"):
            made.perform(Edit(Kind.ERASE, (Change(actor, None),)))


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.table)
def test_every_field_of_every_record_has_its_column(tmp_path: Path, kind: type[Record]) -> None:
    with project(tmp_path) as made:
        columns = {row[1] for row in made._store._db.execute(f"PRAGMA table_info({kind.table})")}
    fields = {
        f"{name}_id" if "reference" in one.metadata else name
        for name, one in field_table(kind).items()
    }
    assert columns == fields | {"id"}


def test_the_flat_view_reads_like_the_csv(tmp_path: Path) -> None:
    text = article(outlet="Courier")
    with project(tmp_path, text) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        row = next(made._store._db.query("SELECT * FROM annotations_flat"))
    assert (row["label"], row["text"], row["start"], row["end"]) == ("quote", "Ferry", 0, 5)
    assert (row["outlet"], row["coder"], row["article_id"]) == ("Courier", "Ann", text.uid)


def test_the_file_alone_is_whole_after_closing_and_after_a_checkpoint(tmp_path: Path) -> None:
    text = article()
    made = project(tmp_path, text)
    made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
    made.checkpoint()
    copy = tmp_path / "copy.annotator"
    copy.write_bytes(made.path.read_bytes())
    made.close()
    with Store.open(copy) as store:
        assert [one.text for one in store.reading.annotations_of(text.uid)] == ["Ferry"]
    assert not made.path.with_name(made.path.name + "-wal").exists()


def test_an_annotation_is_read_as_it_was_written(tmp_path: Path) -> None:
    text = article()
    one = replace(
        annotation(text, "Ferry"),
        confidence=0.25, corrected=True, derived_from=("a", "b"), attributes={"type": "direct"},
        note="n", origin="rules", status="suggested",
    )  # fmt: skip
    with project(tmp_path, text) as made:
        made.perform(Edit(Kind.ANNOTATE, (create(one),)))
        assert made.reading.record(Annotation.table, (one.uid,)) == one


def test_asking_for_what_is_gone_says_so(tmp_path: Path) -> None:
    with project(tmp_path) as made, pytest.raises(AnnotatorError, match="no longer"):
        made.reading.article("nobody")


def test_a_failing_checkpoint_closes_the_file_and_keeps_the_patience(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(tmp_path)
    store = made._store
    with Store.open(made.path) as other:
        connection = other._db.conn
        connection.execute("BEGIN IMMEDIATE")
        store.checkpoint()
        connection.execute("ROLLBACK")
    assert store._ask.number("PRAGMA busy_timeout") == opening._BUSY_MS
    made.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        store._db.conn.execute("SELECT 1")


def test_a_disk_too_full_to_empty_the_log_loses_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = article()
    made = project(tmp_path, text)
    made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
    with small_files(4096):
        made.close()
    assert "stays beside it" in caplog.text
    caplog.clear()
    with Project.open(made.path, ANN) as again:
        assert len(again.reading.annotations_of(text.uid)) == 1


@contextmanager
def small_files(largest: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_an_export_tells_of_one_moment(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made, Project.open(made.path, BEN) as other:
        with made.reading.snapshot():
            assert made.reading.annotations_of(text.uid) == []
            other.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), BEN.uid))
            assert made.reading.annotations_of(text.uid) == []
        assert len(made.reading.annotations_of(text.uid)) == 1


def test_a_forgotten_history_is_not_left_in_the_file(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        (one,) = made.reading.annotations_of(text.uid)
        made.perform(acts.note(one, "a secret word"))
        (one,) = made.reading.annotations_of(text.uid)
        made.perform(acts.note(one, ""))
        made.forget_history()
        assert made.undo() is None
    assert b"a secret word" not in made.path.read_bytes()
