"""A field and the list of what it finds: one question, answered by a key, by letters or a click."""

import unicodedata

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.ui.picker.question import Choice, Question
from annotator.ui.picker.rows import Row, Rows, row_height
from annotator.ui.text.keyboard import digit_at

_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_MOST_ROWS, _LEAST_ROWS = 8, 4
_EMS = 32  # how wide it likes to be
_EDGE, _SPACING = 8, 6
_PAGE = 8


class Chooser(QWidget):
    """Asks one question at a time. It may stand in a dialog or, as a `Picker`, beside words."""

    taken = Signal(object, bool)  # a Choice, and whether it comes in addition
    cleared = Signal()
    left = Signal()
    resized = Signal()  # there are more or fewer rows than before

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self._is_held = False  # the key that was down when it was asked
        self._most = _MOST_ROWS
        self.rows = Rows(self)
        self.field = QLineEdit(self)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.list = self._made_list()
        self._nothing = _hint("Nobody has that name.", self)
        self._keys = _hint("", self)
        self._keys.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(_SPACING)
        for widget in (self.field, self.list, self._nothing, self._keys):
            column.addWidget(widget)
        self._column = column
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.list.clicked.connect(self._click)
        self.list.selectionModel().currentChanged.connect(self._tell)

    def ask(self, question: Question) -> None:
        """Ask something else, with nothing typed."""
        self._question = question
        self._is_held = True
        self.field.setPlaceholderText(question.prompt)
        self.field.setAccessibleName(question.name)
        self.list.setAccessibleName(f"{question.name}: who it may be")
        self._keys.setText(_told(question))
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._find("")

    def find_anew(self) -> None:
        """Look again for what is typed, because what there is has changed; the row stays."""
        current = self.rows.choice(self.list.currentIndex().row())
        self._find(self.field.text())
        again = self.rows.row_of(current)
        if again is not None:
            self.list.setCurrentIndex(self.rows.index(again))

    def forget(self) -> None:
        """Let go of what was asked."""
        if self._question is not None:
            self._question.point(None)
        self._question = None
        self.rows.show((), with_keys=False)

    def fit(self, size: QSize) -> QSize:
        """Return how large it is where it may be as large as `size`; fewer rows are shown then."""
        width = min(self._width(), size.width())
        around = self._around(width)
        row = self._row()
        self._most = max(1, min(_MOST_ROWS, (size.height() - around) // row))
        self._fit_list()
        return QSize(width, around + self._list_height())

    def wanted(self) -> QSize:
        """Return how large it would be if it may; with few rows some more might come."""
        width, count = self._width(), self.rows.rowCount()
        rows = min(max(count, _LEAST_ROWS), _MOST_ROWS)
        return QSize(width, self._around(width) + self._row() * rows)

    def least(self) -> QSize:
        """Return the size below which there would be too little to see."""
        width = self._width() * 2 // 3
        return QSize(width, self._around(width) + self._row() * _LEAST_ROWS)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the keys of the window wait meanwhile
                return True
            if event.type() == QEvent.Type.KeyPress:
                # The key that has opened this is not meant for it, however long it is held.
                self._is_held = self._is_held and event.isAutoRepeat()
                return self._is_held or self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means; say whether it means anything but writing in the field."""
        adds = bool(event.modifiers() & _SHIFT)
        match event.key():
            case Qt.Key.Key_Up:
                self._step(-1, round_=True)
            case Qt.Key.Key_Down:
                self._step(1, round_=True)
            case Qt.Key.Key_PageUp:
                self._step(-_PAGE)
            case Qt.Key.Key_PageDown:
                self._step(_PAGE)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.rows.choice(self.list.currentIndex().row()), adds=adds)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass  # all is done from the field
            case Qt.Key.Key_Delete if not self.field.text():
                if self._question is not None and self._question.clear is not None:
                    self.cleared.emit()
            case _:
                return not self.field.text() and self._press_key_of_row(event)
        return True

    def _press_key_of_row(self, event: QKeyEvent) -> bool:
        """Take the row whose key this is; a digit that no row has is not written, either."""
        if event.modifiers() & ~(_SHIFT | _KEYPAD) or len(event.text()) != 1:
            return False
        digit = unicodedata.decimal(event.text(), None)
        # Where a digit needs Shift, its key takes; elsewhere Shift with its key adds.
        shifted = ""
        if digit is None and event.modifiers() & _SHIFT:
            shifted = digit_at(event, QGuiApplication.platformName())
        key = shifted or (event.text() if digit is None else str(digit))
        choice = self.rows.on_key(key)
        if choice is not None:
            self._take(choice, adds=bool(shifted))
        return choice is not None or digit is not None or shifted != ""

    def _step(self, by: int, *, round_: bool = False) -> None:
        """Go some rows on; by single ones from the last to the first, and the other way."""
        count, at = self.rows.rowCount(), self.list.currentIndex().row() + by
        if count:
            row = at % count if round_ else min(max(at, 0), count - 1)
            self.list.setCurrentIndex(self.rows.index(row))

    def _click(self, index: QModelIndex) -> None:
        adds = bool(QApplication.keyboardModifiers() & _SHIFT)
        self._take(self.rows.choice(index.row()), adds=adds)

    def _take(self, choice: Choice | None, *, adds: bool) -> None:
        question = self._question
        if choice is not None and question is not None:
            self.taken.emit(choice, adds and question.may_add)

    def _find(self, typed: str) -> None:
        if self._question is None:
            return
        before = self.rows.rowCount()
        # What is typed may begin with a digit, behind a blank.
        self.rows.show(self._question.choices(typed.strip()), with_keys=not typed)
        count = self.rows.rowCount()
        self.list.setCurrentIndex(self.rows.index(0))
        self.list.scrollToTop()
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        if count == 0:
            self.field.setAccessibleDescription(self._nothing.text())
        self._fit_list()
        if count != before:
            self.resized.emit()

    def _tell(self, current: QModelIndex) -> None:
        """Let those hear what is chosen who do not see the list."""
        told = current.data(Qt.ItemDataRole.AccessibleTextRole)
        self.field.setAccessibleDescription(str(told or ""))
        if self._question is not None:
            self._question.point(self.rows.choice(current.row()))

    def _fit_list(self) -> None:
        self.list.setFixedHeight(self._list_height())

    def _list_height(self) -> int:
        count = self.rows.rowCount()
        if count == 0:
            return 0
        return self._row() * min(count, self._most)

    def _around(self, width: int) -> int:
        """Return how high all but the rows is."""
        nothing = self._nothing.sizeHint().height() if self.rows.rowCount() == 0 else 0
        keys = self._keys.heightForWidth(width - 2 * _EDGE)
        return 2 * _EDGE + self.field.sizeHint().height() + nothing + keys + 2 * _SPACING

    def _width(self) -> int:
        return self.fontMetrics().averageCharWidth() * _EMS * 2

    def _row(self) -> int:
        return row_height(self.list.fontMetrics())

    def _made_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.rows)
        view.setItemDelegate(Row(view))
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return view


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("hint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _told(question: Question) -> str:
    """Return what the keys do that cannot be seen at the rows."""
    keys = ["Enter takes"]
    keys += ["Shift+Enter or Shift+digit adds"] if question.may_add else []
    keys += [f"Del: {question.nobody}"] if question.clear is not None else []
    return " · ".join((*keys, "Esc leaves"))
