"""What the changes of a row of the log come to now: taken back, or told to who did not make them.

They are as `log.decode` returns them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from annotator.core.edit import Change, alter_all, create, remove
from annotator.core.errors import Conflict
from annotator.core.garbage import collected_later
from annotator.core.making import made_all
from annotator.core.model import BY_TABLE, Identity, Record, field_table, freeze
from annotator.store.comparing import BOOKKEEPING, clash, on_stored

Told = dict[str, Any]
# Returns records of a table by what they are known by; without those that are gone.
Stored = Callable[[str, Sequence[Identity]], Mapping[Identity, Record]]
There = Mapping[str, Mapping[Identity, Record]]
Shape = tuple[str, str, tuple[str, ...]]


def inverted(changes: Sequence[Told], stored: Stored) -> tuple[Change, ...]:
    """Return the changes that take some back, the last one first.

    Raises Conflict when a record that would change is no longer there, or not as it was left.
    """
    there = _there((one for one in changes if "old" not in one), stored)
    runs = groupby(reversed(changes), _shape)
    return tuple(change for shape, run in runs for change in _inverted(shape, list(run), there))


def replayed(changes: Sequence[Told], stored: Stored) -> tuple[Change, ...]:
    """Return how the records are now that were changed; those that are gone, as removed."""
    with collected_later():
        there = _there(changes, stored)
        told = (_replayed(one, there) for one in changes)
        return tuple(one for one in told if one is not None)


def identity(entry: Told) -> Identity:
    """Return what the record of a change is known by."""
    if "id" in entry:
        return tuple(entry["id"])
    whole = entry.get("new") or entry["old"]
    return tuple(whole[name] for name in BY_TABLE[entry["table"]].known_by)


def _there(changes: Iterable[Told], stored: Stored) -> There:
    """Return the records that changes are about, as they are stored now."""
    wanted: dict[str, list[Identity]] = {}
    for one in changes:
        wanted.setdefault(one["table"], []).append(identity(one))
    return {table: stored(table, identities) for table, identities in wanted.items()}


def _wholes(table: str, wholes: list[Told]) -> list[Record]:
    kind = BY_TABLE[table]
    names = field_table(kind)
    if all(one.keys() == names.keys() for one in wholes):
        return made_all(kind, [[freeze(one[name]) for one in wholes] for name in names])
    # They were written before there was one of the fields.
    return [kind(**{name: freeze(value) for name, value in one.items()}) for one in wholes]


def _shape(entry: Told) -> Shape:
    if "set" in entry:
        return entry["table"], "set", tuple([field[0] for field in entry["set"]])
    return entry["table"], "new" if "new" in entry else "old", ()


def _inverted(shape: Shape, run: list[Told], there: There) -> Iterable[Change]:
    """Return the changes that take back some of one table, way and fields."""
    table, way, names = shape
    if way == "old":
        return map(create, _wholes(table, [one["old"] for one in run]))
    records = [there[table].get(identity(one)) for one in run]
    if way == "new":
        made = map(remove, _wholes(table, [one["new"] for one in run]))
        return map(on_stored, made, records)
    stored = [one for one in records if one is not None]
    if len(stored) < len(run):
        raise Conflict(f"the {table} that it changed is no longer there")
    fields = zip(*(one["set"] for one in run), strict=True)
    return alter_all(
        stored, {name: _former(stored, *told) for name, told in zip(names, fields, strict=True)}
    )


def _former(records: list[Record], *field: tuple[str, Any, Any]) -> list[Any]:
    """Return what each record had in a field before a change; its own when somebody went on.

    Raises Conflict when that is no matter of bookkeeping.
    """
    name = field[0][0]
    own = list(map(attrgetter(name), records))
    former, left = ([freeze(one[which]) for one in field] for which in (1, 2))
    if own == left:
        return former
    if name not in BOOKKEEPING:
        raise clash(records[0].table, name)
    triples = zip(own, former, left, strict=True)
    return [before if now == after else now for now, before, after in triples]


def _replayed(entry: Told, there: There) -> Change | None:
    record = there[entry["table"]].get(identity(entry))
    if record is not None:
        return Change(None, record)
    return remove(_wholes(entry["table"], [entry["old"]])[0]) if "old" in entry else None
