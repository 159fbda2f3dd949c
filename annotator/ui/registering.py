"""What is done with the actors of the registry: each gesture becomes one edit."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import Actor
from annotator.project.history import Step
from annotator.project.project import Project
from annotator.project.registry import Registry
from annotator.store.registry import ActorRow
from annotator.ui.phrases import counted, excerpt
from annotator.ui.staying import Save

_FEW = 20
_GONE = "This actor is no longer in the registry."


class Registering(QObject):
    """Every method raises AnnotatorError where it cannot do what it should."""

    offered = Signal(str)  # something was done; the sentence that tells so offers to undo it

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._registry: Registry | None = None

    def work_on(self, project: Project | None, registry: Registry | None) -> None:
        self._project, self._registry = project, registry

    def add(self, name: str) -> str:
        """Put a person into the registry and return their uid."""
        edit = self._at_work()[1].add(name)
        self._perform(edit)
        return _made(edit)

    def saving(self, uid: str, name: str) -> Save:
        """Return what saves a field of an actor."""
        return partial(self._save, uid, name)

    def merging(self, kept: str, others: Collection[str]) -> Edit:
        """Return the edit that makes some actors one, to be looked at before it is done."""
        return self._at_work()[1].merge(kept, others)

    def merge(self, kept: str, others: Collection[str]) -> None:
        """Make some actors one, and offer to undo it."""
        names = self._names(others)
        self._perform(self.merging(kept, others))
        self.offered.emit(f"Merged {names} into {self._names([kept])}.")

    def split(self, uid: str, annotations: Sequence[str], name: str) -> str:
        """Make a new actor of some annotations of one, offer to undo it; return its uid."""
        edit = self._at_work()[1].split(uid, annotations, name)
        former = self._names([uid])
        self._perform(edit)
        moved = counted(len(annotations), "mention")
        self.offered.emit(f"Split “{excerpt(name)}” with {moved} off {former}.")
        return _made(edit)

    def delete(self, uids: Collection[str]) -> None:
        """Take some actors out of the registry, and offer to undo it."""
        names = self._names(uids)
        self._perform(self._at_work()[1].delete(uids))
        self.offered.emit(f"Deleted {names}; what is tagged stayed.")

    def row(self, uid: str) -> ActorRow:
        """Return an actor with how often it is met in the project."""
        row = self._at_work()[0].reading.registry.row(uid)
        if row is None:
            raise AnnotatorError(_GONE)
        return row

    def losses(self, uids: Sequence[str]) -> list[str]:
        """Say what deleting some actors takes from what is tagged; nothing where it is nothing."""
        reading = self._at_work()[0].reading
        if len(uids) <= _FEW:
            rows = [row for uid in uids if (row := reading.registry.row(uid))]
        else:
            wanted = set(uids)
            rows = [row for row in reading.registry.rows() if row.actor.uid in wanted]
        mentions, speeches = sum(row.mentions for row in rows), sum(row.speeches for row in rows)
        told = []
        if mentions:
            stay = "stays tagged and names" if mentions == 1 else "stay tagged and name"
            told.append(f"{counted(mentions, 'mention')} {stay} nobody then.")
        if speeches:
            lose = "loses" if speeches == 1 else "lose"
            told.append(f"{speeches_told(speeches)} {lose} whom they are of.")
        return told

    # How it is done

    def _at_work(self) -> tuple[Project, Registry]:
        assert self._project is not None  # what calls this needs a project
        assert self._registry is not None
        return self._project, self._registry

    def _perform(self, edit: Edit) -> None:
        self._at_work()[0].perform(edit)

    def _actor(self, uid: str) -> Actor:
        actor = self._at_work()[0].reading.record(Actor.table, (uid,))
        if not isinstance(actor, Actor):
            raise AnnotatorError(_GONE)
        return actor

    def _names(self, uids: Collection[str]) -> str:
        if len(uids) == 1:
            return f"“{excerpt(self._actor(next(iter(uids))).name)}”"
        return counted(len(uids), "actor")

    def _save(
        self, uid: str, name: str, value: Any, shown: Any, instead_of: Step | None
    ) -> Step | None:
        """Save a field where `shown` was seen in it; what somebody else wrote is not lost."""
        project, registry = self._at_work()
        there = getattr(self._actor(uid), name)
        if there not in (shown, value):
            what = ", ".join(there) if isinstance(there, tuple) else str(there)
            now = f", to “{excerpt(what)}”" if what else ""
            title = name.replace("_", " ")
            raise Conflict(f"The {title} was changed in another window meanwhile{now}.")
        return project.perform(registry.change(uid, **{name: value}), instead_of)


def speeches_told(count: int) -> str:
    return "1 quote or claim" if count == 1 else f"{count:,} quotes and claims"


def _made(edit: Edit) -> str:
    """Return the uid of the actor that an edit makes."""
    made = next(one.after for one in edit.of(Actor.table) if one.before is None)
    assert isinstance(made, Actor)
    return made.uid
