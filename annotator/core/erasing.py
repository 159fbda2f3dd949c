"""Erasing several annotations as one edit, whatever they have to do with each other."""

from collections.abc import Iterable, Iterator, Mapping

from annotator.core import acts
from annotator.core.edit import Change, Edit, Kind
from annotator.core.links import Links
from annotator.core.model import Annotation, Link, Record


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
        world.follow(acts.erase(world.annotations[uid], world.links.at(uid), world.annotations))
    return Edit(Kind.ERASE, tuple(world.changes()))


class _World:
    """The records as they are after one edit behind the other, and what became of each."""

    def __init__(self, links: Iterable[Link], annotations: Mapping[str, Annotation]) -> None:
        self.annotations = dict(annotations)
        self.links = Links(links)
        self._became: dict[tuple[str, str], Change] = {}

    def is_head(self, uid: str) -> bool:
        return bool(self.links.parts.later(uid))

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
            case Link():
                self.links.add(record)

    def _take(self, record: Record) -> None:
        match record:
            case Annotation(uid=uid):
                del self.annotations[uid]
            case Link(uid=uid):
                self.links.discard(uid)
