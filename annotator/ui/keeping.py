"""Keeping a project safe: copies, backups, going back to one, what is known of the file."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.project.backups import Backup, copy_apart, copy_of, go_back
from annotator.project.project import Project
from annotator.ui import files, tasks
from annotator.ui.backing import Backing
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.dialogs.forgetting import ask_to_forget
from annotator.ui.dialogs.information import InformationDialog
from annotator.ui.filing import Filing
from annotator.ui.moments import dated


class Keeping(QObject):
    """What the File menu has for the safety of the open project."""

    told = Signal(str)
    refused = Signal(str)
    forgotten = Signal()  # the history was: nothing can be undone

    def __init__(
        self,
        filing: Filing,
        backing: Backing,
        attempt: Callable[[Callable[[], object]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window, self._filing, self._attempt = parent, filing, attempt
        self.backing = backing
        backing.told.connect(self.told)
        backing.refused.connect(self.refused)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "file.copy": self.save_copy,
            "file.backup": self.backing.back_up,
            "file.restore": self.show_backups,
            "file.information": self.show_information,
            "file.forget": self.forget,
        }

    def save_copy(self) -> None:
        """Ask for a file and write the whole project to it."""
        project = self._project()
        with self._filing.released():
            to = files.ask_copy(self._window, project.path)
        if to is not None:
            self._copy(partial(copy_apart, project.path, to), partial(self._copied, to))

    def show_backups(self) -> None:
        project = self._project()
        dialog = BackupsDialog(project.path, project.title, self._window)
        self.backing.made.connect(dialog.refresh)
        dialog.go_back_requested.connect(
            lambda backup: self._attempt(lambda: self.go_back(dialog, backup))
        )
        dialog.copy_requested.connect(
            lambda backup: self._attempt(lambda: self.open_copy(dialog, backup))
        )
        dialog.open()

    def go_back(self, dialog: QWidget, backup: Backup) -> None:
        """Let a backup take the place of the project, and open that."""
        path = self._project().path
        dialog.close()
        holding = ExitStack()
        holding.enter_context(self.backing.held())
        try:
            self._filing.close()
        except AnnotatorError:
            holding.close()
            raise

        def end() -> None:
            # Nobody else may open the file before it is what it will be: that needs it alone.
            with holding:
                self._open(path)

        work, done = partial(go_back, path, backup), partial(self._gone_back, backup)
        tasks.run(self._window, "Going back …", work, done, self._failed, end)

    def _gone_back(self, backup: Backup, aside: Backup | None) -> None:
        kept = f" What there was is kept as {aside.path.name}." if aside else ""
        self.told.emit(f"This is the project as it was on {dated(backup.at)}.{kept}")

    def open_copy(self, dialog: QWidget, backup: Backup) -> None:
        """Ask for a file, copy a backup to it and open that."""
        project = self._project()
        with self._filing.released():
            to = files.ask_copy(self._window, project.path)
        if to is not None:
            dialog.close()
            self._copy(partial(copy_of, backup, to), lambda _: self._open(to))

    def show_information(self) -> None:
        dialog = InformationDialog(self._project(), self._window)
        dialog.forget_requested.connect(self.forget)
        self.forgotten.connect(dialog.refresh)
        dialog.open()

    def forget(self) -> None:
        project = self._project()
        ask_to_forget(project.title, lambda: self._attempt(self._forget), self._window)

    def _forget(self) -> None:
        self._project().forget_history()
        self.forgotten.emit()
        self.told.emit("The history is forgotten.")

    def _project(self) -> Project:
        project = self._filing.project
        assert project is not None  # the actions need one, and their dialogs go with it
        return project

    def _copy(self, work: Callable[..., None], done: Callable[[None], None]) -> None:
        tasks.check_idle()
        tasks.run(self._window, "Copying …", work, done, self._failed)

    def _copied(self, to: Path, _: None) -> None:
        self.told.emit(f"Saved a copy as {to}")

    def _open(self, path: Path) -> None:
        self._attempt(lambda: self._filing.open_path(path))

    def _failed(self, error: AnnotatorError) -> None:
        self.refused.emit(str(error))
