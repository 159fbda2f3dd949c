"""One article on the desk: its header, its text and what is tagged in it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.edit import Kind
from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Article, Link
from annotator.core.span import Span
from annotator.project.check import misfits
from annotator.project.project import Event, Project
from annotator.ui.elided import ElidedLabel
from annotator.ui.models.articles import properties
from annotator.ui.text.view import TextView
from annotator.ui.theme import Theme
from annotator.ui.words import excerpt, tooltip


class Pane(QWidget):
    """Shows one article and follows what happens to it."""

    activated = Signal()  # the text has got the keyboard
    content_changed = Signal()  # another article, or annotations came or went
    damaged = Signal(str)  # the annotations of an article are not what its text says

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = TextView(theme, self, tooltip_for=self._tooltip)
        self.view.setAccessibleName(f"{name}: text")
        self.view.installEventFilter(self)
        self.article: Article | None = None
        self.index: SpanIndex[Annotation] = SpanIndex()
        self.links: dict[str, Link] = {}
        self._project: Project | None = None
        self._header = _Header(self)
        self._hint = QLabel(self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setMargin(24)
        self._hint.setObjectName("hint")
        self._hint.installEventFilter(self)
        filled = QWidget(self)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.view)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(filled)
        self.setFocusProxy(self.view)

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        return {one.uid: one for one in self.index}

    def show_article(self, project: Project, uid: str) -> None:
        """Read an article and what belongs to it, and show it from its beginning."""
        article = project.reading.article(uid)
        annotations = project.reading.annotations_of(uid)
        self._project = project
        self.article = article
        self._take(annotations, project.reading.links_of(uid))
        self.view.show_text(article.text, self.index, project.scheme.labels)
        self._header.show_article(article)
        self._stack.setCurrentIndex(1)
        self._counted()
        for problem in misfits(article, annotations):
            self.damaged.emit(str(problem))

    def go_back_to(self, caret: int, top: int) -> None:
        """Put caret and uppermost line where they were; places beyond the text are its end."""
        end = len(self.article.text) if self.article else 0
        self.view.set_caret(min(caret, end))
        self.view.set_first_visible(min(top, end))

    def set_hint(self, sentence: str) -> None:
        """Say what to do where no article is shown."""
        self._hint.setText(sentence)

    def clear(self) -> None:
        """Show no article."""
        self._project = None
        self.article = None
        self._take((), ())
        self.view.clear_text()
        self._stack.setCurrentIndex(0)
        self.content_changed.emit()

    def set_active(self, active: bool) -> None:
        """Show whether this is the pane that keys and menus act on."""
        self._header.setProperty("active", active)
        self._header.style().polish(self._header)
        self._hint.setProperty("active", active)
        self._hint.style().polish(self._hint)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if self.article is None or self._project is None:
            return
        if event.edit.kind is Kind.IMPORT:
            self._read_anew(self._project, self.article.uid)
            return
        touched: list[Span] = []
        for change in event.edit.changes:
            match change.record:
                case Annotation() as one if one.article == self.article.uid:
                    touched += self._follow(one, gone=change.after is None)
                case Link() as link:
                    self._follow_link(link, gone=change.after is None)
                case Article() as article if article.uid == self.article.uid:
                    if change.after is None:
                        self.clear()
                        return
                    self.article = article
                    self._header.show_article(article)
        if touched:
            self.view.refresh(touched)
            self._counted()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn or (
            watched is self._hint and event.type() == QEvent.Type.MouseButtonPress
        ):
            self.activated.emit()
        return super().eventFilter(watched, event)

    def _tooltip(self, annotation: Annotation) -> str:
        assert self._project is not None  # there is something to point at
        label = self._project.scheme.label(annotation.label)
        return tooltip(f"{label.title}: {excerpt(annotation.text)}")

    def _take(self, annotations: Iterable[Annotation], links: Iterable[Link]) -> None:
        self.index = SpanIndex(one for one in annotations if one.status != "rejected")
        self.links = {one.uid: one for one in links}

    def _read_anew(self, project: Project, uid: str) -> None:
        if not project.reading.has("article", uid):
            self.clear()
            return
        caret, top = self.view.caret(), self.view.first_visible()
        self.show_article(project, uid)
        self.go_back_to(caret, top)

    def _follow(self, annotation: Annotation, *, gone: bool) -> list[Span]:
        former = self.index.get(annotation.uid)
        touched = [former.span] if former else []
        if gone or annotation.status == "rejected":
            self.index.discard(annotation.uid)
        else:
            self.index.add(annotation)
            touched.append(annotation.span)
        return touched

    def _follow_link(self, link: Link, *, gone: bool) -> None:
        self.links.pop(link.uid, None)
        if not gone and (link.source in self.index or link.target in self.index):
            self.links[link.uid] = link

    def _counted(self) -> None:
        self._header.show_count(sum(one.status == "accepted" for one in self.index))
        self.content_changed.emit()


class _Header(QWidget):
    """Title, properties and number of annotations of an article."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paneHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel("paneTitle", self)
        self._properties = ElidedLabel("hint", self)
        self._count = QLabel(self)
        self._count.setObjectName("pill")
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(self._properties, 1)
        below.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 14, 8)
        column.setSpacing(3)
        column.addWidget(self._title)
        column.addLayout(below)

    def show_article(self, article: Article) -> None:
        self._title.show_text(article.title)
        self._properties.show_text(properties(article))

    def show_count(self, count: int) -> None:
        self._count.setText(f"{count:,} annotation{'' if count == 1 else 's'}")
