"""The rows of a picker: the key that takes each, what it says, and where that was found."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.ui.phrases import tooltip
from annotator.ui.picker.question import Choice

Index = QModelIndex | QPersistentModelIndex

CHOICE = Qt.ItemDataRole.UserRole
KEY = Qt.ItemDataRole.UserRole + 1

_SET = "✓"
_SIDE, _GAP, _RISE = 8, 9, 4
_CORNER = 4
_DIGITS = 9
# Of what is beside the words, at least so much of the row is left to it.
_SHARE = 0.35


class Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()
        self._keys: list[str] = []

    def show(self, choices: Sequence[Choice], *, with_keys: bool) -> None:
        """Show other rows. `with_keys` says whether keys take them at the moment."""
        self.beginResetModel()
        self._choices = choices
        self._keys = _keys(choices) if with_keys else [""] * len(choices)
        self.endResetModel()

    def on_key(self, key: str) -> Choice | None:
        """Return the choice that a key takes at the moment."""
        return self._choices[self._keys.index(key)] if key in self._keys else None

    def choice(self, row: int) -> Choice | None:
        return self._choices[row] if 0 <= row < len(self._choices) else None

    def row_of(self, choice: Choice | None) -> int | None:
        """Return where a choice is, if it is still there, or else one that reads the same."""
        if choice is None or choice in self._choices:
            return None if choice is None else self._choices.index(choice)
        # Somebody new is another one each time that it is asked who there is.
        plain = [replace(one, value=None) for one in (choice, *self._choices)]
        return plain.index(plain[0], 1) - 1 if plain[0] in plain[1:] else None

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._choices)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        choice = self._choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.words
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_read(choice))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (_read(choice), self._keys[index.row()])))
        return {int(CHOICE): choice, int(KEY): self._keys[index.row()]}.get(role)


class Row(QStyledItemDelegate):
    """The key at the left, then the words, what is known of them, and at the right the place."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, row_height(option.fontMetrics))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(CHOICE)
        assert isinstance(choice, Choice)
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        metrics, palette = option.fontMetrics, option.palette
        ink = palette.color(QPalette.ColorRole.Text)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        room = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        cap = metrics.height() - 1
        key = QRect(room.left(), room.top() + (room.height() - cap) // 2, cap, cap)
        painter.setPen(faint)
        if index.data(KEY):
            _paint_key(painter, key, index.data(KEY))
        room.setLeft(key.right() + _GAP)
        end = _SET if choice.is_set else choice.place
        right = metrics.horizontalAdvance(end)
        _write(painter, metrics, QRect(room.right() - right, room.top(), right, room.height()), end)
        room.setRight(room.right() - right - (_GAP if end else 0))
        painter.setPen(ink)
        wide = metrics.horizontalAdvance(choice.beside) + _GAP if choice.beside else 0
        kept = min(wide, round(room.width() * _SHARE))
        room.setLeft(_GAP + _write(painter, metrics, room.adjusted(0, 0, -kept, 0), choice.words))
        painter.setPen(faint)
        _write(painter, metrics, room, choice.beside)


def row_height(metrics: QFontMetrics) -> int:
    return metrics.height() + 2 * _RISE


def _keys(choices: Sequence[Choice]) -> list[str]:
    """Return the key of each row: its own, or else its number up to nine."""
    keys, number = [], 0
    for choice in choices:
        if not choice.key:
            number += 1
        keys.append(choice.key or (str(number) if number <= _DIGITS else ""))
    return keys


def _read(choice: Choice) -> str:
    is_set = "set already" if choice.is_set else ""
    return ", ".join(filter(None, (choice.words, choice.beside, choice.place, is_set)))


def _paint_key(painter: QPainter, rect: QRect, key: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    painter.restore()
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)


def _write(painter: QPainter, metrics: QFontMetrics, room: QRect, text: str) -> int:
    """Write a text at the left of a room, cut where it is too long; return where it ends."""
    if not text or room.width() <= 0:
        return room.left()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    width = metrics.horizontalAdvance(shown)
    # No wider than the words, or those that run leftward would go to the other side.
    place = QRect(room.left(), room.top(), width, room.height())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(place, int(flags), shown)
    return room.left() + width
