"""Links: one annotation points to another."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.clock import new_uid, now
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link, LinkKind
from annotator.core.scheme import CLAIMANT_LINK, SPEAKER_LINK
from annotator.core.tying import objection


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
    reason = objection(kind, source, target)
    if reason is not None:
        raise AnnotatorError(reason)
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


def repointed(link: Link, old: str, new: str, when: str) -> Link:
    return replace(
        link,
        source=new if link.source == old else link.source,
        target=new if link.target == old else link.target,
        modified_at=when,
    )
