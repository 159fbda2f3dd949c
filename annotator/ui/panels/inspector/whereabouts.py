"""Where annotations are, in words: the article and the paragraph."""

from bisect import bisect_right
from dataclasses import dataclass

from annotator.core.model import Annotation
from annotator.core.paragraphs import paragraphs
from annotator.project.project import Project

_MOST = 200


@dataclass(frozen=True, slots=True)
class Home:
    """What a line says of an article, and where its paragraphs begin."""

    title: str
    outlet: str
    starts: tuple[int, ...]

    @property
    def name(self) -> str:
        """Return what tells it from the other articles of a story."""
        return self.outlet or self.title


class Whereabouts:
    """Reads each article once, for its text never changes."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._homes: dict[str, Home] = {}

    def home(self, article: str) -> Home:
        """Return what there is to say of an article (by uid) that is in the project."""
        found = self._homes.get(article)
        if found is None:
            read = self._project.reading.article(article)
            starts = tuple(one.start for one in paragraphs(read.text))
            found = Home(read.title, read.outlet, starts)
            if len(self._homes) >= _MOST:
                self._homes.pop(next(iter(self._homes)))
            self._homes[article] = found
        return found

    def paragraph(self, annotation: Annotation) -> int:
        """Return in which paragraph an annotation begins: lines that are not empty, from 1."""
        return bisect_right(self.home(annotation.article).starts, annotation.start)

    def forget(self, article: str) -> None:
        """Read an article anew the next time, for its title may be another."""
        self._homes.pop(article, None)
