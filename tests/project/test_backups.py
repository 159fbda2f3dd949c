"""Backups are whole or not there, the newest stay, and going back to one loses nothing."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import time

import pytest
from typing_extensions import override

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Story
from annotator.core.progress import SILENT, Cancelled, Progress
from annotator.project import backups
from annotator.project.backups import Backup, go_back, make_backup
from annotator.project.project import Project
from annotator.store import resting
from annotator.store.resting import looking_into
from tests.build import ANN, BEN, article, project
from tests.store.test_store import small_files


def stories(path: Path) -> list[str]:
    with looking_into(path) as reading:
        return [story.title for story in reading.records(Story)]


def worked(folder: Path, *titles: str) -> Path:
    """Make a project in which a story is made, and a backup taken, for each title."""
    with project(folder, article()) as made:
        for title in titles:
            made.perform(acts.make_story(title))
            assert make_backup(made, 5)
    return made.path


def all_files(folder: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_backup_holds_all_and_says_when_it_was_made(tmp_path: Path) -> None:
    before = datetime.now().replace(microsecond=0)
    with project(tmp_path, article("Ferry strike")) as made:
        made.perform(acts.make_story("Strike"))
        backup = make_backup(made, 5)
        assert backup is not None
        assert backups.backups(made.path) == [backup]
        assert before <= backup.at <= datetime.now()
        assert backup.size == backup.path.stat().st_size
        assert re.fullmatch(r"test \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.annotator", backup.path.name)
        assert backup.path.parent == tmp_path / "test backups" == backups.folder_of(made.path)
        assert backups.contents(backup) == ("test", 1, 0)
        with Project.open(backup.path, ANN) as opened:
            assert opened.uid == made.uid
            opened.undo()
            assert list(opened.reading.records(Story)) == []


def test_nothing_is_made_where_all_is_backed_up(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        made.perform(acts.make_story("first"))
        assert make_backup(made, 5)
        assert make_backup(made, 5) is None
        made.undo()
        assert make_backup(made, 5), "what was undone is another state, with a redo"
        with Project.open(made.path, BEN) as other:
            assert make_backup(other, 5) is None
            other.perform(acts.make_story("theirs"))
        assert make_backup(made, 5)
    with Project.open(made.path, ANN) as again:
        assert make_backup(again, 5) is None, "also after a restart"
    assert backups.make_backup_apart(made.path, 5, SILENT) is None
    assert len(backups.backups(made.path)) == 3


def test_a_project_in_which_nobody_has_done_anything_needs_no_backup(tmp_path: Path) -> None:
    with project(tmp_path) as made:
        assert make_backup(made, 5) is None
        assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == []


def test_an_emptied_log_does_not_hide_what_differs(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        path = made.path
        assert make_backup(made, 5), "an imported article, and no log"
        assert make_backup(made, 5) is None
        made.perform(acts.make_story("first"))
        start = make_backup(made, 5)
        assert start
        made.undo()
        made.forget_history()
        assert make_backup(made, 5), "the log is gone"
        assert make_backup(made, 5) is None
    go_back(path, start)
    with Project.open(path, ANN) as made:
        made.perform(acts.make_story("another second step"))
        made.forget_history()
        assert make_backup(made, 5), "as many steps as were forgotten before, but others"
        assert make_backup(made, 5) is None


def test_looking_at_a_backup_that_is_open_here_costs_it_no_lock(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        start = make_backup(made, 5)
        assert start
        with Project.open(start.path, ANN):
            assert make_backup(made, 5) is None
            # Another process takes a file that nobody has locked for closed, and tidies up.
            look = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM meta')"
            subprocess.run([sys.executable, "-c", look, start.path], check=True)
            assert start.path.with_name(f"{start.path.name}-wal").exists()


def test_the_newest_stay_and_files_of_others_too(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        folder = backups.folder_of(made.path)
        folder.mkdir()
        foreign = [
            folder / "notes.txt",
            folder / "test 2020-01-01 10.00.00.txt",
            folder / "test 2020-01-01 10.00.00.annotator",  # a name like ours
            folder / "test 2020-13-01 10.00.00.annotator",
            folder / "test2 2020-01-01 10.00.00.annotator",
            folder / "copy of test 2020-01-01 10.00.00.annotator",
        ]
        for file in foreign:
            file.write_text("mine")
        (folder / "test 2020-01-02 10.00.00.annotator").mkdir()
        (folder / "test 2020-01-03 10.00.00.annotator").write_text("")
        for number in range(7):
            made.perform(acts.make_story(str(number)))
            assert make_backup(made, 5)
        own = [one for one in backups.backups(made.path) if one.path not in foreign]
        assert [stories(one.path)[-1] for one in own] == ["6", "5", "4", "3", "2"]
        assert {one.path for one in backups.backups(made.path)} - {one.path for one in own} == {
            foreign[2]
        }
        assert all(file.read_text() == "mine" for file in foreign)
        make_backup(made, 1)  # nothing has changed
        assert len(backups.backups(made.path)) == 6
        made.perform(acts.make_story("last"))
        make_backup(made, 1)
        left = [one.path for one in backups.backups(made.path)]
        assert len(left) == 2
        assert stories(left[0])[-1] == "last"


def test_the_backups_of_a_project_that_had_the_name_before_are_not_pruned(tmp_path: Path) -> None:
    path = worked(tmp_path, "first", "second")
    path.unlink()
    with project(tmp_path, article()) as made:
        for number in range(3):
            made.perform(acts.make_story(str(number)))
            assert make_backup(made, 1)
    found = backups.backups(path)
    assert [stories(one.path)[-1] for one in found] == ["2", "second", "first"]
    with pytest.raises(AnnotatorError, match="a backup of another project"):
        go_back(path, found[1])
    assert stories(path) == ["0", "1", "2"]


def test_a_clock_that_was_put_back_does_not_cost_the_newest(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (first,) = backups.backups(path)
    tomorrow = datetime.now() + timedelta(days=1)
    first.path.rename(first.path.with_name(f"test {tomorrow:%Y-%m-%d %H.%M.%S}.annotator"))
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("second"))
        made = make_backup(opened, 1)
    assert made
    assert backups.backups(path) == [made]


def test_a_backup_that_somebody_works_in_is_not_pruned(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (first,) = backups.backups(path)
    with Project.open(first.path, BEN) as theirs, Project.open(path, ANN) as made:
        theirs.perform(acts.make_story("theirs"))
        made.perform(acts.make_story("second"))
        make_backup(made, 1)
        theirs.perform(acts.make_story("theirs, too"))
    assert stories(first.path) == ["first", "theirs", "theirs, too"]


def test_a_backup_that_fails_costs_none_of_the_others(tmp_path: Path) -> None:
    path = worked(tmp_path, "first", "second")
    before = all_files(backups.folder_of(path))
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("third"))
        with small_files(20_000), pytest.raises(AnnotatorError, match="disk is not full"):
            make_backup(opened, 1)
        assert all_files(backups.folder_of(path)) == before
        assert make_backup(opened, 1)
    assert len(backups.backups(path)) == 1


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "test backups").write_text("mine")
    with project(tmp_path, article()) as made:
        assert backups.backups(made.path) == []
        with pytest.raises(AnnotatorError, match=r"There can be no backups in .*test backups"):
            make_backup(made, 5)
    assert (tmp_path / "test backups").read_text() == "mine"


def test_whichever_link_a_project_is_opened_by_its_backups_are_the_same(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (tmp_path / "desktop").mkdir()
    link = tmp_path / "desktop" / "shortcut.annotator"
    link.symlink_to(path)
    with Project.open(link, ANN) as opened:
        assert make_backup(opened, 5) is None
    assert backups.backups(link) == backups.backups(path) != []


def test_names_that_mean_something_elsewhere_are_names(tmp_path: Path) -> None:
    path = tmp_path / "a (b) [c].+ 100%?.x"
    with Project.create(path, ANN) as made:
        made.perform(acts.make_story("first"))
        assert make_backup(made, 5)
    (backup,) = backups.backups(path)
    go_back(path, backup)
    assert len(backups.backups(path)) == 2


_KILLED = """
import sys
from pathlib import Path
from annotator.core.progress import Progress
from annotator.core.model import Coder
from annotator.project import backups

