"""How the rows of the checks are painted: a rule as a heading, a finding on one line."""

from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from annotator.core.checks import Finding
from annotator.core.utf16 import Utf16
from annotator.ui.icons import icon
from annotator.ui.models.checks import ChecksModel, Group
from annotator.ui.phrases import runs_leftward
from annotator.ui.two_lines import paint_ground, paint_rim, smaller, write

Index = QModelIndex | QPersistentModelIndex

SIGN, _INDENT, _RIGHT, _GAP, _AIR = 18, 26, 14, 14, 9
_ICON = 14
_PARAGRAPH = "¶ {:,}"
_ACCENT, _FAINT = QPalette.ColorRole.Accent, QPalette.ColorRole.PlaceholderText
# From how many average characters on there is room for what is the matter, and for the repair.
_SENTENCE, _REPAIR = 75, 110
# What parts of a row take of its width, where there is room for them.
_SENTENCE_SHARE, _REPAIR_SHARE, _PLACE_SHARE = 0.17, 0.17, 0.2
_RIGHTMOST = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


class Cells(NamedTuple):
    """Where the parts of a row stand; a part for which there is no room is empty."""

    words: QRect
    sentence: QRect
    repair: QRect
    place: QRect


class Rows(QStyledItemDelegate):
    """Paints the rows of one list."""

    def __init__(self, model: ChecksModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._repair = icon("repair")
        self.key = ""  # that repairs, as it is told

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(SIGN, row_height(option.fontMetrics))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        group, finding = self._model.group_at(index.row()), self._model.finding(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, palette, state)
        if group is not None:
            _paint_heading(painter, rect, palette, option.font, group)
        elif finding is not None:
            has_keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
            key = f"  {self.key}" if self.key and has_keyboard else ""
            self._paint_finding(painter, rect, palette, option.font, finding, key)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_rim(painter, rect, palette)
        painter.restore()

    def repair_at(self, rect: QRect, font: QFont, finding: Finding) -> QRect:
        """Return where in its row a finding offers its repair; empty where it has none."""
        return cells(rect, font, finding, self._model.place(finding)).repair

    def _paint_finding(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        font: QFont,
        finding: Finding,
        key: str,
    ) -> None:
        place = self._model.place(finding)
        there = cells(rect, font, finding, place)
        ink, faint = palette.color(QPalette.ColorRole.Text), palette.color(_FAINT)
        _paint_words(painter, there.words, finding, font, ink, faint)
        small = smaller(font)
        if there.sentence.width() > 0:
            write(painter, there.sentence, finding.sentence, small, faint)
        if there.repair.width() > 0:
            told = finding.repair + key
            _paint_repair(painter, there.repair, palette, small, self._repair, told)
        _paint_place(painter, there.place, place, finding.paragraph, small, faint)


def row_height(metrics: QFontMetrics) -> int:
    return metrics.height() + _AIR


def cells(rect: QRect, font: QFont, finding: Finding, place: str) -> Cells:
    """Return where the parts of a row stand that shows a finding."""
    metrics, small = QFontMetrics(font), QFontMetrics(smaller(font))
    room = rect.width() / metrics.averageCharWidth()
    inner = rect.adjusted(_INDENT, 0, -_RIGHT, 0)
    paragraph = small.horizontalAdvance(_PARAGRAPH.format(9999)) if finding.paragraph else 0
    wide = round(inner.width() * _PLACE_SHARE) if place else 0
    there = _at_right(inner, max(paragraph, wide))
    left = inner.adjusted(0, 0, -there.width() - _GAP, 0)
    # The column of the repairs is kept free where there is none, so that sentences stand in line.
    column = round(inner.width() * _REPAIR_SHARE) if room > _REPAIR else _ICON + 4
    repair = _at_right(left, column)
    left = left.adjusted(0, 0, -column - _GAP, 0)
    sentence = QRect()
    if room > _SENTENCE:
        sentence = _at_right(left, round(inner.width() * _SENTENCE_SHARE))
        left = left.adjusted(0, 0, -sentence.width() - _GAP, 0)
    return Cells(left, sentence, repair if finding.repair else QRect(), there)


def _at_right(rect: QRect, width: int) -> QRect:
    return QRect(rect.right() + 1 - width, rect.top(), width, rect.height())


def _paint_heading(
    painter: QPainter, rect: QRect, palette: QPalette, font: QFont, group: Group
) -> None:
    faint = palette.color(_FAINT)
    centre = QPointF(rect.left() + 13, rect.center().y() + 1)
    corners = ((-4, -3), (4, -3), (0, 4)) if group.is_open else ((-3, -4), (-3, 4), (4, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint)
    painter.drawPolygon(QPolygonF([centre + QPoint(*corner) for corner in corners]))
    bold = QFont(font)
    bold.setBold(True)
    inner = rect.adjusted(_INDENT, 0, -_RIGHT, 0)
    title = group.rule.title
    write(painter, inner, title, bold, palette.color(QPalette.ColorRole.Text))
    at = QFontMetrics(bold).horizontalAdvance(title) + _GAP
    at += _paint_count(painter, inner.adjusted(at, 0, 0, 0), len(group.findings), font, palette)
    rest = inner.adjusted(at + _GAP, 0, 0, 0)
    if rest.width() > 0:
        write(painter, rest, group.rule.meaning, smaller(font), faint)


def _paint_count(painter: QPainter, rect: QRect, count: int, font: QFont, palette: QPalette) -> int:
    """Paint how many there are in a pill; return how wide that is."""
    small = smaller(font)
    metrics = QFontMetrics(small)
    told = f"{count:,}"
    pill = QRectF(rect.left(), 0, metrics.horizontalAdvance(told) + 14, metrics.height() + 2)
    pill.moveTop(rect.center().y() + 1 - pill.height() / 2)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(small)
    painter.setPen(palette.color(_FAINT))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, told)
    return round(pill.width())


def _paint_words(
    painter: QPainter, rect: QRect, finding: Finding, font: QFont, ink: QColor, faint: QColor
) -> None:
    """Write the words of a finding in ink between what stands around them."""
    metrics = QFontMetrics(font)
    room = rect.width()
    words = metrics.elidedText(finding.words, Qt.TextElideMode.ElideMiddle, room)
    room -= metrics.horizontalAdvance(words)
    before = _end_of(finding.before, metrics, min(room // 2, rect.width() // 4))
    room -= metrics.horizontalAdvance(before)
    after = metrics.elidedText(finding.after, Qt.TextElideMode.ElideRight, max(0, room))
    if finding.span is None and after:
        after = f"   {finding.after}"
    line = before + words + after
    layout = QTextLayout(line, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    units = Utf16(line)
    start, end = units.to_qt(len(before)), units.to_qt(len(before) + len(words))
    strong = QTextLayout.FormatRange()
    strong.start, strong.length = start, end - start
    strong.format = QTextCharFormat()
    strong.format.setForeground(ink)
    layout.setFormats([strong])
    layout.beginLayout()
    written = layout.createLine()
    written.setLineWidth(rect.width())
    layout.endLayout()
    slack = rect.width() - written.naturalTextWidth() if runs_leftward(line) else 0
    top = rect.top() + (rect.height() - metrics.height()) / 2
    painter.setPen(faint)
    painter.setClipRect(rect)
    layout.draw(painter, QPointF(rect.left() + slack, top))
    painter.setClipping(False)


def _end_of(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return as many of the last words of a text as there is room for."""
    while text and metrics.horizontalAdvance(text) > room:
        left = text.removeprefix("…").partition(" ")[2]
        if not left:
            return ""
        text = f"…{left}"
    return text


def _paint_repair(
    painter: QPainter, rect: QRect, palette: QPalette, font: QFont, picture: QIcon, told: str
) -> None:
    box = QRect(0, 0, _ICON, _ICON)
    box.moveCenter(rect.center())
    box.moveLeft(rect.left())
    picture.paint(painter, box)
    words = rect.adjusted(_ICON + 6, 0, 0, 0)
    if words.width() > 0:
        write(painter, words, told, font, palette.color(_ACCENT))


def _paint_place(
    painter: QPainter, rect: QRect, place: str, paragraph: int, font: QFont, ink: QColor
) -> None:
    """Write article and paragraph, of which the article gives way."""
    painter.setFont(font)
    painter.setPen(ink)
    number = _PARAGRAPH.format(paragraph) if paragraph else ""
    painter.drawText(rect, _RIGHTMOST, number)
    if place:
        metrics = painter.fontMetrics()
        room = rect.adjusted(0, 0, -metrics.horizontalAdvance(number) - (8 if number else 0), 0)
        write(painter, room, place, font, ink)
