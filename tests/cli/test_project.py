"""New, info and check, and what is told of a file that is no project."""

import json
import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.model import Coder
from annotator.core.scheme import CLAIM, QUOTE, Scheme
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store.marks import VERSION
from tests.cli.command import Ran, annotator, annotator_process, written

ANN = Coder(uid="coder-ann", name="Ann")
SCHEME = Scheme()


def tag(path: Path, label: str, *spans: Span) -> None:
    with Project.open(path, ANN) as project:
        article = next(project.reading.articles())
        for span in spans:
            project.perform(acts.annotate(article, SCHEME.label(label), span, ANN.uid))


def behind_our_back(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_new_project_is_there_and_empty(tmp_path: Path) -> None:
    path = tmp_path / "harbour.annotator"
    assert annotator("new", path, "--title", "Coal terminal") == Ran(0, f"Made {path}.\n", "")
    assert annotator("info", path).out.startswith("Coal terminal: 0 articles with 0 words\n")
    assert list(tmp_path.iterdir()) == [path], "the one file is all there is"


def test_a_project_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "notes.txt", "My notes.")
    told = annotator("new", path)
    assert told == Ran(
        1, "", f"annotator: {path} exists already. Choose another name or open it.\n"
    )
    assert path.read_text() == "My notes."


def test_info_gives_exactly_these_counts_as_json(path: Path, tmp_path: Path) -> None:
    one = written(tmp_path, "one.txt", "Strike\n\n“No,”\xa0she   said.")
    two = written(tmp_path, "two.txt", "Calm\n\nNothing happened.")
    annotator("import", path, one, two, "--story", "Ferries")
    tag(path, QUOTE, Span(0, 4), Span(0, 3))
    tag(path, CLAIM, Span(0, 4))
    told = annotator("info", path, "--json")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("\n") == 1
    assert json.loads(told.out) == {
        "articles": 2,
        "words": 7,  # as text.split() counts them
        "stories": 1,
        "annotations": {"quote": 2, "claim": 1, "actor": 0, "cue": 0, "passage": 0},
    }


def test_info_for_people_tells_the_same(path: Path, tmp_path: Path) -> None:
    annotator("import", path, written(tmp_path, "one.txt", "word " * 1234))
    tag(path, QUOTE, Span(0, 4))
    first, *rest = annotator("info", path).out.splitlines()
    assert first == "harbour: 1 article with 1,234 words"
    assert [line.split() for line in rest[:2]] == [["quote", "1"], ["claim", "0"]]


def test_check_finds_nothing_wrong_with_a_sound_project(path: Path, tmp_path: Path) -> None:
    annotator("import", path, written(tmp_path, "one.txt", "Strike"))
    tag(path, CLAIM, Span(0, 6))
    assert annotator("check", path) == Ran(0, "All is well: 1 annotation in 1 article.\n", "")
    told = annotator("check", path, "--json")
    assert (told.code, told.err) == (0, "")
    answer = json.loads(told.out)
    assert (answer.pop("findings"), set(answer.pop("counts").values())) == ([], {0})
    assert answer == {"ok": True, "articles": 1, "annotations": 1, "problems": []}


def test_check_tells_what_was_changed_behind_our_back(path: Path, tmp_path: Path) -> None:
    annotator("import", path, written(tmp_path, "one.txt", "Strike"))
    tag(path, CLAIM, Span(0, 6))
    behind_our_back(path, "UPDATE annotation SET text = 'Strife'")
    told = annotator("check", path)
    assert (told.code, told.out) == (1, "")
    assert "says “Strife”, but the text there is “Strike”." in told.err
    told = annotator("check", path, "--json")
    answer = json.loads(told.out)
    assert (told.code, told.err, answer["ok"]) == (1, "", False)
    (problem,) = answer["problems"]
    assert problem.keys() == {"where", "problem"}
    assert problem["where"].startswith("Strike (")


@pytest.mark.parametrize("command", ["info", "check"])
def test_what_is_no_project_is_refused_in_one_line(tmp_path: Path, command: str) -> None:
    refused = {
        tmp_path / "nowhere.annotator": "There is no project",
        tmp_path: "is a folder",
        written(tmp_path, "a.txt", "Some text that is long enough."): "is not a project",
        written(tmp_path, "empty.annotator", ""): "is empty",
    }
    for path, words in refused.items():
        told = annotator(command, path)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert told.err.startswith("annotator: ")
        assert words in told.err


@pytest.mark.parametrize("command", ["info", "new"])
def test_a_name_that_no_file_can_have_is_refused_in_one_line(tmp_path: Path, command: str) -> None:
    told = annotator(command, tmp_path / ("long" * 100))
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert told.err.startswith("annotator: ")


def test_a_project_of_a_newer_program_is_refused_by_every_command(
    path: Path, tmp_path: Path
) -> None:
    behind_our_back(path, f"PRAGMA user_version = {VERSION + 1}")
    file = written(tmp_path, "a.txt", "Strike")
    for rest in (
        ("info", path), ("check", path), ("import", path, file), ("export", path, "-o", tmp_path),
    ):  # fmt: skip
        told = annotator(*rest)
        assert (told.code, told.out) == (1, "")
        assert "was made by a newer Annotator" in told.err


def test_a_process_that_fails_shows_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    told = annotator_process("info", tmp_path / "nowhere.annotator")
    assert told == Ran(
        1,
        "",
        f"annotator: There is no project {tmp_path / 'nowhere.annotator'}. Make one with "
        "“annotator new” or File → New.\n",
    )


def test_a_title_is_printed_whatever_the_terminal_can_show(path: Path, tmp_path: Path) -> None:
    annotator("import", path, written(tmp_path, "ru.txt", "Паром\n\nСтоит."))
    poor = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    told = annotator_process("import", path, tmp_path / "ru.txt", environment=poor)
    assert (told.code, told.err) == (0, "")
    assert "is in the project already" in told.out


def test_a_progress_bar_gives_the_cursor_back(path: Path, tmp_path: Path) -> None:
    annotator("import", path, written(tmp_path, "a.txt", "a"), written(tmp_path, "b.txt", "b"))
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    command = [sys.executable, "-m", "annotator", "check", str(path)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    shown = os.read(ours, 10_000)
    os.close(theirs)
    os.close(ours)
    assert b"Checking" in shown
    assert shown.rfind(b"\x1b[?25l") < shown.rfind(b"\x1b[?25h")


def test_a_project_is_made_with_a_codebook_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "harbour.annotator"
    assert annotator("new", path, "--codebook", "dna") == Ran(0, f"Made {path}.\n", "")
    told = json.loads(annotator("info", path, "--json").out)
    assert [*told["annotations"]] == ["statement", "person", "organisation", "cue", "passage"]


def test_a_project_is_made_with_a_codebook_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "harbour.annotator"
    file = written(
        tmp_path, "ours.json", '{"format": "annotator codebook", "labels": [{"name": "promise"}]}'
    )
    assert annotator("new", path, "--codebook", file).code == 0
    told = json.loads(annotator("info", path, "--json").out)
    assert [*told["annotations"]] == ["promise", "passage"], "the comparison needs that one"


def test_a_codebook_that_is_none_leaves_no_project_behind(tmp_path: Path) -> None:
    path = tmp_path / "harbour.annotator"
    wrong = written(tmp_path, "ours.json", '{"format": "annotator codebook", "labels": [3]}')
    for codebook, words in (("nowhere", "default, polnear, dna, newsclaims"), (wrong, "Label 1")):
        told = annotator("new", path, "--codebook", codebook)
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert words in told.err
        assert not path.exists()
