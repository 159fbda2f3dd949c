"""A codebook as it is and as it should be, and what becomes of what was coded with it.

A revision is made from codebooks alone. It says which annotations, answers and links it concerns,
so that only those are read, and `acts.recode` makes an edit of it and them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from annotator.core.converting import choice_names
from annotator.core.model import Attribute, Label, LinkKind
from annotator.core.scheme import Scheme

Into = Mapping[str, str]


@dataclass(frozen=True)
class Revision:
    """Two codebooks. What is merged is named with what takes its place, by uid (choices by name).

    What is in the first only and was not merged is deleted.
    """

    before: Scheme
    after: Scheme
    labels: Into = field(default_factory=dict)
    attributes: Into = field(default_factory=dict)
    link_kinds: Into = field(default_factory=dict)
    choices: Mapping[str, Into] = field(default_factory=dict)  # by the uid of their attribute

    @cached_property
    def deleted_labels(self) -> frozenset[str]:
        return _uids(self.before.labels) - _uids(self.after.labels) - self.labels.keys()

    @cached_property
    def answers(self) -> Mapping[str, frozenset[str]]:
        """Return by label the names of attributes whose answers may be others afterwards.

        Labels that are deleted or merged are not among them, since all of theirs is concerned.
        """
        before = {one.uid: one for one in self.before.attributes}
        after = {one.uid: one for one in self.after.attributes}
        names: dict[str, set[str]] = {}
        for uid in before.keys() | after.keys():
            old, new = before.get(uid), after.get(uid)
            label = (old or after[uid]).label
            if self._is_new(label) or label in self.deleted_labels or label in self.labels:
                continue
            if self._concerns_answers(old, new):
                names.setdefault(label, set()).update(one.name for one in (old, new) if one)
        return {label: frozenset(there) for label, there in names.items()}

    @cached_property
    def narrowed(self) -> frozenset[str]:
        """Return the kinds of link that are there before and after and now allow less."""
        after = {one.uid: one for one in self.after.link_kinds}
        return frozenset(
            one.uid
            for one in self.before.link_kinds
            if one.uid in after and self._allows_less(one, after[one.uid])
        )

    @cached_property
    def touched_kinds(self) -> frozenset[str]:
        """Return the kinds whose links may go or become others."""
        gone = _uids(self.before.link_kinds) - _uids(self.after.link_kinds)
        return gone | self.narrowed | frozenset(self.link_kinds.values())

    def label_of(self, uid: str) -> str:
        """Return what an annotation of a label has afterwards."""
        return self.labels.get(uid, uid)

    def _is_new(self, label: str) -> bool:
        return label not in _uids(self.before.labels)

    def _concerns_answers(self, old: Attribute | None, new: Attribute | None) -> bool:
        if old is None or new is None:
            return True  # a new one may find answers that were brought in before it
        if old.uid in self.choices:
            return True
        lost = set(choice_names(old)) - set(choice_names(new))
        return (old.name, old.kind) != (new.name, new.kind) or (new.kind == "choice" and bool(lost))

    def _allows_less(self, old: LinkKind, new: LinkKind) -> bool:
        return (
            (old.many and not new.many)
            or old.across != new.across
            or self._fewer(old.from_labels, new.from_labels)
            or self._fewer(old.to_labels, new.to_labels)
        )

    def _fewer(self, old: Iterable[str], new: tuple[str, ...]) -> bool:
        """Say whether a label that was allowed no longer is; no labels are all."""
        there = {self.label_of(one) for one in old} - self.deleted_labels
        return bool(new) and (not old or not there <= set(new))


def _uids(records: Iterable[Label | Attribute | LinkKind]) -> frozenset[str]:
    return frozenset(one.uid for one in records)
