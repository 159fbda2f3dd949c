"""The choice of a codebook to take over: what is in it, where it is from, and what it would do."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDesktopServices, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.consequences import consequences
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.reworking import reworked
from annotator.formats.codebook import CodebookFile
from annotator.ui.codebook.changing import BACK, OTHERWISE, Changing, button
from annotator.ui.codebook.form import hint
from annotator.ui.codebook.outline import Outline
from annotator.ui.dialogs.question import Question
from annotator.ui.theme import Theme
from annotator.ui.waiting import waiting

_SIZE = QSize(720, 560)
_LIST = 200
_LINES = 4  # of what would be done, before it is scrolled
_ALL_IS_SO = "All of it is in this project already, as it is here."
_ONLY_CODEBOOK = "No annotation changes."
_BOTH = (
    "&Bring both together: what both have becomes as in the file,\nwhat only this project has stays"
)


class LoadDialog(Question):
    """Shows one or more codebooks, of which one is taken over."""

    def __init__(
        self, files: Sequence[CodebookFile], theme: Theme, changing: Changing, parent: QWidget
    ) -> None:
        super().__init__("Load a codebook", parent)
        self.setProperty("help", "codebook")
        self._files, self._changing = files, changing
        self._sentences: list[str] = []  # that were told
        self.list = QListWidget(self)
        self.list.setObjectName("framed")
        self.list.setAccessibleName("Codebooks")
        self.list.setFixedWidth(_LIST)
        self.list.setWordWrap(True)
        self.list.addItems([one.title for one in files])
        self.list.setVisible(len(files) > 1)
        self._title = _words(self)
        font = QFont(self._title.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self._title.setFont(font)
        self._description = _words(self)
        self._source = _words(self)
        self._source.setObjectName("hint")
        self._visit = QPushButton("Open its page", self)
        self._visit.setObjectName("link")
        self._visit.setAutoDefault(False)
        self._visit.clicked.connect(lambda: QDesktopServices.openUrl(_address(self.chosen)))
        self.outline = Outline(theme, self)
        self.outline.lock()
        self.outline.setAccessibleName("What is in it")
        self.add = QRadioButton(_BOTH, self)
        self.only = QRadioButton("&Use only this: what it does not have is deleted", self)
        self.add.setChecked(True)
        self._told = hint("", self)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._room = QScrollArea(self)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setWidget(self._told)
        self._room.setWidgetResizable(True)
        for one in (self._told, self._room.viewport()):
            one.setAutoFillBackground(False)
        self._room.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.add.toggled.connect(self._tell)
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> CodebookFile:
        return self._files[max(self.list.currentRow(), 0)]

    @property
    def told(self) -> str:
        """Return what would be done."""
        return self._told.text()

    @override
    def answer(self) -> None:
        with waiting():
            edit = self._edit()
        if _sentences(edit) != self._sentences:
            self._tell()
            raise AnnotatorError(OTHERWISE)
        with waiting():
            self._changing.project.perform(edit)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(6)
        for one in (self._title, self._description, self._source):
            right.addWidget(one)
        right.addWidget(self._visit, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.outline, 1)
        right.addSpacing(4)
        for widget in (self.add, self.only):
            right.addWidget(widget)
        right.addWidget(self._room, 2)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self.list)
        both.addLayout(right, 1)
        buttons = self.lay_out(both, "Load")
        role = buttons.ButtonRole.AcceptRole
        self.load = next(one for one in buttons.buttons() if buttons.buttonRole(one) == role)
        self.resize(_SIZE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave what is told no more room than it takes."""
        needed = self._told.heightForWidth(self._room.viewport().width())
        self._room.setMaximumHeight(max(needed, self._room.minimumHeight()))

    def _edit(self) -> Edit:
        only_these = self.only.isChecked()
        return self._changing.codebook.load(self.chosen.scheme, only_these=only_these)

    def _show(self) -> None:
        file = self.chosen
        self._title.setText(file.title)
        self._description.setText(file.description)
        self._description.setVisible(bool(file.description))
        self._source.setText(f"Source: {file.source}")
        self._source.setVisible(bool(file.source))
        self._visit.setVisible(bool(_address(file)))
        self.outline.show_scheme(file.scheme)
        self._tell()

    def _tell(self) -> None:
        self.tell("")
        try:
            with waiting():
                edit = self._edit()
        except AnnotatorError as error:
            self._told.clear()
            self.tell(str(error))
            self.load.setEnabled(False)
            return
        self._sentences = _sentences(edit)
        last = BACK if consequences(edit).sentences() else _ONLY_CODEBOOK if edit else _ALL_IS_SO
        told = "\n".join((*self._sentences, last))
        self._told.setText(told)
        self._fit()
        self.load.setEnabled(bool(edit))
        self.load.setText(button("Load", edit).replace("Delete", "Load and delete"))


def _sentences(edit: Edit) -> list[str]:
    """Tell all that an edit does, first what it does to annotations."""
    return [*consequences(edit).sentences(), *reworked(edit)]


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _address(file: CodebookFile) -> str:
    """Return the first address that the source names; empty where it names none."""
    words = (word.strip("()[]<>.,;") for word in file.source.split())
    return next((word for word in words if word.startswith(("https://", "http://"))), "")
