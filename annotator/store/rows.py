"""How a record becomes a row and a row a record, derived from the record's own fields.

A reference is a uid in the record and the integer id of that row in the table, in a column named
`<field>_id`; the statements here translate in both directions.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import Field
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from annotator.core.making import made
from annotator.core.model import RECORD_TYPES, Record, field_table, freeze

R = TypeVar("R", bound=Record)

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: Any) -> str:
    # Most fields of this kind are empty, and the encoder takes its time.
    if not value and isinstance(value, dict | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    return _COMPACT.encode(value)


# Rows are found by ids, in which order they lie; by uids each would be looked for elsewhere.
_LISTED = "id IN (SELECT id FROM {table} WHERE uid IN (SELECT value FROM json_each(?)))"


class Mapper(Generic[R]):
    """The SQL statements of one kind of record, and the translation of its values."""

    def __init__(self, kind: type[R]) -> None:
        self._kind = kind
        self._fields = field_table(kind)
        table = kind.table
        names = ", ".join(_column(one) for one in self._fields.values())
        marks = ", ".join(_parameter(one) for one in self._fields.values())
        self.where = " AND ".join(
            f"{_column(self._fields[name])} = {_lookup(self._fields[name])}"
            for name in kind.known_by
        )
        self.select = f"SELECT {', '.join(self.columns(table))} FROM {table}"
        self.insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        self.delete = f"DELETE FROM {table} WHERE {self.where}"
        # Of all whose uids are listed, as JSON.
        self.delete_all = f"DELETE FROM {table} WHERE {_LISTED.format(table=table)}"
        decoders = ((place, _decoder(one)) for place, one in enumerate(self._fields.values()))
        # What is not kept as it is, by its place in a row.
        self.decoders = [(place, decode) for place, decode in decoders if decode is not None]
        self.names = tuple(self._fields)
        parameters = self._parameters(self.names)
        self._inserted = attrgetter(*(one.name for one in parameters))
        self._inserted_json = _places_of_json(parameters)

    def columns(self, alias: str) -> list[str]:
        """Return what stands behind SELECT, where the table is known by an alias."""
        return [self._selected(one, alias) for one in self._fields.values()]

    def values(self, record: R) -> list[Any]:
        """Return the parameters of `insert`; a reference takes two."""
        return _encoded(list(self._inserted(record)), self._inserted_json)

    def update(self, names: tuple[str, ...]) -> "Update":
        """Return what sets some fields of one row."""
        chosen = [self._fields[name] for name in names]
        sets = ", ".join(f"{_column(one)} = {_parameter(one)}" for one in chosen)
        parameters = self._parameters(names)
        statement = f"UPDATE {self._kind.table} SET {sets} WHERE"
        has_uid = self._kind.known_by == ("uid",)
        return Update(
            f"{statement} {self.where}",
            f"{statement} {_LISTED.format(table=self._kind.table)}" if has_uid else "",
            len(parameters),
            attrgetter(*(one.name for one in parameters), *self._kind.known_by),
            _places_of_json(parameters),
        )

    def record(self, row: Sequence[Any]) -> R:
        """Return the record of a row that `select` gave."""
        values = list(row)
        for place, decode in self.decoders:
            values[place] = decode(values[place])
        return made(self._kind, values)

    def references(self) -> dict[str, str]:
        """Return the tables to which fields refer, by the name of the field."""
        there = ((name, one.metadata.get("reference")) for name, one in self._fields.items())
        return {name: table for name, table in there if table is not None}

    def _parameters(self, names: Iterable[str]) -> list[Field[Any]]:
        """Return the field of each question mark in the placeholders of some fields."""
        fields = [self._fields[name] for name in names]
        return [one for field in fields for one in [field] * _parameter(field).count("?")]

    @staticmethod
    def _selected(field: Field[Any], alias: str) -> str:
        parent = field.metadata.get("reference")
        if parent is None:
            return f'{alias}."{field.name}"'
        column = f"{alias}.{field.name}_id"
        return f"(SELECT uid FROM {parent} WHERE id = {column})"


class Update(NamedTuple):
    """The statements that set some fields of a row, and what they take of the changed record."""

    one: str
    all: str  # whose uids are listed, as JSON; empty where records have none
    width: int  # of the parameters that stand before those of the condition
    taken: Callable[[Record], tuple[Any, ...]]
    places_of_json: list[int]

    def values(self, record: Record) -> list[Any]:
        """Return the parameters of `one`."""
        return _encoded(list(self.taken(record)), self.places_of_json)

    def told(self, values: list[Any]) -> list[Any]:
        return values[: self.width]


def mapper(kind: type[R]) -> Mapper[R]:
    return _MAPPERS[kind.table]


def _column(field: Field[Any]) -> str:
    return f"{field.name}_id" if "reference" in field.metadata else f'"{field.name}"'


def _lookup(field: Field[Any]) -> str:
    parent = field.metadata.get("reference")
    return f"(SELECT id FROM {parent} WHERE uid = ?)" if parent else "?"


def _parameter(field: Field[Any]) -> str:
    """Return the placeholder of a value.

    A uid that is not there becomes -1, which the foreign key refuses; without that an optional
    reference to nothing would silently become NULL.
    """
    parent = field.metadata.get("reference")
    if parent is None:
        return "?"
    return f"iif(? IS NULL, NULL, ifnull((SELECT id FROM {parent} WHERE uid = ?), -1))"


def _places_of_json(parameters: list[Field[Any]]) -> list[int]:
    return [place for place, one in enumerate(parameters) if one.metadata.get("json")]


def _encoded(values: list[Any], places_of_json: list[int]) -> list[Any]:
    for place in places_of_json:
        if values[place] is not None:
            values[place] = to_json(values[place])
    return values


def _decoder(field: Field[Any]) -> Callable[[Any], Any] | None:
    if field.metadata.get("json"):
        return _from_json
    return bool if field.type is bool else None


def _from_json(text: str | None) -> Any:
    match text:
        case None:
            return None
        case "{}":
            return {}
        case "[]":
            return ()
    return freeze(json.loads(text))


_MAPPERS: dict[str, Mapper[Any]] = {kind.table: Mapper(kind) for kind in RECORD_TYPES}
