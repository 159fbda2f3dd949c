"""What is refused on opening, in which words, and that nothing is harmed by it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store.marks import VERSION
from tests.build import ANN, SCHEME, article, project


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_what_is_no_project_is_refused_in_words(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    refused = {
        tmp_path / "nowhere.annotator": "There is no project",
        tmp_path: "is a folder",
        written(tmp_path, "empty", b""): "is empty",
        written(tmp_path, "note.txt", b"Some text that is long enough."): "is not a project",
        foreign: "of another program",
        written(tmp_path, "cut", b"SQLite format 3\x00"): "is not a project",
    }
    for path, words in refused.items():
        with pytest.raises(AnnotatorError, match=words):
            Project.open(path, ANN)


def test_a_damaged_project_is_told_and_left_alone(tmp_path: Path) -> None:
    made = project(tmp_path, *(article(f"Text {n}\n\n" + "word " * 2000) for n in range(20)))
    made.close()
    content = bytearray(made.path.read_bytes())
    content[5000:60000] = b"\xaa" * 55000
    made.path.write_bytes(content)
    with pytest.raises(AnnotatorError, match="is damaged"):
        _read_all(made.path)
    assert made.path.read_bytes() == bytes(content)


def test_a_project_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.close()
    with sqlite3.connect(made.path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(AnnotatorError, match="made by a newer Annotator"):
        Project.open(made.path, ANN)


def test_a_project_of_an_older_program_is_copied_before_it_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.annotator"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {0x416E6E6F}")
    connection.execute("VACUUM")
    connection.close()
    with Project.open(path, ANN) as opened:
        assert opened.reading.article_count() == 0
    assert len(list(tmp_path.glob("old before update *.annotator"))) == 1


def _read_all(path: Path) -> None:
    with Project.open(path, ANN) as opened:
        list(opened.reading.articles())


@pytest.mark.parametrize("name", ["test.annotator", "no-folder/x.annotator"])
def test_a_new_project_never_takes_the_place_of_anything(tmp_path: Path, name: str) -> None:
    made = project(tmp_path)
    made.close()
    before = made.path.read_bytes()
    with pytest.raises(AnnotatorError):
        Project.create(tmp_path / name, ANN)
    assert made.path.read_bytes() == before


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path: Path) -> None:
    text = article()
    made = project(tmp_path, text)
    made.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
    pages = made._store._db.execute("PRAGMA page_count").fetchone()[0]
    made._store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(AnnotatorError, match="The disk is full"):
        _write_until_refused(made, text.uid)
    made._store._db.execute("PRAGMA max_page_count = 1000000")
    made.perform(acts.note(made.reading.annotations_of(text.uid)[0], "There is room again."))
    made.close()
    with Project.open(made.path, ANN) as opened:
        assert opened.reading.annotations_of(text.uid)[0].note == "There is room again."
        assert opened.reading.integrity() == []


def _write_until_refused(made: Project, article: str) -> None:
    for number in range(10_000):
        made.perform(acts.note(made.reading.annotations_of(article)[0], f"{number}" * 500))


# Everything is imported before the rights go: the interpreter itself may lie in root's home.
_AS_NOBODY = """
import os
import sys
from pathlib import Path
from sqlite_utils import Database
from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder
from annotator.project.project import Project

Database(memory=True).close()
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
project = Project.open(Path(sys.argv[1]), Coder(uid="c", name="c"))
print(project.read_only, project.reading.article_count(), project.next_undo)
try:
    project.perform(acts.make_story("x"))
except AnnotatorError as error:
    print(error)
project.close()
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give its rights away")
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_project_that_cannot_be_written_can_be_read(tmp_path: Path, protected: str) -> None:
    folder = Path("/var/tmp") / tmp_path.name  # others may not enter tmp_path
    folder.mkdir()
    try:
        made = project(folder, article())
        made.close()
        folder.chmod(0o777 if protected == "file" else 0o755)
        made.path.chmod(0o644 if protected == "file" else 0o666)
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(made.path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("True 1 None\n")
        assert "can only be read" in done.stdout
        assert [one.name for one in folder.iterdir()] == [made.path.name]
    finally:
        shutil.rmtree(folder)