class Stop(Progress):
    def report(self, done, of):
        print("half", flush=True)
        sys.stdin.read()

backups.make_backup_apart(Path(sys.argv[1]), 1, Stop())
"""


def test_a_kill_in_the_middle_costs_no_backup_and_leaves_no_half_one(tmp_path: Path) -> None:
    path = worked(tmp_path, "first", "second")
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("third"))
    before = backups.backups(path)
    with child(_KILLED, path) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "half\n"
        running.kill()
    assert backups.backups(path) == before
    left = [one for one in backups.folder_of(path).iterdir() if one.suffix == ".part"]
    assert len(left) == 1
    with Project.open(path, ANN) as opened:
        assert make_backup(opened, 5)
        assert left[0].exists(), "it may be of another window that is at it"
        os.utime(left[0], (time() - 2 * 24 * 3600,) * 2)
        opened.perform(acts.make_story("fourth"))
        assert make_backup(opened, 5)
    assert not left[0].exists()
    assert [stories(one.path)[-1] for one in backups.backups(path)] == [
        "fourth", "third", "second", "first",
    ]  # fmt: skip


@contextmanager
def child(program: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_going_back_loses_nothing_and_can_be_taken_back(tmp_path: Path) -> None:
    path = worked(tmp_path, "first", "second")
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("not backed up"))
    first = backups.backups(path)[-1]
    aside = go_back(path, first)
    assert aside is not None
    assert aside.is_set_aside
    assert aside.path.name.startswith("test before going back 20")
    assert aside in backups.backups(path)
    assert stories(aside.path) == ["first", "second", "not backed up"]
    with Project.open(path, ANN) as opened:
        assert [one.title for one in opened.reading.records(Story)] == ["first"]
        assert opened.undo() is not None, "the history came with it"
        opened.redo()
        opened.perform(acts.make_story("another way"))
    again = go_back(path, aside)
    assert again is not None
    assert stories(path) == ["first", "second", "not backed up"]
    assert stories(again.path) == ["first", "another way"]
    with Project.open(path, ANN) as opened:
        opened.undo()
        assert opened.redo() is not None
        assert opened.reading.integrity() == []
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


def test_what_was_set_aside_is_never_pruned(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    for _ in range(3):
        go_back(path, backups.backups(path)[-1])
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("second"))
        make_backup(opened, 1)
    found = backups.backups(path)
    assert [one.is_set_aside for one in found].count(True) == 3
    assert [stories(one.path) for one in found if not one.is_set_aside] == [["first", "second"]]


def test_looking_around_among_backups_costs_none_of_them(tmp_path: Path) -> None:
    path = worked(tmp_path, *"abcde")
    found = backups.backups(path)
    for backup in found:
        go_back(path, backup)
        with Project.open(path, ANN) as opened:
            assert make_backup(opened, 5) is None
    assert set(found) <= set(backups.backups(path))


_OTHER = """
import sys
from pathlib import Path
from annotator.core import acts
from annotator.core.model import Coder
from annotator.project.project import Project

