"""What a check finds, and what a check is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.core.edit import Edit
from annotator.core.span import Span

if TYPE_CHECKING:
    from annotator.core.checks.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a rule found something, or one actor.

    It is known by rule, article, annotation and span. The words are those of the span, on one line
    and cut where they are many, between what stands around them; of an actor they are its name.
    """

    rule: str  # name
    sentence: str  # what is the matter here
    article: str | None = None  # uid
    annotation: str | None = None  # uid; None where it is what is not tagged
    actor: str | None = None  # uid, of what the registry is asked
    span: Span | None = None
    paragraph: int = 0  # from 1
    before: str = ""
    words: str = ""
    after: str = ""
    repair: str = ""  # what its repair does, as on a button; empty where there is none


Pieces = Iterator[Finding | None]  # `None` where whoever asks may do something else
Repair = Callable[["Subject", Finding, str], Edit | None]  # the last is the coder's uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check. `name` is for the command line and for what is kept, the rest for people.

    `repair` returns what mends a finding of its own, or `None` when that is not so any more.
    A rule without `find` is asked of the registry.
    """

    name: str
    title: str
    meaning: str
    find: Callable[["Subject"], Pieces] | None = None
    repair: Repair | None = None
    is_usual: bool = True  # asked when nobody has chosen

    @property
    def of(self) -> Literal["article", "registry"]:
        return "registry" if self.find is None else "article"

    @property
    def left_as(self) -> str:
        """Return the kind under which it is kept that a finding is to be left as it is."""
        return f"check:{self.name}"
