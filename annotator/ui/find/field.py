"""The field of the find bar: what to look for, how much of it there is, what was looked for before.

The number of hits stands within the field, at its end, where the eyes are.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.icons import icon
from annotator.ui.phrases import excerpt, tooltip

_LEAST = 120
_GAP = 6


class FindField(QLineEdit):
    """Up and Down go through what was looked for before; all other keys are those of a field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find in this article")
        self.setAccessibleName("Find in this article")
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._found = QLabel(self)
        self._found.setObjectName("hint")
        self._found.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # What was looked for before, the last first, and which of it is shown: 0 is what is new.
        self._past: list[str] = []
        self._at = 0
        self._new = ""
        self._recent = QMenu(self)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._recent.triggered.connect(self._take_recent)
        before = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        before.setText("What was looked for before")
        before.setToolTip(tooltip("What was looked for before (Up, Down)"))
        before.triggered.connect(self._show_recent)
        self.textEdited.connect(self._leave_past)

    @property
    def words(self) -> str:
        """Return what to look for; what was pasted from several lines is on one."""
        return self.text().replace("\n", " ")

    @property
    def found(self) -> str:
        """Return what is said about the hits."""
        return self._found.text()

    def show_words(self, words: str) -> None:
        """Show words to be written over, without telling of them."""
        was_quiet = self.blockSignals(True)
        self.setText(words)
        self.blockSignals(was_quiet)
        self.selectAll()
        self._at = 0

    def show_past(self, past: Sequence[str]) -> None:
        """Offer what was looked for before, the last first."""
        self._past = list(past)
        self._at = 0

    def show_found(self, sentence: str, *, none: bool) -> None:
        """Say how many hits there are; that there are none stands out."""
        found = self._found
        if sentence == found.text():
            return
        found.setText(sentence)
        found.setProperty("found", "none" if none else "")
        found.style().polish(found)
        self.setAccessibleDescription(sentence)
        self._settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._go(step)

    def _go(self, step: int) -> None:
        """Show what was looked for before that, or after it, or again what is new."""
        if self._at == 0:
            self._new = self.text()
        others = [self._new, *(one for one in self._past if one != self._new)]
        self._at = min(max(self._at + step, 0), len(others) - 1)
        if others[self._at] != self.text():
            self.setText(others[self._at])

    def _leave_past(self) -> None:
        self._at = 0

    def _fill_recent(self) -> None:
        self._recent.clear()
        for words in self._past:
            entry = self._recent.addAction(excerpt(words).replace("&", "&&"))
            entry.setData(words)
        if not self._past:
            self._recent.addAction("Nothing yet").setEnabled(False)

    def _take_recent(self, entry: QAction) -> None:
        self.setText(str(entry.data()))

    def _show_recent(self) -> None:
        self._recent.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _settle(self) -> None:
        """Put the number at the end, and keep the words from running under it."""
        size = self._found.sizeHint()
        self._found.setGeometry(self.width() - size.width() - _GAP, 0, size.width(), self.height())
        self.setTextMargins(QMargins(0, 0, size.width() + _GAP if self._found.text() else 0, 0))
