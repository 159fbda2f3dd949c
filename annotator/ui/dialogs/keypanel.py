"""The keys of one action or label: to add some, take some away, and hear why not."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.bindings import native
from annotator.ui.dialogs.keytable import Line
from annotator.ui.dialogs.recorder import KeyRecorder
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip


class KeyPanel(QWidget):
    """Shows one line of the table and tells what is wanted of its keys; it decides nothing."""

    recorded = Signal(str)
    removed = Signal(str)
    reset = Signal()

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        """`before` is what Tab comes from."""
        super().__init__(parent)
        self._before = before
        self._title, self._tip = QLabel(self), QLabel(self)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._tip.setObjectName("hint")
        self._keys = QHBoxLayout()
        self._keys.setSpacing(6)
        self._buttons: list[QPushButton] = []
        self._recorder = KeyRecorder("", self)
        self._recorder.recorded.connect(self.recorded)
        self._reset = QPushButton("Reset", self)
        self._reset.setAutoDefault(False)
        self._reset.clicked.connect(self.reset)
        self._sentence = QLabel(self)
        self._sentence.setMinimumHeight(self._reset.sizeHint().height())
        self._act: Callable[[], object] | None = None
        self._offer = QPushButton(self)
        self._offer.setAutoDefault(False)
        self._offer.clicked.connect(self._take_offer)
        for label in (self._title, self._tip, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lay_out()

    def show_line(self, line: Line | None, *, several: bool) -> None:
        """Show a line, or none; `several` says whether it may be on more than one key."""
        self.setEnabled(line is not None)
        had_keyboard = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            self._keys.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(key) for key in line.keys] if line else []
        last = self._before
        for at, button in enumerate(self._buttons):
            self._keys.insertWidget(at, button)
            button.show()
            self.setTabOrder(last, button)
            last = button
        if had_keyboard:
            self._recorder.setFocus()
        self._title.setText(line.title if line else "")
        self._tip.setText(line.tip if line else "")
        add = several or not (line and line.keys)
        self._recorder.show_idle("Add a key…" if add else "Change the key…")
        self._reset.setVisible(several)
        self._reset.setEnabled(bool(line and line.changed))
        self.tell(line.problem if line else "")

    def record(self) -> None:
        """Wait for a key."""
        self._recorder.setFocus()
        self._recorder.setChecked(True)

    def tell(self, sentence: str) -> None:
        """Show a sentence under the keys, or with an empty one nothing."""
        self._sentence.setText(sentence)
        self._offer.hide()

    def offer(self, sentence: str, text: str, act: Callable[[], object]) -> None:
        """Show a sentence, and a button that does what is offered."""
        self.tell(sentence)
        self._act = act
        self._offer.setText(text)
        self._offer.show()

    def _lay_out(self) -> None:
        self._keys.addWidget(self._recorder)
        self._keys.addWidget(self._reset)
        self._keys.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._sentence, 1)
        below.addWidget(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._tip)
        column.addSpacing(4)
        column.addLayout(self._keys)
        column.addLayout(below)

    def _button(self, key: str) -> QPushButton:
        button = QPushButton(native(key).replace("&", "&&"), self)
        button.setIcon(icon("cross"))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the key
        button.setAutoDefault(False)
        button.setToolTip(tooltip(f"Take {native(key)} away"))
        button.setAccessibleName(f"Take {native(key)} away")
        button.clicked.connect(partial(self._remove, key))
        return button

    def _remove(self, key: str) -> None:
        self.removed.emit(key)

    def _take_offer(self) -> None:
        self._offer.hide()
        if self._act is not None:
            self._act()
