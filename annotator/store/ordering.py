"""In which order annotations are wanted, in SQL, and which of two comes first."""

from typing import NamedTuple

from annotator.store import columns
from annotator.store.asking import Asking
from annotator.store.columns import STORY
from annotator.store.wanted import Wanted

Key = tuple[str | int | float | None, ...]

# Every row has a place of its own in this, which is the order of the CSV.
_TIE = (STORY, "outlet", "article.uid", "start", '"end"', "annotation.uid")


class By(NamedTuple):
    """What rows are sorted by, downwards or not; nothing (NULL) comes last."""

    told: str
    down: bool = False

    @property
    def term(self) -> str:
        return f"{self.told} {'DESC ' if self.down else ''}NULLS LAST"


def order(ask: Asking, wanted: Wanted) -> tuple[list[By], dict[str, str]]:
    """Return what rows are sorted by, with the values that this names."""
    found: list[By] = []
    named: dict[str, str] = {}
    if wanted.group:
        group = columns.column(ask, wanted.group)
        found += (By(one, falls(wanted)) for one in group.gathered)
        named.update(group.named)
    if wanted.order:
        column = columns.column(ask, wanted.order)
        found.append(By(column.exact or column.ranked, wanted.descending))
        named.update(column.named)
    return [*found, *map(By, _TIE)], named


def falls(wanted: Wanted) -> bool:
    """Say whether the groups go downwards: where they are what the rows are ordered by."""
    return wanted.descending and wanted.order == wanted.group


def comes_before(one: Key, other: Key, by: list[By]) -> bool:
    for own, its, term in zip(one, other, by, strict=True):
        if own != its:
            if own is None or its is None:
                return its is None
            return (_rank(own) > _rank(its)) is term.down
    return False


def _rank(value: str | float) -> tuple[bool, str | float]:
    """Return what a value is compared by, as SQLite does it: numbers come before words."""
    return isinstance(value, str), value
