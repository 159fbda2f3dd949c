"""Counting clicks in one place, of which Qt only knows two."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QMouseEvent

# A word, a sentence, a paragraph.
_MOST = 4


class Clicks:
    """Counts presses that follow one another quickly in one place."""

    def __init__(self) -> None:
        self._count = 0
        self._last_time = 0
        self._last_place = QPoint()

    def count(self, press: QMouseEvent) -> int:
        """Return which press in a row this one is, from 1 to 4."""
        hints = QGuiApplication.styleHints()
        place, time = press.position().toPoint(), press.timestamp()
        far = (place - self._last_place).manhattanLength() > hints.mouseDoubleClickDistance()
        late = time - self._last_time > hints.mouseDoubleClickInterval()
        self._count = 1 if far or late else min(self._count + 1, _MOST)
        if press.type() == QEvent.Type.MouseButtonDblClick:
            self._count = max(self._count, 2)
        self._last_time, self._last_place = time, place
        return self._count
