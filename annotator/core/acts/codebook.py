"""A revision of the codebook as an edit, with all that was coded and no longer fits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from annotator.core.acts.uniting import unite_twins
from annotator.core.clock import now
from annotator.core.converting import converted
from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Annotation, Attribute, Json, Label, Link, LinkKind
from annotator.core.revision import Revision
from annotator.core.scheme import CLAIM, QUOTE, Scheme
from annotator.core.tying import Tied, may_begin, may_end

R = TypeVar("R", Label, Attribute, LinkKind, Annotation, Link)

# In this order, and backwards, no record is missed by one that refers to it, and no name is taken.
_ORDER = (
    "link remove", "link update", "link create", "annotation update", "annotation remove",
    "attribute remove", "attribute update", "link_kind remove", "link_kind update",
    "label remove", "label update", "label create", "attribute create", "link_kind create",
)  # fmt: skip
_RANKS = {way: rank for rank, way in enumerate(_ORDER)}


def recode(
    revision: Revision,
    annotations: Iterable[Annotation] = (),
    tied: Iterable[Tied] = (),
    coder: str = "",
) -> Edit:
    """Change the codebook, and take away or rewrite what the new one does not have.

    `annotations` must hold those of labels that are deleted or merged, those with an answer that
    the revision concerns, and where labels are merged all parts of what lies in one place; `tied`
    the links that touch any of them, and those of the kinds that the revision concerns.
    """
    there, links = {one.uid: one for one in annotations}, {one.link.uid: one for one in tied}
    coded = _Coded(revision)
    then = {uid: new for uid, one in there.items() if (new := coded.after(one)) is not None}
    ties = dict(_ties(revision, links.values()))
    for gone, kept in revision.labels.items():
        had = {one.uid for one in there.values() if one.label != gone}
        unite_twins(then, ties, had, revision.after, kept, coder)
    before, after = revision.before, revision.after
    changes = [
        *_differences(_by_uid(before.labels), _by_uid(after.labels)),
        *_differences(_by_uid(before.attributes), _by_uid(after.attributes)),
        *_differences(_by_uid(before.link_kinds), _by_uid(after.link_kinds)),
        *_differences(there, then),
        *_differences({uid: one.link for uid, one in links.items()}, ties),
    ]
    return Edit(Kind.CODEBOOK, tuple(sorted(changes, key=_rank)))


class _Coded:
    """What an annotation is after a revision."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._when = now()
        labels = revision.answers.keys() | revision.labels.keys()
        self._answers = {label: _Answers(revision, label) for label in labels}

    def after(self, one: Annotation) -> Annotation | None:
        """Return an annotation with its label and answers, or `None` where its label is gone."""
        revision = self._revision
        if one.label in revision.deleted_labels:
            return None
        rewriting = self._answers.get(one.label)
        answers = rewriting.of(one.attributes) if rewriting else one.attributes
        label, actor = revision.label_of(one.label), one.actor
        if label != one.label and _speaks(revision.before, one.label) != _speaks(
            revision.after, label
        ):
            actor = None  # who spoke a quote is not whom a mention mentions
        if (label, answers) == (one.label, one.attributes):
            return one
        return replace(one, label=label, attributes=answers, actor=actor, modified_at=self._when)


class _Answers:
    """What the answers to the attributes of one label are after a revision."""

    def __init__(self, revision: Revision, label: str) -> None:
        self._revision = revision
        after = revision.after.attributes_of(revision.label_of(label))
        self._before = {one.name: one for one in revision.before.attributes_of(label)}
        self._after = {one.name: one for one in after}
        self._by_uid = {one.uid: one for one in after}

    def of(self, answers: Json) -> Json:
        own: dict[str, Any] = {}
        others: dict[str, Any] = {}  # to what is merged, and to what was in no codebook
        for name, answer in answers.items():
            old = self._before.get(name)
            new = self._after.get(name) if old is None else self._successor(old)
            if old is None and new is None:
                own[name] = answer  # nobody asks, and nobody asked
            elif new is not None:
                fitting = self._fitting(answer, old, new)
                if fitting is not None:
                    (own if old and old.uid == new.uid else others)[new.name] = fitting
        return {**others, **own}

    def _successor(self, old: Attribute) -> Attribute | None:
        return self._by_uid.get(self._revision.attributes.get(old.uid, old.uid))

    def _fitting(self, answer: Any, old: Attribute | None, new: Attribute) -> Any:
        if old is not None:
            names = self._revision.choices.get(old.uid, {})
            answer = names.get(answer, answer) if isinstance(answer, str) else answer
            if (old.kind, old.choices) == (new.kind, new.choices):
                return answer
        return converted(answer, old, new)


def _ties(revision: Revision, tied: Iterable[Tied]) -> Iterator[tuple[str, Link]]:
    """Yield by uid the links that a revision leaves, as they are then."""
    when = now()
    kinds = {one.uid: one for one in revision.after.link_kinds}
    taken: set[tuple[str, str, str]] = set()  # kind, source and target
    singled: set[tuple[str, str]] = set()  # kind and source, where one is allowed
    # What is merged into a kind gives way to what that has, and later links to earlier ones; of
    # those of one moment, to the one that was read first.
    in_order = sorted(
        tied, key=lambda one: (one.link.kind in revision.link_kinds, one.link.created_at)
    )
    for one in in_order:
        link = one.link
        kind = kinds.get(revision.link_kinds.get(link.kind, link.kind))
        if kind is None or not _has_ends(revision, one):
            continue
        if link.kind in revision.touched_kinds:
            ends, place = (kind.uid, link.source, link.target), (kind.uid, link.source)
            if ends in taken or not _fits(revision, kind, one):
                continue
            if not kind.many and place in singled:
                continue
            taken.add(ends)
            singled.add(place)
        merged = kind.uid != link.kind
        yield link.uid, replace(link, kind=kind.uid, modified_at=when) if merged else link


def _has_ends(revision: Revision, one: Tied) -> bool:
    return revision.deleted_labels.isdisjoint((one.source_label, one.target_label))


def _fits(revision: Revision, kind: LinkKind, one: Tied) -> bool:
    return (
        may_begin(kind, revision.label_of(one.source_label))
        and may_end(kind, revision.label_of(one.target_label))
        and kind.across == one.is_across
    )


def _speaks(scheme: Scheme, label: str) -> bool:
    return label in (QUOTE, CLAIM) or scheme.voice(label) is not None


def _by_uid(records: Iterable[R]) -> Mapping[str, R]:
    return {one.uid: one for one in records}


def _differences(before: Mapping[str, R], after: Mapping[str, R]) -> Iterator[Change]:
    for uid in dict.fromkeys((*before, *after)):
        old, new = before.get(uid), after.get(uid)
        if old is not new and old != new:
            yield Change(old, new)


def _rank(change: Change) -> int:
    way = "create" if change.before is None else "remove" if change.after is None else "update"
    return _RANKS[f"{change.table} {way}"]
