"""How a label marks text: the choice of its colour and its channel, and what comes of them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Label
from annotator.ui.codebook.titles import CHANNEL_TITLES, COLOUR_TITLES
from annotator.ui.dropbox import DropBox
from annotator.ui.phrases import tooltip
from annotator.ui.swatch import swatch
from annotator.ui.text.view import TextView
from annotator.ui.theme import Theme

_SWATCH = 16
_WORDS = "So the marked words look."
_MARKED = "the marked words"
_SAMPLE_HEIGHT = 44


class ColourRow(QWidget):
    """A palette of colours that are told apart, and any other one."""

    chosen = Signal(str)  # #rrggbb

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._colour = theme, ""
        self._group = QButtonGroup(self)
        self._buttons = {colour: self._button(name) for colour, name in COLOUR_TITLES.items()}
        self._own = self._button("Own colour")
        self.other = QToolButton(self)
        self.other.setText("…")
        self.other.setAccessibleName("Another colour")
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.other.setToolTip("Choose any colour; it is made light or dark enough to be seen")
        self.other.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for colour, one in self._buttons.items():
            one.clicked.connect(partial(self._choose, colour))
            row.addWidget(one)
        row.addWidget(self._own)
        row.addWidget(self.other)
        row.addStretch(1)

    def show_colour(self, colour: str) -> None:
        self._colour = colour
        self._own.setVisible(colour not in self._buttons)
        button = self._buttons.get(colour, self._own)
        with QSignalBlocker(self._group):
            button.setChecked(True)
        self._paint()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("colour")
        button.setCheckable(True)
        button.setIconSize(QSize(_SWATCH, _SWATCH))
        button.setToolTip(tooltip(name))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(button)
        return button

    def _paint(self) -> None:
        for colour, button in (*self._buttons.items(), (self._colour, self._own)):
            if colour:
                button.setIcon(_filled(self._theme.label_colours(colour).mark))

    def _choose(self, colour: str) -> None:
        if colour != self._colour:
            self.chosen.emit(colour)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Colour of the label")
        dialog.colorSelected.connect(lambda colour: self._choose(colour.name()))
        dialog.open()


class ChannelBox(DropBox):
    """The visual means, each with a drawn example in the colour of the label."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("Shown as", parent)
        self._theme = theme
        self._label: Label | None = None
        for name, title in CHANNEL_TITLES.items():
            self.addItem(title, name)
        self.activated.connect(lambda at: self.chosen.emit(self.itemData(at)))

    def show_label(self, label: Label) -> None:
        self._label = label
        for at, channel in enumerate(CHANNEL_TITLES):
            self.setItemIcon(at, swatch(replace(label, channel=channel), self._theme))
        self.setCurrentIndex(self.findData(label.channel))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._label is not None:
            self.show_label(self._label)


class Sample(TextView):
    """A line in which some words are marked as a label marks them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("What the label looks like in a text")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.overview.hide()
        self.set_numbered(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(_SAMPLE_HEIGHT)

    def show_label(self, label: Label) -> None:
        start = _WORDS.index(_MARKED)
        marked = Annotation(
            uid=label.uid, article="", label=label.uid, start=start, end=start + len(_MARKED),
            text=_MARKED, coder="", created_at="", modified_at="",
        )  # fmt: skip
        self.show_text(_WORDS, SpanIndex([marked]), [label])


def _filled(colour: QColor) -> QIcon:
    icon = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(QSize(_SWATCH, _SWATCH) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(1, 1, _SWATCH - 2, _SWATCH - 2)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
