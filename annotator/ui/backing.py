"""Backups that are made by themselves, beside the work, and the one that somebody asks for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Cancelled
from annotator.project.backups import Backup, backups, make_backup_apart
from annotator.project.project import Event, Project
from annotator.ui import tasks

_MINUTE_MS = 60_000
_ALL_BACKED_UP = "All of it is backed up already"
_NOTHING_YET = "There is nothing to back up yet"


class Backing(QObject):
    """Backs up the project of a window: while it is open and changes, and when it is closed."""

    made = Signal(object)  # Backup
    told = Signal(str)  # what came of a backup that was asked for
    refused = Signal(str)

    def __init__(self, every: Callable[[], int], kept: Callable[[], int], window: QWidget) -> None:
        """`every` tells after how many minutes, 0 for never; `kept` how many backups stay."""
        super().__init__(window)
        self._every, self._kept, self._window = every, kept, window
        self._project: Project | None = None
        self._stop_listening: Callable[[], None] = lambda: None
        self._has_changed = False
        self._minutes = 0
        self._due: list[Path] = []
        self._holders = 0
        self._has_refused = False
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._tick)

    def work_on(self, project: Project | None) -> None:
        """Look after another project, or none, while the former one is still open.

        The former one is backed up once more, which goes on when it is closed. Of the new one it
        is found out soon whether its last state was backed up.
        """
        self._stop_listening()
        self._stop_listening = lambda: None
        if self._project is not None and self._has_changed:
            self._ask_for(self._project.path)
        self._project = None if project is None or project.read_only else project
        self._has_changed = self._project is not None
        self._minutes = self._every()
        if self._project is not None:
            self._stop_listening = self._project.listen(self._take_note)
            self._clock.start()
        self._begin()

    def back_up(self) -> None:
        """Make a backup of the open project since somebody asks for it, and tell what came of it.

        Raises AnnotatorError while files are read or written.
        """
        tasks.check_idle()
        project = self._project
        if project is None:
            raise AnnotatorError("This project can only be read. Save a copy of it instead.")
        tasks.stop_quiet(self)  # or there would be two alike
        self._has_changed = False
        work = partial(make_backup_apart, project.path, self._kept())
        done = partial(self._tell, project.path)
        tasks.run(self._window, "Making a backup …", work, done, self._refuse)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make none, and have none under way: somebody else has to do with the files.

        That is so while a file dialog looks at them and while a backup is gone back to. What is
        due then is made afterwards.
        """
        self._holders += 1
        try:
            with tasks.held():
                yield
        finally:
            self._holders -= 1
            self._begin()

    def _take_note(self, _event: Event) -> None:
        self._has_changed = True

    def _tick(self) -> None:
        self._minutes += 1
        if self._project is not None and self._has_changed and self._minutes >= self._every():
            self._ask_for(self._project.path)
        self._begin()
        if self._project is None and not self._due and not tasks.works_for(self):
            self._clock.stop()

    def _ask_for(self, path: Path) -> None:
        self._minutes = 0
        if self._every() and path not in self._due:
            self._due.append(path)

    def _begin(self) -> None:
        """Make the next backup that is due, one after the other."""
        if tasks.works_for(self) or self._holders or not self._due or not tasks.idle():
            return
        if self._project is not None and self._project.is_released:
            return
        path = self._due.pop(0)
        if self._project is not None and self._project.path == path:
            self._has_changed = False  # now, so that what changes meanwhile is not forgotten
        work = partial(make_backup_apart, path, self._kept())
        tasks.run_quietly(self, work, self._take_made, partial(self._take_failed, path))

    def _take_made(self, backup: Backup | None) -> None:
        self._has_refused = False
        if backup is not None:
            self.made.emit(backup)
        self._begin()

    def _take_failed(self, path: Path, error: AnnotatorError) -> None:
        if isinstance(error, Cancelled):  # it makes way for one that was asked for
            if path not in self._due:
                self._due.append(path)
            self._begin()
            return
        if self._project is not None and self._project.path == path:
            self._has_changed = True
        if not self._has_refused:
            self._has_refused = True
            self.refused.emit(f"No backup could be made. {error}")
        self._begin()

    def _tell(self, path: Path, backup: Backup | None) -> None:
        if backup is not None:
            self._has_refused = False
            self.made.emit(backup)
            folder = backup.path.parent.name
            self.told.emit(f"Backed up as “{backup.path.name}” in the folder “{folder}”")
            return
        try:
            there = backups(path)
        except AnnotatorError as error:
            self.refused.emit(str(error))
        else:
            self.told.emit(_ALL_BACKED_UP if there else _NOTHING_YET)

    def _refuse(self, error: AnnotatorError) -> None:
        self._has_changed = self._project is not None
        self.refused.emit(str(error))
