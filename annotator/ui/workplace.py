"""What a project is worked on with: the desk, the panels around it, and what ties them together.

It tells its parts what happens and shows what can be done; the parts do not know one another.
"""

import gc
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Coder
from annotator.core.search import Query
from annotator.project.project import Cause, Event, Project
from annotator.ui import tasks
from annotator.ui.about import show_about, show_log
from annotator.ui.backing import Backing
from annotator.ui.choosing import Choosing
from annotator.ui.desk import Desk
from annotator.ui.docks import Docks
from annotator.ui.editing import Editing
from annotator.ui.filing import Filing
from annotator.ui.find.finding import Finding
from annotator.ui.find.occurrences import Occurrences
from annotator.ui.focus import Focus
from annotator.ui.following import Around, Following
from annotator.ui.frame import Frame
from annotator.ui.greeting import Greeting
from annotator.ui.handling import Handling
from annotator.ui.help import Helping
from annotator.ui.keeping import Keeping
from annotator.ui.labels import LabelsBar
from annotator.ui.missing import Missing
from annotator.ui.models.shelves import Contents
from annotator.ui.moving import Moving
from annotator.ui.pane import Pane
from annotator.ui.panels.annotations import AnnotationsPanel
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.library import Library
from annotator.ui.places import Places
from annotator.ui.projects import Projects
from annotator.ui.report import Report
from annotator.ui.saying import Saying
from annotator.ui.settings import BACKUP_EVERY, BACKUPS_KEPT
from annotator.ui.shelving import Shelving
from annotator.ui.stepping import Stepping
from annotator.ui.theme import Theme
from annotator.ui.together import Together
from annotator.ui.words import happened

_NO_ARTICLES = "There are no articles yet. Drop text files here, import them, or paste a text."
_NONE_CHOSEN = "Choose an article in the library, or drag one here."


class Staged(NamedTuple):
    """What is read of a project before it takes the place of another."""

    contents: Contents
    places: Places


