"""A text field that is as high as its text, within bounds."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

_OFF, _ON = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
# Without a pixel to spare Qt thinks that the last line does not fit.
_SLACK = 2
# In less than this (pixels), with the margins, a bar would leave no room for a letter; Qt then lays
# out as if there were room for all, and the field would waver between having one and not.
_LEAST_WIDTH = 40


class Growing(QPlainTextEdit):
    """Plain text that scrolls only where it has more than `most` lines; Tab goes on."""

    def __init__(self, parent: QWidget, fewest: int, most: int) -> None:
        super().__init__(parent)
        self._fewest, self._most = fewest, most
        self._around = self._laid_out = 0
        self._is_fitting = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Be as high as the text is now; where hardly a letter has room, stay as it is."""
        if self._is_fitting:
            return
        self._is_fitting = True
        try:
            self._fit()
        finally:
            self._is_fitting = False

    def _fit(self) -> None:
        if self.viewport().width() < _LEAST_WIDTH:
            if not self.minimumHeight():
                self._be_high_for(self._fewest)
            return
        lines = self._lines()
        is_all = lines <= self._most
        policy = _OFF if is_all else _ON
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
            if self._laid_out != self.viewport().width():
                # While it is hidden, or is getting its size, Qt does not tell it of a bar.
                self.resizeEvent(QResizeEvent(self.viewport().size(), QSize()))
            if is_all:
                lines = min(self._lines(), self._most)  # there is more room for each
        # Half a line shows that the text goes on.
        self._be_high_for(max(lines, self._fewest) if is_all else self._most + 0.5)

    def _lines(self) -> int:
        """Return how many lines the text has, or one more than the most."""
        layout, block = self.document().documentLayout(), self.document().begin()
        lines = 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)  # lays it out
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def _be_high_for(self, lines: float) -> None:
        text = ceil(lines * QFontMetricsF(self.font()).lineSpacing())
        height = text + 2 * round(self.document().documentMargin()) + self._around + _SLACK
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out = self.viewport().width()
        around = self.height() - self.viewport().height()
        if around != self._around or event.size().width() != event.oldSize().width():
            self._around = around
            self.fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
