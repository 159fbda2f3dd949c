"""Which cell of the current row of a table is the current one, how one goes on, how it is seen."""

from PySide6.QtCore import QItemSelectionModel, QObject, QRect
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QTableView

from annotator.ui.models.annotations import AnnotationTable

_NoUpdate = QItemSelectionModel.SelectionFlag.NoUpdate
_SIDE, _STROKE = 4, 2


class Cursor(QObject):
    """Stays in a column while one goes up and down."""

    def __init__(self, table: QTableView, model: AnnotationTable) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def column(self) -> int:
        """Return the column of the current cell, or one that is seen."""
        columns, here = self._columns(), self._table.currentIndex().column()
        return here if here in columns else next(iter(columns), 0)

    def step_aside(self, step: int) -> None:
        """Make another cell of the row the current one, and bring its column into view."""
        columns, index = self._columns(), self._table.currentIndex()
        at = columns.index(self.column()) + step if columns else -1
        if not index.isValid() or not 0 <= at < len(columns):
            return
        there = self._model.index(index.row(), columns[at])
        self._table.selectionModel().setCurrentIndex(there, _NoUpdate)
        self._reveal(columns[at])
        self._table.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paint a frame around the row, and a line below the cell."""
        table, index = self._table, self._table.currentIndex()
        if not index.isValid():
            return
        accent = table.palette().color(QPalette.ColorRole.Accent)
        painter.setPen(accent)
        painter.drawRect(row_rect(table, index.row()).adjusted(0, 0, -1, -1))
        if self._model.uid(index.row()) is not None:
            cell = table.visualRect(index).adjusted(_SIDE, 0, -_SIDE, 0)
            top = cell.bottom() - _STROKE
            painter.fillRect(QRect(cell.left(), top, cell.width(), _STROKE), accent)

    def _reveal(self, column: int) -> None:
        table = self._table
        bar, room = table.horizontalScrollBar(), table.viewport().width()
        left, width = table.columnViewportPosition(column), table.columnWidth(column)
        if left < 0 or width > room:
            bar.setValue(bar.value() + left)
        elif left + width > room:
            bar.setValue(bar.value() + left + width - room)

    def _columns(self) -> list[int]:
        """Return the columns that are seen, from left to right."""
        header = self._table.horizontalHeader()
        visual = (header.logicalIndex(at) for at in range(header.count()))
        return [at for at in visual if not header.isSectionHidden(at)]


def row_rect(table: QTableView, row: int) -> QRect:
    """Return where a row is in the viewport of a table, over all columns."""
    top, height = table.rowViewportPosition(row), table.verticalHeader().defaultSectionSize()
    return QRect(0, top, table.viewport().width(), height)
