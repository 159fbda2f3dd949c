"""A project into CSV: one file of annotations, and the folder with all four."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from annotator.project import exchange
from annotator.project.coder import this_coder
from annotator.project.project import Project
from tests.benchmarks import importing
from tests.benchmarks.timing import Result, Series

_REPEATS = 5


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    count = 100 if quick else 1000
    with Project.create(folder / "export.annotator", this_coder("Bench")) as project:
        exchange.bring_in(project, [importing.articles(folder, count)])
        for what, to in (("one file", folder / "one.csv"), ("folder", folder / "four")):
            ours, least = Series(), Series()
            for repeat in range(_REPEATS):
                with ours.timed():
                    written = exchange.take_out(project.reading, "csv", to)
                if repeat == 0:
                    connection = _tables(written.files)
                with least.timed():
                    _copy(connection, folder / "bare", written.files)
            connection.close()
            yield Result(
                f"Export to CSV, {what}: {written.rows:,} rows",
                ours, least, "csv.writer on tables of the very cells",
            )  # fmt: skip


def _tables(files: tuple[Path, ...]) -> sqlite3.Connection:
    """Return a database with a table for each CSV file, with just its columns."""
    path = files[0].with_suffix(".sqlite")
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            reader = csv.reader(rows)
            columns = ", ".join(f'"{name}"' for name in next(reader))
            connection.execute(f'CREATE TABLE "{file.stem}" ({columns})')
            marks = ", ".join("?" * (columns.count(",") + 1))
            connection.executemany(f'INSERT INTO "{file.stem}" VALUES ({marks})', reader)
    connection.commit()
    return connection


def _copy(connection: sqlite3.Connection, to: Path, files: tuple[Path, ...]) -> None:
    to.mkdir(exist_ok=True)
    for file in files:
        rows = connection.execute(f'SELECT * FROM "{file.stem}"')
        with (to / file.name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow([column[0] for column in rows.description])
            writer.writerows(rows)
