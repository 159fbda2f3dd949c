"""Two annotations that are tagged already become parts of one."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.acts.linking import new_link, repointed
from annotator.core.clock import now
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.core.parts import Parts
from annotator.core.scheme import CLAIMANT_LINK, CONTINUES_LINK, SPEAKER_LINK, Scheme


def join(
    head: Annotation, part: Annotation, links: Iterable[Link], scheme: Scheme, coder: str
) -> Edit:
    """Make an annotation, with its own later parts, parts of another one of the same label.

    `links` are those that touch either of the two. What is said of the part goes to the head, save
    where that has an answer, or the one link of a kind, of its own.
    """
    ties = {one.uid: one for one in links}
    parts = Parts(ties.values())
    if parts.head(head.uid) != head.uid:
        raise AnnotatorError("Continue the first part; this is a later one.")
    if parts.head(part.uid) == head.uid:
        raise AnnotatorError("These are parts of one annotation already.")
    if parts.head(part.uid) != part.uid:
        raise AnnotatorError("This is a part of another annotation, which has to be erased first.")
    if (head.label, head.article) != (part.label, part.article):
        raise AnnotatorError("Only annotations of one label, in one article, can be joined.")
    when = now()
    changes = [_brought(one, head, part, ties.values(), scheme, when) for one in ties.values()]
    said = replace(
        head,
        attributes={**part.attributes, **head.attributes},
        actor=head.actor or (None if _speaks(head, ties.values()) else part.actor),
        modified_at=when,
    )
    silent = replace(part, attributes={}, actor=None, modified_at=when)
    changes += [
        Change(before, after)
        for before, after in ((head, said), (part, silent))
        if (before.attributes, before.actor) != (after.attributes, after.actor)
    ]
    tie = new_link(CONTINUES_LINK, part.uid, head.uid, coder)
    return Edit(Kind.CONTINUE, (*filter(None, changes), create(tie)))


def _brought(
    link: Link, head: Annotation, part: Annotation, links: Iterable[Link], scheme: Scheme, when: str
) -> Change | None:
    """Return how a link comes from the part to the head, if it is one of the part's."""
    if part.uid not in (link.source, link.target):
        return None
    moved = repointed(link, part.uid, head.uid, when)
    ends = (moved.kind, moved.source, moved.target)
    is_there = any((one.kind, one.source, one.target) == ends for one in links)
    is_taken = not scheme.link_kind(link.kind).many and any(
        (one.kind, one.source) == (moved.kind, head.uid) for one in links
    )
    if moved.source == moved.target or is_there or (is_taken and moved.source == head.uid):
        return remove(link)
    return Change(link, moved)


def _speaks(one: Annotation, links: Iterable[Link]) -> bool:
    """Say whether a mention is linked as who speaks, which counts instead of an actor."""
    spoken = (SPEAKER_LINK, CLAIMANT_LINK)
    return any(tie.source == one.uid and tie.kind in spoken for tie in links)
