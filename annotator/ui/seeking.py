"""Looking through articles for the places where some words stand, one article after another."""

from collections.abc import Callable, Collection, Iterator, Sequence

from annotator.core.characters import BLANKS
from annotator.core.model import Article
from annotator.core.search import Search
from annotator.core.span import Span
from annotator.core.text import fitted
from annotator.project.project import Project
from annotator.ui.models.occurrences import Found, Hit

# As many as one edit is to make; it is written within a second.
MOST = 20_000
# What is kept of the line around a hit, and of a long hit, in characters.
_BEFORE, _WORDS, _AFTER = 60, 240, 160
_AT_ONCE = 100  # hits
_STRETCH = 100_000  # of a long text that is looked through in one step
_SLACK = 1_000  # how much longer than what is looked for a hit may be, by its blanks


class Seeking:
    """One look through some articles. It holds the text of one at a time."""

    def __init__(
        self,
        project: Project,
        search: Search,
        articles: Sequence[str],
        taken: Callable[[str], Collection[Span]],
    ) -> None:
        """`taken` says which spans of an article (by uid) are tagged already."""
        self._project, self._search, self._taken = project, search, taken
        self._found: list[Found] = []
        self.articles = articles
        self.looked_at = 0
        self.free = 0  # hits that are not tagged already
        self.is_full = False

    def steps(self) -> Iterator[None]:
        """Look through the articles, with pauses. Raises AnnotatorError as the search does."""
        for uid in self.articles:
            article = self._project.reading.record(Article.table, (uid,))
            if isinstance(article, Article):  # else it was deleted meanwhile
                yield from self._look_through(article)
            self.looked_at += 1
            if self.free >= MOST:
                self.is_full = self.looked_at < len(self.articles)
                return
            yield

    def take(self) -> list[Found]:
        """Return what was found since this was asked last."""
        found, self._found = self._found, []
        return found

    def _look_through(self, article: Article) -> Iterator[None]:
        found: list[Hit] = []
        for hit in hits(article, self._search):
            if hit is not None:
                found.append(hit)
            if hit is None or len(found) % _AT_ONCE == 0:
                yield
        if found:
            taken = self._taken(article.uid)
            self._found.append(Found(article.uid, found, taken))
            self.free += sum(hit.span not in taken for hit in found)


def hits(article: Article, search: Search) -> Iterator[Hit | None]:
    """Yield the hits in an article, none of them with blanks at its ends, and pauses as `None`."""
    text = article.text
    number, counted_to = 1, 0
    for one in _spans(text, search):
        span = one and fitted(text, one.start, one.end, whole_words=False)
        if span is None:
            yield None
            continue
        line = text.rfind("\n", counted_to, span.start) + 1
        if line > counted_to:
            lines = text[counted_to : line - 1].split("\n")
            number += sum(bool(each.strip(BLANKS)) for each in lines)
            counted_to = line
        before, after = _before(text, span.start), _after(text, span.end)
        yield Hit(article.uid, span, number, before, _on_one_line(text, span), after)


def _spans(text: str, search: Search) -> Iterator[Span | None]:
    """Yield what is found in a text, and between its stretches `None`.

    How far a pattern reaches cannot be told, so for one a text is a single stretch.
    """
    if search.query.is_regex:
        yield from search.hits(text)
        return
    start, slack = 0, 4 * len(search.query.text) + _SLACK
    while start < len(text):
        end = start + _STRETCH
        for hit in search.hits(text, Span(start, min(end + slack, len(text)))):
            if hit.start >= end:
                break
            yield hit
            start = hit.end
        start = max(start, end)
        yield None


def _before(text: str, at: int) -> str:
    """Return what stands before a place on its line, from the beginning of a word."""
    first = max(0, at - _BEFORE)
    cut = text[first:at].rpartition("\n")[2]
    if len(cut) < at - first or first == 0:
        return cut.lstrip(BLANKS)
    word = cut.partition(" ")[2]
    return f"…{word or cut}"


def _after(text: str, at: int) -> str:
    """Return what stands behind a place on its line, as far as it could be shown."""
    return text[at : at + _AFTER].partition("\n")[0].rstrip(BLANKS)


def _on_one_line(text: str, span: Span) -> str:
    if len(span) <= _WORDS:
        return " ".join(span.of(text).split())
    half = _WORDS // 2
    head, tail = text[span.start : span.start + half], text[span.end - half : span.end]
    return f"{' '.join(head.split())} … {' '.join(tail.split())}"
