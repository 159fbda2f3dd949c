"""What a format is, and what it may ask of a project."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from typing_extensions import override

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
    """Something that could not be read: where, and a sentence that says what and what to do.

    `where` is empty when the sentence itself says where.
    """

    where: str
    sentence: str

    @override
    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader is told: the project's codebook, who imports, and what is given beforehand.

    `given` overrides fields of each article (`outlet`, `published`, `language` …); `verbatim`
    keeps blanks and empty lines of plain text as they are.
    """

    scheme: Scheme
    coder: str
    given: Mapping[str, str] = field(default_factory=dict)
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
