"""How many changes of one kind share a line of the log: field by field instead of one by one.

A packed line has a `count`. What all of its changes have in common stands there once, as
`{"all": value}`, and what differs as `{"each": [value, …]}`:

    {"table": "annotation", "count": 250, "ids": ["…", …],
     "set": [["label", {"all": "…"}, {"all": "…"}], ["modified_at", {"each": […]}, {"all": "…"}]]}

Of records that were created or removed all fields stand so under `new` or `old`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Any

from annotator.core.edit import Change
from annotator.core.model import Annotation, Link, Record, field_table

# The others hold long texts, or are never changed by the thousand.
_PACKED = frozenset((Annotation.table, Link.table))
# Lines are short enough to decode one for a single change.
_FEWEST, _MOST = 8, 250

Shape = tuple[str, str, tuple[str, ...]]


def shape(change: Change) -> Shape:
    """Return what changes of one line have in common: table, way and fields."""
    way = "new" if change.before is None else "old" if change.after is None else "set"
    return change.table, way, change.fields


def is_worth_it(run: Sequence[Change]) -> bool:
    """Say whether changes of one shape should be packed."""
    return len(run) >= _FEWEST and run[0].table in _PACKED


def packed(run: Sequence[Change]) -> Iterator[dict[str, Any]]:
    """Yield the lines that tell of changes of one shape."""
    table, way, fields = shape(run[0])
    for at in range(0, len(run), _MOST):
        some = run[at : at + _MOST]
        line: dict[str, Any] = {"table": table, "count": len(some)}
        if way == "set":
            befores, afters = [one.before for one in some], [one.after for one in some]
            line["ids"] = [one.identity[0] for one in some]
            line["set"] = [[name, _told(befores, name), _told(afters, name)] for name in fields]
        else:
            records = [one.record for one in some]
            line[way] = {name: _told(records, name) for name in field_table(type(records[0]))}
        yield line


def unpacked(line: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Return the changes of a line, packed or not, each as if it had a line of its own."""
    count = line.get("count")
    if count is None:
        return (line,)
    table = line["table"]
    if "set" in line:
        columns = [
            zip(repeat(name), _each(old, count), _each(new, count), strict=False)
            for name, old, new in line["set"]
        ]
        return (
            {"table": table, "id": [uid], "set": list(map(list, fields))}
            for uid, *fields in zip(line["ids"], *columns, strict=True)
        )
    way = "new" if "new" in line else "old"
    values = [_each(told, count) for told in line[way].values()]
    rows = zip(*values, strict=True)
    return ({"table": table, way: dict(zip(line[way], row, strict=True))} for row in rows)


def _told(records: Sequence[Record | None], name: str) -> dict[str, Any]:
    values = list(map(attrgetter(name), records))
    return {"all": values[0]} if _are_alike(values) else {"each": values}


def _are_alike(values: list[Any]) -> bool:
    first = values[0]
    if isinstance(first, str):
        return values.count(first) == len(values)
    # 1, 1.0 and True are equal; a list or a dict that is the same is most often the very same.
    return all(one is first for one in values)


def _each(told: dict[str, Any], count: int) -> Iterable[Any]:
    return told["each"] if "each" in told else repeat(told["all"], count)
