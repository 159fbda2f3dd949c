"""A project in memory for the writers, and short ways to make its records."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from annotator.core.canonical import fingerprint
from annotator.core.model import (
    Actor,
    Annotation,
    Article,
    Attribute,
    Coder,
    Label,
    Link,
    LinkKind,
    Record,
    Story,
)
from annotator.core.scheme import ATTRIBUTES, LABELS, LINK_KINDS, QUOTE, SPEAKER_LINK, Scheme
from annotator.formats.contract import ReadOptions

R = TypeVar("R", bound=Record)

NOW = "2025-01-02T03:04:05.678Z"
CODER = Coder(uid="coder-1", name="Kim")
OPTIONS = ReadOptions(scheme=Scheme(), coder=CODER.uid)


class Memory:
    """A project that is a list of records."""

    def __init__(self, *records: Record) -> None:
        self._records = records

    def scheme(self) -> Scheme:
        return Scheme(
            tuple(self.records(Label)) or LABELS,
            tuple(self.records(Attribute)) or ATTRIBUTES,
            tuple(self.records(LinkKind)) or LINK_KINDS,
        )

    def records(self, kind: type[R]) -> Iterator[R]:
        return (one for one in self._records if isinstance(one, kind))

    def article_count(self) -> int:
        return len(list(self.records(Article)))

    def articles(self) -> Iterator[Article]:
        titles = {one.uid: one.title for one in self.records(Story)}

        def place(one: Article) -> tuple[str, str, str]:
            return titles.get(one.story or "", ""), one.outlet, one.uid

        return iter(sorted(self.records(Article), key=place))

    def annotations_of(self, article: str) -> list[Annotation]:
        found = (one for one in self.records(Annotation) if one.article == article)
        return sorted(found, key=lambda one: (one.start, one.end, one.uid))

    def links_from(self, article: str) -> list[Link]:
        here = {one.uid for one in self.annotations_of(article)}
        found = (one for one in self.records(Link) if one.source in here)
        return sorted(found, key=lambda one: one.uid)

    def annotation(self, uid: str) -> Annotation:
        return next(one for one in self.records(Annotation) if one.uid == uid)


def article(text: str, uid: str = "article-1", **fields: Any) -> Article:
    made = {"title": text.split("\n", maxsplit=1)[0], "imported_at": NOW, **fields}
    return Article(uid=uid, text=text, sha256=fingerprint(text), **made)


def span(of: Article, words: str, label: str = QUOTE, **fields: Any) -> Annotation:
    """Return an annotation of the first `words` in an article."""
    start = of.text.index(words)
    made = {"coder": CODER.uid, "uid": words, "created_at": NOW, "modified_at": NOW, **fields}
    return Annotation(
        article=of.uid, label=label, start=start, end=start + len(words), text=words, **made
    )


def tie(source: Annotation, target: Annotation, kind: str = SPEAKER_LINK, **fields: Any) -> Link:
    made = {"coder": CODER.uid, "created_at": NOW, "modified_at": NOW, **fields}
    made.setdefault("uid", f"{source.uid} to {target.uid}")
    return Link(kind=kind, source=source.uid, target=target.uid, **made)


def actor(name: str, **fields: Any) -> Actor:
    return Actor(uid=name, name=name, **fields)


def of_type(records: Iterable[object], kind: type[R]) -> list[R]:
    return [one for one in records if isinstance(one, kind)]
