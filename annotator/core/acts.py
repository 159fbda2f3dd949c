"""The gestures of an analyst, as pure functions from records to an `Edit`.

An act takes the records that it needs, changes nothing, and raises AnnotatorError with a sentence
when what is asked makes no sense. It lists every dependent record that goes or changes with it,
so that its inverse brings everything back.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.core.clock import new_uid, now
from annotator.core.dates import is_publication_date
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    RECORD_TYPES,
    Annotation,
    Article,
    Attribute,
    Coding,
    CodingStatus,
    Label,
    Link,
    LinkKind,
    Meta,
    Record,
    Story,
)
from annotator.core.scheme import (
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    QUOTE,
    RESERVED_KEYS,
    SPEAKER_LINK,
    Scheme,
)
from annotator.core.span import Span

# What a person may change about an article; the text and its provenance stay as they are.
ARTICLE_PROPERTIES = frozenset(
    ("title", "outlet", "author", "dateline", "published", "url", "language", "notes")
)

# The shape of a language tag (BCP 47), or nothing.
_LANGUAGE = re.compile(r"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")
_SPOKEN = {QUOTE, CLAIM}
# Where each kind of record stands among those it refers to.
_RANK = {kind.table: rank for rank, kind in enumerate(RECORD_TYPES)}


def annotate(article: Article, label: Label, span: Span, coder: str) -> Edit:
    """Tag a span (code points of the article's text) with a label."""
    return Edit(Kind.ANNOTATE, (create(_annotation(article, label.uid, span, coder)),))


def continue_(
    article: Article, head: Annotation, span: Span, coder: str, links: Iterable[Link]
) -> Edit:
    """Tag a span as a later part of `head`, or of the head of which that is a part itself."""
    if head.article != article.uid:
        raise AnnotatorError("A continuation must lie in the same article as what it continues.")
    part = _annotation(article, head.label, span, coder)
    target = head_of(head, links)
    tie = _link(CONTINUES_LINK, part.uid, target, coder)
    return Edit(Kind.CONTINUE, (create(part), create(tie)))


def erase(annotation: Annotation, links: Iterable[Link], others: Mapping[str, Annotation]) -> Edit:
    """Remove an annotation with its links; the first later part takes over a head's place.

    `links` are those that touch the annotation; `others` (by uid) must hold its parts.
    """
    touching = [one for one in links if annotation.uid in (one.source, one.target)]
    parts = sorted(
        (others[one.source] for one in touching if _is_tail(one, annotation.uid)),
        key=lambda part: (part.start, part.end, part.uid),
    )
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
        moved = _moved(link, annotation.uid, heir.uid, when)
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
    head = head_of(annotation, ties)
    split = {head} | {one.source for one in ties if _is_tail(one, head)}
    kept = {one.name for one in scheme.attributes_of(label.uid)}
    when = now()
    changes = [
        remove(one)
        for one in ties
        if not _allowed(scheme.link_kind(one.kind), label.uid, one, split)
    ]
    for uid in sorted(split):
        one = annotation if uid == annotation.uid else others[uid]
        attributes = {name: value for name, value in one.attributes.items() if name in kept}
        # Who spoke a quote is not whom a mention mentions.
        actor = one.actor if {one.label, label.uid} <= _SPOKEN else None
        changed = replace(
            one, label=label.uid, attributes=attributes, actor=actor, modified_at=when
        )
        changes.append(Change(one, changed))
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
        _check_value(attribute, value)
    attributes = dict(annotation.attributes)
    attributes.pop(attribute.name, None)
    if value is not None:
        attributes[attribute.name] = value
    return Edit(Kind.SET_ATTRIBUTE, _updates(annotation, attributes=attributes))


def note(annotation: Annotation, text: str) -> Edit:
    """Write a note on an annotation."""
    return Edit(Kind.NOTE, _updates(annotation, note=text))


def link(
    kind: LinkKind,
    source: Annotation,
    target: Annotation,
    coder: str,
    links: Iterable[Link],
) -> Edit:
    """Let one annotation point to another.

    `links` are those of the source: the same link twice is refused, and where the kind allows one
    target only the former one goes. A speaker or claimant that is a mention counts instead of the
    annotation's own `actor`, which is cleared.
    """
    _check_link(kind, source, target)
    former = [one for one in links if one.source == source.uid and one.kind == kind.uid]
    if any(one.target == target.uid for one in former):
        raise AnnotatorError(f"This {kind.title.lower()} is set already.")
    changes = [remove(one) for one in former if not kind.many]
    changes.append(create(_link(kind.uid, source.uid, target.uid, coder)))
    if kind.uid in (SPEAKER_LINK, CLAIMANT_LINK) and source.actor is not None:
        changes.append(Change(source, replace(source, actor=None, modified_at=now())))
    return Edit(Kind.LINK, tuple(changes))


def unlink(one: Link) -> Edit:
    return Edit(Kind.UNLINK, (remove(one),))


def describe(articles: Iterable[Article], properties: Mapping[str, str]) -> Edit:
    """Set properties (title, outlet, author …) of one or several articles."""
    unknown = set(properties) - ARTICLE_PROPERTIES
    if unknown:
        raise AnnotatorError(f"An article's {', '.join(sorted(unknown))} cannot be changed.")
    if "title" in properties and not properties["title"].strip():
        raise AnnotatorError("An article needs a title.")
    if not is_publication_date(properties.get("published", "")):
        raise AnnotatorError(
            f"“{properties['published']}” is no date. Write it as 2025-03-12, 2025-03 or 2025."
        )
    if not _LANGUAGE.fullmatch(properties.get("language", "")):
        raise AnnotatorError(
            f"“{properties['language']}” is no language. Write its code, such as en or pt-BR."
        )
    values: dict[str, Any] = dict(properties)
    changed = ((one, replace(one, **values)) for one in articles)
    return Edit(
        Kind.ARTICLE, tuple(Change(before, after) for before, after in changed if before != after)
    )


def make_story(title: str, articles: Iterable[Article] = ()) -> Edit:
    """Make a story and put articles into it."""
    if not title.strip():
        raise AnnotatorError("A story needs a title.")
    story = Story(uid=new_uid(), title=title.strip())
    return Edit(Kind.STORY, (create(story), *_moves(articles, story.uid)))


def fill_story(story: Story | None, articles: Iterable[Article]) -> Edit:
    """Put articles into a story, or with `None` take them out of theirs."""
    return Edit(Kind.STORY, _moves(articles, story.uid if story else None))


def rename_story(story: Story, title: str) -> Edit:
    if not title.strip():
        raise AnnotatorError("A story needs a title.")
    renamed = replace(story, title=title.strip())
    changes = (Change(story, renamed),) if renamed != story else ()
    return Edit(Kind.RENAME_STORY, changes)


def delete_story(story: Story, articles: Iterable[Article]) -> Edit:
    """Remove a story; its articles (all must be given) stay, without a story."""
    return Edit(Kind.DELETE_STORY, (*_moves(articles, None), remove(story)))


def add_article(article: Article, story: Story | None = None, *, new_story: bool = False) -> Edit:
    """Bring in one article, into a story that is there or with `new_story` is made with it."""
    made = (create(story),) if story and new_story else ()
    placed = replace(article, story=story.uid if story else None)
    return Edit(Kind.ADD, (*made, create(placed)))


def delete_articles(articles: Iterable[Article], dependents: Iterable[Record]) -> Edit:
    """Remove articles with all that belongs to them.

    `dependents` are the records that refer to the articles, each before those it refers to; one
    that belongs to two of the articles (a link between them) may come twice.
    """
    once = {(one.table, one.identity): one for one in dependents}
    # Across several articles the order must hold as well: links go before any annotation.
    in_order = sorted(once.values(), key=lambda one: -_RANK[one.table])
    return Edit(Kind.DELETE, (*map(remove, in_order), *map(remove, articles)))


def set_status(article: str, coder: str, coding: Coding | None, status: CodingStatus) -> Edit:
    """Say how far a coder is with an article; `coding` is what was said before, if anything."""
    before = coding or Coding(article=article, coder=coder)
    after = replace(before, status=status)
    if coding == after:
        return Edit(Kind.STATUS, ())
    return Edit(Kind.STATUS, (Change(coding, after),))


def entitle(meta: Meta | None, title: str) -> Edit:
    """Give the project a title; `meta` is the record of the one it has."""
    if not title.strip():
        raise AnnotatorError("A project needs a title.")
    after = Meta(key="title", value=title.strip())
    return Edit(Kind.TITLE, (Change(meta, after),) if meta != after else ())


def set_key(label: Label, key: str, scheme: Scheme) -> Edit:
    """Put a label on another letter or digit, or on none."""
    letter = key.upper()
    if letter and (len(letter) != 1 or not letter.isalnum()):
        raise AnnotatorError("The key of a label is one letter or digit.")
    if letter in RESERVED_KEYS:
        raise AnnotatorError(
            f"{letter} has a meaning of its own in the text; choose another key for "
            f"“{label.title}”."
        )
    other = scheme.label_on_key(letter) if letter else None
    if other is not None and other.uid != label.uid:
        raise AnnotatorError(f"{letter} is the key of “{other.title}” already.")
    after = replace(label, key=letter)
    return Edit(Kind.CODEBOOK, (Change(label, after),) if label != after else ())


def head_of(annotation: Annotation, links: Iterable[Link]) -> str:
    """Return the uid of the first part of a split annotation, or its own when it is not split."""
    for one in links:
        if one.kind == CONTINUES_LINK and one.source == annotation.uid:
            return one.target
    return annotation.uid


def _updates(annotation: Annotation, **values: Any) -> tuple[Change, ...]:
    """Return the change that sets some fields, or none when they are as they should be."""
    if all(getattr(annotation, name) == value for name, value in values.items()):
        return ()
    return (Change(annotation, replace(annotation, modified_at=now(), **values)),)


def _moves(articles: Iterable[Article], story: str | None) -> tuple[Change, ...]:
    return tuple(Change(one, replace(one, story=story)) for one in articles if one.story != story)


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


def _link(kind: str, source: str, target: str, coder: str) -> Link:
    when = now()
    return Link(
        uid=new_uid(),
        kind=kind,
        source=source,
        target=target,
        coder=coder,
        created_at=when,
        modified_at=when,
    )


def _is_tail(link: Link, head: str) -> bool:
    return link.kind == CONTINUES_LINK and link.target == head


def _moved(link: Link, old: str, new: str, when: str) -> Link:
    return replace(
        link,
        source=new if link.source == old else link.source,
        target=new if link.target == old else link.target,
        modified_at=when,
    )


def _allowed(kind: LinkKind, label: str, link: Link, relabelled: set[str]) -> bool:
    """Say whether a link may stay when the annotations in `relabelled` get a label."""
    if link.source in relabelled and kind.from_labels and label not in kind.from_labels:
        return False
    return not (link.target in relabelled and kind.to_labels and label not in kind.to_labels)


def _check_fits(article: Article, span: Span) -> None:
    if span.end > len(article.text):
        raise AnnotatorError(
            f"The span {span.start} to {span.end} reaches beyond the end of “{article.title}”, "
            f"which has {len(article.text)} characters."
        )


def _check_link(kind: LinkKind, source: Annotation, target: Annotation) -> None:
    name = kind.title.lower()
    if source.uid == target.uid:
        raise AnnotatorError(f"An annotation cannot be its own {name}.")
    if kind.uid == CONTINUES_LINK and source.label != target.label:
        raise AnnotatorError("A continuation must have the label of what it continues.")
    if kind.from_labels and source.label not in kind.from_labels:
        raise AnnotatorError(f"An annotation of this label cannot have a {name}.")
    if kind.to_labels and target.label not in kind.to_labels:
        raise AnnotatorError(f"An annotation of that label cannot be a {name}.")
    if not kind.across and source.article != target.article:
        raise AnnotatorError(f"A {name} must lie in the same article.")
    if kind.across and source.article == target.article:
        raise AnnotatorError(f"“{kind.title}” ties annotations of two articles, not of one.")


def _check_value(attribute: Attribute, value: Any) -> None:
    fits = {
        "choice": lambda: value in [choice["name"] for choice in attribute.choices],
        "text": lambda: isinstance(value, str),
        "date": lambda: isinstance(value, str),
        "number": lambda: isinstance(value, int | float) and not isinstance(value, bool),
        "yes_no": lambda: isinstance(value, bool),
    }
    if not fits[attribute.kind]():
        raise AnnotatorError(f"“{value}” is not a value of “{attribute.title}”.")
