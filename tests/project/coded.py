"""A project in which some hundred annotations are coded in every way that a codebook allows."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.core.answers import asked
from annotator.core.model import (
    RECORD_TYPES,
    Actor,
    Annotation,
    Article,
    Attribute,
    Link,
    LinkKind,
    Record,
    Status,
)
from annotator.core.parts import Parts
from annotator.core.scheme import CLAIM, CONTINUES_LINK, QUOTE, Scheme
from annotator.core.tying import objection
from annotator.project.project import Project
from tests.build import ANN, BEN, article

MORE = (
    Attribute(uid="topic", label=QUOTE, name="topic", title="Topic", kind="text", position=1),
    Attribute(uid="weight", label=QUOTE, name="weight", title="Weight", kind="number", position=2),
    Attribute(
        uid="sure", label=QUOTE, name="sure", title="Sure", kind="yes_no", position=3,
        show_when={"attribute": "type", "is": ("direct", "mixed")},
    ),
    Attribute(uid="when", label=CLAIM, name="when", title="When", kind="date", position=3),
    Attribute(uid="claimed", label=CLAIM, name="topic", title="Topic", kind="text", position=4),
)  # fmt: skip
SCHEME = replace(Scheme(), attributes=(*Scheme().attributes, *MORE))
_ANSWERS: dict[str, tuple[Any, ...]] = {
    "text": ("12", "direct", "yes", "2025-03", "the sea wall"),
    "number": (0, 1, 12.5),
    "yes_no": (True, False),
    "date": ("2025", "2025-03-12"),
}
_STATUSES: tuple[Status, ...] = ("accepted", "accepted", "suggested", "rejected")


def coded_project(folder: Path, annotations: int = 240, seed: int = 1) -> Project:
    """Make a project with split, linked, doubled and answered annotations in two articles."""
    dice = random.Random(seed)
    made = Project.create(folder / "coded.annotator", ANN, scheme=SCHEME)
    articles = [article(f"{number} " + "word " * 60, uid=f"article-{number}") for number in (1, 2)]
    actors = [Actor(uid=f"actor-{number}", name=f"Actor {number}") for number in range(3)]
    spans = list(_annotations(articles, actors, annotations, dice))
    links = list(_continued(spans, dice))
    spans = list(_heads_alone_speak(spans, Parts(links)))
    links += _links(spans, Parts(links), dice)
    made.bring_in([BEN, *articles, *actors, *spans, *links])
    made.forget_history()
    return made


def tables(project: Project) -> dict[str, list[Record]]:
    """Return all that a project holds."""
    return {
        kind.table: sorted(project.reading.records(kind), key=lambda one: one.identity)
        for kind in RECORD_TYPES
    }


def misfits(project: Project) -> Iterator[str]:
    """Yield what the codebook of a project does not allow, and what no project should have."""
    scheme = project.reading.scheme()
    annotations = {one.uid: one for one in project.reading.records(Annotation)}
    links = list(project.reading.records(Link))
    for one in annotations.values():
        attributes = {found.name: found for found in scheme.attributes_of(one.label)}
        for name, answer in one.attributes.items():
            if name not in attributes or not _fits(attributes[name], answer):
                yield f"{one.uid} answers {name} with {answer!r}"
    kinds = {one.uid: one for one in scheme.link_kinds}
    begun: set[tuple[str, str]] = set()
    tied: set[tuple[str, str, str]] = set()
    for tie in links:
        reason = objection(kinds[tie.kind], annotations[tie.source], annotations[tie.target])
        if reason:
            yield f"{tie.uid}: {reason}"
        if not kinds[tie.kind].many and (tie.kind, tie.source) in begun:
            yield f"{tie.source} has {kinds[tie.kind].name} twice"
        if (tie.kind, tie.source, tie.target) in tied:
            yield f"{tie.uid} is there twice"
        begun.add((tie.kind, tie.source))
        tied.add((tie.kind, tie.source, tie.target))
    heads = {tie.source: tie.target for tie in links if tie.kind == CONTINUES_LINK}
    yield from (f"{part} continues a part" for part, head in heads.items() if head in heads)
    yield from _confused(scheme)


def _confused(scheme: Scheme) -> Iterator[str]:
    """Yield what is wrong with a codebook by itself."""
    keys = [one.key for one in scheme.labels if one.key]
    if len(keys) != len(set(keys)):
        yield f"a key is there twice: {keys}"
    uids = {one.uid for one in scheme.labels}
    for kind in scheme.link_kinds:
        if not uids.issuperset((*kind.from_labels, *kind.to_labels)):
            yield f"{kind.name} ties a label that is gone"
    for one in scheme.attributes:
        others = {other.name: other for other in scheme.attributes_of(one.label)}
        if one.show_when is not None:
            leading = others.get(one.show_when["attribute"])
            if leading is None or not all(_fits(leading, value) for value in one.show_when["is"]):
                yield f"{one.name} waits for {one.show_when}"
            elif not asked((leading, one), {leading.name: one.show_when["is"][0]}):
                yield f"{one.name} is never asked"


def _fits(attribute: Attribute, answer: Any) -> bool:
    match attribute.kind:
        case "choice":
            return answer in [one["name"] for one in attribute.choices]
        case "number":
            return isinstance(answer, int | float) and not isinstance(answer, bool)
        case "yes_no":
            return isinstance(answer, bool)
        case "text" | "date":
            return isinstance(answer, str) and bool(answer.strip())


def _annotations(
    articles: list[Article], actors: list[Actor], number: int, dice: random.Random
) -> Iterator[Annotation]:
    taken: set[tuple[object, ...]] = set()
    while len(taken) < number:
        home, label = dice.choice(articles), dice.choice(SCHEME.labels)
        coder, start = dice.choice((ANN, ANN, BEN)), dice.randrange(0, 120, 5)
        place = (home.uid, label.uid, coder.uid, start)
        if place in taken:
            continue
        taken.add(place)
        at = f"2025-03-{1 + len(taken) % 28:02}T00:00:00.000Z"
        yield Annotation(
            uid=f"span-{len(taken):03}", article=home.uid, label=label.uid, start=start,
            end=start + 5, text=home.text[start : start + 5], coder=coder.uid,
            actor=dice.choice((None, None, *(one.uid for one in actors))),
            status=dice.choice(_STATUSES), note=dice.choice(("", "", f"note {len(taken)}")),
            attributes=dict(_answers(label.uid, dice)), created_at=at, modified_at=at,
        )  # fmt: skip


def _answers(label: str, dice: random.Random) -> Iterator[tuple[str, Any]]:
    for one in SCHEME.attributes_of(label):
        answers = _ANSWERS.get(one.kind) or tuple(choice["name"] for choice in one.choices)
        if dice.random() < 0.6:
            yield one.name, dice.choice(answers)


def _continued(spans: list[Annotation], dice: random.Random) -> Iterator[Link]:
    """Yield links that make later parts of a fourth of the annotations."""
    heads: list[Annotation] = []
    for one in spans:
        here = [head for head in heads if (head.article, head.label) == (one.article, one.label)]
        if here and dice.random() < 0.3:
            yield _link(f"part-{one.uid}", CONTINUES_LINK, one, dice.choice(here))
        else:
            heads.append(one)


def _heads_alone_speak(spans: list[Annotation], parts: Parts) -> Iterator[Annotation]:
    for one in spans:
        later = parts.head(one.uid) != one.uid
        yield replace(one, attributes={}, actor=None) if later else one


def _links(spans: list[Annotation], parts: Parts, dice: random.Random) -> Iterator[Link]:
    heads = [one for one in spans if parts.head(one.uid) == one.uid]
    there: set[tuple[str, str, str]] = set()
    begun: set[tuple[str, str]] = set()
    for number in range(3 * len(spans)):
        kind: LinkKind = dice.choice(SCHEME.link_kinds)
        source, target = dice.choice(heads), dice.choice(heads)
        ends, beginning = (kind.uid, source.uid, target.uid), (kind.uid, source.uid)
        full = ends in there or (not kind.many and beginning in begun)
        if kind.uid != CONTINUES_LINK and not full and not objection(kind, source, target):
            there.add(ends)
            begun.add(beginning)
            yield _link(f"link-{number:03}", kind.uid, source, target)


def _link(uid: str, kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=uid, kind=kind, source=source.uid, target=target.uid, coder=ANN.uid,
        created_at=source.created_at, modified_at=source.created_at,
    )  # fmt: skip
