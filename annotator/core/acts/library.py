"""Articles, stories, how far a coder is, and the title of the project."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from annotator.core.clock import new_uid
from annotator.core.dates import is_publication_date
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    RECORD_TYPES,
    Article,
    Coding,
    CodingStatus,
    Meta,
    Record,
    Story,
)

# What a person may change about an article; the text and its provenance stay as they are.
ARTICLE_PROPERTIES = frozenset(
    ("title", "outlet", "author", "dateline", "published", "url", "language", "notes")
)

# The shape of a language tag (BCP 47), or nothing.
_LANGUAGE = re.compile(r"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")
# Where each kind of record stands among those it refers to.
_RANK = {kind.table: rank for rank, kind in enumerate(RECORD_TYPES)}


def describe(articles: Iterable[Article], properties: Mapping[str, str]) -> Edit:
    """Set properties (title, outlet, author …) of one or several articles."""
    unknown = set(properties) - ARTICLE_PROPERTIES
    if unknown:
        raise AnnotatorError(f"An article's {', '.join(sorted(unknown))} cannot be changed.")
    if "title" in properties and not properties["title"].strip():
        raise AnnotatorError("An article needs a title.")
    if not is_publication_date(properties.get("published", "")):
        raise AnnotatorError(
            f"“{properties['published']}” is no date. Write it as 2025-03-12, 2025-03 or 2025."
        )
    if not _LANGUAGE.fullmatch(properties.get("language", "")):
        raise AnnotatorError(
            f"“{properties['language']}” is no language. Write its code, such as en or pt-BR."
        )
    values: dict[str, Any] = dict(properties)
    changed = ((one, replace(one, **values)) for one in articles)
    return Edit(
        Kind.ARTICLE, tuple(Change(before, after) for before, after in changed if before != after)
    )


def make_story(title: str, articles: Iterable[Article] = ()) -> Edit:
    """Make a story and put articles into it."""
    if not title.strip():
        raise AnnotatorError("A story needs a title.")
    story = Story(uid=new_uid(), title=title.strip())
    return Edit(Kind.STORY, (create(story), *_moves(articles, story.uid)))


def fill_story(story: Story | None, articles: Iterable[Article]) -> Edit:
    """Put articles into a story, or with `None` take them out of theirs."""
    return Edit(Kind.STORY, _moves(articles, story.uid if story else None))


def rename_story(story: Story, title: str) -> Edit:
    if not title.strip():
        raise AnnotatorError("A story needs a title.")
    renamed = replace(story, title=title.strip())
    changes = (Change(story, renamed),) if renamed != story else ()
    return Edit(Kind.RENAME_STORY, changes)


def delete_story(story: Story, articles: Iterable[Article]) -> Edit:
    """Remove a story; its articles (all must be given) stay, without a story."""
    return Edit(Kind.DELETE_STORY, (*_moves(articles, None), remove(story)))


def add_article(article: Article, story: Story | None = None, *, new_story: bool = False) -> Edit:
    """Bring in one article, into a story that is there or with `new_story` is made with it."""
    made = (create(story),) if story and new_story else ()
    placed = replace(article, story=story.uid if story else None)
    return Edit(Kind.ADD, (*made, create(placed)))


def delete_articles(articles: Iterable[Article], dependents: Iterable[Record]) -> Edit:
    """Remove articles with all that belongs to them.

    `dependents` are the records that refer to the articles, each before those it refers to; one
    that belongs to two of the articles (a link between them) may come twice.
    """
    once = {(one.table, one.identity): one for one in dependents}
    # Across several articles the order must hold as well: links go before any annotation.
    in_order = sorted(once.values(), key=lambda one: -_RANK[one.table])
    return Edit(Kind.DELETE, (*map(remove, in_order), *map(remove, articles)))


def set_status(article: str, coder: str, coding: Coding | None, status: CodingStatus) -> Edit:
    """Say how far a coder is with an article; `coding` is what was said before, if anything."""
    before = coding or Coding(article=article, coder=coder)
    after = replace(before, status=status)
    if coding == after:
        return Edit(Kind.STATUS, ())
    return Edit(Kind.STATUS, (Change(coding, after),))


def entitle(meta: Meta | None, title: str) -> Edit:
    """Give the project a title; `meta` is the record of the one it has."""
    if not title.strip():
        raise AnnotatorError("A project needs a title.")
    after = Meta(key="title", value=title.strip())
    return Edit(Kind.TITLE, (Change(meta, after),) if meta != after else ())


def _moves(articles: Iterable[Article], story: str | None) -> tuple[Change, ...]:
    return tuple(Change(one, replace(one, story=story)) for one in articles if one.story != story)
