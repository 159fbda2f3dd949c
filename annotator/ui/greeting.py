"""What is asked and told once: the coder's name, the introduction, a failure of the last time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.core.model import Coder
from annotator.project import sample
from annotator.project.project import Project
from annotator.ui import crash
from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.filing import Filing
from annotator.ui.introduction import Introduction
from annotator.ui.memory import Memory
from annotator.ui.notices import Notices
from annotator.ui.welcome import Welcome


class Greeting(QObject):
    """Meets a newcomer, and somebody whose program has failed."""

    def __init__(
        self,
        window: QWidget,
        acting: Actions,
        memory: Memory,
        welcome: Welcome,
        notices: Notices,
        desk: Desk,
        filing: Filing,
    ) -> None:
        super().__init__(window)
        self._memory, self._welcome, self._notices = memory, welcome, notices
        self._desk, self._filing = desk, filing
        self.introduction = Introduction(acting, notices.over)
        self._last_words = ""
        self._show_words = QAction("Show the report", self)
        self._show_words.triggered.connect(lambda: crash.show_report(self._last_words))
        filing.opened.connect(self._meet)
        filing.changed.connect(self.introduction.hear)
        filing.exported.connect(self.introduction.exported)
        filing.closed.connect(self.introduction.hide)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"help.introduction": self.introduce}

    def begin(self, coder: Coder | None, last_words: str) -> None:
        """Ask for the name of a coder, if one is given, and tell of a crash, if there was one."""
        if coder is not None:
            self._welcome.ask_coder(coder.name)
        self._last_words = last_words
        if last_words:
            self._notices.offer(
                "Annotator stopped unexpectedly the last time. Nothing that you saved is lost.",
                self._show_words,
                self._show_words.text(),
            )

    def introduce(self) -> None:
        """Show the introduction, on the sample if no project is open."""
        if self._filing.project is None:
            self._memory.once("introduction")
            self._filing.open_sample()
        project = self._filing.project
        assert project is not None  # it has just been opened
        self.introduction.begin(project, self._desk.panes[-1].article)

    def _meet(self, project: Project) -> None:
        if sample.is_sample(project.path) and self._memory.once("introduction"):
            self.introduction.begin(project, self._desk.panes[-1].article)
