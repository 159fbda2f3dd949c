"""A button that takes the next key that is pressed, whatever it is."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from annotator.ui.bindings import pressed_key

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}


class KeyRecorder(QPushButton):
    """Pressed, it waits for one key, also Tab, Esc or Return, and tells it.

    A click elsewhere, or on it, ends the waiting.
    """

    recorded = Signal(str)  # portable, such as `Ctrl+Z`

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._idle = text
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._say)

    def show_idle(self, text: str) -> None:
        """Be called something else while nothing is waited for."""
        self._idle = text
        self._say(self.isChecked())

    @override
    def event(self, event: QEvent) -> bool:
        # Here, for Tab would not come as far as to the handlers of keys.
        if self.isChecked() and isinstance(event, QKeyEvent) and event.type() in _KEYS:
            event.accept()
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(pressed_key(event))
            return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setChecked(False)
        super().focusOutEvent(event)

    def _take(self, key: str) -> None:
        if key:
            self.setChecked(False)
            self.recorded.emit(key)

    def _say(self, waits: bool) -> None:
        self.setText("Press the keys…" if waits else self._idle)
