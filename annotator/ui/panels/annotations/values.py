"""What a column of the table of annotations can be narrowed to: its values, with how many of each.

All is done from the field or the list below it, and counts at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.folding import fold
from annotator.store.listing import Condition, Group
from annotator.ui.icons import icon
from annotator.ui.models.annotation_columns import Column
from annotator.ui.panels.annotations.conditions import nothing
from annotator.ui.panels.annotations.value_rows import COUNT, ValueRows

Index = QModelIndex | QPersistentModelIndex

_MOST_ROWS, _EMS = 12, 38
_PAUSE_MS = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a value, or with `None` all that is not nothing."""

    value: str | None
    title: str
    count: int


class Values(QFrame):
    """Opens below a header. Enter takes what is ticked or else the current row, Esc leaves."""

    chosen = Signal(Condition, dict)  # with the titles of its values

    def __init__(
        self, column: Column, groups: Sequence[Group], now: Condition | None, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("values")
        self._column = column
        self._told = now or Condition(column.name)
        self._titles = {group.value: group.title for group in groups}
        self.rows = _Rows(_entries(column, groups), self._told, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_prompt(column))
        self.field.setAccessibleName(f"{column.title}: words")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setText(self._told.words)
        self.field.selectAll()
        self.list = self._made_list()
        self._words = QLabel(self)
        self._words.setObjectName("hint")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self.field, self.list, self._words):
            layout.addWidget(widget)
        self.setFocusProxy(self.field)
        for watched in (self.field, self.list):
            watched.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.list.clicked.connect(self._toggle)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _EMS)
        self._find(self.field.text())

    def open_at(self, place: QPoint) -> None:
        """Open with the upper left corner at a place of the screen, if there is room there."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(min(place.x(), room.right() - self.width()), room.left())
        below = place.y() + self.height() <= room.bottom()
        top = place.y() if below else max(room.bottom() - self.height(), room.top())
        self.move(left, top)
        self.show()
        self.field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the keys of the window wait meanwhile
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event, in_list=watched is self.list)
        return super().eventFilter(watched, event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._pause.isActive():
            self._tell()
        super().closeEvent(event)

    def _press(self, event: QKeyEvent, *, in_list: bool) -> bool:
        """Do what a key means; say whether it means anything but writing or going up and down."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif in_list and key == Qt.Key.Key_Space:
            self._toggle(self.list.currentIndex())
        elif in_list and key == Qt.Key.Key_Up and self.list.currentIndex().row() <= 0:
            self.field.setFocus()
        elif in_list and event.text().isprintable() and event.text():
            self.field.setFocus()
            self.field.insert(event.text())
        elif not in_list and key in _DOWN and self.rows.rowCount():
            self.list.setFocus()
        else:
            return False
        return True

    def _find(self, typed: str) -> None:
        self.rows.find(typed)
        count = self.rows.rowCount()
        self.list.setVisible(count > 0)
        self.list.setCurrentIndex(self.rows.index(0))
        row = self.list.sizeHintForRow(0) if count else 0
        self.list.setFixedHeight(row * min(count, _MOST_ROWS) + 2)
        self._words.setText(self._hint(typed.strip(), count))
        self._words.setVisible(bool(self._words.text()))
        self.adjustSize()

    def _hint(self, typed: str, count: int) -> str:
        """Return what the keys do."""
        if typed and (count == 0 or self._column.filter == "words"):
            return f"Enter: all with “{typed}” in the {self._column.subject}"
        return "Space ticks · Enter takes · Esc leaves" if count else ""

    def _toggle(self, index: Index) -> None:
        self.rows.toggle(index.row())
        self._pause.start()

    def _take(self) -> None:
        """Go with what is ticked, or with what the current row and the field say."""
        typed = self.field.text().strip()
        self._pause.stop()
        if self.rows.was_ticked:
            self._tell()
        elif typed and (self._column.filter == "words" or not self.rows.rowCount()):
            self._send(Condition(self._column.name, words=typed))
        elif typed or self.list.hasFocus():
            self.rows.choose_only(self.list.currentIndex().row())
            self._tell()
        elif self._column.filter == "words":
            self._send(Condition(self._column.name))
        self.close()

    def _tell(self) -> None:
        self._pause.stop()
        self._send(self.rows.condition())

    def _send(self, condition: Condition) -> None:
        if condition != self._told:
            self._told = condition
            titles: Mapping[str, str] = {one: self._titles.get(one, "") for one in condition.values}
            self.chosen.emit(condition, titles)

    def _made_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.rows)
        view.setItemDelegate(ValueRows(view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(f"{self._column.title}: values")
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view


class _Rows(QAbstractListModel):
    def __init__(self, entries: Sequence[Entry], now: Condition, parent: QObject) -> None:
        super().__init__(parent)
        self._all, self._found = entries, list(entries)
        self._column = now.column
        self._ticked: set[str | None] = set(now.values)
        if now.empty is not None:
            self._ticked = {"" if now.empty else None}
        self.was_ticked = False  # or unticked, by hand

    def find(self, typed: str) -> None:
        """Show the rows that hold what is typed."""
        words = [fold(word) for word in typed.split()]
        self.beginResetModel()
        self._found = [one for one in self._all if _holds(one, words)]
        self.endResetModel()

    def toggle(self, row: int) -> None:
        if not 0 <= row < len(self._found):
            return
        value = self._found[row].value
        # All that is not nothing, and one of them, are two things to ask.
        if value is None:
            self._ticked = set() if None in self._ticked else {None}
        else:
            self._ticked.discard(None)
            self._ticked ^= {value}
        self._tell()

    def choose_only(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._ticked = {self._found[row].value}
            self._tell()

    def condition(self) -> Condition:
        values = frozenset(one for one in self._ticked if one is not None)
        if None in self._ticked:
            return Condition(self._column, empty=False)
        return Condition(self._column, values, True if values == {""} else None)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._found)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.CheckStateRole:
                on = entry.value in self._ticked
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.title}, {entry.count:,}" if entry.count else entry.title
        return entry.count if role == COUNT else None

    def _tell(self) -> None:
        self.was_ticked = True
        self.dataChanged.emit(self.index(0), self.index(len(self._found) - 1))


def _entries(column: Column, groups: Sequence[Group]) -> list[Entry]:
    """Return a row for each value; where some have none, one for all others as well."""
    if column.filter == "words":
        some = Entry(None, f"Any {column.subject}", 0)
        return [some, Entry("", nothing(column), 0)] if column.name == "note" else []
    empty = sum(group.count for group in groups if not group.value)
    all_ = sum(group.count for group in groups)
    some = Entry(None, f"Any {column.subject}", all_ - empty)
    first = [some] if empty and all_ > empty else []
    told = (
        Entry(one.value, " ".join(one.title.split()) or nothing(column), one.count)
        for one in groups
    )
    return [*first, *told]


def _prompt(column: Column) -> str:
    return f"Words in the {column.subject}" if column.filter == "words" else column.title


def _holds(entry: Entry, words: Sequence[str]) -> bool:
    title = fold(entry.title)
    # All that is not nothing is no value that somebody would type.
    return not words or (entry.value is not None and all(word in title for word in words))
