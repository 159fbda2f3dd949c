"""Nothing that this process does with files lets another process delete our write-ahead log.

A process loses all POSIX locks on a file when it closes any descriptor of it; the next process to
close the project then takes itself for the last and deletes the log under whoever writes on.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Story
from annotator.core.progress import SILENT
from annotator.formats.contract import WriteOptions
from annotator.project import exchange
from annotator.project.exchange import ImportOptions
from annotator.project.project import Project
from tests.build import ANN, BEN, article, project

_OTHER = """
import sys
from pathlib import Path
from annotator.core import acts
from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder
from annotator.project.project import Project

with Project.open(Path(sys.argv[1]), Coder(uid="other", name="other")) as project:
    for number in range(30):
        project.perform(acts.make_story(f"other {number}"))
"""


def export(made: Project) -> None:
    exchange.take_out_apart(made.path, "csv", made.path.parent / "out", WriteOptions(), SILENT)


def import_itself(made: Project) -> None:
    options = ImportOptions()
    counts = exchange.bring_in_apart(made.path, made.session, ANN, [made.path], options, SILENT)
    assert "This is the project itself" in str(counts.problems[0])


def ask_for_a_file(made: Project) -> None:
    with made.released():
        _look_at_every_file(made)
        _other_process(made.path)
        assert not made.refresh()
        made.checkpoint()


def _look_at_every_file(made: Project) -> None:
    for file in made.path.parent.glob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                opened.read(100)


@pytest.mark.parametrize("harm", [export, import_itself, ask_for_a_file])
def test_no_edit_of_two_processes_is_lost(tmp_path: Path, harm: Callable[[Project], None]) -> None:
    made = project(tmp_path)
    for number in range(30):
        made.perform(acts.make_story(f"before {number}"))
    harm(made)
    _other_process(made.path)
    assert made.refresh()
    for number in range(30):
        made.perform(acts.make_story(f"after {number}"))
    _other_process(made.path)
    made.refresh()
    made.close()
    with Project.open(made.path, ANN) as again:
        titles = [story.title for story in again.reading.records(Story)]
        assert sorted(titles) == sorted(
            [f"{when} {number}" for when in ("before", "after") for number in range(30)]
            + [f"other {number}" for number in range(30)] * (3 if harm is ask_for_a_file else 2)
        )
        assert again.reading.integrity() == []


def test_a_log_that_is_gone_is_told_and_all_that_was_saved_is_there(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.perform(acts.make_story("before"))
    _look_at_every_file(made)  # what no part of the program does
    _other_process(made.path)
    for attempt in (made.refresh, lambda: made.perform(acts.make_story("lost"))):
        with pytest.raises(AnnotatorError, match="open it again"):
            attempt()
    made.close()
    _other_process(made.path)
    with Project.open(made.path, ANN) as again:
        again.perform(acts.make_story("after"))
        titles = {story.title for story in again.reading.records(Story)}
        assert titles == {"before", "after", *(f"other {number}" for number in range(30))}
        assert again.reading.integrity() == []


def test_another_file_in_its_place_is_not_taken_for_the_project(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.perform(acts.make_story("first"))
    made.checkpoint()
    copy = tmp_path / "copy"
    shutil.copy(made.path, copy)
    with Project.open(copy, BEN) as other:
        other.forget_history()
        other.perform(acts.make_story("theirs"))
    with pytest.raises(AnnotatorError, match="replaced by another file"), made.released():
        copy.replace(made.path)
    made.close()


def test_nobody_undoes_what_stands_in_the_log_for_somebody_else(tmp_path: Path) -> None:
    with project(tmp_path) as made, Project.open(made.path, BEN) as other:
        other.perform(acts.make_story("theirs"))
        made._history.record(other._store.last_entry(), Kind.STORY, None)
        with pytest.raises(AnnotatorError, match="somebody else did it"):
            made.undo()
        assert made.next_undo is None


def test_an_import_undone_in_another_window_leaves_the_rest_to_be_undone(tmp_path: Path) -> None:
    with project(tmp_path) as made:
        made.perform(acts.make_story("first"))
        made.bring_in([article()])
        with Project.open(made.path, ANN) as other:
            other.undo()
        with pytest.raises(AnnotatorError, match="worked on since"):
            made.undo()
        assert made.undo() is not None
        assert list(made.reading.records(Story)) == []


def _other_process(path: Path) -> None:
    subprocess.run([sys.executable, "-c", _OTHER, str(path)], check=True)


def test_a_project_that_is_moved_away_is_not_written_on(tmp_path: Path) -> None:
    with project(tmp_path, article()) as opened:
        there = opened.path
        away = there.rename(tmp_path / "elsewhere.annotator")
        with pytest.raises(AnnotatorError, match="moved or deleted"):
            opened.perform(acts.make_story("Ferries"))
        with pytest.raises(AnnotatorError, match="moved or deleted"):
            opened.refresh()
        away.rename(there)
        opened.perform(acts.make_story("Ferries"))
        assert [story.title for story in opened.reading.records(Story)] == ["Ferries"]
