"""Nothing that this process does with files lets another process delete our write-ahead log.

A process loses all POSIX locks on a file when it closes any descriptor of it; the next process to
close the project then takes itself for the last and deletes the log under whoever writes on.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.model import Story
from annotator.core.progress import SILENT
from annotator.formats.contract import WriteOptions
from annotator.project import exchange
from annotator.project.exchange import ImportOptions
from annotator.project.project import Project
from tests.build import ANN, project

_OTHER = """
import sys
from pathlib import Path
from annotator.core import acts
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
        assert not made.refresh()
        made.checkpoint()


def look_without_asking(made: Project) -> None:
    """Do what no part of the program does; the deleted log is noticed all the same."""
    _look_at_every_file(made)


def _look_at_every_file(made: Project) -> None:
    for file in made.path.parent.glob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                opened.read(100)


@pytest.mark.parametrize("harm", [export, import_itself, ask_for_a_file, look_without_asking])
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
            + [f"other {number}" for number in range(30)] * 2
        )
        assert again.reading.integrity() == []


def _other_process(path: Path) -> None:
    subprocess.run([sys.executable, "-c", _OTHER, str(path)], check=True)
