"""What is done with the chosen rows of the table of annotations: erase, copy, change them all."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotator.core.erasing import erase_all
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.project.project import Event, Project
from annotator.ui.dialogs.change import ChangeDialog
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.columns import Columns
from annotator.ui.panels.annotations.table import Table
from annotator.ui.phrases import counted

# Nobody erases as many by hand, one after another that are read and written for seconds.
_MOST_ERASED = 20_000


class Doing(QObject):
    """Every method raises AnnotatorError where it cannot do what it should."""

    offered = Signal(str)  # what was done, which undo takes back

    def __init__(
        self, table: Table, model: AnnotationTable, columns: Columns, catch_up: Callable[[], object]
    ) -> None:
        """`catch_up` shows at once what is else shown soon."""
        super().__init__(table)
        self._table, self._model, self._columns = table, model, columns
        self._catch_up = catch_up
        self._project: Project | None = None
        self._dialog: ChangeDialog | None = None
        table.chosen_changed.connect(self._tell_dialog)

    def work_on(self, project: Project | None) -> None:
        self._project = project
        self._forget_dialog()  # which goes with its project

    def hear(self, event: Event) -> None:
        if self._dialog is not None:
            self._dialog.hear(event)

    def erase(self) -> None:
        """Erase the annotations of the chosen rows as one edit and go on with the next row."""
        uids, project = self._table.chosen(), self._project
        if project is None or not uids:
            raise AnnotatorError("No row of the table is chosen, so there is nothing to erase.")
        if len(uids) > _MOST_ERASED:
            raise AnnotatorError(
                f"{len(uids):,} rows are more than can be erased at once ({_MOST_ERASED:,}). "
                "Choose fewer, or narrow the table down with the fields above it."
            )
        place = self._model.place(uids[0]) or 0
        chosen, links, others = _surroundings(project, uids)
        project.perform(erase_all(chosen, links, others))
        self._catch_up()
        self._table.enter_row(place)
        if len(chosen) > 1:
            self.offered.emit(f"Erased {counted(len(chosen), 'annotation')}.")

    def copy(self) -> None:
        """Put the chosen rows into the clipboard as they are seen, for a spreadsheet."""
        lines = self._model.copied(self._table.chosen(), self._columns.visible())
        QGuiApplication.clipboard().setText("\n".join(lines))

    def change(self) -> None:
        """Ask what all chosen rows are to be; the window can be used meanwhile."""
        project = self._project
        if project is None or not self._table.chosen():
            raise AnnotatorError("No row of the table is chosen, so there is nothing to change.")
        if self._dialog is None:
            index = self._table.currentIndex()
            column = self._model.columns[index.column()] if index.isValid() else None
            self._dialog = ChangeDialog(project, self._table.chosen, self._table.window())
            self._dialog.choose(column.name if column else "")
            self._dialog.changed.connect(self.offered)
            self._dialog.finished.connect(self._forget_dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _tell_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.look_soon()

    def _forget_dialog(self) -> None:
        self._dialog = None


def _surroundings(
    project: Project, uids: list[str]
) -> tuple[list[Annotation], list[Link], dict[str, Annotation]]:
    """Return some annotations, the links in their articles, and all others there by uid."""
    others: dict[str, Annotation] = {}
    links: dict[str, Link] = {}
    for uid in uids:
        if uid not in others:
            article = project.reading.annotation(uid).article
            others.update((one.uid, one) for one in project.reading.annotations_of(article))
            links.update((one.uid, one) for one in project.reading.links_of(article))
    return [others[uid] for uid in uids], list(links.values()), others
