"""Taking over another codebook: which of its parts meet which of ours, and what becomes of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.core.acts.attributes import followed
from annotator.core.clock import new_uid
from annotator.core.identifiers import free
from annotator.core.model import Attribute, Label, LinkKind
from annotator.core.ordering import in_order
from annotator.core.revision import Revision
from annotator.core.scheme import CONTINUES_LINK, LABELS, LINK_KINDS, PASSAGE, RESERVED_KEYS, Scheme

P = TypeVar("P", Label, Attribute, LinkKind)

_NEEDED = Scheme(
    tuple(one for one in LABELS if one.uid == PASSAGE),
    (),
    tuple(one for one in LINK_KINDS if one.uid == CONTINUES_LINK),
)


def adopt(scheme: Scheme, other: Scheme, *, only_these: bool) -> Revision:
    """Take over the parts of another codebook.

    What is there by uid, else by name, becomes as the other has it, and keeps its uid; it keeps its
    name, too, where that of the other is taken. With `only_these` all else is deleted, save what
    the program itself needs; without, it stays behind.
    """
    met = _met(scheme.labels, other.labels)
    labels = _taken_over(scheme.labels, other.labels, met, only_these, (PASSAGE,))
    sources = {ours: theirs for theirs, ours in met.items()}
    attributes: list[Attribute] = []
    for label in labels:
        attributes += _attributes(scheme, label.uid, other, sources.get(label.uid), only_these)
    kinds = [_pointed(one, met) for one in other.link_kinds]
    link_kinds = _taken_over(
        scheme.link_kinds, kinds, _met(scheme.link_kinds, kinds), only_these, (CONTINUES_LINK,)
    )
    after = Scheme(
        tuple(_with_keys(labels)),  # those that arrive stand before the others
        tuple(attributes),
        tuple(_as_needed(one, scheme) for one in link_kinds),
    )
    return Revision(scheme, after)


def completed(scheme: Scheme) -> Scheme:
    """Return a codebook for a new project, with what the program itself needs."""
    return adopt(_NEEDED, scheme, only_these=True).after


def _attributes(
    scheme: Scheme,
    label: str,
    other: Scheme,
    source: str | None,
    only_these: bool,
) -> tuple[Attribute, ...]:
    """Return the attributes of a label of ours, to which `source` of the other is taken over."""
    ours = scheme.attributes_of(label)
    if source is None:
        return ours
    theirs = [replace(one, label=label) for one in other.attributes_of(source)]
    elsewhere = {one.uid for one in scheme.attributes if one.label != label}
    met = _met(ours, theirs, elsewhere)
    after = _taken_over(ours, theirs, met, only_these)
    there = {one.uid: one for one in after}
    arriving = {one.name: (one, there[met[one.uid]]) for one in theirs}
    staying = {one.name: (one, there.get(one.uid)) for one in ours}
    return tuple(_waiting(one, arriving if one.uid in met.values() else staying) for one in after)


def _waiting(
    attribute: Attribute, others: Mapping[str, tuple[Attribute, Attribute | None]]
) -> Attribute:
    """Return an attribute that waits for others, of which each is given as it was and is now."""
    condition = attribute.show_when or {}
    pair = others.get(condition.get("attribute", ""))
    if pair is None:
        return attribute
    return replace(attribute, show_when=followed(condition, *pair))


def _met(
    ours: Iterable[P], theirs: Sequence[P], elsewhere: Collection[str] = ()
) -> Mapping[str, str]:
    """Return for each of their uids the one that it is to have with us.

    Uids that are given `elsewhere` are not given again.
    """
    there = {one.uid: one for one in ours}
    met = {one.uid: one.uid for one in theirs if one.uid in there}
    named = {one.name: uid for uid, one in there.items() if uid not in met}
    for one in theirs:
        if one.uid not in met:
            fresh = new_uid() if one.uid in elsewhere else one.uid
            met[one.uid] = named.get(one.name, fresh)
    return met


def _taken_over(
    ours: Iterable[P],
    theirs: Iterable[P],
    met: Mapping[str, str],
    only_these: bool,
    needed: Collection[str] = (),
) -> tuple[P, ...]:
    """Return their parts under our uids, and behind them those of ours that stay."""
    arriving = {met[one.uid]: replace(one, uid=met[one.uid]) for one in theirs}
    there = {one.uid: one for one in ours}
    staying = {
        uid: one for uid, one in there.items() if uid in arriving or not only_these or uid in needed
    }
    # SQLite refuses a name for as long as another row has it, so that names cannot change places.
    taken = {one.name for one in staying.values()}
    after: list[P] = []
    for uid, one in arriving.items():
        own = staying.get(uid)
        name = one.name
        if name in taken and (own is None or own.name != name):
            name = own.name if own else free(name, taken)
        taken.add(name)
        after.append(replace(one, name=name))
    order = [one.uid for one in sorted(after, key=lambda one: (one.position, one.name))]
    after += (one for uid, one in staying.items() if uid not in arriving)
    return in_order(after, order)


def _with_keys(labels: Iterable[Label]) -> Iterator[Label]:
    """Yield labels with keys that no two have; the first ones keep theirs."""
    taken = set(RESERVED_KEYS)
    for one in labels:
        yield replace(one, key="" if one.key in taken else one.key)
        taken.add(one.key)


def _pointed(kind: LinkKind, met: Mapping[str, str]) -> LinkKind:
    return replace(
        kind,
        from_labels=tuple(met.get(one, one) for one in kind.from_labels),
        to_labels=tuple(met.get(one, one) for one in kind.to_labels),
    )


def _as_needed(kind: LinkKind, scheme: Scheme) -> LinkKind:
    """Return a kind of link; of the one that ties parts, only what it is called may change."""
    if kind.uid != CONTINUES_LINK:
        return kind
    own = next((one for one in scheme.link_kinds if one.uid == kind.uid), kind)
    return replace(own, name=kind.name, title=kind.title, position=kind.position)
