"""Writing changes of records into the tables, each from the record that is stored."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from annotator.core.edit import Change
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import BY_TABLE, Annotation, Record
from annotator.store.comparing import on_stored
from annotator.store.reading import Reading
from annotator.store.rows import Update, mapper

if TYPE_CHECKING:
    from sqlite_utils import Database


# By one statement, which finds them by their ids, as many are written in half of the time.
_AT_ONCE = 1000


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
                run = [on_stored(one, stored.get(one.identity)) for one in run]
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
            identities = [change.identity for change in run]
            if len(run) >= _AT_ONCE and kind.known_by == ("uid",):
                connection.execute(statements.delete_all, [_listed(identities)])
            else:
                connection.executemany(statements.delete, identities)
        else:
            for fields, alike in groupby(run, attrgetter("fields")):
                if fields:
                    self._update(statements.update(fields), [one.record for one in alike])

    def _update(self, update: Update, records: Iterable[Record]) -> None:
        """Update rows in their order; where many in a row become alike, all of these at once."""
        connection, waiting = self._db.conn, []
        for told, alike in groupby(map(update.values, records), update.told):
            rows = list(alike)
            if len(rows) < _AT_ONCE or not update.all:
                waiting += rows
            else:
                connection.executemany(update.one, waiting)
                waiting = []
                connection.execute(update.all, [*told, _listed(row[-1:] for row in rows)])
        connection.executemany(update.one, waiting)


def _listed(identities: Iterable[Sequence[Any]]) -> str:
    return json.dumps([one[0] for one in identities])


def _way(change: Change) -> tuple[str, str]:
    way = "create" if change.before is None else "remove" if change.after is None else "update"
    return change.table, way


def _refusal(change: Change, error: sqlite3.IntegrityError) -> str:
    """Say why the file's own rules refuse a change."""
    if change.after is None:
        return f"This {change.table} is still used by something else, so it was kept."
    if "FOREIGN KEY" in str(error):
        return f"This {change.table} refers to something that is gone."
    if change.table == Annotation.table:
        return "The same span is tagged with this label already."
    return f"There is such a {change.table} already."
