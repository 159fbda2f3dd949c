"""What a row of the CSV files is: pure functions from articles, annotations and links to rows.

`columns` names the cells in the order in which they stand here. A cell is empty where nothing is
set. `speakers` and `addressees` are JSON lists of
`{"actor": uid, "name": …, "mention": …, "start": …, "end": …}`, with null for what is not set;
`links` is a JSON list of `{"kind": name, "target": annotation, "article": uid, "status": …}` of
the links that no other column tells of.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotator.core.model import (
    Actor,
    Annotation,
    Article,
    Coder,
    Link,
    Split,
    Status,
    Story,
)  # fmt: skip
from annotator.core.scheme import (
    ADDRESSEE_LINK,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE_LINK,
    PASSAGE,
    QUOTE,
    SPEAKER_LINK,
    Scheme,
)  # fmt: skip
from annotator.core.span import Span
from annotator.core.text import paragraphs, sentences
from annotator.formats.contract import Corpus

Cell = str | int | float
Row = tuple[Cell, ...]

CONTEXT = 100  # code points on either side

_SPEAKER_LINKS = (SPEAKER_LINK, CLAIMANT_LINK)
_NO_SPEECH: Row = ("",) * 10 + ("[]", "[]")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class Tables:
    """The small tables of a project, and how its codebook lays out a row."""

    def __init__(self, corpus: Corpus) -> None:
        self.scheme: Scheme = corpus.scheme()
        self.actors = {one.uid: one for one in corpus.records(Actor)}
        self.coders = {one.uid: one.name for one in corpus.records(Coder)}
        self.stories = {one.uid: one.title for one in corpus.records(Story)}
        self.splits = _splits(corpus.records(Split))
        self.labels = {one.uid: one.name for one in self.scheme.labels}
        self.kinds = {one.uid: one.name for one in self.scheme.link_kinds}
        # Labels whose annotations are spoken: their actor is their speaker.
        self.spoken = {QUOTE, CLAIM}.union(
            *(one.from_labels for one in self.scheme.link_kinds if one.uid in _SPEAKER_LINKS)
        )
        self._attributes = [
            one for label in self.scheme.labels for one in self.scheme.attributes_of(label.uid)
        ]
        self._positions: dict[tuple[str, str], int] = {
            (one.label, one.name): position for position, one in enumerate(self._attributes)
        }
        self._no_attributes: Row = ("",) * len(self._attributes)

    def attributes(self, annotation: Annotation) -> Row:
        """Return the cells of the attribute columns."""
        if not annotation.attributes:
            return self._no_attributes
        cells = list(self._no_attributes)
        for name, value in annotation.attributes.items():
            position = self._positions.get((annotation.label, name))
            if position is not None:
                cells[position] = _cell(value)
        return tuple(cells)

    def story(self, article: Article) -> tuple[str, str]:
        uid = article.story or ""
        return uid, self.stories.get(uid, "")


def _splits(splits: Iterable[Split]) -> dict[str, str]:
    """Return the part of each article in the split `default`, or else in the first by name."""
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for split in splits:
        by_name[split.name][split.article] = split.part
    name = "default" if "default" in by_name else min(by_name, default="")
    return by_name.get(name, {})


def _cell(value: Any) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str() | int() | float():
            return value
        case _:
            return _json(value)


def misplaced(article: Article, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Yield the annotations whose text is not what the article has at their place."""
    text = article.text
    return (one for one in annotations if text[one.start : one.end] != one.text)


def exported(annotations: Iterable[Annotation], statuses: Sequence[Status]) -> list[Annotation]:
    """Return the annotations that are rows. Passages are ends of links, and no finding."""
    return [one for one in annotations if one.status in statuses and one.label != PASSAGE]


def annotation_rows(
    tables: Tables, article: Article, annotations: list[Annotation], tied: list[Tie]
) -> Iterator[Row]:
    """Yield the rows of the annotations of one article, which come by start, end and uid."""
    places = Places(article.text)
    units = Units(annotations, tied)
    speech = Speech(tables, article, tied)
    around = enclosing_quotes(annotations, units)
    of_article: Row = (
        article.uid, article.title, article.outlet, article.author, article.published, article.url,
        article.language, *tables.story(article),
    )  # fmt: skip
    split = tables.splits.get(article.uid, "")
    text, sha256 = article.text, article.sha256
    for one, inside in zip(annotations, around, strict=True):
        start, end = one.start, one.end
        head = units.head(one)
        yield (
            one.uid, tables.labels[one.label], one.text, start, end,
            head.uid, *units.part(one), inside,
            *of_article,
            *places.of(start),
            text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
            *speech.of(head),
            *_actor(tables, one),
            *tables.attributes(head),
            speech.other_links(head, one),
            "",
            split, one.note, tables.coders[one.coder], one.origin,
            "" if one.confidence is None else one.confidence,
            one.status, one.created_at, one.modified_at, sha256,
        )  # fmt: skip


def _actor(tables: Tables, one: Annotation) -> Row:
    """Return whom a mention mentions; the actor of what is spoken is its speaker."""
    if one.actor is None or one.label in tables.spoken:
        return "", "", ""
    actor = tables.actors[one.actor]
    return actor.uid, actor.name, actor.kind


def article_row(tables: Tables, article: Article) -> Row:
    return (
        article.uid, *tables.story(article), article.title, article.outlet, article.author,
        article.dateline, article.published, article.url, article.language, article.text,
        article.sha256, article.source_name, article.source_sha256, article.media_type,
        _json(article.cleaning), article.imported_at, article.notes,
        tables.splits.get(article.uid, ""),
    )  # fmt: skip


def actor_rows(tables: Tables) -> Iterator[Row]:
    for one in tables.actors.values():
        yield (
            one.uid, one.name, one.kind, one.role, one.organisation, one.country, one.external_id,
            _json(one.aliases), one.notes, one.article or "",
        )  # fmt: skip


def link_rows(tables: Tables, tied: Iterable[Tie]) -> Iterator[Row]:
    for one in tied:
        link = one.link
        yield (
            link.uid, tables.kinds[link.kind],
            *_end(tables, one.source), *_end(tables, one.target),
            link.status, link.note, tables.coders[link.coder], link.origin,
            link.created_at, link.modified_at,
        )  # fmt: skip


def _end(tables: Tables, one: Annotation) -> Row:
    return one.uid, tables.labels[one.label], one.text, one.article, one.start, one.end