project = Project.open(Path(sys.argv[1]), Coder(uid="other", name="other"))
for line in sys.stdin:
    project.perform(acts.make_story(line.strip()))
    print("done", flush=True)
"""


def tell(running: subprocess.Popen[str], title: str) -> None:
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(f"{title}\n")
    running.stdin.flush()
    assert running.stdout.readline() == "done\n"


def test_nobody_goes_back_under_another_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting, "_BUSY_S", 0.05)
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    with child(_OTHER, path) as other:
        tell(other, "theirs")
        with pytest.raises(AnnotatorError, match="is open in another window"):
            go_back(path, backup)
        tell(other, "theirs, too")
    assert backups.backups(path) == [backup]
    go_back(path, backup)  # the other was killed, so its log is still there
    assert stories(path) == ["first"]
    assert stories(backups.backups(path)[0].path) == ["first", "theirs", "theirs, too"]
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


def damage(path: Path, start: int = 0, end: int | None = None) -> None:
    content = bytearray(path.read_bytes())
    stop = end or len(content)
    content[start:stop] = b"\xaa" * (stop - start)
    path.write_bytes(content)


def test_going_back_can_be_cancelled(tmp_path: Path) -> None:
    path = worked(tmp_path, "first", "second")
    before = all_files(tmp_path)

    class Impatient(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            raise Cancelled("Enough.")

    with pytest.raises(Cancelled):
        go_back(path, backups.backups(path)[-1], Impatient())
    assert all_files(tmp_path) == before


@pytest.mark.parametrize("start", [0, 5000])
def test_a_damaged_backup_is_refused_and_all_stays(tmp_path: Path, start: int) -> None:
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    damage(backup.path, start)
    before = all_files(tmp_path)
    with pytest.raises(AnnotatorError, match=r"(is damaged|is not a project)"):
        go_back(path, backup)
    assert all_files(tmp_path) == before


def test_a_backup_that_went_away_is_told(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    backup.path.unlink()
    with pytest.raises(AnnotatorError, match="no longer there"):
        go_back(path, backup)
    assert stories(path) == ["first"]


@pytest.mark.parametrize("start", [0, 100, 5000])
def test_a_damaged_project_is_what_one_goes_back_from(tmp_path: Path, start: int) -> None:
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    with child(_OTHER, path) as other:
        tell(other, "theirs")
        other.kill()
    damage(path, start)
    beside = {one.name for one in tmp_path.iterdir()} - {path.name, "test backups"}
    assert beside == {"test.annotator-wal", "test.annotator-shm"}
    aside = go_back(path, backup)
    assert stories(path) == ["first"]
    assert aside is not None
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]
    with Project.open(path, ANN) as opened:
        assert opened.reading.integrity() == []


def test_what_is_no_project_any_more_is_kept_byte_for_byte(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    damage(path)
    damaged = path.read_bytes()
    aside = go_back(path, backup)
    assert aside is not None
    assert aside.path.read_bytes() == damaged
    assert stories(path) == ["first"]


def test_a_project_that_was_deleted_comes_back(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    with child(_OTHER, path) as other:
        tell(other, "theirs")
        other.kill()
    path.unlink()  # but not the log of who was killed, which is of no use without it
    assert go_back(path, backup) is None
    assert stories(path) == ["first"]
    kept = [one.name for one in backups.folder_of(path).iterdir() if one.suffix != ".annotator"]
    assert sorted(name[-4:] for name in kept) == ["-shm", "-wal"]
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


@pytest.mark.parametrize("linking", [True, False])
def test_going_back_that_fails_at_the_last_step_undoes_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linking: bool
) -> None:
    path = worked(tmp_path, "first")
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("second"))
    (backup,) = backups.backups(path)
    before = all_files(tmp_path)

    def fail(*_: object) -> Path:
        raise OSError(5, "Input/output error")

    replace = Path.replace

    def fail_at_last(part: Path, target: Path) -> Path:
        return fail() if target == path else replace(part, target)

    if not linking:
        monkeypatch.setattr(os, "link", fail)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail_at_last)
        with pytest.raises(AnnotatorError, match="Input/output error"):
            go_back(path, backup)
    with Project.open(path, ANN):
        pass
    after = all_files(tmp_path)
    assert after.keys() == before.keys()
    assert stories(path) == ["first", "second"]
    assert go_back(path, backup) is not None
    assert stories(path) == ["first"]
    assert stories(backups.backups(path)[0].path) == ["first", "second"]


def test_a_second_name_that_a_power_cut_left_is_no_backup(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    found = backups.backups(path)
    second = backups.folder_of(path) / "test before going back 2026-11-22 14.03.11.annotator"
    os.link(path, second)
    assert backups.backups(path) == found
    with Project.open(path, ANN) as opened:
        opened.perform(acts.make_story("second"))
        make_backup(opened, 5)
    assert not second.exists()
    assert stories(path) == ["first", "second"]


def test_a_copy_of_a_backup_leaves_it_as_it_is(tmp_path: Path) -> None:
    path = worked(tmp_path, "first", "second")
    backup = backups.backups(path)[-1]
    before = all_files(tmp_path)
    backups.copy_of(backup, tmp_path / "then.annotator")
    assert stories(tmp_path / "then.annotator") == ["first"]
    with Project.open(tmp_path / "then.annotator", ANN) as opened:
        opened.perform(acts.make_story("elsewhere"))
    assert before.items() <= all_files(tmp_path).items()


def test_a_copy_of_an_open_project_holds_what_was_saved_a_moment_ago(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        made.perform(acts.make_story("a moment ago"))
        backups.copy_apart(made.path, tmp_path / "copy.annotator", SILENT)
        made.perform(acts.make_story("after"))
    assert stories(tmp_path / "copy.annotator") == ["a moment ago"]


def test_colleagues_may_use_each_others_backups(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o2775)
    with project(tmp_path / "shared", article()) as made:
        made.path.chmod(0o664)
        backup = make_backup(made, 5)
    assert backup is not None
    assert backup.path.stat().st_mode & 0o777 == 0o664
    assert backup.path.parent.stat().st_mode & 0o7777 == 0o2775


# Everything is imported before the rights go: the interpreter itself may lie in root's home.
_AS_NOBODY = """
import os
import sys
from pathlib import Path
from sqlite_utils import Database
from annotator.core.errors import AnnotatorError
from annotator.core.progress import SILENT
from annotator.project import backups

