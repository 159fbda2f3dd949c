"""A table whose rows are lines: they come, go, change places and fold, and its views keep up."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from annotator.store.listing import Group
from annotator.ui.models.annotation_changes import Steps
from annotator.ui.models.annotation_lines import Header, Line, Lines, places, runs

Index = QModelIndex | QPersistentModelIndex

ROOT = QModelIndex()


class LinesModel(QAbstractTableModel):
    """A row shows an annotation or, where they are grouped, the header of a group."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = Lines([])
        self._seen: list[Line] = []
        self._there: set[str] = set()

    def uids(self) -> Sequence[str]:
        """Return all that is wanted, in order; also what is folded away."""
        return self._lines.uids

    def lines(self) -> list[Line]:
        """Return what each row stands for; not to be changed."""
        return self._seen

    def uid(self, row: int) -> str | None:
        """Return the annotation of a row, if it has one."""
        line = self._seen[row] if 0 <= row < len(self._seen) else None
        return line if isinstance(line, str) else None

    def place(self, uid: str | None) -> int | None:
        """Return the row of an annotation, if it has one."""
        return self.place_of(uid) if uid is not None and uid in self._there else None

    def place_of(self, line: Line) -> int | None:
        """Return the row of a line, if it is seen."""
        try:
            return self._seen.index(line)
        except ValueError:
            return None

    def fill(self, lines: Lines) -> None:
        """Show something else."""
        self.beginResetModel()
        self._lines, self._seen, self._there = lines, lines.seen(), set(lines.uids)
        self.endResetModel()

    def become(self, lines: Lines, steps: Steps) -> None:
        """Show other lines, one step after the other, as the views are told."""
        for first, last in reversed(runs(steps.gone)):
            self.beginRemoveRows(ROOT, first, last)
            del self._seen[first : last + 1]
            self.endRemoveRows()
        # Until here the headers that are seen were of the groups of before.
        self._lines = lines
        if steps.order is not None:
            self._rearrange(steps.order)
        for first, last in runs(steps.new):
            self.beginInsertRows(ROOT, first, last)
            self._seen[first:first] = [steps.new[row] for row in range(first, last + 1)]
            self.endInsertRows()
        self.tell(steps.changed)

    def tell(self, rows: Sequence[int]) -> None:
        """Let the views paint some rows anew, and those between them."""
        if rows:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], last))

    # Groups

    def group(self, row: int) -> Group | None:
        """Return the group whose header a row is, if it is one."""
        line = self._seen[row] if 0 <= row < len(self._seen) else None
        return self._lines.group(line.group) if isinstance(line, Header) else None

    def is_folded(self, group: Group) -> bool:
        return group.value in self._lines.folded

    def header_of(self, group: Group) -> int:
        row = self._lines.row_of_header(group.value)
        assert row is not None  # it is one of these groups
        return row

    def header_above(self, row: int) -> int | None:
        """Return the row of the header of the group that a row is in."""
        above = range(row, -1, -1) if self._lines.groups else ()
        return next((at for at in above if isinstance(self._seen[at], Header)), None)

    def members(self, group: Group) -> list[str]:
        return self._lines.uids_of(group.value)

    def fold(self, group: Group, *, folded: bool) -> None:
        """Hide the rows of a group below its header, or show them."""
        lines, header = self._lines, self.header_of(group)
        if folded == self.is_folded(group):
            return
        first, last = header + 1, header + group.count
        if folded:
            self.beginRemoveRows(ROOT, first, last)
            self._seen[first : last + 1] = []
            lines.folded.add(group.value)
            self.endRemoveRows()
        else:
            self.beginInsertRows(ROOT, first, last)
            self._seen[first:first] = self.members(group)
            lines.folded.discard(group.value)
            self.endInsertRows()
        self.tell([header])

    def fold_all(self, *, folded: bool) -> None:
        lines = self._lines
        values = [group.value for group in lines.groups] if folded else ()
        self.fill(Lines(lines.uids, lines.groups, values))

    # As Qt wants it

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._seen)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._seen[index.row()], Header):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    # How it is done

    def _rearrange(self, lines: list[Line]) -> None:
        if lines == self._seen:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._seen[index.row()] for index in before]
        self._seen = lines
        where = places(lines, set(moved))
        there = [
            self.index(where[line], one.column()) for line, one in zip(moved, before, strict=True)
        ]
        self.changePersistentIndexList(before, there)
        self.layoutChanged.emit()
