"""An open project file: edits go in whole or not at all, with their row in the log."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from annotator.core.clock import new_uid, now
from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import BY_TABLE, Annotation, Coder, Record, field_table
from annotator.store import log, opening
from annotator.store.asking import Asking
from annotator.store.bulk import Brought, removal
from annotator.store.log import BOOKKEEPING, Entry
from annotator.store.reading import Reading
from annotator.store.rows import mapper

_ENTRY = (
    "SELECT edit.id, at, coder.uid, session, kind, changes, reverts "
    "FROM edit JOIN coder ON coder.id = coder_id"
)


class Store:
    """One connection to one project file, used by one thread.

    `session` names this opening in the log; a second connection of the same window takes over the
    first one's, so that its edits count as the window's own.
    """

    def __init__(self, db: Database, path: Path, read_only: bool, session: str) -> None:
        self._db = db
        self.path = path
        self.read_only = read_only
        self.session = session
        self._ask = Asking(db, path)
        self.reading = Reading(self._ask)

    @classmethod
    def create(cls, path: Path, records: Iterable[Record]) -> Self:
        """Make a project file that holds `records`, in an order in which references stand."""
        db = opening.create(path)
        store = cls(db, path, False, new_uid())
        with store._transaction():
            store._insert_all(records)
        store.checkpoint()
        return store

    @classmethod
    def open(cls, path: Path, session: str | None = None) -> Self:
        """Open a project file. Raises AnnotatorError when it is none, or not one we can read."""
        db, read_only = opening.open_(path)
        return cls(db, path, read_only, session or new_uid())

    def close(self) -> None:
        """Close the file; what was in the write-ahead log is in the one file then."""
        self.checkpoint()
        self._db.close()

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

    def apply(self, edit: Edit, coder: Coder, reverts: int | None = None) -> tuple[int, Edit]:
        """Write every change of an edit and its row in the log, or none.

        Return the row's id and the edit as it happened. Raises Conflict when what is stored is
        not what the edit was made from.
        """
        with self._transaction():
            self._register(coder)
            happened = Edit(edit.kind, tuple(map(self._write, edit.changes)))
            return self._append(edit.kind, log.encode(happened), coder, reverts), happened

    def apply_bulk(self, records: Iterable[Record], coder: Coder) -> int:
        """Write the records of an import, each behind those it refers to, as one bulk row.

        Raises AnnotatorError, and writes nothing, when a record cannot be written.
        """
        brought = Brought()
        with self._transaction():
            self._register(coder)
            self._insert_all(brought.noting(records))
            return self._append(Kind.IMPORT, log.encode_bulk(brought.summary()), coder, None)

    def inverse(self, edit: int) -> Edit:
        """Return the edit that takes back a row of the log, from what is stored now.

        Raises Conflict when it cannot be taken back.
        """
        entry = self.entry(edit)
        if entry.bulk is None:
            return entry.inverse(self.reading.record)
        return removal(entry.bulk, self.reading, self.entries_after(edit))

    def checkpoint(self) -> None:
        """Move what is in the write-ahead log into the file, so that the file alone is whole."""
        if not self.read_only and not self._db.conn.in_transaction:
            # A reader in another process can keep a part back; the next checkpoint takes it.
            # It is not worth waiting for one that writes, either.
            (patience,) = self._db.execute("PRAGMA busy_timeout").fetchone()
            self._db.execute("PRAGMA busy_timeout = 0")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._db.execute(f"PRAGMA busy_timeout = {patience}")

    def forget_history(self) -> None:
        """Empty the log: nothing done so far can be undone or traced any more."""
        with self._transaction():
            self._db.execute("DELETE FROM edit")

    # The log

    def entry(self, id: int) -> Entry:
        row = self._ask.first(f"{_ENTRY} WHERE edit.id = ?", [id])
        if row is None:
            raise Conflict("the history of this project was emptied since")
        return _entry(row)

    def entries_after(self, id: int) -> list[Entry]:
        return [*map(_entry, self._ask.rows(f"{_ENTRY} WHERE edit.id > ? ORDER BY edit.id", [id]))]

    def last_entry(self) -> int:
        return self._ask.number("SELECT ifnull(max(id), 0) FROM edit") or 0

    def steps(self, coder: Coder) -> list[tuple[int, Kind, int | None]]:
        """Return id, kind and what it reverts of each of a coder's edits, the oldest first."""
        rows = self._ask.rows(
            "SELECT edit.id, kind, reverts FROM edit JOIN coder ON coder.id = coder_id "
            "WHERE coder.uid = ? ORDER BY edit.id",
            [coder.uid],
        )
        return [(id, Kind(kind), reverts) for id, kind, reverts in rows]

    def data_version(self) -> int:
        """Return a number that changes when another connection has written to the file."""
        return self._ask.number("PRAGMA data_version") or 0

    # How it is done

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise AnnotatorError(
                f"{self.path} can only be read: you may not write to it or to its folder. "
                "Copy it to a folder of yours to annotate."
            )
        connection = self._db.conn
        with opening.failures_told(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has made SQLite roll back by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _register(self, coder: Coder) -> None:
        self._db.execute(
            "INSERT INTO coder (uid, name, role) VALUES (?, ?, ?) ON CONFLICT (uid) DO NOTHING",
            [coder.uid, coder.name, coder.role],
        )

    def _append(self, kind: Kind, changes: str, coder: Coder, reverts: int | None) -> int:
        cursor = self._db.execute(
            "INSERT INTO edit (at, coder_id, session, kind, changes, reverts) "
            "VALUES (?, (SELECT id FROM coder WHERE uid = ?), ?, ?, ?, ?)",
            [now(), coder.uid, self.session, kind.value, changes, reverts],
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _insert_all(self, records: Iterable[Record]) -> None:
        for table, group in groupby(records, attrgetter("table")):
            statements = mapper(BY_TABLE[table])
            try:
                self._db.conn.executemany(statements.insert, map(statements.values, group))
            except sqlite3.IntegrityError as error:
                raise AnnotatorError(
                    f"A record of the table {table} does not fit the project: {error}."
                ) from error

    def _write(self, change: Change) -> Change:
        """Write a change and return it as it happened: from the record that was stored."""
        happened = self._on_stored(change)
        try:
            self._execute(happened)
        except sqlite3.IntegrityError as error:
            raise Conflict(_refusal(change, error)) from error
        return happened

    def _execute(self, change: Change) -> None:
        statements = mapper(type(change.record))
        fields = change.fields
        if change.before is None:
            self._db.execute(statements.insert, statements.values(change.record))
        elif change.after is None:
            self._db.execute(statements.delete, change.identity)
        elif fields:
            values = statements.some_values(change.after, fields)
            self._db.execute(statements.update(fields), [*values, *change.identity])

    def _on_stored(self, change: Change) -> Change:
        """Return a change as it is from the stored record.

        Raises Conflict when that differs from `before` in a field that the change concerns: one
        that it sets or, where the record goes, any.
        """
        before, after = change.before, change.after
        if before is None:
            return change
        stored = self.reading.record(change.table, change.identity)
        if stored is None:
            raise Conflict(f"This {change.table} was removed in another window.")
        names = change.fields if after is not None else field_table(type(before))
        for name in names:
            if name not in BOOKKEEPING and getattr(stored, name) != getattr(before, name):
                raise Conflict(
                    f"This {change.table} was changed in another window ({name}); look at it again."
                )
        if after is None:
            return Change(stored, None)
        return Change(stored, replace(stored, **{name: getattr(after, name) for name in names}))


def _entry(row: tuple[Any, ...]) -> Entry:
    id, at, coder, session, kind, changes, reverts = row
    return Entry(id, at, coder, session, Kind(kind), changes, reverts)


def _refusal(change: Change, error: sqlite3.IntegrityError) -> str:
    """Say why the file's own rules refuse a change."""
    if change.after is None:
        return f"This {change.table} is still used by something else, so it was kept."
    if "FOREIGN KEY" in str(error):
        return f"This {change.table} refers to something that is gone."
    if change.table == Annotation.table:
        return "The same span is tagged with this label already."
    return f"There is such a {change.table} already."
