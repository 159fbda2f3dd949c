"""Who a mention may be, proposed as soon as it is tagged; Enter takes it, all else goes on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from annotator.core.acts.actors import identify
from annotator.core.candidate import Candidate
from annotator.core.model import Annotation
from annotator.project.project import Cause, Event, Project
from annotator.ui.actions import Actions
from annotator.ui.announcing import announce
from annotator.ui.linking import Linking
from annotator.ui.pane import Pane
from annotator.ui.panes import Panes
from annotator.ui.phrases import excerpt, runs_leftward
from annotator.ui.surroundings import Surroundings, names_somebody, surroundings
from annotator.ui.tagging import Tagging


class Proposing(QObject):
    """Belongs to the panes. It proposes for the selected mention, where nobody said who that is."""

    def __init__(
        self,
        acting: Actions,
        tagging: Tagging,
        linking: Linking,
        panes: Panes,
        identities: Callable[[Surroundings], Sequence[Candidate]],
    ) -> None:
        """`identities` returns who a mention may be, the most likely first."""
        super().__init__(panes)
        self._acting, self._tagging, self._linking = acting, tagging, linking
        self._panes, self._identities = panes, identities
        self._project: Project | None = None
        self._proposed: tuple[Annotation, Candidate] | None = None
        # Once the words are painted as tagged: the registry may have to be read first.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._propose)
        tagging.reached.connect(self._wait)
        tagging.selected_changed.connect(self._follow)
        panes.on_each_pane(self._connect)

    def work_on(self, project: Project | None) -> None:
        self.turn_down()
        self._project = project

    def hear(self, event: Event) -> None:
        """Follow a change of the project; what is done elsewhere mostly has to do with others."""
        if event.cause is not Cause.ELSEWHERE:
            self.turn_down()
        elif self._proposed is not None:
            mention, who = self._proposed
            own = {mention.uid, who.actor.uid if who.actor else None}
            touched = {change.identity[0] for change in event.edit.changes}
            if not touched or touched & own:
                self.turn_down()

    def accept(self) -> bool:
        """Take who is proposed; say whether anybody is, or was just about to be."""
        if self._soon.isActive():
            self._soon.stop()
            self._propose()
        proposed, project = self._proposed, self._project
        if proposed is None or project is None:
            return False
        self.turn_down()
        mention, who = proposed
        project.perform(identify(mention, who.actor, project.scheme, is_new=who.is_new))
        return True

    def turn_down(self) -> bool:
        """Propose nothing any longer; say whether something was proposed."""
        self._soon.stop()
        was_proposed = self._proposed is not None
        self._proposed = None
        for pane in self._panes.panes:
            pane.proposal.withdraw()
        return was_proposed

    def _wait(self, reached: Annotation) -> None:
        pane = self._tagging.pane
        if pane is not None and self._is_to_be_named(reached):
            pane.proposal.await_words()
            self._soon.start()

    def _follow(self, selected: Annotation | None) -> None:
        if self._proposed is not None and self._proposed[0] != selected:
            self.turn_down()

    def _propose(self) -> None:
        pane, mention, project = self._tagging.pane, self._tagging.selected, self._project
        if pane is None or mention is None or project is None or not self._is_to_be_named(mention):
            return
        around = surroundings(project, self._panes, mention)
        if around.head.actor is not None:
            return  # of a split mention the first part says who it is
        best = next(iter(self._identities(around)), None)
        rect = pane.view.item_rect(mention.uid)
        if best is None or best.actor is None or rect is None:
            return
        self._proposed = (around.head, best)
        pane.proposal.propose(_told(best), rect, leftward=runs_leftward(mention.text))
        announce(pane.view, pane.proposal.sentence())

    def _is_to_be_named(self, one: Annotation) -> bool:
        project = self._project
        return (
            project is not None
            and not self._linking.is_on
            and one == self._tagging.selected
            and one.actor is None
            and names_somebody(project.scheme, one.label)
        )

    def _connect(self, pane: Pane) -> None:
        pane.proposal.gone.connect(self.turn_down)
        pane.proposal.pressed.connect(self._press)

    def _press(self) -> None:
        self._acting.attempt(self.accept)


def _told(who: Candidate) -> str:
    name = excerpt(who.title)
    if who.is_new:
        kind = who.actor.kind if who.actor is not None else ""
        return " · ".join(filter(None, (f"New: {name}", kind)))
    told = name if who.is_sure else f"Perhaps {name}"
    return " · ".join(filter(None, (told, excerpt(who.detail))))
