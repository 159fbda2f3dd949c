"""The field for a note on an annotation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.growing import Growing
from annotator.ui.panels.inspector.answers import Attempt
from annotator.ui.staying import Stay

_FEWEST_LINES, _MOST_LINES = 2, 10


class Note(Growing):
    """Saves by itself what is written, through its `stay`."""

    def __init__(self, attempt: Attempt, parent: QWidget) -> None:
        super().__init__(parent, _FEWEST_LINES, _MOST_LINES)
        self.setObjectName("field")
        self.setAccessibleName("Note on the annotation")
        self.setPlaceholderText("Add a note …")
        self.stay = Stay(self, attempt)

    def take_keyboard(self) -> None:
        """Take the keyboard, with the caret at the end."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
