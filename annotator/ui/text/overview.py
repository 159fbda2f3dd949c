"""The whole text at a glance: a strip beside the scroll bar with a tick for each annotation."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Label
from annotator.core.span import Span
from annotator.ui.phrases import counted, excerpt, tooltip
from annotator.ui.text.ticks import LEFT, WIDTH, Ticks, translucent
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.text.page import Page

# In pixels.
_SELECTED_TICK = 3
_BAND = 8
_NEAR = 3  # so far from a tick it is hit

_BAND_ALPHA = 26
# Beyond so many changes at once it is quicker to count everything.
_MANY = 200
_SIDE_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


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
        self._hits: Sequence[Span] = ()
        self._selected: Sequence[Span] = ()
        self._ticks = Ticks(theme)
        self._band: QRect | None = None  # what is on screen, unless that is everything
        self._tall = 0  # the height that stands for the whole text
        self._is_measured = False
        self._held: float | None = None  # so far below the middle of the band
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
        self._ticks.forget()
        self._move_band()

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Tell what the labels look like; annotations of any other label are not shown."""
        self._ticks.set_labels(labels, self._theme)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._ticks.set_theme(theme)
        self.update()

    def refresh(self, spans: Iterable[Span]) -> None:
        """Count anew what these spans touch, because annotations came, went or changed there."""
        touched = list(spans)
        if len(touched) > _MANY:
            self._ticks.rows = None
            self.update()
            return
        for span in touched:
            self.update(self._ticks.recount(span))

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Show what a search has found, in text order."""
        self._hits = hits
        self._ticks.mark(hits)
        self.update()

    def set_selected(self, spans: Sequence[Span]) -> None:
        """Let some spans stand out: those of the selected annotation."""
        before, self._selected = self._selected, tuple(spans)
        if self._selected != before:
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 0)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = tooltip(self._what_is_at(event.pos().y()))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._measure()
        if self._ticks.rows is None:  # to be counted once all is painted
            self._counting.start()
        theme, band = self._theme, self._band
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.chrome))
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.line))
        if band:
            painter.fillRect(band, translucent(theme.ink, _BAND_ALPHA))
        scale = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, self._ticks.picture(self.height(), self._tall, scale))
        if band:  # seen where there are ticks all over, too
            painter.setPen(translucent(theme.ink, 3 * _BAND_ALPHA))
            painter.drawLine(band.topLeft(), band.topRight())
            painter.drawLine(band.bottomLeft(), band.bottomRight())
        for span in self._selected:
            top = self._y(span.start)
            height = max(_SELECTED_TICK, self._y(span.end) - top)
            painter.fillRect(0, top, LEFT, height, QColor(theme.accent))
            painter.fillRect(0, top, WIDTH, _SELECTED_TICK, QColor(theme.accent))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.setAccepted(event.button() not in _SIDE_BUTTONS)  # those are the text's
            return
        self.jumping.emit()
        y = event.position().y()
        self._is_on_band = self._band is not None and self._band.contains(1, int(y))
        # The band does not jump when it is dragged; whether it is, is not known yet.
        self._held = y - self._band.center().y() if self._band and self._is_on_band else 0.0
        if not self._is_on_band:
            self._centre(self._nearest(y))

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
            self._centre(self._nearest(event.position().y()))
        self._held = None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._page.wheelEvent(event)

    def _count(self) -> None:
        self._ticks.count(self._length, self._items, self._hits)
        self.update()

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
        self._tall = self.height()
        if first == 0 and last == self._length:
            # Each tick stands beside its words then, as nearly as can be.
            for _, origin, height in self._page.visible_blocks():
                self._tall = min(self.height(), ceil(origin.y() + height))
            self._band = None
            return
        height = max(_BAND, self._y(last) - self._y(first))
        top = min(self._y(first), self._tall - height)
        self._band = QRect(1, top, WIDTH - 1, height)

    def _centre(self, at: int) -> None:
        self._page.scroll_to(at, self._page.viewport().height() / 2)

    def _y(self, at: int) -> int:
        return round(at * self._tall / max(1, self._length))

    def _at(self, y: float) -> int:
        at = round(y * self._length / max(1, self._tall))
        return max(0, min(at, self._length))

    def _around(self, y: float) -> tuple[int, int]:
        """Return the stretch of text of which a tick at a height may be meant."""
        return self._at(y - _NEAR), self._at(y + _NEAR) + 1

    def _items_near(self, y: float) -> list[Annotation]:
        rows = self._ticks.rows
        return [one for one in self._items.within(*self._around(y)) if rows and rows.counts(one)]

    def _hits_near(self, y: float) -> Sequence[Span]:
        start, end = self._around(y)
        first = bisect_left(self._hits, start, key=lambda hit: hit.start)
        return self._hits[first : bisect_left(self._hits, end, key=lambda hit: hit.start)]

    def _nearest(self, y: float) -> int:
        """Return where the nearest tick at a height begins, or else what place it stands for."""
        at = self._at(y)
        first, beyond = self._around(y)
        starts = [hit.start for hit in self._hits_near(y)]
        starts += [item.start for item in self._items_near(y) if first <= item.start < beyond]
        return min(starts, key=lambda start: abs(start - at), default=at)

    def _what_is_at(self, y: float) -> str:
        items, hits = self._items_near(y), self._hits_near(y)
        labels = self._ticks.labels
        if len(items) == 1:
            parts = [f"{labels[items[0].label].title}: {excerpt(items[0].text)}"]
        else:
            counts = Counter(item.label for item in items)
            parts = [
                f"{label.title}: {counts[uid]:,}" for uid, label in labels.items() if counts[uid]
            ]
        if hits:
            parts.append(counted(len(hits), "hit"))
        return "\n".join(parts)
