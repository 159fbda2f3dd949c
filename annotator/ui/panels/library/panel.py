"""The library at the left of the window: stories and their articles, with a filter."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.project.project import Event, Project
from annotator.store.articles import ArticleRow
from annotator.ui.actions import Actions
from annotator.ui.elided import ElidedLabel
from annotator.ui.models.library import LibraryModel
from annotator.ui.models.shelves import Contents, Shelf
from annotator.ui.panels.library.hint import LibraryHint
from annotator.ui.panels.library.tree import LibraryTree
from annotator.ui.phrases import counted
from annotator.ui.specs import Scope

_EMPTY = "No articles yet"
_WHAT_TO_DO = "Import files, paste a text, or drop text files anywhere on the window."
_NOTHING_FOUND = "Nothing matches"
_NOTHING_TO_DO = "Each word must stand in the title, the outlet, the author or the story."


class Library(QWidget):
    """Shows the stories and articles of a project; says what is chosen and what to open."""

    open_requested = Signal(str, bool)  # an article, and whether beside the active pane
    story_requested = Signal(str)  # to be opened side by side
    move_requested = Signal(list, object)  # articles, into a story or with None out of theirs
    chosen_changed = Signal()

    def __init__(self, acting: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._acting = acting
        self._model = LibraryModel(self)
        self.setObjectName("library")
        self.setProperty("help", "library")
        self._summary = ElidedLabel("hint", self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter the library")
        self.filter.setClearButtonEnabled(True)
        self.tree = LibraryTree(self._model, self)
        self._hint = LibraryHint(acting, self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        above = QVBoxLayout()
        above.setContentsMargins(12, 2, 12, 2)
        above.setSpacing(4)
        above.addWidget(self._summary)
        above.addWidget(self.filter)
        column.addLayout(above)
        column.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self._connect()
        self._show_summary()

    def work_on(self, project: Project | None, contents: Contents | None = None) -> None:
        """Show another project, whose contents may have been read already, or none.

        Where it cannot be read, what is shown stays. Raises AnnotatorError then.
        """
        self._model.work_on(project, contents)
        self.tree.forget()
        self.filter.clear()
        self.setEnabled(project is not None)
        self._show_summary()

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        self._model.hear(event)

    def mark_open(self, uids: Iterable[str]) -> None:
        """Mark the articles that stand in the panes."""
        self.tree.mark_open(uids)

    def show_article(self, uid: str) -> None:
        """Make an article the current one, without opening it."""
        self.tree.go_to(uid)

    # What is chosen

    def chosen(self) -> list[str]:
        """Return the chosen articles, from top to bottom."""
        return self.tree.chosen()

    def story(self) -> str | None:
        """Return the story that is chosen, or else that of the current article."""
        shelf = self.tree.current_shelf()
        return shelf.uid if shelf else None

    def has_focus(self) -> bool:
        """Say whether the keyboard is on the articles."""
        return self.tree.hasFocus()

    # What there is

    def row(self, uid: str) -> ArticleRow | None:
        return self._model.row(uid)

    def articles(self) -> list[ArticleRow]:
        """Return all articles in the order in which they came, whether they are shown or not."""
        return self._model.rows()

    def in_order(self) -> Iterable[ArticleRow]:
        """Return all articles as they stand where all are shown."""
        return self._model.in_order()

    def articles_of(self, story: str) -> list[str]:
        """Return the articles of a story in the order in which they came."""
        return [row.uid for row in self._model.rows() if row.story == story]

    def first_two(self) -> list[str]:
        """Return the first two articles that are shown, of one story where it has two."""
        for shelf in self._model.shelves:
            if shelf.uid and len(shelf.articles) > 1:
                return shelf.articles[:2]
        return self._model.order()[:2]

    def beside(self, uid: str | None, step: int) -> str | None:
        """Return the article so many rows below another in what is shown, if there is one."""
        order = self._model.order()
        if uid not in order:
            return order[0] if order else None
        place = order.index(uid) + step
        return order[place] if 0 <= place < len(order) else None

    # How it is done

    def _connect(self) -> None:
        tree = self.tree
        tree.opened.connect(lambda uid: self.open_requested.emit(uid, False))
        tree.story_opened.connect(self.story_requested)
        tree.dropped.connect(self.move_requested)
        tree.chosen_changed.connect(self.chosen_changed)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._show_menu)
        self._acting.add_to(tree, Scope.LIBRARY)
        self.filter.textChanged.connect(self._look_for)
        self.filter.installEventFilter(self)
        self._model.modelReset.connect(self._show_summary)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            match Qt.Key(event.key()):
                case Qt.Key.Key_Escape if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()  # or it would be a key of the window
                case Qt.Key.Key_Escape if pressed and self.filter.text():
                    self.filter.clear()
                    return True
                case Qt.Key.Key_Escape | Qt.Key.Key_Down if pressed:
                    self.tree.take_keyboard()
                    return True
        return super().eventFilter(watched, event)

    def _look_for(self, text: str) -> None:
        self._model.look_for(text)
        if self._model.words:
            self.tree.scrollToTop()
        else:
            self.tree.scrollTo(self.tree.currentIndex())

    def _show_menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        name = "library"
        if index.isValid():
            item = self._model.at(index)
            name = "article" if isinstance(item, ArticleRow) else "story"
            if isinstance(item, Shelf) and item.uid is None:
                name = "library"
        else:
            self.tree.clearSelection()
        self.tree.setFocus()
        self._acting.menu(name, self.tree).popup(self.tree.viewport().mapToGlobal(at))

    def _show_summary(self) -> None:
        stories, articles = self._model.count()
        found = sum(len(shelf.articles) for shelf in self._model.shelves)
        if self._model.words:
            told = f"{found:,} of {counted(articles, 'article')}"
        elif stories:
            told = f"{counted(stories, 'story')} · {counted(articles, 'article')}"
        else:
            told = counted(articles, "article") if articles else ""
        self._summary.show_text(told)
        self.filter.setEnabled(bool(articles or stories))
        if self._model.rowCount() or not self.isEnabled():
            self._hint.hide()
        elif self._model.words:
            self._hint.tell(_NOTHING_FOUND, _NOTHING_TO_DO, buttons=False)
        else:
            self._hint.tell(_EMPTY, _WHAT_TO_DO, buttons=True)
