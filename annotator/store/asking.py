"""Questions to SQLite whose failures come as sentences, also while the rows are being read.

A file that may only be read, and that nobody wrote to when it was opened, is taken by SQLite for
one that never changes. When its owner changes it all the same, that is told before SQLite trips.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.core.errors import AnnotatorError
from annotator.store.opening import failures_told, is_immutable

if TYPE_CHECKING:
    from sqlite_utils import Database

Values = Sequence[Any] | Mapping[str, Any]


class Asking:
    """Asks one open file."""

    def __init__(self, db: "Database", path: Path, *, read_only: bool) -> None:
        self.connection = db.conn
        self.path = path
        with failures_told(path):
            self._seen = _signature(path) if read_only and is_immutable(path) else None

    def define(self, name: str, function: Callable[[str], str | None]) -> None:
        """Let questions call a function that answers the same to the same, always."""
        self.connection.create_function(name, 1, function, deterministic=True)

    def rows(self, question: str, values: Values = ()) -> Generator[tuple[Any, ...], None, None]:
        """Yield the rows of an answer, one by one. Raises AnnotatorError when the disk fails."""
        with failures_told(self.path):
            self._check_unchanged()
            # Through `map`: `yield from` a cursor closes it together with the generator, which a
            # connection that was closed before takes amiss.
            yield from map(tuple, self.connection.execute(question, values))

    def first(self, question: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Return the first row of an answer, if there is one."""
        with failures_told(self.path):
            self._check_unchanged()
            row = self.connection.execute(question, values).fetchone()
        return None if row is None else tuple(row)

    def number(self, question: str, values: Values = ()) -> int | None:
        """Return the number that is the whole answer, if there is one."""
        row = self.first(question, values)
        return None if row is None else int(row[0])

    def state(self) -> tuple[object, int | None, int]:
        """Return what is another one as soon as anything was written, here or elsewhere."""
        return self, self.number("PRAGMA data_version"), self.connection.total_changes

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Answer from one moment until the block ends; nothing may be written in it."""
        with failures_told(self.path):
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            with failures_told(self.path):
                if self.connection.in_transaction:
                    self.connection.execute("COMMIT")

    def _check_unchanged(self) -> None:
        if self._seen is not None and (
            not is_immutable(self.path) or _signature(self.path) != self._seen
        ):
            raise AnnotatorError(
                f"{self.path} was changed by its owner since it was opened here for reading. "
                "Open it again."
            )


def _signature(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
