"""What was done to the selected annotation, read a little after it was selected."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation
from annotator.core.scheme import CONTINUES_LINK, Scheme
from annotator.project.project import Project
from annotator.store.tracing import Deed, standing
from annotator.ui.moments import clock, date, local

# A person who goes from annotation to annotation does not wait for this.
_LATER_MS = 150


class History(QWidget):
    """A part of the inspector that can be folded; reads nothing while it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._annotation: Annotation | None = None
        self._reading: Iterator[list[Deed]] | None = None
        self._deeds: list[Deed] = []
        self.fold = QToolButton(self)
        self.fold.setObjectName("flat")
        self.fold.setText("History")
        self.fold.setAccessibleName("History of the annotation")
        self.fold.setToolTip("Show or hide what was done to this annotation")
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.toggled.connect(self._turn)
        self._lines = QLabel(self)
        self._lines.setObjectName("hint")
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setWordWrap(True)
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.setAccessibleName("What was done")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._lines.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lines)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._begin)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)
        self._turn(self.fold.isChecked())

    @property
    def text(self) -> str:
        return self._lines.text()

    def show_annotation(self, project: Project | None, annotation: Annotation | None) -> None:
        """Show another annotation, or what has become of the same one, a little later."""
        if annotation is None or self._annotation is None or annotation.uid != self._annotation.uid:
            self._lines.clear()
        self._project, self._annotation = project, annotation
        self._stop()
        if self.fold.isChecked() and annotation is not None:
            self._later.start()

    def _turn(self, shown: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._lines.setVisible(shown)
        self._stop()
        if shown and self._annotation is not None:
            self._begin()

    def _stop(self) -> None:
        self._later.stop()
        self._soon.stop()
        self._reading = None

    def _begin(self) -> None:
        project, annotation = self._project, self._annotation
        if project is not None and annotation is not None:
            self._deeds = []
            self._reading = project.reading.tracing.history(annotation)
            self._go_on()

    def _go_on(self) -> None:
        """Read a batch, and the next one when the window has done what else it has to do."""
        project, reading = self._project, self._reading
        if project is None or reading is None:
            return
        if project.is_released:
            self._later.start()  # a file dialog is open: once more from the beginning
            return
        try:
            batch = next(reading, None)
        except AnnotatorError:
            return  # whoever writes next is told what is wrong with the file
        if batch is None:
            self._show(project.scheme)
        else:
            self._deeds += batch
            self._soon.start()

    def _show(self, scheme: Scheme) -> None:
        day = coder = ""
        lines = []
        for deed in standing(self._deeds):
            what = told(deed, scheme)
            if not what:
                continue
            at = local(deed.at)
            today = date(at) if at else deed.at
            if today != day:
                lines.append(today)
            by = f" by {deed.coder}" if (today, deed.coder) != (day, coder) else ""
            lines.append(f"{clock(at)}  {what}{by}" if at else f"{what}{by}")
            day, coder = today, deed.coder
        self._lines.setText("\n".join(lines) or "No changes are recorded.")


def told(deed: Deed, scheme: Scheme) -> str:
    """Say what a row of the log did to an annotation, or nothing where that is not worth it."""
    if deed.came:
        return _CAME.get(deed.kind, "tagged")
    if deed.kind is Kind.ERASE:
        # It stands, so it was another part of the same quote that was erased.
        return "an erased part’s place taken" if deed.fields else "another part erased"
    parts = []
    ends = [name for name in ("start", "end") if name in deed.fields]
    if ends:
        parts.append(f"{' and '.join(ends)} moved")
    if "label" in deed.fields:
        former = _label(deed.fields["label"][0], scheme)
        parts.append(f"relabelled (was {former})")
    elif "attributes" in deed.fields:
        parts += _answers(*deed.fields["attributes"], scheme)
    if "note" in deed.fields:
        before, after = deed.fields["note"]
        parts.append("note changed" if before and after else f"note {_came_or_went(after)}")
    if "status" in deed.fields:
        parts.append(str(deed.fields["status"][1]))
    parts += [_tied(kind, scheme) for kind in deed.tied]
    parts += [_untied(kind, scheme) for kind in deed.untied]
    if not parts and deed.fields:
        parts.append(f"{', '.join(deed.fields)} changed")
    return ", ".join(parts)


_CAME = {Kind.IMPORT: "imported", Kind.CONTINUE: "tagged as a further part"}


def _came_or_went(after: object) -> str:
    return "written" if after else "taken away"


def _answers(before: dict[str, object], after: dict[str, object], scheme: Scheme) -> Iterator[str]:
    titles = {one.name: one.title for one in scheme.attributes}
    for name in (*after, *(one for one in before if one not in after)):
        if before.get(name) == after.get(name):
            continue
        title = titles.get(name, name).lower()
        value = after.get(name)
        answer = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        yield f"{title} {answer}" if name in after else f"{title} taken back"


def _label(uid: str, scheme: Scheme) -> str:
    found = next((one.title for one in scheme.labels if one.uid == uid), "another label")
    return found.lower()


def _tied(kind: str, scheme: Scheme) -> str:
    return "continued" if kind == CONTINUES_LINK else f"{_link(kind, scheme)} set"


def _untied(kind: str, scheme: Scheme) -> str:
    return "a part taken off" if kind == CONTINUES_LINK else f"{_link(kind, scheme)} taken away"


def _link(uid: str, scheme: Scheme) -> str:
    return next((one.title.lower() for one in scheme.link_kinds if one.uid == uid), "link")
