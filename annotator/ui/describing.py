"""What an annotation is, in a few words: for a glance under the mouse, and to be read out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.core.answers import written
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Attribute
from annotator.core.scheme import (
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    QUOTE,
    SPEAKER_LINK,
    Scheme,
)
from annotator.project.project import Project
from annotator.project.ties import Ties, ties_of
from annotator.ui.phrases import excerpt
from annotator.ui.words import in_quotes

_SPEAKER = {QUOTE: SPEAKER_LINK, CLAIM: CLAIMANT_LINK}


def described(annotation: Annotation, project: Project) -> list[str]:
    """Return what there is to know of an annotation, a line each; the first names it.

    What a split one is said to be is said of its first part. Where the file cannot be read at the
    moment, there is only the first line.
    """
    try:
        return _lines(annotation, project)
    except AnnotatorError:  # whoever wants more than a glance is told of it
        return [_name(annotation, (annotation,), project)]


def sentence(lines: Sequence[str]) -> str:
    """Return such lines as they are read out."""
    return "; ".join(lines)


def _lines(annotation: Annotation, project: Project) -> list[str]:
    ties = ties_of(project, annotation)
    return [
        _name(annotation, ties.parts, project),
        *_linked(ties, project),
        *_answered(ties.head, project.scheme.attributes_of(ties.head.label)),
        *_else(annotation, ties.head),
    ]


def _name(annotation: Annotation, parts: Sequence[Annotation], project: Project) -> str:
    scheme = project.scheme
    # Where others took the label away, so they did the annotation.
    known = scheme.has_label(annotation.label)
    title = scheme.label(annotation.label).title if known else "Annotation"
    part = ""
    if len(parts) > 1:
        number = [one.uid for one in parts].index(annotation.uid) + 1
        part = f", part {number} of {len(parts)}"
    return f"{title}{part}: {in_quotes(annotation.text)}"


def _linked(ties: Ties, project: Project) -> Iterator[str]:
    """Yield what the first part points to, by kind of link; first of all who speaks."""
    kinds: dict[str, list[str]] = {}
    scheme = project.scheme
    for tie in ties.ties:
        if tie.link.source == ties.head.uid and _is_told(tie.link.kind, scheme):
            other = tie.target.annotation
            name = _actor(other.actor, project) if other.actor else excerpt(other.text)
            kinds.setdefault(tie.link.kind, []).append(name)
    actor, kind = ties.head.actor, _SPEAKER.get(ties.head.label)
    if actor and kind is None:
        yield f"Names: {_actor(actor, project)}"
    elif actor and kind and kind not in kinds:
        # Its actor speaks it also where nobody wants links that say so.
        title = scheme.link_kind(kind).title if scheme.has_link_kind(kind) else "Speaker"
        yield f"{title}: {_actor(actor, project)}"
    for uid in sorted(kinds, key=lambda one: scheme.link_kind(one).position):
        yield f"{scheme.link_kind(uid).title}: {', '.join(kinds[uid])}"


def _is_told(kind: str, scheme: Scheme) -> bool:
    return kind != CONTINUES_LINK and scheme.has_link_kind(kind)


def _actor(uid: str, project: Project) -> str:
    actor = project.reading.record(Actor.table, (uid,))
    return actor.name if isinstance(actor, Actor) else "somebody"


def _answered(head: Annotation, attributes: Sequence[Attribute]) -> Iterator[str]:
    for attribute in attributes:
        answer = head.attributes.get(attribute.name)
        if answer is not None:
            yield f"{attribute.title}: {excerpt(_titles(attribute).get(answer) or written(answer))}"


def _titles(attribute: Attribute) -> Mapping[Any, str]:
    return {one.get("name"): str(one.get("title") or one.get("name")) for one in attribute.choices}


def _else(annotation: Annotation, head: Annotation) -> Iterator[str]:
    if annotation.status == "suggested":
        yield f"Suggested by {annotation.origin}, not accepted"
    if head.note:
        yield f"Note: {excerpt(head.note)}"
