"""What a cell of the table of annotations shows is changed there: chosen, typed, or looked up."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Signal
from PySide6.QtWidgets import QTableView

from annotator.core.answers import understood, written
from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute
from annotator.core.scheme import PASSAGE
from annotator.project import bulk
from annotator.project.project import Project
from annotator.project.ties import ties_of
from annotator.store.listing import AnnotationRow
from annotator.ui.models.annotation_columns import Column
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.cells import Cells, Typed
from annotator.ui.panels.annotations.choices import Answer, Choices
from annotator.ui.panels.inspector import changing

_YES_NO = ((True, "Yes"), (False, "No"))
_NOTE_HINT = "Shift+Enter: new line"
_DATE_HINT = "2025-03-12"


class Editing(QObject):
    """Changes one cell at a time."""

    # An annotation, the kind of link that says who speaks, and what tells where the cell is: a
    # function that returns rectangles of the screen.
    speaker_requested = Signal(object, object, object)

    def __init__(
        self,
        table: QTableView,
        model: AnnotationTable,
        attempt: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(table)
        self._table, self._model, self._attempt = table, model, attempt
        self._project: Project | None = None
        self.cells = Cells(attempt, table)
        table.setItemDelegate(self.cells)
        self.cells.went_on.connect(lambda step: attempt(partial(self._go_on, step)))

    def work_on(self, project: Project | None) -> None:
        self._project = project

    def begin(self, index: QModelIndex) -> None:
        """Ask for what a cell is to be. Raises AnnotatorError where it cannot be changed here."""
        project, row = self._project, self._model.row(index.row())
        if project is None or row is None:
            return
        column = self._model.columns[index.column()]
        self._check(project, index, row, column)
        self._table.scrollTo(index)
        if column.attribute is not None:
            self._ask_answer(project, index, row, column.attribute)
        elif column.name == "label":
            self._ask_label(project, index, row)
        elif column.name == "speaker":
            self._ask_speaker(project, index, row)
        else:
            self._ask_note(project, index, row)

    def _check(
        self, project: Project, index: QModelIndex, row: AnnotationRow, column: Column
    ) -> None:
        if self._model.may_edit(index):
            return
        if project.read_only:
            raise AnnotatorError("This project can only be read, so nothing is changed in it.")
        if column.attribute is not None:
            asked = project.scheme.label(column.attribute.label).title.lower()
            raise AnnotatorError(
                f"“{column.attribute.title}” is not asked of a {row.label_title.lower()}, only of "
                f"a {asked}."
            )
        if column.name == "speaker":
            raise AnnotatorError(f"Nobody speaks a {row.label_title.lower()}.")
        raise AnnotatorError(
            f"“{column.title}” cannot be changed here; label, speaker, note and answers can."
        )

    # One kind of cell each

    def _ask_label(self, project: Project, index: QModelIndex, row: AnnotationRow) -> None:
        answers = [
            Answer(one.title, one.uid, one.uid == row.label, self._model.swatch(one.uid))
            for one in project.scheme.labels
            if one.uid != PASSAGE
        ]

        def take(label: str) -> None:
            project.perform(bulk.relabel(project, [row.uid], label).edit)

        self._choose("Label", index, answers, take)

    def _ask_answer(
        self, project: Project, index: QModelIndex, row: AnnotationRow, attribute: Attribute
    ) -> None:
        shown = row.attributes.get(attribute.name)

        def take(value: Any) -> None:
            head = ties_of(project, project.reading.annotation(row.uid)).head
            changing.answer(project, head.uid, attribute, value, shown, None)

        if attribute.kind in ("choice", "yes_no"):
            answers = [Answer(title, one, one == shown) for one, title in options(attribute)]
            self._choose(attribute.title, index, answers, take, none="No answer")
            return
        self.cells.open(
            index,
            Typed(
                written(shown), partial(understood, attribute),
                lambda text: take(understood(attribute, text)), attribute.title,
                _DATE_HINT if attribute.kind == "date" else "",
            ),
        )  # fmt: skip

    def _ask_note(self, project: Project, index: QModelIndex, row: AnnotationRow) -> None:
        shown = project.reading.annotation(row.uid).note

        def save(text: str) -> None:
            changing.write_note(project, row.uid, text.strip(), shown, None)

        self.cells.open(index, Typed(shown, str, save, "Note", _NOTE_HINT, has_lines=True))

    def _ask_speaker(self, project: Project, index: QModelIndex, row: AnnotationRow) -> None:
        kept = QPersistentModelIndex(index)
        self.speaker_requested.emit(
            project.reading.annotation(row.uid),
            project.scheme.voice(row.label),
            lambda: [self._place(kept)],
        )

    def _choose(
        self,
        name: str,
        index: QModelIndex,
        answers: Sequence[Answer],
        take: Callable[[Any], object],
        none: str = "",
    ) -> None:
        menu = Choices(
            name, answers, lambda value: self._attempt(partial(take, value)), self._table, none
        )
        menu.open_at(self._place(index).bottomLeft() + QPoint(0, 1))

    def _place(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Return where a cell is on the screen, as far as it is seen."""
        viewport = self._table.viewport()
        cell = self._table.visualRect(self._model.index(index.row(), index.column()))
        rect = cell.intersected(viewport.rect())
        return QRect(viewport.mapToGlobal(rect.topLeft()), rect.size())

    def _go_on(self, step: int) -> None:
        """Type in the same column of the next row that has it, or of the one before."""
        here, model = self._table.currentIndex(), self._model
        row = here.row() + step
        while 0 <= row < model.rowCount():
            index = model.index(row, here.column())
            if model.uid(row) is not None and model.may_edit(index):
                self._table.setCurrentIndex(index)
                self.begin(index)
                return
            row += step


def options(attribute: Attribute) -> list[tuple[Any, str]]:
    """Return what can be chosen in answer to a question, with titles."""
    if attribute.kind == "yes_no":
        return [*_YES_NO]
    return [(one["name"], one.get("title") or one["name"]) for one in attribute.choices]
