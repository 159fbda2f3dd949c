"""Making and opening project files.

What is refused, how the connection is set, which failures of the environment become sentences.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.errors import AnnotatorError
from annotator.store.marks import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

_BUSY_MS = 5000

_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full: this change to {path} was not saved, all before it "
    "was. Make room, then do it again.",
    sqlite3.SQLITE_BUSY: "Another window or program is writing to {path} and did not finish "
    "within five seconds. Nothing was changed; try again.",
    sqlite3.SQLITE_LOCKED: "{path} is locked by another program. Nothing was changed; try again.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written. Nothing was changed; check the "
    "permissions of the file and its folder.",
    sqlite3.SQLITE_IOERR: "The disk of {path} reported a failure ({error}). This change was not "
    "saved, all before it was. Check the disk or the network drive.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged ({error}). Leave it as it is and open a backup.",
    sqlite3.SQLITE_NOTADB: "{path} is not a project of Annotator. To annotate a text, import it "
    "into a project.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: check that the folder exists and that you "
    "may write to it.",
}


@contextmanager
def failures_told(path: Path) -> Iterator[None]:
    """Turn SQLite's failures that are the environment's fault into sentences."""
    try:
        yield
    except OSError as error:
        raise AnnotatorError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeEncodeError as error:  # by a lone surrogate, which a text box lets in
        raise AnnotatorError(
            f"“{_around(error)}” has half a letter in it, so it was not saved. Write it anew."
        ) from error
    except sqlite3.ProgrammingError as error:
        if "closed" not in str(error):
            raise
        raise AnnotatorError(f"{path} is not open at the moment. Open it again.") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        sentence = _SENTENCES.get(code & 0xFF) if code is not None else None
        if sentence is None:
            raise
        raise AnnotatorError(sentence.format(path=path, error=error)) from error


def _around(error: UnicodeEncodeError) -> str:
    """Return the words around what could not be encoded, with U+FFFD in its place."""
    words = error.object[max(error.start - 20, 0) : error.start + 20]
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in words)


def create(path: Path) -> "Database":
    """Make a new, empty project file. Raises AnnotatorError when there is a file already."""
    try:
        path.open("x").close()
    except FileExistsError:
        raise AnnotatorError(f"{path} exists already. Choose another name or open it.") from None
    except FileNotFoundError:
        raise AnnotatorError(f"{path} cannot be made: there is no folder {path.parent}.") from None
    except OSError as error:
        raise AnnotatorError(f"{path} cannot be made: {error.strerror}.") from error
    try:
        with failures_told(path):
            db = _connect(path)
            try:
                _migrate(db)
                _set_up(db)
            except BaseException:
                db.close()
                raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return db


def open_(path: Path) -> "tuple[Database, bool]":
    """Open a project file and say whether it can only be read.

    Refuses with a sentence what is no project or was made by a newer program; copies a file of an
    older program beside itself, dated, before it is migrated.
    """
    _check_file(path)
    read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    with failures_told(path):
        db = _connect_read_only(path) if read_only else _connect(path)
        try:
            _check_ours(db, path)
            if _pragma(db, "user_version") < VERSION:
                _bring_up_to_date(db, path, read_only)
            _set_up(db, read_only)
        except BaseException:
            db.close()
            raise
    return db, read_only


def open_at_rest(path: Path) -> "Database":
    """Open a project file only to look at it; it is not even brought up to date."""
    _check_file(path)
    with failures_told(path):
        db = _connect_read_only(path)
        try:
            _check_ours(db, path)
        except BaseException:
            db.close()
            raise
    return db


def is_immutable(path: Path) -> bool:
    """Say whether nobody is writing to a file that we may only read.

    Next to an unfinished -wal the file alone is not the whole project.
    """
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _check_file(path: Path) -> None:
    # Looked at, never opened: closing a file drops all locks that this process has on it, those
    # of an SQLite connection too, and then another process deletes the write-ahead log under it.
    try:
        found = path.stat()
    except FileNotFoundError:
        raise AnnotatorError(
            f"There is no project {path}. Make one with “annotator new” or File → New."
        ) from None
    except OSError as error:
        raise AnnotatorError(f"{path} cannot be read: {error.strerror}.") from error
    if stat.S_ISDIR(found.st_mode):
        raise AnnotatorError(f"{path} is a folder, not a project.")
    if not found.st_size:
        raise AnnotatorError(f"{path} is empty, not a project of Annotator.")
    if not os.access(path, os.R_OK):
        raise AnnotatorError(f"{path} cannot be read: you may not. Ask its owner.")


def _check_ours(db: "Database", path: Path) -> None:
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise AnnotatorError(f"{path} is an SQLite file, but of another program.")
    version = _pragma(db, "user_version")
    if version > VERSION:
        raise AnnotatorError(
            f"{path} was made by a newer Annotator (its format is {version}, this one knows "
            f"{VERSION}). Install the newer version to open it."
        )


def _bring_up_to_date(db: "Database", path: Path, read_only: bool) -> None:
    if read_only:
        raise AnnotatorError(
            f"{path} is of an older format and cannot be written. Copy it to a folder of "
            "yours and open the copy."
        )
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    copy = path.with_name(f"{path.stem} before update {stamp}{path.suffix}")
    db.execute("VACUUM INTO ?", [str(copy)])
    _migrate(db)


def _migrate(db: "Database") -> None:
    from annotator.store.schema import migrations  # noqa: PLC0415  # as below

    migrations.apply(db)


def _database(connection: sqlite3.Connection) -> "Database":
    # Imported when the first file is opened: it takes longer than all else of the window, which
    # stands on the screen by then.
    from sqlite_utils import Database  # noqa: PLC0415

    return Database(connection)


def _connect(path: Path) -> "Database":
    # Without isolation_level=None, Python opens transactions of its own that later writes join
    # and that are lost when the connection closes.
    return _database(sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MS / 1000))


def _connect_read_only(path: Path) -> "Database":
    mode = "mode=ro&immutable=1" if is_immutable(path) else "mode=ro"
    uri = f"{path.absolute().as_uri()}?{mode}"
    return _database(sqlite3.connect(uri, uri=True, isolation_level=None))


def _set_up(db: "Database", read_only: bool = False) -> None:
    if not read_only:
        # Where the file system cannot do it (network drives), SQLite keeps its default journal.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        # The first question makes the write-ahead log, so that its owner knows it from then on.
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    db.execute("PRAGMA foreign_keys = ON")


def _pragma(db: "Database", name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
