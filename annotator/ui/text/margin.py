"""Paragraph numbers beside the text, small and faint."""

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
        self._numbers = [0]  # an empty text is one line
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def number(self, displayed: str, continued: set[int]) -> None:
        """Give numbers to the displayed lines, save those (from 0) that continue another."""
        self._numbers = []
        count = 0
        for line, words in enumerate(displayed.split("\n")):
            is_new = line not in continued and bool(words.strip(BLANKS))
            count += is_new
            self._numbers.append(count if is_new else 0)
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
            number = self._numbers[block.blockNumber()]
            line = block.layout().lineAt(0)
            baseline = round(top + origin.y() + line.y() + line.ascent())
            if number and baseline > 0:
                room = QRectF(0, baseline - 40, self.width(), 40 + painter.fontMetrics().descent())
                bottom_right = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
                painter.drawText(room, bottom_right, str(number))
        painter.end()
