"""The person at the computer is the same one in every project, as far as a file can tell."""

import getpass
import json
from pathlib import Path

import pytest

from annotator.core.errors import AnnotatorError
from annotator.project.coder import is_new, rename_me, this_coder
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


def test_a_second_file_that_cannot_be_read_does_not_take_the_place_of_the_first(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for content in ("one", "two", "three"):
        (tmp_path / "coders.json").write_text(content)
        this_coder("Ann", tmp_path)
    kept = {file.name: file.read_text() for file in tmp_path.glob("*.bad")}
    assert kept == {"coders.bad": "one", "coders.1.bad": "two", "coders.2.bad": "three"}
    caplog.clear()


def test_another_name_keeps_the_identity(tmp_path: Path) -> None:
    before = this_coder(folder=tmp_path)
    renamed = rename_me("  Ann\tBrandt ", tmp_path)
    assert renamed.uid == before.uid
    assert renamed.name == "Ann Brandt"
    assert this_coder(folder=tmp_path) == renamed
    assert this_coder("Ann Brandt", tmp_path) == renamed


def test_a_name_can_be_changed_back_and_its_letters_enlarged(tmp_path: Path) -> None:
    first = rename_me("ann", tmp_path)
    assert rename_me("Ann", tmp_path).uid == first.uid
    assert rename_me("ann", tmp_path) == first
    assert rename_me("ann", tmp_path) == first


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_coder_has_a_name(tmp_path: Path, name: str) -> None:
    before = this_coder(folder=tmp_path)
    with pytest.raises(AnnotatorError, match="needs a name"):
        rename_me(name, tmp_path)
    assert this_coder(folder=tmp_path) == before


@pytest.mark.parametrize("name", ["Ben", "ben", " BEN "])
def test_somebody_elses_name_is_not_taken(tmp_path: Path, name: str) -> None:
    before, ben = this_coder(folder=tmp_path), this_coder("Ben", tmp_path)
    with pytest.raises(AnnotatorError, match="already"):
        rename_me(name, tmp_path)
    assert this_coder(folder=tmp_path) == before
    assert this_coder("Ben", tmp_path) == ben


def test_who_is_here_for_once_is_renamed_and_nobody_else(tmp_path: Path) -> None:
    me, ben = this_coder(folder=tmp_path), this_coder("Ben", tmp_path)
    renamed = rename_me("Benjamin", tmp_path, ben)
    assert (renamed.uid, renamed.name) == (ben.uid, "Benjamin")
    assert this_coder(folder=tmp_path) == me
    assert this_coder("Benjamin", tmp_path) == renamed
    assert is_new(tmp_path)


def test_who_is_here_for_once_does_not_become_the_rule_by_a_rename(tmp_path: Path) -> None:
    ben = this_coder("Ben", tmp_path)
    rename_me("Benjamin", tmp_path, ben)
    assert this_coder(folder=tmp_path).uid != ben.uid


def test_a_coder_is_new_until_there_was_a_name(tmp_path: Path) -> None:
    assert is_new(tmp_path)
    login = this_coder(folder=tmp_path)
    assert is_new(tmp_path)
    rename_me(login.name, tmp_path)
    assert not is_new(tmp_path)
    this_coder("Ben", tmp_path)
    assert not is_new(tmp_path)


def test_a_name_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "file" / "config"
    folder.parent.write_text("no folder can be made below a file")
    with pytest.raises(AnnotatorError, match="cannot be"):
        rename_me("Ann", folder)


@pytest.mark.parametrize("uid", [["x"], None, 5, "", "\ud800"])
def test_a_uid_that_is_no_text_is_kept_aside(
    tmp_path: Path, uid: object, caplog: pytest.LogCaptureFixture
) -> None:
    known = {"me": "a", "uids": {"a": uid}}
    (tmp_path / "coders.json").write_text(json.dumps(known), encoding="utf-8")
    assert isinstance(this_coder(folder=tmp_path).uid, str)
    assert (tmp_path / "coders.bad").exists()
    caplog.clear()


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    known = {"me": "a", "uids": {"a": "the-uid"}}
    (tmp_path / "coders.json").write_text(json.dumps(known), encoding="utf-8-sig")
    assert this_coder(folder=tmp_path).uid == "the-uid"
