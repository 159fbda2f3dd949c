"""Everything that changes a project, as a value: it happens, and is undone, as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import compress
from operator import attrgetter, ne
from typing import Any

from annotator.core.making import altered_all, filled, setters_of
from annotator.core.model import Identity, Record, field_table, values


class Kind(StrEnum):
    """What an edit does, for the log and for the words that a person is shown."""

    ANNOTATE = "annotate"
    ERASE = "erase"
    RELABEL = "relabel"
    RESIZE = "resize"
    SET_ATTRIBUTE = "set_attribute"
    NOTE = "note"
    CONTINUE = "continue"
    LINK = "link"
    UNLINK = "unlink"
    ARTICLE = "article"
    ADD = "add"
    DELETE = "delete"
    STATUS = "status"
    REVIEW = "review"
    STORY = "story"
    RENAME_STORY = "rename_story"
    DELETE_STORY = "delete_story"
    TITLE = "title"
    CODEBOOK = "codebook"
    ADD_ACTOR = "add_actor"
    ACTOR = "actor"
    MERGE_ACTORS = "merge_actors"
    SPLIT_ACTOR = "split_actor"
    DELETE_ACTOR = "delete_actor"
    MENTION = "mention"
    SPEAKER = "speaker"
    CUE = "cue"
    LEAVE = "leave"
    IMPORT = "import"


_CODEBOOK = frozenset(("label", "attribute", "link_kind"))


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; `None` where there is none."""

    before: Record | None
    after: Record | None
    _fields: tuple[str, ...] | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change needs a record before or after it")
        if (
            self.before is not None
            and self.after is not None
            and (self.before.table, self.before.identity) != (self.after.table, self.after.identity)
        ):
            raise ValueError("a change cannot turn one record into another")

    @property
    def record(self) -> Record:
        """Return the record as it is after the change, or was where it is gone."""
        record = self.after if self.after is not None else self.before
        assert record is not None  # __post_init__ saw to it
        return record

    @property
    def table(self) -> str:
        return self.record.table

    @property
    def identity(self) -> Identity:
        return self.record.identity

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields in which the two records differ, if there are two."""
        if self._fields is None:  # everybody asks, and of a hundred thousand it takes its time
            object.__setattr__(self, "_fields", tuple(self._differing()))
        assert self._fields is not None
        return self._fields

    def inverse(self) -> "Change":
        return Change(self.after, self.before)

    def _differing(self) -> list[str]:
        if self.before is None or self.after is None:
            return []
        pairs = zip(
            field_table(type(self.after)), values(self.before), values(self.after), strict=True
        )
        return [name for name, one, other in pairs if one is not other and one != other]


_SETTERS = setters_of(Change, (one.name for one in fields(Change))).values()


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that happen together, and are undone together, in this order.

    `as_of` is the state of the project in which each `before` was read, if that is known: while
    nothing was written since, nobody has to compare them.
    """

    kind: Kind
    changes: tuple[Change, ...]
    as_of: object = field(default=None, compare=False, repr=False)

    def inverse(self) -> "Edit":
        """Return the edit that takes this one back: each change swapped, in reverse order."""
        return Edit(self.kind, tuple(change.inverse() for change in reversed(self.changes)))

    def of(self, table: str) -> Iterator[Change]:
        """Yield the changes that concern one table."""
        return (change for change in self.changes if change.table == table)

    @property
    def touches_codebook(self) -> bool:
        """Say whether labels, their questions or kinds of links may be others than before."""
        if self.kind is Kind.IMPORT:  # which may come without its changes
            return True
        return any(change.table in _CODEBOOK for change in self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)


def create(record: Record) -> Change:
    return Change(None, record)


def alter(record: Record, **others: Any) -> Change:
    """Return the change that sets some fields."""
    return alter_all([record], {name: [value] for name, value in others.items()})[0]


def alter_all(records: Sequence[Record], others: Mapping[str, Sequence[Any]]) -> list[Change]:
    """Return the changes that set some fields of records of one kind."""
    if not records or not others:
        return [Change(one, one) for one in records]
    differ = [map(ne, map(attrgetter(name), records), others[name]) for name in others]
    names = (tuple(compress(others, which)) for which in zip(*differ, strict=True))
    # There is nothing to check in these, and nothing else to compare.
    columns = (records, altered_all(records, others), names)
    return filled(Change, len(records), _SETTERS, columns)


def remove(record: Record) -> Change:
    return Change(record, None)
