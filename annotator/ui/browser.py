"""A page of the help on screen: Markdown set in type, in the colours of the theme."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QRegularExpression, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget
from typing_extensions import override

from annotator.ui.manual import CAP_EDGE

_SUFFIX = ".md"
_MARGIN = 26
_WIDEST = 720  # longer lines tire the eye
_LINE = 138  # per cent
# In steps of HTML, each about a quarter, over the size of the text.
_HEADINGS = {1: 2, 2: 1}
_ABOVE = {1: 0.0, 2: 18.0}
_COLUMNS = {2: (32, 68), 3: (24, 28, 48)}  # widths per cent, by how many there are
_GAP = 5.0
_CELL = 5.0
_PER_CENT = QTextLength.Type.PercentageLength
_CODE = 0.92  # against the text around it
_CAPS = QRegularExpression(f"{CAP_EDGE}[^{CAP_EDGE}]+{CAP_EDGE}")


class Browser(QTextBrowser):
    """Shows pages by their names, with a way back; links between pages are followed by itself."""

    page_changed = Signal(str)

    def __init__(self, markdown: Callable[[str], str], parent: QWidget) -> None:
        """`markdown` gives the source of a page."""
        super().__init__(parent)
        self._markdown = markdown
        self._sought: list[str] = []
        self.setOpenExternalLinks(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.page = ""
        self.sourceChanged.connect(self._arrived)

    def open_page(self, page: str) -> None:
        self.setSource(QUrl(page + _SUFFIX))

    def refresh(self) -> None:
        """Show the page anew, where it was: keys, labels or colours may be others now."""
        top = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(top)

    def seek(self, words: list[str]) -> None:
        """Mark some words wherever they stand, on this page and the next ones."""
        self._sought = words
        self._mark()
        self._go_to_first()

    def go_to_next(self) -> None:
        """Go to the next of the marked places, from the last one to the first."""
        places = sorted(one.cursor.selectionStart() for one in self.extraSelections())
        if not places:
            return
        here = self.textCursor().position()
        cursor = self.textCursor()
        cursor.setPosition(next((place for place in places if place > here), places[0]))
        self.setTextCursor(cursor)
        place, bar = self.cursorRect(), self.verticalScrollBar()
        seen = self.viewport().height()
        if not 0 <= place.top() < seen * 0.8:
            bar.setValue(bar.value() + place.top() - seen // 4)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        if type == QTextDocument.ResourceType.MarkdownResource.value:
            return self._markdown(_page(QUrl(name)))
        return super().loadResource(type, name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), _WIDEST))
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changes = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in changes and self.page:
            self.refresh()

    def _arrived(self, source: QUrl) -> None:
        self.page = _page(source)  # which `source()` does not know yet
        self.page_changed.emit(self.page)
        typeset(self.document(), self.palette(), self.font())
        self._mark()
        self._go_to_first()

    def _go_to_first(self) -> None:
        if self.extraSelections():
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.go_to_next()

    def _mark(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.Accent)
        colour.setAlpha(70)
        marks = []
        for word in self._sought:
            for cursor in _found(self.document(), word):
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(colour)
                marks.append(mark)
        self.setExtraSelections(marks)


def _page(source: QUrl) -> str:
    return source.fileName().removesuffix(_SUFFIX)


def typeset(document: QTextDocument, palette: QPalette, font: QFont) -> None:
    """Give what Markdown made its spaces, lines and colours; a stylesheet is for HTML only."""
    document.setDefaultFont(font)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame, palette)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in _blocks(document):
        _space(block)
        for span, change in _characters(block, palette, font):
            span.mergeCharFormat(change)
    cap = QTextCharFormat()
    cap.setBackground(palette.brush(QPalette.ColorRole.Midlight))
    for span in _found(document, _CAPS):
        span.mergeCharFormat(cap)
    cursor.endEditBlock()


def _rule(table: QTextTable, palette: QPalette) -> None:
    """Draw a line under each row."""
    line = palette.brush(QPalette.ColorRole.Midlight)
    whole = table.format().toTableFormat()
    whole.setBorder(0)
    whole.setBorderCollapse(True)
    whole.setCellPadding(_CELL)
    whole.setTopMargin(_CELL)
    whole.setBottomMargin(_CELL)
    widths = _COLUMNS.get(table.columns(), ())
    whole.setWidth(QTextLength(_PER_CENT, 100))
    whole.setColumnWidthConstraints([QTextLength(_PER_CENT, width) for width in widths])
    table.setFormat(whole)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            drawn = cell.format().toTableCellFormat()
            drawn.setBottomBorder(1)
            drawn.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            drawn.setBottomBorderBrush(line)
            cell.setFormat(drawn)


def _space(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    level = block.blockFormat().headingLevel()
    spaces = QTextBlockFormat()
    spaces.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if cursor.currentTable() is None:
        spaces.setTopMargin(_ABOVE.get(level, _GAP))
        spaces.setBottomMargin(_GAP)
    cursor.mergeBlockFormat(spaces)


def _characters(
    block: QTextBlock, palette: QPalette, font: QFont
) -> list[tuple[QTextCursor, QTextCharFormat]]:
    """Return what is to be changed where: in headings, links and code."""
    changes = []
    larger = _HEADINGS.get(block.blockFormat().headingLevel())
    is_head = _is_head(block)
    for fragment in _fragments(block):
        was, change = fragment.charFormat(), QTextCharFormat()
        if larger:
            change.setProperty(QTextFormat.Property.FontSizeAdjustment, larger)
        if is_head:
            change.setForeground(palette.brush(QPalette.ColorRole.PlaceholderText))
            change.setFontWeight(QFont.Weight.Normal)
        if was.isAnchor():
            change.setForeground(palette.brush(QPalette.ColorRole.Link))
        if was.fontFixedPitch():
            change.setFontPointSize(font.pointSizeF() * _CODE)
            change.setBackground(palette.brush(QPalette.ColorRole.AlternateBase))
        if change.propertyCount():
            cursor = QTextCursor(block)
            cursor.setPosition(fragment.position())
            end = fragment.position() + fragment.length()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            changes.append((cursor, change))
    return changes


def _is_head(block: QTextBlock) -> bool:
    """Say whether a block is the head of a column."""
    table: QTextTable | None = QTextCursor(block).currentTable()
    return table is not None and table.cellAt(block.position()).row() == 0


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def _found(document: QTextDocument, what: str | QRegularExpression) -> Iterator[QTextCursor]:
    cursor = document.find(what)
    while not cursor.isNull():
        yield cursor
        cursor = document.find(what, cursor)
