"""The articles side by side, which of them the keys act on, and the gestures made on them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Link
from annotator.project.project import Cause, Event, Project
from annotator.ui.actions import Actions
from annotator.ui.pane import Pane
from annotator.ui.places import Places
from annotator.ui.tagging import Tagging
from annotator.ui.text.reading import Reading
from annotator.ui.theme import Theme

MOST_PANES = 4
# What the panes of a story get at least when it is opened side by side.
_NARROWEST = 240


class Desk(QSplitter):
    """One to four panes and the one selected annotation of the window."""

    changed = Signal()  # another article, pane, caret place or selected annotation
    zoomed = Signal(int)  # by how many points the text is to be larger
    damaged = Signal(str)  # an annotation that is shown does not say what its text says

    def __init__(self, theme: Theme, acting: Actions, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme, self._acting = theme, acting
        self.attempt = acting.attempt
        self._reading = Reading()
        self._whole_words = self._palette = True
        self._hint = ""
        self._project: Project | None = None
        self.places = Places()
        self.tagging = Tagging(self)
        self.panes: list[Pane] = []
        self.setChildrenCollapsible(False)
        self.tagging.selected_changed.connect(lambda _: self.changed.emit())
        self.active = self.add_pane()
        self.add_pane()
        self._activate(self.panes[0])

    def work_on(self, project: Project | None, places: Places | None = None) -> None:
        """Clear the desk for another project, or for none."""
        self._project = None
        self.tagging.work_on(project)
        for pane in self.panes:
            pane.clear()
        self._project, self.places = project, places or Places()

    def add_pane(self) -> Pane:
        """Put an empty pane to the right of all others."""
        if len(self.panes) == MOST_PANES:
            raise AnnotatorError(f"There is room for {MOST_PANES} articles side by side.")
        pane = Pane(self.theme, self._acting, self)
        pane.view.set_reading(self._reading)
        pane.view.whole_words = self._whole_words
        pane.palette_wanted = self._palette
        pane.set_hint(self._hint)
        self.panes.append(pane)
        self.addWidget(pane)
        self._connect(pane)
        self._number_panes()
        self.equalise()
        return pane

    def close_pane(self, pane: Pane) -> None:
        """Take a pane away, unless it is the last one; the one beside it becomes active."""
        if len(self.panes) == 1:
            raise AnnotatorError("This is the last pane; it stays.")
        self._leave(pane)
        if self.tagging.pane is pane:
            self.tagging.select(None, None)
        at = self.panes.index(pane)
        self.panes.remove(pane)
        heir = self.panes[max(at - 1, 0)]
        heir.take_keyboard()
        self._activate(heir)
        pane.setParent(None)
        pane.deleteLater()
        self._number_panes()

    def move_pane(self, pane: Pane, step: int) -> None:
        """Let a pane and the one `step` places to its right change places."""
        at = self.panes.index(pane)
        to = at + step
        if not 0 <= to < len(self.panes):
            raise AnnotatorError("There is no pane on that side.")
        sizes = self.sizes()
        sizes[at], sizes[to] = sizes[to], sizes[at]
        self.panes[at], self.panes[to] = self.panes[to], self.panes[at]
        self.insertWidget(to, pane)
        self.setSizes(sizes)
        self._number_panes()
        pane.take_keyboard()

    def equalise(self) -> None:
        """Make all panes equally wide."""
        self.setSizes([max(self.width(), 1)] * len(self.panes))

    def go_to_pane(self, number: int) -> None:
        """Give the keyboard to a pane, counted from 1 at the left."""
        if number > len(self.panes):
            have = "is 1 pane" if len(self.panes) == 1 else f"are {len(self.panes)} panes"
            key = self._acting.keys("pane.add")
            raise AnnotatorError(f"There {have}; {key} adds one." if key else f"There {have}.")
        pane = self.panes[number - 1]
        pane.take_keyboard()
        self._activate(pane)

    def open_article(self, uid: str, pane: Pane, *, keyboard: bool = True) -> None:
        """Show an article in a pane, where it was left, and give that the keyboard, or not."""
        self._show(uid, pane)
        if keyboard:
            pane.take_keyboard()
        # Without the focus, in a window behind others, nobody else would say so.
        self._activate(pane)

    def beside(self, pane: Pane) -> Pane:
        """Return the pane to the right of one, or from the last one the first; there is another."""
        if len(self.panes) == 1:
            return self.add_pane()
        return self.panes[(self.panes.index(pane) + 1) % len(self.panes)]

    def free_pane(self) -> Pane:
        """Return the active pane or, where that shows something, one that shows nothing."""
        empty = (one for one in (self.active, *self.panes) if one.article is None)
        return next(empty, self.active)

    def pane_of(self, article: str) -> Pane | None:
        """Return the pane that shows an article, if any."""
        shown = (one for one in self.panes if one.article and one.article.uid == article)
        return next(shown, None)

    def go_to_annotation(self, uid: str) -> None:
        """Select an annotation and go there, in the pane of its article or in the active one."""
        assert self._project is not None
        annotation = self._project.reading.annotation(uid)
        pane = self.pane_of(annotation.article) or self.active
        self.open_article(annotation.article, pane)
        self.tagging.go_to(pane, annotation)

    def show_annotation(self, uid: str) -> None:
        """Select an annotation and show it, without taking the keyboard.

        Where its article is not open, the active pane shows it; where that was read is kept.
        """
        assert self._project is not None
        annotation = self._project.reading.annotation(uid)
        pane = self.pane_of(annotation.article)
        if pane is None:
            pane = self.active
            self._show(annotation.article, pane)
        self.tagging.go_to(pane, annotation)
        self._activate(pane)

    def open_uids(self) -> tuple[str, ...]:
        """Return the uids of the articles that are shown."""
        return tuple(pane.article.uid for pane in self.panes if pane.article)

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
        return self.places

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        for pane in self.panes:
            pane.set_theme(theme)

    def set_reading(self, reading: Reading) -> None:
        self._reading = reading
        for pane in self.panes:
            pane.view.set_reading(reading)

    def set_whole_words(self, whole_words: bool) -> None:
        self._whole_words = whole_words
        for pane in self.panes:
            pane.view.whole_words = whole_words

    def set_palette(self, wanted: bool) -> None:
        """Say whether the labels are offered beside what the mouse has selected."""
        self._palette = wanted
        for pane in self.panes:
            pane.palette_wanted = wanted

    def set_hint(self, sentence: str) -> None:
        """Say what to do where no article is shown."""
        self._hint = sentence
        for pane in self.panes:
            pane.set_hint(sentence)

    def hear(self, event: Event) -> None:
        """Follow a change of the project; what was undone or redone is brought into view."""
        for pane in self.panes:
            pane.hear(event)
        selected = self.tagging.selected
        if selected is None:
            self.tagging.select(None, None)
        if event.cause in (Cause.UNDONE, Cause.REDONE):
            self._go_to_change(event)
        self.changed.emit()

    def press_label(self, key: str) -> None:
        """Do what the key of a label does in the active pane; what that refuses is shown."""
        pane = self.active
        self.attempt(lambda: self.tagging.press(pane, key, continues=False))
        pane.take_keyboard()

    def deselect(self) -> None:
        """Let go of the selected words and of the selected annotation."""
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
        pane.activated.connect(lambda: self._activate(pane))
        pane.content_changed.connect(self.changed)
        pane.damaged.connect(self.damaged)
        pane.dropped.connect(lambda uid: attempt(lambda: self.open_article(uid, pane)))
        pane.close_requested.connect(lambda: attempt(lambda: self.close_pane(pane)))
        pane.menu_requested.connect(lambda at, where: self._show_menu(pane, at, where))
        view.caret_moved.connect(lambda _: self.changed.emit())
        view.clicked.connect(lambda at: tagging.click(pane, at))
        pane.label_pressed.connect(
            lambda key: attempt(lambda: tagging.press(pane, key, continues=False))
        )
        view.letter_typed.connect(
            lambda letter, shift: attempt(lambda: tagging.press(pane, letter, continues=shift))
        )

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

    def _activate(self, pane: Pane) -> None:
        if pane not in self.panes:
            return  # it has just been closed
        self.active = pane
        for one in self.panes:
            one.set_active(one is pane)
        self.changed.emit()

    def _number_panes(self) -> None:
        for number, pane in enumerate(self.panes, start=1):
            pane.set_number(number, alone=len(self.panes) == 1)
        self.changed.emit()
