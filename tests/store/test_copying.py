"""A copy is all of a project at one moment, in one sound file; or there is none."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from typing_extensions import override

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Story
from annotator.core.progress import Cancelled, Progress
from annotator.project.project import Project
from annotator.store import copying
from annotator.store.asking import Asking
from annotator.store.resting import looking_into
from tests.build import ANN, BEN, article, project
from tests.store.test_store import small_files


class When(Progress):
    """Does something at the first report."""

    def __init__(self, then: Callable[[], object]) -> None:
        self._then: Callable[[], object] | None = then

    @override
    def report(self, done: int, of: int) -> None:
        then, self._then = self._then, None
        if then:
            then()


def stories(path: Path) -> list[str]:
    with looking_into(path) as reading:
        return [story.title for story in reading.records(Story)]


def large(folder: Path) -> Project:
    """Make a project of some megabytes, which is not copied in one go."""
    return project(folder, *(article(f"Text {n}\n\n" + "word " * 20_000) for n in range(40)))


def test_a_copy_is_one_file_that_holds_what_is_in_the_log_too(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        made.perform(acts.make_story("saved a moment ago"))
        made.reading.copy_to(tmp_path / "copy.annotator")
        assert sorted(one.name for one in tmp_path.iterdir() if "copy" in one.name) == [
            "copy.annotator"
        ]
        copy = tmp_path / "elsewhere" / "copy.annotator"
        copy.parent.mkdir()
        without_log = b"\x01\x01"
        assert (tmp_path / "copy.annotator").read_bytes()[18:20] == without_log
        (tmp_path / "copy.annotator").rename(copy)
        with Project.open(copy, ANN) as opened:
            assert opened.uid == made.uid
            assert [*opened.reading.articles()] == [*made.reading.articles()]
            opened.undo()
            assert list(opened.reading.records(Story)) == []
            assert opened.reading.integrity() == []


def test_what_others_write_meanwhile_is_not_torn_into_the_copy(tmp_path: Path) -> None:
    with large(tmp_path) as made, Project.open(made.path, BEN) as other:
        made.perform(acts.make_story("before"))
        made.reading.copy_to(
            tmp_path / "copy", When(lambda: other.perform(acts.make_story("meanwhile")))
        )
        assert stories(tmp_path / "copy") == ["before"]
        made.perform(acts.make_story("after"))
        assert made.refresh()


_WRITER = """
import sys
from pathlib import Path
from annotator.core import acts
from annotator.core.model import Coder
from annotator.project.project import Project

with Project.open(Path(sys.argv[1]), Coder(uid="other", name="other")) as project:
    for number in range(100_000):
        project.perform(acts.make_story(str(number)))
        print(number, flush=True)
