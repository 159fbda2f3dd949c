"""The person at the computer is the same one in every project, as far as a file can tell."""

import getpass
import json
from pathlib import Path

import pytest

from annotator.project.coder import this_coder
from annotator.project.project import Project


def test_the_person_is_the_login_name_and_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    first = this_coder()
    assert first.name == "ann"
    monkeypatch.setattr(getpass, "getuser", lambda: "somebody else")
    assert this_coder() == first


def test_each_name_keeps_its_identity(tmp_path: Path) -> None:
    ann, ben = this_coder("Ann", tmp_path), this_coder("Bén 😀", tmp_path)
    assert ann.uid != ben.uid
    assert this_coder("Bén 😀", tmp_path) == ben
    assert this_coder("Ann", tmp_path) == ann


def test_a_name_for_once_does_not_become_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    this_coder("Ben")
    assert this_coder().name == "ann"


def test_the_person_is_the_same_in_two_projects(tmp_path: Path) -> None:
    with (
        Project.create(tmp_path / "one", this_coder()) as one,
        Project.create(tmp_path / "two", this_coder()) as two,
    ):
        assert one.coder == two.coder


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"{", b"[]", b"null", b'{"me": "Ann"}', b'{"me": "Ann", "uids": 7}'],
)
def test_a_file_that_cannot_be_read_is_kept_aside_and_made_anew(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "coders.json"
    file.write_bytes(content)
    made = this_coder("Ann", tmp_path)
    assert made.name == "Ann"
    assert json.loads(file.read_text())["uids"] == {"Ann": made.uid}
    assert (tmp_path / "coders.bad").read_bytes() == content
    assert "could not be read" in caplog.text
    caplog.clear()


def test_where_nothing_can_be_kept_there_is_a_coder_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "file" / "config"
    folder.parent.write_text("no folder can be made below a file")
    first, second = this_coder("Ann", folder), this_coder("Ann", folder)
    assert first.name == second.name == "Ann"
    assert first.uid
    assert first.uid != second.uid


@pytest.mark.parametrize("error", [OSError, KeyError])
def test_a_user_without_a_name_is_called_coder(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert this_coder().name == "coder"