Database(memory=True).close()
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
path = Path(sys.argv[1])
for attempt in (
    lambda: backups.make_backup_apart(path, 5, SILENT),
    lambda: backups.go_back(path, backups.backups(path)[0]),
):
    try:
        attempt()
    except AnnotatorError as error:
        print(error)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give its rights away")
@pytest.mark.parametrize("protected", ["project", "backups"])
def test_where_one_may_not_write_nothing_happens_but_a_sentence(
    tmp_path: Path, protected: str
) -> None:
    folder = Path("/var/tmp") / tmp_path.name  # others may not enter tmp_path
    folder.mkdir()
    try:
        path = worked(folder, "first")
        with Project.open(path, ANN) as opened:
            opened.perform(acts.make_story("second"))
        for file in (path, backups.backups(path)[0].path):
            file.chmod(0o666)
        folder.chmod(0o755 if protected == "project" else 0o777)
        backups.folder_of(path).chmod(0o777 if protected == "project" else 0o755)
        if protected == "project":
            path.chmod(0o644)
        before = all_files(folder)
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(path)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        sentences = done.stdout.splitlines()
        assert "Check that" in sentences[-1] or "check that" in sentences[-1]
        if protected == "backups":
            assert len(sentences) == 2
            assert all_files(folder).keys() == before.keys()
            assert stories(path) == ["first", "second"]
        else:
            assert len(sentences) == 1, "what one may read one may back up"
            assert before.items() <= all_files(folder).items()
    finally:
        shutil.rmtree(folder)


def test_the_size_of_a_list_is_read_without_opening_a_file(tmp_path: Path) -> None:
    path = worked(tmp_path, "first")
    (backup,) = backups.backups(path)
    damage(backup.path)
    assert backups.backups(path) == [backup]
    assert isinstance(backup, Backup)
    with pytest.raises(AnnotatorError, match="is not a project"):
        backups.contents(backup)
