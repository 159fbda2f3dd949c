"""Articles with their spans from a file of JSON lines into a new project."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.project import exchange
from annotator.project.coder import this_coder
from annotator.project.project import Project
from tests.benchmarks import bare, filler
from tests.benchmarks.timing import Result, Series

_WORDS, _SPANS_EACH = 800, 30
_REPEATS = 5

Rows = list[tuple[Any, ...]]


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    count = 100 if quick else 1000
    file = articles(folder, count)
    ours, least = Series(), Series()
    for repeat in range(_REPEATS):
        path = folder / f"import-{repeat}.annotator"
        beside = path.with_suffix(".beside")
        with Project.create(path, this_coder("Bench")) as project:
            Project.create(beside, this_coder("Bench")).close()
            with ours.timed():
                counts = exchange.bring_in(project, [file])
        assert counts.annotations == count * _SPANS_EACH, counts.problems[:3]
        _insert(path, beside, file, least)
    size = f"{count:,} articles, {count * _SPANS_EACH:,} spans"
    yield Result(f"Import: {size}", ours, least, "json.loads and executemany of the same rows")


def articles(folder: Path, count: int) -> Path:
    """Write a file of so many articles in the simple form."""
    path = folder / f"{count}.jsonl"
    writer = filler.Writer()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = writer.write(_WORDS)
            spans = [
                [span.start, span.end, filler.NAMES[label]]
                for span, label in text.some(_SPANS_EACH)
            ]
            line = {"title": f"Article {number}", "text": text.text, "spans": spans}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def _insert(filled: Path, empty: Path, file: Path, least: Series) -> None:
    """Time reading the same file and writing the rows that a project has got from it."""
    tables: dict[str, Rows] = {}
    connection = bare.connect(filled)
    for table in ("coder", "article", "annotation"):
        tables[table] = connection.execute(f"SELECT * FROM {table}").fetchall()
    connection.close()
    connection = bare.connect(empty)
    with least.timed():
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                json.loads(line)
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in tables.items():
            connection.executemany(bare.insertion(table, len(rows[0])), rows)
        connection.execute("COMMIT")
    connection.close()
