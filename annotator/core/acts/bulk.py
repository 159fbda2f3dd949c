"""What is done to many annotations at once, each as if by hand, in one edit.

Of a split annotation its head and all parts must be among `annotations`, also where only one of
them was chosen: it is treated as one, once. What cannot be changed stays as it is and is told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from annotator.core.acts.annotating import check_value, fitted_to, may_stay
from annotator.core.clock import now
from annotator.core.edit import Change, Edit, Kind, alter_all, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Attribute, Label, Link, Status
from annotator.core.parts import Parts
from annotator.core.scheme import CLAIMANT_LINK, SPEAKER_LINK, Scheme

VOICES = (SPEAKER_LINK, CLAIMANT_LINK)

# Article, label, start, end and coder of an annotation: no two have the same.
Place = tuple[str, str, int, int, str]


class Bulk(NamedTuple):
    """An edit of many annotations, and in sentences what it passes over (nothing, as a rule)."""

    edit: Edit
    left: tuple[str, ...] = ()


def relabel_all(
    annotations: Iterable[Annotation],
    label: Label,
    scheme: Scheme,
    links: Iterable[Link],
    taken: Collection[Place],
) -> Bulk:
    """Give annotations another label; what does not fit it goes, as when one is relabelled.

    `links` must hold those that continue one of the annotations, and those that the label may not
    have; `taken` are the places where another has the label. What lies in one of these
    stays as it is, and so does the second of two that would come to lie in one place.
    """
    ties = list(links)
    occupied = set(taken)
    fitting: list[Annotation] = []
    left = 0
    for unit in _units(annotations, Parts(ties)):
        if unit[0].label != label.uid:
            places = [(one.article, label.uid, one.start, one.end, one.coder) for one in unit]
            if _occupy(occupied, places):
                fitting += unit
            else:
                left += 1
    kept = frozenset(one.name for one in scheme.attributes_of(label.uid))
    fitted = [fitted_to(one, label, kept) for one in fitting]
    columns = {name: [one[name] for one in fitted] for name in ("label", "actor", "attributes")}
    relabelled = {one.uid for one in fitting}
    gone = (
        one for one in ties if not may_stay(one, scheme.link_kind(one.kind), label.uid, relabelled)
    )
    why = f"the same words are tagged as “{label.title}” already"
    changes = _changes(fitting, **columns)
    return _bulk(Kind.RELABEL, (*_removals(gone), *changes), _stay(left, why))


def answer_all(
    annotations: Iterable[Annotation], attribute: Attribute, value: Any, links: Iterable[Link]
) -> Bulk:
    """Answer a question about annotations of which it is asked; `None` takes the answers back.

    `links` must hold those that continue one of the annotations.
    """
    if value is not None:
        check_value(attribute, value)
    left = 0
    # Most have the very same answers, and get the very same ones; these are written together.
    alike: defaultdict[int, list[Annotation]] = defaultdict(list)
    for head in _heads(annotations, links):
        if head.label != attribute.label:
            left += 1
        elif head.attributes.get(attribute.name) != value:
            alike[id(head.attributes)].append(head)
    changes: list[Change] = []
    for heads in alike.values():
        answers = {k: v for k, v in heads[0].attributes.items() if k != attribute.name}
        if value is not None:
            answers[attribute.name] = value
        changes += _changes(heads, attributes=[answers] * len(heads))
    why = f"“{attribute.title}” is not asked of this kind of annotation"
    return _bulk(Kind.SET_ATTRIBUTE, changes, _stay(left, why))


def speak_all(
    annotations: Iterable[Annotation],
    actor: Actor | None,
    scheme: Scheme,
    links: Iterable[Link],
    *,
    is_new: bool = False,
) -> Bulk:
    """Let an actor, and nobody else, speak or claim; with `None` nobody does.

    `links` must hold those that continue one of the annotations, and those that say who speaks.
    An actor that `is_new` comes into the registry with it.
    """
    ties = list(links)
    voices: defaultdict[str, list[Link]] = defaultdict(list)
    for link in ties:
        if link.kind in VOICES:
            voices[link.source].append(link)
    uid = actor.uid if actor else None
    spoken = {one.uid for one in scheme.labels if scheme.voice(one.uid) is not None}
    gone: list[Link] = []
    heads: list[Annotation] = []
    silent = elsewhere = 0
    for head in _heads(annotations, ties):
        if head.label not in spoken:
            silent += 1
        elif actor is not None and actor.article not in (None, head.article):
            elsewhere += 1
        else:
            gone += voices.get(head.uid, ())
            if head.actor != uid:
                heads.append(head)
    left = _stay(silent, "nobody speaks in this kind of annotation")
    if actor is not None:
        left += _stay(elsewhere, f"“{actor.name}” is unnamed and belongs to another article")
    made = [create(actor)] if actor and is_new and (gone or heads) else []
    changes = _changes(heads, actor=[uid] * len(heads))
    return _bulk(Kind.SPEAKER, (*made, *_removals(gone), *changes), left)


def write_note_all(annotations: Iterable[Annotation], text: str) -> Bulk:
    """Write the same note on annotations; each part of a split one has a note of its own."""
    written = [one for one in annotations if one.note != text]
    return _bulk(Kind.NOTE, _changes(written, note=[text] * len(written)))


def set_status_all(
    annotations: Iterable[Annotation],
    status: Status,
    coder: str,
    links: Iterable[Link],
    taken: Collection[Place],
) -> Bulk:
    """Accept or reject annotations, or make them suggestions.

    What is accepted is the coder's from then on. `links` must hold those that continue one of the
    annotations; `taken` are the places where the coder has the same already, which stays alone.
    """
    left = 0
    occupied = set(taken)
    turned: list[Annotation] = []
    for unit in _units(annotations, Parts(links)):
        others = [one for one in unit if one.status != status]
        adopted = [one for one in others if status == "accepted" and one.coder != coder]
        places = [(one.article, one.label, one.start, one.end, coder) for one in adopted]
        if _occupy(occupied, places):
            turned += others
        else:
            left += 1
    coders = [coder if status == "accepted" else one.coder for one in turned]
    changes = _changes(turned, coder=coders, status=[status] * len(turned))
    why = "you have tagged the same words with this label yourself"
    return _bulk(Kind.REVIEW, changes, _stay(left, why))


def _bulk(kind: Kind, changes: Iterable[Change], left: tuple[str, ...] = ()) -> Bulk:
    edit = Edit(kind, tuple(changes))
    if left and not edit:
        raise AnnotatorError(" ".join(left))
    return Bulk(edit, left)


def _stay(count: int, why: str) -> tuple[str, ...]:
    if not count:
        return ()
    told = (
        "1 annotation stays as it is" if count == 1 else f"{count:,} annotations stay as they are"
    )
    return (f"{told}: {why}.",)


def _units(annotations: Iterable[Annotation], parts: Parts) -> Iterable[list[Annotation]]:
    """Return the parts of each annotation, or itself alone."""
    units: defaultdict[str, list[Annotation]] = defaultdict(list)
    for one in annotations:
        units[parts.head(one.uid)].append(one)
    return units.values()


def _occupy(occupied: set[Place], places: list[Place]) -> bool:
    """Take all of some places, unless one of them is taken; say whether that was done."""
    fresh = set(places)
    if len(fresh) < len(places) or not occupied.isdisjoint(fresh):
        return False
    occupied |= fresh
    return True


def _heads(annotations: Iterable[Annotation], links: Iterable[Link]) -> Iterator[Annotation]:
    """Yield the annotations of which something is said."""
    parts = Parts(links)
    return (one for one in annotations if parts.head(one.uid) == one.uid)


def _removals(links: Iterable[Link]) -> Iterator[Change]:
    return map(remove, sorted(links, key=attrgetter("kind")))


def _changes(annotations: Sequence[Annotation], **others: Sequence[Any]) -> list[Change]:
    """Return the changes that set some fields, each with a value for each annotation.

    Those of the same fields stand in a row, as they are written and kept best.
    """
    whens = [now()] * len(annotations)
    changes = alter_all(annotations, {**others, "modified_at": whens})
    return sorted(changes, key=attrgetter("fields"))
