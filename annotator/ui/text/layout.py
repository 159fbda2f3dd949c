"""Line spacing, paragraph gaps and right-to-left alignment, which QPlainTextEdit has none of."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout
from typing_extensions import override

from annotator.ui.text.reading import Reading

# User state of a block that goes on with the paragraph of the block before it.
CONTINUES = 1


@dataclass(frozen=True, slots=True)
class Spacing:
    """Vertical measures of running text in whole pixels, so that baselines are crisp."""

    em: int
    pitch: int  # from baseline to baseline
    rise: int  # from the top of a line's band to its baseline
    gap: int  # between two paragraphs

    @classmethod
    def of(cls, reading: Reading) -> "Spacing":
        font = reading.font()
        em = QFontInfo(font).pixelSize()
        metrics = QFontMetricsF(font)
        pitch = max(round(em * reading.line_spacing), ceil(metrics.height()))
        rise = round(metrics.ascent() + (pitch - metrics.height()) / 2)
        return cls(em, pitch, rise, round(em * 0.65))


class SpacedLayout(QPlainTextDocumentLayout):
    """A document layout that spreads the lines of a block after Qt has broken them.

    Whoever makes one keeps it: the document alone does not keep its Python half alive.
    """

    def __init__(self, document: QTextDocument, reading: Reading) -> None:
        super().__init__(document)
        self.spacing = Spacing.of(reading)

    def set_reading(self, reading: Reading) -> None:
        """Break and spread all lines anew."""
        self.spacing = Spacing.of(reading)
        # Has Qt forget the lines of all blocks, even where the font is the same.
        self.document().setDefaultFont(reading.font())

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return rect
        is_blank = block.length() == 1
        if layout.lineAt(0).y() == 0.0:  # as Qt leaves it: we never put a first line there
            self._spread(layout, is_blank, block.textDirection())
        spacing = self.spacing
        if is_blank:
            height = spacing.gap
        else:
            last = layout.lineAt(count - 1)
            fall = max(spacing.pitch - spacing.rise, ceil(last.descent()))
            height = round(last.y() + last.ascent()) + fall
        following = block.next()
        if not following.isValid():
            height += ceil(self.document().documentMargin())
        elif following.length() > 1 and following.userState() != CONTINUES and not is_blank:
            height += spacing.gap
        rect.setBottom(rect.top() + height)
        return rect

    def _spread(self, layout: QTextLayout, is_blank: bool, direction: Qt.LayoutDirection) -> None:
        if direction == Qt.LayoutDirection.RightToLeft:
            # QTextLayout aligns when it draws and measures, so this moves nothing by hand.
            option = layout.textOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            layout.setTextOption(option)
        top = 0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if is_blank:
                y = (self.spacing.gap - line.height()) / 2
            else:
                baseline = top + max(self.spacing.rise, ceil(line.ascent()))
                y = baseline - line.ascent()
                top = max(top + self.spacing.pitch, baseline + ceil(line.descent()))
            line.setPosition(QPointF(line.x(), y or -0.5))
