"""What a table of annotations is narrowed down to and grouped by, each as a chip to take away."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip

_GAP = 6
_SIDES = (12, 0, 8, 6)  # as the line above has
_WIDEST = 300
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Told(NamedTuple):
    """What a chip says; `name` is what it is known by."""

    name: str
    words: str


class Chips(QWidget):
    """Lie side by side, in several rows where there is no room for one; none of them, no room."""

    opened = Signal(str, QPoint)  # to be changed; and where on the screen
    removed = Signal(str)
    all_removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._told: Sequence[Told] = ()
        self.chips: list[Chip] = []
        self.clear_button = QToolButton(self)
        self.clear_button.setObjectName("flat")
        self.clear_button.setText("Clear all")
        self.clear_button.setToolTip("Show all again, not grouped")
        self.clear_button.clicked.connect(self.all_removed)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_told(self, told: Iterable[Told]) -> None:
        """Show other chips; the keyboard goes to the next when it was in one that is gone."""
        told = tuple(told)
        if told == self._told:
            return
        at = next((n for n, one in enumerate(self.chips) if one.has_focus()), None)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self._told = told
        self.chips = [self._made(one) for one in told]
        for before, after in zip(self.chips, self.chips[1:], strict=False):
            self.setTabOrder(before.button, after.button)
        if self.chips:
            self.setTabOrder(self.chips[-1].button, self.clear_button)
        self.setVisible(bool(told))
        self._lay_out()
        self.updateGeometry()
        if at is not None and self.chips:
            self.chips[min(at, len(self.chips) - 1)].button.setFocus()
        elif at is not None:
            self.focusNextChild()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(rect.bottom() + 1 for rect in self._rects(width)) + _SIDES[3]

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.clear_button.sizeHint().height() + _SIDES[3])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._lay_out()

    def _made(self, told: Told) -> "Chip":
        chip = Chip(told.words, self)
        chip.button.clicked.connect(partial(self._open, told.name, chip))
        chip.removed.connect(partial(self.removed.emit, told.name))
        chip.show()
        for widget in (chip, chip.button, chip.cross):
            widget.ensurePolished()  # else it would ask for the room of another style
        return chip

    def _open(self, name: str, chip: "Chip") -> None:
        self.opened.emit(name, chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _lay_out(self) -> None:
        for widget, rect in zip(self._widgets(), self._rects(self.width()), strict=True):
            widget.setGeometry(rect)

    def _widgets(self) -> list[QWidget]:
        return [*self.chips, self.clear_button]

    def _rects(self, width: int) -> list[QRect]:
        """Return where each goes: from left to right, then below."""
        room = max(width - _SIDES[0] - _SIDES[2], 1)
        left = top = 0
        rects = []
        for widget in self._widgets():
            size = widget.sizeHint()
            wide = min(size.width(), room)
            if left and left + wide > room:
                left, top = 0, top + size.height() + _GAP
            rects.append(QRect(_SIDES[0] + left, top, wide, size.height()))
            left += wide + _GAP
        return rects


class Chip(QWidget):
    """Pressed it can be changed; Delete, or its cross, takes it away."""

    removed = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.button = QToolButton(self)
        self.button.setObjectName("chip")
        self.button.setAccessibleName(f"{words}. Delete takes it away")
        self.button.setToolTip(tooltip(f"{words} (Del takes it away)"))
        self.cross = QToolButton(self)
        self.cross.setObjectName("chipEnd")
        self.cross.setIcon(icon("cross"))
        self.cross.setAccessibleName(f"Take away: {words}")
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.cross)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.cross.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self.button)
        self._cut()

    def has_focus(self) -> bool:
        return self.button.hasFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVES:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cut()

    def _cut(self) -> None:
        short = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, _WIDEST)
        self.button.setText(short.replace("&", "&&"))
