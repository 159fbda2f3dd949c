"""The line that asks for the name of an actor that is to be made, in its place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

Attempt = Callable[[Callable[[], object]], None]


class Naming(QFrame):
    """Hidden until a name is asked for; Enter makes the actor, Esc makes none."""

    def __init__(self, attempt: Attempt, taken: Callable[[str], str], parent: QWidget) -> None:
        """`taken` says who has a name already, or nothing where nobody has it."""
        super().__init__(parent)
        self._attempt, self._taken = attempt, taken
        self._make: Callable[[str], object] | None = None
        self._back: QWidget | None = None
        self.heading = QLabel(self)
        self.heading.setObjectName("hint")
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.line = _Line(self)
        self.line.setAccessibleName("Name of the new actor")
        self.line.setPlaceholderText("Name")
        self.hint = QLabel(self)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._answer)
        self.line.returnPressed.connect(self._answer)
        self.line.given_up.connect(self.leave)
        self.line.textChanged.connect(self._look)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 6)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.hide()

    def ask(
        self, heading: str, ok: str, name: str, make: Callable[[str], object], back: QWidget
    ) -> None:
        """Ask for a name, which `make` is called with and may refuse; then go `back`."""
        self._make, self._back = make, back
        self.heading.setText(heading)
        self.button.setText(ok)
        self.line.setText(name)
        self._look()
        self.show()
        self.line.setSelection(len(name), -len(name))  # with the beginning in sight
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Ask no longer, and give the keyboard back if it is here."""
        had_keyboard = self.line.hasFocus() or self.button.hasFocus()
        back, self._back, self._make = self._back, None, None
        if had_keyboard and back is not None:
            back.setFocus()
        self.hide()

    def _answer(self) -> None:
        make, name = self._make, " ".join(self.line.text().split())
        if make is not None and name:
            self._attempt(lambda: self._finish(make, name))

    def _finish(self, make: Callable[[str], object], name: str) -> None:
        back = self._back
        make(name)
        if self._back is back:  # else it asks for something else already
            self.leave()

    def _look(self) -> None:
        name = " ".join(self.line.text().split())
        told = self._taken(name) if name else ""
        self.hint.setText(told)
        self.hint.setVisible(bool(told))
        self.button.setEnabled(bool(name))


class _Line(QLineEdit):
    given_up = Signal()  # by Esc

    @override
    def event(self, event: QEvent) -> bool:
        # Else Esc may be a key of the window.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
