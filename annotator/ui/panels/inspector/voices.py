"""Who speaks, who is spoken to and who is mentioned, as the inspector tells it of an annotation."""

from collections.abc import Iterator
from typing import NamedTuple

from annotator.core.model import Actor, Annotation, LinkKind
from annotator.core.parts import in_text_order
from annotator.core.scheme import ACTOR, ADDRESSEE_LINK, Scheme
from annotator.core.tying import may_begin
from annotator.project.project import Project
from annotator.project.ties import Ties
from annotator.ui.phrases import excerpt

_NOBODY = "nobody yet"


class Voice(NamedTuple):
    """One question about who, with what is known in answer to it."""

    title: str
    kind: LinkKind | None  # None: who a mention is
    names: str  # empty where nobody is known
    detail: str  # kind and role of the only one
    actor: str | None  # the uid of the only one, if they are in the registry

    @property
    def told(self) -> str:
        return self.names or _NOBODY


def voices(ties: Ties, project: Project) -> Iterator[Voice]:
    """Yield what is to be asked of an annotation: of a split one, what its first part says."""
    head, scheme = ties.head, project.scheme
    voice = scheme.voice(head.label)
    if voice is not None:
        spoken = _linked(ties, voice)
        yield _voice(voice.title, voice, spoken, head.actor if not spoken else None, project)
    if head.label == ACTOR:
        yield _voice("Who", None, [], head.actor, project)
    addressee = _addressee(scheme)
    if addressee is not None and may_begin(addressee, head.label):
        yield _voice(addressee.title, addressee, _linked(ties, addressee), None, project)


def _addressee(scheme: Scheme) -> LinkKind | None:
    return next((one for one in scheme.link_kinds if one.uid == ADDRESSEE_LINK), None)


def _linked(ties: Ties, kind: LinkKind) -> list[Annotation]:
    return in_text_order(
        tie.target.annotation
        for tie in ties.ties
        if (tie.link.kind, tie.link.source) == (kind.uid, ties.head.uid)
        and tie.link.status != "rejected"
    )


def _voice(
    title: str,
    kind: LinkKind | None,
    mentions: list[Annotation],
    stored: str | None,
    project: Project,
) -> Voice:
    actors = [_actor(one.actor, project) for one in mentions]
    told = [
        actor.name if actor else f"“{excerpt(mention.text)}”"
        for actor, mention in zip(actors, mentions, strict=True)
    ]
    if stored is not None:
        actors.append(_actor(stored, project))
        told += [one.name for one in actors if one]
    only = actors[0] if len(actors) == 1 else None
    detail = " · ".join(filter(None, (only.kind, only.role or only.organisation))) if only else ""
    return Voice(title, kind, ", ".join(dict.fromkeys(told)), detail, only.uid if only else None)


def _actor(uid: str | None, project: Project) -> Actor | None:
    record = project.reading.record(Actor.table, (uid,)) if uid else None
    return record if isinstance(record, Actor) else None
