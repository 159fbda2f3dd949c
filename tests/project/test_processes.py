"""Real processes that die, take turns or stand in each other's way; nothing saved is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from annotator.core import acts
from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.project import Cause, Event, Project
from annotator.store import opening
from tests.build import ANN, BEN, SCHEME, article, project

# Obeys one line at a time: `tag START END`, `tag_on START` (and never stops), `hear`.
_CHILD = """
import sys
from pathlib import Path
from annotator.core import acts
from annotator.core.model import Coder
from annotator.core.scheme import LABELS
from annotator.core.span import Span
from annotator.project.project import Project

path, coder = sys.argv[1:]
project = Project.open(Path(path), Coder(uid=coder, name=coder))
text = next(project.reading.articles())
heard = []
project.listen(lambda event: heard.extend(
    change.after.text for change in event.edit.changes if event.cause.name == "ELSEWHERE"))

def tag(start, end):
    project.perform(acts.annotate(text, LABELS[0], Span(start, end), coder))
    print("tagged", flush=True)

def tag_on(start):
    for end in range(start + 1, len(text.text)):
        tag(start, end)

def hear():
    project.refresh()
    print(" | ".join(heard), flush=True)

for line in sys.stdin:
    order, *numbers = line.split()
    {"tag": tag, "tag_on": tag_on, "hear": hear}[order](*map(int, numbers))
"""

Child = subprocess.Popen[str]


@contextmanager
def child(path: Path, coder: str = ANN.uid) -> Iterator[Child]:
    command = [sys.executable, "-c", _CHILD, str(path), coder]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def order(running: Child, line: str) -> str:
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(f"{line}\n")
    running.stdin.flush()
    return running.stdout.readline().strip()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let another program begin to write and not finish."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_what_was_said_to_be_tagged_survives_a_kill(tmp_path: Path) -> None:
    text = article()
    made = project(tmp_path, text)
    made.close()
    for number in range(5):
        with child(made.path) as running:
            assert order(running, f"tag {number} {number + 1}") == "tagged"
        with Project.open(made.path, ANN) as opened:
            spans = [one.span for one in opened.reading.annotations_of(text.uid)]
            assert spans == [Span(n, n + 1) for n in range(number + 1)]
            assert opened.reading.integrity() == []


def test_a_kill_in_the_middle_of_work_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    text = article()
    made = project(tmp_path, text)
    made.close()
    saved = 0
    for start in range(5):
        with child(made.path) as running:
            assert running.stdout is not None
            order(running, f"tag_on {start}")
            for _ in range(start * 3):
                running.stdout.readline()
            running.kill()
            said = 1 + start * 3 + running.stdout.read().count("tagged\n")
        with Project.open(made.path, ANN) as opened:
            there = len(opened.reading.annotations_of(text.uid))
            assert there - saved - said in (0, 1), "one may be saved before it could be said"
            assert len(opened._store.entries_after(0)) == there
            assert opened.reading.integrity() == []
        saved = there


def test_two_processes_tag_in_turn_and_hear_of_each_other(tmp_path: Path) -> None:
    text = article("one two three four")
    made = project(tmp_path, text)
    made.close()
    with child(made.path, "ann") as ann, child(made.path, "ben") as ben:
        assert order(ben, "hear") == "", "both have the project open before anything happens"
        assert order(ann, "tag 0 3") == "tagged"
        assert order(ben, "hear") == "one"
        assert order(ben, "tag 4 7") == "tagged"
        assert order(ann, "tag 8 13") == "tagged"
        assert order(ben, "tag 14 18") == "tagged"
        assert order(ann, "hear") == "two | four"
        assert order(ben, "hear") == "one | three"
    with Project.open(made.path, ANN) as opened:
        found = [(one.coder, one.text) for one in opened.reading.annotations_of(text.uid)]
        assert found == [("ann", "one"), ("ben", "two"), ("ann", "three"), ("ben", "four")]
        assert opened.reading.integrity() == []


def test_an_import_by_the_command_is_heard_by_an_open_window(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Strike")
    with project(tmp_path) as made:
        heard: list[Event] = []
        made.listen(heard.append)
        command = [
            sys.executable,
            "-m",
            "annotator",
            "import",
            str(made.path),
            str(tmp_path / "a.txt"),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        assert made.refresh()
        assert [(one.cause, one.edit.kind) for one in heard] == [(Cause.ELSEWHERE, Kind.IMPORT)]
        assert made.undo() is None, "what others did is not undone here"
        assert made.reading.article_count() == 1


def test_a_project_that_another_program_writes_to_is_told_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_MS", 50)
    text = article()
    edit = acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid)
    with project(tmp_path, text) as made:
        heard: list[Event] = []
        made.listen(heard.append)
        with locked(made.path):
            with pytest.raises(AnnotatorError, match="Another window or program is writing"):
                made.perform(edit)
            with pytest.raises(AnnotatorError, match="Another window or program is writing"):
                made.bring_in([article("Calm")])
        assert (heard, made.next_undo) == ([], None)
        assert made.reading.annotations_of(text.uid) == []
        made.perform(edit)
        assert made.reading.sizes()["annotation"] == made.reading.article_count() == 1


def test_an_undo_that_found_the_file_locked_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_MS", 50)
    text = article()
    with project(tmp_path, text) as made:
        made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        with locked(made.path), pytest.raises(AnnotatorError, match="try again"):
            made.undo()
        assert made.undo() is not None
        assert made.reading.annotations_of(text.uid) == []


def test_a_project_is_read_and_closed_at_once_while_another_program_writes(
    tmp_path: Path,
) -> None:
    text = article()
    made = project(tmp_path, text)
    made.close()
    with locked(made.path):
        start = monotonic()
        with Project.open(made.path, BEN) as opened:
            assert [*opened.reading.articles()] == [text]
        assert monotonic() - start < 2, "the write-ahead log is left to whoever closes last"
