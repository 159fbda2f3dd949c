"""One look through some articles for what somebody wants to tag, one article after another."""

from collections.abc import Callable, Collection, Iterator, Sequence

from PySide6.QtCore import QObject

from annotator.core.model import Article
from annotator.core.search import Search
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.find.excerpts import Found, Occurrence, occurrences
from annotator.ui.find.looking import looked_for

# As many as one edit is to make; it is written within a second.
MOST = 20_000


class Survey:
    """Holds the text of one article at a time, and ends where there is more than can be tagged."""

    def __init__(
        self,
        project: Project,
        search: Search,
        articles: Sequence[str],
        taken: Callable[[str], Collection[Span]],
        owner: QObject,
    ) -> None:
        """`taken` says which spans of an article (by uid) are tagged already."""
        self._project, self._search, self._taken, self._owner = project, search, taken, owner
        self._found: list[Found] = []
        self.articles = articles
        self.looked_at = 0
        self.free = 0  # hits that are not tagged already, MOST of them at most
        self.is_full = False  # there are more

    def steps(self) -> Iterator[object]:
        """Look through the articles, with pauses. Raises AnnotatorError as the search does."""
        for uid in self.articles:
            article = self._project.reading.record(Article.table, (uid,))
            if isinstance(article, Article):  # else it was deleted meanwhile
                yield from self._look_through(article)
            self.looked_at += 1
            if self.is_full:
                return
            yield None

    def take(self) -> list[Found]:
        """Return what was found since this was asked last."""
        found, self._found = self._found, []
        return found

    def _look_through(self, article: Article) -> Iterator[object]:
        found: list[Occurrence] = []
        taken: Collection[Span] = ()
        for one in occurrences(article, looked_for(self._search, article.text, self._owner)):
            if isinstance(one, Occurrence):
                taken = taken if found else self._taken(article.uid)
                if one.span not in taken:
                    if self.free == MOST:
                        self.is_full = True
                        break
                    self.free += 1
                found.append(one)
            yield one
        if found:  # what is tagged by now, since the label may be another one
            self._found.append(Found(article.uid, found, self._taken(article.uid)))
