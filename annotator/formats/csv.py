"""CSV: one row per span, for pandas, R and training. `columns` and `table` say what a row holds.

Read it with `pd.read_csv(path, keep_default_na=False)`, so that a span `NA` or `None` stays text.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article
from annotator.core.progress import SILENT, Progress
from annotator.formats.columns import (
    ACTOR_COLUMNS,
    ARTICLE_COLUMNS,
    LINK_COLUMNS,
    Column,
    annotation_columns,
)
from annotator.formats.contract import Corpus, WriteOptions, Written
from annotator.formats.lookup import Lookup, Row
from annotator.formats.table import (
    actor_rows,
    annotation_rows,
    article_row,
    exported,
    link_rows,
    misplaced,
)
from annotator.formats.units import ties
from annotator.formats.whole import whole_files

_FILES = ("annotations.csv", "articles.csv", "actors.csv", "links.csv")

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAMED = 10  # so many bad rows are named in full


class CsvFormat:
    """One file of annotations, or a folder with articles, actors and links beside it."""

    name = "csv"
    title = "CSV"
    suffixes: tuple[str, ...] = (".csv",)

    def write(
        self, corpus: Corpus, to: Path, options: WriteOptions, progress: Progress = SILENT
    ) -> Written:
        """Write `to` if it ends in .csv, else a folder `to` with all four files.

        Raises AnnotatorError, and writes nothing, when the text of a row is not what its article
        has at its place.
        """
        single = to.suffix.lower() == ".csv"
        lookup = Lookup(corpus)
        headers = (annotation_columns(lookup.scheme), ARTICLE_COLUMNS, ACTOR_COLUMNS, LINK_COLUMNS)
        encoding = "utf-8-sig" if options.excel else "utf-8"
        with ExitStack() as stack:
            if not single:
                stack.enter_context(_folder(to))
            targets = (to,) if single else tuple(to / name for name in _FILES)
            files = stack.enter_context(whole_files(*targets, encoding=encoding, newline=""))
            sheets = [
                _Sheet(file, header, guarded=options.excel)
                for file, header in zip(files, headers, strict=False)
            ]
            _fill(sheets, corpus, lookup, options, progress)
        return Written(targets, sum(sheet.rows for sheet in sheets))


def _fill(
    sheets: list["_Sheet"],
    corpus: Corpus,
    lookup: Lookup,
    options: WriteOptions,
    progress: Progress,
) -> None:
    annotation_sheet, *others = sheets
    bad: list[tuple[Article, Annotation]] = []
    count = corpus.article_count()
    for done, article in enumerate(corpus.articles(), start=1):
        annotations = corpus.annotations_of(article.uid)
        rows = exported(annotations, options.statuses)
        bad += ((article, one) for one in misplaced(article, rows))
        links = corpus.links_from(article.uid)
        tied = ties(links, annotations, corpus.annotation, options.statuses)
        annotation_sheet.write(annotation_rows(lookup, article, rows, tied))
        if others:
            article_sheet, _, link_sheet = others
            article_sheet.write([article_row(lookup, article)])
            link_sheet.write(link_rows(lookup, tied))
        progress.report(done, count)
    if bad:
        raise AnnotatorError(_told(bad))
    if others:
        others[1].write(actor_rows(lookup))


def _told(bad: list[tuple[Article, Annotation]]) -> str:
    """Say which rows cannot be exported."""
    named = "; ".join(
        f"annotation {one.uid} of “{article.title}” ({article.uid}) at {one.start}-{one.end}"
        for article, one in bad[:_NAMED]
    )
    more = f"; and {len(bad) - _NAMED} more" if len(bad) > _NAMED else ""
    return (
        f"Nothing was exported, because the stored text of {len(bad)} annotations is not what "
        f"their article has at that place: {named}{more}. Erase these annotations, or bring back "
        f"a copy of the project in which they are whole."
    )


class _Sheet:
    """A CSV file that is being written."""

    def __init__(self, file: TextIO, header: Iterable[Column], *, guarded: bool) -> None:
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow([column.name for column in header])
        self._guarded = guarded
        self.rows = 0

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._writer.writerow(map(_guarded, row) if self._guarded else row)
            self.rows += 1


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


@contextmanager
def _folder(to: Path) -> Iterator[None]:
    """Make the folder where there is none, and take it back when it stays empty."""
    was_there = to.is_dir()
    try:
        to.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise AnnotatorError(
            f"{to} is a file. Name a folder, or a file that ends in .csv, to export to."
        ) from error
    except OSError as error:
        raise AnnotatorError(
            f"The folder {to} cannot be made ({error.strerror}). Choose another place."
        ) from error
    try:
        yield
    except BaseException:
        if not was_there:
            with suppress(OSError):
                to.rmdir()
        raise
