"""Other tools' files: what a format is, what it may ask of a project, and which ones there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Link, Record, Status
from annotator.core.progress import SILENT, Progress
from annotator.core.scheme import Scheme

R = TypeVar("R", bound=Record)


class Corpus(Protocol):
    """What a writer may ask of a project. Every answer comes in a stable order."""

    def scheme(self) -> Scheme: ...

    def records(self, kind: type[R]) -> Iterator[R]:
        """Yield all records of a small table (not articles, annotations or links)."""
        ...

    def article_count(self) -> int: ...

    def articles(self) -> Iterator[Article]:
        """Yield whole articles by story title, outlet and uid; those without a story first."""
        ...

    def annotations_of(self, article: str) -> list[Annotation]:
        """Return the annotations of an article (by uid) by start, end and uid, of any status."""
        ...

    def links_from(self, article: str) -> list[Link]:
        """Return the links whose source lies in an article (by uid), by uid, of any status."""
        ...

    def annotation(self, uid: str) -> Annotation:
        """Return one annotation of any article, for the far end of a link."""
        ...


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: where, and a sentence that says what and what to do."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader is told: the project's codebook, who imports, and what is given beforehand.

    `given` overrides fields of each article (`outlet`, `published`, `language` …); `verbatim`
    keeps blanks and empty lines of plain text as they are.
    """

    scheme: Scheme
    coder: str
    given: dict[str, str] = field(default_factory=dict)
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a writer is told."""

    statuses: tuple[Status, ...] = ("accepted",)
    excel: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer has written: the files, and how many rows or lines in all."""

    files: tuple[Path, ...]
    rows: int


class Format(Protocol):
    """A kind of file. `suffixes` are lower case with their dot, the usual one first."""

    name: str
    title: str
    suffixes: tuple[str, ...]


@runtime_checkable
class Reader(Format, Protocol):
    def read(
        self, path: Path, options: ReadOptions, progress: Progress = SILENT
    ) -> Iterator[Record | Problem]:
        """Yield records, each behind those it refers to, and what could not be read.

        An annotation comes behind its article and links come last. Raises AnnotatorError when
        nothing of the file can be read.
        """
        ...


@runtime_checkable
class Writer(Format, Protocol):
    def write(
        self, corpus: Corpus, to: Path, options: WriteOptions, progress: Progress = SILENT
    ) -> Written:
        """Write the project to a file or folder, whole or not at all.

        Raises AnnotatorError when a row cannot keep the format's promise, and OSError.
        """
        ...


@cache
def formats() -> dict[str, Format]:
    """Return the formats by name: the built-in ones, then those of other packages.

    Another package adds its own with an entry point in the group `annotator.formats` that loads
    an object with the attributes of `Format` and `read`, `write` or both.
    """
    from annotator.formats.csv import CsvFormat
    from annotator.formats.jsonl import JsonlFormat
    from annotator.formats.plain import PlainTextFormat

    built_in: Iterable[Format] = (CsvFormat(), JsonlFormat(), PlainTextFormat())
    others = (point.load() for point in entry_points(group="annotator.formats"))
    return {one.name: one for one in (*others, *built_in)}


def readers() -> list[Reader]:
    return [one for one in formats().values() if isinstance(one, Reader)]


def writers() -> list[Writer]:
    return [one for one in formats().values() if isinstance(one, Writer)]


def reader_for(path: Path) -> Reader:
    """Return the reader for a file by its suffix; what has an unknown one is read as plain text."""
    suffix = path.suffix.lower()
    for reader in readers():
        if suffix in reader.suffixes:
            return reader
    return next(reader for reader in readers() if reader.name == "text")


def writer_named(name: str) -> Writer:
    """Return the writer of that name. Raises AnnotatorError that lists the names there are."""
    for writer in writers():
        if writer.name == name:
            return writer
    known = ", ".join(writer.name for writer in writers())
    raise AnnotatorError(f"There is no format “{name}” to export to. There are: {known}.")
