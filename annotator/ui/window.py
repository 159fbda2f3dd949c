"""The main window: a frame that stands at once, and the workplace that comes into it."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from annotator.ui.appearance import Appearance
from annotator.ui.frame import Frame
from annotator.ui.memory import Memory
from annotator.ui.settings import Settings

if TYPE_CHECKING:
    from annotator.core.model import Coder
    from annotator.project.project import Project
    from annotator.ui.workplace import Workplace


class Window(Frame):
    """Shows one project, or the welcome page."""

    def __init__(
        self,
        memory: Memory,
        settings: Settings,
        appearance: Appearance,
        coder: "Callable[[], Coder]",
    ) -> None:
        """`coder` tells who annotates, when that is needed first."""
        super().__init__(memory, settings, appearance)
        self._coder = coder
        self._when_painted: Callable[[], object] | None = None
        self.setAcceptDrops(True)
        self.acting.on("file.quit", self.close)
        self.welcome.open_requested.connect(self._open_recent)

    @cached_property
    def workplace(self) -> "Workplace":
        """All but the frame: imported and made when it is first needed, after the first paint."""
        from annotator.ui.workplace import Workplace  # noqa: PLC0415

        return Workplace(self, self._coder())

    @property
    def project(self) -> "Project | None":
        return self.workplace.project

    def show_project(self, project: "Project") -> None:
        """Show a project in place of the one that is shown; it is closed with the window.

        Where it cannot be read, what is shown stays. Raises AnnotatorError then.
        """
        self.workplace.filing.show(project)

    def begin(self, project: Path | None, sample: bool, last_words: str) -> None:
        """Once the window is seen, open what the command line named, and greet.

        `last_words` are those of a crash, where there was one.
        """
        self._when_painted = lambda: self._begin(project, sample, last_words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._when_painted is not None:
            QTimer.singleShot(0, self, self._when_painted)
            self._when_painted = None

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._is_made and self.isActiveWindow():
            self.workplace.filing.look()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        shape = self.workplace.focus.shape() if self._is_made else self.saveGeometry()
        self.memory.keep_state("geometry", shape)
        if self._is_made and not self.workplace.closes():
            event.ignore()
            return
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What a dialog asks about must not go away under it.
        if event.mimeData().hasUrls() and QApplication.activeModalWidget() is None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        take = self.workplace.filing.take
        # The drop must be over before a dialog may open.
        QTimer.singleShot(0, self, lambda: self.acting.attempt(lambda: take(paths)))

    @property
    def _is_made(self) -> bool:
        return "workplace" in self.__dict__

    def _begin(self, project: Path | None, sample: bool, last_words: str) -> None:
        filing = self.workplace.filing
        if sample:
            self.acting.attempt(filing.open_sample)
        elif project is not None:
            self.acting.attempt(lambda: filing.open_path(project))
        self.workplace.greeting.begin(last_words)

    def _open_recent(self, path: Path) -> None:
        self.acting.attempt(lambda: self.workplace.filing.open_path(path))
