"""How the editor changes the codebook: what an edit would do to annotations is asked first."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.core.consequences import consequences
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import Attribute, Label, LinkKind
from annotator.project.codebook import Codebook
from annotator.project.history import Step
from annotator.project.project import Project
from annotator.ui.phrases import counted, excerpt
from annotator.ui.staying import Save
from annotator.ui.waiting import waiting

Part = Label | Attribute | LinkKind
Make = Callable[[], Edit]
Then = Callable[[], object] | None
Attempt = Callable[[Callable[[], object]], None]

BACK = "One undo brings all of it back."
OTHERWISE = "This would do something else by now. Look at it once more."
IDENTIFIER = "Identifier, of letters from a to z, digits and _"


class Asked(NamedTuple):
    """What is asked before an edit that touches annotations: “Delete the label “Claim”?”."""

    sentence: str
    verb: str  # of the button, where no annotation goes


class Changing(QObject):
    """Performs edits of one project's codebook for one window."""

    def __init__(self, project: Project, attempt: Attempt, window: QWidget) -> None:
        """`attempt` calls what it is given and shows the sentence of what is refused."""
        super().__init__(window)
        self.project, self.attempt, self._window = project, attempt, window
        self.codebook = Codebook(project)

    @property
    def may(self) -> bool:
        """Say whether anything can be changed."""
        return not self.project.read_only

    @property
    def parts(self) -> Sequence[Part]:
        """Return all that the codebook has."""
        scheme = self.project.scheme
        return (*scheme.labels, *scheme.attributes, *scheme.link_kinds)

    def part(self, uid: str) -> Part | None:
        """Return what has a uid in the codebook, if anything has."""
        return next((one for one in self.parts if one.uid == uid), None)

    def do(self, make: Make, question: Asked, then: Then = None) -> None:
        """Perform an edit, after a question where it does more than to change the codebook.

        `then` is called when it is done. Raises AnnotatorError where it is refused.
        """
        with waiting():
            edit = make()
        if sentences := consequences(edit).sentences():
            self._ask(make, question, then, sentences, button(question.verb, edit))
        else:
            self._perform(edit, then)

    def change(self, part: Part, field: str, value: Any, question: Asked) -> None:
        """Set a field of a part of the codebook to what somebody has chosen."""
        self.do(lambda: self._changed(part, field, value), question)

    def typed(self, part: Part, field: str) -> Save:
        """Return what saves a field of a part in which somebody types."""

        def save(value: Any, shown: Any, instead_of: Step | None) -> Step | None:
            stored = self.part(part.uid)
            if stored is None:
                raise AnnotatorError("This was deleted from the codebook meanwhile.")
            there = getattr(stored, field)
            if there not in (shown, value):
                raise Conflict(f"This was changed elsewhere meanwhile, to “{_told(there)}”.")
            return self.project.perform(self._changed(stored, field, value), instead_of)

        return save

    def _changed(self, part: Part, field: str, value: Any) -> Edit:
        match part:
            case Label():
                return self.codebook.change_label(part.uid, **{field: value})
            case Attribute():
                return self.codebook.change_attribute(part.uid, **{field: value})
        return self.codebook.change_link_kind(part.uid, **{field: value})

    def _ask(self, make: Make, question: Asked, then: Then, told: list[str], verb: str) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Codebook")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question.sentence)
        box.setInformativeText("\n".join((*told, "", BACK)))
        box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.accepted.connect(lambda: self.attempt(lambda: self._agree(make, question, then, told)))
        box.open()

    def _agree(self, make: Make, question: Asked, then: Then, told: list[str]) -> None:
        """Do what was asked, unless it would do something else by now: then that is asked."""
        with waiting():
            edit = make()
        if consequences(edit).sentences() == told:
            self._perform(edit, then)
        else:
            self.do(make, question, then)

    def _perform(self, edit: Edit, then: Then) -> None:
        with waiting():
            self.project.perform(edit)
        if then is not None:
            then()


def button(verb: str, edit: Edit) -> str:
    """Return what the button says that does an edit: how many annotations go, if some do."""
    gone = consequences(edit).erased
    return f"Delete {counted(gone, 'annotation')}" if gone else verb


def _told(value: Any) -> str:
    return excerpt("\n".join(value) if isinstance(value, tuple) else str(value))
