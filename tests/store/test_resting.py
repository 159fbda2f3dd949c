"""A project is put elsewhere only while nobody works in it, and looked into without a trace."""

import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from time import monotonic

import pytest

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Story
from annotator.project.project import Project
from annotator.store import resting
from annotator.store.resting import alone, looking_into
from tests.build import ANN, article, project

_OPENS = """
import sys
from pathlib import Path
from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder
from annotator.project.project import Project

try:
    with Project.open(Path(sys.argv[1]), Coder(uid="other", name="other")) as project:
        print("open", flush=True)
        sys.stdin.readline()
        project.perform(acts.make_story("theirs"))
except AnnotatorError as error:
    print(error)
"""


def opener(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _OPENS, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_looking_leaves_no_trace(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        path = made.path
    before = path.read_bytes()
    with looking_into(path) as reading:
        assert reading.article_count() == 1
        assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_file_of_an_older_program_is_looked_at_as_it_is(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        path = made.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with looking_into(path) as reading:
        assert reading.article_count() == 1
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_who_has_it_open_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting, "_BUSY_S", 0.05)
    with project(tmp_path, article()) as made:
        path = made.path
    with opener(path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(AnnotatorError, match="is open in another window"), alone(path):
            pytest.fail("somebody has it open")
        other.communicate("\n")
    with alone(path):
        pass
    with Project.open(path, ANN) as opened:
        assert [one.title for one in opened.reading.records(Story)] == ["theirs"]


def test_all_is_in_the_one_file_also_of_who_was_killed(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        path = made.path
    with opener(path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        made = Project.open(path, ANN)
        made.perform(acts.make_story("in the log"))
        other.kill()
        made._store._detach()  # as if killed, too: the log stays
    with alone(path):
        assert [one.name for one in tmp_path.iterdir()] == [path.name]
        moved = path.rename(tmp_path / "moved")
    with looking_into(moved) as reading:
        assert [one.title for one in reading.records(Story)] == ["in the log"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="sees what a process has open")
def test_who_opens_a_project_in_the_moment_when_it_is_moved_is_told(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        path = made.path
        made.reading.copy_to(tmp_path / "new")
    with ExitStack() as first:
        first.enter_context(alone(path))
        with opener(path) as other:
            try:
                _wait_until_open(other.pid, path)
                path.rename(tmp_path / "aside")
                (tmp_path / "new").rename(path)
                first.close()
                told, _ = other.communicate("\n")
            finally:
                other.kill()
    assert "cannot be written" in told
    for file in (path, tmp_path / "aside"):
        with looking_into(file) as reading:
            assert list(reading.records(Story)) == []
            assert reading.integrity() == []
    assert len([*tmp_path.iterdir()]) == 2


def _wait_until_open(pid: int, path: Path) -> None:
    start = monotonic()
    while monotonic() - start < 20:
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                if opened.readlink() == path:
                    return
    pytest.fail("it was not opened")


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_is_too_damaged_for_sqlite_is_kept_from_others_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting, "_BUSY_S", 0.05)
    with project(tmp_path, article()) as made:
        path = made.path
    with opener(path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        content = path.read_bytes()
        path.write_bytes(b"\xaa" * len(content))
        with pytest.raises(AnnotatorError, match="is open in another window"), alone(path):
            pytest.fail("somebody has it open")
        other.kill()
    with alone(path):
        path.rename(tmp_path / "aside")
    assert (tmp_path / "aside").read_bytes() == b"\xaa" * len(content)
