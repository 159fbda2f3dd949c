"""Files in, files out: what the window and the command line both call."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typing_extensions import override

from annotator.core.clock import new_uid
from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Coder, Record, Story
from annotator.core.progress import SILENT, Cancelled, Progress
from annotator.formats import reader_for, writer_named
from annotator.formats.contract import Problem, ReadOptions, WriteOptions, Written
from annotator.project.merge import Counts, Merge
from annotator.project.project import SUFFIX, Project
from annotator.store.reading import Reading
from annotator.store.store import Store

# Into how many steps the progress of one file is cut.
_PARTS = 1000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What is said of all files of an import; `story` is a title, made when there is none."""

    given: Mapping[str, str] = field(default_factory=dict)
    story: str | None = None
    verbatim: bool = False
    again: bool = False


def bring_in(
    project: Project,
    files: Sequence[Path],
    options: ImportOptions = ImportOptions(),  # frozen
    progress: Progress = SILENT,
) -> Counts:
    """Read files into an open project as one edit; what cannot be read is told in the result.

    Raises AnnotatorError when the project cannot be written, and Cancelled; nothing has changed
    then.
    """
    records, counts = _read_all(project.reading, project.coder, files, options, progress)
    if records:
        project.bring_in(records)
    return counts


def bring_in_apart(
    path: Path,
    session: str,
    coder: Coder,
    files: Sequence[Path],
    options: ImportOptions,
    progress: Progress,
) -> Counts:
    """Do as `bring_in` does, through a connection of its own, for a thread of its own.

    `session` is that of the open project, which hears of it by `Project.refresh`.
    """
    with Store.open(path, session) as store:
        records, counts = _read_all(store.reading, coder, files, options, progress)
        if records:
            store.apply_bulk(records, coder)
    return counts


def take_out(
    reading: Reading,
    format: str,
    to: Path,
    options: WriteOptions = WriteOptions(),  # noqa: B008  # frozen
    progress: Progress = SILENT,
) -> Written:
    """Write a project in a format (by name) to a file or folder, whole or not at all."""
    if to.suffix.lower() == SUFFIX:
        raise AnnotatorError(f"{to} would take the place of a project. Choose another ending.")
    if is_same_file(to, reading.path):
        raise AnnotatorError(f"{to} is the project itself. Name another file to export to.")
    with reading.snapshot():
        return writer_named(format).write(reading, to, options, progress)


def take_out_apart(
    path: Path, format: str, to: Path, options: WriteOptions, progress: Progress
) -> Written:
    """Do as `take_out` does, through a connection of its own, for a thread of its own."""
    with Store.open(path) as store:
        return take_out(store.reading, format, to, options, progress)


def _read_all(
    reading: Reading,
    coder: Coder,
    files: Sequence[Path],
    options: ImportOptions,
    progress: Progress,
) -> tuple[list[Record], Counts]:
    """Return all records of the files, fitted to the project.

    They are held in memory until the last file is read, so that the project is locked for other
    windows only while they are written.
    """
    merge = Merge(reading, again=options.again)
    # The coder is written with the first edit, so annotations may name them from the start.
    merge.fit("", coder)
    story = _story(reading, options.story)
    given = dict(options.given) | ({"story": story.uid} if story else {})
    new_story = merge.fit("", story) if story else None
    read_options = ReadOptions(reading.scheme(), coder.uid, given, options.verbatim)
    records: list[Record] = []
    for done, file in enumerate(files):
        share = _Share(progress, done, len(files))
        share.report(0, 1)
        if is_same_file(file, reading.path):
            # Not even looked at: reading it would drop SQLite's locks on it.
            merge.counts.problems.append(Problem(file.name, "This is the project itself."))
            continue
        records += _read(file, read_options, merge, share)
        share.report(1, 1)
    if records and new_story:
        records.insert(0, new_story)
    return records, merge.counts


def is_same_file(one: Path, other: Path) -> bool:
    """Say whether two paths are one file, without opening it."""
    try:
        return one.samefile(other)
    except OSError:  # most often since it is not there yet
        return False


class _Share(Progress):
    """The progress of one file among several, each taken for as long as the others."""

    def __init__(self, whole: Progress, before: int, files: int) -> None:
        self._whole, self._before, self._files = whole, before, files

    @override
    def report(self, done: int, of: int) -> None:
        part = _PARTS * done // max(of, 1)
        self._whole.report(self._before * _PARTS + part, self._files * _PARTS)


def _read(file: Path, options: ReadOptions, merge: Merge, progress: Progress) -> Iterator[Record]:
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):
            raise AnnotatorError(f"{file} is no file but a device or a pipe; nothing was read.")
        for found in reader_for(file).read(file, options, progress):
            if isinstance(found, Problem):
                merge.counts.problems.append(found)
            elif isinstance(found, Story) and "story" in options.given:
                continue  # its articles go into the story that was named
            elif fitted := merge.fit(file.name, found):
                yield fitted
                if isinstance(fitted, Article) and (doubt := _doubt(fitted)):
                    merge.counts.notices.append(Problem(file.name, doubt))
    except Cancelled:
        raise
    except AnnotatorError as error:
        # Such a sentence names the file itself.
        merge.counts.problems.append(Problem("", str(error)))


def _doubt(article: Article) -> str:
    """Say what a person should look at because the bytes of the file left it open."""
    encoding = str(article.cleaning.get("encoding", "utf-8"))
    lost = article.cleaning.get("undecodable_bytes", 0)
    if lost:
        return f"{lost} of its bytes are no text in {encoding}; each stands as � in the article."
    if not encoding.startswith("utf"):
        return f"It was taken for {encoding}; look whether its accents are right."
    return ""


def _story(reading: Reading, title: str | None) -> Story | None:
    title = (title or "").strip()
    if not title:
        return None
    for story in reading.records(Story):
        if story.title == title:
            return story
    return Story(uid=new_uid(), title=title)
