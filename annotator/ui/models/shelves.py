"""What a library holds, how it follows the changes of a project, and how it is arranged."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from annotator.core.edit import Change, Edit
from annotator.core.folding import fold
from annotator.core.model import Annotation, Article, Coding, Record, Story
from annotator.project.project import Project
from annotator.store.articles import ArticleRow

_NUMBER = re.compile(r"(\d+)")


@dataclass(slots=True, eq=False)
class Shelf:
    """A story with its articles as they are shown; without a uid the articles without a story."""

    uid: str | None
    title: str
    articles: list[str]
    done: int | None = None  # how many of them are; `None` when that is to be counted anew


@dataclass(slots=True)
class _Count:
    """By how much the accepted annotations of an article become more."""

    all: int = 0
    own: int = 0


class Contents:
    """All stories and articles, whether they are shown or not, as one coder has them."""

    def __init__(
        self, coder: str = "", stories: Iterable[Story] = (), rows: Iterable[ArticleRow] = ()
    ) -> None:
        self._coder = coder
        self.stories = {story.uid: story.title for story in stories}
        self.rows = {row.uid: row for row in rows}
        self._folded: dict[str, str] = {}  # what words are looked for in, by article
        self._titles: dict[str, str] = {}  # and by story, in their order; empty when out of date

    @classmethod
    def read(cls, project: Project) -> Self:
        reading, coder = project.reading, project.coder.uid
        with reading.snapshot():
            return cls(coder, reading.records(Story), reading.article_rows(coder))

    def moves(self, edit: Edit) -> bool:
        """Say whether anything comes, goes or changes places with an edit."""
        return any(map(self._moves, edit.changes))

    def follow(self, edit: Edit) -> set[str]:
        """Take over what an edit did; return the articles whose rows are others now."""
        changed: set[str] = set()
        counts: defaultdict[str, _Count] = defaultdict(_Count)
        for change in edit.changes:
            match change.record:
                case Annotation() as one:
                    self._count(counts[one.article], change)
                case Coding() as coding if coding.coder == self._coder:
                    changed |= self._set_said(coding, gone=change.after is None)
                case Article() as article:
                    self._set_article(article, gone=change.after is None)
                    changed.add(article.uid)
                case Story() as story:
                    self._set_story(story, gone=change.after is None)
        for uid, more in counts.items():
            if (row := self.rows.get(uid)) is not None:
                annotations, own = row.annotations + more.all, row.own + more.own
                self.rows[uid] = row._replace(annotations=annotations, own=own)
                changed.add(uid)
        return changed

    def moves_to(self, edit: Edit, found: dict[str, ArticleRow | None]) -> bool:
        """Say as `moves` does for an edit of others and the rows of its articles as they are."""
        return any(edit.of(Story.table)) or any(
            _place(row) != _place(self.rows.get(uid)) for uid, row in found.items()
        )

    def take(self, edit: Edit, found: dict[str, ArticleRow | None]) -> None:
        """Take over an edit of others, with the rows of its articles as they are."""
        for change in edit.changes:
            if isinstance(change.record, Story):
                self._set_story(change.record, gone=change.after is None)
        for uid, row in found.items():
            if row is None:
                self.rows.pop(uid, None)
            else:
                self._set_row(row)

    def arranged(self, words: tuple[str, ...]) -> list[Shelf]:
        """Return the stories by title, each with its articles, as far as they hold all words."""
        titles = self._titles = self._titles or self._sorted_titles()
        articles: dict[str | None, list[str]] = {uid: [] for uid in (*titles, None)}
        for uid, row in self.rows.items():
            if not words or _hold(words, self._fold(row), titles.get(row.story or "", "")):
                # A story that others made, and that was not told of yet, is not known here.
                articles[row.story if row.story in titles else None].append(uid)
        return [
            Shelf(uid, self.stories[uid] if uid else "Other articles", inside)
            for uid, inside in articles.items()
            if inside or (uid and _hold(words, titles[uid]))
        ]

    def _sorted_titles(self) -> dict[str, str]:
        folded = [(fold(title), uid) for uid, title in self.stories.items()]
        in_order = sorted(folded, key=lambda one: (_natural(one[0]), one[1]))
        return {uid: title for title, uid in in_order}

    def _moves(self, change: Change) -> bool:
        match change.record:
            case Story():
                return True
            case Article() as article:
                former = self.rows.get(article.uid)
                return change.after is None or former is None or former.story != article.story
        return False

    def _count(self, count: _Count, change: Change) -> None:
        for record, step in ((change.before, -1), (change.after, 1)):
            if isinstance(record, Annotation) and record.status == "accepted":
                count.all += step
                count.own += step if record.coder == self._coder else 0

    def _fold(self, row: ArticleRow) -> str:
        folded = self._folded.get(row.uid)
        if folded is None:
            folded = self._folded[row.uid] = fold(f"{row.title}\n{row.outlet}\n{row.author}")
        return folded

    def _set_row(self, row: ArticleRow) -> None:
        self.rows[row.uid] = row
        self._folded.pop(row.uid, None)

    def _set_said(self, coding: Coding, *, gone: bool) -> set[str]:
        row = self.rows.get(coding.article)
        if row is None:
            return set()
        self.rows[row.uid] = row._replace(said="" if gone else coding.status)
        return {row.uid}

    def _set_article(self, article: Article, *, gone: bool) -> None:
        if gone:
            self.rows.pop(article.uid, None)
            return
        former = self.rows.get(article.uid) or ArticleRow(article.uid, article.title)
        self._set_row(
            former._replace(
                title=article.title,
                outlet=article.outlet,
                author=article.author,
                published=article.published,
                story=article.story,
            )
        )

    def _set_story(self, story: Story, *, gone: bool) -> None:
        self._titles = {}
        if gone:
            self.stories.pop(story.uid, None)
        else:
            self.stories[story.uid] = story.title


def touched(edit: Edit) -> set[str]:
    """Return the articles whose rows an edit may have changed."""
    return {uid for change in edit.changes if (uid := _article_of(change.record))}


def _article_of(record: Record) -> str:
    match record:
        case Article():
            return record.uid
        case Annotation() | Coding():
            return record.article
    return ""


def _place(row: ArticleRow | None) -> object:
    """Return what places a row: its story, or that it is not there."""
    return row.story if row else row is None


def _natural(title: str) -> list[str | tuple[int, str]]:
    """Return what a title is sorted by, so that “Day 2” stands before “Day 10”."""
    parts = _NUMBER.split(title)
    return [_size(part) if place % 2 else part for place, part in enumerate(parts)]


def _size(digits: str) -> tuple[int, str]:
    """Return what a number is sorted by, however many digits it has: `int` takes only so many."""
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return len(value), value


def _hold(words: tuple[str, ...], text: str, more: str = "") -> bool:
    """Say whether each word stands in one of two texts."""
    return all(word in text or word in more for word in words)
