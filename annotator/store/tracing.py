"""What one annotation is tied to, and what was done to it: the questions of the inspector."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.core.edit import Kind
from annotator.core.model import Annotation, Article, Identity, Link, freeze
from annotator.core.scheme import CONTINUES_LINK
from annotator.store.asking import Asking
from annotator.store.comparing import BOOKKEEPING
from annotator.store.log import decode_about
from annotator.store.rows import mapper

# How many rows of the log one batch looks at: some milliseconds of work.
_BATCH = 20_000
# Whoever made an annotation said so in one of the rows that were written next.
_NEAR = 100

_LINK, _ANNOTATION = mapper(Link), mapper(Annotation)
_LINK_WIDTH, _ANNOTATION_WIDTH = len(_LINK.names), len(_ANNOTATION.names)

_TIES = f"""
    WITH me AS (SELECT id FROM annotation WHERE uid = :uid),
    continues AS (SELECT id FROM link_kind WHERE uid = '{CONTINUES_LINK}'),
    head AS (
        SELECT ifnull(
            (SELECT target_id FROM link WHERE source_id = (SELECT id FROM me)
                AND kind_id = (SELECT id FROM continues)),
            (SELECT id FROM me)
        ) AS id
    ),
    unit AS (
        SELECT id FROM head UNION
        SELECT source_id FROM link WHERE target_id = (SELECT id FROM head)
            AND kind_id = (SELECT id FROM continues)
    ),
    touching AS (
        SELECT id FROM link WHERE source_id IN (SELECT id FROM unit) UNION
        SELECT id FROM link WHERE target_id IN (SELECT id FROM unit)
    )
    SELECT {", ".join(_LINK.columns("link"))},
        {", ".join(_ANNOTATION.columns("source"))}, source_article.title, source_article.outlet,
        {", ".join(_ANNOTATION.columns("target"))}, target_article.title, target_article.outlet
    FROM touching JOIN link ON link.id = touching.id
    JOIN annotation AS source ON source.id = link.source_id
    JOIN annotation AS target ON target.id = link.target_id
    JOIN article AS source_article ON source_article.id = source.article_id
    JOIN article AS target_article ON target_article.id = target.article_id
    ORDER BY link.id
"""
# A row that tags tells of nothing but the annotation that it makes, and most rows are such;
# so those are looked into only where this one was made, which halves the work.
_MENTIONS = """
    SELECT id, at, (SELECT name FROM coder WHERE id = coder_id), kind, reverts, changes FROM edit
    WHERE id >= :first AND id < :end
        AND (kind <> 'annotate' OR reverts IS NOT NULL OR id < :near)
        AND (changes LIKE :uid OR kind = 'import' AND changes LIKE :article)
    ORDER BY id
