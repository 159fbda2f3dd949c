"""Icons as line drawings that take the colours of the window at the moment they are painted.

So they follow a change of theme by themselves, and are crisp at every size and scale. Straight
strokes lie on 1.5 k + 0.75 of the 24 units, which is the middle of a pixel in an icon of 16.
"""

from functools import cache, lru_cache

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from annotator import resources

_APPLICATION = "annotator"  # the program's own icon, in colours of its own
_ROLES = {
    QIcon.Mode.Normal: QPalette.ColorRole.WindowText,
    QIcon.Mode.Disabled: QPalette.ColorRole.WindowText,
    QIcon.Mode.Active: QPalette.ColorRole.HighlightedText,
    QIcon.Mode.Selected: QPalette.ColorRole.HighlightedText,
}


def icon(name: str) -> QIcon:
    """Return the icon that resources/icons has under this name, without `.svg`."""
    if name not in names():
        raise KeyError(name)
    return QIcon(_Drawing(name))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all icons, sorted."""
    stems = {file.stem for file in resources.path("icons").glob("*.svg")}
    return tuple(sorted(stems - {_APPLICATION}))


class _Drawing(QIconEngine):
    """What a QIcon has painted for it, and owns."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        edge = min(size.width(), size.height())
        return QSize(edge, edge)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        drawn = _drawn(self._name, round(rect.width() * ratio), ratio, _colour(mode))
        painter.drawPixmap(rect.topLeft(), drawn)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # The inherited one paints on memory that it does not clear.
        return _drawn(self._name, min(size.width(), size.height()), 1.0, _colour(mode))

    @override
    def clone(self) -> QIconEngine:
        # A QIcon keeps and deletes the copy, but PySide believes it is Python's: without a
        # reference it would be deleted on return, and Qt crash.
        _copies[:] = filter(shiboken6.isValid, _copies)
        _copies.append(_Drawing(self._name))
        return _copies[-1]


_copies: list[_Drawing] = []


def _colour(mode: QIcon.Mode) -> int:
    """Return what the palette of the application says now, as 0xaarrggbb."""
    disabled = mode == QIcon.Mode.Disabled
    group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
    return QGuiApplication.palette().color(group, _ROLES[mode]).rgba()


@lru_cache(maxsize=500)
def _drawn(name: str, edge: int, ratio: float, colour: int) -> QPixmap:
    """Draw an icon on a square of `edge` pixels of the device."""
    pixmap = QPixmap(edge, edge)
    if pixmap.isNull():  # a column may be too narrow for an icon
        return pixmap
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(str(resources.path("icons", f"{name}.svg"))).render(painter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor.fromRgba(colour))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
