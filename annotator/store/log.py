"""How an edit is written into the log, and what of it can be taken back later.

A record that was created or removed is kept whole; of one that was changed only the fields that
differ, each as `[field, before, after]`. Each change has a line of its own, so that one can be read
without the others. A bulk row (an import) keeps no more than the identities of what it brought: its
text would double the file.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import Conflict
from annotator.core.model import BY_TABLE, Identity, Record, field_table, freeze
from annotator.store.rows import to_json

# When a record was last touched is bookkeeping: two edits of different fields do not clash in it.
BOOKKEEPING = frozenset(("modified_at",))

# JSON escapes the line ends of what people write, so these can only be our own.
_FIRST, _NEXT, _LAST = "[\n", ",\n", "\n]"
_LONG = 50_000  # characters of a row that are not decoded for one change
_NESTED = (list, dict)

Stored = Callable[[str, Identity], Record | None]


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
        changes = (_replayed(one, stored) for one in self.changes)
        return Edit(self.kind, tuple(one for one in changes if one is not None))

    def inverse(self, stored: Stored) -> Edit:
        """Return the edit that takes this one back, from what is stored now.

        Raises Conflict when a record that would change is no longer there.
        """
        changes = (_inverted(one, stored) for one in reversed(self.changes))
        return Edit(self.kind, tuple(changes))


def decode(changes: str) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Return what `encode` or `encode_bulk` were given, as `Entry` holds it."""
    found = json.loads(changes)
    return (found, None) if isinstance(found, list) else ([], found["bulk"])


def decode_about(changes: str, uid: str) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Return what `decode` does, but of a long row only the changes in which a uid stands.

    Rows that were written without lines are decoded whole.
    """
    if len(changes) < _LONG or not changes.startswith(_FIRST):
        return decode(changes)
    found, written = [], to_json(uid)
    at = changes.find(written)
    while at >= 0:
        start, end = changes.rfind("\n", 0, at) + 1, changes.find("\n", at)
        found.append(json.loads(changes[start:end].removesuffix(",")))
        at = changes.find(written, end)
    return found, None


def encode(edit: Edit) -> str:
    return _FIRST + _NEXT.join(to_json(_encoded(change)) for change in edit.changes) + _LAST


def encode_bulk(summary: dict[str, Any]) -> str:
    return to_json({"bulk": summary})


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


def _identity(entry: dict[str, Any]) -> Identity:
    if "id" in entry:
        return tuple(entry["id"])
    return _whole(entry["table"], entry.get("new") or entry["old"]).identity


def _whole(table: str, values: dict[str, Any]) -> Record:
    kept = {
        name: freeze(value) if isinstance(value, _NESTED) else value
        for name, value in values.items()
    }
    return BY_TABLE[table](**kept)


def _inverted(entry: dict[str, Any], stored: Stored) -> Change:
    table = entry["table"]
    if "new" in entry:
        return Change(_whole(table, entry["new"]), None)
    if "old" in entry:
        return Change(None, _whole(table, entry["old"]))
    record = stored(table, tuple(entry["id"]))
    if record is None:
        raise Conflict(f"the {table} that it changed is no longer there")
    fields = [
        (name, freeze(old), freeze(new))
        for name, old, new in entry["set"]
        if name not in BOOKKEEPING or getattr(record, name) == new
    ]
    before = replace(record, **{name: new for name, _, new in fields})
    return Change(before, replace(before, **{name: old for name, old, _ in fields}))


def _replayed(entry: dict[str, Any], stored: Stored) -> Change | None:
    record = stored(entry["table"], _identity(entry))
    if record is not None:
        return Change(None, record)
    return Change(_whole(entry["table"], entry["old"]), None) if "old" in entry else None