"""


def test_copies_beside_a_process_that_never_stops_writing_are_whole(tmp_path: Path) -> None:
    with (
        large(tmp_path) as made,
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(made.path)], stdout=subprocess.PIPE, text=True
        ) as writer,
    ):
        try:
            assert writer.stdout is not None
            for number in range(4):
                written = int(writer.stdout.readline())
                copy = tmp_path / f"copy {number}"
                made.reading.copy_to(copy)
                there = stories(copy)
                assert there == [str(n) for n in range(len(there))]
                assert len(there) > written
                with looking_into(copy) as reading:
                    assert reading.integrity() == []
        finally:
            writer.kill()


def in_rollback_mode(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    return connection


def test_without_a_write_ahead_log_a_copy_begins_anew_when_somebody_writes(tmp_path: Path) -> None:
    with large(tmp_path) as made:
        path = made.path
    with closing(in_rollback_mode(path)) as one, closing(in_rollback_mode(path)) as other:
        write = "INSERT INTO story (uid, title, notes) VALUES ('s', 'meanwhile', '')"
        asking = Asking(Database(one), path, read_only=False)
        copying.copy(asking, tmp_path / "copy", When(lambda: other.execute(write)))
    assert stories(tmp_path / "copy") == ["meanwhile"]


def test_a_copy_that_others_never_let_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PATIENCE_S", 0)
    with large(tmp_path) as made:
        path = made.path

    class Always(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            other.execute("UPDATE meta SET value = value || ' '")

    with closing(in_rollback_mode(path)) as one, closing(in_rollback_mode(path)) as other:
        asking = Asking(Database(one), path, read_only=False)
        with pytest.raises(AnnotatorError, match=r"writes to .* all the time"):
            copying.copy(asking, tmp_path / "copy", Always())
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_cancelled_copy_leaves_what_was_there(tmp_path: Path) -> None:
    def cancel() -> None:
        raise Cancelled("Cancelled.")

    with large(tmp_path) as made:
        (tmp_path / "copy").write_text("something else")
        with pytest.raises(Cancelled):
            made.reading.copy_to(tmp_path / "copy", When(cancel))
        assert (tmp_path / "copy").read_text() == "something else"
        made.perform(acts.make_story("goes on"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy", made.path.name]


def test_a_copy_can_be_cancelled_while_it_is_checked(tmp_path: Path) -> None:
    class Late(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            if (done, of) == (1, 1):
                raise Cancelled("Cancelled.")

    with large(tmp_path) as made, pytest.raises(Cancelled):
        made.reading.copy_to(tmp_path / "copy", Late())
    assert [one.name for one in tmp_path.iterdir()] == [made.path.name]


def test_the_project_itself_is_no_target(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        (tmp_path / "link").symlink_to(made.path)
        os.link(made.path, tmp_path / "second name")
        for name in (made.path.name, "link", "second name"):
            with pytest.raises(AnnotatorError, match="is the project itself"):
                made.reading.copy_to(tmp_path / name)
        for end in copying.BESIDE:
            with pytest.raises(AnnotatorError, match="belongs to the project itself"):
                made.reading.copy_to(made.path.with_name(made.path.name + end))
        made.perform(acts.make_story("unharmed"))
    assert stories(made.path) == ["unharmed"]


def test_what_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    refused = {
        tmp_path / "folder": "is not a file",
        tmp_path / "nowhere" / "copy": "cannot be written .No such file",
        tmp_path / "file" / "copy": "cannot be written .Not a directory",
        tmp_path / ("x" * 300): "cannot be written .File name too long",
    }
    with project(tmp_path) as made:
        before = {one.name for one in tmp_path.iterdir()}
        for path, words in refused.items():
            with pytest.raises(AnnotatorError, match=words):
                made.reading.copy_to(path)
        assert {one.name for one in tmp_path.iterdir()} == before


def test_a_project_that_somebody_has_open_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    with (
        project(tmp_path, article()) as made,
        project(tmp_path / "theirs") as theirs,
        pytest.raises(AnnotatorError, match="is open in a window"),
    ):
        made.reading.copy_to(theirs.path)
    made = Project.open(made.path, ANN)
    made.reading.copy_to(theirs.path)  # nobody has it open now
    made.close()
    with looking_into(theirs.path) as reading:
        assert reading.article_count() == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with project(tmp_path) as made:
        made.reading.copy_to(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert stories(tmp_path / "target") == []


@pytest.mark.parametrize("largest", [0, 4096, 300_000])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, largest: int) -> None:
    with large(tmp_path) as made:
        (tmp_path / "copy").write_text("something else")
        with (
            small_files(largest),
            pytest.raises(AnnotatorError, match=r"copy cannot be written .* disk is not full"),
        ):
            made.reading.copy_to(tmp_path / "copy")
        assert (tmp_path / "copy").read_text() == "something else"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy", made.path.name]


def test_what_is_damaged_is_not_copied(tmp_path: Path) -> None:
    with large(tmp_path) as made:
        path = made.path
    content = bytearray(path.read_bytes())
    content[1_000_000:1_040_000] = b"\xaa" * 40_000  # where it is not read on opening
    path.write_bytes(content)
    with (
        Project.open(path, ANN) as opened,
        pytest.raises(AnnotatorError, match=r"test\.annotator is damaged"),
    ):
        opened.reading.copy_to(tmp_path / "copy")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_what_refers_to_nothing_is_not_copied(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        path = made.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE article SET story_id = 77")
    with (
        looking_into(path) as reading,
        pytest.raises(AnnotatorError, match="refers to what is not there"),
    ):
        reading.copy_to(tmp_path / "copy")


@pytest.mark.parametrize(("given", "kept"), [(0o640, 0o640), (0o600, 0o600), (0o444, 0o644)])
def test_a_copy_is_for_whom_the_project_is_and_for_its_maker(
    tmp_path: Path, given: int, kept: int
) -> None:
    with project(tmp_path) as made:
        made.path.chmod(given)
        made.reading.copy_to(tmp_path / "copy")
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == kept


# Everything is imported before the rights go: the interpreter itself may lie in root's home.
_AS_NOBODY = """
import os
import sys
from pathlib import Path
from sqlite_utils import Database
from annotator.core.errors import AnnotatorError
from annotator.project.project import Project
from annotator.core.model import Coder

Database(memory=True).close()
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
with Project.open(Path(sys.argv[1]), Coder(uid="c", name="c")) as project:
    for to in sys.argv[2:]:
        try:
            project.reading.copy_to(Path(to))
            print("copied", os.access(to, os.W_OK))
        except AnnotatorError as error:
            print(error)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give its rights away")
def test_who_may_only_read_a_project_gets_a_copy_of_their_own(tmp_path: Path) -> None:
    folder = Path("/var/tmp") / tmp_path.name  # others may not enter tmp_path
    (folder / "theirs").mkdir(parents=True)
    try:
        with project(folder, article()) as made:
            path = made.path
        path.chmod(0o644)
        (folder / "theirs").chmod(0o777)
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, path, folder / "theirs" / "copy", folder / "copy"],
            capture_output=True,
            text=True,
            check=True,
        )
        first, second = done.stdout.splitlines()
        assert first == "copied True"
        assert "copy cannot be written (Permission denied)" in second
        assert [one.name for one in (folder / "theirs").iterdir()] == ["copy"]
        assert len([*folder.iterdir()]) == 2
    finally:
        shutil.rmtree(folder)


_KILLED = """
import sys
from pathlib import Path
from annotator.core.progress import Progress
from annotator.core.model import Coder
from annotator.project.project import Project

class Stop(Progress):
    def report(self, done, of):
        if done > of // 2:
            print("half", flush=True)
            sys.stdin.read()

project = Project.open(Path(sys.argv[1]), Coder(uid="c", name="c"))
project.reading.copy_to(Path(sys.argv[2]), Stop())
"""


def test_a_copy_whose_program_is_killed_is_none(tmp_path: Path) -> None:
    with large(tmp_path) as made:
        path = made.path
    copy = tmp_path / "copy"
    copy.write_text("something else")
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, path, copy],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "half\n"
        child.kill()
    assert copy.read_text() == "something else"
    assert all(one.name.startswith((".", "copy", path.name)) for one in tmp_path.iterdir())
    with Project.open(path, ANN) as opened:
        opened.reading.copy_to(copy)
    assert stories(copy) == []
