"""Whether what is stored is still what a change was made from."""

from annotator.core.edit import Change
from annotator.core.errors import Conflict
from annotator.core.making import altered
from annotator.core.model import Record, field_table

# When a record was last touched is bookkeeping: two edits of different fields do not clash in it.
BOOKKEEPING = frozenset(("modified_at",))


def on_stored(change: Change, stored: Record | None) -> Change:
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
            raise clash(change.table, name)
    if after is None:
        return Change(stored, None)
    return Change(stored, altered(stored, **{name: getattr(after, name) for name in names}))


def clash(table: str, field: str) -> Conflict:
    return Conflict(f"This {table} was changed in another window ({field}); look at it again.")
