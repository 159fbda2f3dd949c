"""The articles on the desk, where they are read, and the gestures made on them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.core.edit import Edit, Kind
from annotator.core.model import Annotation, Article, Link
from annotator.core.span import Span
from annotator.project.project import Cause, Event, Project
from annotator.ui.actions import Actions
from annotator.ui.attributing import Attributing
from annotator.ui.ends import Ends
from annotator.ui.linking import Linking
from annotator.ui.pane import Pane
from annotator.ui.panes import MOST_PANES, Panes
from annotator.ui.places import Places
from annotator.ui.tagging import Tagging
from annotator.ui.theme import Theme
from annotator.ui.visits import Visits

# What may tag something beside the annotation that it is about.
_TYING = (Kind.SPEAKER, Kind.CUE)

# What the panes of a story get at least when it is opened side by side.
_NARROWEST = 240


class Desk(Panes):
    """The panes, what is shown in them, and the one selected annotation of the window."""

    zoomed = Signal(int)  # by how many points the text is to be larger
    damaged = Signal(str)  # an annotation that is shown does not say what its text says

    def __init__(self, theme: Theme, acting: Actions, parent: QWidget) -> None:
        super().__init__(theme, acting, parent)
        self._project: Project | None = None
        self.places = Places()
        self.visits = Visits(self, self._show)
        self.tagging = Tagging(self)
        self.ends = Ends(self.tagging, self)
        self.linking = Linking(acting, self.tagging, self)
        self.attributing = Attributing(acting, self.tagging, self.linking, self)
        self.on_each_pane(self._connect)
        self.add_pane()

    @property
    def project(self) -> Project | None:
        return self._project

    def work_on(self, project: Project | None, places: Places | None = None) -> None:
        """Clear the desk for another project, or for none."""
        self._project = None
        self.linking.work_on(project)
        self.tagging.work_on(project)
        self.ends.work_on(project)
        self.attributing.work_on(project)
        for pane in self.panes:
            pane.clear()
        self._project, self.places = project, places or Places()
        self.visits.work_on(project)

    @override
    def close_pane(self, pane: Pane) -> None:
        if len(self.panes) > 1:
            self._leave(pane)
            if self.tagging.pane is pane:
                self.tagging.select(None, None)
        super().close_pane(pane)

    def open_article(self, uid: str, pane: Pane, *, keyboard: bool = True) -> None:
        """Show an article in a pane, where it was left, and give that the keyboard, or not."""
        with self.visits.jumping():
            self._show(uid, pane)
            if keyboard:
                pane.take_keyboard()
            # Without the focus, in a window behind others, nobody else would say so.
            self._activate(pane)

    def go_to_annotation(self, uid: str) -> None:
        """Select an annotation and go there, in the pane of its article or in the active one."""
        assert self._project is not None
        annotation = self._project.reading.annotation(uid)
        pane = self.pane_of(annotation.article) or self.active
        with self.visits.jumping():
            self.open_article(annotation.article, pane)
            self.tagging.go_to(pane, annotation)

    def show_annotation(self, uid: str) -> None:
        """Select an annotation and show it, without taking the keyboard.

        Where its article is not open, the active pane shows it; where that was read is kept.
        """
        assert self._project is not None
        annotation = self._project.reading.annotation(uid)
        with self.visits.jumping("show"):
            pane = self.pane_of(annotation.article)
            if pane is None:
                pane = self.active
                self._show(annotation.article, pane)
            self.tagging.go_to(pane, annotation)
            self._activate(pane)

    def show_span(self, article: str, span: Span, *, keyboard: bool) -> None:
        """Select some words of an article, which nobody has tagged, and show them."""
        pane = self.pane_of(article) or self.active
        with self.visits.jumping("show"):
            self.open_article(article, pane, keyboard=keyboard)
            self.tagging.select(None, None)
            pane.view.select(span)
            pane.view.reveal(span)

    def open_story(self, story: str, articles: Sequence[str]) -> None:
        """Show a story as it was left, or its articles, as many as there is room for."""
        kept = [uid for uid in self.places.stories.get(story, ()) if uid in articles]
        shown = [uid for uid in self.open_uids() if uid in articles]
        room = min(max(self.width() // _NARROWEST, 2), MOST_PANES)
        self._keep_story()
        if kept and kept == shown:  # asked for where it is open already: all of it is wanted
            kept = [*shown, *(uid for uid in articles if uid not in shown)][:room]
        self.open_articles(kept or articles[:room])

    def open_articles(self, uids: Sequence[str]) -> None:
        """Show some articles side by side, each in a pane of its own; `""` is an empty pane."""
        wanted = list(uids)[:MOST_PANES] or [""]
        with self.visits.jumping():
            while len(self.panes) > max(len(wanted), 1):
                self.close_pane(self.panes[-1])
            while len(self.panes) < len(wanted):
                self.add_pane()
            for uid, pane in zip(wanted, self.panes, strict=True):
                if uid:
                    self._show(uid, pane)
                elif pane.article is not None:
                    self._leave(pane)
                    pane.clear()
            self.panes[0].take_keyboard()
            self._activate(self.panes[0])

    def keep_places(self) -> Places:
        """Return what is open and where, for the next time."""
        for pane in self.panes:
            self._leave(pane)
        self._keep_story()
        self.places.open = [pane.article.uid if pane.article else "" for pane in self.panes]
        self.places.widths = self.sizes()
        self.places.active = self.panes.index(self.active)
        return self.places

    def hear(self, event: Event) -> None:
        """Follow a change of the project; what was undone or redone is brought into view."""
        for pane in self.panes:
            pane.hear(event)
        self.attributing.hear(event)
        if self.tagging.selected is None:
            self.tagging.select(None, None)
        self.linking.hear(event)
        if event.cause in (Cause.UNDONE, Cause.REDONE):
            with self.visits.jumping("undo"):
                self._go_to_change(event)

    def press_label(self, key: str) -> None:
        """Do what the key of a label does in the active pane; what that refuses is shown."""
        pane = self.active
        self.attempt(lambda: self.tagging.press(pane, key, continues=False))
        pane.take_keyboard()

    def deselect(self) -> None:
        """Turn down who is proposed, else leave link mode, else let go of what is selected."""
        if self.attributing.turn_down() or self.linking.leave():
            return
        view = self.active.view
        if view.selection() is not None:
            view.clear_selection()
        self.tagging.select(None, None)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size of the text where Ctrl is held; else the text has scrolled already."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _show(self, uid: str, pane: Pane) -> None:
        assert self._project is not None
        if pane.article is not None and pane.article.uid == uid:
            return
        self._leave(pane)
        if self.tagging.pane is pane:
            self.tagging.select(None, None)
        pane.show_article(self._project, uid)
        pane.go_back_to(self.places.place(uid))

    def _leave(self, pane: Pane) -> None:
        if pane.article is not None:
            self.places.articles[pane.article.uid] = pane.place

    def _keep_story(self) -> None:
        """Remember the articles that are open for the story to which they all belong."""
        stories = {pane.article.story for pane in self.panes if pane.article}
        if len(stories) == 1:
            self.places.stories[stories.pop() or ""] = list(self.open_uids())

    def _go_to_change(self, event: Event) -> None:
        if event.edit.kind in _TYING:
            speech = self._tied(event.edit)
            if speech is not None:
                self._go_to(speech, gone=False)
                return
        for change in event.edit.changes:
            match change.record:
                case Annotation() as one:
                    self._go_to(one, gone=change.after is None)
                    return
                case Link() as link:
                    source = self._annotation(link.source)
                    if source is not None:
                        self._go_to(source, gone=False)
                    return
                case Article() as article if change.after is not None:
                    if change.before is None and self.active.article is None:
                        self.open_article(article.uid, self.active)
                        return

    def _tied(self, edit: Edit) -> Annotation | None:
        """Return the quote or claim of which an edit tells, whose mention or cue it may tag."""
        links = (change.record for change in edit.of(Link.table))
        sources = (self._annotation(one.source) for one in links if isinstance(one, Link))
        return next(filter(None, sources), None)

    def _annotation(self, uid: str) -> Annotation | None:
        record = self._project.reading.record("annotation", (uid,)) if self._project else None
        return record if isinstance(record, Annotation) else None

    def _go_to(self, annotation: Annotation, *, gone: bool) -> None:
        project = self._project
        if project is None or not project.reading.has("article", annotation.article):
            return
        pane = self.pane_of(annotation.article) or self.active
        self.open_article(annotation.article, pane)
        if gone:
            pane.view.set_caret(annotation.start)
            pane.view.reveal(annotation.span)
        elif annotation.span.touches(pane.view.caret()):
            self.tagging.select(pane, annotation)
            pane.view.reveal(annotation.span)
        else:
            self.tagging.go_to(pane, annotation)

    def _connect(self, pane: Pane) -> None:
        view, tagging, attempt = pane.view, self.tagging, self.attempt
        pane.damaged.connect(self.damaged)
        pane.dropped.connect(lambda uid: attempt(lambda: self.open_article(uid, pane)))
        pane.close_requested.connect(lambda: attempt(lambda: self.close_pane(pane)))
        pane.menu_requested.connect(lambda at, where: self._show_menu(pane, at, where))
        view.clicked.connect(lambda at: self._click(pane, at))
        view.ends_dragged.connect(lambda span: attempt(lambda: self.ends.take(pane, span)))
        view.side_button.connect(
            lambda way: attempt(self.visits.go_back if way < 0 else self.visits.go_forward)
        )
        view.overview.jumping.connect(lambda: self.visits.leave(pane))
        pane.label_pressed.connect(
            lambda key: attempt(lambda: tagging.press(pane, key, continues=False))
        )
        view.letter_typed.connect(
            lambda letter, shift: attempt(lambda: tagging.press(pane, letter, continues=shift))
        )

    def _click(self, pane: Pane, at: int) -> None:
        if self.linking.is_on:
            if not pane.index.covering(at):
                pane.view.set_caret(at)  # what is to be linked can be tagged now
            self.attempt(lambda: self.linking.pick_at(pane, at))
        else:
            self.tagging.click(pane, at)

    def _show_menu(self, pane: Pane, at: int, where: QPoint) -> None:
        """Show what can be done at a character: with the selection, or with what is tagged."""
        pane.take_keyboard()
        self._activate(pane)
        selection = pane.view.selection()
        if selection is None:
            here = pane.index.covering(at)
            if self.tagging.selected not in here:
                pane.view.set_caret(at)
                self.tagging.click(pane, at)
        self._acting.menu("text", self).popup(where)
