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
        for (table, way), group in groupby(changes, _way):
            run = list(group)
            if way != "create" and not checked:
                stored = self._reading.records_of(table, [one.identity for one in run])
                run = [_on_stored(one, stored.get(one.identity)) for one in run]
            try:
                self._execute(BY_TABLE[table], way, run)
            except sqlite3.IntegrityError as error:
                raise Conflict(_refusal(run[0], error)) from error
            yield from run

    def _execute(self, kind: type[Record], way: str, run: list[Change]) -> None:
        statements, connection = mapper(kind), self._db.conn
        if way == "create":
            rows = (statements.values(change.record) for change in run)
            connection.executemany(statements.insert, rows)
        elif way == "remove":
            connection.executemany(statements.delete, (change.identity for change in run))
        else:
            for change in run:
                if fields := change.fields:
                    values = statements.some_values(change.record, fields)
                    connection.execute(statements.update(fields), [*values, *change.identity])


def _way(change: Change) -> tuple[str, str]:
    way = "create" if change.before is None else "remove" if change.after is None else "update"
    return change.table, way


def _on_stored(change: Change, stored: Record | None) -> Change:
    """Return a change as it is from the stored record.

    Raises Conflict when that differs from `before` in a field that the change concerns: one that
    it sets or, where the record goes, any.
    """
    before, after = change.before, change.after
    assert before is not None  # there is nothing to compare a new record with
    if stored is None:
        raise Conflict(f"This {change.table} was removed in another window.")
    if stored == before:
        return change
    names = change.fields if after is not None else field_table(type(before))
    for name in names:
        if name not in BOOKKEEPING and getattr(stored, name) != getattr(before, name):
            raise Conflict(
                f"This {change.table} was changed in another window ({name}); look at it again."
            )
    if after is None:
        return Change(stored, None)
    return Change(stored, replace(stored, **{name: getattr(after, name) for name in names}))


def _refusal(change: Change, error: sqlite3.IntegrityError) -> str:
    """Say why the file's own rules refuse a change."""
    if change.after is None:
        return f"This {change.table} is still used by something else, so it was kept."
    if "FOREIGN KEY" in str(error):
        return f"This {change.table} refers to something that is gone."
    if change.table == Annotation.table:
        return "The same span is tagged with this label already."
    return f"There is such a {change.table} already."
