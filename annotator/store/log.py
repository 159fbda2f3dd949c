"""How an edit is written into the log, and what of it can be taken back later.

A record that was created or removed is kept whole; of one that was changed only the fields that
differ, each as `[field, before, after]`. Each change has a line of its own, so that one can be read
without the others; many of one kind in a row are packed, some hundred in a line (`packing`). An
import keeps no more than the identities of what it brought: its text would double the file.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Identity, Record, field_table
from annotator.store import packing
from annotator.store.reverting import Stored, identity, inverted, replayed
from annotator.store.rows import to_json

# JSON escapes the line ends of what people write, so these can only be our own.
_FIRST, _NEXT, _LAST = "[\n", ",\n", "\n]"
_LONG = 50_000  # characters of a row that are not decoded for one change


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
        return [(one["table"], identity(one)) for one in self.changes]

    def replay(self, stored: Stored) -> Edit:
        """Return what those should hear of an edit who did not make it: how things are now.

        A record that is there is told as it is stored, whatever this row did to it; one that is
        gone is told by the row that removed it. An import is told without its changes.
        """
        if self.bulk is not None:
            return Edit(self.kind, ())
        return Edit(self.kind, replayed(self.changes, stored))

    def inverse(self, stored: Stored) -> Edit:
        """Return the edit that takes this one back, from what is stored now.

        Raises Conflict when a record that would change is no longer there, or not as this left it.
        """
        return Edit(self.kind, inverted(self.changes, stored))


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
