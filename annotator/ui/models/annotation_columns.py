"""The columns of the table of annotations, and what each says of a row, on one line."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.core.answers import written
from annotator.core.model import Json
from annotator.store.listing import AnnotationRow
from annotator.ui.moments import stamped


@dataclass(frozen=True, slots=True)
class Column:
    """One column; it sorts by what Listing has under its name."""

    name: str
    title: str
    value: Callable[[AnnotationRow], str]
    width: int  # in characters
    shown: bool = True  # at first
    is_number: bool = False


def _in_words(attributes: Json) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')}: {written(one)}" for name, one in attributes.items()
    )


def _line(text: str) -> str:
    return " ".join(text.split())


COLUMNS = (
    Column("label", "Label", lambda row: row.label_title, 10),
    Column("text", "Text", lambda row: _line(row.text), 40),
    Column("speaker", "Speaker", lambda row: _line(row.speaker), 14),
    Column("attributes", "Attributes", lambda row: _line(_in_words(row.attributes)), 16),
    Column("outlet", "Outlet", lambda row: _line(row.outlet), 14),
    Column("article", "Article", lambda row: _line(row.title), 18),
    Column("story", "Story", lambda row: _line(row.story), 20, shown=False),
    Column("start", "Start", lambda row: f"{row.start:,}", 8, shown=False, is_number=True),
    Column("end", "End", lambda row: f"{row.end:,}", 8, shown=False, is_number=True),
    Column("coder", "Coder", lambda row: _line(row.coder), 12, shown=False),
    Column("origin", "Origin", lambda row: _line(row.origin), 12, shown=False),
    Column("status", "Status", lambda row: row.status, 10, shown=False),
    Column("created", "Created", lambda row: stamped(row.created), 17, shown=False),
    Column("modified", "Modified", lambda row: stamped(row.modified), 17, shown=False),
    Column("note", "Note", lambda row: _line(row.note), 12),
)
