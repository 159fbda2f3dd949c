"""How an edit is written into the log, and what of it can be taken back later.

A record that was created or removed is kept whole; of one that was changed only the fields that
differ, each as `[field, before, after]`. Each change has a line of its own, so that one can be read
without the others; many of one kind in a row are packed, some hundred in a line (`packing`). An
import keeps no more than the identities of what it brought: its text would double the file.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from annotator.core.edit import Change, Edit, Kind, alter_all
from annotator.core.errors import Conflict
from annotator.core.garbage import collected_later
from annotator.core.making import made
from annotator.core.model import BY_TABLE, Identity, Record, field_table, freeze
from annotator.store import packing
from annotator.store.comparing import BOOKKEEPING, clash, on_stored
from annotator.store.rows import to_json

# JSON escapes the line ends of what people write, so these can only be our own.
_FIRST, _NEXT, _LAST = "[\n", ",\n", "\n]"
_LONG = 50_000  # characters of a row that are not decoded for one change
_NESTED = (list, dict)

# Returns records of a table by what they are known by; without those that are gone.
Stored = Callable[[str, Sequence[Identity]], Mapping[Identity, Record]]
There = Mapping[str, Mapping[Identity, Record]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    id: int
    at: str
    coder: str
    session: str
    kind: Kind
    reverts: int | None
    changes: list[dict[str, Any]]  # empty for an import
    bulk: dict[str, Any] | None  # the summary of what an import brought

    def touched(self) -> list[tuple[str, Identity]]:
        """Return the table and identity of each record that an edit (not a bulk row) changed."""
        return [(one["table"], _identity(one)) for one in self.changes]

    def replay(self, stored: Stored) -> Edit:
        """Return what those should hear of an edit who did not make it: how things are now.

        A record that is there is told as it is stored, whatever this row did to it; one that is
        gone is told by the row that removed it. An import is told without its changes.
        """
        if self.bulk is not None:
            return Edit(self.kind, ())
        with collected_later():
            there = _there(self.changes, stored)
            changes = (_replayed(one, there) for one in self.changes)
            return Edit(self.kind, tuple(one for one in changes if one is not None))

    def inverse(self, stored: Stored) -> Edit:
        """Return the edit that takes this one back, from what is stored now.

        Raises Conflict when a record that would change is no longer there, or not as this left it.
        """
        there = _there((one for one in self.changes if "old" not in one), stored)
        runs = groupby(reversed(self.changes), _shape)
        changes = (change for shape, run in runs for change in _inverted(shape, list(run), there))
        return Edit(self.kind, tuple(changes))


def decode(changes: str) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Return what `encode` or `encode_bulk` were given, as `Entry` holds it."""
    found = json.loads(changes)
    if isinstance(found, list):
        return [one for line in found for one in packing.unpacked(line)], None
    return [], found["bulk"]


def decode_about(changes: str, uid: str) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Return what `decode` does, but of a long row only the changes in which a uid stands.

    Rows that were written without lines are decoded whole.
    """
    if len(changes) < _LONG or not changes.startswith(_FIRST):
        return decode(changes)
    found: list[dict[str, Any]] = []
    written = to_json(uid)
    at = changes.find(written)
    while at >= 0:
        start, end = changes.rfind("\n", 0, at) + 1, changes.find("\n", at)
        line = json.loads(changes[start:end].removesuffix(","))
        found += (one for one in packing.unpacked(line) if one is line or written in to_json(one))
        at = changes.find(written, end)
    return found, None


def encode(edit: Edit) -> str:
    return _FIRST + _NEXT.join(map(to_json, _lines(edit.changes))) + _LAST


def encode_bulk(summary: dict[str, Any]) -> str:
    return to_json({"bulk": summary})


def _lines(changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
    for _, alike in groupby(changes, packing.shape):
        run = list(alike)
        if packing.is_worth_it(run):
            yield from packing.packed(run)
        else:
            yield from map(_encoded, run)


def _encoded(change: Change) -> dict[str, Any]:
    before, after = change.before, change.after
    if before is None and after is not None:
        return {"table": change.table, "new": _fields(after)}
    if after is None and before is not None:
        return {"table": change.table, "old": _fields(before)}
    fields = [[name, getattr(before, name), getattr(after, name)] for name in change.fields]
    return {"table": change.table, "id": change.identity, "set": fields}


def _fields(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in field_table(type(record))}


def _there(changes: Iterable[dict[str, Any]], stored: Stored) -> There:
    """Return the records that changes are about, as they are stored now."""
    wanted: dict[str, list[Identity]] = {}
    for one in changes:
        wanted.setdefault(one["table"], []).append(_identity(one))
    return {table: stored(table, identities) for table, identities in wanted.items()}


def _identity(entry: dict[str, Any]) -> Identity:
    if "id" in entry:
        return tuple(entry["id"])
    whole = entry.get("new") or entry["old"]
    return tuple(whole[name] for name in BY_TABLE[entry["table"]].known_by)


def _whole(table: str, values: dict[str, Any]) -> Record:
    kept = {
        name: freeze(value) if isinstance(value, _NESTED) else value
        for name, value in values.items()
    }
    kind = BY_TABLE[table]
    names = field_table(kind)
    # A row that was written before there was a field lacks it.
    whole = kept.keys() == names.keys()
    return made(kind, (kept[name] for name in names)) if whole else kind(**kept)


def _shape(entry: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    way = next(name for name in ("old", "new", "set") if name in entry)
    return entry["table"], way, tuple(name for name, _, _ in entry.get("set", ()))


def _inverted(
    shape: tuple[str, str, tuple[str, ...]], run: list[dict[str, Any]], there: There
) -> Iterable[Change]:
    """Return the changes that take back some of one table, way and fields."""
    table, way, names = shape
    if way == "old":
        return (Change(None, _whole(table, one["old"])) for one in run)
    records = [there[table].get(_identity(one)) for one in run]
    if way == "new":
        made = (Change(_whole(table, one["new"]), None) for one in run)
        return map(on_stored, made, records)
    stored = [one for one in records if one is not None]
    if len(stored) < len(run):
        raise Conflict(f"the {table} that it changed is no longer there")
    fields = zip(*(one["set"] for one in run), strict=True)
    return alter_all(
        stored, {name: _former(stored, field) for name, field in zip(names, fields, strict=True)}
    )


def _former(records: list[Record], field: Iterable[tuple[str, Any, Any]]) -> list[Any]:
    """Return what each record had in a field before a change; its own when somebody went on.

    Raises Conflict when that is no matter of bookkeeping.
    """
    former = []
    for record, (name, old, new) in zip(records, field, strict=True):
        own = getattr(record, name)
        is_as_left = own == freeze(new)
        if not is_as_left and name not in BOOKKEEPING:
            raise clash(record.table, name)
        former.append(freeze(old) if is_as_left else own)
    return former


def _replayed(entry: dict[str, Any], there: There) -> Change | None:
    record = there[entry["table"]].get(_identity(entry))
    if record is not None:
        return Change(None, record)
    return Change(_whole(entry["table"], entry["old"]), None) if "old" in entry else None
