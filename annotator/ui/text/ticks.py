"""The ticks of an overview as a picture, of which only what changed is drawn anew."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Channel, Label
from annotator.core.span import Span
from annotator.ui.text.rows import ROWS, Rows, going_on, runs
from annotator.ui.theme import Theme

# In pixels.
WIDTH = 17
LEFT = 2
_COLUMN = 3
_TICK = 2
_PALE = 90  # how opaque the rest of a long tick is, out of 255

# Each kind of mark has a column, so that no colour is needed to tell.
_COLUMNS: Mapping[Channel, int] = {"tint": 0, "outline": 1, "underline": 2, "dots": 3}
_HITS_COLUMN = 4
_HIT = "hit"


class Ticks:
    """Shows where annotations and hits are. Nothing is counted until somebody asks for it."""

    def __init__(self, theme: Theme) -> None:
        self.labels: dict[str, Label] = {}
        self.rows: Rows | None = None  # not counted yet
        self._hit_rows = [""] * ROWS
        self._colours: dict[str, QColor] = {}
        self._picture: QPixmap | None = None
        self._tall = 0
        self.set_theme(theme)

    def set_labels(self, labels: Iterable[Label], theme: Theme) -> None:
        """Take other labels, after which all is to be counted."""
        self.labels = {label.uid: label for label in labels if label.channel in _COLUMNS}
        self.rows = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._colours = {_HIT: theme.label_colours(theme.found).mark}
        for uid, label in self.labels.items():
            colour = theme.label_colours(label.colour).mark
            self._colours[uid] = colour
            self._colours[going_on(uid)] = translucent(colour, _PALE)
        self._picture = None

    def count(self, length: int, items: SpanIndex[Annotation], hits: Sequence[Span]) -> None:
        """Count what is in a text of so many code points."""
        columns = {uid: _COLUMNS[label.channel] for uid, label in self.labels.items()}
        self.rows = Rows(length, items, columns)
        self.mark(hits)

    def forget(self) -> None:
        """Show nothing until all is counted anew."""
        self.rows = self._picture = None

    def mark(self, hits: Sequence[Span]) -> None:
        """Show other hits, if they can be counted yet."""
        if self.rows:
            self._hit_rows = self.rows.marked(hits, _HIT)
        self._picture = None

    def recount(self, span: Span) -> QRect:
        """Count and draw anew what a span touches, and return where in the picture that is."""
        rows = self.rows.recount(span) if self.rows else range(0)
        if self._picture is None or not rows:
            return QRect()
        top = self._top(rows.start)
        room = QRect(0, top, WIDTH, self._top(rows.stop) - top + 2 * _TICK)
        # Ticks from further up reach into it.
        reach = 1 + 2 * _TICK * ROWS // max(1, self._tall)
        painter = QPainter(self._picture)
        painter.setClipRect(room)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(room, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint(painter, range(max(0, rows.start - reach), min(ROWS, rows.stop + reach)))
        painter.end()
        return room

    def picture(self, height: int, tall: int, scale: float) -> QPixmap:
        """Return the picture for a strip of which the upper part, so `tall`, stands for the text.

        The last one is returned where it fits.
        """
        picture = self._picture
        if (
            picture is None
            or tall != self._tall
            or picture.deviceIndependentSize() != QSize(WIDTH, height)
            or picture.devicePixelRatio() != scale
        ):
            self._tall = tall
            picture = self._picture = QPixmap(QSize(WIDTH, height) * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter, range(ROWS))
            painter.end()
        return picture

    def _paint(self, painter: QPainter, within: range) -> None:
        if self.rows is None:
            return
        for number, column in [*enumerate(self.rows.columns), (_HITS_COLUMN, self._hit_rows)]:
            # Last where something begins, which is not to be covered.
            for rows, name in sorted(runs(column, within), key=lambda run: run[1] in self.labels):
                top = self._top(rows.start)
                height = max(_TICK, self._top(rows.stop) - top)
                left = LEFT + number * _COLUMN
                painter.fillRect(left, top, _COLUMN, height, self._colours[name])

    def _top(self, row: int) -> int:
        return row * self._tall // ROWS


def translucent(colour: QColor | str, alpha: int) -> QColor:
    result = QColor(colour)
    result.setAlpha(alpha)
    return result