class Workplace(QObject):
    """Belongs to one frame, and shows one project in it or none."""

    def __init__(self, frame: Frame, coder: Coder) -> None:
        super().__init__(frame)
        self._frame, self._memory = frame, frame.memory
        self.acting, self.notices, self.status = frame.acting, frame.notices, frame.status
        settings, theme = frame.settings, frame.appearance.theme
        self.backing = Backing(
            lambda: settings[BACKUP_EVERY], lambda: settings[BACKUPS_KEPT], frame
        )
        self.filing = Filing(
            frame, frame.memory, Projects(coder), self.acting.attempt, self.backing.held
        )
        self.filing.settle, self.filing.stage = self._settle, self._stage
        self.desk = Desk(theme, self.acting, frame)
        self.library = Library(self.acting, frame)
        self.inspector = Inspector(self.acting, frame)
        self.annotations = AnnotationsPanel(self.acting, theme, frame)
        self.shelving = Shelving(frame)
        self.handling = Handling(frame, self.desk, self.library, self.shelving)
        self.greeting = Greeting(frame, self.desk, self.filing)
        self.choosing = Choosing(frame, self.desk, self.filing, self.library)
        self.finding = Finding(frame, self.desk)
        self.occurrences = Occurrences(frame, self.desk, self.library.in_order)
        self.keeping = Keeping(self.filing, self.backing, self.acting.attempt, frame)
        self._labels = LabelsBar(theme, self.desk.press_label, frame)
        self._was_warned = False
        self._lay_out()
        around = Around(self.library, self.inspector, self.annotations, self._labels)
        self._following = Following(frame, self.filing, self.desk, self.handling, around)
        self.focus = Focus(frame, self.desk, self._docks)
        self.together = Together(self.desk, self.acting)
        self.saying = Saying(self.desk)
        self.missing = Missing(frame, self.desk)
        self._connect()
        self._docks.restore(self._memory.state("docks"), self._memory.texts("docks"))
        self.annotations.restore(self._memory.state("table"))
        self.choosing.take_settings()
        self._set_theme(theme)
        self._show_closed()

    @property
    def project(self) -> Project | None:
        return self.filing.project

    def closes(self) -> bool:
        """Close the project, if there is one; say whether the window may close, too."""
        self._memory.keep_state("table", self.annotations.state())
        self.acting.attempt(self.filing.close)
        return self.project is None and tasks.idle()

    def _lay_out(self) -> None:
        self._frame.addToolBar(self._labels)
        self._labels.add_at_end(self.acting["view.palette"], "paletteButton")
        self._frame.stack.addWidget(self.desk)
        panels = {
            "library": self.library,
            "inspector": self.inspector,
            "annotations": self.annotations,
        }
        self._docks = Docks(self._frame, self.acting, panels)

    def _connect(self) -> None:
        stops = (self.inspector, self.annotations, self.library, self.greeting.introduction)
        moving = Moving(self.desk, stops, self.library.beside)
        helping = Helping(self._frame, self.acting, self.choosing.labels)
        editing = Editing(self.filing, self.desk, self._docks, self.inspector, self.annotations)
        parts = (
            self.filing, self.keeping, self.handling, moving, Stepping(self.desk), editing,
            self.desk.visits, self.desk.ends, self.desk.linking, self.greeting, self.choosing,
            helping, self.finding, self.occurrences, self.focus, self.together,
        )  # fmt: skip
        for handlers in (*(part.handlers() for part in parts), self._handlers()):
            for name, handler in handlers.items():
                self.acting.on(name, handler)
        self.acting.on_show("recent", self.filing.fill_recent)
        self.acting.on_show("labels", self._labels.fill)
        self.acting.on_show("stories", self.handling.fill_stories)
        filing, desk = self.filing, self.desk
        filing.opened.connect(self._show_open)
        filing.closing.connect(self._leave)
        filing.closed.connect(self._show_closed)
        filing.changed.connect(lambda event: self.acting.attempt(lambda: self._hear(event)))
        filing.told.connect(self.status.tell)
        filing.refused.connect(self._frame.refuse)
        filing.imported.connect(self._fill_panes)
        self.keeping.told.connect(self.notices.tell)
        self.keeping.refused.connect(self._frame.refuse)
        self.keeping.forgotten.connect(self._following.allow)
        desk.damaged.connect(self._frame.refuse)
        desk.tagging.noticed.connect(self.status.tell)
        self.together.told.connect(self.status.tell)
        desk.linking.held.connect(self._hold)
        self.finding.tag_all_requested.connect(self._tag_all)
        self.occurrences.offered.connect(self._offer_undo)
        self.library.open_requested.connect(self._open_requested)
        self.library.story_requested.connect(self._open_story)
        self.library.chosen_changed.connect(self._following.allow)
        self.library.move_requested.connect(self._move)
        self.shelving.offered.connect(self._offer_undo)
        self.annotations.offered.connect(self._offer_undo)
        self.greeting.introduction.finished.connect(self._return_to_text)
        self.inspector.jump_requested.connect(self._jump)
        self.inspector.left.connect(self._return_to_text)
        self.annotations.jump_requested.connect(self._jump)
        self.annotations.selected.connect(self._show_annotation)
        self._frame.welcome.coder_named.connect(self._name_coder)
        self.choosing.coder_renamed.connect(self._show_coder)
        self.choosing.read_as.connect(self.inspector.set_reading)
        self._frame.appearance.changed.connect(self._set_theme)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "help.log": show_log,
            "help.about": lambda: show_about(self._frame),
        }

    def _set_theme(self, theme: Theme) -> None:
        self.desk.set_theme(theme)
        self.annotations.set_theme(theme)
        self.inspector.set_theme(theme)
        self._labels.set_theme(theme)

    def _settle(self) -> None:
        """Save what was typed last. Raises AnnotatorError, once, where that cannot be saved."""
        self.inspector.commit()
        if self.inspector.is_unsaved and not self._was_warned:
            self._was_warned = True
            raise AnnotatorError(
                "What you typed last could not be saved. When you do the same again, the project "
                "is left without it, and what you typed is in the clipboard."
            )

    def _stage(self, project: Project) -> Staged:
        """Read what will be shown of a project, as long as the former one is still there.

        Raises AnnotatorError.
        """
        project.scheme  # noqa: B018  # read now
        places = self._memory.places(project) or Places()
        for uid in places.open:
            if uid and project.reading.has("article", uid):
                project.reading.article(uid)
                project.reading.annotations_of(uid)
        return Staged(Contents.read(project), places)

    def _show_open(self, project: Project, staged: Staged) -> None:
        self._was_warned = False
        self._labels.show_labels(project.scheme.labels)
        with self._following.waiting():
            self.acting.attempt(lambda: self._work_on(project, staged))
        self.backing.work_on(project)
        self._frame.stack.setCurrentWidget(self.desk)
        self._docks.show_open(True)
        self._labels.setVisible(True)
        self._show_names()
        self.status.show_saved(None)
        self.status.tell("")
        QTimer.singleShot(0, self, _let_rest)

    def _work_on(self, project: Project, staged: Staged) -> None:
        self.library.work_on(project, staged.contents)
        for part in (self.handling, self.inspector, self.annotations, self.occurrences):
            part.work_on(project)
        self.desk.work_on(project, staged.places)
        self._open_places(staged.places)

    def _leave(self, project: Project) -> None:
        for dialog in self._frame.findChildren(QDialog):
            if not isinstance(dialog, Report):
                dialog.hide()  # it is about what is no longer there
                dialog.deleteLater()
        self.backing.work_on(None)
        self.focus.leave()
        self._memory.keep_places(project, self.desk.keep_places())
        self._memory.keep_state("docks", self._docks.state())
        self._memory.keep_texts("docks", self._docks.sizes())

    def _show_closed(self) -> None:
        self.notices.withdraw(self.acting["edit.undo"])
        with self._following.waiting():
            for part in (
                self.library, self.handling, self.inspector, self.annotations, self.occurrences,
                self.desk,
            ):  # fmt: skip
                part.work_on(None)
        self._frame.show_welcome()
        self._docks.show_open(False)
        self._labels.setVisible(False)
        self._show_names()
        self.status.show_saved(None)
        self.status.tell("")

    def _open_places(self, places: Places) -> None:
        """Show what was open when the project was left, else its first two articles."""
        kept = [uid if self.library.row(uid) else "" for uid in places.open]
        if any(kept):
            self.desk.open_articles(kept)
            if len(places.widths) == len(kept):
                self.desk.setSizes(places.widths)
            if 0 <= places.active < len(kept):
                self.desk.go_to_pane(places.active + 1)
        else:
            self.desk.open_articles([*self.library.first_two(), "", ""][:2])
        self._show_hint()

    def _fill_panes(self) -> None:
        """Show what has come in where nothing is shown; what somebody reads stays."""
        shown = self.desk.open_uids()
        new = [uid for uid in self.library.first_two() if uid not in shown]
        empty = [pane for pane in self.desk.panes if pane.article is None]
        for uid, pane in zip(new, empty, strict=False):
            self.desk.open_article(uid, pane)
        if not shown:
            self.desk.go_to_pane(1)

    def _hear(self, event: Event) -> None:
        project = self.project
        if project is None:
            return
        self.notices.clear()  # what was refused or offered is about how things were before
        if event.edit.touches_codebook:
            self._labels.show_labels(project.scheme.labels)
        if event.edit.kind is Kind.TITLE:
            self._show_names()
        with self._following.waiting():
            for part in (
                self.library, self.desk, self.inspector, self.annotations, self.occurrences,
                self.saying,
            ):  # fmt: skip
                part.hear(event)
        self._show_hint()
        if event.cause is not Cause.ELSEWHERE:
            self.status.show_saved(datetime.now())
        self.status.tell(happened(event.cause, event.edit, project.scheme, self._text_of))

    def _open_requested(self, uid: str, beside: bool) -> None:
        # The keyboard stays in the list, so that the next key is about what was clicked.
        self.acting.attempt(lambda: self.handling.open_article(uid, beside=beside, keyboard=False))

    def _open_story(self, uid: str) -> None:
        self.acting.attempt(lambda: self.handling.open_story(uid))

    def _move(self, articles: list[str], story: str | None) -> None:
        self.acting.attempt(lambda: self.shelving.move(articles, story))

    def _text_of(self, uid: str) -> str:
        """Return the words of an annotation; none where it has gone since."""
        assert self.project is not None  # it has changed
        one = self.project.reading.record("annotation", (uid,))
        return one.text if isinstance(one, Annotation) else ""

    def _tag_all(self, query: Query, pane: Pane) -> None:
        self.acting.attempt(lambda: self.occurrences.offer(query, pane))

    def _show_annotation(self, uid: str) -> None:
        self.acting.attempt(lambda: self.desk.show_annotation(uid))

    def _jump(self, uid: str) -> None:
        self.acting.attempt(lambda: self.desk.go_to_annotation(uid))

    def _name_coder(self, name: str) -> None:
        try:
            self.filing.rename_coder(name)
        except AnnotatorError as error:
            self._frame.welcome.refuse_name(str(error))
        else:
            self._frame.welcome.show_coder(self.filing.coder.name)
            self._show_coder()

    def _show_coder(self) -> None:
        self._show_names()
        self.inspector.refresh()
        self.annotations.refresh()

    def _return_to_text(self) -> None:
        self.desk.active.take_keyboard()

    def _hold(self, sentence: str) -> None:
        self.status.hold(sentence)
        if sentence:
            leave = self.acting["annotate.deselect"]
            self.notices.hold(self.desk.linking, sentence, leave, "Leave")
        else:
            self.notices.release(self.desk.linking)

    def _offer_undo(self, sentence: str) -> None:
        self.notices.offer(sentence, self.acting["edit.undo"])

    def _show_names(self) -> None:
        project = self.project
        names = dict.fromkeys((project.path.stem, project.title)) if project else ()
        self._frame.setWindowTitle(" — ".join((*names, "Annotator")))
        self._frame.setWindowFilePath(str(project.path) if project else "")
        self.status.show_coder(project.coder.name if project else "")

    def _show_hint(self) -> None:
        self.desk.set_hint(_NONE_CHOSEN if self.library.articles() else _NO_ARTICLES)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:  # else the window goes, and its actions may be gone
            self.handling.follow_focus(now)
            self.focus.follow(now)
            self._following.allow()


def _let_rest() -> None:
    """Spare the garbage collector what a project holds, or a key would wait for it now and then."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
