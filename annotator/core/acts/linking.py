"""Links: one annotation points to another, and the parts of a split one to its head."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.clock import new_uid, now
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link, LinkKind
from annotator.core.scheme import CLAIMANT_LINK, CONTINUES_LINK, SPEAKER_LINK


def link(
    kind: LinkKind,
    source: Annotation,
    target: Annotation,
    coder: str,
    links: Iterable[Link],
) -> Edit:
    """Let one annotation point to another.

    `links` are those of the source: the same link twice is refused, and where the kind allows one
    target only the former one goes. A speaker or claimant that is a mention counts instead of the
    annotation's own `actor`, which is cleared.
    """
    _check_link(kind, source, target)
    former = [one for one in links if one.source == source.uid and one.kind == kind.uid]
    if any(one.target == target.uid for one in former):
        raise AnnotatorError(f"This {kind.title.lower()} is set already.")
    changes = [remove(one) for one in former if not kind.many]
    changes.append(create(new_link(kind.uid, source.uid, target.uid, coder)))
    if kind.uid in (SPEAKER_LINK, CLAIMANT_LINK) and source.actor is not None:
        changes.append(Change(source, replace(source, actor=None, modified_at=now())))
    return Edit(Kind.LINK, tuple(changes))


def unlink(one: Link) -> Edit:
    return Edit(Kind.UNLINK, (remove(one),))


def head_of(annotation: Annotation, links: Iterable[Link]) -> str:
    """Return the uid of the first part of a split annotation, or its own when it is not split."""
    for one in links:
        if one.kind == CONTINUES_LINK and one.source == annotation.uid:
            return one.target
    return annotation.uid


def new_link(kind: str, source: str, target: str, coder: str) -> Link:
    when = now()
    return Link(
        uid=new_uid(),
        kind=kind,
        source=source,
        target=target,
        coder=coder,
        created_at=when,
        modified_at=when,
    )


def is_tail(link: Link, head: str) -> bool:
    return link.kind == CONTINUES_LINK and link.target == head


def repointed(link: Link, old: str, new: str, when: str) -> Link:
    return replace(
        link,
        source=new if link.source == old else link.source,
        target=new if link.target == old else link.target,
        modified_at=when,
    )


def is_allowed(kind: LinkKind, label: str, link: Link, relabelled: set[str]) -> bool:
    """Say whether a link may stay when the annotations in `relabelled` get a label."""
    if link.source in relabelled and kind.from_labels and label not in kind.from_labels:
        return False
    return not (link.target in relabelled and kind.to_labels and label not in kind.to_labels)


def _check_link(kind: LinkKind, source: Annotation, target: Annotation) -> None:
    name = kind.title.lower()
    if source.uid == target.uid:
        raise AnnotatorError(f"An annotation cannot be its own {name}.")
    if kind.uid == CONTINUES_LINK and source.label != target.label:
        raise AnnotatorError("A continuation must have the label of what it continues.")
    if kind.from_labels and source.label not in kind.from_labels:
        raise AnnotatorError(f"An annotation of this label cannot have a {name}.")
    if kind.to_labels and target.label not in kind.to_labels:
        raise AnnotatorError(f"An annotation of that label cannot be a {name}.")
    if not kind.across and source.article != target.article:
        raise AnnotatorError(f"A {name} must lie in the same article.")
    if kind.across and source.article == target.article:
        raise AnnotatorError(f"“{kind.title}” ties annotations of two articles, not of one.")
