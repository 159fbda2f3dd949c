"""The actors of an open project: kept current, matched, and changed by what a person does."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.folding import fold
from annotator.core.matching import Matcher
from annotator.core.model import Actor, Annotation
from annotator.project.project import Event, Project


class Registry:
    """Reads what the acts on actors need, returns the edit, performs nothing.

    The actors are read when they are first asked for; `hear` keeps them current from then on.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._actors: dict[str, Actor] | None = None
        self._matcher: Matcher | None = None

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Return the actors by uid."""
        if self._actors is None:
            self._actors = {one.uid: one for one in self._project.reading.records(Actor)}
        return self._actors

    @property
    def matcher(self) -> Matcher:
        if self._matcher is None:
            self._matcher = Matcher(self.actors.values())
        return self._matcher

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if event.edit.kind is Kind.IMPORT:  # which may come without its changes
            self._actors = self._matcher = None
            return
        for change in event.edit.of(Actor.table):
            actor, uid = change.after, str(change.identity[0])
            if self._actors is not None:
                self._actors.pop(uid, None)
            if self._matcher is not None:
                self._matcher.discard(uid)
            if isinstance(actor, Actor):
                if self._actors is not None:
                    self._actors[uid] = actor
                if self._matcher is not None:
                    self._matcher.add(actor)

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
