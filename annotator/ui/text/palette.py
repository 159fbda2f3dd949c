"""The labels beside what the mouse has just selected, for hands that are on the mouse."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton
from typing_extensions import override

from annotator.core.model import Label
from annotator.ui.phrases import tooltip
from annotator.ui.swatch import swatch
from annotator.ui.text.view import TextView
from annotator.ui.theme import Theme

_IN_A_ROW = 8
_APART = 5  # from the words, in pixels

_END = {
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.Resize,
    QEvent.Type.FocusOut,
    QEvent.Type.Hide,
}


class LabelPalette(QFrame):
    """Comes near the end of a selection that the mouse made, and goes with whatever is done next.

    It never covers what is selected, and never takes the keyboard.
    """

    pressed = Signal(str)  # the key of a label

    def __init__(self, view: TextView, theme: Theme) -> None:
        super().__init__(view.viewport())
        self.setObjectName("labelPalette")
        self._view, self._theme = view, theme
        self._labels: list[Label] = []
        self._buttons: list[QToolButton] = []
        self.wanted = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 4, 4, 4)
        self._grid.setSpacing(3)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()
        view.selected_by_mouse.connect(self._come)
        view.selectionChanged.connect(self.hide)
        view.verticalScrollBar().valueChanged.connect(self.hide)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def show_labels(self, labels: Iterable[Label]) -> None:
        """Offer those of some labels that have a key."""
        self.hide()
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._labels = [label for label in labels if label.key]
        self._buttons = [self._button(label) for label in self._labels]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for label, button in zip(self._labels, self._buttons, strict=True):
            button.setIcon(swatch(label, theme))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _END:
            self.hide()
        return super().eventFilter(watched, event)

    def _button(self, label: Label) -> QToolButton:
        button = QToolButton(self)
        button.setText(label.key.replace("&", "&&"))
        button.setIcon(swatch(label, self._theme))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tooltip(f"Tag as {label.title} ({label.key})"))
        button.setAccessibleName(f"Tag as {label.title}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._press, label.key))
        return button

    def _press(self, key: str) -> None:
        self.hide()
        self.pressed.emit(key)

    def _come(self) -> None:
        if not self.wanted or not self._buttons:
            return
        self._set_in_rows()
        place = self._place(self._grid.totalSizeHint())
        if place is not None:
            self.setGeometry(place)
            self.show()
            self.raise_()

    def _set_in_rows(self) -> None:
        widest = max(button.sizeHint().width() for button in self._buttons)
        room = self._view.viewport().width() // (widest + self._grid.spacing()) or 1
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, *divmod(number, min(room, _IN_A_ROW)))

    def _place(self, size: QSize) -> QRect | None:
        """Return where there is room: under the last line that is selected or above the first.

        The side where the mouse was let go comes first.
        """
        view = self._view
        ends = view.selection_ends()
        if ends is None:
            return None
        first, last = ends
        below = QPoint(last.x() - size.width() // 2, last.bottom() + _APART)
        above = QPoint(first.x() - size.width() // 2, first.top() - _APART - size.height())
        screen = view.viewport().rect()
        for corner in (above, below) if view.caret_is_first() else (below, above):
            x = max(0, min(corner.x(), screen.width() - size.width()))
            place = QRect(QPoint(x, corner.y()), size)
            if screen.contains(place):
                return place
        return None
