"""What the log keeps of an import, and how an import is taken back.

The log names the articles and the other records that an import brought, and counts all of them;
annotations and links are found again through their articles. So an import can be undone as long
as nothing in it has been touched.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from annotator.core.edit import Change, remove
from annotator.core.errors import Conflict
from annotator.core.model import RECORD_TYPES, Article, Identity, Record
from annotator.store.log import Entry
from annotator.store.reading import Reading

# Found again through their articles.
_IMPLIED = frozenset(("annotation", "link", "coding", "split", "dismissed"))
# Every record leans on those of lower rank only.
_LEANS = {kind.table: rank for rank, kind in enumerate(RECORD_TYPES)}


class Brought:
    """Takes note of the records of an import while they pass."""

    def __init__(self) -> None:
        self._named: dict[str, list[Identity]] = {}
        self._count = 0

    def noting(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            # The log itself refers to coders, so they stay whatever is undone.
            if record.table != "coder":
                self._count += 1
                if record.table not in _IMPLIED:
                    self._named.setdefault(record.table, []).append(record.identity)
            yield record

    def summary(self) -> dict[str, Any]:
        return {"named": self._named, "count": self._count}


def removal(summary: dict[str, Any], reading: Reading, later: list[Entry]) -> list[Change]:
    """Return the changes that remove what an import brought.

    `later` are the entries of the log behind it. Raises Conflict when something that the
    import brought was changed, removed or added to by an edit that still stands.
    """
    gone: dict[tuple[str, Identity], Record] = {}
    for (uid,) in summary["named"].get(Article.table, []):
        if not reading.has(Article.table, uid):
            raise Conflict("what it brought has been worked on since")
        for record in reading.dependents(uid):
            gone[record.table, record.identity] = record
    for kind in RECORD_TYPES:
        for identity in summary["named"].get(kind.table, []):
            found = reading.record(kind.table, tuple(identity))
            if found is not None:
                gone.setdefault((kind.table, found.identity), found)
    if len(gone) != summary["count"] or any(
        not gone.keys().isdisjoint(entry.touched()) for entry in _standing(later)
    ):
        raise Conflict("what it brought has been worked on since")
    # Articles can lean on each other: an unnamed actor of one may be named in another.
    # Reversed, so that a redo brings the articles back in the order in which they came.
    backwards = reversed(gone.values())
    ordered = sorted(backwards, key=lambda record: -_LEANS[record.table])
    return [*map(remove, ordered)]


def _standing(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the edits, no imports, that are not taken back by a later one that stands itself."""
    taken_back: set[int] = set()
    for entry in reversed(entries):
        if entry.id in taken_back:
            continue
        if entry.reverts is not None:
            taken_back.add(entry.reverts)
        elif entry.bulk is None:
            yield entry
