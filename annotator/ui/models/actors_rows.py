"""The rows of actors: whom an edit touches, and those of several articles as one."""

from collections.abc import Iterable

from annotator.core.edit import Edit
from annotator.core.model import Actor, Annotation, Link
from annotator.store.reading import Reading
from annotator.store.registry import ActorRow


def touched(edit: Edit, reading: Reading) -> set[str]:
    """Return the actors (uids) that an edit changed, or that are met otherwise after it."""
    found: set[str] = set()
    here: dict[str, Annotation] = {}
    targets: set[str] = set()
    for change in edit.changes:
        for record in (change.before, change.after):
            match record:
                case Actor(uid=uid):
                    found.add(uid)
                case Annotation(actor=str(actor)):
                    found.add(actor)
                    here[record.uid] = record
                case Link(target=target):
                    targets.add(target)
    # A link to a mention says who speaks; the mention may have gone together with it.
    others = [(uid,) for uid in targets.difference(here)]
    for mention in reading.records_of(Annotation.table, others).values():
        if isinstance(mention, Annotation) and mention.actor is not None:
            found.add(mention.actor)
    return found


def joined(lists: Iterable[Iterable[ActorRow]]) -> list[ActorRow]:
    """Return the actors of several articles, each once, with all that is met there."""
    found: dict[str, ActorRow] = {}
    for row in (row for rows in lists for row in rows):
        was = found.get(row.actor.uid, ActorRow(row.actor, 0, 0, 0))
        met = (row.mentions, row.speeches, row.articles)
        found[row.actor.uid] = ActorRow(row.actor, *map(sum, zip(was[1:], met, strict=True)))
    return list(found.values())
