"""How a mark is drawn: one way for each visual channel, so that colour is never needed to tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import reduce

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.core.model import Channel
from annotator.ui.text.rects import Piece
from annotator.ui.theme import LabelColours, Theme

# Further lanes would reach into the next line; what would be in them shares this one.
LAST_LANE = 2
_FAINT = 0.3  # the ink of the rim of a hit that is not the current one
_RIM = 2


class Emphasis(IntEnum):
    """How much a mark stands out from its like."""

    NONE = auto()
    HOVERED = auto()
    SELECTED = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation in one block, ready to be drawn."""

    uid: str
    channel: Channel
    colours: LabelColours
    tentative: bool  # suggested, not yet accepted
    pieces: tuple[tuple[Piece, int], ...]  # each with its lane on its line


class Brush:
    """Draws marks with the measures that a size of text asks for, in whole pixels.

    From the top: wash, outline, the text's baseline and descenders, outline, underlines, wash.
    Nothing touches a letter but the translucent wash, nor the line above or below.
    """

    def __init__(self, em: int) -> None:
        self._wash_top = round(em * 1.06)
        self._wash_bottom = round(em * 0.5)
        self._outline_top = round(em * 0.9)
        self._outline_bottom = round(em * 0.31)
        self._underline = round(em * 0.35)
        self._thick = max(2, round(em * 0.16))
        self._thin = max(1, round(em * 0.1))
        self._bar = max(2, round(em * 0.12))
        self._dot = max(1, round(em * 0.1))
        self._hook = max(3, round(em * 0.24))
        self._radius = em * 0.22
        self._bridge = max(1, round(em * 0.09))
        self._knob = max(4, round(em * 0.24))

    @property
    def top(self) -> int:
        """How far above its baseline the marks of a line begin, in pixels."""
        return self._wash_top

    @property
    def overhang(self) -> int:
        """How far above and below its line something may be drawn, in pixels."""
        return 2 * self._knob

    def wash(self, painter: QPainter, mark: Mark, emphasis: Emphasis) -> None:
        """Draw what lies under all other marks of the line."""
        colours, channel = mark.colours, mark.channel
        match channel, emphasis:
            case "tint", Emphasis.NONE:
                colour = colours.tint
            case "tint", Emphasis.HOVERED:
                colour = colours.strong
            case _, Emphasis.NONE:
                return
            case _, Emphasis.HOVERED:
                colour = colours.tint
            case _:
                colour = colours.strong
        if mark.tentative:
            colour = QColor(colour)
            colour.setAlpha(colour.alpha() // 2)
        for rect, _ in self._washes(mark):
            painter.fillRect(rect, colour)
            if channel == "tint" and emphasis == Emphasis.SELECTED:
                painter.fillRect(rect, colours.tint)

    def strokes(self, painter: QPainter, mark: Mark, emphasis: Emphasis) -> None:
        """Draw the lines of a mark."""
        match mark.channel:
            case "tint":
                self._edge_bars(painter, mark, emphasis)
            case "underline":
                self._underlines(painter, mark, emphasis)
            case "outline":
                self._outlines(painter, mark, emphasis)
            case "dots":
                self._dots(painter, mark, emphasis)
            case "none" if emphasis != Emphasis.NONE:
                self._edge_bars(painter, mark, emphasis)

    def hit(
        self, painter: QPainter, pieces: Iterable[Piece], theme: Theme, *, current: bool
    ) -> None:
        """Draw what a search has found, with a rim by which it is told from what is selected.

        That of the current hit is stronger.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.found))
        ink = QColor(theme.ink)
        if not current:
            ink.setAlphaF(_FAINT)
        painter.setPen(QPen(ink, 2 if current else 1))
        rim = 1.0 if current else 0.0
        for piece in pieces:
            rect = self._wash_rect(piece, -1).adjusted(-1 - rim, 0, 1 + rim, 0)
            painter.drawRoundedRect(rect, self._radius, self._radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def bridge(self, painter: QPainter, pieces: Iterable[Piece], colours: LabelColours) -> None:
        """Draw the line that joins two parts, below the marks of the words in between."""
        for piece in pieces:
            y = piece.baseline + self._wash_bottom + 1 + self._bridge / 2
            line = QLineF(round(piece.left), y, round(piece.right), y)
            self._line(painter, line, QPen(colours.mark, self._bridge), (3.0, 2.0))

    def handle(self, piece: Piece, *, at_top: bool) -> QRectF:
        """Return the bar with a knob on it at the side where a piece is closed."""
        rect = self._wash_rect(piece, 0)
        x = rect.left() if piece.closed_left else rect.right()
        across = 2 * self._knob
        top, bottom = (across - 1, 0) if at_top else (0, across - 1)
        return QRectF(x - self._knob, rect.top() - top, across, rect.height() + top + bottom)

    def grip(self, painter: QPainter, handle: QRectF, colour: QColor, *, at_top: bool) -> None:
        """Draw a handle: a bar across the line, and a knob on top of it or below."""
        middle, across = handle.center().x(), handle.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(middle - 1, handle.top(), 2, handle.height()), colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        top = handle.top() if at_top else handle.bottom() - across
        painter.drawEllipse(QRectF(handle.left(), top, across, across))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def around(self, pieces: Iterable[Piece]) -> QRectF:
        """Return the rectangle around some pieces of text; it is null where there are none."""
        return reduce(QRectF.united, (self._wash_rect(piece, 0) for piece in pieces), QRectF())

    def _wash_rect(self, piece: Piece, rim: int) -> QRectF:
        left, right = round(piece.left), round(piece.right)
        top = piece.baseline - self._wash_top - rim
        return QRectF(left, top, right - left, self._wash_top + self._wash_bottom + 2 * rim)

    def _washes(self, mark: Mark) -> Iterator[tuple[QRectF, Piece]]:
        for piece, lane in mark.pieces:
            # Around a wash in another lies a rim of the outer one.
            rim = _RIM * lane if mark.channel == "tint" else 0
            yield self._wash_rect(piece, rim), piece

    def _edge_bars(self, painter: QPainter, mark: Mark, emphasis: Emphasis) -> None:
        width = self._bar + (emphasis == Emphasis.SELECTED)
        for rect, piece in self._washes(mark):
            xs = []
            if piece.closed_left:
                xs.append(rect.left() - 1)
            if piece.closed_right:
                xs.append(rect.right() + 1 - width)
            for x in xs:
                bar = QRectF(x, rect.top(), width, rect.height())
                if mark.tentative:
                    painter.fillRect(bar, mark.colours.strong)
                    self._line(
                        painter,
                        QLineF(x + width / 2, rect.top(), x + width / 2, rect.bottom()),
                        QPen(mark.colours.mark, width),
                        (1.5, 1.5),
                    )
                else:
                    painter.fillRect(bar, mark.colours.mark)

    def _underlines(self, painter: QPainter, mark: Mark, emphasis: Emphasis) -> None:
        colour = mark.colours.mark
        for piece, lane in mark.pieces:
            thick = (self._thin if lane else self._thick) + (emphasis == Emphasis.SELECTED)
            left, right = round(piece.left), round(piece.right)
            top = piece.baseline + self._below(lane)
            if mark.tentative:
                middle = top + thick / 2
                self._line(
                    painter, QLineF(left, middle, right, middle), QPen(colour, thick), (2.0, 1.2)
                )
            else:
                painter.fillRect(QRectF(left, top, right - left, thick), colour)
            if piece.closed_left:
                painter.fillRect(QRectF(left, top - self._hook, 2, self._hook), colour)
            if piece.closed_right:
                painter.fillRect(QRectF(right - 2, top - self._hook, 2, self._hook), colour)

    def _dots(self, painter: QPainter, mark: Mark, emphasis: Emphasis) -> None:
        size = self._dot + (emphasis == Emphasis.SELECTED)
        gap = 2.5 if mark.tentative else 1.0
        for piece, lane in mark.pieces:
            middle = piece.baseline + self._below(lane) + size / 2
            self._line(
                painter,
                QLineF(round(piece.left), middle, round(piece.right), middle),
                QPen(mark.colours.mark, size),
                (1.0, gap),
            )

    def _outlines(self, painter: QPainter, mark: Mark, emphasis: Emphasis) -> None:
        width = 2.0 if emphasis == Emphasis.SELECTED else 1.25
        pen = QPen(mark.colours.mark, width)
        if mark.tentative:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece, lane in mark.pieces:
            rim = _RIM * lane
            left, right = round(piece.left) - 1 - rim, round(piece.right) + 1 + rim
            rect = QRectF(
                left,
                piece.baseline - self._outline_top - rim - 0.5,
                right - left,
                self._outline_top + self._outline_bottom + 2 * rim,
            )
            painter.drawPath(_rounded(rect, self._radius, piece.closed_left, piece.closed_right))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _below(self, lane: int) -> int:
        """Return how far below the baseline a lane begins: a thick one, then thin ones."""
        lower = self._thick + 1 + (lane - 1) * (self._thin + 1) if lane else 0
        return self._underline + lower

    @staticmethod
    def _line(painter: QPainter, line: QLineF, pen: QPen, dashes: tuple[float, float]) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dashes)
        painter.setPen(pen)
        painter.drawLine(line)


def _rounded(rect: QRectF, radius: float, closed_left: bool, closed_right: bool) -> QPainterPath:
    """Return the outline of a rectangle, its sides left out where it goes on elsewhere."""
    path = QPainterPath()
    if closed_left and closed_right:
        path.addRoundedRect(rect, radius, radius)
        return path
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    across = 2 * radius
    if closed_left:
        path.moveTo(right, top)
        path.lineTo(left + radius, top)
        path.arcTo(left, top, across, across, 90, 90)
        path.lineTo(left, bottom - radius)
        path.arcTo(left, bottom - across, across, across, 180, 90)
        path.lineTo(right, bottom)
    elif closed_right:
        path.moveTo(left, top)
        path.lineTo(right - radius, top)
        path.arcTo(right - across, top, across, across, 90, -90)
        path.lineTo(right, bottom - radius)
        path.arcTo(right - across, bottom - across, across, across, 0, -90)
        path.lineTo(left, bottom)
    else:
        path.moveTo(left, top)
        path.lineTo(right, top)
        path.moveTo(left, bottom)
        path.lineTo(right, bottom)
    return path
