"""Writing changes of records into the tables, each from the record that is stored."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from annotator.core.edit import Change
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import BY_TABLE, Annotation, Record, field_table
from annotator.store.log import BOOKKEEPING
from annotator.store.reading import Reading
from annotator.store.rows import mapper

if TYPE_CHECKING:
    from sqlite_utils import Database


class Writing:
    """Writes within the transaction of whoever calls it."""

    def __init__(self, db: "Database", reading: Reading) -> None:
        self._db = db
        self._reading = reading

    def insert(self, records: Iterable[Record]) -> None:
        """Insert records, each behind those it refers to.

        Raises AnnotatorError when the file's own rules refuse one.
        """
        for table, group in groupby(records, attrgetter("table")):
            statements = mapper(BY_TABLE[table])
            try:
                self._db.conn.executemany(statements.insert, map(statements.values, group))
            except sqlite3.IntegrityError as error:
                raise AnnotatorError(
                    f"A record of the table {table} does not fit the project: {error}."
                ) from error

    def write(self, changes: Iterable[Change], *, checked: bool = False) -> Iterator[Change]:
        """Write changes in their order and yield each as it happened, from what was stored.

        Raises Conflict when a `before` is not what is stored, unless that was `checked` before,
        and when the file's own rules refuse a change.
        """
        for (table, creates), group in groupby(changes, _way):
            run = [one if checked or creates else self._on_stored(one) for one in group]
            statements = mapper(BY_TABLE[table])
            try:
                if creates:
                    rows = (statements.values(change.record) for change in run)
                    self._db.conn.executemany(statements.insert, rows)
                else:
                    for change in run:
                        self._execute(change)
            except sqlite3.IntegrityError as error:
                raise Conflict(_refusal(run[0], error)) from error
            yield from run

    def _execute(self, change: Change) -> None:
        statements = mapper(type(change.record))
        fields = change.fields
        if change.after is None:
            self._db.conn.execute(statements.delete, change.identity)
        elif fields:
            values = statements.some_values(change.after, fields)
            self._db.conn.execute(statements.update(fields), [*values, *change.identity])

    def _on_stored(self, change: Change) -> Change:
        """Return a change as it is from the stored record.

        Raises Conflict when that differs from `before` in a field that the change concerns: one
        that it sets or, where the record goes, any.
        """
        before, after = change.before, change.after
        assert before is not None  # there is nothing to compare a new record with
        stored = self._reading.record(change.table, change.identity)
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


def _way(change: Change) -> tuple[str, bool]:
    return change.table, change.before is None


def _refusal(change: Change, error: sqlite3.IntegrityError) -> str:
    """Say why the file's own rules refuse a change."""
    if change.after is None:
        return f"This {change.table} is still used by something else, so it was kept."
    if "FOREIGN KEY" in str(error):
        return f"This {change.table} refers to something that is gone."
    if change.table == Annotation.table:
        return "The same span is tagged with this label already."
    return f"There is such a {change.table} already."
