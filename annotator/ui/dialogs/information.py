"""What there is to say of a project: its title and file, what is in it and who worked in it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Meta
from annotator.core.progress import Cancelled
from annotator.project.information import facts_apart
from annotator.project.project import Project
from annotator.store.facts import CoderFacts, Facts
from annotator.ui import tasks
from annotator.ui.moments import local, size, when
from annotator.ui.phrases import counted

_ROWS = ("Size", "Created", "Contents", "Annotations", "Coders", "History")
_LATER = "…"
_NEVER = "None yet"


class InformationDialog(QDialog):
    """Shows an open project; of what is in it only the title can be changed here."""

    forget_requested = Signal()  # the history; `refresh` shows what came of it

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Project information")
        self.setProperty("help", "files")
        self._project = project
        self._refused: str | None = None  # the title that kept this open
        self._title = QLineEdit(project.title, self)
        self._title.setReadOnly(project.read_only)
        self._title.editingFinished.connect(self._take_title)
        self._problem = QLabel(self, wordWrap=True)
        self._problem.setObjectName("problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        self._values = {name: self._value() for name in _ROWS}
        self._forget = QPushButton("&Forget history…", self)
        self._forget.setEnabled(not project.read_only)
        self._forget.clicked.connect(self.forget_requested)
        self._lay_out()
        self.refresh()

    @property
    def summary(self) -> str:
        """Return all that is said, as text."""
        said = {
            "Title": self._project.title, "File": str(self._project.path),
            **{name: label.text() for name, label in self._values.items()},
            "Identity": self._project.uid,
        }  # fmt: skip
        return "\n".join(f"{name}: {text.replace(chr(10), '; ')}" for name, text in said.items())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QLineEdit):
            return  # the field has taken it; a dialog would press one of its buttons, too
        super().keyPressEvent(event)

    @override
    def done(self, result: int) -> None:
        """Close, unless the title is refused: then it can be mended, or given up with Close."""
        if not self._take_title() and self._refused != self._title.text():
            self._refused = self._title.text()
            self._tell(f"{self._problem.text()} Close again to leave the title as it was.")
            self._title.setFocus()
        else:
            super().done(result)

    def _lay_out(self) -> None:
        content = QWidget(self)
        rows = QGridLayout(content)
        rows.setContentsMargins(18, 16, 18, 10)
        rows.setHorizontalSpacing(18)
        rows.setVerticalSpacing(9)
        rows.setColumnStretch(1, 1)
        _add_row(rows, "&Title", self._title)
        rows.addWidget(self._problem, rows.rowCount(), 1)
        _add_row(rows, "Fi&le", self._fixed(str(self._project.path)))
        for name, label in self._values.items():
            label.setAccessibleName(name)
            _add_row(rows, name, label)
        rows.addWidget(self._forget, rows.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        _add_row(rows, "&Identity", self._fixed(self._project.uid))
        rows.setRowStretch(rows.rowCount(), 1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the keyboard
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton("&Copy all", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setToolTip("Copy what is said here, as text")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.summary))
        buttons.setContentsMargins(18, 0, 18, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.resize(560, 480)

    def _value(self) -> QLabel:
        label = QLabel(_LATER, self, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return label

    def _fixed(self, text: str) -> QLineEdit:
        """Return a field to copy from, which also shows a long text in one line."""
        field = QLineEdit(text, self)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        field.setToolTip("To be copied")
        return field

    def refresh(self) -> None:
        """Find out anew what is in the project; it is shown a little later."""
        self._values["Size"].setText(size(_bytes(self._project.path)))
        work = partial(facts_apart, self._project.path)
        tasks.run_quietly(self, work, self._show, self._fail)

    def _show(self, facts: Facts) -> None:
        now = datetime.now()
        told = {
            "Created": _capital(_moment(facts.created, now)),
            "Contents": _holds(facts),
            "Annotations": _lines(f"{title}: {count:,}" for title, count in facts.labels if count),
            "Coders": _lines(map(_coder, facts.coders)),
            "History": _history(facts, now),
        }
        for name, text in told.items():
            self._values[name].setText(text)
        self._forget.setEnabled(bool(facts.edits) and not self._project.read_only)

    def _fail(self, error: AnnotatorError) -> None:
        if not isinstance(error, Cancelled):
            self._tell(str(error))

    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _take_title(self) -> bool:
        """Save the title; say whether it is, or need not be."""
        title = " ".join(self._title.text().split())
        if not self._project.is_open:
            return True
        try:
            if title != self._project.title and not self._project.read_only:
                meta = self._project.reading.record(Meta.table, ("title",))
                assert meta is None or isinstance(meta, Meta)
                self._project.perform(acts.entitle(meta, title))
        except AnnotatorError as error:
            self._tell(str(error))
            return False
        self._title.setText(title)
        self._tell("")
        return True


def _add_row(rows: QGridLayout, title: str, field: QWidget) -> None:
    label = QLabel(title)
    label.setObjectName("hint")
    place = Qt.AlignmentFlag.AlignTop
    if isinstance(field, QLineEdit):
        label.setBuddy(field)
        field.setAccessibleName(title.replace("&", ""))
        place = Qt.AlignmentFlag.AlignVCenter
    row = rows.rowCount()
    rows.addWidget(label, row, 0, place)
    rows.addWidget(field, row, 1)


def _bytes(path: Path) -> int:
    """Return what a project takes on the disk; it is looked at, and never opened."""
    total = 0
    for file in (path, path.with_name(path.name + "-wal")):
        try:
            total += file.stat().st_size
        except OSError:
            continue
    return total


def _moment(utc: str, now: datetime) -> str:
    at = local(utc)
    return when(at, now) if at else "unknown"


def _capital(said: str) -> str:
    return said[0].upper() + said[1:]


def _holds(facts: Facts) -> str:
    words = f"about {_rounded(facts.words):,} words"
    if not facts.words_are_estimated:
        words = counted(facts.words, "word")
    return f"{counted(facts.articles, 'article')} in {_stories(facts.stories)}, {words}"


def _stories(count: int) -> str:
    return counted(count, "story") if count else "no story"


def _rounded(number: int) -> int:
    """Return a number with two digits that count."""
    return round(number, 2 - len(str(number)))


def _coder(coder: CoderFacts) -> str:
    done = f", {counted(coder.done, 'article')} done" if coder.done else ""
    return f"{coder.name}: {counted(coder.annotations, 'annotation')}{done}"


def _history(facts: Facts, now: datetime) -> str:
    if not facts.edits:
        return "Nothing: it was forgotten, or nothing has been done yet"
    since = _moment(facts.edits_since, now)
    return f"{counted(facts.edits, 'change')} since {since}, {size(facts.log_bytes)} of the file"


def _lines(said: Iterable[str]) -> str:
    return "\n".join(said) or _NEVER
