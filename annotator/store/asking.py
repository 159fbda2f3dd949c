"""Questions to SQLite whose failures come as sentences, also while the rows are being read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from annotator.store.opening import failures_told

Values = Sequence[Any] | Mapping[str, Any]


class Asking:
    """Asks one open file."""

    def __init__(self, db: Database, path: Path) -> None:
        self._connection = db.conn
        self.path = path

    def rows(self, question: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer, one by one. Raises AnnotatorError when the disk fails."""
        with failures_told(self.path):
            yield from self._connection.execute(question, values)

    def first(self, question: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Return the first row of an answer, if there is one."""
        with failures_told(self.path):
            row = self._connection.execute(question, values).fetchone()
        return None if row is None else tuple(row)

    def number(self, question: str, values: Values = ()) -> int | None:
        """Return the number that is the whole answer, if there is one."""
        row = self.first(question, values)
        return None if row is None else int(row[0])
