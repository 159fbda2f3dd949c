"""A choice of a few short answers, all of them in sight: one is on, or none."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.phrases import tooltip

_GAP = 4
_SIDE, _RISE = 9, 4
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_UNSET = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Option(NamedTuple):
    """One answer that can be chosen."""

    value: Any
    title: str
    description: str = ""


class Segments(QWidget):
    """Shows options side by side, in several rows where there is no room for one.

    One Tab goes in and one out. Inside, the arrows move and Space presses; a first letter chooses;
    pressing what is on, Delete and Backspace choose nothing. The mouse does not take the keyboard
    away from where it is.
    """

    chosen = Signal(object)  # the value, or None

    def __init__(self, name: str, options: Sequence[Option], parent: QWidget) -> None:
        """`name` is what is asked."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value: Any = None
        self._height = 0
        self.buttons = [_Segment(self, name, option) for option in options]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.rove()

    @property
    def value(self) -> Any:
        return self._value

    @property
    def stop(self) -> QWidget:
        """Return where Tab stops: at what is chosen, else at the first."""
        chosen = (one for one in self.buttons if one.isChecked() and one.option.value is not None)
        return next(chosen, self.buttons[0])

    def show_value(self, value: Any) -> None:
        self._value = value
        for one in self.buttons:
            one.setChecked(one.option.value == value)
        self.rove()

    def choose(self, value: Any) -> None:
        """Choose an option by hand, or with `None` none."""
        if value != self._value:
            self.chosen.emit(value)

    @override
    def sizeHint(self) -> QSize:
        sizes = [one.sizeHint() for one in self.buttons]
        width = sum(size.width() for size in sizes) + _GAP * (len(sizes) - 1)
        return QSize(width, sizes[0].height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.buttons[0].sizeHint().height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(rect.bottom() + 1 for rect in self._rects(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._lay_out()

    def step(self, from_: "_Segment", by: int) -> None:
        """Move the keyboard to the option beside one."""
        place = self.buttons.index(from_) + by
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def choose_by_letter(self, letter: str) -> bool:
        """Choose the next option that begins with a letter; say whether there is one."""
        if not letter.isalnum():
            return False
        begun = [one for one in self.buttons if one.option.title.casefold().startswith(letter)]
        if not begun:
            return False
        places = [one.option.value for one in begun]
        at = places.index(self._value) + 1 if self._value in places else 0
        found = begun[at % len(begun)]
        if any(one.hasFocus() for one in self.buttons):
            found.setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(found.option.value)
        return True

    def _lay_out(self) -> None:
        for button, rect in zip(self.buttons, self._rects(self.width()), strict=True):
            button.setGeometry(rect)

    def _rects(self, width: int) -> Iterable[QRect]:
        """Yield where each option goes: from left to right, then below."""
        left = top = 0
        for button in self.buttons:
            size = button.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + size.height() + _GAP
            yield QRect(left, top, min(size.width(), max(width, 1)), size.height())
            left += size.width() + _GAP

    def rove(self) -> None:
        """Let Tab stop at one option only: where the keyboard is, else at what is chosen."""
        stop = next((one for one in self.buttons if one.hasFocus()), self.stop)
        for one in self.buttons:
            is_stop = one is stop
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)


class _Segment(QAbstractButton):
    """One option."""

    def __init__(self, parent: Segments, name: str, option: Option) -> None:
        super().__init__(parent)
        self._segments = parent
        self.option = option
        self.setText(option.title)
        self.setCheckable(True)
        self.setAccessibleName(f"{name}: {option.title if option.value is not None else 'not set'}")
        self.setToolTip(tooltip(option.description))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(_bold(self.font()))
        width = max(metrics.horizontalAdvance(self.text()), metrics.height()) + 2 * _SIDE
        return QSize(width, metrics.height() + 2 * _RISE)

    @override
    def nextCheckState(self) -> None:
        # What is on is what is stored: whoever hears of the choice shows it.
        self._segments.choose(None if self.isChecked() else self.option.value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, segments = event.key(), self._segments
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()  # such as Ctrl+Return
        elif key in _PRESS:
            self.click()
        elif key in _BACK or key in _ON:
            segments.step(self, 1 if key in _ON else -1)
        elif key in _UNSET:
            segments.choose(None)
        elif not segments.choose_by_letter(event.text().casefold()):
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = self.palette(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = palette.color(QPalette.ColorRole.Accent)
        line = palette.color(QPalette.ColorRole.Mid)
        on, enabled = self.isChecked() and self.option.value is not None, self.isEnabled()
        ground = QPalette.ColorRole.Highlight if on else QPalette.ColorRole.Button
        is_marked = enabled and (on or self.underMouse())
        painter.setPen(QPen(accent if is_marked else line, 1))
        painter.setBrush(palette.color(ground) if on or enabled else Qt.GlobalColor.transparent)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.setFont(_bold(self.font()) if on else self.font())
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        inner = self.rect().adjusted(2, 0, -2, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._segments.rove()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
