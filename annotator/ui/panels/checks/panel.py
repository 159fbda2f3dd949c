"""The checks at the bottom of the window: what may be wrong or forgotten, to be gone through."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.checks import Finding
from annotator.core.errors import AnnotatorError
from annotator.project.project import Event, Project
from annotator.ui.actions import Actions
from annotator.ui.icons import icon
from annotator.ui.models.checks import ChecksModel
from annotator.ui.panels.checks.bar import ChecksBar
from annotator.ui.panels.checks.following import ChecksFollowing
from annotator.ui.panels.checks.hint import WHERE
from annotator.ui.panels.checks.list import ChecksList
from annotator.ui.panels.checks.repairs import Mending
from annotator.ui.specs import Scope
from annotator.ui.theme import Theme

_NARROWEST = 420
_NO_FINDING = "No finding is chosen. Choose one in the list of the checks."


class ChecksPanel(QWidget):
    """Lists findings, and says where to go. It looks for them only while it is seen."""

    selected = Signal(str)  # an annotation, the finding at which became the current one by hand
    span_selected = Signal(str, object)  # article and Span, where there is no annotation
    jump_requested = Signal(str)  # as the two above, with the keyboard
    span_requested = Signal(str, object)
    actor_requested = Signal(str)
    offered = Signal(str)  # what was done, which undo takes back
    chosen_changed = Signal()
    counted = Signal(object)  # how many are shown; None when that is not known
    reveal_requested = Signal()  # somebody goes to the next finding while this is not seen

    def __init__(self, acting: Actions, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_NARROWEST)
        self._acting = acting
        self._project: Project | None = None
        self._mending: Mending | None = None
        # Where the caret is: an article (uid; empty for none), and how far into it.
        self.caret: Callable[[], tuple[str, int]] = lambda: ("", 0)
        self.setObjectName("checks")
        self.setProperty("help", "checks")
        self.model = ChecksModel(self)
        self.bar = ChecksBar(self)
        self.list = ChecksList(self.model, self)
        self.following = ChecksFollowing(self.model, self.list, self.bar, acting.attempt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.set_theme(theme)
        self._connect()

    def work_on(self, project: Project | None) -> None:
        """Check another project, or none."""
        self._project = project
        if self._mending is not None:
            self._mending.stop()
            self._mending.deleteLater()
            self._mending = None
        self.setEnabled(project is not None)
        if project is not None:
            self._mending = self._mends(project)
        self.following.work_on(project)

    def hear(self, event: Event) -> None:
        """Follow a change of the project."""
        self.following.hear(event)

    def show_places(self, article: str | None, story: str | None) -> None:
        """Take note of what “this pane” and “this story” are."""
        self.bar.show_places(article or "", story or "")

    def set_theme(self, _theme: Theme) -> None:
        self.list.viewport().update()

    def has_focus(self) -> bool:
        """Say whether the keyboard is on the findings."""
        return self.list.hasFocus()

    @property
    def current(self) -> Finding | None:
        """Return the current finding."""
        return self.list.current

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "check.repair": self.repair_current,
            "check.repair_all": self.repair_all,
            "check.leave": self.leave_current,
            "go.next_finding": lambda: self.step(back=False),
            "go.previous_finding": lambda: self.step(back=True),
        }

    # What is done with findings

    def repair_current(self) -> None:
        """Repair the current finding and go on with the next one. Raises AnnotatorError."""
        self._with_current(lambda mending, one: mending.repair(one))

    def leave_current(self) -> None:
        """Leave the current finding as it is, for good. Raises AnnotatorError."""
        self._with_current(lambda mending, one: mending.leave(one))

    def repair_all(self) -> None:
        """Ask whether all that the rule of the current row has found is to be repaired."""
        row = self.list.currentIndex().row()
        group = self.model.group_over(row) if row >= 0 else None
        if group is None or self._mending is None:
            raise AnnotatorError(_NO_FINDING)
        self._mending.ask_for_all(group.rule, group.findings)

    def step(self, *, back: bool) -> None:
        """Go to the finding after the caret, or before it; the keyboard stays in the text.

        Raises AnnotatorError where there is none.
        """
        if not self.isVisible():
            self.reveal_requested.emit()
        article, at = self.caret()
        self.following.look_now(article)
        finding = self.model.beside(self._place_of_step(article, at), back=back)
        if finding is None:
            way = "before" if back else "after"
            told = f"There is no finding {way} this place {WHERE[self.bar.extent]}"
            is_done = self.following.survey.is_done
            raise AnnotatorError(told + ("." if is_done else ", as far as is checked."))
        self.list.show_finding(finding)
        self._go_there(finding)

    # What is remembered

    def state(self) -> QByteArray:
        """Return how the person has set up the checks."""
        return self.bar.state()

    def restore(self, state: QByteArray) -> None:
        """Set up the checks as they were when `state` was taken, as far as that makes sense."""
        self.bar.restore(state)

    # Events

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.following.look_soon()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.following.survey.stop()

    # How it is done

    def _connect(self) -> None:
        acting, findings = self._acting, self.list
        self.following.counted.connect(self.counted)
        self.following.is_bar_taken = lambda: self._is_mending
        self.bar.stop_pressed.connect(self._stop_or_go_on)
        self.bar.again_pressed.connect(self._find_again)
        self.bar.rules_button.menu().aboutToShow.connect(self._count_left)
        findings.entered_row.connect(self._show_place)
        findings.opened_row.connect(self._go_there)
        findings.repair_pressed.connect(self._repair_pressed)
        findings.chosen_changed.connect(self.chosen_changed)
        findings.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        findings.customContextMenuRequested.connect(self._show_menu)
        acting.add_to(findings, Scope.CHECKS)
        acting.rebound.connect(self._show_key)
        self._show_key()

    def _show_key(self) -> None:
        self.list.show_key(self._acting.key_told("check.repair"))

    def _stop_or_go_on(self) -> None:
        if self._is_mending and self._mending is not None:
            self._mending.stop()
            return
        self.following.stop_or_go_on()

    @property
    def _is_mending(self) -> bool:
        return self._mending is not None and self._mending.is_running

    def _mends(self, project: Project) -> Mending:
        mending = Mending(project, self)
        mending.gone.connect(self.following.forget)
        mending.went_on.connect(self._tell_mending)
        mending.ended.connect(self.following.tell)
        mending.offered.connect(self.offered)
        mending.failed.connect(self._refuse)
        return mending

    def _tell_mending(self, done: int, of: int) -> None:
        self.bar.show_progress(f"Repairing… {done:,} of {of:,}", going_on=True)

    def _with_current(self, do: Callable[[Mending, Finding], None]) -> None:
        """Do something with the current finding, and go on with what stands in its place then."""
        finding, row = self.list.current, self.list.currentIndex().row()
        if finding is None or self._mending is None:
            raise AnnotatorError(_NO_FINDING)
        do(self._mending, finding)
        self.list.enter_near(row)

    def _repair_pressed(self, finding: Finding) -> None:
        mending = self._mending
        if mending is not None:
            self._acting.attempt(lambda: mending.repair(finding))

    def _find_again(self) -> None:
        if self._mending is not None:
            self._acting.attempt(self._mending.look_again)

    def _count_left(self) -> None:
        project = self._project
        is_there = project is not None and not project.is_released
        left = project.reading.checking.left() if project is not None and is_there else []
        self.bar.show_left(len(left))

    def _place_of_step(self, article: str, at: int) -> Finding | tuple[str, int]:
        """Return from where a step goes: the current finding, if the caret is still at it."""
        current = self.list.current
        if current is None:
            return article, at
        is_there = current.article == article and current.span and current.span.touches(at)
        return current if is_there or not article else (article, at)

    def _show_place(self, finding: Finding) -> None:
        if finding.annotation is not None:
            self.selected.emit(finding.annotation)
        elif finding.span is not None:
            self.span_selected.emit(finding.article, finding.span)

    def _go_there(self, finding: Finding) -> None:
        if finding.annotation is not None:
            self.jump_requested.emit(finding.annotation)
        elif finding.span is not None:
            self.span_requested.emit(finding.article, finding.span)
        elif finding.actor is not None:
            self.actor_requested.emit(finding.actor)

    def _show_menu(self, at: QPoint) -> None:
        finding = self.list.current
        menu = self._acting.menu("finding", self.list)
        if finding is not None:
            first = menu.actions()[0]
            jump = menu.addAction(icon("jump"), "&Go there\tEnter")
            jump.triggered.connect(lambda: self._go_there(finding))
            menu.insertAction(first, jump)
            menu.insertSeparator(first)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _refuse(self, sentence: str) -> None:
        def refuse() -> None:
            raise AnnotatorError(sentence)

        self._acting.attempt(refuse)
