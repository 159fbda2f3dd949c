"""The ends of the selected annotation: moved by keys, by words that are selected, or by a drag."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject

from annotator.core import acts
from annotator.core.ends import end_moved, start_moved
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article
from annotator.core.span import Span
from annotator.core.text import fitted
from annotator.project.history import Step
from annotator.project.project import Project
from annotator.ui.pane import Pane
from annotator.ui.phrases import with_article
from annotator.ui.tagging import Tagging, identical


class _Run(NamedTuple):
    """Presses in a row at one annotation: what takes them all back, and what they came to."""

    uid: str
    span: Span
    step: Step | None


class Ends(QObject):
    """Moves the ends of the selected annotation, in whichever pane that is."""

    def __init__(self, tagging: Tagging, parent: QObject) -> None:
        super().__init__(parent)
        self._tagging = tagging
        self._project: Project | None = None
        self._run: _Run | None = None
        self._offered: str | None = None  # the annotation whose words were selected to be changed
        tagging.selected_changed.connect(self._follow)

    def work_on(self, project: Project | None) -> None:
        self._project = project
        self._run = self._offered = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "annotate.refit": self.refit,
            "annotate.start_left": partial(self.move_start, forward=False),
            "annotate.start_right": partial(self.move_start, forward=True),
            "annotate.end_left": partial(self.move_end, forward=False),
            "annotate.end_right": partial(self.move_end, forward=True),
        }

    def move_start(self, *, forward: bool) -> None:
        """Move the start by a word or a mark. Raises AnnotatorError where that cannot be."""
        pane, article, one = self._at_hand()
        span = start_moved(article.text, one.span, forward=forward)
        if span is None:
            raise AnnotatorError(_TOO_SHORT if forward else "The text begins here.")
        self._move(pane, article, one, span)
        pane.view.reveal(Span(span.start, span.start + 1))

    def move_end(self, *, forward: bool) -> None:
        """Move the end by a word or a mark. Raises AnnotatorError where that cannot be."""
        pane, article, one = self._at_hand()
        span = end_moved(article.text, one.span, forward=forward)
        if span is None:
            raise AnnotatorError("The text ends here." if forward else _TOO_SHORT)
        self._move(pane, article, one, span)
        pane.view.reveal(Span(span.end - 1, span.end))

    def refit(self) -> None:
        """Select the words of the annotation or, where others are selected by now, take those.

        While its own are selected, the caret goes to their other end. Words that have nothing to
        do with it are not taken, unless its own were selected for that before.
        """
        pane, article, one = self._at_hand()
        view = pane.view
        wanted = _chosen(view.selection(), article.text)
        if wanted is None or not (self._offered == one.uid or wanted.overlaps(one.span)):
            self._offer(pane, one, caret_first=False)
        elif wanted == one.span:
            self._offer(pane, one, caret_first=not view.caret_is_first())
        else:
            self._resize(pane, article, one, wanted, None)
            view.clear_selection()
            self._offered = None

    def take(self, pane: Pane, span: Span) -> None:
        """Take the ends that a grip was dragged to."""
        at_hand, article, one = self._at_hand()
        if at_hand is pane and span != one.span:
            self._resize(pane, article, one, span, None)

    def _at_hand(self) -> tuple[Pane, Article, Annotation]:
        pane, one = self._tagging.pane, self._tagging.selected
        if pane is None or one is None or pane.article is None:
            raise AnnotatorError("Select the annotation whose ends are to be moved.")
        return pane, pane.article, one

    def _offer(self, pane: Pane, one: Annotation, *, caret_first: bool) -> None:
        pane.take_keyboard()
        pane.view.select(one.span, caret_first=caret_first)
        at = one.start if caret_first else one.end - 1
        pane.view.reveal(Span(at, at + 1))
        self._offered = one.uid

    def _move(self, pane: Pane, article: Article, one: Annotation, span: Span) -> None:
        """Move ends by a key: all presses in a row, at one annotation, are one step of undo."""
        run = self._run
        goes_on = run is not None and (run.uid, run.span) == (one.uid, one.span)
        former = run.step if run is not None and goes_on else None
        step = self._resize(pane, article, one, span, former)
        self._run = _Run(one.uid, span, step)

    def _resize(
        self, pane: Pane, article: Article, one: Annotation, span: Span, instead_of: Step | None
    ) -> Step | None:
        assert self._project is not None  # something of it is selected
        if identical(pane, one.label, span) is not None:
            title = self._project.scheme.label(one.label).title.lower()
            raise AnnotatorError(
                f"Just these words are tagged as {with_article(title)} already. Erase one of the "
                "two, or move the other end first."
            )
        self._run = None
        return self._project.perform(acts.resize(article, one, span), instead_of)

    def _follow(self, selected: Annotation | None) -> None:
        uid = selected.uid if selected else None
        if self._offered != uid:
            self._offered = None
        if self._run is not None and self._run.uid != uid:
            self._run = None


def _chosen(selection: Span | None, text: str) -> Span | None:
    """Return what is selected as it is, but for blanks at its ends and letters that it cuts."""
    if selection is None:
        return None
    return fitted(text, selection.start, selection.end, whole_words=False)


_TOO_SHORT = "There would be nothing left of the annotation. Delete erases it."
