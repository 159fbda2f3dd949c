"""The main window: the list of articles, the desk beside it, and what is done with files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.project.project import SUFFIX, Cause, Event, Project
from annotator.ui import files, tasks
from annotator.ui.actions import Actions, Needs, what_is_there
from annotator.ui.bridge import Bridge
from annotator.ui.desk import Desk
from annotator.ui.help import show_about, show_keys
from annotator.ui.labels import LabelsBar
from annotator.ui.library import Library
from annotator.ui.listing import show_list
from annotator.ui.memory import Memory, Place
from annotator.ui.models.articles import ArticleList
from annotator.ui.projects import Projects
from annotator.ui.status import StatusLine
from annotator.ui.theme import Theme
from annotator.ui.transfer import Transfer
from annotator.ui.welcome import Welcome
from annotator.ui.words import happened, tooltip

_TEXT_SIZE, _SMALLEST, _LARGEST = 12.5, 7.0, 32.0
_NO_ARTICLES = "There are no articles yet. Drop text files here, or import them with Ctrl+I."
_NONE_CHOSEN = "Choose an article in the list at the left; Ctrl+Enter opens it beside the other."


class Window(QMainWindow):
    """Shows one project, or the welcome page."""

    def __init__(self, theme: Theme, memory: Memory, projects: Projects) -> None:
        super().__init__()
        self._memory, self._projects = memory, projects
        self.project: Project | None = None
        self._bridge: Bridge | None = None
        self.acting = Actions(self, self.refuse)
        self.articles = ArticleList(self)
        self.library = Library(self.articles, self)
        self.desk = Desk(theme, self.acting.attempt, self)
        self.status = StatusLine(self)
        self._labels = LabelsBar(theme, self._press_label, self)
        self._transfer = Transfer(self)
        self._text_size = memory.text_size(_TEXT_SIZE)
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 400)
        self._lay_out()
        self._connect()
        self._set_text_size(self._text_size)
        self._restore_shape()
        self._show_what_is_open()

    def show_project(self, project: Project) -> None:
        """Show a project in place of the one that is shown; it is closed with the window.

        Where its articles cannot be read, what is shown stays. Raises AnnotatorError then.
        """
        try:
            tasks.check_idle()
            labels, articles = project.scheme.labels, project.reading.article_rows()
        except AnnotatorError:
            project.close()
            raise
        self.close_project()
        self.project = project
        self._bridge = Bridge(project, self)
        self._bridge.changed.connect(self._hear)
        self._bridge.refused.connect(self.refuse)
        self.articles.show(project, articles)
        self.desk.work_on(project)
        self._labels.show_labels(labels, self._menus["labels"])
        self._memory.add_recent(project.path)
        self._show_what_is_open()
        self._open_places(self._memory.places(project))
        if project.read_only:
            self.refuse(
                f"{project.path.name} can only be read here. Copy it to a folder of yours to "
                "annotate."
            )

    def close_project(self) -> None:
        """Close the project, if there is one; all is saved already.

        Raises AnnotatorError while files are read into it or written from it.
        """
        tasks.check_idle()
        if self.project is None:
            return
        self._memory.keep_places(self.project, self.desk.places())
        if self._bridge is not None:
            self._bridge.end()
            self._bridge = None
        project, self.project = self.project, None
        self.desk.work_on(None)
        self.articles.show(None)
        self._show_what_is_open()
        project.close()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Bring files into the project, with progress and Cancel when it takes long."""
        tasks.check_idle()
        if self.project is not None and self.project.is_released:
            raise AnnotatorError("One moment: a file is being chosen.")
        if self.project is not None and paths:
            self._transfer.bring_in(self.project, paths)

    def refuse(self, sentence: str) -> None:
        """Show why something cannot be done, without getting in the way."""
        self.status.tell(sentence)
        QApplication.beep()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._bridge:
            self._bridge.look()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not tasks.idle():
            self.acting.attempt(tasks.check_idle)
            event.ignore()
            return
        self._memory.keep_state("geometry", self.saveGeometry())
        self._memory.keep_state("columns", self._columns.saveState())
        self._memory.keep_text_size(self._text_size)
        self.acting.attempt(self.close_project)
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # The drop must be over before a dialog may open.
        QTimer.singleShot(0, self, lambda: self.acting.attempt(lambda: self._dropped(paths)))

    def _lay_out(self) -> None:
        self._menus = self.acting.fill(self.menuBar())
        self.addActions(self.acting.all())
        self.addToolBar(self._labels)
        self.setStatusBar(self.status)
        self._columns = QSplitter(Qt.Orientation.Horizontal, self)
        self._columns.addWidget(self.library)
        self._columns.addWidget(self.desk)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([230, 1000])
        self._columns.setChildrenCollapsible(False)
        self._welcome = Welcome(self.acting, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._welcome)
        self._stack.addWidget(self._columns)
        self.setCentralWidget(self._stack)

    def _connect(self) -> None:
        desk, tagging = self.desk, self.desk.tagging
        handlers: dict[str, Callable[[], object]] = {
            "file.new": self._new,
            "file.open": self._open,
            "file.sample": lambda: self.show_project(self._projects.sample()),
            "file.import": self._import,
            "file.export": self._export,
            "file.close": self.close_project,
            "file.quit": self.close,
            "edit.undo": lambda: self.project and self.project.undo(),
            "edit.redo": lambda: self.project and self.project.redo(),
            "edit.erase": lambda: tagging.erase(desk.active),
            "go.next": lambda: tagging.step(desk.active, back=False),
            "go.previous": lambda: tagging.step(desk.active, back=True),
            "go.pane1": desk.panes[0].view.setFocus,
            "go.pane2": desk.panes[1].view.setFocus,
            "go.cycle": lambda: self._cycle(1),
            "go.cycle_back": lambda: self._cycle(-1),
            "view.larger": lambda: self._set_text_size(self._text_size + 1),
            "view.smaller": lambda: self._set_text_size(self._text_size - 1),
            "view.normal": lambda: self._set_text_size(_TEXT_SIZE),
            "help.keys": lambda: show_keys(self, self.project),
            "help.about": lambda: show_about(self),
        }
        for name, handler in handlers.items():
            self.acting.on(name, handler)
        self._menus["recent"].aboutToShow.connect(self._fill_recent)
        self.library.open_requested.connect(self._open_requested)
        self.articles.modelReset.connect(self._show_hint)
        desk.changed.connect(self._show_desk)
        desk.damaged.connect(self.refuse)
        self._transfer.imported.connect(self._imported)
        self._transfer.exported.connect(self.status.tell)
        self._transfer.refused.connect(self.refuse)
        tagging.noticed.connect(self.status.tell)

    def _restore_shape(self) -> None:
        if not self.restoreGeometry(self._memory.state("geometry")):
            self.resize(1400, 880)
        columns = self._memory.state("columns")
        if not columns.isEmpty():
            self._columns.restoreState(columns)

    @contextmanager
    def _released(self) -> Iterator[None]:
        """Let go of the project while a file dialog looks at the files around it."""
        tasks.check_idle()
        if self.project is None:
            yield
            return
        project = self.project
        try:
            with project.released():
                yield
        except AnnotatorError:
            # The file went away meanwhile. What was shown of it cannot be worked on.
            if project.is_released:
                self.close_project()
            raise

    def _new(self) -> None:
        with self._released():
            path = files.ask_new(self)
        if path is not None:
            self.show_project(self._projects.new(path))

    def _import(self) -> None:
        with self._released():
            paths = files.ask_import(self)
        self.import_files(paths)

    def _open(self) -> None:
        with self._released():
            path = files.ask_open(self)
        if path is not None:
            self.show_project(self._projects.open(path))

    def _open_path(self, path: Path) -> None:
        self.acting.attempt(lambda: self.show_project(self._projects.open(path)))

    def _export(self) -> None:
        project = self.project
        assert project is not None  # the action needs one
        with self._released():
            asked = files.ask_export(self, project.path.with_suffix(".csv"))
        if asked is None:
            return
        self._transfer.take_out(project, *asked)

    def _dropped(self, paths: list[Path]) -> None:
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.show_project(self._projects.open(projects[0]))
        elif self.project is None:
            raise AnnotatorError("Open or make a project first; then drop articles into it.")
        else:
            self.import_files(paths)

    def _imported(self, sentence: str, told: list[str]) -> None:
        if self._bridge is not None:
            self._bridge.look()
        self.status.tell(sentence)
        if told:
            show_list(self, sentence, told)
        # What was empty gets the next articles; what somebody reads stays.
        shown = self.desk.open_uids()
        new = [uid for uid in self.articles.first_two() if uid not in shown]
        empty = [pane for pane in self.desk.panes if pane.article is None]
        for uid, pane in zip(new, empty, strict=False):
            self.desk.open_article(uid, pane)
        if not shown:
            self.desk.panes[0].view.setFocus()

    def _hear(self, event: Event) -> None:
        project = self.project
        if project is None:
            return
        self.articles.hear(event)
        if event.edit.kind is Kind.IMPORT or any(event.edit.of("label")):
            self._labels.show_labels(project.scheme.labels, self._menus["labels"])
        self.desk.hear(event)
        self._show_desk()
        if event.cause is not Cause.ELSEWHERE:
            self.status.show_saved(datetime.now())
        self.status.tell(happened(event.cause, event.edit, project.scheme))

    def _press_label(self, key: str) -> None:
        pane = self.desk.active
        self.acting.attempt(lambda: self.desk.tagging.press(pane, key, continues=False))
        pane.view.setFocus()

    def _open_requested(self, uid: str, beside: bool) -> None:
        active = self.desk.active
        pane = self.desk.beside(active) if beside else active
        self.acting.attempt(lambda: self.desk.open_article(uid, pane))

    def _open_places(self, places: list[Place] | None) -> None:
        """Show what was open when the project was left, else the first two articles."""
        there = [one if self.articles.row(one[0]) else ("", 0, 0) for one in places or ()]
        if not any(uid for uid, _, _ in there):
            there = [(uid, 0, 0) for uid in self.articles.first_two()]
        self.desk.open_places(there)

    def _cycle(self, step: int) -> None:
        stops: list[QWidget] = [self.library, *(pane.view for pane in self.desk.panes)]
        here = next((at for at, stop in enumerate(stops) if stop.hasFocus()), 1)
        stops[(here + step) % len(stops)].setFocus()

    def _set_text_size(self, points: float) -> None:
        self._text_size = min(max(points, _SMALLEST), _LARGEST)
        self.desk.set_text_size(self._text_size)

    def _fill_recent(self) -> None:
        menu = self._menus["recent"]
        menu.clear()
        menu.setToolTipsVisible(True)
        for path in self._memory.recent():
            name = path.name.replace("&", "&&")
            menu.addAction(name, partial(self._open_path, path)).setToolTip(tooltip(str(path)))
        if menu.isEmpty():
            menu.addAction("No projects yet").setEnabled(False)

    def _show_what_is_open(self) -> None:
        project = self.project
        self._stack.setCurrentWidget(self._columns if project else self._welcome)
        self._labels.setVisible(project is not None)
        names = dict.fromkeys((project.path.stem, project.title)) if project else ()
        self.setWindowTitle(" — ".join((*names, "Annotator")))
        self.setWindowFilePath(str(project.path) if project else "")
        self._welcome.show_recent(self._memory.recent(), self._open_path)
        self.status.show_coder(project.coder.name if project else "")
        self.status.show_saved(None)
        self.status.tell("")
        self._show_desk()

    def _show_hint(self) -> None:
        for pane in self.desk.panes:
            pane.set_hint(_NONE_CHOSEN if self.articles.articles() else _NO_ARTICLES)

    def _show_desk(self) -> None:
        """Show what has the keyboard and what can be done there."""
        active, selected = self.desk.active, self.desk.tagging.selected
        project = self.project
        self.library.mark_open(self.desk.open_uids())
        self.status.show_place(active.article, active.view.caret())
        label = project.scheme.label(selected.label) if project and selected else None
        self.status.show_chosen(selected, label)
        there = what_is_there(project, article=active.article is not None)
        self.acting.allow(there)
        can_tag = Needs.ARTICLE | Needs.WRITABLE in there
        self._labels.setEnabled(can_tag)
        self._menus["labels"].setEnabled(can_tag)
