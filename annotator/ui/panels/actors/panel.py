"""The panel of actors at the left of the window: who they are, what is known of them, and where."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Article
from annotator.project.project import Event, Project
from annotator.project.registry import Registry
from annotator.store.registry import ActorRow
from annotator.ui.actions import Actions
from annotator.ui.models.actors import ActorsModel
from annotator.ui.models.met import MetModel
from annotator.ui.panels.actors.doing import ActorsDoing
from annotator.ui.panels.actors.following import FIRST_MS, OFTEN, ActorsFollowing
from annotator.ui.panels.actors.parts import Parts
from annotator.ui.phrases import counted, excerpt
from annotator.ui.registering import Registering, speeches_told
from annotator.ui.staying import keep
from annotator.ui.theme import LIGHT, Theme

_ONE_ARTICLE = "one article"


class ActorsPanel(QWidget):
    """Lists the actors of a project; every change of one is saved at once.

    While it is hidden it reads nothing.
    """

    jump_requested = Signal(str)  # an annotation
    chosen_changed = Signal()
    offered = Signal(str)  # what was done, which undo takes back
    left = Signal()  # back to the text

    def __init__(self, acting: Actions, parent: QWidget, theme: Theme = LIGHT) -> None:
        super().__init__(parent)
        self.setObjectName("actors")
        self.setProperty("help", "actors")
        self._acting = acting
        self._project: Project | None = None
        self._registry: Registry | None = None
        self._is_own = False  # the registry, and nobody else keeps it current
        self._homes: dict[str, str] = {}  # what articles are called
        self._shown: str | None = None  # the actor in the form
        self.model, self.met = ActorsModel(self), MetModel(theme, self)
        self.registering = Registering(self)
        self.parts = Parts(
            acting, self.model, self.met, self._taken, self._home, self._values_of, self
        )
        self.following = ActorsFollowing(
            self.model, self.parts.list, self.parts.filter, acting.attempt
        )
        self.doing = ActorsDoing(acting, self.parts, self.model, self.met, self.registering, self)
        self._met_soon = QTimer(self, singleShot=True, interval=FIRST_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self.setFocusProxy(self.parts.list)
        self._connect()
        self.setEnabled(False)

    def work_on(self, project: Project | None, registry: Registry | None = None) -> None:
        """Show another project, or none.

        A `registry` that is given is kept current by whoever gives it, before this hears of a
        change; else there is one of its own.
        """
        self._let_go()
        self._met_soon.stop()
        self.following.work_on(project)
        self._is_own = registry is None
        if registry is None and project is not None:
            registry = Registry(project)
        self._project, self._registry = project, registry
        self._homes.clear()
        self.registering.work_on(project, registry)
        self.doing.leave()
        self.model.may_drag = project is not None and not project.read_only
        self.met.work_on(project)
        self.parts.filter.clear()
        self.setEnabled(project is not None)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if self._is_own and self._registry is not None:
            self._registry.hear(event)
        if event.edit.touches_codebook:
            self.met.forget_labels()
        if any(event.edit.of(Article.table)):
            self._homes.clear()
            self._met_soon.start()
        self.following.hear(event)

    def show_places(self, article: str | None, story: str | None) -> None:
        """Take note of what “this article” and “this story” are."""
        self.following.show_places(article or "", story or "")

    def show_actor(self, uid: str) -> None:
        """Choose an actor, and let go of what would hide it."""
        self.following.settle()
        if self.model.place(uid) is None:
            self.parts.filter.clear()
            self.following.settle()
        self.parts.list.go_to(uid)

    def chosen(self) -> list[str]:
        """Return the chosen actors from top to bottom."""
        return self.parts.list.chosen()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return self.doing.handlers()

    @property
    def is_unsaved(self) -> bool:
        """Say whether something was typed that is not saved, or could not be."""
        return self.parts.form.is_unsaved

    def commit(self) -> None:
        """Save what has been typed, if anything; what is refused stays in its field."""
        self.parts.form.commit()

    def has_focus(self) -> bool:
        """Say whether the keyboard is somewhere in here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def set_theme(self, theme: Theme) -> None:
        self.met.set_theme(theme)
        self.parts.met.viewport().update()

    def state(self) -> QByteArray:
        """Return how the person has set up the panel."""
        state = {**self.parts.filter.state(), "sizes": self.parts.kept_sizes}
        return QByteArray(json.dumps(state).encode())

    def restore(self, state: QByteArray) -> None:
        """Set up the panel as it was when `state` was taken, as far as that makes sense."""
        try:
            kept = json.loads(bytes(state.data()))
        except ValueError:
            return
        if isinstance(kept, dict):
            self.parts.filter.restore(kept)
            self.parts.restore_sizes(kept.get("sizes"))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.following.is_stale and self._project is not None:
            self.following.ask_soon(FIRST_MS)

    # How it is done

    def _connect(self) -> None:
        parts, attempt = self.parts, self._acting.attempt
        parts.filter.changed.connect(self._look_for)
        parts.list.chosen_changed.connect(partial(attempt, self._show_chosen))
        parts.list.left.connect(self.left)
        parts.met.jump_requested.connect(self.jump_requested)
        self.following.changed.connect(self._follow)
        self.doing.wanted.connect(self.show_actor)
        self.registering.offered.connect(self.offered)
        self._met_soon.timeout.connect(partial(attempt, self._show_met))
        # Not while it is painting, which is when articles are read.
        self.met.failed.connect(self._refuse)

    def _look_for(self) -> None:
        with self.parts.list.staying():
            self.model.look_for(self.parts.filter.sought)
        if self.model.sought.words:
            self.parts.list.scrollToTop()
        self._show_count()

    def _follow(self, uids: Collection[str] | None) -> None:
        """Show what has become of some actors, or of all."""
        self._show_count()
        row = self.model.actor_row(self._shown)
        if row is not None and (uids is None or self._shown in uids):
            self.parts.form.follow(row.actor, self._home(row.actor.article))
            self._met_soon.start()

    def _show_count(self) -> None:
        shown, there = self.model.rowCount(), len(self.model)
        self.parts.filter.show_count(shown, there, len(self.chosen()))
        self.doing.show_hint(self._project, is_known=not self.following.is_stale)

    def _show_chosen(self) -> None:
        """Show the one who is chosen, or what can be done with several."""
        chosen = self.chosen()
        row = self.model.actor_row(chosen[0]) if len(chosen) == 1 else None
        uid = row.actor.uid if row else None
        if uid != self._shown:
            self._let_go()
            self._shown = uid
            self.parts.split_name.leave()
            self.met.fill(())
            if row is not None:
                self._show_row(row)
        if row is None:
            self.parts.show_others(len(chosen), are_there=bool(len(self.model)))
        self._show_count()
        self.chosen_changed.emit()

    def _show_row(self, row: ActorRow) -> None:
        actor, project = row.actor, self._project
        assert project is not None  # somebody is in its registry
        save = None if project.read_only else partial(self.registering.saving, actor.uid)
        self.parts.form.show_actor(actor, self._home(actor.article), save)
        self.parts.show_one()
        if row.mentions + row.speeches > OFTEN:
            self._met_soon.start()
        else:
            self._show_met()

    def _show_met(self) -> None:
        """List where the one who is chosen is met."""
        project, uid = self._project, self._shown
        self._met_soon.stop()
        if project is None or uid is None or not self.isVisible():
            return
        if project.is_released:
            self._met_soon.start()
            return
        places = project.reading.registry.places(uid)
        with self.parts.met.staying():
            self.met.fill(places)
        said = sum(one.is_speech for one in places)
        mentions, articles = len(places) - said, len({one.article for one in places})
        short = f"{mentions:,} · {said:,} said" if said else f"{mentions:,}"
        if not places:
            self.parts.met_count.show_text("none yet")
            return
        long = f"{counted(mentions, 'mention')}, {speeches_told(said)}" if said else short
        self.parts.met_count.show_text(short, f"{long} in {counted(articles, 'article')}")

    def _home(self, article: str | None) -> str:
        """Return what an article is called; empty where there is none."""
        if article is None or self._project is None:
            return ""
        if article not in self._homes:
            if not self._project.is_open:  # a file is being chosen; it is painted all the same
                return _ONE_ARTICLE
            row = self._project.reading.article_row(article)
            names = (row.outlet, row.title) if row else ()
            self._homes[article] = " · ".join(filter(None, names)) or _ONE_ARTICLE
        return self._homes[article]

    def _taken(self, name: str) -> str:
        """Say who has a name already, if anybody has."""
        if self.parts.filter.extent == "project":
            found = self.model.namesakes(name)
        else:
            found = self._registry.namesakes(name) if self._registry else []
        if not found:
            return ""
        return f"“{excerpt(found[0].name)}” is in the registry already. Enter makes another one."

    def _values_of(self, field: str) -> list[str]:
        """Return what the actors have in a field, the most frequent first."""
        values = Counter(getattr(row.actor, field) for row in self.model.rows())
        return [value for value, _ in values.most_common() if value]

    def _let_go(self) -> None:
        """Save what has been typed for the last time; what cannot be goes to the clipboard."""
        lost = self.parts.form.let_go()
        self._shown = None
        keep(lost, self._acting.attempt)

    def _refuse(self, sentence: str) -> None:
        self._acting.attempt(partial(_raise, sentence))


def _raise(sentence: str) -> None:
    raise AnnotatorError(sentence)
