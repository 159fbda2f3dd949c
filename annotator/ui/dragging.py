"""What is under the mouse, as uids: articles, between the library and the panes, and actors."""

import json
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

ARTICLES_MIME = "application/x-annotator-articles"
ACTORS_MIME = "application/x-annotator-actors"


def to_drag(uids: Iterable[str], mime: str = ARTICLES_MIME) -> QMimeData:
    data = QMimeData()
    data.setData(mime, json.dumps(list(uids)).encode())
    return data


def dragged(data: QMimeData, mime: str = ARTICLES_MIME) -> list[str]:
    """Return the uids of what is dragged of a kind; none where it is something else."""
    if not data.hasFormat(mime):
        return []
    try:
        uids = json.loads(bytes(data.data(mime).data()))
    except ValueError:  # from another program that took our name
        return []
    return [str(uid) for uid in uids] if isinstance(uids, list) else []


def card(text: str, widget: QWidget) -> QPixmap:
    """Return a picture of what is dragged, to hang at the mouse."""
    metrics = QFontMetrics(widget.font())
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 220)
    scale = widget.devicePixelRatioF()
    width, height = metrics.horizontalAdvance(short) + 20, metrics.height() + 10
    pixmap = QPixmap(round(width * scale), round(height * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette = widget.palette()
    painter.setPen(palette.color(QPalette.ColorRole.Accent))
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(0, 0, width - 1, height - 1, 4, 4)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(10, 5 + metrics.ascent(), short)
    painter.end()
    return pixmap
