"""The guidelines of the codebook on a card over the texts: what belongs to a label, and how."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.model import Annotation, Label
from annotator.core.scheme import PASSAGE
from annotator.project.project import Event, Project
from annotator.ui.announcing import announce
from annotator.ui.desk import Desk
from annotator.ui.frame import Frame
from annotator.ui.guideline import guideline, overview
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip
from annotator.ui.theme import Theme

# Widths, and shares of the height of the texts at most, the likelier ones first.
_SIZES = ((360, 0.62), (360, 0.4), (260, 0.62), (260, 0.4), (200, 0.62), (200, 0.4))
_FRAME = 4
_MARGIN, _STRIP = 10, 36  # from the edges; at the right are a scroll bar and the strip beside it
_CORNER = 8


class Guidelines(QFrame):
    """Lies in a corner where it does not cover the selected annotation.

    It is about the label of that one, or about all labels where none is selected. It never takes
    the keyboard.
    """

    edit_requested = Signal(str)  # a label (uid), or none

    def __init__(self, frame: Frame, desk: Desk) -> None:
        super().__init__(frame.stack)
        self._over, self._desk, self._acting = frame.stack, desk, frame.acting
        self._theme = frame.appearance.theme
        self._project: Project | None = None
        self._shown: tuple[object, ...] | None = None  # what the card was made from
        self._corner = 0
        self.setObjectName("guidelines")
        self.setAccessibleName("Guidelines")
        self.setProperty("help", "codebook")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._heading = QLabel(self)
        self._heading.setObjectName("heading")
        self._edit = self._button("codebook", "Change this in the codebook")
        self._edit.clicked.connect(self._request_edit)
        self._close = self._button("cross", "Close the guidelines")
        self._close.clicked.connect(self.leave)
        self._area = QScrollArea(self)
        self._area.setObjectName("card")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 6, 0)
        head.setSpacing(2)
        head.addWidget(self._heading, 1)
        head.addWidget(self._edit)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 2, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        # When the text has scrolled to the annotation.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        desk.tagging.selected_changed.connect(self.follow)
        desk.shown_changed.connect(self._settle_soon)
        frame.stack.installEventFilter(self)
        self.hide()

    @property
    def is_shown(self) -> bool:
        return not self.isHidden()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"annotate.guidelines": self.toggle}

    def work_on(self, project: Project | None) -> None:
        """Go on with another project, or none; the card stays where there are texts."""
        self._project, self._shown = project, None
        if project is None:
            self.hide()
        self.refresh()

    def hear(self, event: Event) -> None:
        if event.edit.touches_codebook:
            self._shown = None
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._shown = theme, None
        self.refresh()

    def toggle(self) -> None:
        """Show the card, or close it."""
        if not self.leave() and self._project is not None:
            self.show()
            self.refresh()
            self.raise_()
            announce(self, self._told())

    def leave(self) -> bool:
        """Close the card; say whether it was open."""
        was_shown = self.is_shown
        self.hide()
        return was_shown

    def follow(self, _annotation: Annotation | None) -> None:
        """Show what belongs to the annotation that is selected now."""
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to say now, where anybody sees it."""
        project = self._project
        if project is None or self.isHidden():
            return
        label = self._label()
        shown = (label, project.scheme.attributes_of(label.uid) if label else project.scheme.labels)
        if shown != self._shown:
            self._shown = shown
            self._heading.setText("GUIDELINES" if label else "GUIDELINES: ALL LABELS")
            self._area.setWidget(self._card(project, label))
        self._settle_soon()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle_soon()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, _CORNER, _CORNER)

    def _button(self, picture: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setIcon(icon(picture))
        button.setToolTip(tooltip(tip))
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _label(self) -> Label | None:
        selected = self._desk.tagging.selected
        if selected is None or self._project is None:
            return None
        labels = self._project.scheme.labels  # from which that one may just have gone
        return next((one for one in labels if one.uid == selected.label), None)

    def _card(self, project: Project, label: Label | None) -> QWidget:
        if label is None:
            labels = [one for one in project.scheme.labels if one.uid != PASSAGE]
            return overview(labels, self._theme, self._area)
        return guideline(label, project.scheme, self._theme, self._area)

    def _told(self) -> str:
        """Return the card as it is read out."""
        label = self._label()
        if label is None:
            return "Guidelines of all labels"
        return f"Guidelines: {label.title}. {label.description}"

    def _request_edit(self) -> None:
        label = self._label()
        self.edit_requested.emit(label.uid if label else "")

    def _settle_soon(self) -> None:
        if self.is_shown:
            self._settling.start()

    def _settle(self) -> None:
        """Lie in the corner of before, unless that would cover the selected annotation.

        Where no corner is free, be smaller.
        """
        room, selected = self._room(), self._selected()
        if self._area.widget() is None or room.isEmpty():
            return
        for width, share in _SIZES:
            places = list(_corners(room, self._fitting(room, width, share)))
            order = (self._corner, *range(len(places)))
            free = (at for at in order if selected is None or not places[at].intersects(selected))
            corner = next(free, None)
            if corner is not None:
                self._corner = corner
                break
        else:
            places = list(_corners(room, self._fitting(room, *_SIZES[0])))
        self.setGeometry(places[self._corner])

    def _fitting(self, room: QRect, widest: int, share: float) -> QSize:
        """Return how large the card is that has a width, and no more of the height than that."""
        card = self._area.widget()
        layout = card.layout() if card is not None else None
        assert layout is not None  # it has lines below each other
        width = min(widest, room.width())
        inner = width - self._area.verticalScrollBar().sizeHint().width() - _FRAME
        needed = layout.totalHeightForWidth(inner) + self._head_height()
        return QSize(width, min(needed, round(room.height() * share)))

    def _head_height(self) -> int:
        layout = self.layout()
        assert layout is not None  # made in __init__
        margins = layout.contentsMargins()
        return self._close.sizeHint().height() + margins.top() + margins.bottom() + 6

    def _room(self) -> QRect:
        """Return where the panes are, below their headers and without the strip at the right."""
        desk, over = self._desk, self._over
        rect = QRect(desk.mapTo(over, QPoint(0, 0)), desk.size())
        views = (pane.view for pane in desk.panes if pane.view.isVisible())
        top = max((one.mapTo(over, QPoint(0, 0)).y() for one in views), default=rect.top())
        rect.setTop(top)
        return rect.adjusted(_MARGIN, _MARGIN, -_STRIP, -_MARGIN)

    def _selected(self) -> QRect | None:
        """Return what is on screen of the selected annotation."""
        pane, one = self._desk.tagging.pane, self._desk.tagging.selected
        rect = pane.view.item_rect(one.uid) if pane and one else None
        if pane is None or rect is None:
            return None
        return QRect(pane.view.viewport().mapTo(self._over, rect.topLeft()), rect.size())


def _corners(room: QRect, size: QSize) -> Iterable[QRect]:
    """Yield the places in the corners, the likeliest to be free first."""
    right, below = room.right() - size.width() + 1, room.bottom() - size.height() + 1
    for x, y in (
        (right, below), (room.left(), below), (right, room.top()), (room.left(), room.top()),
    ):  # fmt: skip
        yield QRect(QPoint(x, y), size)
