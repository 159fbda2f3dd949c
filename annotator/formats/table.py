"""What a row of the CSV files is: pure functions from articles, annotations and links to rows.

`columns` names the cells in the order in which they stand here. A cell is empty where nothing is
set. `speakers` and `addressees` are JSON lists of
`{"actor": uid, "name": …, "mention": …, "start": …, "end": …}`, with null for what is not set;
`links` is a JSON list of `{"kind": name, "target": annotation, "article": uid, "status": …}` of
the links that no other column tells of.
"""

from collections.abc import Iterable, Iterator, Sequence

from annotator.core.model import Annotation, Article, Status
from annotator.core.scheme import PASSAGE
from annotator.formats.lookup import Lookup, Row, as_json
from annotator.formats.speech import Speech
from annotator.formats.surroundings import Places, enclosing_quotes
from annotator.formats.units import Tie, Units

CONTEXT = 100  # code points on either side


def misplaced(article: Article, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """Yield the annotations whose text is not what the article has at their place."""
    text = article.text
    return (one for one in annotations if text[one.start : one.end] != one.text)


def exported(annotations: Iterable[Annotation], statuses: Sequence[Status]) -> list[Annotation]:
    """Return the annotations that are rows. Passages are ends of links, and no finding."""
    return [one for one in annotations if one.status in statuses and one.label != PASSAGE]


def annotation_rows(
    lookup: Lookup, article: Article, annotations: list[Annotation], tied: list[Tie]
) -> Iterator[Row]:
    """Yield the rows of the annotations of one article, which come by start, end and uid."""
    places = Places(article.text)
    units = Units(annotations, tied)
    speech = Speech(lookup, article, tied)
    around = enclosing_quotes(annotations, units)
    of_article: Row = (
        article.uid, article.title, article.outlet, article.author, article.published, article.url,
        article.language, *lookup.story(article),
    )  # fmt: skip
    split = lookup.splits.get(article.uid, "")
    text, sha256 = article.text, article.sha256
    for one, inside in zip(annotations, around, strict=True):
        start, end = one.start, one.end
        head = units.head(one)
        yield (
            one.uid, lookup.labels[one.label], one.text, start, end,
            head.uid, *units.part(one), inside,
            *of_article,
            *places.of(start),
            text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
            *speech.of(head),
            *_actor(lookup, one),
            *lookup.attributes(head),
            speech.other_links(head, one),
            "",
            split, one.note, lookup.coders[one.coder], one.origin,
            "" if one.confidence is None else one.confidence,
            one.status, one.created_at, one.modified_at, sha256,
        )  # fmt: skip


def _actor(lookup: Lookup, one: Annotation) -> Row:
    """Return whom a mention mentions; the actor of what is spoken is its speaker."""
    if one.actor is None or one.label in lookup.spoken:
        return "", "", ""
    actor = lookup.actors[one.actor]
    return actor.uid, actor.name, actor.kind


def article_row(lookup: Lookup, article: Article) -> Row:
    return (
        article.uid, *lookup.story(article), article.title, article.outlet, article.author,
        article.dateline, article.published, article.url, article.language, article.text,
        article.sha256, article.source_name, article.source_sha256, article.media_type,
        as_json(article.cleaning), article.imported_at, article.notes,
        lookup.splits.get(article.uid, ""),
    )  # fmt: skip


def actor_rows(lookup: Lookup) -> Iterator[Row]:
    for one in lookup.actors.values():
        yield (
            one.uid, one.name, one.kind, one.role, one.organisation, one.country, one.external_id,
            as_json(one.aliases), one.notes, one.article or "",
        )  # fmt: skip


def link_rows(lookup: Lookup, tied: Iterable[Tie]) -> Iterator[Row]:
    for one in tied:
        link = one.link
        yield (
            link.uid, lookup.kinds[link.kind],
            *_end(lookup, one.source), *_end(lookup, one.target),
            link.status, link.note, lookup.coders[link.coder], link.origin,
            link.created_at, link.modified_at,
        )  # fmt: skip


def _end(lookup: Lookup, one: Annotation) -> Row:
    return one.uid, lookup.labels[one.label], one.text, one.article, one.start, one.end
