"""What the inspector does to an annotation: to what is stored, but from what a person saw of it.

So the store refuses what would overwrite something that nobody here has seen.
"""

from dataclasses import replace
from typing import Any

from annotator.core import acts
from annotator.core.answers import written
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import Annotation, Attribute
from annotator.project.history import Step
from annotator.project.project import Project
from annotator.project.ties import ties_of
from annotator.ui.phrases import excerpt

_MEANWHILE = "in another window meanwhile"


def answer(
    project: Project,
    uid: str,
    attribute: Attribute,
    value: Any,
    shown: Any,
    instead_of: Step | None,
) -> Step | None:
    """Answer a question about an annotation (by uid), or with `None` take the answer back."""
    stored = _stored(project, uid)
    there = stored.attributes.get(attribute.name)
    seen = dict(stored.attributes)
    seen[attribute.name] = there if there == value else shown
    if seen[attribute.name] is None:
        del seen[attribute.name]
    try:
        edit = acts.set_attribute(replace(stored, attributes=seen), attribute, value)
        return project.perform(edit, instead_of)
    except Conflict as error:
        raise Conflict(_told(f"“{attribute.title}”", written(there))) from error


def write_note(
    project: Project, uid: str, text: str, shown: str, instead_of: Step | None
) -> Step | None:
    stored = _stored(project, uid)
    seen = replace(stored, note=stored.note if stored.note == text else shown)
    try:
        return project.perform(acts.note(seen, text), instead_of)
    except Conflict as error:
        raise Conflict(_told("The note", stored.note)) from error


def relabel(project: Project, shown: Annotation, label: str) -> None:
    """Give an annotation, with all its parts, another label (by uid)."""
    stored, scheme = _stored(project, shown.uid), project.scheme
    if stored.label == label:
        return
    if _leaning(stored) != _leaning(shown):
        raise Conflict(f"This annotation was changed {_MEANWHILE}; look at it again.")
    ties = ties_of(project, stored)
    project.perform(acts.relabel(stored, scheme.label(label), scheme, ties.links, ties.others))


def _stored(project: Project, uid: str) -> Annotation:
    stored = project.reading.record(Annotation.table, (uid,))
    if not isinstance(stored, Annotation):
        raise AnnotatorError("This annotation was erased meanwhile.")
    return stored


def _told(what: str, there: str) -> str:
    how = (
        f"was changed {_MEANWHILE}, to “{excerpt(there)}”" if there else f"was emptied {_MEANWHILE}"
    )
    return f"{what} {how}."


def _leaning(annotation: Annotation) -> tuple[object, ...]:
    """Return what a label has to do with, and what goes with it."""
    return annotation.label, annotation.attributes, annotation.actor
