"""Whole copies of a project in one file, taken while others write and checked before they count."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from time import monotonic
from uuid import uuid4

from annotator.core.errors import AnnotatorError
from annotator.core.progress import SILENT, Cancelled, Progress
from annotator.store.asking import Asking
from annotator.store.marks import APPLICATION_ID, VERSION
from annotator.store.opening import failures_told

# What SQLite keeps beside a file while somebody works in it, or after somebody was cut off.
BESIDE = ("-wal", "-shm", "-journal")
# How a file ends that is not whole yet; it is hidden, and nobody takes it for a project.
PART = ".part"

_PAGES = 512  # copied at a time: 2 MB, a few milliseconds
_STEPS = 10_000  # of SQLite's own, between two looks at whether to stop
_PATIENCE_S = 10.0

# Failures of what is written, as far as SQLite tells them from those of what is read.
_TARGET = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    )
)


def copy(ask: Asking, to: Path, progress: Progress = SILENT) -> None:
    """Write all of a project, as it is at one moment, to a file of its own, or nothing.

    A file of that name gives way, unless somebody works in it. Raises AnnotatorError where the
    target cannot be written or the project is damaged, and Cancelled; all is as it was then.
    """
    with failures_told(ask.path), _target_told(to):
        place = _place(ask.path, to)
        # Beside the target, because only within one file system a file is renamed in one step.
        part = place.with_name(f".{uuid4().hex}{PART}")
        try:
            # Plainer than SQLite about why it cannot be made, and nobody else's to read meanwhile.
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _fill(part, ask, progress)
            _check(part, ask.path, progress)
            # What several may write or only one may read stays so, but a copy is its maker's.
            with suppress(PermissionError):  # file systems without rights
                part.chmod(stat.S_IMODE(ask.path.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)
            sync(part)
            progress.report(1, 1)
            part.replace(place)
            sync(place.parent)
        finally:
            for end in ("", *BESIDE):
                part.with_name(part.name + end).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Let a file, or the names in a folder, survive a power cut. Not for a project that is open."""
    if os.name == "posix" or path.is_file():  # Windows has no such thing for folders
        opened = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _target_told(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AnnotatorError(_unwritten(to, error.strerror or str(error))) from error
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _TARGET:
            raise
        raise AnnotatorError(_unwritten(to, str(error))) from error


def _unwritten(to: Path, why: str) -> str:
    return (
        f"{to} cannot be written ({why}). Check that the folder is there, that you may write in "
        "it and that the disk is not full."
    )


def _place(of: Path, to: Path) -> Path:
    """Return where to write: the file itself where the target is a link to one."""
    place, own = Path(os.path.realpath(to)), Path(os.path.realpath(of))
    if place.name in {own.name + end for end in BESIDE} and place.parent == own.parent:
        raise AnnotatorError(f"{to} belongs to the project itself. Choose another name.")
    if place.exists():
        if place.samefile(own):
            raise AnnotatorError(f"{to} is the project itself. Choose another name for the copy.")
        if not place.is_file():
            raise AnnotatorError(
                f"{to} is there already and is not a file. Choose another name for the copy."
            )
    # SQLite would take what lies beside the former file for a part of the copy.
    if any(place.with_name(place.name + end).exists() for end in BESIDE):
        raise AnnotatorError(
            f"{to} is open in a window, or was when the computer stopped. Choose another name "
            "for the copy."
        )
    return place


def _fill(part: Path, ask: Asking, progress: Progress) -> None:
    source = ask.connection
    with closing(sqlite3.connect(part, isolation_level=None)) as target:
        # There is nothing to go back to, and all is made safe at once at the end.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        # With a write-ahead log, holding on to one moment is in nobody's way. Without one it would
        # keep all others from writing, so SQLite begins anew when somebody did.
        logged = ask.first("PRAGMA journal_mode") == ("wal",)
        holds = logged and not source.in_transaction
        with ask.one_moment() if holds else nullcontext():
            ask.first("PRAGMA page_count")  # begins the moment
            source.backup(
                target, pages=_PAGES, progress=_Pace(ask.path, progress).take_note, sleep=0.05
            )
            ask.first("PRAGMA page_count")  # which is refused if a read-only file was changed
        # Without the log, so that the copy is one file and stays so until somebody works in it.
        target.execute("PRAGMA journal_mode = DELETE")


class _Pace:
    """Reports how far a copy is; ends one that others do not let come to its end."""

    def __init__(self, of: Path, progress: Progress) -> None:
        self._of, self._progress = of, progress
        self._least: float = float("inf")
        self._since = monotonic()

    def take_note(self, _state: int, remaining: int, pages: int) -> None:
        if remaining < self._least:
            self._least, self._since = remaining, monotonic()
        elif monotonic() - self._since > _PATIENCE_S:
            raise AnnotatorError(
                f"Somebody writes to {self._of} all the time, so that it could not be copied in "
                "one piece. Try again later."
            )
        self._progress.report(pages - remaining, pages)


def _check(part: Path, of: Path, progress: Progress) -> None:
    """Raise AnnotatorError when a copy is not a sound project; what it was copied from is not."""
    cancelled: list[Cancelled] = []

    def look() -> int:
        try:
            progress.report(1, 1)
        except Cancelled as error:  # SQLite would drop it
            cancelled.append(error)
        return len(cancelled)

    with closing(sqlite3.connect(part, isolation_level=None)) as copied:
        copied.set_progress_handler(look, _STEPS)
        try:
            _check_sound(copied, of)
        except sqlite3.OperationalError:
            if cancelled:
                raise cancelled[0] from None
            raise


def _check_sound(copied: sqlite3.Connection, of: Path) -> None:
    (owner,) = copied.execute("PRAGMA application_id").fetchone()
    (version,) = copied.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION_ID or not 0 < version <= VERSION:
        raise AnnotatorError(f"{of} is not a project of Annotator, so it was not copied.")
    wrong = [line for (line,) in copied.execute("PRAGMA quick_check(1)") if line != "ok"]
    if not wrong and copied.execute("PRAGMA foreign_key_check").fetchone():
        wrong = ["something refers to what is not there"]
    if wrong:
        raise AnnotatorError(
            f"{of} is damaged ({wrong[0]}), so it was not copied. Leave it as it is and take an "
            "earlier backup."
        )
