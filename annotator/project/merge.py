"""Fitting records that come from elsewhere into a project.

Records with a uid that the project has are the same records and stay as the project has them;
labels, attributes and kinds of link also meet by name. Everything that refers to a record which
met another one is pointed to that.
"""

from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from annotator.core.clock import new_uid
from annotator.core.model import (
    RECORD_TYPES,
    Actor,
    Annotation,
    Article,
    Attribute,
    Coder,
    Label,
    Link,
    LinkKind,
    Meta,
    Record,
    Story,
    field_table,
)
from annotator.core.scheme import RESERVED_KEYS
from annotator.formats.contract import Problem
from annotator.store.reading import Reading

R = TypeVar("R", bound=Record)
Named = Coder | Label | Attribute | LinkKind | Story | Actor
_NAMED: tuple[type[Named], ...] = (Coder, Label, Attribute, LinkKind, Story, Actor)
# Of each table, the fields that refer to other records, and the tables of these.
_REFERENCES = {
    kind.table: [
        (name, one.metadata["reference"])
        for name, one in field_table(kind).items()
        if "reference" in one.metadata
    ]
    for kind in RECORD_TYPES
}


@dataclass(slots=True)
class Counts:
    """What an import came to; notices are worth knowing, problems are what was not brought in."""

    articles: int = 0
    annotations: int = 0
    links: int = 0
    notices: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Merge:
    """Takes records one by one and passes on those that the project is to get."""

    def __init__(self, reading: Reading, *, again: bool = False) -> None:
        """`again` brings an article in once more although the project has its text."""
        self.counts = Counts()
        self._reading = reading
        self._again = again
        # For each table: the uid that stands for an incoming one, itself where it is kept.
        self._uids: dict[str, dict[str, str]] = {
            kind.table: {one.uid: one.uid for one in reading.records(kind)} for kind in _NAMED
        }
        self._uids |= {"article": {}, "annotation": {}}
        self._names: dict[str, dict[object, str]] = {
            "label": {one.name: one.uid for one in reading.records(Label)},
            "link_kind": {one.name: one.uid for one in reading.records(LinkKind)},
            "attribute": {(one.label, one.name): one.uid for one in reading.records(Attribute)},
        }
        # No key is taken from a label that has it, nor from what it does besides.
        self._keys = {one.key for one in reading.records(Label)} | RESERVED_KEYS
        self._metas = {one.key for one in reading.records(Meta)}
        self._known: dict[str, set[str]] = {}
        self._texts: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._tagged: set[object] = set()
        self._unasked: set[object] = set()

    def fit(self, where: str, record: Record) -> Record | None:
        """Return the record as the project is to get it, or `None`; note why not."""
        match record:
            case Annotation():
                return self._annotation(where, record)
            case Article():
                return self._article(where, record)
            case Link():
                return self._link(where, record)
            case Meta():
                return self._meta(record)
            case Coder() | Label() | Attribute() | LinkKind() | Story() | Actor():
                return self._named(where, record)
            case _:
                return self._pointed(where, record)

    def _meta(self, meta: Meta) -> Meta | None:
        if meta.key in self._metas:
            return None
        self._metas.add(meta.key)
        return meta

    def _named(self, where: str, record: Named) -> Record | None:
        """Take a coder, story, actor or part of a codebook."""
        known = self._uids[record.table]
        of_article = isinstance(record, Actor) and record.article is not None
        if record.uid in known and not of_article:
            return None
        fitted = self._pointed(where, record)
        if fitted is None:
            return None
        fitted = self._in_codebook(fitted)
        names = self._names.get(record.table)
        if names is not None:
            name = _name(fitted)
            if name in names:
                known[record.uid] = names[name]
                return None
            names[name] = record.uid
        # An article that comes again gets unnamed actors of its own.
        uid = new_uid() if record.uid in known else record.uid
        known[record.uid] = uid
        return replace(fitted, uid=uid) if uid != record.uid else fitted

    def _in_codebook(self, record: Named) -> Named:
        """Return a part of a codebook as it fits the one that is there."""
        match record:
            case LinkKind():
                met = self._uids["label"]
                return replace(
                    record,
                    from_labels=tuple(met.get(one, one) for one in record.from_labels),
                    to_labels=tuple(met.get(one, one) for one in record.to_labels),
                )
            case Label(key=key) if key in self._keys:
                return replace(record, key="")
            case Label(key=key):
                self._keys.add(key)
        return record

    def _article(self, where: str, article: Article) -> Article | None:
        same = self._texts.get(article.sha256) or self._reading.article_with(article.sha256)
        there = self._reading.has("article", article.uid)
        if (same or there) and not self._again:
            self._left_out.add(article.uid)
            self.counts.notices.append(
                Problem(where, f"“{article.title}” is in the project already, so it was skipped.")
            )
            return None
        fitted = self._pointed(where, article)
        if fitted is None:
            self._left_out.add(article.uid)
            return None
        uid = new_uid() if there or article.uid in self._uids["article"] else article.uid
        self._uids["article"][article.uid] = uid
        self._left_out.discard(article.uid)
        self._texts[article.sha256] = uid
        self._tagged.clear()
        self.counts.articles += 1
        return replace(fitted, uid=uid) if uid != article.uid else fitted

    def _annotation(self, where: str, annotation: Annotation) -> Annotation | None:
        fitted = self._pointed(where, annotation)
        if fitted is None:
            self._left_out.add(annotation.uid)
            return None
        place = (fitted.article, fitted.label, fitted.start, fitted.end, fitted.coder)
        if place in self._tagged:
            self._left_out.add(annotation.uid)
            self.counts.problems.append(
                Problem(
                    where,
                    f"characters {annotation.start} to {annotation.end} are tagged twice with "
                    "the same label; one of them was left out.",
                )
            )
            return None
        self._tagged.add(place)
        self._look_at_attributes(where, fitted)
        known = self._uids["annotation"]
        # An article that comes again gets annotations of its own.
        fresh = fitted.article != annotation.article or annotation.uid in known
        uid = new_uid() if fresh or annotation.uid in self._stored("annotation") else annotation.uid
        known[annotation.uid] = uid
        self._left_out.discard(annotation.uid)
        self.counts.annotations += 1
        if fitted.derived_from:
            origins = tuple(known.get(one, one) for one in fitted.derived_from)
            fitted = replace(fitted, derived_from=origins)
        return replace(fitted, uid=uid) if uid != annotation.uid else fitted

    def _look_at_attributes(self, where: str, annotation: Annotation) -> None:
        """Tell, once, of each attribute that the codebook does not have."""
        for name in annotation.attributes:
            asked = (annotation.label, name)
            if asked not in self._names["attribute"] and asked not in self._unasked:
                self._unasked.add(asked)
                self.counts.notices.append(
                    Problem(
                        where,
                        f"the attribute “{name}” is kept, but it is not in the codebook, so that "
                        "the CSV does not have it.",
                    )
                )

    def _link(self, where: str, link: Link) -> Link | None:
        fitted = self._pointed(where, link)
        if fitted is None:
            return None
        self.counts.links += 1
        there = self._stored("link")
        if link.uid in there:
            return replace(fitted, uid=new_uid())
        there.add(link.uid)
        return fitted

    def _stored(self, table: str) -> set[str]:
        """Return the uids in a table of the project, read when they are first asked for."""
        if table not in self._known:
            self._known[table] = self._reading.uids(table)
        return self._known[table]

    def _pointed(self, where: str, record: R) -> R | None:
        """Return the record with its references pointed to what the project has.

        `None`, with a problem noted, when one of them is nowhere; silently so when it was left out.
        """
        changed: dict[str, Any] = {}
        for name, table in _REFERENCES[record.table]:
            uid = getattr(record, name)
            if uid is None:
                continue
            found = None if uid in self._left_out else self._uids[table].get(uid)
            if found is None:
                if uid not in self._left_out:
                    self.counts.problems.append(
                        Problem(
                            where,
                            f"a record of the kind “{record.table}” names the {table} {uid}, "
                            "which is neither in the file nor in the project; it was left out.",
                        )
                    )
                return None
            if found != uid:
                changed[name] = found
        return replace(record, **changed) if changed else record


def _name(record: Record) -> object:
    if isinstance(record, Attribute):
        return (record.label, record.name)
    return getattr(record, "name", None)