"""


class End(NamedTuple):
    """One end of a link, and in whose article it lies."""

    annotation: Annotation
    title: str
    outlet: str


class Tie(NamedTuple):
    """A link with both its ends."""

    link: Link
    source: End
    target: End


@dataclass(frozen=True, slots=True)
class Deed:
    """What one row of the log did to one annotation."""

    id: int
    at: str
    coder: str  # the name
    kind: Kind
    reverts: int | None
    came: bool = False  # the annotation was made or brought in by it
    went: bool = False
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)  # before and after
    tied: tuple[str, ...] = ()  # kinds (uids) of the links that came
    untied: tuple[str, ...] = ()


class Tracing:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking

    def ties(self, uid: str) -> list[Tie]:
        """Return the links that touch an annotation or, of a split one, any of its parts."""
        return [_tie(row) for row in self._ask.rows(_TIES, {"uid": uid})]

    def history(self, annotation: Annotation) -> Iterator[list[Deed]]:
        """Yield what the log knows of an annotation, oldest first.

        The log has no index by record, so this looks through all that was written since the
        annotation was made. It comes in batches, empty ones too, each the work of some
        milliseconds, so that a window can do other things in between.
        """
        end = 1 + (self._ask.number("SELECT ifnull(max(id), 0) FROM edit") or 0)
        first = self._first_at(annotation.created_at, end)
        made = False
        for batch in self._looked(annotation, first, end):
            made = made or any(deed.came and deed.reverts is None for deed in batch)
            yield batch
        if not made:
            # Two machines whose clocks differ: it was made before it was made. Or the log was
            # emptied since, and there is little to look through.
            yield from self._looked(annotation, 0, first)

    def _looked(self, annotation: Annotation, first: int, end: int) -> Iterator[list[Deed]]:
        near = first + _NEAR
        for start in range(first, end, _BATCH):
            values = {
                "first": start,
                "end": min(start + _BATCH, end),
                "near": near,
                "uid": _containing(annotation.uid),
                "article": _containing(annotation.article),
            }
            rows = self._ask.rows(_MENTIONS, values)
            yield [deed for row in rows if (deed := _deed(row, annotation))]

    def _first_at(self, at: str, end: int) -> int:
        """Return the first row of the log that was written at a time or later, or `end`."""
        low, high = 0, end
        while low < high:
            middle = (low + high) // 2
            row = self._ask.first("SELECT id, at FROM edit WHERE id >= ? LIMIT 1", [middle])
            if row is None or row[1] >= at:
                high = middle
            else:
                low = row[0] + 1
        return low


def standing(deeds: Iterable[Deed]) -> list[Deed]:
    """Return the deeds that were not taken back, oldest first, without those that took back."""
    taken_back: set[int] = set()
    remaining = []
    for deed in sorted(deeds, key=lambda one: -one.id):
        if deed.id in taken_back:
            continue
        if deed.reverts is None:
            remaining.append(deed)
        else:
            taken_back.add(deed.reverts)
    return remaining[::-1]


def _tie(row: tuple[Any, ...]) -> Tie:
    at = _LINK_WIDTH
    source, at = _end(row, at)
    target, at = _end(row, at)
    return Tie(_LINK.record(row[:_LINK_WIDTH]), source, target)


def _end(row: tuple[Any, ...], at: int) -> tuple[End, int]:
    behind = at + _ANNOTATION_WIDTH
    return End(_ANNOTATION.record(row[at:behind]), row[behind], row[behind + 1]), behind + 2


def _containing(uid: str) -> str:
    """Return the pattern of rows in which a uid stands, as JSON writes it, and some others."""
    return f"%{json.dumps(uid, ensure_ascii=False)[1:]}%"


def _deed(row: tuple[Any, ...], annotation: Annotation) -> Deed | None:
    """Return what a row did to an annotation, if anything."""
    id, at, coder, kind, reverts, written = row
    row_of_log = (id, at, coder, Kind(kind), reverts)
    changes, bulk = decode_about(written, annotation.uid)
    if bulk is not None:
        brought = [annotation.article] in bulk["named"].get(Article.table, [])
        return Deed(*row_of_log, came=True) if brought else None
    own = [one for one in changes if _is_of(one, annotation.identity)]
    links = [one for one in changes if one["table"] == Link.table]
    tied = _kinds(links, "new", annotation.uid)
    untied = _kinds(links, "old", annotation.uid)
    if not (own or tied or untied):
        return None
    fields = {
        name: (freeze(before), freeze(after))
        for one in own
        for name, before, after in one.get("set", ())
        if name not in BOOKKEEPING
    }
    came, went = any("new" in one for one in own), any("old" in one for one in own)
    return Deed(*row_of_log, came, went, fields, tied, untied)


def _kinds(links: Iterable[dict[str, Any]], when: str, uid: str) -> tuple[str, ...]:
    """Return the kinds of the links at an annotation that came (`new`) or went (`old`)."""
    whole = (one[when] for one in links if when in one)
    return tuple(one["kind"] for one in whole if uid in (one["source"], one["target"]))


def _is_of(change: dict[str, Any], identity: Identity) -> bool:
    if change["table"] != Annotation.table:
        return False
    whole = change.get("new") or change.get("old")
    return ((whole["uid"],) if whole else tuple(change["id"])) == identity
