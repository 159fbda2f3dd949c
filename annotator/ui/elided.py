"""A label on one line that is cut where there is no room, and told in full under the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.phrases import tooltip


class ElidedLabel(QLabel):
    """Shows plain text; asks for no more room than there is."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """`name` is what the stylesheet knows it by."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    @property
    def whole(self) -> str:
        """Return the text as it was given."""
        return self._whole

    def show_text(self, text: str, more: str = "") -> None:
        """Show a text; `more` stands under the mouse instead of it."""
        self._whole = text
        self.setToolTip(tooltip(more or text))
        self.setAccessibleName(text)
        self._elide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        room = self.contentsRect().width()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
