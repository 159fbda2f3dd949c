"""The questions of a table of annotations: which there are, in which order, and what a page shows.

The table holds an ordered list of uids and fetches the rows of a page by them. What is done
to a few annotations is followed one by one: each tells its own place in the list.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.core.folding import fold
from annotator.core.scheme import ACTOR, CLAIMANT_LINK, CONTINUES_LINK, SPEAKER_LINK
from annotator.store.asking import Asking
from annotator.store.wanted import AnnotationRow, Condition, Group, Wanted

__all__ = ["ORDERS", "AnnotationRow", "Condition", "Group", "Listing", "Wanted"]

Key = tuple[str | int, ...]

# Most annotations have no links, and are spared the search for what these would tell.
_TIED = "EXISTS (SELECT 1 FROM link WHERE source_id = annotation.id)"
# A part of a split quote is shown with what its head says, as it is exported.
_HEAD = f"""ifnull(
    (SELECT target_id FROM link WHERE source_id = annotation.id AND status <> 'rejected'
        AND kind_id = (SELECT id FROM link_kind WHERE uid = '{CONTINUES_LINK}')),
    annotation.id)"""
_OF_HEAD = f"(SELECT attributes FROM annotation AS head WHERE id = {_HEAD})"
_ATTRIBUTES = f"iif({_TIED}, {_OF_HEAD}, attributes)"
_MENTIONED = f"""(
    SELECT ifnull(actor.name, mention.text)
    FROM link JOIN annotation AS mention ON mention.id = target_id
    LEFT JOIN actor ON actor.id = mention.actor_id
    WHERE source_id = {_HEAD} AND link.status <> 'rejected' AND mention.status <> 'rejected'
        AND kind_id IN
            (SELECT id FROM link_kind WHERE uid IN ('{SPEAKER_LINK}', '{CLAIMANT_LINK}'))
    ORDER BY mention.start, mention."end", mention.uid LIMIT 1)"""
# Whom a mention mentions does not speak there.
_STORED = f"""(
    SELECT actor.name FROM annotation AS head JOIN actor ON actor.id = head.actor_id
    WHERE head.id = {{}} AND label_id <> (SELECT id FROM label WHERE uid = '{ACTOR}'))"""
_SPEAKER = f"""ifnull(
    iif({_TIED}, ifnull({_MENTIONED}, {_STORED.format(_HEAD)}), {_STORED.format("annotation.id")}),
    '')"""

_LABEL = "(SELECT title FROM label WHERE id = label_id)"
_STORY = "ifnull(story.title, '')"
_CODER = "(SELECT name FROM coder WHERE id = coder_id)"
# Every row has a place of its own in this, which is the order of the CSV.
_TIE = f'{_STORY}, outlet, article.uid, start, "end", annotation.uid'

# What each column sorts by. Text is folded, by the same function as the words that are looked for.
ORDERS = {
    "label": f"folded({_LABEL})",
    "text": "folded(annotation.text)",
    "article": "folded(article.title)",
    "outlet": "folded(outlet)",
    "story": f"folded({_STORY})",
    "start": "start",
    "end": '"end"',
    "attributes": f"folded(ifnull(nullif({_ATTRIBUTES}, '{{}}'), ''))",
    "speaker": f"folded({_SPEAKER})",
    "note": "folded(note)",
    "coder": f"folded({_CODER})",
    "origin": "folded(origin)",
    "status": "status",
    "created": "created_at",
    "modified": "modified_at",
}

_FROM = """
    FROM annotation JOIN article ON article.id = article_id
    LEFT JOIN story ON story.id = story_id
"""
_ROWS = f"""
    SELECT annotation.uid, (SELECT uid FROM label WHERE id = label_id), {_LABEL},
        annotation.text, article.uid, article.title, outlet, {_STORY}, start, "end",
        {_ATTRIBUTES}, {_SPEAKER}, '', note, {_CODER}, origin, status, created_at, modified_at
    {_FROM} WHERE annotation.uid IN
