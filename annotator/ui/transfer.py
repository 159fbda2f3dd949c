"""Files in and out through the window: the work is done apart, with progress and Cancel."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.formats.contract import WriteOptions, Written
from annotator.project import exchange
from annotator.project.exchange import ImportOptions
from annotator.project.merge import Counts
from annotator.project.project import Project
from annotator.ui import tasks


class Transfer(QObject):
    """Imports and exports of one window."""

    imported = Signal(str, list)  # what came in, and what is to be said of it
    exported = Signal(str)
    refused = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def bring_in(self, project: Project, paths: Sequence[Path]) -> None:
        """Bring files into a project."""
        if project.read_only:
            raise AnnotatorError(f"{project.path.name} can only be read; nothing was imported.")
        work = partial(
            exchange.bring_in_apart,
            project.path, project.session, project.coder, paths, ImportOptions(),
        )  # fmt: skip
        tasks.run(self._window, "Reading articles …", work, self._brought_in, self._failed)

    def take_out(self, project: Project, format: str, to: Path) -> None:
        """Write a project in a format (by name) to a file or folder."""
        work = partial(exchange.take_out_apart, project.path, format, to, WriteOptions())
        tasks.run(self._window, "Writing …", work, partial(self._taken_out, to), self._failed)

    def _brought_in(self, counts: Counts) -> None:
        articles = "1 article" if counts.articles == 1 else f"{counts.articles:,} articles"
        annotations = "annotation" if counts.annotations == 1 else "annotations"
        sentence = f"Imported {articles} with {counts.annotations:,} {annotations}."
        self.imported.emit(sentence, [*map(str, counts.problems), *map(str, counts.notices)])

    def _taken_out(self, to: Path, written: Written) -> None:
        self.exported.emit(f"Exported {written.rows:,} rows to {to}")

    def _failed(self, error: AnnotatorError) -> None:
        self.refused.emit(str(error))
