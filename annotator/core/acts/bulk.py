"""What is done to many annotations at once, each as if by hand, in one edit.

Of a split annotation its head and all parts must be among `annotations`, also where only one of
them was chosen: it is treated as one, once. What cannot be changed stays as it is and is told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from annotator.core.acts.annotating import check_value, fitted_to, may_stay
from annotator.core.clock import now
from annotator.core.edit import Change, Edit, Kind, alter, create, remove
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
    kept = frozenset(one.name for one in scheme.attributes_of(label.uid))
    when = now()
    occupied = set(taken)
    changes: list[Change] = []
    relabelled: set[str] = set()
    left = 0
    for unit in _units(annotations, Parts(ties)).values():
        if unit[0].label == label.uid:
            continue
        places = {_place(one, label.uid, one.coder) for one in unit}
        if len(places) < len(unit) or not occupied.isdisjoint(places):
            left += 1
            continue
        occupied |= places
        relabelled.update(one.uid for one in unit)
        changes += (alter(one, **fitted_to(one, label, kept), modified_at=when) for one in unit)
    gone = (
        one for one in ties if not may_stay(one, scheme.link_kind(one.kind), label.uid, relabelled)
    )
    why = f"the same words are tagged as “{label.title}” already"
    return _bulk(Kind.RELABEL, (*_removals(gone), *_gathered(changes)), _stay(left, why))


def answer_all(
    annotations: Iterable[Annotation], attribute: Attribute, value: Any, links: Iterable[Link]
) -> Bulk:
    """Answer a question about annotations of which it is asked; `None` takes the answers back.

    `links` must hold those that continue one of the annotations.
    """
    if value is not None:
        check_value(attribute, value)
    when, left = now(), 0
    # Most have the very same answers, and get the very same ones; these are written together.
    answers: dict[int, Mapping[str, Any]] = {}
    alike: defaultdict[int, list[Change]] = defaultdict(list)
    for head in _heads(annotations, links):
        before = head.attributes
        if head.label != attribute.label:
            left += 1
        elif before.get(attribute.name) != value:
            after = answers.get(id(before))
            if after is None:
                after = {name: one for name, one in before.items() if name != attribute.name}
                if value is not None:
                    after[attribute.name] = value
                answers[id(before)] = after
            alike[id(before)].append(alter(head, attributes=after, modified_at=when))
    why = f"“{attribute.title}” is not asked of this kind of annotation"
    changes = (change for some in alike.values() for change in some)
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
    ties, when = list(links), now()
    voices: defaultdict[str, list[Link]] = defaultdict(list)
    for link in ties:
        if link.kind in VOICES:
            voices[link.source].append(link)
    uid = actor.uid if actor else None
    spoken = {one.uid for one in scheme.labels if scheme.voice(one.uid) is not None}
    gone: list[Link] = []
    changes: list[Change] = []
    silent = elsewhere = 0
    for head in _heads(annotations, ties):
        if head.label not in spoken:
            silent += 1
        elif actor is not None and actor.article not in (None, head.article):
            elsewhere += 1
        else:
            gone += voices.get(head.uid, ())
            if head.actor != uid:
                changes.append(alter(head, actor=uid, modified_at=when))
    left = _stay(silent, "nobody speaks in this kind of annotation")
    if actor is not None:
        left += _stay(elsewhere, f"“{actor.name}” is unnamed and belongs to another article")
    made = [create(actor)] if actor and is_new and (gone or changes) else []
    return _bulk(Kind.SPEAKER, (*made, *_removals(gone), *_gathered(changes)), left)


def write_note_all(annotations: Iterable[Annotation], text: str) -> Bulk:
    """Write the same note on annotations; each part of a split one has a note of its own."""
    when = now()
    changes = [alter(one, note=text, modified_at=when) for one in annotations if one.note != text]
    return Bulk(Edit(Kind.NOTE, tuple(changes)))


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
    when, left = now(), 0
    occupied = set(taken)
    changes: list[Change] = []
    for unit in _units(annotations, Parts(links)).values():
        turned = [one for one in unit if one.status != status]
        adopted = [one for one in turned if status == "accepted" and one.coder != coder]
        places = {_place(one, one.label, coder) for one in adopted}
        if len(places) < len(adopted) or not occupied.isdisjoint(places):
            left += 1
            continue
        occupied |= places
        for one in turned:
            whose = coder if status == "accepted" else one.coder
            changes.append(alter(one, coder=whose, status=status, modified_at=when))
    why = "you have tagged the same words with this label yourself"
    return _bulk(Kind.REVIEW, _gathered(changes), _stay(left, why))


def _bulk(kind: Kind, changes: Iterable[Change], left: tuple[str, ...]) -> Bulk:
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


def _units(annotations: Iterable[Annotation], parts: Parts) -> Mapping[str, list[Annotation]]:
    """Return the parts of each annotation by the uid of its head, or itself alone."""
    units: defaultdict[str, list[Annotation]] = defaultdict(list)
    for one in annotations:
        units[parts.head(one.uid)].append(one)
    return units


def _heads(annotations: Iterable[Annotation], links: Iterable[Link]) -> Iterator[Annotation]:
    """Yield the annotations of which something is said."""
    parts = Parts(links)
    return (one for one in annotations if parts.head(one.uid) == one.uid)


def _place(one: Annotation, label: str, coder: str) -> Place:
    return one.article, label, one.start, one.end, coder


def _removals(links: Iterable[Link]) -> Iterator[Change]:
    return map(remove, sorted(links, key=attrgetter("kind")))


def _gathered(changes: Iterable[Change]) -> list[Change]:
    """Return changes with those of the same fields in a row, as they are written and kept best."""
    return sorted(changes, key=attrgetter("fields"))
