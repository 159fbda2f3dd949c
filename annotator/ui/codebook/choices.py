"""The answers of which an attribute lets one be chosen, in a table that is written in."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.model import Json
from annotator.ui.codebook.form import hint
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip

_NAME = Qt.ItemDataRole.UserRole
_TITLE, _MEANING, _IDENTIFIER = range(3)
_HEADINGS = ("Choice", "What it means", "Identifier")
_FIELDS = {_TITLE: "title", _MEANING: "description"}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_FEWEST, _MOST = 3, 10  # rows
_NONE = "No choices yet: nothing can be answered before there are some."


class Choices(QWidget):
    """Shows choices and tells what is wanted of them; it changes nothing itself."""

    written = Signal(object)  # all choices, as they are to be
    add_requested = Signal()
    rename_requested = Signal(str)  # by name, like the next ones
    merge_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: tuple[Json, ...] = ()
        self._is_locked = False
        self.table = _Table(self)
        self._none = hint(_NONE, self)
        self.add = self._button("Add…")
        self.add.setAccessibleName("Add choices")
        self.add.clicked.connect(self.add_requested)
        self._acting = {
            "Rename…": self.rename_requested,
            "Merge…": self.merge_requested,
            "Delete": self.delete_requested,
        }
        self.buttons = {text: self._button(text) for text in self._acting}
        self.buttons["Rename…"].setToolTip("Give the choice another identifier")
        for button, signal in zip(self.buttons.values(), self._acting.values(), strict=True):
            button.clicked.connect(partial(self._request, signal))
        self._steps = [self._arrow(name, by) for name, by in (("up", -1), ("down", 1))]
        below = QHBoxLayout()
        below.setSpacing(4)
        for one in (self.add, *self.buttons.values(), *self._steps):
            below.addWidget(one)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        # The form would give less while it knows only how high the sentence for none is.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        column.addWidget(self._none)
        column.addWidget(self.table)
        column.addLayout(below)
        self.table.itemChanged.connect(self._take)
        self.table.currentItemChanged.connect(self._allow)
        self.table.moved.connect(self._step)
        self.table.erased.connect(self.buttons["Delete"].click)

    @property
    def chosen(self) -> str:
        """Return the name of the current choice; empty where none is."""
        item = self.table.currentItem()
        return str(item.data(0, _NAME)) if item else ""

    def show_choices(self, choices: Sequence[Json]) -> None:
        """Show choices; the current one stays so, or one beside it."""
        names = [one["name"] for one in choices]
        rows = self.table.topLevelItemCount()
        with QSignalBlocker(self.table):
            if names != [self._name(at) for at in range(rows)]:
                former, at = self.chosen, self.table.place
                self.table.clear()
                self.table.addTopLevelItems([_row() for _ in names])
                now = names.index(former) if former in names else min(max(at, 0), len(names) - 1)
                if item := self.table.topLevelItem(now):
                    self.table.setCurrentItem(item)
            for at, one in enumerate(choices):
                _fill(self.table.topLevelItem(at), one)
        self._choices = tuple(choices)
        self.table.fit()
        self.table.setVisible(bool(choices))
        self._none.setVisible(not choices)
        self._allow()

    def lock(self) -> None:
        """Let nothing be changed from now on."""
        self._is_locked = True
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.add.setEnabled(False)
        self._allow()

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(f"{text.removesuffix('…')} the choice")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _arrow(self, name: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setToolTip(f"Move the choice {name} (Alt+{name.capitalize()})")
        button.setAccessibleName(f"Move the choice {name}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._step, by))
        return button

    def _name(self, at: int) -> str:
        item = self.table.topLevelItem(at)
        return str(item.data(0, _NAME)) if item else ""

    def _allow(self) -> None:
        at = -1 if self._is_locked else self.table.place
        for button in self.buttons.values():
            button.setEnabled(at >= 0)
        self.buttons["Merge…"].setEnabled(at >= 0 and len(self._choices) > 1)
        up, down = self._steps
        up.setEnabled(at > 0)
        down.setEnabled(0 <= at < len(self._choices) - 1)

    def _request(self, signal: SignalInstance) -> None:
        if self.chosen and not self._is_locked:
            signal.emit(self.chosen)

    def _take(self, item: QTreeWidgetItem, column: int) -> None:
        """Tell of what was written into a cell."""
        field, name = _FIELDS[column], item.data(0, _NAME)
        text = " ".join(item.text(column).split())
        self.written.emit([_with(one, field, text, name) for one in self._choices])

    def _step(self, by: int) -> None:
        at = self.table.place
        to = at + by
        if at >= 0 and not self._is_locked and 0 <= to < len(self._choices):
            choices = list(self._choices)
            choices.insert(to, choices.pop(at))
            self.written.emit(choices)


class _Locked(QStyledItemDelegate):
    """Lets nothing be written in a column by the way: answers hold what stands in it."""

    @override
    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        return None  # type: ignore[return-value]  # which the stubs do not know of


class _Table(QTreeWidget):
    """Is as high as its rows; F2 and Return write in a cell."""

    moved = Signal(int)
    erased = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("framed")
        self.setAccessibleName("Choices")
        self.setHeaderLabels(_HEADINGS)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(_IDENTIFIER, _Locked(self))
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_MEANING, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_IDENTIFIER, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(_TITLE, 140)

    @property
    def place(self) -> int:
        """Return which row is the current one; -1 where none is."""
        item = self.currentItem()
        return -1 if item is None else self.indexOfTopLevelItem(item)

    def fit(self) -> None:
        rows = min(max(self.topLevelItemCount(), _FEWEST), _MOST)
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 8)
        self.setFixedHeight(self.header().sizeHint().height() + rows * row + 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _STEPS and held & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_STEPS[key])
        elif key == Qt.Key.Key_Delete and not held:
            self.erased.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            item = self.currentItem()
            is_writing = self.state() == QAbstractItemView.State.EditingState  # what ends now
            if item is not None and self.editTriggers() and not is_writing:
                self.editItem(item, _TITLE)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _row() -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item


def _fill(item: QTreeWidgetItem | None, choice: Json) -> None:
    assert item is not None  # there is one for each
    title = str(choice.get("title") or choice["name"])
    item.setData(0, _NAME, choice["name"])
    for column, text in enumerate((title, str(choice.get("description", "")), choice["name"])):
        item.setText(column, text)
        item.setToolTip(column, tooltip(text))


def _with(choice: Json, field: str, text: str, name: str) -> Mapping[str, object]:
    """Return a choice, with a field changed where it is the one of a name."""
    if choice["name"] != name:
        return choice
    changed = {**choice, field: text}
    if field == "description" and not text:
        del changed["description"]
    return changed
