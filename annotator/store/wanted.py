"""What a table of annotations asks for, and what it is told of each."""

from dataclasses import dataclass
from typing import NamedTuple

from annotator.core.model import Json, Status


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must hold; all that is said must be so.

    A column is one of COLUMNS or, for the answers to a question, `<label>.<attribute>` (names).
    What it holds is compared as `Listing.values` tells it: uids of labels, articles and stories,
    names of choices, “yes” and “no”, days (UTC) of times, and "" where there is nothing.
    """

    column: str
    values: frozenset[str] = frozenset()  # one of these; none of them for anything
    empty: bool | None = None  # True for nothing there, False for something
    words: str = ""  # each occurs in what is shown, whatever its case and accents


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations, in which order. Those that were rejected are never among them."""

    article: str | None = None  # uid; with no story either: all of the project
    story: str | None = None
    labels: frozenset[str] | None = None  # uids; None for all
    words: tuple[str, ...] = ()  # each must occur in text, note, title or outlet
    statuses: frozenset[Status] = frozenset(("accepted", "suggested"))
    conditions: tuple[Condition, ...] = ()  # all of them hold
    group: str = ""  # a column by which all is sorted first, upwards; empty for none
    order: str = ""  # a column; empty for the order of the CSV
    descending: bool = False  # of `order`; equal rows stay in the order of the CSV


@dataclass(frozen=True, slots=True)
class Group:
    """Annotations that have the same in a column."""

    value: str  # as a Condition takes it
    title: str  # as it is shown; "" where there is nothing
    count: int


class AnnotationRow(NamedTuple):
    """What a table shows of an annotation. A later part of a split one tells what its head does."""

    uid: str
    label: str  # uid
    label_title: str
    text: str
    article: str  # uid
    title: str
    outlet: str
    story: str
    start: int
    end: int
    attributes: Json
    speaker: str  # who speaks or claims first in the text
    cue: str  # the words of the first cue
    actor: str  # whom a mention means
    note: str
    coder: str
    origin: str
    status: Status
    created: str
    modified: str
