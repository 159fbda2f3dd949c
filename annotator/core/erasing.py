"""Erasing several annotations as one edit, whatever they have to do with each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from annotator.core import acts
from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Annotation, Link, Record
from annotator.core.scheme import CONTINUES_LINK


def erase_all(
    annotations: Iterable[Annotation], links: Iterable[Link], others: Mapping[str, Annotation]
) -> Edit:
    """Remove annotations with their links; the first part that stays takes a head's place.

    `links` are those that touch one of them or a part of one; `others` (by uid) must hold the
    parts.
    """
    chosen = {one.uid: one for one in annotations}
    world = _World(links, {**others, **chosen})
    # Parts before their heads, so that no part gets what it would only hand on.
    for uid in sorted(chosen, key=world.is_head):
        world.follow(acts.erase(world.annotations[uid], world.touching(uid), world.annotations))
    return Edit(Kind.ERASE, tuple(world.changes()))


class _World:
    """The records as they are after one edit behind the other, and what became of each."""

    def __init__(self, links: Iterable[Link], annotations: Mapping[str, Annotation]) -> None:
        self.annotations = dict(annotations)
        self._links: dict[str, Link] = {}
        self._touching: dict[str, set[str]] = defaultdict(set)
        for link in links:
            self._put(link)
        self._became: dict[tuple[str, str], Change] = {}

    def is_head(self, uid: str) -> bool:
        return any(one.kind == CONTINUES_LINK and one.target == uid for one in self.touching(uid))

    def touching(self, uid: str) -> list[Link]:
        """Return the links that begin or end at an annotation."""
        return [self._links[one] for one in sorted(self._touching[uid])]

    def follow(self, edit: Edit) -> None:
        """Do what an edit does, and remember what that comes to."""
        for change in edit.changes:
            record = change.record
            assert isinstance(record, Annotation | Link)  # nothing else is erased
            if change.after is None:
                self._take(record)
            else:
                self._put(record)
            former = self._became.get((record.table, record.uid))
            before = former.before if former else change.before
            self._became[record.table, record.uid] = Change(before, change.after)

    def changes(self) -> Iterator[Change]:
        """Yield what became of each record.

        In their order, and backwards, no record is ever missed by one that refers to it.
        """
        gone = [one for one in self._became.values() if one.after is None]
        changed = [one for one in self._became.values() if one.after is not None]
        yield from (one for one in gone if one.table == Link.table)
        yield from changed
        yield from (one for one in gone if one.table == Annotation.table)

    def _put(self, record: Record) -> None:
        match record:
            case Annotation(uid=uid):
                self.annotations[uid] = record
            case Link(uid=uid):
                self._take(record)
                self._links[uid] = record
                self._touching[record.source].add(uid)
                self._touching[record.target].add(uid)

    def _take(self, record: Record) -> None:
        match record:
            case Annotation(uid=uid):
                del self.annotations[uid]
            case Link(uid=uid) if uid in self._links:
                former = self._links.pop(uid)
                self._touching[former.source].discard(uid)
                self._touching[former.target].discard(uid)
