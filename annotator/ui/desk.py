"""The articles side by side, which of them the keys act on, and the gestures made on them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.core.model import Annotation
from annotator.project.project import Cause, Event, Project
from annotator.ui.memory import Place
from annotator.ui.pane import Pane
from annotator.ui.tagging import Tagging
from annotator.ui.theme import Theme

_PANES = ("Left article", "Right article")


class Desk(QSplitter):
    """Two panes and the one selected annotation of the window."""

    changed = Signal()  # another article, pane, caret place or selected annotation
    damaged = Signal(str)  # an annotation that is shown does not say what its text says

    def __init__(
        self, theme: Theme, attempt: Callable[[Callable[[], object]], None], parent: QWidget
    ) -> None:
        """`attempt` calls what it is given and shows the sentence of what is refused."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._attempt = attempt
        self._project: Project | None = None
        self.tagging = Tagging(self)
        self.panes = tuple(Pane(name, theme, self) for name in _PANES)
        self.active = self.panes[0]
        for pane in self.panes:
            self.addWidget(pane)
            self._connect(pane)
        self.setChildrenCollapsible(False)
        self.tagging.selected_changed.connect(lambda _: self.changed.emit())

    def work_on(self, project: Project | None) -> None:
        """Clear the desk for another project, or for none."""
        self._project = project
        self.tagging.work_on(project)
        for pane in self.panes:
            pane.clear()

    def open_article(self, uid: str, pane: Pane) -> None:
        """Show an article in a pane and give that the keyboard."""
        assert self._project is not None
        if pane.article is None or pane.article.uid != uid:
            if self.tagging.pane is pane:
                self.tagging.select(None, None)
            pane.show_article(self._project, uid)
        pane.view.setFocus()
        # Without the focus, in a window behind others, nobody else would say so.
        self._activate(pane)

    def beside(self, pane: Pane) -> Pane:
        """Return the pane to the right of one, or from the last one the first."""
        return self.panes[(self.panes.index(pane) + 1) % len(self.panes)]

    def open_uids(self) -> tuple[str, ...]:
        """Return the uids of the articles that are shown."""
        return tuple(pane.article.uid for pane in self.panes if pane.article)

    def places(self) -> list[Place]:
        """Return what is shown where, one place a pane; an empty uid for an empty pane."""
        return [
            (pane.article.uid, pane.view.caret(), pane.view.first_visible())
            if pane.article
            else ("", 0, 0)
            for pane in self.panes
        ]

    def open_places(self, places: list[Place]) -> None:
        """Show articles where they were left, and give the left one the keyboard."""
        for pane, (uid, caret, top) in zip(self.panes, places, strict=False):
            if uid:
                self.open_article(uid, pane)
                pane.go_back_to(caret, top)
        self.panes[0].view.setFocus()
        self._activate(self.panes[0])

    def set_text_size(self, points: float) -> None:
        for pane in self.panes:
            pane.view.set_reading_font(points)

    def hear(self, event: Event) -> None:
        """Follow a change of the project; what was undone or redone is brought into view."""
        for pane in self.panes:
            pane.hear(event)
        selected = self.tagging.selected
        if selected is None:
            self.tagging.select(None, None)
        if event.cause in (Cause.UNDONE, Cause.REDONE):
            self._go_to_change(event)
        self.changed.emit()

    def _go_to_change(self, event: Event) -> None:
        for change in event.edit.changes:
            one = change.record
            if isinstance(one, Annotation):
                self._go_to(one, gone=change.after is None)
                return

    def _go_to(self, annotation: Annotation, *, gone: bool) -> None:
        project = self._project
        if project is None or not project.reading.has("article", annotation.article):
            return
        shown = (one for one in self.panes if one.article and one.article.uid == annotation.article)
        pane = next(shown, self.active)
        self.open_article(annotation.article, pane)
        if gone:
            pane.view.set_caret(annotation.start)
            pane.view.reveal(annotation.span)
        elif annotation.span.touches(pane.view.caret()):
            self.tagging.select(pane, annotation)
            pane.view.reveal(annotation.span)
        else:
            self.tagging.go_to(pane, annotation)

    def _connect(self, pane: Pane) -> None:
        view, tagging, attempt = pane.view, self.tagging, self._attempt
        pane.activated.connect(lambda: self._activate(pane))
        pane.content_changed.connect(self.changed)
        pane.damaged.connect(self.damaged)
        view.caret_moved.connect(lambda _: self.changed.emit())
        view.clicked.connect(lambda at: tagging.click(pane, at))
        view.letter_typed.connect(
            lambda letter, shift: attempt(lambda: tagging.press(pane, letter, continues=shift))
        )
        view.tab_pressed.connect(lambda back: attempt(lambda: tagging.step(pane, back=back)))
        view.erase_pressed.connect(lambda: attempt(lambda: tagging.erase(pane)))
        view.escape_pressed.connect(lambda: self._escape(pane))

    def _activate(self, pane: Pane) -> None:
        self.active = pane
        for one in self.panes:
            one.set_active(one is pane)
        self.changed.emit()

    def _escape(self, pane: Pane) -> None:
        if pane.view.selection() is not None:
            pane.view.clear_selection()
        self.tagging.select(None, None)
