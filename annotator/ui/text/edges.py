"""Scrolling while something is dragged past the upper or the lower edge of a page.

Qt does so for a selection alone, and not where the edge is that of the screen, beyond which no
mouse can go.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from annotator.ui.text.page import Page

_EACH = 30  # milliseconds
# Lines each time: at the edge, and more for so many pixels beyond it.
_LEAST = 0.3
_PIXELS_A_LINE = 100
# How far beyond the edge the mouse counts as being where the screen ends.
_AT_SCREEN_EDGE = 20


class Edges(QObject):
    """Scrolls a page by lines, the quicker the farther the mouse is beyond its edge."""

    scrolled = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._beyond = 0.0  # negative above the page
        self._owed = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH)
        self._timer.timeout.connect(self._scroll)

    def follow(self, event: QMouseEvent) -> None:
        """Start or stop, as the place of the mouse in the viewport asks for."""
        self._beyond = self._how_far(event)
        if not self._beyond:
            self.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._owed = 0.0

    def _how_far(self, event: QMouseEvent) -> float:
        y, height = event.position().y(), self._page.viewport().height()
        screen = self._page.screen().geometry()
        if y < 0:
            return y
        if y >= height:
            return y - height + 1
        if event.globalPosition().y() <= screen.top():
            return -_AT_SCREEN_EDGE
        if event.globalPosition().y() >= screen.bottom():
            return _AT_SCREEN_EDGE
        return 0.0

    def _scroll(self) -> None:
        self._owed += _LEAST + abs(self._beyond) / _PIXELS_A_LINE
        lines = int(self._owed)
        self._owed -= lines
        if lines:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + (lines if self._beyond > 0 else -lines))
            self.scrolled.emit()
