"""What there is to say of a project as a whole: its size in every respect, and who worked in it."""

from contextlib import closing
from typing import NamedTuple

from annotator.core.progress import SILENT, Progress
from annotator.core.span import Span
from annotator.core.words import words
from annotator.store.asking import Asking

# So many characters are searched for words (which takes about a second) before it is estimated.
_COUNTED = 600_000


class CoderFacts(NamedTuple):
    """What a coder has done; annotations that are only suggested do not count."""

    name: str
    annotations: int
    done: int  # articles
    edits: int


class Facts(NamedTuple):
    created: str  # UTC, ISO 8601; empty where the project does not say
    stories: int
    articles: int
    words: int
    words_are_estimated: bool
    labels: tuple[tuple[str, int], ...]  # titles in their order, accepted annotations
    coders: tuple[CoderFacts, ...]
    edits: int
    edits_since: str  # UTC; empty where there are none
    log_bytes: int


def facts(ask: Asking, progress: Progress = SILENT) -> Facts:
    """Return the facts of one moment."""
    with ask.one_moment():
        created = ask.first("SELECT json_extract(value, '$') FROM meta WHERE key = 'created'")
        articles = ask.number("SELECT count(*) FROM article") or 0
        edits, since, log_bytes = ask.first(
            "SELECT count(*), ifnull(min(at), ''), ifnull(sum(length(changes)), 0) FROM edit"
        ) or (0, "", 0)
        count, is_estimated = _words(ask, articles, progress)
        return Facts(
            created=str(created[0]) if created else "",
            stories=ask.number("SELECT count(*) FROM story") or 0,
            articles=articles,
            words=count,
            words_are_estimated=is_estimated,
            labels=tuple((title, count) for title, count in ask.rows(_LABELS)),
            coders=tuple(CoderFacts(*row) for row in ask.rows(_CODERS)),
            edits=edits,
            edits_since=since,
            log_bytes=log_bytes,
        )


_LABELS = """
    SELECT title, count(annotation.id) FROM label
    LEFT JOIN annotation ON label_id = label.id AND status = 'accepted'
    GROUP BY label.id ORDER BY position, label.name"""
_CODERS = """
    SELECT name,
        (SELECT count(*) FROM annotation WHERE coder_id = coder.id AND status = 'accepted'),
        (SELECT count(*) FROM coding WHERE coder_id = coder.id AND status = 'done'),
        (SELECT count(*) FROM edit WHERE coder_id = coder.id)
    FROM coder ORDER BY 2 DESC, name"""


def _words(ask: Asking, articles: int, progress: Progress) -> tuple[int, bool]:
    """Return how many words there are, and whether that was taken from a part of the articles."""
    characters = ask.number("SELECT ifnull(sum(length(text)), 0) FROM article") or 0
    every = max(1, -(-characters // _COUNTED))
    found = read = 0
    # Closed also when it is cancelled: an answer that is still open keeps the file from resting.
    with closing(ask.rows("SELECT text FROM article WHERE id % ? = 0", [every])) as chosen:
        for done, (text,) in enumerate(chosen):
            progress.report(done, max(articles // every, 1))
            found += len(words(text, Span(0, len(text))))
            read += len(text)
    if every == 1 or not read:
        return found, every > 1
    return round(found * characters / read), True
