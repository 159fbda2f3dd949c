"""Paragraph numbers beside the text, small and faint."""

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.core.text import BLANKS
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.text.page import Page


class Margin(QWidget):
    """Numbers the paragraphs that are on screen; lines that hold only blanks have no number."""

    def __init__(self, page: "Page", theme: Theme) -> None:
        super().__init__(page)
        self._page = page
        self._theme = theme
        # For each line, whether it has a number, and how many lines until then have one.
        self._is_new = [False]  # an empty text is one line
        self._counts = [0]
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def number(self, displayed: str, continued: set[int]) -> None:
        """Give numbers to the displayed lines, save those (from 0) that continue another."""
        self._is_new = [bool(words.strip(BLANKS)) for words in displayed.split("\n")]
        for line in continued:
            self._is_new[line] = False
        self._counts = list(accumulate(map(int, self._is_new)))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(8, round(QFontInfo(self._page.font()).pixelSize() * 0.65)))
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.faint))
        top = self._page.viewport().y() - self.y()
        for block, origin, _ in self._page.visible_blocks():
            number = block.blockNumber()
            line = block.layout().lineAt(0)
            baseline = round(top + origin.y() + line.y() + line.ascent())
            if self._is_new[number] and baseline > 0:
                room = QRectF(0, baseline - 40, self.width(), 40 + painter.fontMetrics().descent())
                bottom_right = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
                painter.drawText(room, bottom_right, str(self._counts[number]))
        painter.end()
