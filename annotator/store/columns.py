"""The columns of the table of annotations: what each holds and sorts by, in SQL.

Text is sorted by `sorting`, the same key as that of the words that are looked for, and nothing
comes last, whichever way.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from annotator.core.folding import fold
from annotator.store.asking import Asking
from annotator.store.said import ANSWERS, CUE, MEANT, SPEAKER, answer

_WORDS = "sorting({title})"


class Column(NamedTuple):
    """SQL expressions over the tables of FROM, and values that they name."""

    value: str  # what is compared; '' where there is nothing
    title: str = ""  # what is shown, if that is something else
    rank: str = _WORDS  # by what values are sorted; NULL for nothing
    exact: str = ""  # by what rows are sorted, if that is finer
    named: Mapping[str, str] = {}

    @property
    def shown(self) -> str:
        return self.title or self.value

    @property
    def gathered(self) -> tuple[str, ...]:
        """Return by what rows are sorted so that those of one value follow one another."""
        if self.rank == _WORDS and not self.title:
            return (f"gathering({self.value})",)  # a value that is long in finding is found once
        return self.ranked, self.value

    @property
    def ranked(self) -> str:
        return self.rank.format(value=self.value, title=self.shown)


FROM = """
    FROM annotation JOIN article ON article.id = article_id
    LEFT JOIN story ON story.id = story_id
"""
LABEL = "(SELECT title FROM label WHERE id = label_id)"
STORY = "ifnull(story.title, '')"
CODER = "(SELECT name FROM coder WHERE id = coder_id)"

_NUMBER = "CAST(nullif({value}, '') AS REAL)"
_DAY = "substr({}, 1, 10)"

COLUMNS: Mapping[str, Column] = {
    "label": Column("(SELECT uid FROM label WHERE id = label_id)", LABEL),
    "text": Column("annotation.text"),
    "speaker": Column(SPEAKER),
    "cue": Column(CUE),
    "actor": Column(MEANT),
    "attributes": Column(f"ifnull(nullif({ANSWERS}, '{{}}'), '')"),
    "article": Column("article.uid", "article.title"),
    "outlet": Column("outlet"),
    "story": Column("ifnull(story.uid, '')", STORY),
    "start": Column("CAST(start AS TEXT)", rank=_NUMBER, exact="start"),
    "end": Column('CAST("end" AS TEXT)', rank=_NUMBER, exact='"end"'),
    "coder": Column("(SELECT uid FROM coder WHERE id = coder_id)", CODER),
    "origin": Column("origin"),
    "status": Column("status"),
    "created": Column(_DAY.format("created_at"), exact="nullif(created_at, '')"),
    "modified": Column(_DAY.format("modified_at"), exact="nullif(modified_at, '')"),
    "note": Column("note"),
}

_ANSWERED = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")
_YES_NO = "CASE {} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' ELSE '' END"


def define(asking: Asking) -> None:
    """Let questions call the functions that stand in columns."""
    asking.define("folded", fold)
    asking.define("sorting", _sorting)
    asking.define("gathering", lambda text: f"{fold(text)}\0{text}" if text else None)


def column(asking: Asking, name: str) -> Column:
    """Return a column; a question that the codebook does not have has no answers.

    Raises KeyError when it cannot be a column.
    """
    asked = _ANSWERED.fullmatch(name)
    if asked is None:
        return COLUMNS[name]
    label, attribute = asked.groups()
    row = asking.first(_ATTRIBUTE, [label, attribute])
    return _KINDS.get(row[1] if row else "", _text)(answer(label, attribute), row)


_ATTRIBUTE = """
    SELECT attribute.id, kind, choices FROM attribute
    WHERE label_id = (SELECT id FROM label WHERE name = ?) AND name = ?"""

_Row = tuple[Any, ...] | None


def _text(told: str, _: _Row) -> Column:
    return Column(f"ifnull(CAST({told} AS TEXT), '')")


def _number(told: str, row: _Row) -> Column:
    return _text(told, row)._replace(rank=_NUMBER)


def _yes_no(told: str, _: _Row) -> Column:
    return Column(_YES_NO.format(told), rank="CASE {value} WHEN 'yes' THEN 0 WHEN 'no' THEN 1 END")


def _choice(told: str, row: _Row) -> Column:
    """Return a column that shows titles, and sorts in the order of the codebook."""
    assert row is not None  # else nobody could know that it is a choice
    id, _, written = row
    choices = json.loads(written)
    if not choices:
        return _text(told, row)
    named = {f"choice{id}_{n}": str(one["name"]) for n, one in enumerate(choices)}
    titles = {
        f"title{id}_{n}": str(one.get("title") or one["name"]) for n, one in enumerate(choices)
    }
    value = f"ifnull(CAST({told} AS TEXT), '')"
    places = " ".join(f"WHEN :{one} THEN {place}" for place, one in enumerate(named))
    shown = " ".join(f"WHEN :{one} THEN :{two}" for one, two in zip(named, titles, strict=True))
    return Column(
        value,
        f"CASE {value} {shown} ELSE {value} END",
        f"CASE {{value}} {places} ELSE sorting({{value}}) END",
        named={**named, **titles},
    )


_KINDS: Mapping[str, Callable[[str, _Row], Column]] = {
    "choice": _choice,
    "number": _number,
    "yes_no": _yes_no,
}


def _sorting(text: str) -> str | None:
    return fold(text) or None
