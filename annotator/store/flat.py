"""The view `annotations_flat`: annotations as the CSV has them, for those who read a file with SQL.

It tells what stands in columns of the CSV by the same names and rules, as far as that can be told
without the texts. All annotations are in it, of any status and label; links count where they and
what they lead to are accepted.
"""

from annotator.core.scheme import (
    ADDRESSEE_LINK,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)


def _kinds(*uids: str) -> str:
    listed = ", ".join(f"'{uid}'" for uid in uids)
    return f"(SELECT id FROM link_kind WHERE uid IN ({listed}))"


_VOICES = (SPEAKER_LINK, CLAIMANT_LINK)
_CONTINUES = f"status = 'accepted' AND kind_id IN {_kinds(CONTINUES_LINK)}"
# SQLite knows nothing of the outer question behind ORDER BY, hence `own`, which is the head again.
_IN_TEXT_ORDER = """other.article_id <> own.article_id, other.start, other."end", link.uid"""
_HERE = "{}.article_id = annotation.article_id"


def _tied(kinds: str) -> str:
    """Return what the head is linked to by some kinds of link, as the rest of a question."""
    return f"""
        FROM link JOIN annotation AS own ON own.id = link.source_id
        JOIN annotation AS other ON other.id = link.target_id
        LEFT JOIN actor ON actor.id = other.actor_id
        WHERE link.source_id = head.id AND link.status = 'accepted'
            AND other.status = 'accepted' AND link.kind_id IN {kinds}"""


def _first(kinds: str) -> str:
    return f"(SELECT other.id {_tied(kinds)} ORDER BY {_IN_TEXT_ORDER} LIMIT 1)"


def _all(kinds: str) -> str:
    here = "other.article_id = head.article_id"
    return f"""(
        SELECT json_group_array(json(told)) FROM (
            SELECT json_object('actor', actor.uid, 'name', actor.name, 'mention', other.text,
                'start', iif({here}, other.start, NULL), 'end', iif({here}, other."end", NULL)
            ) AS told {_tied(kinds)} ORDER BY {_IN_TEXT_ORDER}))"""


_SPOKEN = f"""(
    SELECT uid IN ('{QUOTE}', '{CLAIM}') OR uid IN (
        SELECT value FROM link_kind, json_each(from_labels)
        WHERE link_kind.uid IN ('{SPEAKER_LINK}', '{CLAIMANT_LINK}'))
    FROM label AS own WHERE own.id = annotation.label_id)"""

_ALONE = """json_array(json_object(
    'actor', speaker.uid, 'name', speaker.name, 'mention', NULL, 'start', NULL, 'end', NULL))"""

ANNOTATIONS_FLAT = f"""
    CREATE VIEW annotations_flat AS
    SELECT annotation.uid AS annotation_id, label.name AS label, annotation.text,
        annotation.start, annotation."end", head.uid AS unit_id,
        (SELECT count(*) FROM annotation AS part WHERE
            (part.id = head.id OR part.id IN
                (SELECT source_id FROM link WHERE target_id = head.id AND {_CONTINUES}))
            AND (part.start, part."end", part.uid)
                <= (annotation.start, annotation."end", annotation.uid)) AS part,
        (SELECT 1 + count(*) FROM link WHERE target_id = head.id AND {_CONTINUES}) AS parts,
        article.uid AS article_id, article.title AS article_title, article.outlet, article.author,
        article.published, article.url, article.language,
        story.uid AS story_id, story.title AS story,
        speaker.uid AS speaker_id, speaker.name AS speaker, speaker.kind AS speaker_kind,
        speaker.role AS speaker_role, mention.text AS speaker_mention,
        iif({_HERE.format("mention")}, mention.start, NULL) AS speaker_start,
        iif({_HERE.format("mention")}, mention."end", NULL) AS speaker_end,
        cue.text AS cue,
        iif({_HERE.format("cue")}, cue.start, NULL) AS cue_start,
        iif({_HERE.format("cue")}, cue."end", NULL) AS cue_end,
        iif(mention.id IS NULL AND speaker.id IS NOT NULL, {_ALONE}, {_all(_kinds(*_VOICES))})
            AS speakers,
        {_all(_kinds(ADDRESSEE_LINK))} AS addressees,
        mentioned.uid AS actor_id, mentioned.name AS actor, mentioned.kind AS actor_kind,
        head.attributes, annotation.note, coder.name AS coder, annotation.origin,
        annotation.confidence, annotation.status, annotation.created_at, annotation.modified_at,
        article.sha256 AS article_sha256
    FROM annotation
    JOIN annotation AS head ON head.id = ifnull(
        (SELECT target_id FROM link WHERE source_id = annotation.id AND {_CONTINUES}),
        annotation.id)
    JOIN label ON label.id = annotation.label_id
    JOIN article ON article.id = annotation.article_id
    JOIN coder ON coder.id = annotation.coder_id
    LEFT JOIN story ON story.id = article.story_id
    LEFT JOIN annotation AS mention ON mention.id = {_first(_kinds(*_VOICES))}
    LEFT JOIN annotation AS cue ON cue.id = {_first(_kinds(CUE_LINK))}
    LEFT JOIN actor AS speaker
        ON speaker.id = iif(mention.id IS NULL, iif({_SPOKEN}, head.actor_id, NULL),
            mention.actor_id)
    LEFT JOIN actor AS mentioned
        ON mentioned.id = annotation.actor_id AND NOT {_SPOKEN}"""
