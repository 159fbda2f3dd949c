"""What is done with findings: one is repaired or left as it is, or all of a rule at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.core.checks import Finding, Rule
from annotator.core.errors import AnnotatorError
from annotator.project import checks
from annotator.project.checks import MOST, Repairs
from annotator.project.project import Project
from annotator.ui.phrases import counted
from annotator.ui.slicing import Slicing
from annotator.ui.waiting import waiting

_WAYS = 5  # of repairing that are named
_BY_HAND = {
    "speaker": "Who speaks, nobody but you can tell. Enter goes there, and then S says who.",
    "claimant": "Who claims this, nobody but you can tell. Enter goes there, and then S says who.",
    "actor": "Who this is, nobody but you can tell. Enter goes there, and then S says who.",
    "required": "The answer is yours to give. Enter goes there, and Enter again to the inspector.",
}
_AS_YOU_SEE_FIT = "What this should be, nobody but you can tell. Enter goes there."


class Mending(QObject):
    """Works on the findings of one project."""

    gone = Signal(object)  # findings that are none any more
    went_on = Signal(int, int)  # how far, and of how many; only where there are many
    ended = Signal()
    offered = Signal(str)  # what was done, which undo takes back
    failed = Signal(str)

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self._project, self._parent = project, parent
        self._findings: Sequence[Finding] = ()
        self._repairs: Repairs | None = None
        self._slicing = Slicing(project, self)
        self._slicing.sliced.connect(self._tell)
        self._slicing.ended.connect(self._perform)
        self._slicing.failed.connect(self._fail)

    @property
    def is_running(self) -> bool:
        return self._slicing.is_running

    def repair(self, finding: Finding) -> None:
        """Repair one finding. Raises AnnotatorError when it cannot be."""
        if not finding.repair:
            raise AnnotatorError(_BY_HAND.get(finding.rule, _AS_YOU_SEE_FIT))
        self._project.perform(checks.repair(self._project, [finding]))
        self.gone.emit([finding])

    def leave(self, finding: Finding) -> None:
        """Leave a finding as it is, for good. Raises AnnotatorError."""
        self._project.perform(checks.leave(self._project, [finding]))
        self.gone.emit([finding])

    def look_again(self) -> None:
        """Let all be found again that was left."""
        self._project.perform(checks.look_again(self._project))

    def ask_for_all(self, rule: Rule, findings: Sequence[Finding]) -> QMessageBox:
        """Ask whether all that a rule has found is to be repaired, and do it then.

        Raises AnnotatorError when nothing of it can be.
        """
        to_do = [one for one in findings if one.repair]
        if not to_do:
            raise AnnotatorError(_BY_HAND.get(rule.name, _AS_YOU_SEE_FIT))
        if len(to_do) > MOST:
            raise AnnotatorError(
                f"{len(to_do):,} findings are more than can be repaired at once ({MOST:,}). "
                "Look at one story, or at one article."
            )
        return _ask(rule, to_do, lambda: self._begin(to_do), self._parent)

    def stop(self) -> None:
        """Let be what is being repaired; nothing of it is done then."""
        if self.is_running:
            self._slicing.stop()
            self.ended.emit()

    def _begin(self, findings: Sequence[Finding]) -> None:
        self._findings, self._repairs = findings, Repairs(self._project, findings)
        self._slicing.begin(self._repairs.steps())

    def _tell(self) -> None:
        if self._repairs is not None:
            self.went_on.emit(self._repairs.done, self._repairs.of)

    def _perform(self) -> None:
        repairs = self._repairs
        assert repairs is not None  # it has begun
        try:
            with waiting():
                self._project.perform(repairs.edit())
        except AnnotatorError as error:
            self._fail(str(error))
            return
        self.gone.emit(self._findings)
        self.ended.emit()
        self.offered.emit(f"Repaired {counted(repairs.repaired, 'finding')}.")

    def _fail(self, sentence: str) -> None:
        self.ended.emit()
        self.failed.emit(sentence)


def _ask(
    rule: Rule, findings: Sequence[Finding], repair: Callable[[], object], parent: QWidget
) -> QMessageBox:
    articles = len({one.article for one in findings if one.article})
    where = f" in {counted(articles, 'article')}" if articles > 1 else ""
    ways = list(dict.fromkeys(one.repair for one in findings))
    told = [f"• {way}" for way in ways[:_WAYS]]
    if len(ways) > _WAYS:
        told.append(f"• … and {counted(len(ways) - _WAYS, 'other')}")
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Repair all of this kind")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{rule.title}: repair {counted(len(findings), 'finding')}{where}?")
    ways_told = "\n".join(told)
    box.setInformativeText(f"{ways_told}\n\nThis is one change, and can be undone as one.")
    box.addButton(f"&Repair {len(findings):,}", QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.accepted.connect(repair)
    box.open()
    return box
