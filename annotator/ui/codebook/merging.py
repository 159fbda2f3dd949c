"""The choice of what one part of the codebook is to be merged into, and what that does."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.consequences import consequences
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.reworking import asked_anew
from annotator.ui.codebook.changing import BACK, OTHERWISE, Changing
from annotator.ui.dialogs.question import Question
from annotator.ui.waiting import waiting

_WIDTH = 420
_NOTHING = "No annotation has it yet."


class MergeDialog(Question):
    """Tells for each that may be chosen what would become of the annotations."""

    def __init__(
        self,
        gone: str,
        others: Mapping[str, str],
        make: Callable[[str], Edit],
        changing: Changing,
        parent: QWidget,
        then: Callable[[str], object] = lambda _: None,
    ) -> None:
        """`others` are the titles of what it may be merged into, by what `make` takes.

        `then` is called with what was chosen of these when it is done.
        """
        super().__init__("Merge", parent)
        self._make, self._changing, self._then = make, changing, then
        self._sentences: list[str] = []  # that were told
        self.box = QComboBox(self)
        self.box.setMinimumWidth(_WIDTH)
        for value, title in others.items():
            self.box.addItem(title, value)
        name = QLabel(f"Merge “{gone}” into", self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        name.setBuddy(self.box)
        self.box.setAccessibleName(name.text())
        self._told = QLabel(self)
        self._told.setObjectName("hint")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        fields = QVBoxLayout()
        for one in (name, self.box, self._told):
            fields.addWidget(one)
        self.lay_out(fields, "Merge")
        self.box.currentIndexChanged.connect(self._tell)
        self._tell()

    @property
    def told(self) -> str:
        """Return what would be done."""
        return self._told.text()

    @override
    def answer(self) -> None:
        kept = self.box.currentData()
        with waiting():
            edit = self._make(kept)
        if self._told_of(edit) != self._sentences:
            self._tell()
            raise AnnotatorError(OTHERWISE)
        with waiting():
            self._changing.project.perform(edit)
        self._then(kept)

    def _told_of(self, edit: Edit) -> list[str]:
        asked = asked_anew(edit, self._changing.project.scheme)
        return [*consequences(edit).sentences(), *asked]

    def _tell(self) -> None:
        self.tell("")
        try:
            with waiting():
                told = self._told_of(self._make(self.box.currentData()))
        except AnnotatorError as error:
            self._told.clear()
            self.tell(str(error))
        else:
            self._sentences = told
            self._told.setText("\n".join((*told, BACK)) if told else _NOTHING)
