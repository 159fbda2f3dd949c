"""What is done with files: the project that is open, how it comes and goes, imports and exports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder
from annotator.project.project import SUFFIX, Project
from annotator.ui import files, tasks
from annotator.ui.bridge import Bridge
from annotator.ui.listing import show_list
from annotator.ui.memory import Memory
from annotator.ui.phrases import tooltip
from annotator.ui.projects import Projects
from annotator.ui.transfer import Transfer


def is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that is closed to us now
        return False


class Filing(QObject):
    """Holds the open project of a window."""

    opened = Signal(object, object)  # Project, and what was staged of it
    closing = Signal(object)  # Project, which can still be asked
    closed = Signal()
    changed = Signal(object)  # project.Event
    told = Signal(str)
    refused = Signal(str)
    imported = Signal()
    exported = Signal()

    def __init__(
        self,
        window: QWidget,
        memory: Memory,
        projects: Projects,
        attempt: Callable[[Callable[[], object]], None],
        hold: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """`attempt` calls what it is given and shows the sentence of what is refused.

        `hold` keeps everybody else away from the files meanwhile.
        """
        super().__init__(window)
        self._window, self._memory, self._projects = window, memory, projects
        self._attempt = attempt
        self.project: Project | None = None
        self._hold = hold
        # What is done before the project may be left, and what must be read before another one
        # takes its place; both may refuse with AnnotatorError.
        self.settle: Callable[[], object] = lambda: None
        self.stage: Callable[[Project], object] = lambda _: None
        self._bridge: Bridge | None = None
        self._transfer = Transfer(window)
        self._transfer.imported.connect(self._brought_in)
        self._transfer.exported.connect(self._taken_out)
        self._transfer.refused.connect(self.refused)

    @property
    def coder(self) -> Coder:
        """Return who annotates here."""
        return self._projects.coder

    def rename_coder(self, name: str) -> None:
        """Give the coder another name. Raises AnnotatorError when it will not do."""
        coder = self._projects.rename_coder(name)
        if self.project is not None:
            self.project.introduce(coder)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "file.new": self.new,
            "file.open": self.open,
            "file.sample": self.open_sample,
            "file.import": self.bring_in,
            "file.export": self.take_out,
            "file.close": self.close,
        }

    def show(self, project: Project) -> None:
        """Show a project in place of the one that is open; it is closed with the window.

        Where it cannot be read, what is shown stays. Raises AnnotatorError then.
        """
        try:
            self._check_free()
            staged = self.stage(project)
            self.close()
        except AnnotatorError:
            project.close()
            raise
        self.project = project
        self._bridge = Bridge(project, self)
        self._bridge.changed.connect(self.changed)
        self._bridge.refused.connect(self.refused)
        self._memory.add_recent(project.path)
        self.opened.emit(project, staged)
        if project.read_only:
            self.refused.emit(
                f"{project.path.name} can only be read here. Copy it to a folder of yours to "
                "annotate."
            )

    def close(self) -> None:
        """Close the project, if there is one; all is saved already.

        Raises AnnotatorError while files are read into it or written from it, and where what was
        typed last cannot be saved.
        """
        self._check_free()
        if self.project is not None:
            self.settle()
            self._close(self.project)

    def _close(self, project: Project) -> None:
        self.closing.emit(project)
        if self._bridge is not None:
            self._bridge.end()
            self._bridge = None
        self.project = None
        self.closed.emit()
        project.close()

    def _check_free(self) -> None:
        tasks.check_idle()
        if self.project is not None and self.project.is_released:
            raise AnnotatorError("One moment: a file is being chosen.")

    def look(self) -> None:
        """Tell of what others have written since the last look."""
        if self._bridge is not None:
            self._bridge.look()

    @contextmanager
    def released(self) -> Iterator[None]:
        """Let go of the project while a file dialog looks at the files around it."""
        self._check_free()
        self.settle()
        project = self.project
        with self._hold():
            if project is None:
                yield
                return
            try:
                with project.released():
                    yield
            except AnnotatorError:
                # The file went away meanwhile. What was shown of it cannot be worked on.
                if project.is_released:
                    self._close(project)
                raise

    def new(self) -> None:
        with self.released():
            path = files.ask_new(self._window)
        if path is not None:
            self.show(self._projects.new(path))

    def open(self) -> None:
        with self.released():
            path = files.ask_open(self._window)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        self.show(self._projects.open(path))

    def open_sample(self) -> None:
        self.show(self._projects.sample())

    def bring_in(self) -> None:
        """Ask for files and import them."""
        with self.released():
            paths = files.ask_import(self._window)
        self.import_files(paths)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Bring files into the project, with progress and Cancel when it takes long."""
        self._check_free()
        if self.project is not None and paths:
            self._transfer.bring_in(self.project, paths)

    def take_out(self) -> None:
        """Ask for a file and export to it."""
        project = self.project
        assert project is not None  # the action needs one
        with self.released():
            asked = files.ask_export(self._window, project.path.with_suffix(".csv"))
        if asked is not None:
            self._transfer.take_out(project, *asked)

    def take(self, paths: Sequence[Path]) -> None:
        """Take what was dropped on the window: a project is opened, all else imported."""
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.open_path(projects[0])
        elif self.project is None:
            raise AnnotatorError("Open or make a project first; then drop articles into it.")
        else:
            self.import_files(paths)

    def fill_recent(self, menu: QMenu) -> None:
        """Fill a menu with the projects that were open lately."""
        menu.clear()
        for path in filter(is_there, self._memory.recent()):
            act = partial(self._attempt, partial(self.open_path, path))
            name = path.name.replace("&", "&&")
            menu.addAction(name, act).setToolTip(tooltip(str(path)))
        if menu.isEmpty():
            menu.addAction("No projects yet").setEnabled(False)

    def _brought_in(self, sentence: str, told: list[str]) -> None:
        self.look()
        self.told.emit(sentence)
        if told:
            show_list(self._window, sentence, told)
        self.imported.emit()

    def _taken_out(self, sentence: str) -> None:
        self.told.emit(sentence)
        self.exported.emit()
