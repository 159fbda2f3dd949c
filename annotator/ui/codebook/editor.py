"""The window of the codebook: an outline at the left, what is chosen in it at the right."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute, Label, LinkKind
from annotator.project.project import Cause, Event, Project
from annotator.ui.codebook.asking import NAMES, Asking
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.changing import Changing, Part
from annotator.ui.codebook.form import Form, hint
from annotator.ui.codebook.label_form import LabelForm
from annotator.ui.codebook.link_form import LinkForm
from annotator.ui.codebook.outline import Outline
from annotator.ui.codebook.side import Side
from annotator.ui.elided import ElidedLabel
from annotator.ui.notices import Notices
from annotator.ui.staying import Lost
from annotator.ui.theme import Theme

_SIZE = QSize(900, 680)
_OUTLINE = 250
_SIDE = 16
_NARROWEST = 300  # of a form; it is scrolled sideways where it needs more
_READ_ONLY = "This project can only be read here, so nothing of its codebook can be changed."
_UNSAVED = "What you typed last could not be saved. Close again to leave without it."


class CodebookEditor(QDialog):
    """Changes the codebook of a project at once, each change an edit that can be undone."""

    load_requested = Signal()
    save_requested = Signal()
    shipped_requested = Signal()

    def __init__(
        self, project: Project, theme: Theme, undoing: Iterable[QAction], parent: QWidget
    ) -> None:
        """`undoing` are the actions whose keys count here as well: undo and redo."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Codebook")
        self.setProperty("help", "codebook")
        self.addActions(list(undoing))
        self._project = project
        self._was_warned = False
        self.changing = Changing(project, self.attempt, self)
        self.outline = Outline(theme, self)
        self._forms: Mapping[type[Part], Form] = {
            Label: LabelForm(theme, self.changing, self.attempt, self),
            Attribute: AttributeForm(self.changing, self.attempt, self),
            LinkKind: LinkForm(theme, self.changing, self.attempt, self),
        }
        self._asking = Asking(self.changing, self.outline, self)
        self._what = ElidedLabel("heading", self)
        self._merge = self._button("&Merge into…", self._asking.merge)
        self._delete = self._button("De&lete", self._asking.delete)
        self._pages = QStackedWidget(self)
        self._areas = {kind: self._area(form) for kind, form in self._forms.items()}
        self._nothing = hint("Choose something in the outline, or add a label.", self)
        self._pages.addWidget(self._nothing)
        self._lay_out()
        self.notices = Notices(self)
        self._connect()
        self.outline.show_scheme(project.scheme)
        self.show_chosen()
        self.outline.setFocus()

    def attempt(self, work: Callable[[], object]) -> None:
        """Call what may be refused, and show why where it is."""
        try:
            work()
        except AnnotatorError as error:
            self.notices.refuse(str(error))

    def go_to(self, uid: str) -> None:
        """Show a part of the codebook."""
        self.outline.go_to(uid)

    def hear(self, event: Event) -> None:
        """Follow a change of the project; what was undone or redone is brought into view."""
        if not event.edit.touches_codebook:
            return
        self.notices.clear()
        self.outline.show_scheme(self._project.scheme)
        if event.cause in (Cause.UNDONE, Cause.REDONE):
            uids = [str(change.identity[0]) for change in event.edit.changes]
            here = (uid for uid in uids if self.changing.part(uid) is not None)
            if self.outline.chosen not in uids and (first := next(here, None)):
                self.outline.go_to(first)
        self.show_chosen()

    def set_theme(self, theme: Theme) -> None:
        self.outline.set_theme(theme)
        for form in self._forms.values():
            if isinstance(form, LabelForm | LinkForm):
                form.set_theme(theme)

    def commit(self) -> None:
        """Save what has been typed, if anything; what is refused stays in its field."""
        for form in self._forms.values():
            form.commit()

    def let_go(self) -> list[Lost]:
        """Save what has been typed and nothing any more; return what could not be."""
        return [lost for form in self._forms.values() for lost in form.let_go()]

    @property
    def is_unsaved(self) -> bool:
        return any(form.is_unsaved for form in self._forms.values())

    def show_chosen(self) -> None:
        """Show the form of what is chosen in the outline, as it is now."""
        part = self.changing.part(self.outline.chosen)
        for kind, form in self._forms.items():
            if part is None or not isinstance(part, kind):
                self._leave(form)
        may = self.changing.may and part is not None
        for button in (self._merge, self._delete):
            button.setEnabled(may)
        self._merge.setEnabled(may and bool(self._asking.others()))
        if part is None:
            self._what.show_text("")
            self._pages.setCurrentWidget(self._nothing)
            return
        self._what.show_text(self._heading(part).upper())
        area = self._areas[type(part)]
        if self._pages.currentWidget() is not area:
            area.verticalScrollBar().setValue(0)
        self._forms[type(part)].show_part(part)
        self._pages.setCurrentWidget(area)

    @override
    def done(self, result: int) -> None:
        """Close, unless what was typed is refused: then it can be mended, or given up."""
        self.commit()
        if self.is_unsaved and not self._was_warned:
            self._was_warned = True
            self.notices.refuse(_UNSAVED)
        else:
            super().done(result)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # the field has taken it; a dialog would press one of its buttons, too
        if event.key() == Qt.Key.Key_Escape and self._is_in_form():
            self.commit()
            self.outline.setFocus()
        else:
            super().keyPressEvent(event)

    def _is_in_form(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._pages.isAncestorOf(focus)

    # How it is laid out

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 8)
        head.setSpacing(6)
        head.addWidget(self._what, 1)
        head.addWidget(self._merge)
        head.addWidget(self._delete)
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(self._pages, 1)
        right = QWidget(self)
        right.setLayout(page)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        for one in (Side(self.outline, self._asking, self.changing, self), right):
            self._split.addWidget(one)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 2)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([_OUTLINE, _SIZE.width() - _OUTLINE])
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 0, 12)
        column.setSpacing(10)
        if not self.changing.may:
            self.outline.lock()
            column.addWidget(hint(_READ_ONLY, self))
        column.addWidget(self._split, 1)
        column.addLayout(self._bottom())
        self.resize(_SIZE)

    def _bottom(self) -> QHBoxLayout:
        files = (
            ("&Codebooks that come with Annotator…", self.shipped_requested, self.changing.may),
            ("L&oad…", self.load_requested, self.changing.may),
            ("&Save to a file…", self.save_requested, True),
        )
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 14, 0)
        for text, signal, may in files:
            button = self._button(text, signal)
            button.setEnabled(may)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._button("Close", self.close))
        return row

    def _button(self, text: str, act: Callable[[], object] | SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)  # Enter is for the fields
        button.clicked.connect(act)
        return button

    def _area(self, form: Form) -> QScrollArea:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, 2, _SIDE, 10)
        column.addWidget(form)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the keyboard
        area.setMinimumWidth(_NARROWEST)
        self._pages.addWidget(area)
        return area

    def _connect(self) -> None:
        self.outline.chosen_changed.connect(self.show_chosen)
        self.outline.put.connect(self._asking.put)
        self.outline.entered.connect(self._enter)
        label = self._forms[Label]
        assert isinstance(label, LabelForm)
        label.attribute_requested.connect(partial(self._asking.add, Attribute))
        label.go_requested.connect(self.outline.go_to)
        label.told.connect(self.notices.tell)
        for form in self._forms.values():
            form.rename_requested.connect(self._asking.rename)

    # What is asked

    def _heading(self, part: Part) -> str:
        if isinstance(part, Attribute):
            return f"Attribute of {self._project.scheme.label(part.label).title}"
        return NAMES[type(part)]

    def _enter(self) -> None:
        part = self.changing.part(self.outline.chosen)
        if part is not None:
            title = self._forms[type(part)].title
            title.setFocus(Qt.FocusReason.ShortcutFocusReason)
            title.selectAll()

    def _leave(self, form: Form) -> None:
        """Save what was typed for something that is not shown any more, if it is still there."""
        if form.is_unsaved and self.changing.part(form.part.uid) is None:
            form.drop()
        form.commit()
