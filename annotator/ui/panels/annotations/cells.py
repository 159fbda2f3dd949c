"""What is typed into a cell of the table of annotations: a text, a number, a date or a note."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from annotator.core.errors import AnnotatorError

Index = QModelIndex | QPersistentModelIndex

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NOTE_LINES = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell holds when somebody begins to type in it, and what is done with what is typed."""

    text: str
    check: Callable[[str], object]  # raises AnnotatorError at a text that will not do
    save: Callable[[str], object]
    name: str
    hint: str = ""
    has_lines: bool = False


class Cells(QStyledItemDelegate):
    """Opens a field in a cell. Enter saves, Tab saves and goes on below, Esc leaves it as it was.

    What will not do stays in the field, and it is told why. In a note Shift+Enter begins a line.
    """

    went_on = Signal(int)  # so many rows, to type there

    def __init__(self, attempt: Callable[[Callable[[], object]], None], table: QTableView) -> None:
        super().__init__(table)
        self._table, self._attempt = table, attempt
        self._typed: Typed | None = None

    def open(self, index: QModelIndex, typed: Typed) -> None:
        self._typed = typed
        self._table.setCurrentIndex(index)
        self._table.edit(index)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        typed = self._typed
        assert typed is not None  # nothing but `open` begins to edit
        field: QLineEdit | QPlainTextEdit
        field = QPlainTextEdit(parent) if typed.has_lines else QLineEdit(parent)
        field.setObjectName("field")
        field.setAccessibleName(typed.name)
        field.setPlaceholderText(typed.hint)
        return field

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if self._typed is None:
            return
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(self._typed.text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(self._typed.text)
            editor.selectAll()

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        room, rect = self._table.viewport().rect(), option.rect
        if isinstance(editor, QPlainTextEdit):
            height = editor.fontMetrics().lineSpacing() * _NOTE_LINES + 14
            rect.setHeight(min(height, room.height()))
            rect.setWidth(max(rect.width(), min(room.width(), 320)))
        rect.moveBottom(min(rect.bottom(), room.bottom()))
        rect.moveRight(min(rect.right(), room.right()))
        editor.setGeometry(rect)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Save what is typed because somebody has gone elsewhere."""
        typed, text = self._typed, _text(editor)
        if typed is not None:
            # The field must be closed first: its row may go with what is saved.
            QTimer.singleShot(0, self, lambda: self._save(typed, text))

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._typed = None
        super().destroyEditor(editor, index)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the keys of the table and the window wait meanwhile
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _ENDS:
                return self._end(watched, event)
        return super().eventFilter(watched, event)

    def _end(self, editor: QWidget, event: QKeyEvent) -> bool:
        """Save what will do and close; say whether that is all the key does."""
        is_enter = event.key() in _ENTER
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        typed = self._typed
        if typed is not None and not self._will_do(typed, _text(editor)):
            return True
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        text = _text(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._table.setFocus()
        if typed is not None:
            self._save(typed, text)
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            self.went_on.emit(step)
        return True

    def _save(self, typed: Typed, text: str) -> None:
        if text != typed.text:
            self._attempt(lambda: typed.save(text))

    def _will_do(self, typed: Typed, text: str) -> bool:
        def check() -> None:
            typed.check(text)

        try:
            check()
        except AnnotatorError:
            self._attempt(check)  # which tells
            return False
        return True


def _text(editor: QWidget) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
