"""Mentions of which it is not said who that is, and actors that nothing mentions."""

from collections.abc import Iterable, Iterator

from annotator.core import acts
from annotator.core.checks.finding import Finding
from annotator.core.checks.subject import Subject
from annotator.core.edit import Edit
from annotator.core.folding import fold
from annotator.core.model import Actor
from annotator.core.scheme import ACTOR


def unidentified(subject: Subject) -> Iterator[Finding | None]:
    """Yield the mentions without an actor."""
    for one in subject.heads():
        if one is None:
            yield None
        elif one.label == ACTOR and one.actor is None:
            actor = subject.known.get(_written(one.text))
            repair = f"This is {actor.name}" if actor else ""
            yield subject.found("actor", "It is not said who this is.", one, repair)


def identify_by_name(subject: Subject, finding: Finding, _coder: str) -> Edit | None:
    """Return what says that a mention is the only actor of just this name."""
    one = subject.index.get(finding.annotation)
    actor = subject.known.get(_written(one.text)) if one else None
    if one is None or one.actor is not None or actor is None:
        return None
    return acts.identify(one, actor, subject.scheme)


def known_by_name(actors: Iterable[Actor]) -> dict[str, Actor]:
    """Return the actors by their names and aliases, folded, that are nobody else's.

    A single name of a person is left out: there may be more of that family. So is whoever has no
    name, who belongs to one article.
    """
    found: dict[str, Actor | None] = {}
    for actor in actors:
        if actor.kind in ("unnamed", "author"):
            continue
        for name in {_written(one) for one in (actor.name, *actor.aliases)}:
            if " " in name or actor.kind != "person":
                found[name] = None if name in found else actor
    return {name: actor for name, actor in found.items() if actor is not None}


def unmentioned(actor: Actor) -> Finding:
    """Return what is found of an actor that no annotation refers to."""
    return Finding(
        rule="unmentioned",
        sentence="Nothing mentions this actor, nor lets it speak.",
        actor=actor.uid,
        words=actor.name,
        after=", ".join(filter(None, (actor.role, actor.organisation))),
        repair="Delete the actor",
    )


def _written(name: str) -> str:
    return fold(" ".join(name.split()))
