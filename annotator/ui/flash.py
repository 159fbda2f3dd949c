"""A few words over a text that nobody has to read, and that go by themselves."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

_MS = 1_800
_APART = 18  # from the edge, in pixels


class Flash(QLabel):
    """Comes near the lower edge of a widget, or near the upper one where that covers something."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("flash")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ends = QTimer(self, singleShot=True, interval=_MS)
        self._ends.timeout.connect(self.hide)
        self.hide()

    def show_words(self, words: str, beside: QRect) -> None:
        """Show some words for a moment; they do not cover the rectangle `beside`."""
        self.setText(words)
        self.ensurePolished()
        over = self._over
        size = self.sizeHint().boundedTo(QSize(over.width(), over.height()))
        left = (over.width() - size.width()) // 2
        place = QRect(left, over.height() - size.height() - _APART, size.width(), size.height())
        if place.intersects(beside):
            place.moveTop(_APART)
        self.setGeometry(place)
        self.show()
        self.raise_()
        self._ends.start()
