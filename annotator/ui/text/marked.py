"""A page with annotations and hits under its words; what is done to it is no matter of its own."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.core.bonds import Bond
from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Label
from annotator.core.span import Span
from annotator.ui.text.brackets import Brackets
from annotator.ui.text.grips import End, Grip, grip_at, grips
from annotator.ui.text.hits import Hits
from annotator.ui.text.overview import Overview
from annotator.ui.text.page import Page
from annotator.ui.text.paint import Brush, Emphasis
from annotator.ui.text.reading import Reading
from annotator.ui.text.typeset import Typeset
from annotator.ui.text.underlay import Bridge, Underlay, bridges
from annotator.ui.theme import Theme

Parts = Callable[[Annotation], Sequence[Annotation]]
Bonds = Callable[[Annotation], Sequence[Bond]]


class MarkedPage(Page):
    """Shows a text with its annotations, of which one may be selected and one under the mouse.

    The index belongs to the owner, who changes it and then calls `refresh`.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None, parts_of: Parts, bonds_of: Bonds
    ) -> None:
        super().__init__(theme, parent)
        self._items: SpanIndex[Annotation] = SpanIndex()
        self._typeset = Typeset("", self._units)
        self._underlay = Underlay(theme)
        self._hits = Hits(theme)
        self._brush = Brush(self.spacing.em)
        self._parts_of, self._bonds_of = parts_of, bonds_of
        self._brackets = Brackets(self)
        self._bonds: Sequence[Bond] = ()  # of the selected annotation
        self._brackets_all = False
        self._selected: str | None = None
        self._hovered: str | None = None
        # What stands out now, each with where it is painted.
        self._standing_out: set[tuple[Span, Emphasis | Bridge]] = set()
        self.overview = Overview(self, theme)

    @property
    def text(self) -> str:
        return self._text

    @property
    def selected_item(self) -> Annotation | None:
        """Return the selected annotation, if it is one of this text."""
        return self._items.get(self._selected)

    def show_text(self, text: str, items: SpanIndex[Annotation], labels: Iterable[Label]) -> None:
        """Show a text from its beginning, with the annotations of an index and their labels.

        None of the annotations is selected, and no hits are shown.
        """
        self._items = items
        self._selected = self._hovered = None
        self._standing_out, self._bonds = set(), ()
        self.set_text(text)
        self._typeset = Typeset(text, self._units)
        self._underlay.set_text(self._typeset, items)
        self._hits.set_text(self._typeset)
        self.overview.set_text(len(text), items)
        self.set_labels(labels)

    def clear_text(self) -> None:
        self.show_text("", SpanIndex(), ())

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Tell what the labels look like; annotations of any other label are not drawn."""
        labels = tuple(labels)
        self._underlay.set_labels(labels)
        self.overview.set_labels(labels)
        self._let_stand_out()
        self.viewport().update()

    def refresh(self, spans: Iterable[Span]) -> None:
        """Draw anew what these spans touch, because annotations came, went or changed there."""
        spans = tuple(spans)
        self._draw_anew(spans)
        self._let_stand_out()
        self.overview.refresh(spans)
        self._tell_overview()

    def set_selected(self, uid: str | None) -> None:
        """Let one annotation stand out from all others, or none, and its other parts with it."""
        self._selected = uid
        self._let_stand_out()
        self._tell_overview()

    def set_bracketed(self, everything: bool) -> None:
        """Tie all quotes and claims to their cues and speakers, or only the selected one."""
        self._brackets_all = everything
        self.viewport().update()

    def hover(self, item: Annotation | None) -> None:
        """Let an annotation stand out because the mouse is over it, or none."""
        uid = item.uid if item else None
        if uid != self._hovered:
            self._hovered = uid
            self._let_stand_out()

    def show_instead(self, item: Annotation | None) -> None:
        """Draw an annotation other than it is, or all as they are; nothing is changed."""
        former, self._underlay.instead = self._underlay.instead, item
        drawn = [one for one in (former, item) if one]
        stored = [self._items.get(one.uid) for one in drawn]
        self._draw_anew([one.span for one in (*drawn, *stored) if one])
        self._let_stand_out()

    def set_hits(self, hits: Sequence[Span], current: Span | None) -> None:
        """Show what a search has found, in text order and apart; one of it is the current one.

        The sequence is kept and must not be changed.
        """
        if hits is not self._hits.spans:
            self.overview.set_hits(hits)
        self._hits.show(hits, current)
        self.viewport().update()

    def item_under(self, point: QPointF) -> Annotation | None:
        """Return the innermost annotation under a point of the viewport."""
        at = self.character_at(point)
        if at is None:
            return None
        return next((item for item in self._items.covering(at) if self._underlay.shows(item)), None)

    def item_rect(self, uid: str) -> QRect | None:
        """Return the rectangle around what is on screen of an annotation, in the viewport."""
        item = self._items.get(uid)
        if item is None or not self._underlay.shows(item):
            return None
        start, end = self._in_qt(item.span)
        screen = QRectF(self.viewport().rect())
        result = QRectF()
        for block, origin, _ in self.visible_blocks():
            if block.position() < end and start < block.position() + block.length():
                pieces = self._underlay.pieces(item, block, screen.translated(-origin))
                if pieces:
                    result = result.united(self._brush.around(pieces).translated(origin))
        result = result.intersected(screen)
        return None if result.isEmpty() else result.toAlignedRect()

    def grip_at(self, point: QPointF) -> Grip | None:
        """Return the end of the selected annotation that is within reach of a point."""
        return grip_at(self._grips(), point)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._underlay.set_theme(theme)
        self._hits.theme = theme
        self.overview.set_theme(theme)
        super().set_theme(theme)

    @override
    def set_reading(self, reading: Reading) -> None:
        super().set_reading(reading)
        self._brush = Brush(self.spacing.em)
        self._forget_lines()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        clip = QRectF(event.rect())
        painter = QPainter(self.viewport())
        try:
            self._paint_marks(painter, clip)
            self._paint_brackets(painter)
            self._paint_grips(painter)
        finally:
            painter.end()  # one that is left open takes the process with it
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget_lines()
        super().resizeEvent(event)

    def _forget_lines(self) -> None:
        self._underlay.forget()
        self._hits.forget()

    def _shown(self, uid: str | None) -> Annotation | None:
        """Return an annotation as it is drawn."""
        instead = self._underlay.instead
        item = instead if instead and instead.uid == uid else self._items.get(uid)
        return item if item and self._underlay.shows(item) else None

    def _grips(self) -> list[Grip]:
        item = self._shown(self._selected)
        if item is None:
            return []
        start, end = self._in_qt(item.span)
        its_blocks = (
            (block, origin, height)
            for block, origin, height in self.visible_blocks()
            if block.position() < end and start < block.position() + block.length()
        )
        return list(grips(item.span, self._typeset, self._brush, its_blocks))

    def _paint_marks(self, painter: QPainter, clip: QRectF) -> None:
        for block, origin, height in self.visible_blocks():
            if origin.y() <= clip.bottom() and origin.y() + height >= clip.top():
                painter.translate(origin)
                visible = clip.translated(-origin)
                self._underlay.paint(painter, self._brush, block, visible, self._hits)
                painter.translate(-origin)

    def _paint_brackets(self, painter: QPainter) -> None:
        bonds = self._seen_bonds() if self._brackets_all else self._bonds
        if bonds:
            ink = {one.label: self._underlay.colours(one).mark for one, _, _ in bonds}
            self._brackets.paint(painter, bonds, self._typeset, self._brush.top, ink)

    def _seen_bonds(self) -> list[Bond]:
        """Return the bonds of all that is on screen, each once."""
        blocks = [block for block, _, _ in self.visible_blocks()]
        if not blocks:
            return []
        first, last = blocks[0].position(), blocks[-1].position() + blocks[-1].length()
        here = self._items.within(*map(self._units.to_text, (first, last - 1)))
        found = (bond for one in here for bond in self._bonds_shown(one))
        return list({tuple(part.uid for part in one): one for one in found}.values())

    def _bonds_shown(self, item: Annotation) -> list[Bond]:
        """Return the bonds of an annotation, without those at what is not drawn."""
        if not self._underlay.shows(item):
            return []
        return [one for one in self._bonds_of(item) if all(map(self._underlay.shows, one))]

    def _paint_grips(self, painter: QPainter) -> None:
        item = self._shown(self._selected)
        if item is None:
            return
        colour = self._underlay.colours(item).mark
        for grip in self._grips():
            self._brush.grip(painter, grip.handle, colour, at_top=grip.end is End.START)

    def _let_stand_out(self) -> None:
        """Work out what stands out now, and paint what differs from before."""
        emphases: dict[str, Emphasis] = {}
        joins: list[Bridge] = []
        selected = self.selected_item
        bonds = self._bonds_shown(selected) if selected else []
        for bond in bonds:
            for one in bond:
                emphases[one.uid] = Emphasis.HOVERED
        now: set[tuple[Span, Emphasis | Bridge]] = {
            (one.span, Emphasis.HOVERED) for bond in bonds for one in bond
        }
        for uid, emphasis in (
            (self._hovered, Emphasis.HOVERED),
            (self._selected, Emphasis.SELECTED),
        ):
            item = self._items.get(uid)
            if item is None or not self._underlay.shows(item):
                continue
            parts = [self._shown(part.uid) or part for part in self._parts_of(item)]
            for part in parts:
                how = emphasis if part.uid == uid else Emphasis.HOVERED
                emphases[part.uid] = max(how, emphases.get(part.uid, how))
                now.add((part.span, emphases[part.uid]))
            joins += bridges(parts)
        now.update((one.span, one) for one in joins)
        self._underlay.emphases, self._underlay.bridges = emphases, joins
        before, self._standing_out = self._standing_out, now
        if bonds or self._bonds:
            self._bonds = bonds
            self.viewport().update()  # their lines run along the whole column
        else:
            self._update([span for span, _ in before ^ now])

    def _tell_overview(self) -> None:
        item = self.selected_item
        self.overview.set_selected([one.span for one in self._parts_of(item)] if item else ())

    def _draw_anew(self, spans: Sequence[Span]) -> None:
        for start, end in map(self._in_qt, spans):
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                self._underlay.forget(block)
                block = block.next()
        self._update(spans)

    def _update(self, spans: Sequence[Span]) -> None:
        """Have the visible blocks painted anew that hold any of some spans."""
        if not spans:
            return
        touched = [self._in_qt(span) for span in spans]
        width, over = self.viewport().width(), self._brush.overhang
        for block, origin, height in self.visible_blocks():
            start, end = block.position(), block.position() + block.length()
            if any(one < end and start < other for one, other in touched):
                rect = QRectF(0, origin.y() - over, width, height + 2 * over)
                self.viewport().update(rect.toAlignedRect())

    def _in_qt(self, span: Span) -> tuple[int, int]:
        return self._units.to_qt(span.start), self._units.end_to_qt(span.end)
