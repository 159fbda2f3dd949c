"""One article on the desk: its header, its text and what is tagged in it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.bonds import Bond, bonds_at, is_about_speech
from annotator.core.edit import Change, Kind
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Annotation, Article, Coding, Link
from annotator.core.parts import in_text_order
from annotator.core.scheme import CONTINUES_LINK
from annotator.core.span import Span
from annotator.project.check import misfits
from annotator.project.project import Event, Project
from annotator.ui.actions import Actions
from annotator.ui.describing import described
from annotator.ui.dragging import ARTICLES_MIME, dragged
from annotator.ui.fontline import FontLine
from annotator.ui.header import Header
from annotator.ui.phrases import tooltip
from annotator.ui.places import Place
from annotator.ui.proposal import Proposal
from annotator.ui.specs import Scope
from annotator.ui.text.palette import LabelPalette
from annotator.ui.text.view import TextView
from annotator.ui.theme import Theme


class Pane(QWidget):
    """Shows one article and follows what happens to it."""

    activated = Signal()  # the text has got the keyboard, or the mouse chose the pane
    article_shown = Signal()  # another one, the same one read anew, or none
    damaged = Signal(str)  # the annotations of an article are not what its text says
    dropped = Signal(str)  # an article was dragged here
    close_requested = Signal()
    label_pressed = Signal(str)  # the key of a label beside the selection
    menu_requested = Signal(int, QPoint)  # at a character, and where on the screen

    def __init__(self, theme: Theme, acting: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = TextView(
            theme, self, tooltip_for=self._tooltip, parts_of=self.parts_of, bonds_of=self._bonds
        )
        self.view.setProperty("help", "annotate")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        acting.add_to(self.view, Scope.TEXT)
        self._palette = LabelPalette(self.view, theme)
        self._palette.pressed.connect(self.label_pressed)
        self.proposal = Proposal(self.view, acting)
        self.article: Article | None = None
        self.index: SpanIndex[Annotation] = SpanIndex()
        self.links = Links()
        self._project: Project | None = None
        self._coding: Coding | None = None
        self._accepted = self._own = 0  # annotations: how many count, and how many are the coder's
        self._header = Header(acting, self)
        self._header.pressed.connect(self.activated)
        self._header.close_requested.connect(self.close_requested)
        self.font_line = FontLine(self)
        self._hint = QLabel(self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setMargin(24)
        self._hint.setObjectName("hint")
        self._hint.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hint.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._hint.customContextMenuRequested.connect(
            lambda at: acting.menu("pane", self).popup(self._hint.mapToGlobal(at))
        )
        filled = QWidget(self)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.font_line)
        column.addWidget(self.view)
        self._column = column
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(filled)
        self.setAcceptDrops(True)
        self.setProperty("help", "panes")
        self.set_number(1, alone=True)
        for part in (self.view, self._hint):
            part.installEventFilter(self)

    def parts_of(self, annotation: Annotation) -> list[Annotation]:
        """Return all parts of a split annotation in text order, or only the annotation."""
        found = (self.index.get(uid) for uid in self.links.parts.of(annotation.uid))
        return in_text_order(one for one in found if one is not None) or [annotation]

    @property
    def palette_wanted(self) -> bool:
        """Whether the labels are offered beside what the mouse has selected."""
        return self._palette.wanted

    @palette_wanted.setter
    def palette_wanted(self, wanted: bool) -> None:
        self._palette.wanted = wanted

    @property
    def place(self) -> Place:
        """Return where the article is being read."""
        return Place(self.view.caret(), self.view.first_visible())

    def set_number(self, number: int, *, alone: bool) -> None:
        """Say which of the panes this is, from the left, and whether it is the only one."""
        self.view.setAccessibleName(f"Pane {number}: text")
        self._hint.setAccessibleName(f"Pane {number}: empty")
        self._header.set_closable(not alone)

    def show_article(self, project: Project, uid: str) -> None:
        """Read an article and what belongs to it, and show it from its beginning."""
        article = project.reading.article(uid)
        annotations = project.reading.annotations_of(uid)
        coding = project.reading.record("coding", (uid, project.coder.uid))
        self._project = project
        self.article = article
        self._coding = coding if isinstance(coding, Coding) else None
        self._take(annotations, project.reading.links_of(uid))
        self.view.show_text(article.text, self.index, project.scheme.labels)
        self._palette.show_labels(project.scheme.labels)
        self._header.show_article(article)
        self._stack.setCurrentIndex(1)
        self._show_progress()
        self.article_shown.emit()
        for problem in misfits(article, annotations):
            self.damaged.emit(str(problem))

    def go_back_to(self, place: Place) -> None:
        """Put caret and uppermost line where they were; places beyond the text are its end."""
        end = len(self.article.text) if self.article else 0
        self.view.set_caret(min(place.caret, end))
        self.view.set_first_visible(min(place.top, end))

    def put_above_text(self, bar: QWidget) -> None:
        """Let a bar stand between the text and what is above it already."""
        self._column.insertWidget(self._column.indexOf(self.view), bar)

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        self._palette.set_theme(theme)

    def set_hint(self, sentence: str) -> None:
        """Say what to do where no article is shown."""
        self._hint.setText(sentence)

    def clear(self) -> None:
        """Show no article."""
        self._project = None
        self.article = None
        self._coding = None
        self._take((), ())
        self.view.clear_text()
        self._stack.setCurrentIndex(0)
        self.article_shown.emit()

    def take_keyboard(self) -> None:
        """Give the keyboard to the text, or where there is none to the pane as such."""
        (self.view if self.article else self._hint).setFocus()

    def set_active(self, active: bool) -> None:
        """Show whether this is the pane that keys and menus act on."""
        for part in (self._header, self._hint):
            part.setProperty("active", active)
            part.style().polish(part)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if self.article is None or self._project is None:
            return
        edit = event.edit
        if edit.kind is Kind.IMPORT:
            self._read_anew(self._project, self.article.uid)
            return
        if edit.touches_codebook:
            labels = self._project.scheme.labels
            self.view.set_labels(labels)
            self._palette.show_labels(labels)
        touched = [span for change in edit.changes for span in self._take_change(change)]
        if touched and self.article is not None:
            self.view.refresh(touched)
            self._show_progress()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn or (
            watched is self._hint and event.type() == QEvent.Type.MouseButtonPress
        ):
            self.activated.emit()
        return super().eventFilter(watched, event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ARTICLES_MIME):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for uid in dragged(event.mimeData())[:1]:
            self.dropped.emit(uid)

    def _show_menu(self, at: QPoint) -> None:
        viewport = self.view.viewport()
        where = self.view.character_at(at.toPointF())
        self.menu_requested.emit(
            self.view.caret() if where is None else where, viewport.mapToGlobal(at)
        )

    def _tooltip(self, annotation: Annotation) -> str:
        assert self._project is not None  # there is something to point at
        return tooltip("\n".join(described(annotation, self._project)))

    def _bonds(self, annotation: Annotation) -> list[Bond]:
        return bonds_at(annotation, self.index, self.links)

    def _take(self, annotations: Iterable[Annotation], links: Iterable[Link]) -> None:
        shown = [one for one in annotations if one.status != "rejected"]
        self.index = SpanIndex(shown)
        self._accepted = self._own = 0
        for one in shown:
            self._count(one, 1)
        self.links = Links(links)

    def _read_anew(self, project: Project, uid: str) -> None:
        if not project.reading.has("article", uid):
            self.clear()
            return
        place = self.place
        self.show_article(project, uid)
        self.go_back_to(place)

    def _take_change(self, change: Change) -> list[Span]:
        """Follow one change; return the spans that look different now."""
        gone = change.after is None
        if self.article is None:
            return []  # it went with a change before this one
        match change.record:
            case Annotation() as one if one.article == self.article.uid:
                return self._follow(one, gone=gone)
            case Link() as link:
                return self._follow_link(link, gone=gone)
            case Coding() as coding if coding.article == self.article.uid:
                self._follow_coding(coding, gone=gone)
            case Article() as article if article.uid == self.article.uid:
                self._follow_article(article, gone=gone)
        return []

    def _follow_article(self, article: Article, *, gone: bool) -> None:
        if gone:
            self.clear()
        else:
            self.article = article
            self._header.show_article(article)

    def _follow(self, annotation: Annotation, *, gone: bool) -> list[Span]:
        former = self.index.get(annotation.uid)
        # What ties it to its other parts is drawn with them.
        touched = [one.span for one in self.parts_of(former)] if former else []
        if former:
            self._count(former, -1)
        if gone or annotation.status == "rejected":
            self.index.discard(annotation.uid)
        else:
            self.index.add(annotation)
            self._count(annotation, 1)
            touched.append(annotation.span)
        return touched

    def _follow_link(self, link: Link, *, gone: bool) -> list[Span]:
        source = self.index.get(link.source)
        touched = self.parts_of(source) if source else []
        self.links.discard(link.uid)
        if not gone and (source or link.target in self.index):
            self.links.add(link)
        target = self.index.get(link.target)
        if is_about_speech(link) and source and target:
            return [source.span, target.span]
        if link.kind != CONTINUES_LINK or source is None:
            return []
        return [one.span for one in (*touched, *self.parts_of(source))]

    def _follow_coding(self, coding: Coding, *, gone: bool) -> None:
        assert self._project is not None
        if coding.coder == self._project.coder.uid:
            self._coding = None if gone else coding
            self._show_progress()

    def _count(self, annotation: Annotation, step: int) -> None:
        if annotation.status == "accepted" and self._project is not None:
            self._accepted += step
            self._own += step if annotation.coder == self._project.coder.uid else 0

    def _show_progress(self) -> None:
        status = self._coding.status if self._coding else "doing" if self._own else "todo"
        self._header.show_progress(status, self._accepted)
