"""What stands around the texts follows them: panels, status line, and which actions there are."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from annotator.ui.around import Around
from annotator.ui.desk import Desk
from annotator.ui.filing import Filing
from annotator.ui.frame import Frame
from annotator.ui.handling import Handling
from annotator.ui.pane import Pane
from annotator.ui.situation import what_is_there
from annotator.ui.specs import Needs


class Following(QObject):
    """Shows anew what another caret, annotation or article calls for, and no more than that."""

    def __init__(
        self, frame: Frame, filing: Filing, desk: Desk, handling: Handling, around: Around
    ) -> None:
        super().__init__(frame)
        self._acting, self._status = frame.acting, frame.status
        self._filing, self._desk, self._handling = filing, desk, handling
        self._around = around
        self._article: str | None = None  # that the library was told of
        self._waiting = 0
        desk.caret_moved.connect(self._follow_caret)
        desk.tagging.selected_changed.connect(self._follow_selected)
        desk.shown_changed.connect(self.show_all)
        for panel in (around.actors, around.annotations, around.checks):
            panel.chosen_changed.connect(self.allow)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Show nothing anew before the end, and everything then."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            self.show_all()

    def show_all(self) -> None:
        """Show what is open, what has the keyboard, and what can be done there."""
        if self._waiting:
            return
        library, article = self._around.library, self._desk.active.article
        library.mark_open(self._desk.open_uids())
        if article is not None and article.uid != self._article:
            library.show_article(article.uid)
        self._article = article.uid if article else None
        places = (article.uid, article.story) if article else (None, None)
        for panel in (self._around.actors, self._around.annotations, self._around.checks):
            panel.show_places(*places)
        self._show_caret()
        self._show_selected()
        self.allow()

    def allow(self) -> None:
        """Enable what can be done now."""
        if self._waiting:
            return
        there = what_is_there(self._filing.project, self._desk, self._handling, self._around)
        self._acting.allow(there)
        self._around.labels.allow(Needs.ARTICLE | Needs.WRITABLE in there)

    def _follow_caret(self, pane: Pane) -> None:
        """Nothing that can be done depends on where in an article the caret is."""
        if pane is self._desk.active and not self._waiting:
            self._show_caret()

    def _follow_selected(self) -> None:
        if not self._waiting:
            self._show_selected()
            self.allow()

    def _show_caret(self) -> None:
        active = self._desk.active
        self._status.show_place(active.article, active.view.caret())

    def _show_selected(self) -> None:
        selected, project = self._desk.tagging.selected, self._filing.project
        self._around.inspector.show_annotation(selected)
        self._around.annotations.show_selected(selected.uid if selected else None)
        label = project.scheme.label(selected.label) if project and selected else None
        self._status.show_chosen(selected, label)
