"""What keeps the list of actors as the registry is: read when seen, followed one by one."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.edit import Edit, Kind
from annotator.core.model import Actor, Annotation, Link
from annotator.project.project import Cause, Event, Project
from annotator.store.registry import ActorRow
from annotator.ui.models.actors import ActorsModel
from annotator.ui.models.actors_rows import joined, touched
from annotator.ui.panels.actors.filter import ActorsFilter
from annotator.ui.panels.actors.list import ActorsList

# What can only be asked anew is asked once, when nothing more happens.
SOON_MS, FIRST_MS = 200, 30
# Of more actors than this that change at once, all are asked anew.
_MANY = 100
# Of those who are met more often, no key waits until it is counted, or listed where.
OFTEN = 500
# What others did is told as things are now; of whom these took an annotation away is not told.
_WITH_FORMER = frozenset((Kind.MENTION, Kind.SPEAKER, Kind.SPLIT_ACTOR, Kind.RELABEL))
_RARELY_MS = 2_000
_SHOWN = frozenset((Actor.table, Annotation.table, Link.table))

Attempt = Callable[[Callable[[], object]], None]


class ActorsFollowing(QObject):
    """Fills one model; while the list is not seen it reads nothing."""

    changed = Signal(object)  # the actors (uids) that may be others now; None for all

    def __init__(
        self, model: ActorsModel, list_: ActorsList, filter_: ActorsFilter, attempt: Attempt
    ) -> None:
        super().__init__(list_)
        self._model, self._list, self._filter = model, list_, filter_
        self._attempt = attempt
        self._project: Project | None = None
        self._article = self._story = ""  # in the active pane
        self.is_stale = True
        self._late: set[str] = set()  # those who are counted when nothing more happens
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(partial(attempt, self._ask_if_seen))
        self._count_soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._count_soon.timeout.connect(partial(attempt, self._count_late))
        filter_.extent_changed.connect(partial(self.ask_soon, 0))

    def work_on(self, project: Project | None) -> None:
        self._soon.stop()
        self._count_soon.stop()
        self._late.clear()
        self._project = project
        self._fill(())
        self.ask_soon(FIRST_MS)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if not self._list.isVisible():
            self.is_stale = True
        elif not self.is_stale:
            self._attempt(partial(self._follow, event))
        elif not self._soon.isActive():
            self._soon.start(SOON_MS)  # what was asked before has failed

    def show_places(self, article: str, story: str) -> None:
        """Take note of what “this article” and “this story” are; empty for none."""
        before = self._article, self._story
        self._article, self._story = article, story
        if before != (article, story) and self._filter.extent != "project":
            self.ask_soon(FIRST_MS)

    def ask_soon(self, ms: int = SOON_MS) -> None:
        """Read all anew, when nothing more happens and if it is seen then."""
        self.is_stale = True
        self._soon.start(ms)

    def settle(self) -> None:
        """Do at once what would be done soon."""
        if self.is_stale and self._project is not None and not self._project.is_released:
            self._ask(self._project)

    # How it is done

    def _ask_if_seen(self) -> None:
        project = self._project
        if project is None or not self._list.isVisible():
            return
        if project.is_released:
            self._soon.start(SOON_MS)  # a file is being chosen; nothing can be read meanwhile
        else:
            self._ask(project)

    def _ask(self, project: Project) -> None:
        self._soon.stop()
        self._late.clear()
        rows = self._rows(project)
        self.is_stale = False
        self._fill(rows)

    def _rows(self, project: Project) -> Iterable[ActorRow]:
        registry = project.reading.registry
        match self._filter.extent:
            case "article":
                return registry.rows(self._article)
            case "story":
                return joined(map(registry.rows, project.reading.articles_in(self._story)))
            case _:
                return registry.rows()

    def _fill(self, rows: Iterable[ActorRow]) -> None:
        with self._list.staying():
            self._model.fill(rows)
        self.changed.emit(None)

    def _follow(self, event: Event) -> None:
        project, edit = self._project, event.edit
        concerned = any(change.table in _SHOWN for change in edit.changes)
        if project is None:
            return
        if edit.kind is Kind.IMPORT:
            self.ask_soon()
            return
        uids = touched(edit, project.reading) if concerned else set()
        if len(uids) > _MANY:
            self.ask_soon()
        elif uids:
            self._look_at(project, uids, edit)
        if event.cause is Cause.ELSEWHERE and edit.kind in _WITH_FORMER:
            self.ask_soon(_RARELY_MS)

    def _look_at(self, project: Project, uids: Collection[str], edit: Edit) -> None:
        """Show what some actors have become; to count those who are met often can wait."""
        after = {change.identity[0]: change.after for change in edit.of(Actor.table)}
        found: dict[str, ActorRow | None] = {}
        for uid in uids:
            was, actor = self._model.actor_row(uid), after.get(uid)
            if uid in after and actor is None:
                found[uid] = None
            elif self._is_counted_late(was):
                self._late.add(uid)
                if was is not None and isinstance(actor, Actor):
                    found[uid] = was._replace(actor=actor)
            else:
                found[uid] = project.reading.registry.row(uid)
        if self._late:
            self._count_soon.start()
        self._take(found, uids)

    def _is_counted_late(self, was: ActorRow | None) -> bool:
        often = was is not None and was.mentions + was.speeches > OFTEN
        return often or self._filter.extent != "project"

    def _count_late(self) -> None:
        project = self._project
        if project is None or not self._late:
            return
        if project.is_released:
            self._count_soon.start()
        elif self._filter.extent != "project":
            self._ask(project)
        else:
            late, self._late = self._late, set()
            self._take({uid: project.reading.registry.row(uid) for uid in late}, late)

    def _take(self, found: Mapping[str, ActorRow | None], uids: Collection[str]) -> None:
        chosen = self._list.chosen()
        if None in found.values():
            with self._list.staying():
                self._model.follow(found, chosen)
        else:
            self._model.follow(found, chosen)
        self.changed.emit(uids)
