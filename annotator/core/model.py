"""The records of a project, as values that know nothing of where they are kept.

A record is known by its `identity`: the `uid` where it has one, else the fields that make it
unique. References to other records are uids; `reference` marks them for whoever stores them.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from operator import attrgetter
from typing import Any, ClassVar, Literal

from annotator.core.span import Span

Role = Literal["coder", "adjudicator"]
CodingStatus = Literal["todo", "doing", "done"]
Status = Literal["accepted", "suggested", "rejected"]
Channel = Literal["tint", "underline", "outline", "dots", "none"]
AttributeKind = Literal["choice", "text", "number", "yes_no", "date"]
ActorKind = Literal["person", "organisation", "place", "group", "document", "unnamed", "author"]

Json = Mapping[str, Any]
Identity = tuple[str | int, ...]


def reference(table: str, **options: Any) -> Any:
    """Declare a field that holds the uid of a record of `table`."""
    return field(metadata={"reference": table}, **options)


def json_field(**options: Any) -> Any:
    """Declare a field that is kept as JSON text; its lists are tuples here."""
    return field(metadata={"json": True}, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record shares: the table it belongs to and what it is known by there."""

    table: ClassVar[str]
    known_by: ClassVar[tuple[str, ...]] = ("uid",)

    @property
    def identity(self) -> Identity:
        names = self.known_by
        if len(names) == 1:  # most have only a uid, and are asked for it by the hundred thousand
            return (getattr(self, names[0]),)
        return tuple(getattr(self, name) for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Record):
    """One setting that belongs to the project, such as its uid, its title or the text policy."""

    table: ClassVar[str] = "meta"
    known_by: ClassVar[tuple[str, ...]] = ("key",)
    key: str
    value: Any = json_field()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Record):
    """An event that several outlets cover."""

    table: ClassVar[str] = "story"
    uid: str
    title: str
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """One text of one outlet. `text` is canonical and never changes in place."""

    table: ClassVar[str] = "article"
    uid: str
    story: str | None = reference("story", default=None)
    title: str
    outlet: str = ""
    author: str = ""
    dateline: str = ""
    published: str = ""  # ISO 8601, may be partial (2025-03) or empty
    url: str = ""
    language: str = ""
    text: str
    sha256: str  # of the UTF-8 of `text`
    source_name: str = ""
    source_sha256: str = ""
    media_type: str = "text/plain"
    cleaning: Json = json_field(default_factory=dict)
    imported_at: str
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder(Record):
    """A person who annotates."""

    table: ClassVar[str] = "coder"
    uid: str
    name: str
    role: Role = "coder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Record):
    """How far one coder is with one article."""

    table: ClassVar[str] = "coding"
    known_by: ClassVar[tuple[str, ...]] = ("article", "coder")
    article: str = reference("article")
    coder: str = reference("coder")
    status: CodingStatus = "todo"
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Record):
    """What a span can be tagged as."""

    table: ClassVar[str] = "label"
    uid: str
    name: str
    title: str
    colour: str  # #rrggbb, for a light background; the theme derives the dark one
    channel: Channel
    key: str = ""
    description: str = ""
    examples: tuple[str, ...] = json_field(default=())
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Record):
    """A question asked of every annotation of a label."""

    table: ClassVar[str] = "attribute"
    uid: str
    label: str = reference("label")
    name: str
    title: str
    kind: AttributeKind = "choice"
    choices: tuple[Json, ...] = json_field(default=())  # {"name": …, "title": …}
    required: bool = False
    show_when: Json | None = json_field(default=None)
    description: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind(Record):
    """A way in which one annotation may point to another."""

    table: ClassVar[str] = "link_kind"
    uid: str
    name: str
    title: str
    from_labels: tuple[str, ...] = json_field(default=())  # uids; empty means any label
    to_labels: tuple[str, ...] = json_field(default=())
    many: bool = False  # whether one source may have several targets
    across: bool = False  # whether it ties annotations of different articles
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """Somebody or something that speaks, claims or is spoken of: one entry of the registry."""

    table: ClassVar[str] = "actor"
    uid: str
    name: str
    kind: ActorKind = "person"
    role: str = ""
    organisation: str = ""
    country: str = ""
    external_id: str = ""
    aliases: tuple[str, ...] = json_field(default=())
    notes: str = ""
    article: str | None = reference("article", default=None)  # for `unnamed` only


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """A span of an article with a label; `start` and `end` are code points, half-open."""

    table: ClassVar[str] = "annotation"
    uid: str
    article: str = reference("article")
    label: str = reference("label")
    start: int
    end: int
    text: str
    actor: str | None = reference("actor", default=None)
    coder: str = reference("coder")
    origin: str = "human"
    confidence: float | None = None
    status: Status = "accepted"
    corrected: bool = False
    derived_from: tuple[str, ...] = json_field(default=())
    note: str = ""
    attributes: Json = json_field(default_factory=dict)
    created_at: str
    modified_at: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """One annotation points to another, of the same or of another article."""

    table: ClassVar[str] = "link"
    uid: str
    kind: str = reference("link_kind")
    source: str = reference("annotation")
    target: str = reference("annotation")
    status: Status = "accepted"
    note: str = ""
    coder: str = reference("coder")
    origin: str = "human"
    created_at: str
    modified_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed(Record):
    """A proposal of the comparison that a coder turned down, so that it stays down."""

    table: ClassVar[str] = "dismissed"
    known_by: ClassVar[tuple[str, ...]] = (
        "kind", "article_a", "start_a", "end_a", "article_b", "start_b", "end_b", "coder",
    )  # fmt: skip
    kind: str
    article_a: str = reference("article")
    start_a: int
    end_a: int
    article_b: str = reference("article")
    start_b: int
    end_b: int
    coder: str = reference("coder")
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Record):
    """The part (train, dev, test) that an article has in a named split."""

    table: ClassVar[str] = "split"
    known_by: ClassVar[tuple[str, ...]] = ("article", "name")
    article: str = reference("article")
    name: str
    part: str


# In this order every record stands behind those it refers to.
RECORD_TYPES: tuple[type[Record], ...] = (
    Meta, Coder, Label, Attribute, LinkKind, Story, Article, Actor, Coding, Annotation, Link,
    Dismissed, Split,
)  # fmt: skip
BY_TABLE: dict[str, type[Record]] = {kind.table: kind for kind in RECORD_TYPES}
_FIELDS = {kind.table: {one.name: one for one in fields(kind)} for kind in RECORD_TYPES}
_VALUES = {table: attrgetter(*named) for table, named in _FIELDS.items()}


def field_table(kind: type[Record]) -> Mapping[str, Field[Any]]:
    """Return the fields of a kind of record by name, in their order."""
    return _FIELDS[kind.table]


def values(record: Record) -> tuple[Any, ...]:
    """Return what a record has in each of its fields, in their order."""
    return _VALUES[record.table](record)


def freeze(value: Any) -> Any:
    """Return a JSON value with its lists as tuples, as records hold them."""
    if isinstance(value, list):
        return tuple(freeze(one) for one in value)
    if isinstance(value, dict):
        return {name: freeze(one) for name, one in value.items()}
    return value
