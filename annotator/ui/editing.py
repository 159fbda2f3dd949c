"""What is done to the selected annotation and to the last change, wherever the keyboard is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from annotator.project.history import Step
from annotator.project.project import Project
from annotator.ui.around import Around
from annotator.ui.codebook.opening import Codebooks
from annotator.ui.desk import Desk
from annotator.ui.docks import Docks
from annotator.ui.filing import Filing
from annotator.ui.waiting import waiting


class Editing:
    """Undo and redo, copy and erase, and the ways into the inspector."""

    def __init__(
        self,
        filing: Filing,
        desk: Desk,
        docks: Docks,
        around: Around,
        codebooks: Codebooks,
    ) -> None:
        self._filing, self._desk, self._docks = filing, desk, docks
        self._inspector, self._annotations = around.inspector, around.annotations
        self._checks = around.checks
        self._typed = (around.inspector, around.actors, codebooks)

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
        """Go to the properties of the selected annotation.

        Before that comes who is proposed for a mention, and in link mode what is to be linked.
        """
        desk = self._desk
        if not desk.attributing.accept() and not desk.linking.pick_here(desk.active):
            self._inspect(self._inspector.focus_first)

    def undo(self) -> None:
        self._commit()  # what was typed last is what was done last
        project = self._filing.project
        if project is not None:
            with self._keeping_keyboard(), _waiting(project, project.next_undo):
                project.undo()

    def redo(self) -> None:
        self._commit()
        project = self._filing.project
        if project is not None:
            with self._keeping_keyboard(), _waiting(project, project.next_redo):
                project.redo()

    def copy(self) -> None:
        self._desk.active.view.copy()

    def erase(self) -> None:
        """Erase the rows that are chosen in the table, or the annotation at hand in the text."""
        if self._annotations.has_focus():
            self._annotations.erase_chosen()
        else:
            self._desk.tagging.erase(self._desk.active)

    def _commit(self) -> None:
        for part in self._typed:
            part.commit()

    @contextmanager
    def _keeping_keyboard(self) -> Iterator[None]:
        """Leave the keyboard on the findings, which are gone through one after another."""
        was_there = self._checks.has_focus()
        yield
        if was_there:
            self._checks.setFocus()

    def _inspect(self, how: Callable[[], object]) -> None:
        self._docks.reveal("inspector")
        how()


def _waiting(project: Project, step: Step | None) -> AbstractContextManager[None]:
    """Show that a large step takes its time."""
    return waiting() if project.takes_long(step) else nullcontext()
