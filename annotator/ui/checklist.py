"""A menu whose check boxes can be ticked one after another without opening it again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu
from typing_extensions import override

_TICKS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Checklist(QMenu):
    """Stays open when an entry that can be ticked is chosen."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick() or not self.rect().contains(event.position().toPoint()):
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _TICKS or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        """Tick the entry that is pointed at; say whether it can be."""
        entry: QAction | None = self.activeAction()
        if entry is None or not (entry.isCheckable() and entry.isEnabled()):
            return False
        entry.trigger()
        return True
