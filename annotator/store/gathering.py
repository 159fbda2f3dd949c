"""What is needed to change annotations by the thousand, in a few questions."""

import json
from collections.abc import Collection, Iterable

from annotator.core.model import Annotation, Link
from annotator.core.scheme import CONTINUES_LINK
from annotator.store.asking import Asking
from annotator.store.many import many_where

_CONTINUES = f"kind_id = (SELECT id FROM link_kind WHERE uid = '{CONTINUES_LINK}')"
_CHOSEN = "SELECT id FROM annotation WHERE uid IN (SELECT value FROM json_each(?))"
_OURS = "(SELECT value FROM json_each(:ids))"
_OF_KINDS = "kind_id IN (SELECT id FROM link_kind WHERE uid IN (SELECT value FROM json_each(:{})))"

# Where an annotation of some label and coder lies where one of these does.
_TAKEN = f"""
    SELECT (SELECT uid FROM article WHERE id = there.article_id),
        (SELECT uid FROM label WHERE id = there.label_id), there.start, there."end",
        (SELECT uid FROM coder WHERE id = there.coder_id)
    FROM annotation AS own JOIN annotation AS there ON there.article_id = own.article_id
        AND there.start = own.start AND there."end" = own."end"
        AND there.id <> own.id AND {{}}
    WHERE own.id IN {_OURS}
"""
_SAME_CODER = """there.coder_id = own.coder_id
    AND there.label_id = (SELECT id FROM label WHERE uid = :uid)"""
_SAME_LABEL = """there.label_id = own.label_id
    AND there.coder_id = (SELECT id FROM coder WHERE uid = :uid)"""

# Article, label, start, end and coder.
Place = tuple[str, str, int, int, str]


class Gathered:
    """Some annotations, with all parts of the split ones of which any part is among them."""

    def __init__(self, asking: Asking, uids: Iterable[str]) -> None:
        self._ask = asking
        chosen = {row[0] for row in asking.rows(_CHOSEN, [json.dumps(sorted(uids))])}
        # Few are split, so all that are so are looked at.
        pairs = list(asking.rows(f"SELECT source_id, target_id FROM link WHERE {_CONTINUES}"))
        heads = {head for part, head in pairs if part in chosen or head in chosen}
        parts = {part for part, head in pairs if head in heads}
        self._ids = json.dumps(sorted(chosen | heads | parts))

    def annotations(self) -> list[Annotation]:
        """Return all of them, in the order in which they were made."""
        return list(many_where(self._ask, Annotation, f"id IN {_OURS}", {"ids": self._ids}))

    def continuing(self) -> list[Link]:
        """Return the links that say which are parts of one."""
        return self._links(f"{_CONTINUES} AND source_id IN {_OURS}")

    def links(self, beginning: Collection[str], ending: Collection[str] = ()) -> list[Link]:
        """Return links of some kinds (by uid) that begin, and of others that end, at one."""
        ways = (("source_id", "beginning", beginning), ("target_id", "ending", ending))
        asked = [
            f"SELECT id FROM link WHERE {end} IN {_OURS} AND {_OF_KINDS.format(name)}"
            for end, name, kinds in ways
            if kinds
        ]
        named = {name: json.dumps(sorted(kinds)) for _, name, kinds in ways}
        return self._links(f"id IN ({' UNION '.join(asked)})", **named) if asked else []

    def taken(self, label: str) -> set[Place]:
        """Return the places of some of these where their coder has another, of a label (uid)."""
        return self._places(_SAME_CODER, label)

    def taken_by(self, coder: str) -> set[Place]:
        """Return the places of some of these where a coder (uid) has another of their label."""
        return self._places(_SAME_LABEL, coder)

    def _places(self, condition: str, uid: str) -> set[Place]:
        values = {"ids": self._ids, "uid": uid}
        return {
            (article, label, start, end, coder)
            for article, label, start, end, coder in self._ask.rows(
                _TAKEN.format(condition), values
            )
        }

    def _links(self, condition: str, **values: str) -> list[Link]:
        return list(many_where(self._ask, Link, condition, {"ids": self._ids, **values}))
