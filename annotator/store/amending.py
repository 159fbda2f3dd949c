"""An edit in place of one that was made just before, so that both are one step of undo.

The log stays append-only: the former edit is taken back, and the new one is made from what was
there before it. Who types for a minute into a note leaves many rows, but one thing to undo.
"""

from typing import TYPE_CHECKING, NamedTuple

from annotator.core.edit import Change, Edit
from annotator.core.errors import Conflict
from annotator.core.model import Identity, Record
from annotator.store.comparing import BOOKKEEPING
from annotator.store.log import Entry
from annotator.store.reading import Reading
from annotator.store.writing import Writing

if TYPE_CHECKING:
    from sqlite_utils import Database

Key = tuple[str, Identity]


class Amended(NamedTuple):
    """What was written, each as an edit of its own, and what changed all in all."""

    taken_back: Edit
    instead: Edit  # empty where nothing remains
    net: Edit


def amend(db: "Database", reading: Reading, writing: Writing, former: Entry, edit: Edit) -> Amended:
    """Write an edit, made from how things are after a former one, as if made instead of it.

    Raises Conflict when the edit does not fit, or when what the former did cannot be taken back.
    """
    if former.bulk is not None:
        raise Conflict("it was an import")
    keys = list(dict.fromkeys((*former.touched(), *map(_key, edit.changes))))
    there = [reading.record(*key) for key in keys]
    db.execute("SAVEPOINT wanted")
    for _ in writing.write(edit.changes):
        pass
    wanted = [reading.record(*key) for key in keys]
    db.execute("ROLLBACK TO wanted")
    back = tuple(writing.write(former.inverse(reading.records_of).changes, checked=True))
    before = [reading.record(*key) for key in keys]
    instead = tuple(writing.write(_changes(before, wanted)))
    now = [reading.record(*key) for key in keys]
    return Amended(Edit(former.kind, back), Edit(edit.kind, instead), _net(edit, there, now))


def _key(change: Change) -> Key:
    return change.table, change.identity


def _changes(before: list[Record | None], after: list[Record | None]) -> list[Change]:
    """Return what turns the ones into the others, but for when they were last touched."""
    pairs = zip(before, after, strict=True)
    changes = [Change(one, other) for one, other in pairs if one is not None or other is not None]
    return [one for one in changes if _is_creation_or_removal(one) or _is_told(one)]


def _is_creation_or_removal(change: Change) -> bool:
    return change.before is None or change.after is None


def _is_told(change: Change) -> bool:
    return not BOOKKEEPING.issuperset(change.fields)


def _net(edit: Edit, there: list[Record | None], now: list[Record | None]) -> Edit:
    pairs = zip(there, now, strict=True)
    return Edit(edit.kind, tuple(Change(one, other) for one, other in pairs if one != other))
