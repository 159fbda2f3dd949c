"""The dialog that changes all chosen rows of the table of annotations at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Link
from annotator.project.bulk import Bulk
from annotator.project.project import Event, Project
from annotator.project.ties import ties_of
from annotator.ui.dialogs.change_fields import box_of, fields
from annotator.ui.dialogs.question import Question
from annotator.ui.phrases import counted
from annotator.ui.waiting import waiting

_PAUSE_MS = 150
_WIDTH = 400
# So many and more are read and written for a time that is felt.
_MANY = 2_000
# Of so many it is found out whether they are parts of what is changed.
_FEW = 500


class ChangeDialog(Question):
    """Tells what it will do before it is done. It follows the rows that are chosen meanwhile."""

    changed = Signal(str)  # what was done, which undo takes back

    def __init__(
        self, project: Project, chosen: Callable[[], Sequence[str]], parent: QWidget
    ) -> None:
        """`chosen` returns the annotations that it is about at the moment."""
        super().__init__("Change the chosen rows", parent)
        self._project, self._chosen = project, chosen
        self._done: tuple[Sequence[str], Bulk] | None = None  # what would be done, and to what
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self.fields = fields(project, project.reading.records(Actor), self)
        self.what = box_of(self.fields, self)
        to = QVBoxLayout()
        for field in self.fields:
            to.addWidget(field.widget)
            field.changed.connect(self.look_soon)
        self.told = QLabel(self)
        self.told.setObjectName("hint")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setMinimumSize(_WIDTH, 2 * self.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("&What", self.what)
        form.addRow("To", to)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.told, 1)
        self._button = _ok(self.lay_out(column, "Change"))
        for one, following in pairwise((self.what, *(field.widget for field in self.fields))):
            self.setTabOrder(one, following)
        self.what.setFocus()
        self.what.currentIndexChanged.connect(self._show_field)
        self._show_field(0)

    def choose(self, column: str) -> None:
        """Ask for what a column shows, if that can be changed."""
        names = [field.name for field in self.fields]
        if column in names:
            self.what.setCurrentIndex(names.index(column))

    def hear(self, event: Event) -> None:
        """Follow a change of the project; with another codebook there is something else to ask."""
        if event.edit.touches_codebook:
            self.reject()
        else:
            self.look_soon()

    def look_soon(self) -> None:
        """Tell anew what would be done, once nothing more happens."""
        self._done = None
        self._button.setEnabled(False)
        self._soon.start()

    @override
    def answer(self) -> None:
        if self._done is None:
            self._look()
        if self._done is None or not self._done[1].edit:
            raise AnnotatorError(self.told.text() or "Choose what it is to be.")
        uids, made = self._done
        with _waiting(uids):
            self._project.perform(made.edit)
        self.changed.emit(f"Changed {counted(len(_touched(made.edit)), 'annotation')}.")

    def _show_field(self, at: int) -> None:
        for place, field in enumerate(self.fields):
            field.widget.setVisible(place == at)
        self._fit()
        self.look_soon()

    def _fit(self) -> None:
        """Be as high as what is shown needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _look(self) -> None:
        """Find out and tell what would be done."""
        self._soon.stop()
        uids = self._chosen()
        try:
            with _waiting(uids):
                made = self.fields[self.what.currentIndex()].bulk(self._project, uids)
            told = self._telling(made, uids) if made is not None and uids else ""
        except AnnotatorError as error:
            made, told = None, str(error)
        self._done = (uids, made) if made is not None else None
        rows = f"{counted(len(uids), 'row')} chosen."
        self.told.setText(told or rows)
        self._button.setEnabled(made is not None and bool(made.edit))
        self._fit()

    def _telling(self, made: Bulk, uids: Sequence[str]) -> str:
        touched = _touched(made.edit)
        rest = [uid for uid in uids if uid not in touched]
        if len(rest) <= _FEW:
            rest = [uid for uid in rest if self._head(uid) not in touched]
        count, left = len(uids) - len(rest), len(rest)
        if not made.left and not left:
            return f"Changes {'it' if len(uids) == 1 else f'all {len(uids):,}'}."
        told = f"Changes {count:,} of {len(uids):,}" if count else "Changes nothing"
        if made.left:
            return " ".join((f"{told}.", *made.left))
        have = "it has it" if len(uids) == 1 else "has it" if left == 1 else "have it"
        return f"{told}; {'' if len(uids) == 1 else f'{left:,} '}{have} already."

    def _head(self, uid: str) -> str:
        """Return the annotation that answers for one, which may be a part of it."""
        stored = self._project.reading.record(Annotation.table, (uid,))
        return ties_of(self._project, stored).head.uid if isinstance(stored, Annotation) else uid


def _touched(edit: Edit) -> set[str]:
    """Return the annotations that an edit changes, or whose links."""
    records = (change.record for change in edit.changes)
    return {
        one.uid if isinstance(one, Annotation) else one.source
        for one in records
        if isinstance(one, Annotation | Link)
    }


def _waiting(uids: Sequence[str]) -> AbstractContextManager[None]:
    """Show that very many take their time."""
    return waiting() if len(uids) >= _MANY else nullcontext()


def _ok(buttons: QDialogButtonBox) -> QPushButton:
    found: Iterable[QPushButton] = buttons.findChildren(QPushButton)
    return next(one for one in found if one.text() == "Change")
