"""The words of an annotation, set as in the text: a few lines, more by scrolling."""

from PySide6.QtCore import QMimeData, QRect, QStringListModel, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from annotator.core.model import Label
from annotator.core.utf16 import Utf16
from annotator.ui.growing import Growing
from annotator.ui.text.reading import Reading
from annotator.ui.theme import LIGHT, Theme

_MOST_LINES = 7
_BAR = 3
_MARGIN = 8
# A whole field of a tint is louder than a line of it.
_CALM = 0.6
# Characters that are shown: a longer one is read in its article, and would take Qt its time here.
_MOST = 4_000


class Excerpt(Growing):
    """Read-only, in the colours of a label; can be selected and copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 1, _MOST_LINES)
        self._text = ""
        self._units = Utf16("")
        self._label: Label | None = None
        self._theme = LIGHT
        self._mark, self._ground = QColor(LIGHT.line), QColor(LIGHT.paper)
        self.setObjectName("excerpt")
        self.setAccessibleName("Text of the annotation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(_MARGIN)
        self.document().setUndoRedoEnabled(False)

    def show_text(self, text: str, label: Label) -> None:
        """Show some canonical text from its beginning."""
        if label != self._label:
            self._label = label
            self._paint_palette()
        if text == self._text:
            return
        self._text = text
        shown = text if len(text) <= _MOST else f"{text[:_MOST]} …"
        self._units = Utf16(shown)
        self.setPlainText(shown)
        self._align()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_palette()

    def set_reading(self, reading: Reading, size: float) -> None:
        """Take over the font of the texts, in another size (points)."""
        font = reading.font()
        font.setPointSizeF(size)
        self.setFont(font)
        self.fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ground = QPainter(self.viewport()), self.viewport().rect()
        # Under a stylesheet the viewport keeps the palette that it was shown with.
        painter.fillRect(ground, self._ground)
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.fillRect(QRect(0, 0, _BAR, ground.height()), self._mark)
        painter.fillRect(QRect(ground.width() - _BAR, 0, _BAR, ground.height()), self._mark)
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRect(ground.adjusted(0, 0, -1, -1))

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # What the widget would copy has blanks for no-break spaces. Made by Qt as in ui/text/page.
        model = QStringListModel([""])
        data = model.mimeData([model.index(0)])
        data.clear()
        cursor = self.textCursor()
        start, end = (
            self._units.to_text(place) for place in (cursor.selectionStart(), cursor.selectionEnd())
        )
        data.setText(self._text[start:end])
        return data

    def _align(self) -> None:
        """Begin at the side on which the writing begins, to which this widget does not see."""
        is_rtl = self.document().begin().textDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _paint_palette(self) -> None:
        if self._label is None:
            return
        colours = self._theme.label_colours(self._label.colour)
        self._mark = colours.mark
        palette = self._theme.palette()
        self._ground = _over(colours.tint, QColor(self._theme.paper))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(self._theme.selected))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(self._theme.ink))
        self.setPalette(palette)
        self.viewport().update()


def _over(colour: QColor, ground: QColor) -> QColor:
    """Return what a translucent colour, still more so, looks like on an opaque one."""
    share = colour.alphaF() * _CALM
    pairs = (
        (colour.redF(), ground.redF()),
        (colour.greenF(), ground.greenF()),
        (colour.blueF(), ground.blueF()),
    )
    return QColor.fromRgbF(*(share * one + (1 - share) * other for one, other in pairs))
