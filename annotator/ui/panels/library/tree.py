"""The tree of stories and articles: choosing, opening, dragging, and staying where one was."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget
from typing_extensions import override

from annotator.store.articles import ArticleRow
from annotator.ui.dragging import card, dragged
from annotator.ui.models.library import Index, LibraryModel
from annotator.ui.models.shelves import Shelf
from annotator.ui.panels.library.rows import SIGN, Rows
from annotator.ui.panels.library.stance import Stance
from annotator.ui.phrases import counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier


class LibraryTree(QTreeView):
    """Shows a library; keeps selection, place and closed stories when its rows move."""

    opened = Signal(str)  # an article
    story_opened = Signal(str)
    dropped = Signal(list, object)  # articles, and the story they fell on or None
    chosen_changed = Signal()

    def __init__(self, model: LibraryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = model
        self._stance: Stance | None = None  # while the rows move
        self._closed: set[str | None] = set()  # stories
        self._pressed_plainly = False
        self.setModel(model)
        self.rows = Rows(model, self)
        self.setItemDelegate(self.rows)
        self.setAccessibleName("Library")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        # What is at the left of a row is painted and clicked here.
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setToolTipDuration(10_000)
        self.collapsed.connect(self._note_collapsed)
        self.expanded.connect(self._note_expanded)
        self.clicked.connect(self._clicked)
        model.modelAboutToBeReset.connect(self._take_stance)
        model.modelReset.connect(self._return_to_stance)
        self._watch_selection()

    # What is chosen

    def chosen(self) -> list[str]:
        """Return the chosen articles from top to bottom."""
        places = sorted((index.parent().row(), index.row()) for index in self._selected_articles())
        # In a library without headings the parent of a row is no row: -1, the last and only shelf.
        return [self._library.shelves[shelf].articles[row] for shelf, row in places]

    def current(self) -> Shelf | ArticleRow | None:
        """Return what the keyboard is on."""
        index = self.currentIndex()
        return self._library.at(index) if index.isValid() else None

    def current_shelf(self) -> Shelf | None:
        """Return what the current row is or stands in."""
        index = self.currentIndex()
        return self._library.shelf_at(index) if index.isValid() else None

    def go_to(self, article: str) -> None:
        """Make an article the current one, and the chosen one unless several are chosen."""
        index = self._library.index_of(article)
        if not index.isValid() or index == self.currentIndex():
            return
        if len(self.chosen()) > 1:
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flags)
        else:
            self._choose(index)
        self.scrollTo(index)

    def mark_open(self, articles: Iterable[str]) -> None:
        """Mark articles as standing in the panes."""
        uids = frozenset(articles)
        if uids != self.rows.open_uids:
            self.rows.open_uids = uids
            self.viewport().update()

    def take_keyboard(self) -> None:
        """Give the keyboard to the tree, and let it be on a row."""
        if not self.currentIndex().isValid():
            self._choose(self._library.index(0, 0))
        self.setFocus()

    def forget(self) -> None:
        """Stand nowhere, with all stories open: for another project."""
        self._closed.clear()
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current()
        # On an article Enter is a key of the table of actions.
        if event.key() in _ENTER and isinstance(current, Shelf):
            if current.uid is not None:
                self.story_opened.emit(current.uid)
            return
        heading = self.currentIndex().parent()
        if event.key() == Qt.Key.Key_Left and event.modifiers() == _PLAIN and heading.isValid():
            self._choose(heading)
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_plainly = left and event.modifiers() == _PLAIN
        index = self.indexAt(event.position().toPoint())
        if left and event.position().x() < SIGN + 4 and self._is_heading(index):
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
            return
        super().mousePressEvent(event)

    @override
    def startDrag(self, supported: Qt.DropAction) -> None:
        # Qt's own would take the rows away once they are dropped, and drag headings.
        uids = self.chosen()
        if not uids:
            return
        drag = QDrag(self)
        drag.setMimeData(self._library.mimeData(self._selected_articles()))
        row = self._library.row(uids[0])
        assert row is not None  # it is shown
        name = row.outlet or row.title if len(uids) == 1 else counted(len(uids), "article")
        drag.setPixmap(card(name, self))
        drag.setHotSpot(QPoint(-8, -4))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._brought(event):
            super().dragEnterEvent(event)
            event.acceptProposedAction()
        else:
            event.ignore()  # files are for the window

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._brought(event):
            event.ignore()
            return
        super().dragMoveEvent(event)
        at = event.position().toPoint()
        self._aim(self._library.index_of_story(self._story_at(at)))
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(None)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        uids = self._brought(event)
        self._aim(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if not uids:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(uids, self._story_at(event.position().toPoint()))

    # How it is done

    def _choose(self, index: QModelIndex) -> None:
        """Make a row the current and the only chosen one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)

    def _selected_articles(self) -> list[QModelIndex]:
        return [one for one in self.selectionModel().selectedIndexes() if not self._is_heading(one)]

    def _is_heading(self, index: Index) -> bool:
        return index.isValid() and not self._library.is_flat and not index.parent().isValid()

    def _clicked(self, index: Index) -> None:
        item = self._library.at(index)
        if self._pressed_plainly and isinstance(item, ArticleRow):
            self.opened.emit(item.uid)

    def _brought(self, event: QDropEvent) -> list[str]:
        """Return the articles of this library that are dragged here."""
        return [uid for uid in dragged(event.mimeData()) if self._library.row(uid)]

    def _story_at(self, at: QPoint) -> str | None:
        index = self.indexAt(at)
        return self._library.shelf_at(index).uid if index.isValid() else None

    def _aim(self, heading: Index | None) -> None:
        """Show on which story something would be dropped."""
        self.rows.target = heading if heading is not None and heading.isValid() else None
        self.viewport().update()

    def _watch_selection(self) -> None:
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.selectionModel().currentChanged.connect(self._tell_chosen)

    def _tell_chosen(self) -> None:
        if self._stance is None:
            self.chosen_changed.emit()

    def _note_collapsed(self, index: Index) -> None:
        # While words are looked for all that is found is shown, and that is not to be kept.
        if self._stance is None and not self._library.words:
            self._closed.add(self._library.shelf_at(index).uid)

    def _note_expanded(self, index: Index) -> None:
        if self._stance is None and not self._library.words:
            self._closed.discard(self._library.shelf_at(index).uid)

    def _take_stance(self) -> None:
        self._aim(None)
        self._stance = Stance.of(self, self._library)

    def _return_to_stance(self) -> None:
        self._expand()
        if self._stance is not None:
            self._stance.return_to(self, self._library)
        self._stance = None
        self.chosen_changed.emit()

    def _expand(self) -> None:
        """Open the stories that are not closed, or all while words are looked for."""
        library = self._library
        if library.is_flat:
            return
        # Not expandAll, which opens and keeps track of each article as well.
        with QSignalBlocker(self):
            for place, shelf in enumerate(library.shelves):
                if library.words or shelf.uid not in self._closed:
                    self.expand(library.index(place, 0))
