"""Two annotations of the same words become one."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.core.acts.linking import repointed
from annotator.core.clock import now
from annotator.core.edit import Change, Edit, Kind, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.core.scheme import CLAIMANT_LINK, SPEAKER_LINK, Scheme


def unify(kept: Annotation, gone: Annotation, links: Iterable[Link], scheme: Scheme) -> Edit:
    """Erase one of two annotations; what only that says is said of the other from then on.

    `links` are those that touch either of the two. Where both have an answer, a note, or the one
    link of a kind, that of the one that is kept stays.
    """
    if (kept.label, kept.article) != (gone.label, gone.article) or kept.uid == gone.uid:
        raise AnnotatorError("Only two annotations of one label, in one article, can become one.")
    when, ties = now(), {one.uid: one for one in links}
    changes: list[Change] = []
    there = [one for one in ties.values() if gone.uid not in (one.source, one.target)]
    for tie in ties.values():
        if gone.uid in (tie.source, tie.target):
            moved = repointed(tie, gone.uid, kept.uid, when)
            if moved.source == moved.target or _is_in_the_way(moved, there, kept, scheme):
                changes.append(remove(tie))
            else:
                changes.append(Change(tie, moved))
                there.append(moved)
    said = replace(
        kept,
        attributes={**gone.attributes, **kept.attributes},
        actor=kept.actor or (None if _speaks(kept, there) else gone.actor),
        note=kept.note or gone.note,
        modified_at=when,
    )
    if (said.attributes, said.actor, said.note) != (kept.attributes, kept.actor, kept.note):
        changes.append(Change(kept, said))
    return Edit(Kind.ERASE, (*changes, remove(gone)))


def _is_in_the_way(moved: Link, there: Iterable[Link], kept: Annotation, scheme: Scheme) -> bool:
    """Say whether there is such a link already, or another where only one may be."""
    only_one = moved.source == kept.uid and not scheme.link_kind(moved.kind).many
    return any(
        (one.kind, one.source) == (moved.kind, moved.source)
        and (only_one or one.target == moved.target)
        for one in there
    )


def _speaks(one: Annotation, links: Iterable[Link]) -> bool:
    """Say whether a mention is linked as who speaks, which counts instead of an actor."""
    spoken = (SPEAKER_LINK, CLAIMANT_LINK)
    return any(tie.source == one.uid and tie.kind in spoken for tie in links)
