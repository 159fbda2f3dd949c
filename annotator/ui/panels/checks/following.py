"""What keeps the list of findings as they are: looked for while it is seen, shown as they come."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.checks import Finding
from annotator.core.errors import AnnotatorError
from annotator.project.project import Event, Project
from annotator.ui.models.checks import ChecksModel
from annotator.ui.panels.checks.bar import ChecksBar
from annotator.ui.panels.checks.hint import Asked, ChecksHint
from annotator.ui.panels.checks.list import ChecksList
from annotator.ui.panels.checks.survey import REGISTRY, Survey

# After a change it is looked again when nothing more happens; else when the texts are painted.
_SOON_MS, _FIRST_MS, _LATER_MS = 150, 30, 200

Attempt = Callable[[Callable[[], object]], None]


class ChecksFollowing(QObject):
    """Fills one model with what the bar asks for; while the list is not seen it reads nothing."""

    counted = Signal(object)  # how many are shown; None when that is not known

    def __init__(
        self, model: ChecksModel, list_: ChecksList, bar: ChecksBar, attempt: Attempt
    ) -> None:
        super().__init__(list_)
        self._model, self._list, self._bar = model, list_, bar
        self._attempt = attempt
        self._project: Project | None = None
        self._shown: tuple[Sequence[str], frozenset[str]] | None = None  # articles and rules
        self._is_stopped = False
        # Whether the bar tells of something else, such as a long repair.
        self.is_bar_taken: Callable[[], bool] = lambda: False
        self.survey = Survey(self)
        self.hint = ChecksHint(list_)
        self.soon = QTimer(self, singleShot=True)
        self.soon.timeout.connect(lambda: attempt(self._look))
        bar.changed.connect(self._ask_soon)
        self.survey.went_on.connect(self._go_on)
        self.survey.ended.connect(self.tell)
        self.survey.failed.connect(self._refuse)

    def work_on(self, project: Project | None) -> None:
        """Look at another project, or none."""
        self._project, self._shown, self._is_stopped = project, None, False
        self.survey.work_on(project)
        self._model.show((), {}, ())
        self.hint.hide()
        self.counted.emit(None)
        if project is not None:
            self.soon.start(_FIRST_MS)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if self._project is not None and self.survey.hear(event):
            self.survey.stop()
            if self._list.isVisible():
                self.soon.start(_SOON_MS)
            else:
                self.counted.emit(None)

    def look_soon(self) -> None:
        """Look when the texts are painted."""
        self.soon.start(_FIRST_MS)

    def look_now(self, article: str) -> None:
        """Show what there is in an article, and go on looking at the rest soon.

        Raises AnnotatorError.
        """
        self._bring_up_to_date()
        self.survey.look_now(article)
        self._show_fresh()
        if not self.survey.is_running:
            self.soon.start(_SOON_MS)  # what else there is may not have been looked at yet

    def stop_or_go_on(self) -> None:
        """Look no further, or go on with that."""
        self._is_stopped = self.survey.is_running
        if self._is_stopped:
            self.survey.stop()
            self._show_fresh()
        else:
            self.survey.go()
        self.tell()

    def forget(self, findings: Sequence[Finding]) -> None:
        """Take out what is none any more at once; that it is so is found when it is looked again.

        Who repairs one after another does not wait for that.
        """
        self.survey.forget(findings)
        self._show_fresh()

    def tell(self) -> None:
        """Say how far the look is, and what has come of it."""
        if self._project is None or self.is_bar_taken():
            return
        count, is_done = self._model.count, self.survey.is_done
        going_on = not self._is_stopped
        self._bar.tell(count, self.survey.progress, is_done=is_done, going_on=going_on)
        self.counted.emit(count if is_done else None)
        if count or self._shown is None:
            self.hint.hide()
        else:
            articles, rules = self._shown
            there = any(key != REGISTRY for key in articles)
            asked = Asked(self._bar.extent, len(rules), there, is_done, self._is_stopped)
            self.hint.tell_of(asked)

    # How it is done

    def _ask_soon(self) -> None:
        self._is_stopped = False
        if self._list.isVisible():
            self.look_soon()

    def _look(self) -> None:
        """Look at what is wanted and was not looked at yet, if somebody sees it."""
        if self._project is None or not self._list.isVisible():
            return
        if self._project.is_released:
            self.soon.start(_LATER_MS)  # a file is being chosen; nothing can be read meanwhile
            return
        self._bring_up_to_date()
        if not self._is_stopped:
            self.survey.go()
        self.tell()

    def _bring_up_to_date(self) -> None:
        """Show what is known of what is wanted now."""
        self.soon.stop()
        has_new_places = self.survey.renew_places()
        articles = self._bar.wanted(self.survey.places)
        registry = [REGISTRY] if self._bar.extent == "all" else []
        wanted = ([*articles, *registry], self._bar.rules)
        if wanted != self._shown:
            self._shown = wanted
            self.survey.want(*wanted)
            self.survey.take()
            self._model.names_articles = self._bar.extent != "pane"
            with self._list.keeping_place():
                self._model.show(wanted[0], self.survey.places, self.survey.found())
        elif has_new_places:
            self._model.show_places(self.survey.places)

    def _go_on(self) -> None:
        self._show_fresh()
        self.tell()

    def _show_fresh(self) -> None:
        wanted = set(self._shown[0]) if self._shown else set()
        fresh = {key: found for key, found in self.survey.take().items() if key in wanted}
        if fresh:
            with self._list.keeping_place():
                self._model.update(fresh)

    def _refuse(self, sentence: str) -> None:
        def refuse() -> None:
            raise AnnotatorError(sentence)

        self._attempt(refuse)
