"""What stands in the inspector where nothing is selected."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.actions import Actions

_NOTHING = "Nothing is selected"


class InspectorHint(QLabel):
    """Says how an annotation is selected."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self.setAccessibleName(_NOTHING)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWordWrap(True)
        self.setMargin(18)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_hint(self, acting: Actions, *, is_open: bool) -> None:
        key = acting["go.next"].shortcut().toString()
        by_key = f", or go from one to the next with {key}" if key else ""
        hint = f"Click a tagged passage{by_key}. What is known of it stands here."
        self.setText(f"<p><b>{_NOTHING}</b></p><p>{escape(hint)}</p>" if is_open else "")
