"""The list of articles at the left: stories, and under each who covered it."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from annotator.store.reading import ArticleRow
from annotator.ui.models.articles import ROW, ArticleList, Heading, Index

_SIDE = 12
_MARK = 4


class Library(QListView):
    """Shows the articles; says which one is to be opened, and in which pane."""

    open_requested = Signal(str, bool)  # uid, and whether beside the active pane

    def __init__(self, model: ArticleList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._articles = model
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)
        self.setAccessibleName("Articles")
        # One height for all rows is asked for once, not of each of ten thousand articles.
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._open_clicked)
        self.setToolTipDuration(10_000)

    def mark_open(self, uids: tuple[str, ...]) -> None:
        """Mark the articles that stand in the panes."""
        self._rows.open_uids = frozenset(uids)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._request(self.currentIndex(), beside=beside)
        else:
            super().keyPressEvent(event)

    def _open_clicked(self, index: QModelIndex) -> None:
        self._request(index, beside=False)

    def _request(self, index: Index, *, beside: bool) -> None:
        row = index.data(ROW)
        if isinstance(row, ArticleRow):
            self.open_requested.emit(row.uid, beside)

    def _show_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not isinstance(index.data(ROW), ArticleRow):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", lambda: self._request(index, beside=False))
        menu.addAction("Open beside\tCtrl+Enter", lambda: self._request(index, beside=True))
        menu.popup(self.viewport().mapToGlobal(at))


class _Rows(QStyledItemDelegate):
    """Paints a story as a heading, an article as outlet, title and count."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_uids: frozenset[str] = frozenset()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 2.7))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        font: QFont = option.font
        state: QStyle.StateFlag = option.state
        painter.save()
        if isinstance(row, Heading):
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text))
            inner = rect.adjusted(_SIDE, 0, -_SIDE, -6)
            _write(painter, inner, row.title, Qt.AlignmentFlag.AlignBottom)
        else:
            self._paint_article(painter, rect, palette, font, state, row)
        painter.restore()

    def _paint_article(
        self,
        painter: QPainter,
        rect: QRect,
        palette: QPalette,
        font: QFont,
        state: QStyle.StateFlag,
        head: ArticleRow,
    ) -> None:
        is_open = head.uid in self.open_uids
        if state & QStyle.StateFlag.State_Selected or is_open:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        if is_open:
            bar = QRect(rect.left(), rect.top(), _MARK, rect.height())
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = rect.adjusted(_SIDE, 5, -_SIDE, -5)
        count = str(head.annotations)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        width = painter.fontMetrics().horizontalAdvance(count)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, count)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        _write(painter, inner.adjusted(0, 0, -width - 8, 0), head.outlet or head.title)
        if head.outlet:
            font.setPointSizeF(font.pointSizeF() * 0.88)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            _write(painter, inner, head.title, Qt.AlignmentFlag.AlignBottom)


def _write(
    painter: QPainter,
    rect: QRect,
    text: str,
    vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
) -> None:
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | vertical, short)
