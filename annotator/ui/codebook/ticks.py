"""A short list in which several things are ticked."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.phrases import tooltip

_VALUE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_MOST = 8  # rows; more are scrolled to


class Ticks(QListWidget):
    """Tells what is ticked by hand; is as high as its rows."""

    ticked = Signal(object)  # a list of values, in the order of the rows

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("framed")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setUniformItemSizes(True)
        self.itemChanged.connect(self._tell)

    @property
    def values(self) -> list[object]:
        """Return what is ticked."""
        items = map(self.item, range(self.count()))
        return [one.data(_VALUE) for one in items if one.checkState() == _ON]

    def show_rows(
        self, rows: Iterable[tuple[object, str, QIcon]], ticked: Collection[object]
    ) -> None:
        """Show values with their titles and pictures; the row with the keyboard keeps it."""
        shown = list(rows)
        with QSignalBlocker(self):
            if [value for value, _, _ in shown] != self._shown():
                at = self.currentRow()
                self.clear()
                for value, _, _ in shown:
                    item = QListWidgetItem(self)
                    item.setData(_VALUE, value)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                self.setCurrentRow(
                    min(max(at, 0), self.count() - 1), QItemSelectionModel.SelectionFlag.NoUpdate
                )
            for at, (value, title, picture) in enumerate(shown):
                item = self.item(at)
                item.setText(title)
                item.setIcon(picture)
                item.setToolTip(tooltip(title))
                item.setCheckState(_ON if value in ticked else _OFF)
        self._fit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (item := self.currentItem()) is not None:
            item.setSelected(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()  # which is no more than where the keyboard is

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @override
    def sizeHint(self) -> QSize:
        row = max([self.sizeHintForRow(at) for at in range(self.count())], default=24)
        rows = min(max(self.count(), 1), _MOST)
        return QSize(160, rows * row + 2 * self.frameWidth() + 2)

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _shown(self) -> list[object]:
        return [self.item(at).data(_VALUE) for at in range(self.count())]

    def _tell(self) -> None:
        self.ticked.emit(self.values)
