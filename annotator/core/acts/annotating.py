"""Tagging, and what is done with an annotation afterwards: ends, label, answers, notes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.core.acts.linking import new_link, repointed
from annotator.core.clock import new_uid, now
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Attribute, Label, Link, LinkKind
from annotator.core.parts import Parts, in_text_order
from annotator.core.scheme import CLAIM, CONTINUES_LINK, QUOTE, Scheme
from annotator.core.span import Span
from annotator.core.tying import may_begin, may_end

_SPOKEN = {QUOTE, CLAIM}
_NO_ANSWERS: Mapping[str, Any] = {}  # many share it


def annotate(article: Article, label: Label, span: Span, coder: str) -> Edit:
    """Tag a span (code points of the article's text) with a label."""
    return Edit(Kind.ANNOTATE, (create(_annotation(article, label.uid, span, coder)),))


def annotate_all(places: Iterable[tuple[Article, Span]], label: Label, coder: str) -> Edit:
    """Tag several spans, of one or of several articles, with a label in one edit."""
    made = [_annotation(article, label.uid, span, coder) for article, span in places]
    if not made:
        raise AnnotatorError("There is nothing to tag. Choose at least one place.")
    return Edit(Kind.ANNOTATE, tuple(map(create, made)))


def continue_(
    article: Article, head: Annotation, span: Span, coder: str, links: Iterable[Link]
) -> Edit:
    """Tag a span as a later part of `head`, or of the head of which that is a part itself.

    `links` are those that touch it.
    """
    if head.article != article.uid:
        raise AnnotatorError("A continuation must lie in the same article as what it continues.")
    part = _annotation(article, head.label, span, coder)
    tie = new_link(CONTINUES_LINK, part.uid, Parts(links).head(head.uid), coder)
    return Edit(Kind.CONTINUE, (create(part), create(tie)))


def erase(annotation: Annotation, links: Iterable[Link], others: Mapping[str, Annotation]) -> Edit:
    """Remove an annotation with its links; the first later part takes over a head's place.

    `links` are those that touch the annotation; `others` (by uid) must hold its parts.
    """
    touching = [one for one in links if annotation.uid in (one.source, one.target)]
    parts = in_text_order(others[uid] for uid in Parts(touching).later(annotation.uid))
    if not parts:
        return Edit(Kind.ERASE, (*map(remove, touching), remove(annotation)))
    heir, when = parts[0], now()
    promoted = replace(
        heir,
        attributes=annotation.attributes,
        actor=annotation.actor,
        note=heir.note or annotation.note,
        modified_at=when,
    )
    changes = [Change(heir, promoted)]
    for link in touching:
        moved = repointed(link, annotation.uid, heir.uid, when)
        # What tied the heir to the head would tie it to itself.
        changes.append(remove(link) if moved.source == moved.target else Change(link, moved))
    return Edit(Kind.ERASE, (*changes, remove(annotation)))


def relabel(
    annotation: Annotation,
    label: Label,
    scheme: Scheme,
    links: Iterable[Link],
    others: Mapping[str, Annotation],
) -> Edit:
    """Give an annotation, and all parts of a split one, another label.

    Attributes that the new label does not have and links that it may not have go with it, and
    so does the actor, unless it speaks before and after.
    `links` are those that touch the annotation or a part of it; `others` must hold the parts.
    """
    if annotation.label == label.uid:
        raise AnnotatorError(f"This has the label “{label.title}” already.")
    ties = list(links)
    split = Parts(ties).of(annotation.uid)
    kept = frozenset(one.name for one in scheme.attributes_of(label.uid))
    when = now()
    changes = [
        remove(one)
        for one in ties
        if not may_stay(one, scheme.link_kind(one.kind), label.uid, split)
    ]
    for uid in sorted(split):
        one = annotation if uid == annotation.uid else others[uid]
        fitted = fitted_to(one, label, kept)
        changes.append(Change(one, replace(one, modified_at=when, **fitted)))
    return Edit(Kind.RELABEL, tuple(changes))


def resize(article: Article, annotation: Annotation, span: Span) -> Edit:
    """Move the ends of an annotation."""
    if annotation.span == span:
        raise AnnotatorError("The annotation has these ends already.")
    _check_fits(article, span)
    changed = replace(
        annotation, start=span.start, end=span.end, text=span.of(article.text), modified_at=now()
    )
    return Edit(Kind.RESIZE, (Change(annotation, changed),))


def set_attribute(annotation: Annotation, attribute: Attribute, value: Any) -> Edit:
    """Answer one of the label's questions about an annotation; `None` takes the answer back."""
    if attribute.label != annotation.label:
        raise AnnotatorError(f"“{attribute.title}” is not asked of this kind of annotation.")
    if value is not None:
        check_value(attribute, value)
    attributes = dict(annotation.attributes)
    attributes.pop(attribute.name, None)
    if value is not None:
        attributes[attribute.name] = value
    return Edit(Kind.SET_ATTRIBUTE, _updates(annotation, attributes=attributes))


def note(annotation: Annotation, text: str) -> Edit:
    """Write a note on an annotation."""
    return Edit(Kind.NOTE, _updates(annotation, note=text))


def fitted_to(one: Annotation, label: Label, attributes: Collection[str]) -> dict[str, Any]:
    """Return what an annotation has as one of a label, which asks these attributes (by name)."""
    kept = one.attributes
    if not set(kept).issubset(attributes):
        kept = {name: value for name, value in kept.items() if name in attributes} or _NO_ANSWERS
    # Who spoke a quote is not whom a mention mentions.
    actor = one.actor if {one.label, label.uid} <= _SPOKEN else None
    return {"label": label.uid, "actor": actor, "attributes": kept}


def may_stay(link: Link, kind: LinkKind, label: str, relabelled: Collection[str]) -> bool:
    """Say whether a link may stay when the annotations it ties, or one of them, get a label."""
    return (link.source not in relabelled or may_begin(kind, label)) and (
        link.target not in relabelled or may_end(kind, label)
    )


def _updates(annotation: Annotation, **values: Any) -> tuple[Change, ...]:
    """Return the change that sets some fields, or none when they are as they should be."""
    if all(getattr(annotation, name) == value for name, value in values.items()):
        return ()
    return (Change(annotation, replace(annotation, modified_at=now(), **values)),)


def _annotation(article: Article, label: str, span: Span, coder: str) -> Annotation:
    _check_fits(article, span)
    when = now()
    return Annotation(
        uid=new_uid(),
        article=article.uid,
        label=label,
        start=span.start,
        end=span.end,
        text=span.of(article.text),
        coder=coder,
        created_at=when,
        modified_at=when,
    )


def _check_fits(article: Article, span: Span) -> None:
    if span.end > len(article.text):
        raise AnnotatorError(
            f"The span {span.start} to {span.end} reaches beyond the end of “{article.title}”, "
            f"which has {len(article.text)} characters."
        )


def check_value(attribute: Attribute, value: Any) -> None:
    """Raise AnnotatorError for what is no answer to a question."""
    fits = {
        "choice": lambda: value in [choice["name"] for choice in attribute.choices],
        "text": lambda: isinstance(value, str),
        "date": lambda: isinstance(value, str),
        "number": lambda: isinstance(value, int | float) and not isinstance(value, bool),
        "yes_no": lambda: isinstance(value, bool),
    }
    if not fits[attribute.kind]():
        raise AnnotatorError(f"“{value}” is not a value of “{attribute.title}”.")
