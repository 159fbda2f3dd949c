"""Which formats there are: ours, and those that other packages bring."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from annotator import formats as registry
from annotator.core.errors import AnnotatorError
from annotator.core.progress import SILENT, Progress
from annotator.formats import formats, reader_for, readers, writer_named, writers
from annotator.formats.contract import Corpus, Problem, ReadOptions, WriteOptions, Written


class Minutes:
    """A format of another package, which reads and writes."""

    title = "Minutes"
    suffixes: tuple[str, ...] = (".min", ".txt")

    def __init__(self, name: str = "minutes") -> None:
        self.name = name

    def read(
        self, path: Path, options: ReadOptions, progress: Progress = SILENT
    ) -> Iterator[Problem]:
        yield Problem(path.name, "These are minutes.")

    def write(
        self, corpus: Corpus, to: Path, options: WriteOptions, progress: Progress = SILENT
    ) -> Written:
        return Written((to,), 0)


def installed(monkeypatch: pytest.MonkeyPatch, *others: Minutes) -> None:
    """Let other packages be installed that bring these formats."""

    class Point:
        def __init__(self, value: Minutes) -> None:
            self.name = value.name
            self._value = value

        def load(self) -> Minutes:
            return self._value

    def entry_points(*, group: str) -> list[Any]:
        return [Point(one) for one in others] if group == "annotator.formats" else []

    monkeypatch.setattr(metadata, "entry_points", entry_points)
    monkeypatch.setattr(registry, "entry_points", entry_points)
    formats.cache_clear()


@pytest.fixture(autouse=True)
def _forget_formats() -> Iterator[None]:
    yield
    formats.cache_clear()


def test_the_formats_of_our_own_are_known_by_name() -> None:
    assert set(formats()) >= {"csv", "jsonl", "text"}
    assert {one.name for one in readers()} >= {"jsonl", "text"}
    assert {one.name for one in writers()} >= {"csv", "jsonl"}
    assert "text" not in {one.name for one in writers()}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.jsonl", "jsonl"), ("A.JSONL", "jsonl"), ("a.ndjson", "jsonl"), ("a.txt", "text"),
        ("a.md", "text"), ("a.jsonl.txt", "text"), ("a", "text"), ("a.unknown", "text"),
    ],
)  # fmt: skip
def test_a_file_is_read_by_its_suffix(file: str, name: str) -> None:
    assert reader_for(Path(file)).name == name


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(AnnotatorError, match=r"no format “xml” to export to. There are: .*csv"):
        writer_named("xml")


def test_another_package_can_bring_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    minutes = Minutes()
    installed(monkeypatch, minutes)
    assert formats()["minutes"] is minutes
    assert reader_for(Path("a.min")) is minutes
    assert writer_named("minutes") is minutes


def test_another_package_takes_nothing_from_our_own_formats(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    impostor = Minutes("csv")
    installed(monkeypatch, impostor, Minutes())
    assert formats()["csv"] is not impostor
    assert reader_for(Path("a.txt")).name == "text"


def test_a_format_that_cannot_be_loaded_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        name, dist = "broken", "some package"

        def load(self) -> None:
            raise ImportError("no module named numpy")

    monkeypatch.setattr(registry, "entry_points", lambda **_: [Broken()])
    formats.cache_clear()
    assert set(formats()) == {"csv", "jsonl", "text"}
    assert "The format broken of some package cannot be used" in caplog.text
    caplog.clear()
