"""The table of annotations at the bottom of the window: what it shows, and how that is followed."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.project.project import Event, Project
from annotator.ui.actions import Actions
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.panels.annotations.columns import Columns
from annotator.ui.panels.annotations.doing import Doing
from annotator.ui.panels.annotations.editing import Editing
from annotator.ui.panels.annotations.filter import AnnotationsFilter
from annotator.ui.panels.annotations.hint import AnnotationsHint
from annotator.ui.panels.annotations.menus import Menus
from annotator.ui.panels.annotations.narrowing import Narrowing
from annotator.ui.panels.annotations.table import Table
from annotator.ui.specs import Scope
from annotator.ui.theme import Theme

# What can only be asked anew is asked once, when nothing more happens; and where all of it is new,
# when the texts are painted, which are waited for.
_SOON_MS, _FIRST_MS = 200, 30

_NARROWEST = 420


class AnnotationsPanel(QWidget):
    """Lists annotations of the project; says which one was selected, and where to go."""

    selected = Signal(str)  # a row became the current one by hand
    jump_requested = Signal(str)
    offered = Signal(str)  # what was done, which undo takes back
    chosen_changed = Signal()  # whether any rows are chosen
    speaker_requested = Signal(object, object, object)  # as Editing has it

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
        self._chosen = 0
        self.setObjectName("annotations")
        self.setProperty("help", "annotations")
        self.model = AnnotationTable(theme, self)
        self.filter = AnnotationsFilter(self)
        self.filter.setMinimumWidth(_NARROWEST)
        self.table = Table(self.model, self)
        self.columns = Columns(self.table, self.model)
        self.menus = Menus(acting, self.table, self.model, self.columns)
        self.narrowing = Narrowing(
            self.table, self.model, self.columns, self.filter, self.menus, acting.attempt
        )
        self.editing = Editing(self.table, self.model, acting.attempt)
        self.doing = Doing(self.table, self.model, self.columns, self._catch_up)
        self.columns_button = self.menus.button(self)
        self.filter.add_at_end(self.columns_button)
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

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"table.change": self.doing.change}

    def work_on(self, project: Project | None) -> None:
        """Show another project, or none."""
        self._project = project
        self._selected = self._awaited = None
        self._is_stale = True
        self._soon.stop()
        self._recount.stop()
        for part in (self.model, self.editing, self.doing):
            part.work_on(project)
        self.filter.clear()
        self._follow_codebook()
        self.setEnabled(project is not None)
        self._hint.hide()
        self._soon.start(_FIRST_MS)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        self.doing.hear(event)
        if event.edit.touches_codebook:
            with self.table.keeping_place(scrolled=True):
                self._follow_codebook()
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

    def chosen(self) -> list[str]:
        """Return the annotations of the chosen rows, from top to bottom."""
        return self.table.chosen()

    @property
    def has_chosen(self) -> bool:
        """Say whether any rows are chosen."""
        return bool(self._chosen)

    def erase_chosen(self) -> None:
        """Erase the chosen rows. Raises AnnotatorError when that cannot be done."""
        self.doing.erase()

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
        self.columns.grouped.connect(self._ask_otherwise)
        self._soon.timeout.connect(lambda: acting.attempt(self._ask_if_seen))
        self._recount.timeout.connect(lambda: acting.attempt(self._count))
        # Not while it is painting, which is when rows are read.
        self.model.failed.connect(self._refuse, Qt.ConnectionType.QueuedConnection)
        table.entered_row.connect(self._tell_selected)
        table.opened_row.connect(self.jump_requested)
        table.copy_pressed.connect(lambda: acting.attempt(self.doing.copy))
        table.edit_requested.connect(lambda at: acting.attempt(partial(self.editing.begin, at)))
        table.chosen_changed.connect(self._tell_chosen)
        table.setAccessibleName("Annotations")
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda at: acting.attempt(partial(self.menus.of_row, at))
        )
        self.doing.offered.connect(self.offered)
        self.editing.speaker_requested.connect(self.speaker_requested)
        self.menus.jump_requested.connect(self.jump_requested)
        self.columns.menu_requested.connect(self.menus.of_header)
        acting.add_to(table, Scope.TABLE)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._soon.start(_FIRST_MS)

    def _tell_selected(self, uid: str) -> None:
        self._awaited = None
        self.selected.emit(uid)

    def _tell_chosen(self) -> None:
        had_chosen, self._chosen = bool(self._chosen), len(self.chosen())
        if bool(self._chosen) != had_chosen:
            self.chosen_changed.emit()
        self._tell_count()

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
        wanted = self.narrowing.wanted()
        with self.table.keeping_place(scrolled=wanted == self.model.wanted):
            self.model.ask(wanted)
        self._is_stale = False
        self._count()
        self._show_awaited()

    def _catch_up(self) -> None:
        """Ask now for what would be asked for soon."""
        if self._soon.isActive():
            self._ask()

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
        self._tell_count()
        self._show_hint()

    def _tell_count(self) -> None:
        self.filter.show_count(len(self.model.uids()), self._all, self._chosen)

    def _show_count(self) -> None:
        if self.filter.is_narrow:
            self._recount.start()
        else:
            self._count()

    def _show_hint(self) -> None:
        if self.model.uids() or self._project is None:
            self._hint.hide()
        else:
            self._hint.tell(self.filter, self._project)

    def _follow_codebook(self) -> None:
        self.narrowing.follow_codebook(self._project.scheme if self._project else None)

    def _enter(self) -> None:
        """Give the rows the keyboard, and one of them to begin with."""
        self.table.setFocus()
        if not self.chosen():
            self.table.enter_row(0)

    def _refuse(self, sentence: str) -> None:
        self._acting.attempt(lambda: _refuse(sentence))


def _refuse(sentence: str) -> None:
    raise AnnotatorError(sentence)
