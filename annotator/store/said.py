"""What a row tells of links: answers, who speaks, by which words. Each is one SQL expression.

They stand in questions that go through `annotation`. A later part of a split annotation tells what
its head does. It is what the CSV has in a row, but for suggested links, which count here as well.
"""

from annotator.core.scheme import (
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)

# Most annotations have no links, and are spared the search for what these would tell.
_TIED = "EXISTS (SELECT 1 FROM link WHERE source_id = annotation.id)"


def _kinds(*uids: str) -> str:
    listed = ", ".join(f"'{uid}'" for uid in uids)
    return f"(SELECT id FROM link_kind WHERE uid IN ({listed}))"


_HEAD = f"""ifnull(
    (SELECT target_id FROM link JOIN annotation AS head ON head.id = target_id
        WHERE source_id = annotation.id AND kind_id IN {_kinds(CONTINUES_LINK)}
            AND link.status <> 'rejected' AND head.status <> 'rejected'
            AND head.article_id = annotation.article_id),
    annotation.id)"""


def _first(told: str, *kinds: str) -> str:
    """Return what is told of the first thing in the text to which a head is linked."""
    return f"""(
        SELECT {told} FROM link JOIN annotation AS other ON other.id = target_id
        JOIN annotation AS source ON source.id = source_id
        LEFT JOIN actor ON actor.id = other.actor_id
        WHERE source_id = {_HEAD} AND kind_id IN {_kinds(*kinds)}
            AND link.status <> 'rejected' AND other.status <> 'rejected'
        ORDER BY other.article_id <> source.article_id, other.start, other."end", link.uid
        LIMIT 1)"""


# Whom a mention mentions does not speak there.
_SPOKEN = f"""(
    SELECT id FROM label WHERE uid IN ('{QUOTE}', '{CLAIM}') OR uid IN (
        SELECT value FROM link_kind, json_each(from_labels)
        WHERE link_kind.uid IN ('{SPEAKER_LINK}', '{CLAIMANT_LINK}')))"""
_STORED = f"""(
    SELECT actor.name FROM annotation AS head JOIN actor ON actor.id = head.actor_id
    WHERE head.id = {{}} AND label_id IN {_SPOKEN})"""
_MENTIONED = _first("ifnull(actor.name, other.text)", SPEAKER_LINK, CLAIMANT_LINK)
_ACTOR_LABEL = f"(SELECT id FROM label WHERE uid = '{ACTOR}')"
_OF_HEAD = f"(SELECT attributes FROM annotation AS head WHERE id = {_HEAD})"

ANSWERS = f"iif({_TIED}, {_OF_HEAD}, attributes)"
SPEAKER = f"""ifnull(
    iif({_TIED}, ifnull({_MENTIONED}, {_STORED.format(_HEAD)}), {_STORED.format("annotation.id")}),
    '')"""
MEANT = f"""iif(label_id = {_ACTOR_LABEL},
    ifnull((SELECT name FROM actor WHERE id = annotation.actor_id), ''), '')"""
CUE = f"iif({_TIED}, ifnull({_first('other.text', CUE_LINK)}, ''), '')"


def answer(label: str, attribute: str) -> str:
    """Return the answer to a question (both by name) as SQLite has it; NULL where there is none."""
    return (
        f"iif(label_id = (SELECT id FROM label WHERE name = '{label}'), "
        f"json_extract(nullif({ANSWERS}, '{{}}'), '$.{attribute}'), NULL)"
    )
