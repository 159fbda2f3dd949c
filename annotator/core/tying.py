"""What a kind of link may tie, by labels and by where the annotations lie."""

from collections.abc import Iterator
from typing import NamedTuple

from annotator.core.model import Annotation, Link, LinkKind
from annotator.core.scheme import CONTINUES_LINK


class Tied(NamedTuple):
    """A link and what its kind has to allow: the labels (uids) at its ends, and two articles."""

    link: Link
    source_label: str
    target_label: str
    is_across: bool


def may_begin(kind: LinkKind, label: str) -> bool:
    """Say whether annotations of a label (by uid) may have such links."""
    return not kind.from_labels or label in kind.from_labels


def may_end(kind: LinkKind, label: str) -> bool:
    """Say whether such links may lead to annotations of a label (by uid)."""
    return not kind.to_labels or label in kind.to_labels


def may_tie(kind: LinkKind, source: Annotation, target: Annotation) -> bool:
    return objection(kind, source, target) is None


def objection(kind: LinkKind, source: Annotation, target: Annotation) -> str | None:
    """Return in a sentence why such a link cannot be from one annotation to another, if so."""
    return next(_objections(kind, source, target), None)


def _objections(kind: LinkKind, source: Annotation, target: Annotation) -> Iterator[str]:
    name, is_across = kind.title.lower(), source.article != target.article
    if source.uid == target.uid:
        yield f"An annotation cannot be its own {name}."
    if kind.uid == CONTINUES_LINK and source.label != target.label:
        yield "A continuation must have the label of what it continues."
    if not may_begin(kind, source.label):
        yield f"An annotation of this label cannot have a {name}."
    if not may_end(kind, target.label):
        yield f"An annotation of that label cannot be a {name}."
    if is_across and not kind.across:
        yield f"A {name} must lie in the same article."
    if kind.across and not is_across:
        yield f"“{kind.title}” ties annotations of two articles, not of one."
