"""The block of the inspector that says who: pressed, each line asks for another answer."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from annotator.core.model import LinkKind
from annotator.ui.panels.inspector.voices import Voice
from annotator.ui.phrases import tooltip

_SIDE, _RISE, _GAP = 8, 4, 8
_LEAST = 40  # pixels for what is known besides the name, or nothing of it
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Who(QWidget):
    """Shows some voices. What is pressed is asked for by whoever listens, who has a picker."""

    asked = Signal(object, QWidget)  # LinkKind | None, and beside what
    registry_requested = Signal(str)  # an actor

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, VoiceButton]] = []
        self._shown = 0

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return where Tab stops, from top to bottom; more than are shown."""
        return [button for _, button in self._rows]

    def show_voices(self, voices: Sequence[Voice], *, may_ask: bool) -> bool:
        """Show some voices; say whether there are other lines to stop at than before."""
        before = len(self._rows)
        while len(self._rows) < len(voices):
            self._add_row()
        for number, (title, button) in enumerate(self._rows):
            is_shown = number < len(voices)
            title.setVisible(is_shown)
            button.setVisible(is_shown)
            if is_shown:
                title.setText(voices[number].title)
                button.show_voice(voices[number], may_ask=may_ask)
        self.setVisible(bool(voices))
        return len(self._rows) != before

    def _add_row(self) -> None:
        title, button = QLabel(self), VoiceButton(self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setBuddy(button)
        at = len(self._rows)
        self._grid.addWidget(title, at, 0)
        self._grid.addWidget(button, at, 1)
        button.asked.connect(lambda kind: self.asked.emit(kind, button))
        button.registry_requested.connect(self.registry_requested)
        self._rows.append((title, button))


class VoiceButton(QAbstractButton):
    """Looks like a field with a name in it, and faintly what is known of that."""

    asked = Signal(object)  # LinkKind | None
    registry_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("voice")
        self._voice: Voice | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(lambda: self.asked.emit(self.kind))
        self.customContextMenuRequested.connect(lambda at: self._menu().popup(self.mapToGlobal(at)))

    @property
    def kind(self) -> LinkKind | None:
        return self._voice.kind if self._voice else None

    def show_voice(self, voice: Voice, *, may_ask: bool) -> None:
        self._voice = voice
        self.setEnabled(may_ask)
        self.setAccessibleName(f"{voice.title}: {voice.told}")
        lines = (voice.names, voice.detail, "Enter or a click chooses another." * may_ask)
        self.setToolTip(tooltip("\n".join(filter(None, lines))))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + 2 * _RISE + 2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and not is_held:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._voice is None:
            return
        painter, palette = QPainter(self), self.palette()
        is_live = self.hasFocus() or self.underMouse()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        edge = QPalette.ColorRole.Accent if is_live else QPalette.ColorRole.Mid
        painter.setPen(palette.color(edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        room = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        told = metrics.elidedText(self._voice.told, elide, room.width())
        painter.setPen(palette.color(QPalette.ColorRole.Text) if self._voice.names else faint)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, told)
        left = room.width() - metrics.horizontalAdvance(told) - 2 * _GAP
        if self._voice.detail and left > _LEAST:  # what is known gives way to the name
            detail = metrics.elidedText(self._voice.detail, elide, left)
            painter.setPen(faint)
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, detail)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choose = menu.addAction("&Choose…", self.click)
        choose.setEnabled(self.isEnabled())
        actor = self._voice.actor if self._voice else None
        show = menu.addAction("&Show in the registry", lambda: self.registry_requested.emit(actor))
        show.setEnabled(actor is not None)
        return menu
