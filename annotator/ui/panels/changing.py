"""What the inspector does to an annotation: always to what is stored, not to what it has shown."""

from typing import Any

from PySide6.QtGui import QGuiApplication

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Attribute
from annotator.project.history import Step
from annotator.project.project import Project
from annotator.ui.panels.ties import Ties


def answer(
    project: Project, uid: str, attribute: Attribute, value: Any, instead_of: Step | None
) -> Step | None:
    """Answer a question about an annotation (by uid), or with `None` take the answer back."""
    return project.perform(acts.set_attribute(_stored(project, uid), attribute, value), instead_of)


def write_note(project: Project, uid: str, text: str, instead_of: Step | None) -> Step | None:
    """Write a note; where the annotation is gone, what was written is in the clipboard."""
    try:
        stored = _stored(project, uid)
    except AnnotatorError as error:
        QGuiApplication.clipboard().setText(text)
        raise AnnotatorError(f"{error} What you wrote is in the clipboard.") from error
    return project.perform(acts.note(stored, text.strip()), instead_of)


def relabel(project: Project, uid: str, label: str) -> None:
    """Give an annotation, with all its parts, another label (by uid)."""
    stored, scheme = _stored(project, uid), project.scheme
    if stored.label != label:
        ties = Ties(stored, project.reading.tracing.ties(uid))
        edit = acts.relabel(stored, scheme.label(label), scheme, ties.links, ties.others)
        project.perform(edit)


def _stored(project: Project, uid: str) -> Annotation:
    stored = project.reading.record(Annotation.table, (uid,))
    if not isinstance(stored, Annotation):
        raise AnnotatorError("This annotation was erased meanwhile.")
    return stored
