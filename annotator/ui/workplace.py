"""What a project is worked on with: the desk, the panels around it, and what acts on them.

It opens and closes projects in its parts, and tells them what happens; `Wiring` ties them together.
The parts do not know one another.
"""

import gc
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Coder
from annotator.project.project import Cause, Event, Project
from annotator.ui import tasks
from annotator.ui.around import around
from annotator.ui.backing import Backing
from annotator.ui.bracketing import Bracketing
from annotator.ui.choosing import Choosing
from annotator.ui.codebook.opening import Codebooks
from annotator.ui.desk import Desk
from annotator.ui.docks import Docks
from annotator.ui.editing import Editing
from annotator.ui.filing import Filing
from annotator.ui.find.finding import Finding
from annotator.ui.find.occurrences import Occurrences
from annotator.ui.focus import Focus
from annotator.ui.following import Following
from annotator.ui.frame import Frame
from annotator.ui.greeting import Greeting
from annotator.ui.guidelines import Guidelines
from annotator.ui.handling import Handling
from annotator.ui.help import Helping
from annotator.ui.keeping import Keeping
from annotator.ui.missing import Missing
from annotator.ui.models.shelves import Contents
from annotator.ui.moving import Moving
from annotator.ui.places import Places
from annotator.ui.projects import Projects
from annotator.ui.report import Report
from annotator.ui.saying import Saying
from annotator.ui.settings import BACKUP_EVERY, BACKUPS_KEPT
from annotator.ui.shelving import Shelving
from annotator.ui.stepping import Stepping
from annotator.ui.theme import Theme
from annotator.ui.together import Together
from annotator.ui.wiring import Handlers, Wiring
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
        self.frame, self._memory = frame, frame.memory
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
        self.around = around(frame, theme, self.desk.press_label)
        self.library, self.inspector = self.around.library, self.around.inspector
        self.actors, self.annotations = self.around.actors, self.around.annotations
        self.checks = self.around.checks
        self.shelving = Shelving(frame)
        self.handling = Handling(frame, self.desk, self.library, self.shelving)
        self.greeting = Greeting(frame, self.desk, self.filing)
        self.choosing = Choosing(frame, self.desk, self.filing, self.library)
        self.finding = Finding(frame, self.desk)
        self.occurrences = Occurrences(frame, self.desk, self.library.in_order)
        self.keeping = Keeping(self.filing, self.backing, self.acting.attempt, frame)
        self.codebooks = Codebooks(frame, self.filing)
        self._was_warned = False
        self._lay_out()
        self.following = Following(frame, self.filing, self.desk, self.handling, self.around)
        self.focus = Focus(frame, self.desk, self.docks)
        self.together = Together(self.desk, self.acting)
        self.bracketing = Bracketing(frame, self.desk)
        self.guidelines = Guidelines(frame, self.desk)
        self.saying = Saying(self.desk)
        self.missing = Missing(frame, self.desk)
        Wiring(self, self._handlers())
        self.docks.restore(self._memory.state("docks"), self._memory.texts("docks"))
        self.around.restore(frame)
        self.choosing.take_settings()
        self.set_theme(theme)
        self.show_closed()

    @property
    def project(self) -> Project | None:
        return self.filing.project

    def closes(self) -> bool:
        """Close the project, if there is one; say whether the window may close, too."""
        self.around.keep_states(self.frame)
        self.acting.attempt(self.filing.close)
        return self.project is None and tasks.idle()

    def _lay_out(self) -> None:
        labels = self.around.labels
        self.frame.addToolBar(labels)
        labels.add_at_end(self.acting["view.palette"], "paletteButton")
        self.frame.stack.addWidget(self.desk)
        self.docks = Docks(self.frame, self.acting, self.around.panels())

    def _handlers(self) -> Iterable[Handlers]:
        """Yield the parts that do what the actions say."""
        stops = (*self.around.stops(), self.greeting.introduction)
        moving = Moving(self.desk, stops, self.library.beside)
        helping = Helping(self.frame, self.acting, self.choosing.labels)
        editing = Editing(self.filing, self.desk, self.docks, self.around, self.codebooks)
        return (
            self.filing, self.keeping, self.handling, moving, Stepping(self.desk), editing,
            self.desk.visits, self.desk.ends, self.desk.linking, self.desk.attributing,
            self.greeting, self.choosing, helping, self.finding, self.occurrences, self.focus,
            self.together, self.bracketing, self.guidelines, self.codebooks, self.actors,
            self.annotations, self.checks,
        )  # fmt: skip

    def set_theme(self, theme: Theme) -> None:
        self.desk.set_theme(theme)
        self.around.set_theme(theme)
        self.guidelines.set_theme(theme)

    def _settle(self) -> None:
        """Save what was typed last. Raises AnnotatorError, once, where that cannot be saved."""
        typed = (self.inspector, self.actors, self.codebooks)
        for part in typed:
            part.commit()
        if any(part.is_unsaved for part in typed) and not self._was_warned:
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

    def show_open(self, project: Project, staged: Staged) -> None:
        """Show a project that was opened."""
        self._was_warned = False
        self.around.labels.show_labels(project.scheme.labels)
        with self.following.waiting():
            self.acting.attempt(lambda: self._work_on(project, staged))
        self.backing.work_on(project)
        self.frame.stack.setCurrentWidget(self.desk)
        self.docks.show_open(True)
        self.around.labels.setVisible(True)
        self.show_names()
        self.status.show_saved(None)
        self.status.tell("")
        QTimer.singleShot(0, self, _let_rest)

    def _work_on(self, project: Project, staged: Staged) -> None:
        self.library.work_on(project, staged.contents)
        for part in (
            self.handling, self.inspector, self.annotations, self.checks, self.occurrences,
            self.codebooks, self.guidelines,
        ):  # fmt: skip
            part.work_on(project)
        self.desk.work_on(project, staged.places)
        self.actors.work_on(project, self.desk.attributing.registry)
        self._open_places(staged.places)

    def leave(self, project: Project) -> None:
        """Put away what is about a project, before it is closed."""
        self.codebooks.leave()
        for dialog in self.frame.findChildren(QDialog):
            if not isinstance(dialog, Report):
                dialog.hide()  # it is about what is no longer there
                dialog.deleteLater()
        self.backing.work_on(None)
        self.focus.leave()
        self._memory.keep_places(project, self.desk.keep_places())
        self._memory.keep_state("docks", self.docks.state())
        self._memory.keep_texts("docks", self.docks.sizes())

    def show_closed(self) -> None:
        """Show that no project is open."""
        self.notices.withdraw(self.acting["edit.undo"])
        with self.following.waiting():
            for part in (
                self.library, self.handling, self.inspector, self.annotations, self.checks,
                self.actors, self.occurrences, self.codebooks, self.guidelines, self.desk,
            ):  # fmt: skip
                part.work_on(None)
        self.frame.show_welcome()
        self.docks.show_open(False)
        self.around.labels.setVisible(False)
        self.show_names()
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

    def fill_panes(self) -> None:
        """Show what has come in where nothing is shown; what somebody reads stays."""
        shown = self.desk.open_uids()
        new = [uid for uid in self.library.first_two() if uid not in shown]
        empty = [pane for pane in self.desk.panes if pane.article is None]
        for uid, pane in zip(new, empty, strict=False):
            self.desk.open_article(uid, pane)
        if not shown:
            self.desk.go_to_pane(1)

    def hear(self, event: Event) -> None:
        """Let all parts follow a change of the project."""
        project = self.project
        if project is None:
            return
        self.notices.clear()  # what was refused or offered is about how things were before
        if event.edit.touches_codebook:
            self.around.labels.show_labels(project.scheme.labels)
        if event.edit.kind is Kind.TITLE:
            self.show_names()
        with self.following.waiting():
            for part in (
                self.library, self.desk, self.inspector, self.annotations, self.actors,
                self.checks, self.occurrences, self.codebooks, self.guidelines, self.saying,
            ):  # fmt: skip
                part.hear(event)
        self._show_hint()
        if event.cause is not Cause.ELSEWHERE:
            self.status.show_saved(datetime.now())
        self.status.tell(happened(event.cause, event.edit, project.scheme, self._text_of))

    def show_names(self) -> None:
        """Show how the project and the coder are called."""
        project = self.project
        names = dict.fromkeys((project.path.stem, project.title)) if project else ()
        self.frame.setWindowTitle(" — ".join((*names, "Annotator")))
        self.frame.setWindowFilePath(str(project.path) if project else "")
        self.status.show_coder(project.coder.name if project else "")

    def _text_of(self, uid: str) -> str:
        """Return the words of an annotation; none where it has gone since."""
        assert self.project is not None  # it has changed
        one = self.project.reading.record("annotation", (uid,))
        return one.text if isinstance(one, Annotation) else ""

    def _show_hint(self) -> None:
        self.desk.set_hint(_NONE_CHOSEN if self.library.articles() else _NO_ARTICLES)


def _let_rest() -> None:
    """Spare the garbage collector what a project holds, or a key would wait for it now and then."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
