"""A line above some words that were just tagged, which waits for nobody."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from annotator.ui.actions import Actions
from annotator.ui.text.keys import is_on
from annotator.ui.text.view import TextView

_APART = 5  # from the words, in pixels
_SIDE, _RISE, _GAP, _BETWEEN = 8, 4, 6, 14
_CAP_SIDE, _CORNER = 5, 4

_ENDS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.Resize,
    QEvent.Type.FocusOut,
    QEvent.Type.Hide,
}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
# With these it is taken, turned down, and asked for somebody else. What any other key does goes
# on, and the line goes.
_ACCEPT, _REFUSE, _OTHER = "annotate.inspect", "annotate.deselect", "annotate.speaker"


class _Part(NamedTuple):
    key: str
    words: str
    is_first: bool


class Proposal(QFrame):
    """Lies over a text without ever taking the keyboard, and goes with whatever is done next."""

    pressed = Signal()  # with the mouse
    gone = Signal()  # by whatever else was done

    def __init__(self, view: TextView, acting: Actions) -> None:
        super().__init__(view.viewport())
        self.setObjectName("proposal")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._view, self._acting = view, acting
        self._parts: list[_Part] = []
        self._is_due = False  # it is shown, or about to be
        view.verticalScrollBar().valueChanged.connect(self._move_on)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is proposed at the moment."""
        return self._parts[0].words if self._parts and not self.isHidden() else ""

    def await_words(self) -> None:
        """Take note of what is done from now on: words to propose are looked for."""
        self._is_due = True

    def withdraw(self) -> None:
        """Propose nothing any longer."""
        self._is_due = False
        self.hide()

    def propose(self, words: str, beside: QRect, *, leftward: bool) -> None:
        """Come above a rectangle of the viewport, or where that has no room, below it."""
        first, other = map(self._acting.key_told, (_ACCEPT, _OTHER))
        self._parts = [_Part(first, words, True), _Part(other, "somebody else", False)]
        self.setAccessibleName(self.sentence())
        self.ensurePolished()
        screen = self._view.viewport().rect()
        if not other or self.sizeHint().width() > screen.width():
            del self._parts[1]
        size = self.sizeHint().boundedTo(screen.size())
        left = beside.right() + 1 - size.width() if leftward else beside.left() - _SIDE
        left = max(0, min(left, screen.width() - size.width()))
        top = beside.top() - _APART - size.height()
        if top < 0:
            top = min(beside.bottom() + 1 + _APART, screen.height() - size.height())
        self.setGeometry(QRect(QPoint(left, top), size))
        self._is_due = True
        self.show()
        self.raise_()
        self.update()

    def sentence(self) -> str:
        """Return what is proposed as it is read out."""
        return ", ".join(f"{one.key}: {one.words}" for one in self._parts if one.key)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(_width(one, metrics) for one in self._parts)
        width += _BETWEEN * (len(self._parts) - 1) + 2 * _SIDE
        return QSize(width, metrics.height() + 2 * _RISE + 2)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._is_due:
            return False
        if event.type() == QEvent.Type.Resize:
            self._move_on()
        elif event.type() in _ENDS or (isinstance(event, QKeyEvent) and self._ends(event)):
            self._go()
        return False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, metrics = self.palette(), self.fontMetrics()
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        room = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        for part in self._parts:
            if part.key:
                wide = metrics.horizontalAdvance(part.key) + 2 * _CAP_SIDE
                high = metrics.height()
                cap = QRect(room.left(), (self.height() - high) // 2, wide, high)
                painter.setPen(faint)
                shape = QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(shape, _CORNER, _CORNER)
                painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, part.key)
                room.setLeft(cap.right() + 1 + _GAP)
            painter.setPen(palette.color(QPalette.ColorRole.Text) if part.is_first else faint)
            words = metrics.elidedText(part.words, Qt.TextElideMode.ElideRight, room.width())
            wide = metrics.horizontalAdvance(words)
            place = QRect(room.left(), 0, wide, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(place, int(flags), words)
            room.setLeft(room.left() + wide + _BETWEEN)
        painter.end()

    def _ends(self, event: QKeyEvent) -> bool:
        if event.type() not in _KEYS or event.key() in _HELD:
            return False
        return not is_on(event, [self._acting[_ACCEPT], self._acting[_REFUSE]])

    def _move_on(self) -> None:
        # Before it is shown the panels may make room for what was tagged.
        if not self.isHidden():
            self._go()

    def _go(self) -> None:
        if self._is_due:
            self.withdraw()
            self.gone.emit()


def _width(part: _Part, metrics: QFontMetrics) -> int:
    cap = metrics.horizontalAdvance(part.key) + 2 * _CAP_SIDE + _GAP if part.key else 0
    return cap + metrics.horizontalAdvance(part.words)
