"""The question for several lines at once, such as titles of choices."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.ui.dialogs.question import Question

_WIDTH, _HEIGHT = 420, 150


class LinesDialog(Question):
    """Asks for one or more lines; blank ones are left out."""

    def __init__(
        self, heading: str, label: str, save: Callable[[list[str]], object], parent: QWidget
    ) -> None:
        """`save` is called with what was typed, and may refuse."""
        super().__init__(heading, parent)
        self._save = save
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("field")
        self._text.setTabChangesFocus(True)
        self._text.setMinimumSize(_WIDTH, _HEIGHT)
        self._text.setAccessibleName(label)
        name = QLabel(label, self)
        name.setBuddy(self._text)
        fields = QVBoxLayout()
        fields.addWidget(name)
        fields.addWidget(self._text, 1)
        self.lay_out(fields, "Add")

    @override
    def answer(self) -> None:
        lines = [" ".join(line.split()) for line in self._text.toPlainText().splitlines()]
        titles = [line for line in lines if line]
        if not titles:
            raise AnnotatorError("Nothing is written here yet.")
        self._save(titles)

    @override
    def would_lose(self) -> bool:
        return bool(self._text.toPlainText().strip())
