"""Project files that nobody works in: to look into one, and to be sure that it is at rest."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.store import opening
from annotator.store.asking import Asking
from annotator.store.reading import Reading

if sys.platform != "win32":
    import fcntl

_BUSY_S = 1.0
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
# The bytes in which SQLite locks a file (its “shared range”): whoever has one open holds one.
_LOCKED_FROM, _LOCKED = 0x40000002, 510
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@contextmanager
def looking_into(path: Path) -> Iterator[Reading]:
    """Read a project, such as a backup, without leaving a trace in it or beside it."""
    with _asking(path) as ask:
        yield Reading(ask)


def hold_the_same(one: Path, other: Path) -> bool:
    """Say whether two projects hold the same, row by row; what cannot be read does not.

    SQLite reads them, since either may be open in this process, which would lose its locks with
    any other descriptor that is closed.
    """
    try:
        with _asking(one) as first, _asking(other) as second:
            pairs = zip_longest(_everything(first), _everything(second))
            return all(left == right for left, right in pairs)
    except AnnotatorError:
        return False


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep others off a project while it is put elsewhere; it must not be open in this process.

    All of the project is in its one file then. Raises AnnotatorError while somebody has it open.
    What is damaged cannot be asked by SQLite; it is kept from them, too, with what lies beside.
    """
    try:
        connection = _taken(path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
            with opening.failures_told(path):
                raise
    else:
        with closing(connection):
            if os.name != "posix":  # Windows moves no file that is open, ours neither
                connection.close()
            yield
        return
    with _locked(path):
        yield


@contextmanager
def _asking(path: Path) -> Iterator[Asking]:
    db = opening.open_at_rest(path)
    try:
        yield Asking(db, path, read_only=True)
    finally:
        db.close()


def _everything(ask: Asking) -> Iterator[tuple[object, ...]]:
    """Yield each row, with the name of each table before its own."""
    for (table,) in list(ask.rows(_TABLES)):
        yield (table,)
        yield from ask.rows(f'SELECT * FROM "{table}"')


def _taken(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_S)
    try:
        # SQLite does this only for whoever is alone with a file. From then on who opens it under
        # its name is refused when it lies elsewhere, also one who came while it was moved.
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
            raise _in_use(path)
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
        ):
            raise _in_use(path) from error
        raise
    return connection


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Take the lock by hand that SQLite would take, if it could read the file."""
    if sys.platform == "win32":
        yield
        return
    with opening.failures_told(path):
        file = path.open("rb+")
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED, _LOCKED_FROM)
        except OSError as error:
            raise _in_use(path) from error
        yield


def _in_use(path: Path) -> AnnotatorError:
    return AnnotatorError(
        f"{path} is open in another window or program. Close it there first; nothing was changed."
    )
