"""The table of annotations at the bottom of the window, and what is done with its rows."""

import json
from dataclasses import replace

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.erasing import erase_all
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.project.project import Event, Project
from annotator.store.listing import Wanted
from annotator.ui.actions import Actions
from annotator.ui.checklist import Checklist
from annotator.ui.icons import icon
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations_columns import Columns
from annotator.ui.panels.annotations_filter import AnnotationsFilter
from annotator.ui.panels.annotations_hint import AnnotationsHint
from annotator.ui.panels.annotations_table import Table
from annotator.ui.phrases import counted
from annotator.ui.specs import Scope
from annotator.ui.theme import Theme

# What can only be asked anew is asked once, when nothing more happens; and where all of it is new,
# when the texts are painted, which are waited for.
_SOON_MS, _FIRST_MS = 200, 30
# Nobody erases as many by hand, one after another that are read and written for seconds.
_MOST_ERASED = 20_000

_NARROWEST = 420


class AnnotationsPanel(QWidget):
    """Lists annotations of the project; says which one was selected, and where to go."""

    selected = Signal(str)  # a row became the current one by hand
    jump_requested = Signal(str)
    offered = Signal(str)  # what was done, which undo takes back

    def __init__(self, acting: Actions, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        # Less than what stands above the table wants: on a small screen the window must fit.
        self.setMinimumWidth(_NARROWEST)
        self._acting = acting
        self._project: Project | None = None
        # What is shown is not, or will soon not be, what is there.
        self._is_stale = True
        self._selected: str | None = None
        self._awaited: str | None = None  # selected in the window, but no row as yet
        self._all = 0
        self.setObjectName("annotations")
        self.setProperty("help", "annotations")
        self.model = AnnotationTable(theme, self)
        self.filter = AnnotationsFilter(self)
        self.table = Table(self.model, self)
        self.columns = Columns(self.table)
        self.columns_button = self._columns_button()
        self._hint = AnnotationsHint(self.table)
        self._soon = QTimer(self, singleShot=True)
        self._recount = QTimer(self, singleShot=True, interval=_SOON_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self._connect()

    def work_on(self, project: Project | None) -> None:
        """Show another project, or none."""
        self._project = project
        self._selected = self._awaited = None
        self._is_stale = True
        self._soon.stop()
        self._recount.stop()
        self.model.work_on(project)
        self.filter.clear()
        self._show_labels()
        self.setEnabled(project is not None)
        self._hint.hide()
        self._soon.start(_FIRST_MS)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        if event.edit.touches_codebook:
            self._show_labels()
        if not self.isVisible():
            self._is_stale = True
        elif not self._is_stale:
            self._acting.attempt(lambda: self._follow(event))
        elif not self._soon.isActive():
            self._soon.start(_SOON_MS)  # what was asked before has failed

    def refresh(self) -> None:
        """Show what no event tells of, such as another name of the coder."""
        self._is_stale = True
        self._soon.start(_SOON_MS)

    def show_places(self, article: str | None, story: str | None) -> None:
        """Take note of what “this pane” and “this story” are."""
        self.filter.show_places(article or "", story or "")

    def show_selected(self, uid: str | None) -> None:
        """Follow the selected annotation of the window, without telling of it."""
        if uid != self._selected:
            self._selected = self._awaited = uid
            self.table.show_row(None if self._is_stale else uid)
            self._show_awaited()

    def set_theme(self, theme: Theme) -> None:
        self.model.set_theme(theme)

    def has_focus(self) -> bool:
        """Say whether the keyboard is on the rows."""
        return self.table.hasFocus()

    # What is done with the rows

    def chosen(self) -> list[str]:
        """Return the annotations of the chosen rows, from top to bottom."""
        return self.table.chosen()

    def erase_chosen(self) -> None:
        """Erase the annotations of the chosen rows as one edit and go on with the next row.

        Raises AnnotatorError when none is chosen or they cannot be erased.
        """
        uids, project = self.chosen(), self._project
        if project is None or not uids:
            raise AnnotatorError("No row of the table is chosen, so there is nothing to erase.")
        if len(uids) > _MOST_ERASED:
            raise AnnotatorError(
                f"{len(uids):,} rows are more than can be erased at once ({_MOST_ERASED:,}). "
                "Choose fewer, or narrow the table down with the fields above it."
            )
        place = self.model.place(uids[0]) or 0
        chosen, links, others = _surroundings(project, uids)
        project.perform(erase_all(chosen, links, others))
        if self._soon.isActive():
            self._ask()
        self.table.enter_row(place)
        if len(chosen) > 1:
            self.offered.emit(f"Erased {counted(len(chosen), 'annotation')}.")

    def copy_chosen(self) -> None:
        """Put the chosen rows into the clipboard as they are seen, for a spreadsheet."""
        lines = self.model.lines(self.chosen(), self.columns.visible())
        QGuiApplication.clipboard().setText("\n".join(lines))

    # What is remembered

    def state(self) -> QByteArray:
        """Return how the person has set up the table."""
        state = {**self.columns.state(), "extent": self.filter.extent}
        return QByteArray(json.dumps(state).encode())

    def restore(self, state: QByteArray) -> None:
        """Set up the table as it was when `state` was taken, as far as that makes sense."""
        try:
            kept = json.loads(bytes(state.data()))
        except ValueError:
            return
        if isinstance(kept, dict):
            self.columns.restore(kept)
            self.filter.restore_extent(kept.get("extent"))

    # How it is done

    def _connect(self) -> None:
        acting, table = self._acting, self.table
        self.filter.changed.connect(self._ask_otherwise)
        self.filter.left.connect(self._enter)
        self.columns.sorted.connect(self._ask_otherwise)
        self._soon.timeout.connect(lambda: acting.attempt(self._ask_if_seen))
        self._recount.timeout.connect(lambda: acting.attempt(self._count))
        # Not while it is painting, which is when rows are read.
        self.model.failed.connect(self._refuse, Qt.ConnectionType.QueuedConnection)
        table.entered_row.connect(self._tell_selected)
        table.opened_row.connect(self.jump_requested)
        table.copy_pressed.connect(lambda: acting.attempt(self.copy_chosen))
        table.setAccessibleName("Annotations")
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        acting.add_to(table, Scope.TABLE)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._soon.start(_FIRST_MS)

    def _tell_selected(self, uid: str) -> None:
        self._awaited = None
        self.selected.emit(uid)

    def _wanted(self) -> Wanted:
        order, descending = self.columns.order()
        return replace(self.filter.wanted(), order=order, descending=descending)

    def _ask_otherwise(self) -> None:
        """Ask for something else than is shown."""
        self._is_stale = True
        self._acting.attempt(self._ask_if_seen)

    def _ask_if_seen(self) -> None:
        if self._project is not None and self._project.is_released:
            self._soon.start(_SOON_MS)  # a file is being chosen; nothing can be read meanwhile
        elif self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._soon.stop()
        wanted = self._wanted()
        with self.table.keeping_place(scrolled=wanted == self.model.wanted):
            self.model.ask(wanted)
        self._is_stale = False
        self._count()
        self._show_awaited()

    def _follow(self, event: Event) -> None:
        self._is_stale = True  # should that fail
        with self.table.keeping_place(scrolled=True):
            followed = self.model.hear(event)
        if followed:
            self._is_stale = False
            self._show_count()
            self._show_awaited()
        else:
            self._soon.start(_SOON_MS)

    def _show_awaited(self) -> None:
        if not self._is_stale and self.model.place(self._awaited) is not None:
            self.table.show_row(self._awaited)
            self._awaited = None

    def _count(self) -> None:
        """Count those there are beside those that are shown."""
        self._recount.stop()
        if self._project is not None and self._project.is_released:
            self._recount.start()
            return
        if self._project is not None and self.filter.is_narrow:
            self._all = self._project.reading.listing.count(self.model.wanted)
        self.filter.show_count(self.model.rowCount(), self._all)
        self._show_hint()

    def _show_count(self) -> None:
        if self.filter.is_narrow:
            self._recount.start()
        else:
            self._count()

    def _show_hint(self) -> None:
        if self.model.rowCount() or self._project is None:
            self._hint.hide()
        else:
            self._hint.tell(self.filter, self._project)

    def _show_labels(self) -> None:
        self.filter.show_labels(self._project.scheme.labels if self._project else ())

    def _enter(self) -> None:
        """Give the rows the keyboard, and one of them to begin with."""
        self.table.setFocus()
        if not self.chosen():
            self.table.enter_row(0)

    def _show_menu(self, at: QPoint) -> None:
        uid = self.table.current()
        if uid is None:
            return
        menu = self._acting.menu("annotation", self.table)
        first = menu.actions()[0]
        jump = menu.addAction(icon("jump"), "&Go there\tEnter")
        jump.triggered.connect(lambda: self.jump_requested.emit(uid))
        menu.insertAction(first, jump)
        menu.insertSeparator(first)
        menu.addSeparator()
        copy = menu.addAction(icon("copy"), "&Copy\tCtrl+C")
        copy.triggered.connect(self.table.copy_pressed)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _columns_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setIcon(icon("columns"))
        button.setToolTip("Columns and order")
        button.setAccessibleName("Columns and order of the table")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Checklist(button)
        menu.aboutToShow.connect(lambda: self.columns.fill(menu))
        button.setMenu(menu)
        self.filter.add_at_end(button)
        return button

    def _refuse(self, sentence: str) -> None:
        self._acting.attempt(lambda: _refuse(sentence))


def _refuse(sentence: str) -> None:
    raise AnnotatorError(sentence)


def _surroundings(
    project: Project, uids: list[str]
) -> tuple[list[Annotation], list[Link], dict[str, Annotation]]:
    """Return some annotations, the links in their articles, and all others there by uid."""
    others: dict[str, Annotation] = {}
    links: dict[str, Link] = {}
    for uid in uids:
        if uid not in others:
            article = project.reading.annotation(uid).article
            others.update((one.uid, one) for one in project.reading.annotations_of(article))
            links.update((one.uid, one) for one in project.reading.links_of(article))
    return [others[uid] for uid in uids], list(links.values()), others
