"""The command palette: a field and a list at the top of the window, to do anything by its name."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from annotator.ui.commands import Commands, Entry
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip

_Index = QModelIndex | QPersistentModelIndex

_ENTRY = Qt.ItemDataRole.UserRole
_WIDEST = 660
_BELOW_TOP = 36
_MOST_ROWS = 12
_MOST_FOUND = 300  # nobody reads further
_AT_ONCE = 250  # entries that are made ready between two events
_ICON = 16
_GAP = 10
_ENDS = {QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn, QEvent.Type.WindowDeactivate}


class CommandPalette(QFrame):
    """Comes over a window, and goes when something was chosen or anything else was clicked.

    What had the keyboard gets it back before an entry is run.
    """

    ran = Signal(str)  # the name of the entry

    def __init__(
        self,
        entries: Iterable[Entry],
        recent: Sequence[str],
        parent: QWidget,
        more: Callable[[], Iterable[Entry]] = tuple,
    ) -> None:
        """`recent` are names of entries, what was done last first.

        `more` are entries that are shown only where what is typed means them; they are asked for
        while nothing else is to be done.
        """
        self._window = parent.window()
        super().__init__(self._window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("commandPalette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._before = QApplication.focusWidget()
        self._commands = Commands(entries, recent, more)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._take_in)
        self._found = _Found(self)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText("Type what you want to do")
        self._field.setAccessibleName("Command")
        self._field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._list = _list_of(self._found, self)
        self._nothing = QLabel("Nothing has that name.", self)
        self._nothing.setObjectName("hint")
        self._nothing.setContentsMargins(_GAP, 4, _GAP, 6)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(6)
        for widget in (self._field, self._list, self._nothing):
            self._column.addWidget(widget)
        self.setFocusProxy(self._field)
        self._field.textChanged.connect(self._find)
        self._list.clicked.connect(self._run)
        self._list.selectionModel().currentChanged.connect(self._tell)
        self._find("")

    def open(self) -> None:
        """Come at the top of the window, in its middle."""
        self._fit()
        self.show()
        self.raise_()
        self._field.setFocus()
        self._idle.start()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Close, QEvent.Type.Hide):
            self.close()  # or it would outlive what it lies over
        elif watched is self._field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the keys of the window wait meanwhile
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event)
        elif watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() in _ENDS and isinstance(watched, QWidget) and not self._is_mine(watched):
            self.close()
        return False

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one
        has_keyboard = self._window.focusWidget() is self._field
        super().closeEvent(event)
        if has_keyboard and self._before is not None and isValid(self._before):
            self._before.setFocus()

    def _is_mine(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means; say whether it means anything but writing in the field."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                QApplication.sendEvent(self._list, event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self._list.currentIndex())
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass  # all is done from the field
            case _:
                return False
        return True

    def _take_in(self) -> None:
        """Make ready, bit by bit, what the first letter will be looked for in."""
        if self._commands.take_in(_AT_ONCE):
            self._idle.stop()

    def _find(self, query: str) -> None:
        self._found.show(self._commands.find(query)[:_MOST_FOUND])
        self._list.setCurrentIndex(self._found.first())
        self._list.scrollToTop()
        self._list.setVisible(self._found.rowCount() > 0)
        self._nothing.setVisible(self._found.rowCount() == 0)
        self._fit()

    def _fit(self) -> None:
        """Take as much room as there are rows, and no more than the window has."""
        around = self._window.rect()
        row = self._list.sizeHintForRow(0)
        field = self._field.sizeHint().height() + 40
        most = max(1, min(_MOST_ROWS, (around.height() - _BELOW_TOP - field) // max(row, 1)))
        self._list.setFixedHeight(row * min(self._found.rowCount(), most) + 2)
        width = min(_WIDEST, around.width() - 24)
        self._column.activate()
        left = around.left() + (around.width() - width) // 2
        place = QPoint(left, around.top() + _BELOW_TOP)
        self.setGeometry(QRect(place, QSize(width, self.sizeHint().height())))

    def _run(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if not isinstance(entry, Entry) or not entry.enabled:
            return
        self.ran.emit(entry.name)
        self.close()
        entry.run()

    def _tell(self, current: QModelIndex) -> None:
        """Let those hear what is chosen who do not see the list."""
        self._field.setAccessibleDescription(str(current.data() or ""))


class _Found(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def first(self) -> QModelIndex:
        """Return the first that can be run; an invalid index if there is none."""
        can_run = bool(self._entries) and self._entries[0].enabled
        return self.index(0) if can_run else QModelIndex()

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self._entries)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(entry.tip)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (entry.title, entry.keys, entry.why_not)))
            case _:
                return entry if role == _ENTRY else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()].enabled:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class _Row(QStyledItemDelegate):
    """Icon, title and where it is to be found at the left, its keys at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, max(option.fontMetrics.height(), _ICON) + 12)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(_ENTRY)
        assert isinstance(entry, Entry)
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        metrics, palette = option.fontMetrics, option.palette
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        ink = palette.color(QPalette.ColorRole.Text) if entry.enabled else faint
        room = option.rect.adjusted(_GAP, 0, -_GAP, 0)
        icon = QRect(room.left(), room.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        entry.icon.paint(
            painter, icon, mode=QIcon.Mode.Normal if entry.enabled else QIcon.Mode.Disabled
        )
        room.setLeft(icon.right() + _GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(faint)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, entry.keys)
        room.setRight(room.right() - metrics.horizontalAdvance(entry.keys) - _GAP)
        painter.setPen(ink)
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(title) + _GAP)
        painter.setPen(faint)
        beside = " · ".join(filter(None, (entry.path, entry.why_not)))
        beside = metrics.elidedText(beside, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.drawText(room, middle, beside)


def _list_of(found: _Found, parent: QWidget) -> QListView:
    view = QListView(parent)
    view.setModel(found)
    view.setItemDelegate(_Row(view))
    view.setUniformItemSizes(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setAccessibleName("What can be done")
    return view