"""

_IN_HEAD = "instr(folded(article.title || char(10) || outlet), :word{n})"
_IN_BODY = (
    "instr(folded(annotation.text), :word{n}) OR note <> '' AND instr(folded(note), :word{n})"
)
# The titles of all articles are looked through once, not for each annotation.
_SAYS = f"(article_id IN (SELECT id FROM article WHERE {_IN_HEAD}) OR {_IN_BODY})"
_ONE_SAYS = f"({_IN_HEAD} OR {_IN_BODY})"


class Listing:
    """Answers from one open project file."""

    def __init__(self, asking: Asking) -> None:
        self._ask = asking
        asking.define("folded", fold)

    def uids(self, wanted: Wanted) -> list[str]:
        """Return the uids of all that is wanted, in the order that is wanted."""
        conditions, values = _conditions(wanted, whole=True)
        down = " DESC" if wanted.descending else ""
        first = f"{ORDERS[wanted.order]}{down}, " if wanted.order else ""
        question = f"SELECT annotation.uid {_FROM} WHERE {conditions} ORDER BY {first}{_TIE}"
        return [row[0] for row in self._ask.rows(question, values)]

    def count(self, wanted: Wanted) -> int:
        """Return how many there are in the story or article, whatever their labels and words."""
        conditions, values = _conditions(replace(wanted, labels=None, words=()), whole=True)
        # Only where the story is asked for, the articles are looked at.
        joined = _FROM if wanted.story is not None or wanted.article is not None else ""
        question = f"SELECT count(*) {joined or 'FROM annotation'} WHERE {conditions}"
        return self._ask.number(question, values) or 0

    def groups(self, wanted: Wanted) -> list[Group]:
        """Return the groups in the order in which `uids` has them; needs `wanted.group`."""
        raise NotImplementedError

    def values(self, column: str, wanted: Wanted) -> list[Group]:
        """Return what a column holds among what is wanted, in its order, nothing ("") last.

        What is said of the column itself (its conditions; `labels`, of labels) does not count.
        """
        raise NotImplementedError

    def value(self, column: str, uid: str) -> tuple[str, str] | None:
        """Return what an annotation has in a column, as `value` and `title` of its Group."""
        raise NotImplementedError

    def rows(self, uids: Sequence[str]) -> list[AnnotationRow]:
        """Return the rows of some annotations; those that are gone are left out."""
        found = {}
        for row in self._ask.rows(f"{_ROWS} ({', '.join('?' * len(uids))})", uids):
            one = AnnotationRow(*row)
            found[one.uid] = one._replace(attributes=json.loads(str(one.attributes)))
        return [found[uid] for uid in uids if uid in found]

    def matches(self, wanted: Wanted, uid: str) -> bool:
        """Say whether an annotation is among those wanted."""
        conditions, values = _conditions(wanted, whole=False)
        question = f"SELECT 1 {_FROM} WHERE {conditions} AND annotation.uid = :uid"
        return self._ask.first(question, {**values, "uid": uid}) is not None

    def place(self, wanted: Wanted, uids: Sequence[str], uid: str) -> int | None:
        """Return where in a list of others an annotation belongs.

        `None` when that cannot be told, because one of them is gone.
        """
        own = self.key(wanted, uid)
        low, high = 0, len(uids)
        while low < high:
            middle = (low + high) // 2
            other = self.key(wanted, uids[middle])
            if own is None or other is None:
                return None
            if _comes_before(own, other, descending=bool(wanted.order) and wanted.descending):
                high = middle
            else:
                low = middle + 1
        return low

    def key(self, wanted: Wanted, uid: str) -> Key | None:
        """Return what an annotation is sorted by, if it is there."""
        first = f"{ORDERS[wanted.order]}, " if wanted.order else ""
        return self._ask.first(f"SELECT {first}{_TIE} {_FROM} WHERE annotation.uid = ?", [uid])

    def leaning(self, uids: Iterable[str]) -> set[str]:
        """Return the annotations in whose rows something of the given ones can be shown.

        A quote shows the mention that it is linked to, and a part of it what its head shows.
        """
        found = set(uids)
        for _ in ("mention to quote", "quote to part"):
            for uid in tuple(found):
                found.update(row[0] for row in self._ask.rows(_POINTING, [uid]))
        return found


def _conditions(wanted: Wanted, *, whole: bool) -> tuple[str, dict[str, str]]:
    """Return what must hold, with its values, for all annotations or for one that is given."""
    values: dict[str, str] = {}

    def marks(name: str, given: Iterable[str]) -> str:
        named = {f"{name}{n}": one for n, one in enumerate(sorted(given))}
        values.update(named)
        return ", ".join(f":{one}" for one in named)

    conditions = [f"status IN ({marks('status', wanted.statuses)})"]
    if wanted.article is not None:
        conditions.append(f"article.uid = {marks('article', [wanted.article])}")
    if wanted.story is not None:
        conditions.append(f"story.uid = {marks('story', [wanted.story])}")
    if wanted.labels is not None:
        labels = marks("label", wanted.labels)
        conditions.append(f"label_id IN (SELECT id FROM label WHERE uid IN ({labels}))")
    for n, word in enumerate(wanted.words):
        values[f"word{n}"] = fold(word)
        conditions.append((_SAYS if whole else _ONE_SAYS).format(n=n))
    return " AND ".join(conditions), values


def _comes_before(one: Key, other: Key, *, descending: bool) -> bool:
    """Compare two keys of which the first part can be sorted downwards."""
    if descending and one[0] != other[0]:
        return one[0] > other[0]  # type: ignore[operator]  # of one column, so of one type
    return one < other


_POINTING = """
    SELECT source.uid FROM annotation AS target JOIN link ON target_id = target.id
    JOIN annotation AS source ON source.id = source_id WHERE target.uid = ?
"""
