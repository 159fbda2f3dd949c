"""What ties the parts of a workplace together: which signal of one leads to what of another."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.about import show_about, show_log

if TYPE_CHECKING:
    from annotator.ui.workplace import Workplace


# Begins the names of the actions of the panel of actors, which may be hidden.
_ACTOR = "actor."


class Handlers(Protocol):
    """Does what some actions say."""

    def handlers(self) -> Mapping[str, Callable[[], object]]: ...


class Wiring(QObject):
    """Belongs to a workplace and is made when all of its parts are there."""

    def __init__(self, place: "Workplace", doing: Iterable[Handlers]) -> None:
        super().__init__(place)
        self._place, self._acting, self._desk = place, place.acting, place.desk
        self._let_actions_do(doing)
        self._follow_the_project()
        self._follow_the_desk()
        self._follow_the_panels()
        self._follow_the_person()

    def _let_actions_do(self, doing: Iterable[Handlers]) -> None:
        place, acting = self._place, self._acting
        own = {
            "annotate.deselect": self._deselect,
            "help.log": show_log,
            "help.about": lambda: show_about(place.frame),
        }
        for handlers in (*(part.handlers() for part in doing), own):
            for name, handler in handlers.items():
                acting.on(name, self._in_sight(handler) if name.startswith(_ACTOR) else handler)
        acting.on_show("recent", place.filing.fill_recent)
        acting.on_show("labels", place.around.labels.fill)
        acting.on_show("stories", place.handling.fill_stories)

    def _follow_the_project(self) -> None:
        place, frame, filing = self._place, self._place.frame, self._place.filing
        filing.opened.connect(place.show_open)
        filing.closing.connect(place.leave)
        filing.closed.connect(place.show_closed)
        filing.changed.connect(lambda event: self._acting.attempt(lambda: place.hear(event)))
        filing.told.connect(place.status.tell)
        filing.refused.connect(frame.refuse)
        filing.imported.connect(place.fill_panes)
        place.keeping.told.connect(place.notices.tell)
        place.keeping.refused.connect(frame.refuse)
        place.keeping.forgotten.connect(place.following.allow)
        place.choosing.coder_renamed.connect(self._show_coder)
        frame.welcome.coder_named.connect(self._name_coder)

    def _follow_the_desk(self) -> None:
        place, desk, tell = self._place, self._desk, self._place.status.tell
        desk.damaged.connect(place.frame.refuse)
        desk.tagging.noticed.connect(tell)
        desk.linking.held.connect(self._hold)
        for part in (place.together, place.bracketing):
            part.told.connect(tell)
        place.finding.tag_all_requested.connect(self._attempted(place.occurrences.offer))
        place.greeting.introduction.finished.connect(self._return_to_text)
        place.guidelines.edit_requested.connect(place.codebooks.open)

    def _follow_the_panels(self) -> None:
        """Each request of a panel is one line: what is wanted, and who does it."""
        place, desk, attempted = self._place, self._desk, self._attempted
        library, inspector, actors = place.library, place.inspector, place.actors
        table, checks = place.annotations, place.checks
        library.open_requested.connect(attempted(self._open))
        library.story_requested.connect(attempted(place.handling.open_story))
        library.chosen_changed.connect(place.following.allow)
        library.move_requested.connect(attempted(place.shelving.move))
        for panel in (inspector, actors, table, checks):
            panel.jump_requested.connect(attempted(desk.go_to_annotation))
        for list_ in (table, checks):
            list_.selected.connect(attempted(desk.show_annotation))
        for panel in (inspector, actors):
            panel.left.connect(self._return_to_text)
        for part in (place.occurrences, place.shelving, actors, table, checks):
            part.offered.connect(self._offer_undo)
        for asking in (inspector.who_asked, table.speaker_requested):
            asking.connect(attempted(desk.attributing.choose))
        for showing in (inspector.registry_requested, checks.actor_requested):
            showing.connect(self._show_actor)
        checks.span_selected.connect(attempted(partial(desk.show_span, keyboard=False)))
        checks.span_requested.connect(attempted(partial(desk.show_span, keyboard=True)))
        checks.reveal_requested.connect(partial(place.docks.reveal, "checks"))
        checks.counted.connect(partial(place.docks.set_count, "checks"))
        checks.caret = self._caret

    def _follow_the_person(self) -> None:
        place = self._place
        place.choosing.read_as.connect(place.inspector.set_reading)
        place.frame.appearance.changed.connect(place.set_theme)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _in_sight(self, do: Callable[[], object]) -> Callable[[], object]:
        """Return what shows the panel of actors and does something there."""

        def shown() -> None:
            self._place.docks.reveal("actors")
            do()

        return shown

    def _attempted(self, do: Callable[..., object]) -> Callable[..., None]:
        """Return what does something, and shows why where it cannot be done."""
        return lambda *about: self._acting.attempt(lambda: do(*about))

    def _deselect(self) -> None:
        if not self._place.guidelines.leave():
            self._desk.deselect()

    def _open(self, uid: str, beside: bool) -> None:
        # The keyboard stays in the list, so that the next key is about what was clicked.
        self._place.handling.open_article(uid, beside=beside, keyboard=False)

    def _show_actor(self, uid: str) -> None:
        self._place.docks.reveal("actors")
        self._place.actors.show_actor(uid)

    def _caret(self) -> tuple[str, int]:
        """Return the article (uid) of the active pane, if there is one, and how far into it."""
        pane = self._desk.active
        return (pane.article.uid, pane.view.caret()) if pane.article else ("", 0)

    def _name_coder(self, name: str) -> None:
        welcome, filing = self._place.frame.welcome, self._place.filing
        try:
            filing.rename_coder(name)
        except AnnotatorError as error:
            welcome.refuse_name(str(error))
        else:
            welcome.show_coder(filing.coder.name)
            self._show_coder()

    def _show_coder(self) -> None:
        self._place.show_names()
        self._place.inspector.refresh()
        self._place.annotations.refresh()

    def _return_to_text(self, *_: Any) -> None:
        self._desk.active.take_keyboard()

    def _hold(self, sentence: str) -> None:
        place, linking = self._place, self._desk.linking
        place.status.hold(sentence)
        if sentence:
            place.notices.hold(linking, sentence, self._acting["annotate.deselect"], "Leave")
        else:
            place.notices.release(linking)

    def _offer_undo(self, sentence: str) -> None:
        self._place.notices.offer(sentence, self._acting["edit.undo"])

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:  # else the window goes, and its actions may be gone
            self._place.handling.follow_focus(now)
            self._place.focus.follow(now)
            self._place.following.allow()
