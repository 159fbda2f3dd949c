"""The main window: the list of articles, two of them side by side, and what is done to them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QStatusBar,
    QToolBar,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Label
from annotator.formats.contract import WriteOptions
from annotator.project import exchange
from annotator.project.exchange import ImportOptions
from annotator.project.merge import Counts
from annotator.project.project import SUFFIX, Cause, Event, Project
from annotator.ui import files, tasks
from annotator.ui.actions import Actions, Needs
from annotator.ui.bridge import Bridge
from annotator.ui.help import show_about, show_keys
from annotator.ui.library import Library
from annotator.ui.marking import Marking
from annotator.ui.memory import Memory, Place
from annotator.ui.models.articles import ArticleList
from annotator.ui.pane import Pane
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme
from annotator.ui.welcome import Welcome
from annotator.ui.words import happened

_TEXT_SIZE, _SMALLEST, _LARGEST = 12.5, 7.0, 32.0
_NOTICE_MS = 15_000
_PANES = ("Left article", "Right article")


class Window(QMainWindow):
    """Shows one project, or the welcome page."""

    def __init__(
        self,
        theme: Theme,
        memory: Memory,
        open_project: Callable[[Path], Project],
        new_project: Callable[[Path], Project],
        new_sample: Callable[[], Project],
    ) -> None:
        super().__init__()
        self._theme, self._memory = theme, memory
        self._open_project = open_project
        self._new_project = new_project
        self._new_sample = new_sample
        self.project: Project | None = None
        self._bridge: Bridge | None = None
        self.actions_ = Actions(self, self.refuse)
        self.marking = Marking(self)
        self.articles = ArticleList(self)
        self.panes = tuple(Pane(name, theme, self) for name in _PANES)
        self._active = self.panes[0]
        self.library = Library(self.articles, self)
        self._text_size = memory.text_size(_TEXT_SIZE)
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 400)
        self._lay_out()
        self._connect()
        self._set_text_size(self._text_size)
        self._restore_shape()
        self._show_what_is_open()

    # What others may call

    def show_project(self, project: Project) -> None:
        """Show a project in place of the one that is shown; it is closed with the window."""
        self.close_project()
        self.project = project
        self._bridge = Bridge(project, self)
        self._bridge.changed.connect(self._hear)
        self.articles.show(project)
        self.marking.work_on(project)
        self._fill_labels(project.scheme.labels)
        if not project.read_only:
            self._memory.add_recent(project.path)
        self._show_what_is_open()
        self._open_places(self._memory.places(project))
        if project.read_only:
            self.refuse(
                f"{project.path.name} can only be read here. Copy it to a folder of yours to "
                "annotate."
            )

    def close_project(self) -> None:
        """Close the project, if there is one; all is saved already."""
        if self.project is None:
            return
        self._memory.keep_places(self.project, self._places())
        self.marking.work_on(None)
        for pane in self.panes:
            pane.clear()
        if self._bridge is not None:
            self._bridge.end()
            self._bridge = None
        self.articles.show(None)
        project, self.project = self.project, None
        project.close()
        self._fill_labels(())
        self._show_what_is_open()

    def open_article(self, uid: str, pane: Pane) -> None:
        """Show an article in a pane and give that the keyboard."""
        assert self.project is not None
        if pane.article is None or pane.article.uid != uid:
            if self.marking.pane is pane:
                self.marking.select(None, None)
            pane.show_article(self.project, uid)
        pane.view.setFocus()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Bring files into the project, with progress and Cancel when it takes long."""
        project = self.project
        if project is None or not paths:
            return
        if project.read_only:
            raise AnnotatorError(f"{project.path.name} can only be read; nothing was imported.")
        path, session, coder = project.path, project.session, project.coder
        tasks.run(
            self,
            "Reading articles …",
            lambda progress: exchange.bring_in_apart(
                path, session, coder, paths, ImportOptions(), progress
            ),
            self._imported,
            self._failed,
        )

    def refuse(self, sentence: str) -> None:
        """Show why something cannot be done, without getting in the way."""
        self._notice.setText(sentence)
        self._notice.setToolTip(sentence)
        self._notice_ends.start()
        QApplication.beep()

    def tell(self, sentence: str) -> None:
        """Show what has happened."""
        self._notice.setText(sentence)
        self._notice.setToolTip(sentence)
        self._notice_ends.start()

    # Qt's events

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._bridge:
            self._bridge.look()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.keep_state("geometry", self.saveGeometry())
        self._memory.keep_state("columns", self._columns.saveState())
        self._memory.keep_text_size(self._text_size)
        self.close_project()
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
        QTimer.singleShot(0, self, partial(self.actions_.attempt, partial(self._dropped, paths)))

    # How it is put together

    def _lay_out(self) -> None:
        self._menus = self.actions_.fill(self.menuBar())
        self.addActions(self.actions_.all())
        self._labels_bar = QToolBar("Labels", self)
        self._labels_bar.setObjectName("labels")
        self._labels_bar.setMovable(False)
        self._labels_bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(self._labels_bar)
        texts = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in self.panes:
            texts.addWidget(pane)
        texts.setChildrenCollapsible(False)
        self._columns = QSplitter(Qt.Orientation.Horizontal, self)
        self._columns.addWidget(self.library)
        self._columns.addWidget(texts)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([230, 1000])
        self._columns.setChildrenCollapsible(False)
        self._welcome = Welcome(self.actions_, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._welcome)
        self._stack.addWidget(self._columns)
        self.setCentralWidget(self._stack)
        self._lay_out_status()

    def _lay_out_status(self) -> None:
        bar = QStatusBar(self)
        bar.setSizeGripEnabled(False)
        self._coder, self._counts, self._caret = QLabel(bar), QLabel(bar), QLabel(bar)
        self._notice, self._saved = QLabel(bar), QLabel(bar)
        self._notice.setObjectName("notice")
        for label in (self._coder, self._counts, self._caret):
            bar.addWidget(label)
        bar.addWidget(self._notice, 1)
        bar.addPermanentWidget(self._saved)
        self.setStatusBar(bar)
        self._notice_ends = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._notice_ends.timeout.connect(self._notice.clear)

    def _connect(self) -> None:
        handlers: dict[str, Callable[[], object]] = {
            "file.new": self._new,
            "file.open": self._open,
            "file.sample": lambda: self.show_project(self._new_sample()),
            "file.import": lambda: self.import_files(files.ask_import(self)),
            "file.export": self._export,
            "file.close": self.close_project,
            "file.quit": self.close,
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "edit.erase": lambda: self.marking.erase(self._active),
            "go.next": lambda: self.marking.step(self._active, back=False),
            "go.previous": lambda: self.marking.step(self._active, back=True),
            "go.pane1": self.panes[0].view.setFocus,
            "go.pane2": self.panes[1].view.setFocus,
            "go.cycle": lambda: self._cycle(1),
            "go.cycle_back": lambda: self._cycle(-1),
            "view.larger": lambda: self._set_text_size(self._text_size + 1),
            "view.smaller": lambda: self._set_text_size(self._text_size - 1),
            "view.normal": lambda: self._set_text_size(_TEXT_SIZE),
            "help.keys": lambda: show_keys(self, self.project),
            "help.about": lambda: show_about(self),
        }
        for name, handler in handlers.items():
            self.actions_.on(name, handler)
        self._menus["recent"].aboutToShow.connect(self._fill_recent)
        self.marking.selected_changed.connect(self._show_selected)
        self.library.open_requested.connect(self._open_requested)
        for pane in self.panes:
            self._connect_pane(pane)

    def _connect_pane(self, pane: Pane) -> None:
        attempt, view = self.actions_.attempt, pane.view
        pane.activated.connect(lambda: self._activate(pane))
        pane.content_changed.connect(self._content_changed)
        view.caret_moved.connect(lambda _: self._show_caret())
        view.clicked.connect(lambda at: self.marking.click(pane, at))
        view.letter_typed.connect(
            lambda letter, shift: attempt(lambda: self.marking.press(pane, letter, continues=shift))
        )
        view.tab_pressed.connect(lambda back: attempt(lambda: self.marking.step(pane, back=back)))
        view.erase_pressed.connect(lambda: attempt(lambda: self.marking.erase(pane)))
        view.escape_pressed.connect(lambda: self._escape(pane))

    def _restore_shape(self) -> None:
        if not self.restoreGeometry(self._memory.state("geometry")):
            self.resize(1400, 880)
        columns = self._memory.state("columns")
        if columns != QByteArray():
            self._columns.restoreState(columns)

    # What the actions do

    def _new(self) -> None:
        path = files.ask_new(self)
        if path is not None:
            self.show_project(self._new_project(path))

    def _open(self) -> None:
        path = files.ask_open(self)
        if path is not None:
            self.show_project(self._open_project(path))

    def _export(self) -> None:
        project = self.project
        assert project is not None  # the action needs one
        asked = files.ask_export(self, str(project.path.with_suffix(".csv")))
        if asked is None:
            return
        format, to = asked
        path = project.path
        tasks.run(
            self,
            "Writing …",
            lambda progress: exchange.take_out_apart(
                path, format, to, WriteOptions(), progress
            ),
            lambda written: self.tell(f"Exported {written.rows:,} rows to {to}"),
            self._failed,
        )

    def _dropped(self, paths: list[Path]) -> None:
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.show_project(self._open_project(projects[0]))
        elif self.project is None:
            raise AnnotatorError("Open or make a project first; then drop articles into it.")
        else:
            self.import_files(paths)

    def _undo(self) -> None:
        if self.project is not None:
            self.project.undo()

    def _redo(self) -> None:
        if self.project is not None:
            self.project.redo()

    def _escape(self, pane: Pane) -> None:
        if pane.view.selection() is not None:
            pane.view.clear_selection()
        self.marking.select(None, None)

    def _cycle(self, step: int) -> None:
        stops: list[QWidget] = [self.library, *(pane.view for pane in self.panes)]
        here = next((at for at, stop in enumerate(stops) if stop.hasFocus()), 1)
        stops[(here + step) % len(stops)].setFocus()

    def _set_text_size(self, size: float) -> None:
        self._text_size = min(max(size, _SMALLEST), _LARGEST)
        for pane in self.panes:
            pane.view.set_reading_font(self._text_size)

    def _open_requested(self, uid: str, beside: int) -> None:
        at = (self.panes.index(self._active) + beside) % len(self.panes)
        self.actions_.attempt(lambda: self.open_article(uid, self.panes[at]))

    def _imported(self, counts: Counts) -> None:
        if self._bridge is not None:
            self._bridge.look()
        told = [*map(str, counts.skipped), *map(str, counts.problems)]
        summary = f"Imported {counts.articles:,} articles with {counts.annotations:,} annotations."
        self.tell(" ".join([summary, *told[:1], "…" if len(told) > 1 else ""]))
        if counts.problems or counts.skipped:
            self._notice.setToolTip("\n".join(told[:40]))
        if all(pane.article is None for pane in self.panes):
            self._open_places(None)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AnnotatorError):
            raise error
        self.refuse(str(error))

    # Following what happens

    def _hear(self, event: Event) -> None:
        project = self.project
        if project is None:
            return
        self.articles.hear(event)
        if {change.table for change in event.edit.changes} & {"label"}:
            self._fill_labels(project.scheme.labels)
        for pane in self.panes:
            pane.hear(event)
        self.library.mark_open(self._open_uids())
        selected = self.marking.selected
        if selected is None:
            self.marking.select(None, None)
        else:
            self._show_selected(selected)
        if event.cause in (Cause.UNDONE, Cause.REDONE):
            self._go_to_change(project, event)
        if event.cause is not Cause.ELSEWHERE:
            self._saved.setText(f"Saved {datetime.now():%H:%M:%S}")
        self.tell(happened(event.cause, event.edit, project.scheme))
        self._allow()

    def _go_to_change(self, project: Project, event: Event) -> None:
        """Open and show the place where an undone or redone edit happened."""
        for change in event.edit.changes:
            annotation = change.record
            if not isinstance(annotation, Annotation):
                continue
            pane = next(
                (
                    one
                    for one in self.panes
                    if one.article and one.article.uid == annotation.article
                ),
                self._active,
            )
            if not project.reading.has("article", annotation.article):
                return
            self.open_article(annotation.article, pane)
            if change.after is None:
                pane.view.set_caret(annotation.start)
                pane.view.reveal(annotation.span)
            else:
                self.marking.go_to(pane, annotation)
            return

    def _pane_of(self, article: str) -> Pane | None:
        shown = (pane for pane in self.panes if pane.article and pane.article.uid == article)
        return next(shown, None)

    def _activate(self, pane: Pane) -> None:
        self._active = pane
        for one in self.panes:
            one.set_active(one is pane)
        if pane.article is not None:
            self.library.setCurrentIndex(self.articles.index_of(pane.article.uid))
        self._show_caret()
        self._allow()

    def _content_changed(self) -> None:
        self.library.mark_open(self._open_uids())
        self._show_counts()
        self._allow()

    def _allow(self) -> None:
        project = self.project
        there = Needs.NOTHING
        if project is not None:
            there |= Needs.PROJECT
            there |= Needs.NOTHING if project.read_only else Needs.WRITABLE
            there |= Needs.UNDO if project.next_undo else Needs.NOTHING
            there |= Needs.REDO if project.next_redo else Needs.NOTHING
            there |= Needs.ARTICLE if self._active.article else Needs.NOTHING
            there |= Needs.ANNOTATION if self.marking.selected else Needs.NOTHING
        self.actions_.allow(there)
        self._labels_bar.setEnabled(Needs.ARTICLE | Needs.WRITABLE in there)
        self._menus["labels"].setEnabled(Needs.ARTICLE | Needs.WRITABLE in there)

    # Showing what is there

    def _show_what_is_open(self) -> None:
        project = self.project
        self._stack.setCurrentIndex(0 if project is None else 1)
        self._labels_bar.setVisible(project is not None)
        name = f"{project.title} — {project.path.name}" if project else ""
        self.setWindowTitle(f"{name} — Annotator" if name else "Annotator")
        self._coder.setText(f"Coder: {project.coder.name}" if project else "")
        self._welcome.show_recent(self._memory.recent(), self._open_path)
        self._saved.clear()
        self._notice.clear()
        self._show_counts()
        self._show_caret()
        self._allow()

    def _show_counts(self) -> None:
        if self.project is None:
            self._counts.clear()
            return
        count = len(self.articles.heads())
        self._counts.setText(f"{count:,} article{'' if count == 1 else 's'}")

    def _show_caret(self) -> None:
        article = self._active.article
        if article is None:
            self._caret.clear()
            return
        self._caret.setText(f"Character {self._active.view.caret():,} of {len(article.text):,}")

    def _show_selected(self, annotation: Annotation | None) -> None:
        if annotation is not None and self.project is not None:
            label = self.project.scheme.label(annotation.label)
            self.tell(f"{label.title}, {annotation.start:,} to {annotation.end:,}")
        self._allow()

    def _fill_labels(self, labels: Sequence[Label]) -> None:
        self._labels_bar.clear()
        self._menus["labels"].clear()
        for label in labels:
            if not label.key:
                continue
            press = partial(self._press_button, label.key)
            button = QToolButton(self._labels_bar)
            button.setText(f"{label.title}  {label.key}")
            button.setIcon(swatch(label, self._theme))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip(f"{label.description} ({label.key})")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(press)
            self._labels_bar.addWidget(button)
            self._menus["labels"].addAction(f"{label.title}\t{label.key}", press)

    def _press_button(self, key: str) -> None:
        pane = self._active
        self.actions_.attempt(lambda: self.marking.press(pane, key, continues=False))
        pane.view.setFocus()

    def _fill_recent(self) -> None:
        menu: QMenu = self._menus["recent"]
        menu.clear()
        for path in self._memory.recent():
            menu.addAction(path.name, partial(self._open_path, path)).setToolTip(str(path))
        menu.setToolTipsVisible(True)
        if menu.isEmpty():
            menu.addAction("No projects yet").setEnabled(False)

    def _open_path(self, path: Path) -> None:
        self.actions_.attempt(lambda: self.show_project(self._open_project(path)))

    def _open_uids(self) -> tuple[str, ...]:
        return tuple(pane.article.uid for pane in self.panes if pane.article)

    # Where a project was left

    def _places(self) -> list[Place]:
        return [
            (pane.article.uid, pane.view.caret(), pane.view.first_visible())
            if pane.article
            else ("", 0, 0)
            for pane in self.panes
        ]

    def _open_places(self, places: list[Place] | None) -> None:
        if places is None or not any(self.articles.head(uid) for uid, _, _ in places):
            places = [(uid, 0, 0) for uid in self.articles.first_two()]
        for pane, (uid, caret, top) in reversed(list(zip(self.panes, places, strict=False))):
            if self.articles.head(uid) is None:
                continue
            self.open_article(uid, pane)
            assert pane.article is not None
            pane.view.set_caret(min(caret, len(pane.article.text)))
            pane.view.set_first_visible(min(top, len(pane.article.text)))
        if self.articles.heads():
            self._activate(self.panes[0])
            self.panes[0].view.setFocus()
        else:
            self.library.setFocus()
