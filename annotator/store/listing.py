"""The questions of a table of annotations: which there are, in which order, and what a page shows.

The table holds an ordered list of uids and fetches the rows of a page by them. What is done
to a few annotations is followed one by one: each tells its own place in the list.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.store import columns
from annotator.store.asking import Asking
from annotator.store.columns import CODER, COLUMNS, FROM, LABEL, STORY, Column
from annotator.store.conditions import conditions
from annotator.store.ordering import By, Key, comes_before, falls, order
from annotator.store.said import ANSWERS, CUE, MEANT, SPEAKER
from annotator.store.wanted import AnnotationRow, Condition, Group, Wanted

__all__ = ["COLUMNS", "AnnotationRow", "Condition", "Group", "Listing", "Wanted"]

_ROWS = f"""
    SELECT annotation.uid, (SELECT uid FROM label WHERE id = label_id), {LABEL},
        annotation.text, article.uid, article.title, outlet, {STORY}, start, "end",
        {ANSWERS}, {SPEAKER}, {CUE}, {MEANT}, note, {CODER}, origin, status, created_at, modified_at
    {FROM} WHERE annotation.uid IN
"""


class Listing:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking
        columns.define(asking)

    def uids(self, wanted: Wanted) -> list[str]:
        """Return the uids of all that is wanted, in the order that is wanted."""
        which, named = conditions(self._ask, wanted, whole=True)
        by, also_named = order(self._ask, wanted)
        terms = ", ".join(one.term for one in by)
        question = f"SELECT annotation.uid {FROM} WHERE {which} ORDER BY {terms}"
        return [row[0] for row in self._ask.rows(question, {**named, **also_named})]

    def groups(self, wanted: Wanted) -> list[Group]:
        """Return the groups in the order in which `uids` has them; needs `wanted.group`."""
        return self._grouped(self._column(wanted.group), wanted, down=falls(wanted))

    def values(self, column: str, wanted: Wanted) -> list[Group]:
        """Return what a column holds among what is wanted, in its order, nothing ("") last.

        What is said of the column itself (its conditions; `labels`, of labels) does not count.
        """
        others = tuple(one for one in wanted.conditions if one.column != column)
        labels = None if column == "label" else wanted.labels
        return self._grouped(
            self._column(column), replace(wanted, conditions=others, labels=labels)
        )

    def value(self, column: str, uid: str) -> tuple[str, str] | None:
        """Return what an annotation has in a column, as `value` and `title` of its Group."""
        one = self._column(column)
        row = self._ask.first(
            f"SELECT {one.value}, {one.shown} {FROM} WHERE annotation.uid = :uid",
            {**one.named, "uid": uid},
        )
        return (row[0], row[1]) if row else None

    def count(self, wanted: Wanted) -> int:
        """Return how many there are in the story or article, whatever else is said of them."""
        which, named = conditions(
            self._ask, replace(wanted, labels=None, words=(), conditions=()), whole=True
        )
        # Only where the story is asked for, the articles are looked at.
        joined = FROM if wanted.story is not None or wanted.article is not None else ""
        question = f"SELECT count(*) {joined or 'FROM annotation'} WHERE {which}"
        return self._ask.number(question, named) or 0

    def rows(self, uids: Sequence[str]) -> list[AnnotationRow]:
        """Return the rows of some annotations; those that are gone are left out."""
        found = {}
        for row in self._ask.rows(f"{_ROWS} ({', '.join('?' * len(uids))})", uids):
            one = AnnotationRow(*row)
            found[one.uid] = one._replace(attributes=json.loads(str(one.attributes)))
        return [found[uid] for uid in uids if uid in found]

    def matches(self, wanted: Wanted, uid: str) -> bool:
        """Say whether an annotation is among those wanted."""
        which, named = conditions(self._ask, wanted, whole=False)
        question = f"SELECT 1 {FROM} WHERE {which} AND annotation.uid = :uid"
        return self._ask.first(question, {**named, "uid": uid}) is not None

    def place(self, wanted: Wanted, uids: Sequence[str], uid: str) -> int | None:
        """Return where in a list of others an annotation belongs.

        `None` when that cannot be told, because one of them is gone.
        """
        by, named = order(self._ask, wanted)
        own = self._key(by, named, uid)
        low, high = 0, len(uids)
        while low < high:
            middle = (low + high) // 2
            other = self._key(by, named, uids[middle])
            if own is None or other is None:
                return None
            if comes_before(own, other, by):
                high = middle
            else:
                low = middle + 1
        return low

    def key(self, wanted: Wanted, uid: str) -> Key | None:
        """Return what an annotation is sorted by, if it is there."""
        return self._key(*order(self._ask, wanted), uid)

    def leaning(self, uids: Iterable[str]) -> set[str]:
        """Return the annotations in whose rows something of the given ones can be shown.

        A quote shows the mention and the cue that it is linked to, and a part of it what its
        head shows.
        """
        found = set(uids)
        for _ in ("mention to quote", "quote to part"):
            for uid in tuple(found):
                found.update(row[0] for row in self._ask.rows(_POINTING, [uid]))
        return found

    # How it is done

    def _column(self, name: str) -> Column:
        return columns.column(self._ask, name)

    def _grouped(self, column: Column, wanted: Wanted, *, down: bool = False) -> list[Group]:
        which, named = conditions(self._ask, wanted, whole=True)
        title = "title" if column.title else "value"
        by = By(column.rank.format(value="value", title=title), down)
        question = f"""
            SELECT value, {title}, count(*) FROM (
                SELECT {column.value} AS value, {column.title or "''"} AS title
                {FROM} WHERE {which}
            ) GROUP BY value ORDER BY {by.term}, {By("value", down).term}"""
        return [Group(*row) for row in self._ask.rows(question, {**named, **column.named})]

    def _key(self, by: list[By], named: dict[str, str], uid: str) -> Key | None:
        told = ", ".join(one.told for one in by)
        return self._ask.first(
            f"SELECT {told} {FROM} WHERE annotation.uid = :uid", {**named, "uid": uid}
        )


_POINTING = """
    SELECT source.uid FROM annotation AS target JOIN link ON target_id = target.id
    JOIN annotation AS source ON source.id = source_id WHERE target.uid = ?
"""
