"""A project in which quotes and claims are attributed: speakers, cues, answers, split quotes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from annotator.core.clock import new_uid, now
from annotator.core.model import Actor, Annotation, Article, Coder, Link, Record
from annotator.core.scheme import (
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)
from tests.benchmarks import opening

_ACTORS, _OUTLETS, _SPLIT_EVERY = 500, 30, 5
_TYPES, _STANCES = ("direct", "indirect", "mixed"), ("affirm", "refute", "neutral")
_FORMS = ("named", "nominal", "pronoun")


def records(count: int, coder: Coder) -> Iterator[Record]:
    """Yield so many articles with ten annotations each, as a careful coder leaves them."""
    dice = Random(3)
    actors = [Actor(uid=new_uid(), name=f"{_name(dice)} {_name(dice)}") for _ in range(_ACTORS)]
    yield from actors
    own: list[Annotation] = []
    done = 0
    for record in opening.records(count, coder):
        if isinstance(record, Annotation):
            own.append(record)
            continue
        if own:
            done += 1
            yield from _attributed(own, actors, dice, split=done % _SPLIT_EVERY == 0)
            own = []
        if isinstance(record, Article):
            yield replace(record, outlet=f"Outlet {dice.randrange(_OUTLETS)}")
        else:
            yield record
    yield from _attributed(own, actors, dice, split=False)


def _attributed(
    annotations: Iterable[Annotation], actors: list[Actor], dice: Random, *, split: bool
) -> Iterator[Annotation | Link]:
    by_label: dict[str, list[Annotation]] = {QUOTE: [], CLAIM: [], ACTOR: []}
    for one in annotations:
        by_label[one.label].append(one)
    first, second = (
        replace(one, attributes={"type": dice.choice(_TYPES)}) for one in by_label[QUOTE]
    )
    claims = [replace(one, attributes={"stance": dice.choice(_STANCES)}) for one in by_label[CLAIM]]
    *mentions, cue = by_label[ACTOR]
    mentions = [
        replace(one, actor=dice.choice(actors).uid, attributes={"mention": dice.choice(_FORMS)})
        for one in mentions
    ]
    cue = replace(cue, label=CUE)
    if split:
        second = replace(second, attributes={})
    yield from (first, second, *claims, *mentions, cue)
    yield _link(SPEAKER_LINK, first, dice.choice(mentions))
    yield _link(CUE_LINK, first, cue)
    if split:
        yield _link(CONTINUES_LINK, second, first)
    else:
        yield _link(SPEAKER_LINK, second, dice.choice(mentions))
    for claim in claims:
        yield _link(CLAIMANT_LINK, claim, dice.choice(mentions))


def _link(kind: str, source: Annotation, target: Annotation) -> Link:
    when = now()
    return Link(
        uid=new_uid(), kind=kind, source=source.uid, target=target.uid, coder=source.coder,
        created_at=when, modified_at=when,
    )  # fmt: skip


def _name(dice: Random) -> str:
    return "".join(dice.choices("aeioulmnrst", k=dice.randint(3, 8))).capitalize()
