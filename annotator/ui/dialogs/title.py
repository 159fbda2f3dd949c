"""The question for a title: of a story that is made or renamed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.ui.dialogs.question import Question

_WIDTH = 420


class TitleDialog(Question):
    """Asks for one line."""

    def __init__(
        self, heading: str, label: str, title: str, save: Callable[[str], object], parent: QWidget
    ) -> None:
        """`save` is called with what was typed, and may refuse."""
        super().__init__(heading, parent)
        self._save = save
        self._line = QLineEdit(title, self)
        self._line.selectAll()
        self._line.setMinimumWidth(_WIDTH)
        name = QLabel(label, self)
        name.setBuddy(self._line)
        self._line.setAccessibleName(label)
        fields = QVBoxLayout()
        fields.addWidget(name)
        fields.addWidget(self._line)
        self.lay_out(fields, "OK")

    @override
    def answer(self) -> None:
        self._save(self._line.text())
