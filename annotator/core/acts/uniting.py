"""Two annotations become one: the same words tagged twice, or two labels that are merged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotator.core.acts.linking import new_link
from annotator.core.clock import now
from annotator.core.edit import Change, Edit, Kind, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Json, Link, Status
from annotator.core.parts import Parts, in_text_order
from annotator.core.scheme import CLAIMANT_LINK, CONTINUES_LINK, SPEAKER_LINK, Scheme

_VOICES = frozenset((SPEAKER_LINK, CLAIMANT_LINK))
_FROM_BEST: tuple[Status, ...] = ("accepted", "suggested", "rejected")


def unite(
    kept: Annotation, gone: Annotation, links: Iterable[Link], scheme: Scheme, coder: str
) -> Edit:
    """Erase one of two annotations; what only that says is said of the other from then on.

    `links` are those that touch either of the two. Where both have an answer, or the one link of a
    kind, that of the one that is kept stays.
    """
    if (kept.label, kept.article) != (gone.label, gone.article) or kept.uid == gone.uid:
        raise AnnotatorError("Only two annotations of one label, in one article, can become one.")
    before = {one.uid: one for one in links}
    there, ties = {one.uid: one for one in (kept, gone)}, dict(before)
    _Uniting(there, ties, {kept.uid}, {gone.uid: kept.uid}, scheme, coder).unite()
    changes = [
        Change(one, ties.get(uid)) for uid, one in before.items() if ties.get(uid) is not one
    ]
    said = there[kept.uid]
    if replace(said, modified_at=kept.modified_at) != kept:
        changes.append(Change(kept, said))
    return Edit(Kind.ERASE, (*changes, remove(gone)))


def unite_twins(
    annotations: dict[str, Annotation],
    links: dict[str, Link],
    had: Collection[str],
    scheme: Scheme,
    label: str,
    coder: str,
) -> None:
    """Make one of each two annotations of a coder that have the label in the same place.

    Both dictionaries (by uid) are changed. `had` are the annotations that had the label before:
    they stay, with what they say; what the others say is added where they say nothing. Parts of
    split ones stay parts, of all that has become one with any of them.
    """
    there = {_place(annotations[uid]): uid for uid in had if annotations[uid].label == label}
    twins = {
        uid: there[_place(one)]
        for uid, one in annotations.items()
        if uid not in had and one.label == label and _place(one) in there
    }
    if twins:
        _Uniting(annotations, links, had, twins, scheme, coder).unite()


class _Uniting:
    """Makes one of annotations that have a twin, and of all their parts."""

    def __init__(
        self,
        annotations: dict[str, Annotation],
        links: dict[str, Link],
        had: Collection[str],
        twins: Mapping[str, str],
        scheme: Scheme,
        coder: str,
    ) -> None:
        """`twins` are the annotations that go, each with the one that stands for it."""
        self._annotations, self._links, self._had, self._twins = annotations, links, had, twins
        self._scheme, self._coder, self._when = scheme, coder, now()
        self._heads: dict[str, str] = {}  # of all that becomes one with something

    def unite(self) -> None:
        parts = Parts(self._links.values())
        groups = [
            [self._annotations[uid] for uid in uids if uid in self._annotations]
            for uids in _groups(self._twins, parts)
        ]
        for group in groups:
            head = self._head(group, parts)
            self._heads |= dict.fromkeys((one.uid for one in group), head.uid)
        continuing = self._continuing()
        for group in groups:
            self._tie_parts(group, continuing)
        self._move_links()
        ties = (one for one in self._links.values() if _counts(one))
        voiced = {one.source for one in ties if one.kind in _VOICES}
        for group in groups:
            self._let_head_tell(group, voiced)
        for uid in self._twins:
            del self._annotations[uid]

    def _head(self, group: list[Annotation], parts: Parts) -> Annotation:
        """Return the first of those that had the label and were heads."""
        staying = in_text_order(one for one in group if one.uid in self._had)
        return next((one for one in staying if parts.head(one.uid) == one.uid), staying[0])

    def _continuing(self) -> Mapping[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for one in self._links.values():
            if one.kind == CONTINUES_LINK and one.source in self._heads:
                found[one.source].append(one)
        return found

    def _tie_parts(self, group: list[Annotation], continuing: Mapping[str, list[Link]]) -> None:
        """Let all of a group that stay continue its head, by the links that there are."""
        head = self._heads[group[0].uid]
        free: dict[str, list[Link]] = defaultdict(list)
        for one in group:
            for link in continuing.get(one.uid, ()):
                del self._links[link.uid]
                free[self._twins.get(one.uid, one.uid)].append(link)
        for one in group:
            if one.uid in self._twins or one.uid == head:
                continue
            if own := free.get(one.uid):
                tie = self._ending(own[0], one.uid, head)
            else:
                tie = new_link(CONTINUES_LINK, one.uid, head, self._coder)
            self._links[tie.uid] = tie

    def _move_links(self) -> None:
        """Let the links of all that became one be those of its head, none of them twice.

        One that was rejected takes no place from another.
        """
        ends: dict[tuple[str, str, str], Link] = {}
        begun: set[tuple[str, str]] = set()
        moving: list[tuple[Link, Link]] = []
        for link in self._links.values():
            source = self._heads.get(link.source, link.source)
            target = self._heads.get(link.target, link.target)
            is_part = link.kind == CONTINUES_LINK and link.source in self._heads
            if is_part or (source, target) == (link.source, link.target):
                ends[link.kind, link.source, link.target] = link
                if _counts(link):
                    begun.add((link.kind, link.source))
            else:
                moving.append((link, self._ending(link, source, target)))
        for link, moved in sorted(moving, key=self._turn):
            end, beginning = (moved.kind, moved.source, moved.target), (moved.kind, moved.source)
            is_new_there = moved.source != link.source
            there = ends.get(end)
            if (
                moved.source == moved.target
                or (there is not None and (_counts(there) or not _counts(moved)))
                or (is_new_there and self._is_full(moved, beginning in begun))
            ):
                del self._links[link.uid]
                continue
            if there is not None:
                del self._links[there.uid]
            self._links[link.uid] = ends[end] = moved
            if _counts(moved):
                begun.add(beginning)

    def _turn(self, move: tuple[Link, Link]) -> tuple[bool, str, str]:
        link = move[0]
        return link.source not in self._had, link.created_at, link.uid

    def _is_full(self, link: Link, has_one: bool) -> bool:
        """Say whether the head has what allows no other: the one link, or an actor that speaks."""
        if not _counts(link):
            return False
        if link.kind in _VOICES:
            head = self._annotations.get(link.source)
            if head is not None and head.actor is not None:
                return True
        return has_one and not self._scheme.link_kind(link.kind).many

    def _let_head_tell(self, group: list[Annotation], voiced: Collection[str]) -> None:
        """Let the head say what is said of any of a group, and its later parts nothing."""
        head = self._heads[group[0].uid]
        turns = sorted(
            in_text_order(group),
            key=lambda one: (one.uid != head, one.uid not in self._had, one.uid in self._twins),
        )
        answers: dict[str, Any] = {}
        for one in turns:
            answers = {**one.attributes, **answers}
        actors = [one.actor for one in turns if one.actor is not None]
        if turns[0].actor is None and head in voiced:
            actors = []
        for one in turns:
            if one.uid not in self._twins:
                said = (answers, next(iter(actors), None)) if one.uid == head else ({}, None)
                self._annotations[one.uid] = self._saying(one, *said, turns)

    def _saying(
        self, one: Annotation, answers: Json, actor: str | None, group: Iterable[Annotation]
    ) -> Annotation:
        """Return an annotation that says this, with the notes of its twins, and no less valid."""
        both = [one, *(two for two in group if self._twins.get(two.uid) == one.uid)]
        notes = dict.fromkeys(two.note.strip() for two in both if two.note.strip())
        return replace(
            one,
            attributes=answers,
            actor=actor,
            note="\n".join(notes) if len(notes) > 1 else one.note or next(iter(notes), ""),
            status=min((two.status for two in both), key=_FROM_BEST.index),
            modified_at=self._when,
        )

    def _ending(self, link: Link, source: str, target: str) -> Link:
        if (link.source, link.target) == (source, target):
            return link
        return replace(link, source=source, target=target, modified_at=self._when)


def _place(one: Annotation) -> tuple[str, int, int, str]:
    return one.article, one.start, one.end, one.coder


def _counts(link: Link) -> bool:
    return link.status != "rejected"


def _groups(twins: Mapping[str, str], parts: Parts) -> Iterator[list[str]]:
    """Yield all annotations that become one: those with a twin, and the parts of both."""
    leaders: dict[str, str] = {}

    def leader(head: str) -> str:
        while (above := leaders.setdefault(head, head)) != head:
            head = above
        return head

    for pair in twins.items():
        one, other = (leader(parts.head(uid)) for uid in pair)
        leaders[one] = other
    groups: dict[str, list[str]] = defaultdict(list)
    for head in leaders:
        groups[leader(head)] += parts.of(head)
    yield from groups.values()
