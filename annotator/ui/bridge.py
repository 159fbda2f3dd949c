"""The project's changes as one Qt signal, those of other windows and programs included."""

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.project.project import Project

_LOOK_EVERY_MS = 1000
_IDLE_MS = 30_000


class Bridge(QObject):
    """Belongs to the window that shows one project; goes with it."""

    changed = Signal(object)  # project.Event

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._stop_listening = project.listen(self.changed.emit)
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        # A copy of the file alone is whole once nothing has happened for a while.
        self._idle = QTimer(self, interval=_IDLE_MS, singleShot=True)
        self._idle.timeout.connect(project.checkpoint)
        self.changed.connect(self._idle.start)

    def look(self) -> None:
        """Tell of what others have written since the last look."""
        self._project.refresh()

    def end(self) -> None:
        self._look.stop()
        self._idle.stop()
        self._stop_listening()
        self.deleteLater()
