"""What is asked and told once: the coder's name, the introduction, a failure of the last time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from annotator.project import sample
from annotator.project.coder import is_new
from annotator.project.project import Project
from annotator.ui.desk import Desk
from annotator.ui.filing import Filing
from annotator.ui.frame import Frame
from annotator.ui.introduction import Introduction
from annotator.ui.report import show_report


class Greeting(QObject):
    """Meets a newcomer, and somebody whose program has failed."""

    def __init__(self, frame: Frame, desk: Desk, filing: Filing) -> None:
        super().__init__(frame)
        self._memory, self._welcome, self._notices = frame.memory, frame.welcome, frame.notices
        self._desk, self._filing, self._acting = desk, filing, frame.acting
        self.introduction = Introduction(frame.acting, frame.stack)
        self._last_words = ""
        self._show_words = QAction("Show the report", self)
        self._show_words.triggered.connect(lambda: show_report(self._last_words))
        filing.opened.connect(self._meet)
        filing.changed.connect(self.introduction.hear)
        filing.exported.connect(self.introduction.exported)
        filing.closed.connect(self.introduction.hide)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"help.introduction": self.introduce}

    def begin(self, last_words: str) -> None:
        """Ask for the coder’s name, if nobody said one yet, and tell of a crash that was."""
        if is_new():
            name = self._filing.coder.name
            self._welcome.ask_coder(name)
            if self._filing.project is not None and self._memory.once("name"):
                change = self._acting["edit.settings"]
                self._notices.offer(f"You annotate as “{name}”.", change, "Change…")
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
            # When its articles are shown, too.
            QTimer.singleShot(0, self, self.introduce)
