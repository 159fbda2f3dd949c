"""How a table of annotations follows what happens to a project, without asking all of it anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from annotator.core.edit import Change, Kind
from annotator.core.model import Annotation, Link
from annotator.project.project import Cause, Event
from annotator.store.listing import Group, Listing, Wanted
from annotator.ui.models.annotation_lines import Header, Line, Lines, places

# Of more annotations than this that change at once, all is asked anew.
MANY = 200

# What of other records a row shows or is sorted by.
_LEANS_ON: Mapping[str, frozenset[str]] = {
    "article": frozenset(("title", "outlet", "story")),
    "story": frozenset(("title",)),
    "label": frozenset(("title", "colour", "channel")),
    "coder": frozenset(("name",)),
    "actor": frozenset(("name",)),
}


class Steps(NamedTuple):
    """How the rows of before become those of now, each step as the views are told."""

    gone: list[int]  # rows of before
    order: list[Line] | None  # of what is left, if anything may have changed its place
    new: dict[int, Line]  # by their rows of now
    changed: list[int]  # rows of now


def touched(event: Event) -> set[str] | None:
    """Return the annotations that an event is about; `None` when all must be asked anew."""
    edit = event.edit
    if edit.kind is Kind.IMPORT or any(map(_is_leant_on, edit.changes)):
        return None
    found = {uid for change in edit.changes for uid in _touched(change)}
    # What is told of elsewhere is how things are now, which may be what more than this edit did.
    is_elsewhere = event.cause is Cause.ELSEWHERE
    if is_elsewhere and (found or any(one.table in _LEANS_ON for one in edit.changes)):
        return None
    return found if len(found) <= MANY else None


def after(
    listing: Listing, wanted: Wanted, before: Lines, here: Collection[str], kept: Collection[str]
) -> tuple[Lines, Steps] | None:
    """Return the lines once some annotations are as they are now, and how they become so.

    `here` are those of them that were there, `kept` those that belong there now. `None` when that
    cannot be told.
    """
    was = {str(uid): place for uid, place in places(before.uids, here).items()}
    uids = before.uids.copy()
    for place in sorted(was.values(), reverse=True):
        del uids[place]
    at: dict[str, int] = {}
    groups: dict[str, Group] = {}
    for uid in kept:
        found = listing.place(wanted, uids, uid)
        value = listing.value(wanted.group, uid) if wanted.group else ("", "")
        if found is None or value is None:
            return None
        uids.insert(found, uid)
        at = {one: place + (place >= found) for one, place in at.items()}
        at[uid], groups[uid] = found, Group(*value, 1)
    if not wanted.group:
        lines = Lines(uids)
    else:
        lines = before.regrouped(
            uids, was.values(), {place: groups[uid] for uid, place in at.items()}
        )
    stay = [uid for uid in at if uid in was]
    is_moved = any(
        _is_elsewhere(uid, was, at) or before.value_at(was[uid]) != groups[uid].value
        for uid in stay
    )
    values = {before.value_at(place) for place in was.values()}
    values.update(group.value for group in groups.values())
    headers = [Header(value) for value in values if wanted.group]
    rows = _rows(before, was, headers), _rows(lines, at, headers)
    return lines, _steps(*rows, lines.seen() if is_moved else None)


def _is_elsewhere(uid: str, was: Mapping[str, int], at: Mapping[str, int]) -> bool:
    """Say whether an annotation has changed its place among those that have not changed."""
    gone = sum(place < was[uid] for one, place in was.items() if one not in at)
    come = sum(place < at[uid] for one, place in at.items() if one not in was)
    return was[uid] - gone != at[uid] - come


def _rows(lines: Lines, at: Mapping[str, int], headers: Iterable[Header]) -> dict[Line, int]:
    """Return the rows of some annotations and headers, of those that are seen."""
    rows: dict[Line, int | None] = {uid: lines.row(place) for uid, place in at.items()}
    rows.update((one, lines.row_of_header(one.group)) for one in headers)
    return {line: row for line, row in rows.items() if row is not None}


def _steps(before: dict[Line, int], now: dict[Line, int], seen: list[Line] | None) -> Steps:
    """Return the steps; `seen` are all rows of now, if any row may have changed its place."""
    new = {row: line for line, row in now.items() if line not in before}
    return Steps(
        gone=sorted(row for line, row in before.items() if line not in now),
        order=[one for row, one in enumerate(seen) if row not in new] if seen else None,
        new=dict(sorted(new.items())),
        changed=sorted(row for line, row in now.items() if line in before),
    )


def _is_leant_on(change: Change) -> bool:
    """Say whether what a change did to a record can show in the rows of any annotations."""
    return not _LEANS_ON.get(change.table, frozenset()).isdisjoint(change.fields)


def _touched(change: Change) -> Iterator[str]:
    for record in (change.before, change.after):
        match record:
            case Annotation():
                yield record.uid
            case Link():
                yield record.source
