"""Who says it, to whom, and by which words: speakers, claimants, addressees and cues."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from annotator.core.acts.actors import check_may_be, identified
from annotator.core.acts.annotating import annotate
from annotator.core.acts.linking import new_link
from annotator.core.clock import now
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Article, Label, Link, LinkKind
from annotator.core.parts import Parts
from annotator.core.scheme import ACTOR, CLAIMANT_LINK, CUE_LINK, SPEAKER_LINK, Scheme
from annotator.core.span import Span
from annotator.core.tying import objection

_VOICES = (SPEAKER_LINK, CLAIMANT_LINK)


class Somebody(Protocol):
    """Whom a person chose: a mention, a place that becomes one, or an actor without either.

    With `is_new` the actor is not in the registry yet. A `Candidate` is one.
    """

    @property
    def annotation(self) -> Annotation | None: ...
    @property
    def span(self) -> Span | None: ...
    @property
    def actor(self) -> Actor | None: ...
    @property
    def is_new(self) -> bool: ...


def speak(
    article: Article,
    head: Annotation,
    who: Somebody,
    kind: LinkKind,
    links: Iterable[Link],
    scheme: Scheme,
    coder: str,
    *,
    add: bool = False,
) -> Edit:
    """Say who speaks or claims an annotation, or with an addressee's kind who is spoken to.

    `links` are those that touch it. A mention is linked, tagged before where it was none, and
    told who it is where that is known; an actor without a mention is stored with the annotation.
    Either takes the place of what was said before, unless it is to `add` one more.
    """
    ties = list(links)
    _check_is_head(head, ties)
    former = [one for one in ties if (one.source, one.kind) == (head.uid, kind.uid)]
    made = (create(who.actor),) if who.actor and who.is_new else ()
    if who.annotation or who.span:
        told, mention = _mention(article, who, kind, scheme, coder)
        rest = _link_mention(head, mention, kind, former, coder, add=add)
    elif who.actor:
        told, rest = (), _store_actor(head, who.actor, kind, former, add=add)
    else:
        raise AnnotatorError("Choose somebody who speaks.")
    changes = (*told, *rest)
    return Edit(Kind.SPEAKER, (*made, *changes) if changes else ())


def silence(head: Annotation, kind: LinkKind, links: Iterable[Link]) -> Edit:
    """Take back who speaks or claims an annotation, or who is spoken to."""
    ties = list(links)
    _check_is_head(head, ties)
    changes = [remove(one) for one in ties if (one.source, one.kind) == (head.uid, kind.uid)]
    if kind.uid in _VOICES and head.actor is not None:
        changes.append(Change(head, replace(head, actor=None, modified_at=now())))
    return Edit(Kind.SPEAKER, tuple(changes))


def cue(
    article: Article,
    place: Span | Annotation,
    label: Label,
    head: Annotation | None,
    links: Iterable[Link],
    scheme: Scheme,
    coder: str,
) -> Edit:
    """Tag a cue and link a quote or claim to it at once; only the one or the other where one is.

    `place` is an annotation where these words are tagged already. `links` are those that touch
    the quote or claim.
    """
    changes: list[Change] = []
    if isinstance(place, Span):
        changes += annotate(article, label, place, coder).changes
        made = changes[0].after
        assert isinstance(made, Annotation)
    else:
        made = place
    kind = next((one for one in scheme.link_kinds if one.uid == CUE_LINK), None)
    if head is not None and kind is not None:
        ties = list(links)
        _check_is_head(head, ties)
        _check_may_tie(kind, head, made)
        former = [one for one in ties if (one.source, one.kind) == (head.uid, kind.uid)]
        changes += _linked(head, made, kind, former, coder, add=True)
    return Edit(Kind.CUE, tuple(changes))


def _mention(
    article: Article, who: Somebody, kind: LinkKind, scheme: Scheme, coder: str
) -> tuple[tuple[Change, ...], Annotation]:
    """Return the chosen mention, and what changes so that it is one and tells who it is."""
    before = who.annotation
    if before is not None:
        if before.actor is not None or who.actor is None:
            return (), before
        after = replace(identified(before, who.actor, scheme), modified_at=now())
        return (Change(before, after),), after
    assert who.span is not None
    label = ACTOR if ACTOR in kind.to_labels or not kind.to_labels else kind.to_labels[0]
    tagged = annotate(article, scheme.label(label), who.span, coder).changes[0].after
    assert isinstance(tagged, Annotation)
    after = identified(tagged, who.actor, scheme)
    return (create(after),), after


def _link_mention(
    head: Annotation,
    mention: Annotation,
    kind: LinkKind,
    former: Iterable[Link],
    coder: str,
    *,
    add: bool,
) -> list[Change]:
    _check_may_tie(kind, head, mention)
    changes = _linked(head, mention, kind, former, coder, add=add)
    if kind.uid in _VOICES and head.actor is not None:
        if add and head.actor != mention.actor:
            raise AnnotatorError(
                "Who speaks here is stored without a mention, and nobody can be added to that. "
                "Tag a mention of the first speaker and choose it; then add the second."
            )
        changes.append(Change(head, replace(head, actor=None, modified_at=now())))
    return changes


def _store_actor(
    head: Annotation, actor: Actor, kind: LinkKind, former: Iterable[Link], *, add: bool
) -> list[Change]:
    if kind.uid not in _VOICES:
        raise AnnotatorError(
            f"Only a mention in the article can be the {kind.title.lower()}. Tag one first."
        )
    check_may_be(actor, head.article)
    changes = [remove(one) for one in former]
    if add and (changes or head.actor not in (None, actor.uid)):
        raise AnnotatorError(
            f"“{actor.name}” is not mentioned here, and only a mention can speak beside somebody. "
            "Tag a mention first."
        )
    if head.actor != actor.uid:
        changes.append(Change(head, replace(head, actor=actor.uid, modified_at=now())))
    return changes


def _linked(
    head: Annotation,
    target: Annotation,
    kind: LinkKind,
    former: Iterable[Link],
    coder: str,
    *,
    add: bool,
) -> list[Change]:
    """Return what links a head to a target, instead of the former ones or beside them."""
    stay = add and kind.many
    changes = [remove(one) for one in former if one.target != target.uid and not stay]
    if all(one.target != target.uid for one in former):
        changes.append(create(new_link(kind.uid, head.uid, target.uid, coder)))
    return changes


def _check_is_head(head: Annotation, links: Iterable[Link]) -> None:
    if Parts(links).head(head.uid) != head.uid:
        raise AnnotatorError(
            "This is a later part. What is said of a split annotation is said of its first part."
        )


def _check_may_tie(kind: LinkKind, source: Annotation, target: Annotation) -> None:
    reason = objection(kind, source, target)
    if reason is not None:
        raise AnnotatorError(reason)
