"""An open project file: edits go in whole or not at all, with their row in the log."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from annotator.core.clock import new_uid, now
from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.garbage import collected_later
from annotator.core.model import Coder, Record
from annotator.store import log, opening
from annotator.store.amending import amend
from annotator.store.asking import Asking
from annotator.store.bulk import Brought, removal
from annotator.store.log import Entry
from annotator.store.reading import Reading
from annotator.store.watch import Watch
from annotator.store.writing import Writing

if TYPE_CHECKING:
    from sqlite_utils import Database

_log = logging.getLogger(__name__)

# What is kept of a row of the log to know what can be undone: id, kind and what it reverts.
Row = tuple[int, Kind, int | None]

_ENTRY = (
    "SELECT edit.id, at, coder.uid, session, kind, changes, reverts "
    "FROM edit JOIN coder ON coder.id = coder_id"
)


class Store:
    """One connection to one project file, used by one thread.

    `session` names this opening in the log; a second connection of the same window takes over the
    first one's, so that its edits count as the window's own.
    """

    def __init__(self, db: "Database", path: Path, read_only: bool, session: str) -> None:
        self.path = path
        self.read_only = read_only
        self.session = session
        self._attached = 0
        self._attach(db)

    @classmethod
    def create(cls, path: Path, records: Iterable[Record]) -> Self:
        """Make a project file that holds `records`, in an order in which references stand."""
        db = opening.create(path)
        store = cls(db, path, False, new_uid())
        try:
            with store._transaction():
                store._writing.insert(records)
        except BaseException:
            store.close()
            path.unlink()
            raise
        return store

    @classmethod
    def open(cls, path: Path, session: str | None = None) -> Self:
        """Open a project file. Raises AnnotatorError when it is none, or not one we can read."""
        db, read_only = opening.open_(path)
        return cls(db, path, read_only, session or new_uid())

    def close(self) -> None:
        """Close the file; what was in the write-ahead log is in the one file then.

        Where the disk is too full for that, the log stays beside the file and nothing is lost.
        """
        if not self._is_open:
            return
        try:
            self.checkpoint()
        except AnnotatorError as error:
            reason = error.__cause__
            _log.warning("The -wal of %s stays beside it, nothing is lost (%s)", self.path, reason)
        finally:
            self._detach()

    @property
    def is_open(self) -> bool:
        return self._is_open

    def release(self) -> None:
        """Let go of the file until `resume`, while something else in this process looks at it.

        When any descriptor of a file is closed, a process loses all POSIX locks that it has on
        it. Without those another process takes the write-ahead log for nobody's and deletes it,
        and what is written here from then on is lost. File dialogs open every file they show.
        """
        self.close()

    def resume(self) -> None:
        """Take up the file again. Raises AnnotatorError when it is no longer as it should be."""
        db, self.read_only = opening.open_(self.path)
        self._attach(db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    def apply(self, edit: Edit, coder: Coder) -> tuple[int, Edit]:
        """Write every change of an edit and its row in the log, or none.

        Return the row's id and the edit as it happened. Raises Conflict when what is stored is
        not what the edit was made from.
        """
        with collected_later(), self._transaction():
            checked = edit.as_of is not None and edit.as_of == self.reading.state()
            self._register(coder)
            changes = tuple(self._writing.write(edit.changes, checked=checked))
            return self._log(Edit(edit.kind, changes), coder)

    def amend(self, edit: Edit, coder: Coder, instead_of: int) -> tuple[list[Row], Edit]:
        """Write an edit in place of a row of the log, after which it was made, or nothing.

        Return the new rows (one that takes the former back, and one of what is there instead,
        unless that is nothing) and what changed all in all. Raises Conflict when that cannot be.
        """
        with self._transaction():
            self._register(coder)
            former = self._own_entry(instead_of, coder)
            back, instead, net = amend(self._db, self.reading, self._writing, former, edit)
            rows: list[Row] = [(self._log(back, coder, former.id)[0], back.kind, former.id)]
            if instead:
                rows.append((self._log(instead, coder)[0], instead.kind, None))
            return rows, net

    def apply_bulk(self, records: Iterable[Record], coder: Coder) -> int:
        """Write the records of an import, each behind those it refers to, as one bulk row.

        Raises AnnotatorError, and writes nothing, when a record cannot be written.
        """
        brought = Brought()
        with self._transaction():
            self._register(coder)
            self._writing.insert(brought.noting(records))
            return self._append(Kind.IMPORT, log.encode_bulk(brought.summary()), coder, None)

    def revert(self, id: int, coder: Coder) -> tuple[int, Edit]:
        """Take back a row of the log; return the new row's id and what happened.

        Raises Conflict when it cannot be taken back.
        """
        with collected_later(), self._transaction():
            self._register(coder)
            entry = self._own_entry(id, coder)
            summary = entry.bulk
            if summary is None:
                back: Iterable[Change] = entry.inverse(self.reading.records_of).changes
            else:
                back = removal(summary, self.reading, self.entries_after(id))
            changes = self._writing.write(back, checked=True)
            return self._log(Edit(entry.kind, tuple(changes)), coder, reverts=id)

    def introduce(self, coder: Coder) -> None:
        """Let a coder stand under the name that they have now; that is no edit of the project."""
        with self._transaction():
            self._register(coder)

    def checkpoint(self) -> None:
        """Move what is in the write-ahead log into the file, so that the file alone is whole.

        Readers and writers in other processes can keep a part back; it is not worth waiting for
        them, since the next checkpoint takes it.
        """
        if self.read_only or self._db.conn.in_transaction:
            return
        with opening.failures_told(self.path):
            (patience,) = self._db.execute("PRAGMA busy_timeout").fetchone()
            self._db.execute("PRAGMA busy_timeout = 0")
            try:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {patience}")

    def forget_history(self) -> None:
        """Empty the log: nothing done so far can be undone or traced any more."""
        with self._transaction():
            # Some SQLites leave what was deleted readable in the file.
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute("DELETE FROM edit")
        with opening.failures_told(self.path):
            self._db.execute("VACUUM")

    # The log

    def entry(self, id: int) -> Entry:
        row = self._ask.first(f"{_ENTRY} WHERE edit.id = ?", [id])
        if row is None:
            raise Conflict("the history of this project was emptied since")
        return _entry(row)

    def _own_entry(self, id: int, coder: Coder) -> Entry:
        entry = self.entry(id)
        if entry.coder != coder.uid:
            raise Conflict("somebody else did it")
        return entry

    def trace(self, id: int) -> tuple[Any, ...] | None:
        """Return when and in which session a row of the log was written, if it is there."""
        return self._ask.first("SELECT at, session FROM edit WHERE id = ?", [id])

    def size(self, id: int) -> int:
        """Return in how many characters a row of the log tells of its changes; 0 for none."""
        return self._ask.number("SELECT length(changes) FROM edit WHERE id = ?", [id]) or 0

    def entries_after(self, id: int) -> list[Entry]:
        with collected_later():
            rows = self._ask.rows(f"{_ENTRY} WHERE edit.id > ? ORDER BY edit.id", [id])
            return [*map(_entry, rows)]

    def last_entry(self) -> int:
        return self._ask.number("SELECT ifnull(max(id), 0) FROM edit") or 0

    def steps(self, coder: Coder) -> list[Row]:
        """Return id, kind and what it reverts of each of a coder's edits, the oldest first."""
        rows = self._ask.rows(
            "SELECT edit.id, kind, reverts FROM edit JOIN coder ON coder.id = coder_id "
            "WHERE coder.uid = ? ORDER BY edit.id",
            [coder.uid],
        )
        return [(id, Kind(kind), reverts) for id, kind, reverts in rows]

    def data_version(self) -> tuple[int, int]:
        """Return what changes when another connection has written to the file."""
        self._check_attached()
        # Another connection counts from its own beginning.
        return (self._attached, self._ask.number("PRAGMA data_version") or 0)

    # How it is done

    def _attach(self, db: "Database") -> None:
        self._db = db
        self._ask = Asking(db, self.path, read_only=self.read_only)
        self.reading = Reading(self._ask)
        self._writing = Writing(db, self.reading)
        self._watch = Watch(self.path)
        self._attached += 1
        self._is_open = True

    def _detach(self) -> None:
        self._is_open = False
        self._watch.end()
        self._db.close()

    def _check_attached(self) -> None:
        """Refuse to go on where another process has deleted the write-ahead log under us.

        All that was saved is in the file then; what would be written from now on would be lost.
        """
        if not self._is_open:
            raise AnnotatorError(f"{self.path} is not open at the moment. Nothing was changed.")
        if self._watch.is_moved:
            raise AnnotatorError(
                f"{self.path} was moved or deleted while it was open here. Put it back to go on; "
                "until then nothing is changed."
            )
        if self._watch.is_log_lost:
            raise AnnotatorError(
                f"Another program has taken {self.path} for closed. All that was saved is in it; "
                "close it here and open it again to go on."
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise AnnotatorError(
                f"{self.path} can only be read: you may not write to it or to its folder. "
                "Copy it to a folder of yours to annotate."
            )
        self._check_attached()
        connection = self._db.conn
        with opening.failures_told(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._check_attached()
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has made SQLite roll back by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _register(self, coder: Coder) -> None:
        self._db.execute(
            "INSERT INTO coder (uid, name, role) VALUES (?, ?, ?) "
            "ON CONFLICT (uid) DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
            [coder.uid, coder.name, coder.role],
        )

    def _log(self, edit: Edit, coder: Coder, reverts: int | None = None) -> tuple[int, Edit]:
        return self._append(edit.kind, log.encode(edit), coder, reverts), edit

    def _append(self, kind: Kind, changes: str, coder: Coder, reverts: int | None) -> int:
        cursor = self._db.execute(
            "INSERT INTO edit (at, coder_id, session, kind, changes, reverts) "
            "VALUES (?, (SELECT id FROM coder WHERE uid = ?), ?, ?, ?, ?)",
            [now(), coder.uid, self.session, kind.value, changes, reverts],
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid


def _entry(row: tuple[Any, ...]) -> Entry:
    id, at, coder, session, kind, changes, reverts = row
    return Entry(id, at, coder, session, Kind(kind), reverts, *log.decode(changes))
