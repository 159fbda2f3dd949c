"""What is done to the selected annotation and to the last change, wherever the keyboard is."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from annotator.ui.desk import Desk
from annotator.ui.docks import Docks
from annotator.ui.filing import Filing
from annotator.ui.panels.annotations import AnnotationsPanel
from annotator.ui.panels.inspector import Inspector


class Editing(QObject):
    """Undo and redo, copy and erase, and the ways into the inspector."""

    def __init__(
        self,
        filing: Filing,
        desk: Desk,
        docks: Docks,
        inspector: Inspector,
        annotations: AnnotationsPanel,
    ) -> None:
        super().__init__(desk)
        self._filing, self._desk, self._docks = filing, desk, docks
        self._inspector, self._annotations = inspector, annotations

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "edit.copy": self.copy,
            "edit.erase": self.erase,
            "annotate.note": lambda: self._inspect(self._inspector.edit_note),
            "annotate.inspect": self.inspect,
        }

    def inspect(self) -> None:
        """Go to the properties of the selected annotation; in link mode, link it instead."""
        if not self._desk.linking.pick_here(self._desk.active):
            self._inspect(self._inspector.focus_first)

    def undo(self) -> None:
        self._inspector.commit()  # what was typed last is what was done last
        if self._filing.project is not None:
            self._filing.project.undo()

    def redo(self) -> None:
        self._inspector.commit()
        if self._filing.project is not None:
            self._filing.project.redo()

    def copy(self) -> None:
        self._desk.active.view.copy()

    def erase(self) -> None:
        """Erase the rows that are chosen in the table, or the annotation at hand in the text."""
        if self._annotations.has_focus():
            self._annotations.erase_chosen()
        else:
            self._desk.tagging.erase(self._desk.active)

    def _inspect(self, how: Callable[[], object]) -> None:
        self._docks.reveal("inspector")
        how()
