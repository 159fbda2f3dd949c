"""The actors of an open project: kept current, matched, and changed by what a person does."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.folding import fold
from annotator.core.matching import Matcher
from annotator.core.model import Actor, Annotation
from annotator.project.project import Event, Project

# How many actors are read, and matched, in a few milliseconds.
_READ, _MATCHED = 250, 40


class Registry:
    """Reads what the acts on actors need, returns the edit, performs nothing.

    The actors are read when they are first asked for, or before that by `steps`; `hear` keeps
    them current from then on.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._forget()

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Return the actors by uid."""
        while self._unread is None or self._unread:
            self._read()
        return self._actors

    @property
    def matcher(self) -> Matcher:
        while self._unmatched is None or self._unmatched:
            self._match()
        return self._matcher

    def steps(self) -> Iterator[None]:
        """Make all of it ready, a little with each step; whoever asks meanwhile gets all at once.

        A step takes a few milliseconds, however many actors there are.
        """
        while self._unread is None or self._unread:
            self._read()
            yield
        while self._unmatched is None or self._unmatched:
            self._match()
            yield

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if event.edit.kind is Kind.IMPORT:  # which may come without its changes
            self._forget()
            return
        for change in event.edit.of(Actor.table):
            actor, uid = change.after, str(change.identity[0])
            if self._unread is not None:
                self._actors.pop(uid, None)
            if self._unmatched is not None:
                self._matcher.discard(uid)
            if isinstance(actor, Actor):
                if self._unread is not None:
                    self._actors[uid] = actor
                if self._unmatched is not None:
                    self._matcher.add(actor)

    def _forget(self) -> None:
        self._actors: dict[str, Actor] = {}
        self._matcher = Matcher()
        # What is still to be read and matched, as uids; `None` before anybody has asked.
        self._unread: list[str] | None = None
        self._unmatched: list[str] | None = None

    def _read(self) -> None:
        reading = self._project.reading
        if self._unread is None:
            self._unread = sorted(reading.uids(Actor.table))
        some = self._unread[-_READ:]
        found = reading.records_of(Actor.table, [(uid,) for uid in some])
        self._actors.update((one.uid, one) for one in found.values() if isinstance(one, Actor))
        del self._unread[-_READ:]

    def _match(self) -> None:
        if self._unmatched is None:
            self._unmatched = list(self.actors)
        for uid in self._unmatched[-_MATCHED:]:
            actor = self._actors.get(uid)
            if actor is not None:  # nobody has taken it out since
                self._matcher.add(actor)
        del self._unmatched[-_MATCHED:]

    def namesakes(self, name: str, but: str | None = None) -> list[Actor]:
        """Return the actors, other than one (uid), who are called so already, in any spelling.

        Two actors may have one name, but a person should know. The unnamed do not count.
        """
        wanted = fold(name.strip())
        return [
            one
            for one in self.actors.values()
            if fold(one.name) == wanted and one.uid != but and one.article is None
        ]

    def add(self, name: str, **values: Any) -> Edit:
        """Put somebody into the registry; `values` are fields of the actor."""
        return acts.add_actor(acts.new_actor(name, **values))

    def change(self, uid: str, **values: Any) -> Edit:
        """Set fields of an actor, such as its name, kind, role or aliases.

        Somebody who becomes unnamed belongs to the one article in which it is met; raises
        AnnotatorError when that are several or none.
        """
        articles = self._project.reading.registry.articles(uid)
        return acts.change_actor(self._actor(uid), values, articles)

    def merge(self, kept: str, others: Collection[str]) -> Edit:
        """Make several actors (uids) one."""
        gone = [self._actor(uid) for uid in others if uid != kept]
        annotations = self._annotations(one.uid for one in gone)
        return acts.merge_actors(self._actor(kept), gone, annotations)

    def split(self, uid: str, annotations: Collection[str], name: str) -> Edit:
        """Make a new actor of some of the annotations (uids) of one."""
        chosen = [one for one in self._annotations([uid]) if one.uid in annotations]
        return acts.split_actor(self._actor(uid), chosen, name)

    def delete(self, uids: Collection[str]) -> Edit:
        """Take actors out of the registry; what is tagged stays, without them."""
        return acts.delete_actors([self._actor(uid) for uid in uids], self._annotations(uids))

    def _actor(self, uid: str) -> Actor:
        actor = self.actors.get(uid)
        if actor is None:
            raise AnnotatorError("This actor is no longer in the registry.")
        return actor

    def _annotations(self, uids: Iterable[str]) -> list[Annotation]:
        return self._project.reading.registry.annotations(uids)
