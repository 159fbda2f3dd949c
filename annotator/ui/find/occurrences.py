"""From some words to all their occurrences, and to one edit that tags those."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from PySide6.QtCore import QObject, QRect, Signal

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Label
from annotator.core.scheme import PASSAGE
from annotator.core.search import Query, Search, Way
from annotator.core.span import Span
from annotator.project.project import Cause, Event, Project
from annotator.store.articles import ArticleRow
from annotator.ui.desk import Desk
from annotator.ui.find.dialog import Asked, Chosen, OccurrencesDialog
from annotator.ui.find.extent import Extent
from annotator.ui.frame import Frame
from annotator.ui.pane import Pane
from annotator.ui.phrases import counted, with_article
from annotator.ui.theme import Theme
from annotator.ui.waiting import waiting

_EXTENT = "occurrences"  # what the memory knows the extent by
_INSET = 40


class Occurrences(QObject):
    """Opens the dialog that asks which of them are meant, and tags those."""

    offered = Signal(str)  # what was done, which undo takes back

    def __init__(
        self, frame: Frame, desk: Desk, in_order: Callable[[], Iterable[ArticleRow]]
    ) -> None:
        """`in_order` returns all articles in the order of the library."""
        super().__init__(frame)
        self._frame, self._desk, self._in_order = frame, desk, in_order
        self._project: Project | None = None
        self._last_label: str | None = None
        self.dialog: OccurrencesDialog | None = None  # the one that is open, if one is
        self._is_tagging = False  # what the dialog asked for, which closes it then
        frame.appearance.changed.connect(self._set_theme)

    def work_on(self, project: Project | None) -> None:
        self._project = project
        self._last_label = None
        self.dialog = None  # it has gone with its project

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"annotate.everywhere": self.list_selected}

    def hear(self, event: Event) -> None:
        """Follow a change of the project, after the library has."""
        if event.cause is Cause.DONE and event.edit.kind is Kind.ANNOTATE:
            self._last_label = _label_of(event.edit) or self._last_label
        if self.dialog is not None and not self._is_tagging:
            self.dialog.hear(event)

    def list_selected(self) -> None:
        """Look for the words of the selected annotation, to tag them alike.

        Raises AnnotatorError when there is none, or nothing can be tagged.
        """
        one = self._desk.tagging.selected
        if one is None:
            raise AnnotatorError(
                "Select an annotation first: its words are looked for, to be tagged alike."
            )
        query = Query(one.text, Way.WHOLE_WORDS)
        self._open(query, one.label, one.article, one.span)

    def offer(self, query: Query, pane: Pane) -> None:
        """Look for what was asked for in a pane, to tag it. Raises AnnotatorError if it cannot."""
        label = self._likely_label()
        if pane.article is not None and label is not None:
            self._open(query, label, pane.article.uid)

    def _open(self, query: Query, label: str, article: str, source: Span | None = None) -> None:
        project = self._project
        assert project is not None  # there is an article
        if project.read_only:
            raise AnnotatorError(
                f"{project.path} can only be read, so nothing can be tagged in it. Copy it to a "
                "folder of yours to annotate."
            )
        Search(query)  # refuses a pattern that is none, before a dialog is made for it
        kept = self._frame.memory.texts(_EXTENT)
        extent = Extent.kept_as(kept[0] if kept else "")
        asked = Asked(query, label, article, extent, source)
        former = self.dialog
        if former is not None and former.asked == asked:
            former.activateWindow()
            return
        theme = self._frame.appearance.theme
        dialog = OccurrencesDialog(project, asked, theme, self._in_order, self._tag, self._frame)
        if former is not None:
            former.close()
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.jump_requested.connect(self._jump)
        dialog.extent_chosen.connect(self._keep_extent)
        self._place(dialog)
        # Not `open`: what is found is looked at in the window, which must not be locked for that.
        dialog.show()

    def _place(self, dialog: OccurrencesDialog) -> None:
        """Put it to the lower right, where it hides least of what is read."""
        corner = QRect(self._frame.frameGeometry()).bottomRight()
        place = QRect(dialog.rect())
        place.moveBottomRight(corner)
        place.translate(-_INSET, -_INSET)
        screen = self._frame.screen().availableGeometry()
        if screen.contains(place):
            dialog.move(place.topLeft())

    def _likely_label(self) -> str | None:
        """Return the label that was used last, else the first that has a key."""
        assert self._project is not None
        labels = [one for one in self._project.scheme.labels if one.uid != PASSAGE]
        if any(one.uid == self._last_label for one in labels):
            return self._last_label
        keyed = (one.uid for one in labels if one.key)
        return next(keyed, labels[0].uid if labels else None)

    def _tag(self, label: Label, chosen: Chosen) -> None:
        """Tag what was chosen as one edit, and offer to undo it.

        What others have tagged or deleted meanwhile is left out.
        """
        project = self._project
        assert project is not None
        self._is_tagging = True
        try:
            with waiting():
                free = _free(project, label, chosen)
                edit = acts.annotate_all(free, label, project.coder.uid)
                project.perform(edit)
        finally:
            self._is_tagging = False
        hits = counted(len(edit.changes), "hit")
        articles = {
            one.record.article for one in edit.changes if isinstance(one.record, Annotation)
        }
        where = f" in {counted(len(articles), 'article')}" if len(articles) > 1 else ""
        self.offered.emit(f"Tagged {hits}{where} as {with_article(label.title.lower())}.")

    def _jump(self, article: str, span: Span) -> None:
        """Show a place and select its words; the keyboard stays in the dialog."""
        self._desk.attempt(lambda: self._show(article, span))

    def _show(self, article: str, span: Span) -> None:
        pane = self._desk.pane_of(article) or self._desk.active
        with self._desk.visits.jumping("occurrences", pane):
            self._desk.open_article(article, pane, keyboard=False)
            pane.view.select(span)
            pane.view.reveal(span)

    def _keep_extent(self, extent: Extent) -> None:
        self._frame.memory.keep_texts(_EXTENT, [extent.value])

    def _forget(self) -> None:
        self.dialog = None

    def _set_theme(self, theme: Theme) -> None:
        if self.dialog is not None:
            self.dialog.set_theme(theme)


def _free(project: Project, label: Label, chosen: Chosen) -> Iterator[tuple[Article, Span]]:
    """Yield what can be tagged of what was chosen, with one text at a time."""
    for uid, spans in chosen:
        article = project.reading.record(Article.table, (uid,))
        if isinstance(article, Article):
            taken = project.reading.taken(uid, label.uid, project.coder.uid)
            yield from ((article, span) for span in spans if span not in taken)


def _label_of(edit: Edit) -> str | None:
    made = (change.record for change in edit.changes)
    return next((one.label for one in made if isinstance(one, Annotation)), None)
