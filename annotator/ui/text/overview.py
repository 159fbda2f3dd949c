"""The whole text at a glance: a strip beside the scroll bar with a tick for each annotation."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Channel, Label
from annotator.core.span import Span
from annotator.ui.phrases import counted, excerpt, tooltip
from annotator.ui.text.rows import ROWS, Rows, going_on, runs
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.text.page import Page

# In pixels.
_WIDTH = 14
_LEFT = 2
_COLUMN = 3
_TICK = 2
_PALE = 90  # how opaque the rest of a long tick is, out of 255
_SELECTED_TICK = 3
_BAND = 8
_BAND_ALPHA = 26
_NEAR = 3  # so far from a tick it is hit

# As the text has them, lines under the words share a room.
_COLUMNS: Mapping[Channel, int] = {"tint": 0, "outline": 1, "underline": 2, "dots": 2}
_HITS_COLUMN = 3
_HIT = "hit"
# Beyond so many changes at once it is quicker to count everything.
_MANY = 200


class Overview(QWidget):
    """Shows where in a text the annotations are, the hits of a search and what is on screen.

    A click scrolls there, a drag scrolls along. It makes room for itself on the page.
    """

    # A press is about to scroll the page elsewhere.
    jumping = Signal()

    def __init__(self, page: "Page", theme: Theme) -> None:
        super().__init__(page)
        self._page, self._theme = page, theme
        self._length = 0
        self._items: SpanIndex[Annotation] = SpanIndex()
        self._labels: dict[str, Label] = {}
        self._colours: dict[str, QColor] = {}
        self._hits: Sequence[Span] = ()
        self._selected: Sequence[Span] = ()
        self._rows: Rows | None = None  # not counted yet
        self._hit_rows = [""] * ROWS
        self._picture: QPixmap | None = None  # of the ticks
        self._band: QRect | None = None  # what is on screen, unless that is everything
        self._tall = 0  # the height that stands for the whole text
        self._is_measured = False
        self._held: float | None = None  # below the middle of the band
        self._is_on_band = False  # pressed there and not dragged since
        self._counting = QTimer(self, interval=0, singleShot=True)
        self._counting.timeout.connect(self._count)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("Overview")
        self.setAccessibleDescription(
            "Where in the article its annotations are and what is on screen"
        )
        page.show_strip(self)
        page.updateRequest.connect(self._follow)
        page.verticalScrollBar().valueChanged.connect(self._move_band)

    def set_text(self, length: int, items: SpanIndex[Annotation]) -> None:
        """Show a text of so many code points with the annotations of an index, none selected."""
        self._length, self._items = length, items
        self._hits = self._selected = ()
        self._recount_all()
        self._move_band()

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Tell what the labels look like; annotations of any other label are not shown."""
        self._labels = {label.uid: label for label in labels if label.channel in _COLUMNS}
        self._recount_all()
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colours.clear()
        for uid, label in self._labels.items():
            colour = theme.label_colours(label.colour).mark
            self._colours[uid] = colour
            self._colours[going_on(uid)] = _translucent(colour, _PALE)
        self._colours[_HIT] = theme.label_colours(theme.found).mark
        self._draw_all()

    def refresh(self, spans: Iterable[Span]) -> None:
        """Count anew what these spans touch, because annotations came, went or changed there."""
        touched = list(spans)
        if self._rows is None:
            return
        if len(touched) > _MANY:
            self._recount_all()
            return
        for span in touched:
            self._draw(self._rows.recount(span))

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Show what a search has found, in text order."""
        self._hits = hits
        if self._rows:
            self._hit_rows = self._rows.marked(hits, _HIT)
        self._draw_all()

    def set_selected(self, spans: Sequence[Span]) -> None:
        """Let some spans stand out: those of the selected annotation."""
        before, self._selected = self._selected, tuple(spans)
        if self._selected != before:
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 0)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tooltip(self._what_is_at(event.pos().y())), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._measure()
        if self._rows is None and not self._counting.isActive():
            self._counting.start()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.chrome))
        painter.fillRect(0, 0, 1, self.height(), QColor(self._theme.line))
        if self._band:
            painter.fillRect(self._band, _translucent(QColor(self._theme.ink), _BAND_ALPHA))
        painter.drawPixmap(0, 0, self._drawn())
        if self._band:  # seen where there are ticks all over, too
            painter.setPen(_translucent(QColor(self._theme.ink), 3 * _BAND_ALPHA))
            painter.drawLine(self._band.topLeft(), self._band.topRight())
            painter.drawLine(self._band.bottomLeft(), self._band.bottomRight())
        for span in self._selected:
            top = self._y(span.start)
            height = max(_SELECTED_TICK, self._y(span.end) - top)
            painter.fillRect(0, top, _LEFT, height, QColor(self._theme.accent))
            painter.fillRect(0, top, _WIDTH, _SELECTED_TICK, QColor(self._theme.accent))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            # The buttons at a mouse's side are the text's, wherever on it.
            sides = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)
            event.setAccepted(event.button() not in sides)
            return
        self.jumping.emit()
        y = event.position().y()
        self._is_on_band = self._band is not None and self._band.contains(1, int(y))
        # The band does not jump when it is dragged; whether it is, is not known yet.
        self._held = y - self._band.center().y() if self._band and self._is_on_band else 0.0
        if not self._is_on_band:
            self._centre(self._near(y))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._is_on_band = False
            self._centre(self._at(event.position().y() - self._held))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._held is None:
            return
        if self._is_on_band:
            self._centre(self._near(event.position().y()))
        self._held = None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._page.wheelEvent(event)

    def _count(self) -> None:
        columns = {uid: _COLUMNS[label.channel] for uid, label in self._labels.items()}
        self._rows = Rows(self._length, self._items, columns)
        self._hit_rows = self._rows.marked(self._hits, _HIT)
        self._draw_all()

    def _recount_all(self) -> None:
        """Count everything, once what matters more is on screen."""
        self._rows = None
        self._draw_all()

    def _follow(self, changed: QRect, scrolled: int) -> None:
        if scrolled or changed.height() >= self._page.viewport().height():
            self._move_band()

    def _move_band(self) -> None:
        self._is_measured = False
        self.update()

    def _measure(self) -> None:
        """Find out what is on screen."""
        if self._is_measured:
            return
        self._is_measured = True
        first, last = self._page.first_visible(), self._page.last_visible()
        tall = self.height()
        if first == 0 and last == self._length:
            # Each tick stands beside its words then, as nearly as can be.
            for _, origin, height in self._page.visible_blocks():
                tall = min(self.height(), ceil(origin.y() + height))
        if tall != self._tall:
            self._tall, self._picture = tall, None
        top, height = self._y(first), max(_BAND, self._y(last) - self._y(first))
        top = min(top, tall - height)
        self._band = None if last - first >= self._length else QRect(1, top, _WIDTH - 1, height)

    def _draw_all(self) -> None:
        self._picture = None
        self.update()

    def _draw(self, rows: range) -> None:
        """Draw the ticks of some rows, and of those that reach into them."""
        if self._picture is None or not rows:
            return
        top = self._top(rows.start)
        room = QRect(0, top, _WIDTH, self._top(rows.stop) - top + 2 * _TICK)
        reach = 1 + 2 * _TICK * ROWS // max(1, self._tall)
        around = range(max(0, rows.start - reach), min(ROWS, rows.stop + reach))
        painter = QPainter(self._picture)
        painter.setClipRect(room)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(room, Qt.GlobalColor.transparent)
        self._paint_ticks(painter, around)
        painter.end()
        self.update(room)

    def _drawn(self) -> QPixmap:
        """Return the picture of all ticks, which is made anew where the last one does not fit."""
        scale = self.devicePixelRatioF()
        picture = self._picture
        if picture is None or picture.devicePixelRatio() != scale:
            picture = self._picture = QPixmap(self.size() * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint_ticks(painter, range(ROWS))
            painter.end()
        return picture

    def _paint_ticks(self, painter: QPainter, within: range) -> None:
        if self._rows is None:
            return
        columns = [*enumerate(self._rows.columns), (_HITS_COLUMN, self._hit_rows)]
        for number, column in columns:
            # Last where something begins, which is not to be covered.
            for rows, name in sorted(runs(column, within), key=lambda run: run[1] in self._labels):
                top = self._top(rows.start)
                height = max(_TICK, self._top(rows.stop) - top)
                left = _LEFT + number * _COLUMN
                painter.fillRect(left, top, _COLUMN, height, self._colours[name])

    def _centre(self, at: int) -> None:
        self._page.scroll_to(at, self._page.viewport().height() / 2)

    def _y(self, at: int) -> int:
        return round(at * self._tall / max(1, self._length))

    def _top(self, row: int) -> int:
        return row * self._tall // ROWS

    def _at(self, y: float) -> int:
        at = round(y * self._length / max(1, self._tall))
        return max(0, min(at, self._length))

    def _around(self, y: float) -> tuple[int, int]:
        """Return the stretch of text of which a tick at a height may be meant."""
        return self._at(y - _NEAR), self._at(y + _NEAR) + 1

    def _items_near(self, y: float) -> list[Annotation]:
        if self._rows is None:
            return []
        return [item for item in self._items.within(*self._around(y)) if self._rows.counts(item)]

    def _hits_near(self, y: float) -> Sequence[Span]:
        start, end = self._around(y)
        first = bisect_left(self._hits, start, key=lambda hit: hit.start)
        return self._hits[first : bisect_left(self._hits, end, key=lambda hit: hit.start)]

    def _near(self, y: float) -> int:
        """Return where the nearest tick at a height begins, or else what place it stands for."""
        at = self._at(y)
        first, beyond = self._around(y)
        starts = [hit.start for hit in self._hits_near(y)]
        starts += [item.start for item in self._items_near(y) if first <= item.start < beyond]
        return min(starts, key=lambda start: abs(start - at), default=at)

    def _what_is_at(self, y: float) -> str:
        items, hits = self._items_near(y), self._hits_near(y)
        if len(items) == 1:
            item = items[0]
            parts = [f"{self._labels[item.label].title}: {excerpt(item.text)}"]
        else:
            counts = Counter(item.label for item in items)
            parts = [
                f"{label.title}: {counts[uid]:,}"
                for uid, label in self._labels.items()
                if counts[uid]
            ]
        if hits:
            parts.append(counted(len(hits), "hit"))
        return "\n".join(parts)


def _translucent(colour: QColor, alpha: int) -> QColor:
    result = QColor(colour)
    result.setAlpha(alpha)
    return result
