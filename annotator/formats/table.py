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


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with what it ties."""

    link: Link
    source: Annotation
    target: Annotation


def ties(
    links: Iterable[Link],
    annotations: Iterable[Annotation],
    elsewhere: Callable[[str], Annotation],
    statuses: Sequence[Status],
) -> list[Tie]:
    """Return the links of an article that count: they and both their ends are of `statuses`."""
    here = {one.uid: one for one in annotations}
    found = []
    for link in links:
        if link.status in statuses:
            source = here[link.source]
            target = here.get(link.target) or elsewhere(link.target)
            if source.status in statuses and target.status in statuses:
                found.append(Tie(link, source, target))
    return found


def annotation_rows(
    tables: Tables, article: Article, annotations: list[Annotation], tied: list[Tie]
) -> Iterator[Row]:
    """Yield the rows of the annotations of one article, which come by start, end and uid."""
    places = _Places(article.text)
    units = _Units(annotations, tied)
    speech = _Speech(tables, article, tied)
    around = _enclosing_quotes(annotations, units)
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


class _Places:
    """Paragraphs and sentences of a text, of which only those asked for are worked out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences: dict[int, tuple[list[int], list[Span]]] = {}

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return paragraphs(self._text)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._paragraphs]

    def of(self, at: int) -> tuple[Cell, str, Cell]:
        """Return paragraph, sentence and start of the sentence of a place."""
        number = bisect_right(self._starts, at)
        if not number:  # a span over the blanks before the first paragraph of a verbatim text
            return "", "", ""
        if number not in self._sentences:
            found = sentences(self._text, self._paragraphs[number - 1])
            self._sentences[number] = [one.start for one in found], found
        starts, found = self._sentences[number]
        sentence = found[max(0, bisect_right(starts, at) - 1)]
        return number, sentence.of(self._text), sentence.start


class _Units:
    """Which annotations are parts of one split quote."""

    def __init__(self, annotations: Iterable[Annotation], tied: Iterable[Tie]) -> None:
        self._next = {
            one.source.uid: one.target
            for one in tied
            if one.link.kind == CONTINUES_LINK and one.target.article == one.source.article
        }
        self._parts: dict[str, list[str]] = defaultdict(list)
        if self._next:
            heads = {one.uid for one in self._next.values()}
            for one in annotations:
                if one.uid in self._next or one.uid in heads:
                    self._parts[self.head(one).uid].append(one.uid)

    def head(self, one: Annotation) -> Annotation:
        """Return the first part. Links should lead there at once; a chain of them is followed."""
        seen = {one.uid}
        while (following := self._next.get(one.uid)) and following.uid not in seen:
            one = following
            seen.add(one.uid)
        return one

    def part(self, one: Annotation) -> tuple[int, int]:
        """Return which part this is, by place, and of how many."""
        parts = self._parts.get(self.head(one).uid) if self._next else None
        return (parts.index(one.uid) + 1, len(parts)) if parts else (1, 1)


class _Speech:
    """Who says what to whom, and with which words, in one article."""

    def __init__(self, tables: Tables, article: Article, tied: Iterable[Tie]) -> None:
        self._tables = tables
        self._article = article.uid
        self._ties: dict[str, list[Tie]] = defaultdict(list)
        for one in sorted(tied, key=self._in_text_order):
            self._ties[one.source.uid].append(one)

    def _in_text_order(self, one: Tie) -> tuple[bool, int, int, str]:
        target = one.target
        return target.article != self._article, target.start, target.end, one.link.uid

    def of(self, head: Annotation) -> Row:
        """Return the cells from `speaker_id` to `addressees`."""
        tied = self._ties.get(head.uid, ())
        actor = head.actor if head.label in self._tables.spoken else None
        if not tied and actor is None:
            return _NO_SPEECH
        spoken = [one.target for one in tied if one.link.kind in _SPEAKER_LINKS]
        addressees = [one.target for one in tied if one.link.kind == ADDRESSEE_LINK]
        cue = next((one.target for one in tied if one.link.kind == CUE_LINK), None)
        if spoken:
            speakers = [self._person(one.actor, one) for one in spoken]
            first = self._speaker(spoken[0].actor) + self._words(spoken[0])
        else:
            speakers = [self._person(actor, None)] if actor else []
            first = self._speaker(actor) + self._words(None)
        addressed = [self._person(one.actor, one) for one in addressees]
        return (*first, *self._words(cue), _json(speakers), _json(addressed))

    def other_links(self, head: Annotation, own: Annotation) -> str:
        """Return as JSON the links of a unit, and of this part, that no other column tells of."""
        tied = self._ties
        if not tied or (head.uid not in tied and own.uid not in tied):
            return "[]"
        of_head = tied.get(head.uid, [])
        told = next((one for one in of_head if one.link.kind == CUE_LINK), None)
        others = [
            one
            for one in of_head
            if one is not told and one.link.kind not in (*_SPEAKER_LINKS, ADDRESSEE_LINK)
        ]
        if own.uid != head.uid:
            others += tied.get(own.uid, [])
        return _json([self._link(one) for one in others if one.link.kind != CONTINUES_LINK])

    def _speaker(self, uid: str | None) -> Row:
        if uid is None:
            return "", "", "", ""
        actor = self._tables.actors[uid]
        return actor.uid, actor.name, actor.kind, actor.role

    def _words(self, one: Annotation | None) -> Row:
        if one is None:
            return "", "", ""
        # Offsets are of this article's text; those of another would point at something else.
        return (one.text, one.start, one.end) if self._is_here(one) else (one.text, "", "")

    def _is_here(self, one: Annotation) -> bool:
        return one.article == self._article

    def _person(self, uid: str | None, mention: Annotation | None) -> Mapping[str, Any]:
        here = mention if mention and self._is_here(mention) else None
        return {
            "actor": uid,
            "name": self._tables.actors[uid].name if uid else None,
            "mention": mention.text if mention else None,
            "start": here.start if here else None,
            "end": here.end if here else None,
        }

    def _link(self, one: Tie) -> Mapping[str, str]:
        return {
            "kind": self._tables.kinds[one.link.kind],
            "target": one.target.uid,
            "article": one.target.article,
            "status": one.link.status,
        }


def _enclosing_quotes(annotations: list[Annotation], units: _Units) -> Iterator[str]:
    """Yield for each annotation the uid of the innermost quote around it, or nothing.

    A quote lies only in a longer quote of the same coder: what another coder marked at nearly the
    same place is the same quote seen by other eyes. Everything else may also lie in a quote as
    long as itself, and in one of another coder where its own coder marked none.
    """
    quotes = sorted(
        (one for one in annotations if one.label == QUOTE), key=lambda one: (one.start, -one.end)
    )
    upcoming = 0
    open_: list[Annotation] = []
    for one in annotations:
        while upcoming < len(quotes) and quotes[upcoming].start <= one.start:
            open_.append(quotes[upcoming])
            upcoming += 1
        open_ = [quote for quote in open_ if quote.end > one.start]
        around = [quote for quote in open_ if _lies_in(one, quote, units)]
        innermost = min(
            around,
            key=lambda quote: (quote.coder != one.coder, quote.end - quote.start, quote.uid),
            default=None,
        )
        yield innermost.uid if innermost else ""


def _lies_in(one: Annotation, quote: Annotation, units: _Units) -> bool:
    if not (quote.start <= one.start and one.end <= quote.end):
        return False
    if one.label != QUOTE:
        return True
    longer = quote.end - quote.start > one.end - one.start
    return longer and quote.coder == one.coder and units.head(quote) != units.head(one)


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
