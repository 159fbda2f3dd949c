"""The columns of the table of annotations, and what each says of a row, on one line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from annotator.core.answers import written
from annotator.core.model import Attribute, Json
from annotator.core.scheme import PASSAGE, Scheme
from annotator.store.listing import AnnotationRow
from annotator.ui.moments import stamped

# What can be asked of a column: which of its values, only words in it, or nothing.
Filter = Literal["values", "words", ""]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; it sorts, filters and groups by what Listing has under its name."""

    name: str
    title: str
    value: Callable[[AnnotationRow], str] = field(compare=False)
    width: int  # in characters
    shown: bool = True  # at first
    is_number: bool = False
    filter: Filter = ""
    can_group: bool = False
    attribute: Attribute | None = None

    @property
    def subject(self) -> str:
        """Return what it tells, within a sentence."""
        return self.title[:1].lower() + self.title[1:]


def columns_of(scheme: Scheme) -> tuple[Column, ...]:
    """Return the columns for a codebook: those that there always are, and one for each question."""
    asked = (
        _answers(attribute, label.name, label.title)
        for label in scheme.labels
        if label.uid != PASSAGE
        for attribute in scheme.attributes_of(label.uid)
    )
    return (*COLUMNS, *asked)


def answer_in_words(attribute: Attribute, answer: Any) -> str:
    """Return an answer as a person would say it; a choice by its title."""
    for choice in attribute.choices if attribute.kind == "choice" else ():
        if choice["name"] == answer:
            return str(choice.get("title") or answer)
    return written(answer)


def _answers(attribute: Attribute, label: str, title: str) -> Column:
    name = attribute.name

    def value(row: AnnotationRow) -> str:
        if row.label != attribute.label:
            return ""
        return _line(answer_in_words(attribute, row.attributes.get(name)))

    return Column(
        f"{label}.{name}", f"{attribute.title} of {title.lower()}", value, 14, shown=False,
        filter="values", attribute=attribute,
    )  # fmt: skip


def _in_words(attributes: Json) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')}: {written(one)}" for name, one in attributes.items()
    )


def _line(text: str) -> str:
    return " ".join(text.split())


COLUMNS = (
    Column("label", "Label", lambda row: row.label_title, 10, filter="values", can_group=True),
    Column("text", "Text", lambda row: _line(row.text), 40, filter="words"),
    Column(
        "speaker", "Speaker", lambda row: _line(row.speaker), 14, filter="values", can_group=True
    ),
    Column("cue", "Cue", lambda row: _line(row.cue), 12, shown=False, filter="values"),
    Column(
        "actor", "Actor", lambda row: _line(row.actor), 14, shown=False, filter="values",
        can_group=True,
    ),
    Column("attributes", "Attributes", lambda row: _line(_in_words(row.attributes)), 16),
    Column("outlet", "Outlet", lambda row: _line(row.outlet), 14, filter="values", can_group=True),
    Column("article", "Article", lambda row: _line(row.title), 18, filter="values", can_group=True),
    Column(
        "story", "Story", lambda row: _line(row.story), 20, shown=False, filter="values",
        can_group=True,
    ),
    Column("start", "Start", lambda row: f"{row.start:,}", 8, shown=False, is_number=True),
    Column("end", "End", lambda row: f"{row.end:,}", 8, shown=False, is_number=True),
    Column("coder", "Coder", lambda row: _line(row.coder), 12, shown=False, filter="values"),
    Column("origin", "Origin", lambda row: _line(row.origin), 12, shown=False, filter="values"),
    Column("status", "Status", lambda row: row.status, 10, shown=False, filter="values"),
    Column("created", "Created", lambda row: stamped(row.created), 17, shown=False),
    Column("modified", "Modified", lambda row: stamped(row.modified), 17, shown=False),
    Column("note", "Note", lambda row: _line(row.note), 12, filter="words"),
)  # fmt: skip
