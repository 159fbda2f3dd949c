"""One search after the other through the project, and what is tagged already of what was found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from annotator.core.model import Label
from annotator.core.search import Query, Search
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.find.model import OccurrencesModel
from annotator.ui.find.survey import Survey
from annotator.ui.slicing import Slicing

_SHOW_EVERY = 0.1  # seconds: each time all that is seen is painted anew
_SCREENFUL = 50  # rows, which are shown at once


class ProjectSearch(QObject):
    """Fills a list with what is found and keeps the marks of its rows right."""

    went_on = Signal()  # not oftener than somebody can read
    ended = Signal()
    failed = Signal(str)

    def __init__(self, project: Project, model: OccurrencesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._model = project, model
        self._label: Label | None = None
        self._searching, self._marking = Slicing(project, self), Slicing(project, self)
        self._survey: Survey | None = None
        self._left: Iterator[object] | None = None  # to be looked at
        self._stale: dict[str, None] = {}  # articles in which something may be tagged otherwise
        self._marked: dict[str, Collection[Span]] = {}
        self._shown_at = 0.0
        self._searching.sliced.connect(self._go_on_showing)
        self._searching.ended.connect(self._end)
        self._searching.failed.connect(self._fail)
        self._marking.sliced.connect(self._show_marked)
        self._marking.ended.connect(self._end_marking)
        self._marking.failed.connect(self.failed)

    @property
    def is_searching(self) -> bool:
        return self._searching.is_running

    @property
    def is_busy(self) -> bool:
        """Say whether ticks and marks may change by themselves."""
        return self._searching.is_running or self._marking.is_running

    @property
    def is_unfinished(self) -> bool:
        """Say whether something is left to be looked at, be it now or after `stop`."""
        return self._left is not None

    @property
    def looked_at(self) -> tuple[int, int]:
        """Return how many articles were looked at, and of how many."""
        return (self._survey.looked_at, len(self._survey.articles)) if self._survey else (0, 0)

    @property
    def is_full(self) -> bool:
        """Say whether there are more hits than can be tagged at once."""
        return self._survey is not None and self._survey.is_full

    def begin(self, query: Query, articles: Sequence[str]) -> None:
        """Look for something in some articles (by uid), instead of what was looked for before."""
        self._searching.stop()
        self._model.clear()
        self._survey = Survey(self._project, Search(query), articles, self._taken, self)
        self._left = self._survey.steps()
        self._searching.begin(self._left)

    def stop(self) -> None:
        """Rest until somebody goes on."""
        self._searching.stop()
        self.show_found()

    def go_on(self) -> None:
        if self._left is not None:
            self._searching.begin(self._left)

    def end(self) -> None:
        """Do nothing more."""
        self._searching.stop()
        self._marking.stop()
        self._left = None

    def set_label(self, label: Label | None) -> None:
        """Say what is to be tagged with."""
        self.show_found()
        self._label = label
        self.mark(self._model.articles)

    def mark(self, articles: Iterable[str]) -> None:
        """Look anew for what is tagged already in some articles, as far as there are hits."""
        self._stale.update(dict.fromkeys(one for one in articles if one in self._model.articles))
        if self._stale and not self._marking.is_running:
            self._marking.begin(self._marks())

    def show_found(self) -> None:
        """Put what was found into the list."""
        if self._survey is not None:
            self._model.add(self._survey.take())

    def _taken(self, article: str) -> Collection[Span]:
        label, project = self._label, self._project
        return project.reading.taken(article, label.uid, project.coder.uid) if label else ()

    def _go_on_showing(self) -> None:
        is_due = perf_counter() - self._shown_at > _SHOW_EVERY
        if is_due or self._model.rowCount() < _SCREENFUL:
            self.show_found()
            self._shown_at = perf_counter()
            self.went_on.emit()

    def _end(self) -> None:
        self._left = None
        self.show_found()
        self.ended.emit()

    def _fail(self, sentence: str) -> None:
        self._left = None
        self.show_found()
        self.failed.emit(sentence)

    def _marks(self) -> Iterator[None]:
        while self._stale:
            article, _ = self._stale.popitem()
            self._marked[article] = self._taken(article)
            yield

    def _show_marked(self) -> None:
        marked, self._marked = self._marked, {}
        self._model.mark(marked)

    def _end_marking(self) -> None:
        self._show_marked()
        self.went_on.emit()
