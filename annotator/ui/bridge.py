"""The project's changes as one Qt signal, those of other windows and programs included."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.project.project import Project

_LOOK_EVERY_MS = 1000
_IDLE_MS = 30_000


class Bridge(QObject):
    """Belongs to the window that shows one project; goes with it."""

    changed = Signal(object)  # project.Event
    refused = Signal(str)  # the file could not be read or brought up to date

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._stop_listening = project.listen(self.changed.emit)
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        # A copy of the file alone is whole once nothing has happened for a while.
        self._idle = QTimer(self, interval=_IDLE_MS, singleShot=True)
        self._idle.timeout.connect(lambda: self._attempt(project.checkpoint))
        self.changed.connect(self._idle.start)

    def look(self) -> None:
        """Tell of what others have written since the last look.

        Once the file cannot be read, nothing looks at it again by itself.
        """
        if self._attempt(self._project.refresh):
            self._look.start()
        else:
            self._look.stop()

    def end(self) -> None:
        self._look.stop()
        self._idle.stop()
        self._stop_listening()
        self.deleteLater()

    def _attempt(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return False
        return True
