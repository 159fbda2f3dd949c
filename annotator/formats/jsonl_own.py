"""The lines of our own JSONL: one record each, an article with all that belongs to it alone.

    {"type": "project", "version": 1, "meta": {key: value, …}}
    {"type": "label", …}   likewise attribute, link_kind, actor, coder, story
    {"type": "article", …, "actors": […], "codings": […], "splits": {name: part},
     "annotations": […]}
    {"type": "dismissed", …}
    {"type": "link", …}

Each has the fields of its record, and records refer to one another by uid. The `actors` of an
article are the unnamed ones that belong to it: they refer to it, and its annotations to them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, replace
from functools import cache
from typing import Any, TypeVar

from annotator.core import clock
from annotator.core.canonical import fingerprint
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    BY_TABLE,
    Actor,
    Annotation,
    Article,
    Attribute,
    Coder,
    Coding,
    Dismissed,
    Label,
    Link,
    LinkKind,
    Meta,
    Record,
    Split,
    Story,
    field_table,
)
from annotator.formats import newsline
from annotator.formats.contract import Corpus, Problem, ReadOptions
from annotator.formats.offsets import Offsets
from annotator.formats.shape import decode, encode, what_is

R = TypeVar("R", bound=Record)
OfArticle = TypeVar("OfArticle", Actor, Coding, Split)
Line = dict[str, Any]

VERSION = 1

_BEFORE_ARTICLES: tuple[type[Record], ...] = (Label, Attribute, LinkKind, Actor, Coder, Story)
_AFTER_ARTICLES: tuple[type[Record], ...] = (Dismissed, Link)
_ONE_RECORD = {kind.table: kind for kind in _BEFORE_ARTICLES + _AFTER_ARTICLES}
_TYPES = ("project", "article", *_ONE_RECORD)


class NewerFileError(AnnotatorError):
    """The file was written by a newer program, so that none of it is to be trusted."""


def lines(corpus: Corpus) -> Iterator[Line]:
    """Yield a whole project, each record behind those it refers to."""
    meta = {one.key: one.value for one in corpus.records(Meta)}
    yield {"type": "project", "version": VERSION, "meta": meta}
    for kind in _BEFORE_ARTICLES:
        for record in corpus.records(kind):
            if not (isinstance(record, Actor) and record.article):
                yield _line(record)
    actors = _by_article(corpus.records(Actor))
    codings = _by_article(corpus.records(Coding))
    splits = _by_article(corpus.records(Split))
    uids = []
    for article in corpus.articles():
        uid = article.uid
        uids.append(uid)
        yield {
            **_line(article),
            "actors": _belonging(actors[uid]),
            "codings": _belonging(codings[uid]),
            "splits": {one.name: one.part for one in splits[uid]},
            "annotations": _belonging(corpus.annotations_of(uid)),
        }
    yield from map(_line, corpus.records(Dismissed))
    for uid in uids:
        yield from map(_line, corpus.links_from(uid))


def _line(record: Record) -> Line:
    return {"type": record.table, **encode(record)}


def _belonging(records: Iterable[Record]) -> list[Line]:
    return [encode(one, without=("article",)) for one in records]


def _by_article(records: Iterable[OfArticle]) -> dict[str, list[OfArticle]]:
    grouped: dict[str, list[OfArticle]] = defaultdict(list)
    for record in records:
        if record.article:
            grouped[record.article].append(record)
    return grouped


class OwnForm:
    """Reads the lines of one file, and knows which records those that follow may refer to."""

    def __init__(self, options: ReadOptions, now: str) -> None:
        self._options = options
        self._known: dict[str, set[str | int]] = defaultdict(set)
        self._known["label"].update(one.uid for one in options.scheme.labels)
        self._known["link_kind"].update(one.uid for one in options.scheme.link_kinds)
        self._known["coder"].add(options.coder)
        self._seen: set[tuple[str | int, ...]] = set()
        # What a line that a person wrote need not say.
        self._otherwise = {
            "coder": options.coder, "created_at": now, "modified_at": now, "imported_at": now,
            "at": now,
        }  # fmt: skip

    def read(self, values: Line, where: str) -> Iterator[Record | Problem]:
        """Yield the records of a line and what of it was left out.

        Raises AnnotatorError when it is all of it, and NewerFileError.
        """
        kind = values["type"]
        if kind == "project":
            yield from self._project(values)
        elif kind == "article":
            yield from self._article(values, where)
        elif isinstance(kind, str) and kind in _ONE_RECORD:
            yield from self._record(_ONE_RECORD[kind], values, where)
        else:
            raise AnnotatorError(
                f"The type {what_is(kind)} is not known. There are: {', '.join(_TYPES)}; "
                f"a line without a type is an article."
            )

    def _project(self, values: Line) -> Iterator[Record]:
        version = values.get("version", VERSION)
        if type(version) is not int:
            raise AnnotatorError(f"“version” should be a whole number, not {what_is(version)}.")
        if version > VERSION:
            raise NewerFileError(
                f"The file was written by a newer Annotator (its version is {version}, this one "
                f"reads up to {VERSION}). Update Annotator, then import it."
            )
        meta = values.get("meta", {})
        if type(meta) is not dict:
            raise AnnotatorError(f"“meta” should be an object, not {what_is(meta)}.")
        for key, value in meta.items():
            yield self._admitted(decode(Meta, {"key": key, "value": value}, {}))

    def _record(self, kind: type[Record], values: Line, where: str) -> Iterator[Record | Problem]:
        yield from self._tied(decode(kind, values, self._default(values)), where)

    def _default(self, values: Line) -> Mapping[str, Any]:
        return self._otherwise if "uid" in values else {**self._otherwise, "uid": clock.new_uid()}

    def _article(self, values: Line, where: str) -> Iterator[Record | Problem]:
        raw = values.get("text")
        if type(raw) is not str:
            raise AnnotatorError(f"“text” should be the text of the article, not {what_is(raw)}.")
        offsets = Offsets(raw)
        digest = fingerprint(raw)
        if values.get("sha256", digest) != digest:
            raise AnnotatorError(
                "The text is not the one that “sha256” was made from, so its offsets cannot be "
                "trusted. Bring the text back, or remove “sha256” to import it as it is."
            )
        nested = {name: _listed(values, name) for name in ("actors", "codings", "annotations")}
        splits = _parts(values)
        article = decode(
            Article,
            {**values, "text": offsets.text, "sha256": fingerprint(offsets.text)},
            {**self._default(values), "title": newsline.title(offsets.text)},
        )
        if offsets.report:
            article = replace(article, cleaning={**article.cleaning, **offsets.report})
        given: dict[str, Any] = dict(self._options.given)
        if given:
            self._known["story"].add(given.get("story", ""))
            article = replace(article, **given)
        yield from self._tied(article, where)
        for actor in nested["actors"]:
            yield from self._nested(Actor, actor, article, where)
        for coding in nested["codings"]:
            yield from self._nested(Coding, coding, article, where)
        for split in splits:
            yield from self._nested(Split, split, article, where)
        for annotation in nested["annotations"]:
            yield from self._annotation(annotation, article, offsets, where)

    def _nested(
        self, kind: type[Record], values: Any, article: Article, where: str
    ) -> Iterator[Record | Problem]:
        try:
            if type(values) is not dict:
                raise AnnotatorError(f"It should be an object, not {what_is(values)}.")
            yield from self._record(kind, {**values, "article": article.uid}, where)
        except AnnotatorError as error:
            yield Problem(where, f"The {kind.table} {_told(values)} was left out. {error}")

    def _annotation(
        self, values: Any, article: Article, offsets: Offsets, where: str
    ) -> Iterator[Record | Problem]:
        try:
            if type(values) is not dict:
                raise AnnotatorError(f"It should be an object, not {what_is(values)}.")
            placed = {**values, "article": article.uid, **self._placed(values, offsets)}
            annotation = decode(Annotation, placed, self._default(values))
            taken = (
                annotation.article, annotation.label, annotation.start, annotation.end,
                annotation.coder,
            )  # fmt: skip
            if taken in self._seen:
                raise AnnotatorError("The coder has the same span with the same label already.")
            yield from self._tied(annotation, where)
            self._seen.add(taken)
        except AnnotatorError as error:
            yield Problem(where, f"The annotation {_told(values)} was left out. {error}")

    def _placed(self, values: Line, offsets: Offsets) -> Line:
        """Return the fields of an annotation that depend on the text and the codebook."""
        start, end, label = values.get("start"), values.get("end"), values.get("label")
        span = offsets.span(start, end)
        there = offsets.as_it_came(start, end)  # type: ignore[arg-type]  # span() saw to it
        says = values.get("text", there)
        if says != there:
            raise AnnotatorError(f"It says {_shown(says)} but the text there is {_shown(there)}.")
        if type(label) is str and label not in self._known["label"]:
            label = self._options.scheme.label_named(label).uid
        text = offsets.text[span[0] : span[1]]
        return {"start": span[0], "end": span[1], "text": text, "label": label}

    def _tied(self, record: R, where: str) -> Iterator[R | Problem]:
        """Yield the record, without references to what is not there where it can do without.

        Raises AnnotatorError where it cannot.
        """
        for name, table, needed in _references(record.table):
            uid = getattr(record, name)
            if uid is None or uid in self._known[table]:
                continue
            sentence = f"“{name}” names the {table} {uid}, which does not stand before this line."
            if needed:
                raise AnnotatorError(sentence)
            record = replace(record, **{name: None})
            yield Problem(where, f"{sentence} It was left empty.")
        yield self._admitted(record)

    def _admitted(self, record: R) -> R:
        """Return the record, known to those that follow. Raises AnnotatorError if it was before."""
        identity = record.identity
        if (record.table, *identity) in self._seen:
            raise AnnotatorError(f"This {record.table} stands in the file already.")
        self._seen.add((record.table, *identity))
        self._known[record.table].add(identity[0])
        return record


@cache
def _references(table: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the fields that refer to other records, to which table, and whether they must."""
    return tuple(
        (name, field.metadata["reference"], field.default is MISSING)
        for name, field in field_table(BY_TABLE[table]).items()
        if "reference" in field.metadata
    )


def _listed(values: Line, name: str) -> list[Any]:
    found = values.get(name, [])
    if type(found) is not list:
        raise AnnotatorError(f"“{name}” should be a list, not {what_is(found)}.")
    return found


def _parts(values: Line) -> list[Line]:
    splits = values.get("splits", {})
    if type(splits) is not dict:
        raise AnnotatorError(f"“splits” should be an object, not {what_is(splits)}.")
    return [{"name": name, "part": part} for name, part in splits.items()]


def _told(values: Any) -> str:
    """Return what a person finds a record again by."""
    if type(values) is not dict:
        return what_is(values)
    if "start" in values:
        return f"[{what_is(values['start'])}, {what_is(values.get('end'))}]"
    return what_is(values.get("name") or values.get("uid") or values.get("coder"))


def _shown(text: Any) -> str:
    shown = text.replace("\n", "⏎") if type(text) is str else what_is(text)
    return f"“{shown[:40]}…{shown[-20:]}”" if len(shown) > 60 else f"“{shown}”"
