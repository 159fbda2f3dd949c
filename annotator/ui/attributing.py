"""Who speaks, who is spoken to, and who a mention is: asked by a key, answered in the picker."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from annotator.core.acts.actors import identify
from annotator.core.acts.attributing import silence, speak
from annotator.core.candidate import Candidate
from annotator.core.candidates import addressees, identities, speakers
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, LinkKind
from annotator.core.scheme import ADDRESSEE_LINK, CLAIMANT_LINK, CUE, SPEAKER_LINK, Scheme
from annotator.core.tying import may_begin
from annotator.project.project import Event, Project
from annotator.project.registry import Registry
from annotator.ui.actions import Actions
from annotator.ui.linking import Linking
from annotator.ui.pane import Pane
from annotator.ui.panes import Panes
from annotator.ui.phrases import runs_leftward, with_article
from annotator.ui.picker.people import choice
from annotator.ui.picker.picker import Beside, Picker
from annotator.ui.picker.question import Choice, Question
from annotator.ui.proposing import Proposing
from annotator.ui.slicing import Slicing
from annotator.ui.surroundings import (
    Surroundings,
    kept_free,
    names_somebody,
    speech_of_cue,
    surroundings,
)
from annotator.ui.tagging import Tagging
from annotator.ui.words import in_quotes

_PROMPTS = {
    SPEAKER_LINK: "Who speaks?",
    CLAIMANT_LINK: "Who claims it?",
    ADDRESSEE_LINK: "Who is spoken to?",
}
_SETTLED_MS = 500  # after opening, until the actors are read for whoever will ask for them


class Attributing(QObject):
    """Belongs to a desk. What is chosen leaves caret and selection where they are."""

    def __init__(self, acting: Actions, tagging: Tagging, linking: Linking, panes: Panes) -> None:
        super().__init__(panes)
        self._acting, self._tagging, self._panes = acting, tagging, panes
        self._project: Project | None = None
        self._asked: str | None = None  # the annotation (uid) that the picker asks about
        self._asked_kind: str | None = None  # and with what kind of link, if with any
        self._picker: Picker | None = None
        self._registry: Registry | None = None
        self.proposing = Proposing(acting, tagging, linking, panes, self._identities)
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self._settle)
        self._idle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._idle.timeout.connect(self._make_ready)
        self._readying: Slicing | None = None
        panes.on_each_pane(self._connect)

    @property
    def registry(self) -> Registry:
        """Return the actors of the project, shared by all who ask for them."""
        if self._registry is None:
            self._registry = Registry(self._there())
        return self._registry

    @property
    def picker(self) -> Picker:
        """Return the one of the window, made when it is first needed."""
        if self._picker is None:
            self._picker = Picker(self._panes)
        return self._picker

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "annotate.speaker": self.ask_speaker,
            "annotate.addressee": self.ask_addressee,
        }

    def work_on(self, project: Project | None) -> None:
        self._leave()
        if self._readying is not None:
            self._readying.stop()
            self._readying.deleteLater()
        self._project, self._registry = project, None
        self._readying = Slicing(project, self) if project is not None else None
        self._idle.start() if project is not None else self._idle.stop()
        self.proposing.work_on(project)

    def hear(self, event: Event) -> None:
        """Follow a change of the project, before anybody asks the registry."""
        if self._registry is not None:
            self._registry.hear(event)
        self.proposing.hear(event)
        if self._asked is None or self._picker is None or self._project is None:
            return
        kind = self._asked_kind
        is_kind_gone = kind is not None and not self._project.scheme.has_link_kind(kind)
        if self._project.reading.has(Annotation.table, self._asked) and not is_kind_gone:
            self._picker.find_anew()
        else:
            self._leave()

    def accept(self) -> bool:
        """Take who is proposed for what was tagged last; say whether anybody is."""
        return self.proposing.accept()

    def turn_down(self) -> bool:
        """Propose nobody any longer; say whether somebody was proposed."""
        return self.proposing.turn_down()

    def ask_speaker(self) -> None:
        """Ask who speaks or claims the selected annotation or, of a mention, who that is."""
        pane, one = self._at_hand("whose speaker is to be set")
        project, scheme = self._there(), self._there().scheme
        if names_somebody(scheme, one.label):
            self._ask(pane, one, None)
            return
        if one.label == CUE:
            one = speech_of_cue(surroundings(project, self._panes, one)) or one
        self._ask(pane, one, _voice(scheme, one))

    def ask_addressee(self) -> None:
        """Ask who is spoken to in the selected annotation."""
        pane, one = self._at_hand("that is addressed to somebody")
        self._ask(pane, one, _kind_to(self._there().scheme, one))

    def choose(self, annotation: Annotation, kind: LinkKind | None, beside: Beside) -> None:
        """Ask for an annotation's speaker, claimant or addressee, or with no kind who it is.

        The picker comes beside a widget or some place on the screen.
        """
        project = self._there()
        around = surroundings(project, self._panes, annotation)
        self._asked, self._asked_kind = around.head.uid, kind.uid if kind else None
        self.picker.open(
            self._question(around, kind), beside, leftward=runs_leftward(annotation.text)
        )

    def _ask(self, pane: Pane, one: Annotation, kind: LinkKind | None) -> None:
        seen = pane.view.viewport().rect()
        if not seen.contains(pane.view.rect_of(one.span)):
            pane.view.reveal(one.span)
        self.choose(one, kind, kept_free(pane, one))

    def _question(self, around: Surroundings, kind: LinkKind | None) -> Question:
        head = around.head
        if kind is None:
            return Question(
                name="Who is mentioned",
                prompt=f"Who is {in_quotes(head.text)}?",
                choices=partial(self._choices, head, None),
                take=partial(self._identify, head),
                clear=partial(self._identify, head, None) if head.actor else None,
                nobody="not known",
                point=partial(self._point, head.article),
            )
        title = kind.title.lower()
        is_set = around.linked(kind) or (head.actor and kind.uid != ADDRESSEE_LINK)
        return Question(
            name=kind.title,
            prompt=_PROMPTS.get(kind.uid, kind.title),
            choices=partial(self._choices, head, kind),
            take=partial(self._speak, head, kind),
            clear=partial(self._silence, head, kind) if is_set else None,
            nobody=f"no {title}",
            may_add=kind.many,
            point=partial(self._point, head.article),
        )

    def _choices(self, head: Annotation, kind: LinkKind | None, typed: str) -> list[Choice]:
        around = surroundings(self._there(), self._panes, head)
        if kind is None:
            found = self._identities(around, typed)
            return [choice(one, is_set=_is(one, around.head.actor)) for one in found]
        ask = addressees if kind.uid == ADDRESSEE_LINK else speakers
        article, head, here, links = around
        found = ask(article, head, here, links, self.registry.matcher, typed)
        set_ = {link.target for link in around.linked(kind)}
        actor = None if kind.uid == ADDRESSEE_LINK else head.actor
        return [choice(one, is_set=_is_set(one, set_, actor)) for one in found]

    def _point(self, article: str, chosen: Choice | None) -> None:
        """Let the mention of a row stand out in the text, as under the mouse."""
        pane = self._panes.pane_of(article)
        if pane is not None:
            pane.view.hover(_candidate(chosen).annotation if chosen else None)

    def _identities(self, around: Surroundings, typed: str = "") -> list[Candidate]:
        return identities(*around, self.registry.matcher, typed)

    def _identify(self, mention: Annotation, chosen: Choice | None, _adds: bool = False) -> None:
        who = _candidate(chosen) if chosen else None
        project = self._there()
        one = surroundings(project, self._panes, mention).head
        actor, is_new = (who.actor, who.is_new) if who else (None, False)
        self._perform(lambda: identify(one, actor, project.scheme, is_new=is_new))

    def _speak(self, head: Annotation, kind: LinkKind, chosen: Choice, adds: bool) -> None:
        project = self._there()
        around = surroundings(project, self._panes, head)
        links, who = around.links.at(head.uid), _candidate(chosen)
        self._perform(
            lambda: speak(
                around.article, around.head, who, kind, links, project.scheme, project.coder.uid,
                add=adds,
            )
        )  # fmt: skip

    def _silence(self, head: Annotation, kind: LinkKind) -> None:
        around = surroundings(self._there(), self._panes, head)
        links = around.links.at(head.uid)
        self._perform(lambda: silence(around.head, kind, links))

    def _perform(self, act: Callable[[], Edit]) -> None:
        project = self._there()
        self._acting.attempt(lambda: project.perform(act()))

    def _at_hand(self, what: str) -> tuple[Pane, Annotation]:
        pane, one = self._tagging.pane, self._tagging.selected
        if pane is None or one is None:
            raise AnnotatorError(f"Select the annotation {what}.")
        view = self._panes.active.view
        words = view.selection() if view.hasFocus() else None
        if words is not None and not (view is pane.view and one.span.contains(words)):
            # They look selected, too, and are what somebody has in mind.
            raise AnnotatorError(
                "The selected words are not tagged. Press the key of a label first."
            )
        return pane, one

    def _there(self) -> Project:
        assert self._project is not None  # something of it is asked about
        return self._project

    def _make_ready(self) -> None:
        """Have the actors at hand before the first key needs them."""
        if self._readying is not None:
            self._readying.begin(self.registry.steps())

    def _leave(self) -> None:
        if self._picker is not None:
            self._picker.leave()
        self._asked = None

    def _connect(self, pane: Pane) -> None:
        pane.view.verticalScrollBar().valueChanged.connect(self._follow)
        pane.view.laid_out_anew.connect(self._follow)

    def _follow(self) -> None:
        # Not at once: while a page scrolls it must not be asked what stands where.
        if self._picker is not None and self._picker.is_open:
            self._moved.start()

    def _settle(self) -> None:
        if self._picker is not None:
            self._picker.settle()


def _voice(scheme: Scheme, one: Annotation) -> LinkKind:
    kind = scheme.voice(one.label)
    if kind is None:
        raise AnnotatorError(f"{_a(scheme, one)} is spoken by nobody. Select a quote or a claim.")
    return kind


def _kind_to(scheme: Scheme, one: Annotation) -> LinkKind:
    kind = next((kind for kind in scheme.link_kinds if kind.uid == ADDRESSEE_LINK), None)
    if kind is None or not may_begin(kind, one.label):
        what = _a(scheme, one)
        raise AnnotatorError(f"{what} is addressed to nobody. Select a quote or a claim.")
    return kind


def _a(scheme: Scheme, one: Annotation) -> str:
    return with_article(scheme.label(one.label).title.lower()).capitalize()


def _candidate(chosen: Choice) -> Candidate:
    assert isinstance(chosen.value, Candidate)  # `choice` put it there
    return chosen.value


def _is(candidate: Candidate, actor: str | None) -> bool:
    return candidate.actor is not None and candidate.actor.uid == actor


def _is_set(candidate: Candidate, linked: Collection[str], actor: str | None) -> bool:
    mention = candidate.annotation
    return mention.uid in linked if mention else _is(candidate, actor)
