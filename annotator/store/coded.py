"""What was coded with some parts of the codebook: the questions of whoever changes those."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from annotator.core.model import Annotation, Link
from annotator.core.scheme import CONTINUES_LINK
from annotator.core.tying import Tied
from annotator.store.asking import Asking
from annotator.store.rows import mapper

_ANNOTATION, _LINK = mapper(Annotation), mapper(Link)
_LINK_WIDTH = len(_LINK.names)

# Annotations of a label that lie where the same coder has one of another label, and all parts of
# which they are one.
_UNITS = f"""
    WITH continues AS (SELECT id FROM link_kind WHERE uid = '{CONTINUES_LINK}'),
    stands AS (
        SELECT stands.id FROM annotation AS stands JOIN annotation AS twin
            ON twin.article_id = stands.article_id AND twin.start = stands.start
            AND twin."end" = stands."end" AND twin.coder_id = stands.coder_id
        WHERE twin.label_id = (SELECT id FROM label WHERE uid = ?)
            AND stands.label_id = (SELECT id FROM label WHERE uid = ?)
    ),
    head AS (
        SELECT id FROM stands UNION
        SELECT target_id FROM link WHERE source_id IN (SELECT id FROM stands)
            AND kind_id = (SELECT id FROM continues)
    ),
    unit AS (
        SELECT id FROM head UNION
        SELECT source_id FROM link WHERE target_id IN (SELECT id FROM head)
            AND kind_id = (SELECT id FROM continues)
    )
    {_ANNOTATION.select} WHERE id IN (SELECT id FROM unit) ORDER BY id
"""
_TIED = f"""
    SELECT {", ".join(_LINK.columns("link"))}, source_label.uid, target_label.uid,
        source.article_id <> target.article_id
    FROM link
    JOIN annotation AS source ON source.id = source_id
    JOIN annotation AS target ON target.id = target_id
    JOIN label AS source_label ON source_label.id = source.label_id
    JOIN label AS target_label ON target_label.id = target.label_id
    WHERE
"""


class Coded:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def annotations(self, label: str) -> Iterator[Annotation]:
        """Yield the annotations of a label (by uid)."""
        rows = self._ask.rows(
            f"{_ANNOTATION.select} WHERE label_id = (SELECT id FROM label WHERE uid = ?) "
            "ORDER BY id",
            [label],
        )
        return map(_ANNOTATION.record, rows)

    def answering(self, label: str, names: Collection[str]) -> Iterator[Annotation]:
        """Yield the annotations of a label that answer any of these attributes (by name)."""
        rows = self._ask.rows(
            f"{_ANNOTATION.select} WHERE label_id = (SELECT id FROM label WHERE uid = ?) "
            "AND attributes <> '{}' AND EXISTS (SELECT 1 FROM json_each(attributes) "
            f"WHERE key IN ({_marks(names)})) ORDER BY id",
            [label, *names],
        )
        return map(_ANNOTATION.record, rows)

    def answers(self, label: str, name: str) -> list[Any]:
        """Return the answers to an attribute, each once and the most frequent first."""
        rows = self._ask.rows(
            "SELECT value, type FROM annotation, json_each(attributes) "
            "WHERE label_id = (SELECT id FROM label WHERE uid = ?) AND key = ? "
            "AND type IN ('text', 'integer', 'real', 'true', 'false') "
            "GROUP BY value, type ORDER BY count(*) DESC, value",
            [label, name],
        )
        return [bool(value) if type in ("true", "false") else value for value, type in rows]

    def units_at(self, gone: str, kept: str) -> Iterator[Annotation]:
        """Yield what has the label `kept` where something of the same coder has `gone`.

        Of a split annotation all parts are among them.
        """
        return map(_ANNOTATION.record, self._ask.rows(_UNITS, [gone, kept]))

    def links_of(self, kinds: Collection[str]) -> Iterator[Tied]:
        """Yield the links of some kinds (by uid)."""
        where = f"link.kind_id IN (SELECT id FROM link_kind WHERE uid IN ({_marks(kinds)}))"
        return self._tied(where, list(kinds))

    def links_at(self, labels: Collection[str]) -> Iterator[Tied]:
        """Yield the links that begin or end at annotations of some labels (by uid)."""
        where = f"source_label.uid IN ({_marks(labels)}) OR target_label.uid IN ({_marks(labels)})"
        return self._tied(where, [*labels, *labels])

    def _tied(self, where: str, values: list[str]) -> Iterator[Tied]:
        rows = self._ask.rows(f"{_TIED} {where} ORDER BY link.id", values)
        for row in rows:
            source_label, target_label, is_across = row[_LINK_WIDTH:]
            link = _LINK.record(row[:_LINK_WIDTH])
            yield Tied(link, source_label, target_label, bool(is_across))


def _marks(values: Iterable[str]) -> str:
    return ", ".join("?" for _ in values)
