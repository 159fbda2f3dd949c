"""Annotations as the rows of a table: an ordered list of uids, and the rows that are looked at."""

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon
from typing_extensions import override

from annotator.core.edit import Change, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.project.project import Cause, Event, Project
from annotator.store.listing import AnnotationRow, Wanted
from annotator.ui.models.annotation_columns import COLUMNS
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_PAGE = 50
_KEPT = 2000
# Of more annotations than this that change at once, all is asked anew.
_MANY = 200
# So few are found one by one; to look for more of them goes once through the list.
_FEW = 5
# No column is as wide as so many characters, and of a text of a million words no more is kept.
_LONGEST = 600
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATED = "\u2068{}\u2069"

# What of other records a row shows or is sorted by.
_LEANS_ON: Mapping[str, frozenset[str]] = {
    "article": frozenset(("title", "outlet", "story")),
    "story": frozenset(("title",)),
    "label": frozenset(("title", "colour", "channel")),
    "coder": frozenset(("name",)),
    "actor": frozenset(("name",)),
}


_LABEL = [column.name for column in COLUMNS].index("label")


class AnnotationTable(QAbstractTableModel):
    """What is wanted of the annotations of a project, in the order that is wanted."""

    failed = Signal(str)  # rows could not be read

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._project: Project | None = None
        self._wanted = Wanted()
        self._uids: list[str] = []
        self._there: set[str] = set()
        # Those looked at last; None for one that is gone.
        self._rows: OrderedDict[str, AnnotationRow | None] = OrderedDict()
        self._swatches: dict[str, QIcon] = {}

    def work_on(self, project: Project | None) -> None:
        """Belong to another project; nothing is shown until it is asked."""
        self._project = project
        self._fill([])

    def ask(self, wanted: Wanted) -> None:
        """Show what is wanted."""
        uids = self._project.reading.listing.uids(wanted) if self._project else []
        self._wanted = wanted
        self._fill(uids)

    def hear(self, event: Event) -> bool:
        """Follow a change of the project; say whether that could be done.

        Where it could not, `ask` anew.
        """
        edit = event.edit
        if self._project is None:
            return True
        if edit.kind is Kind.IMPORT or any(map(_is_leant_on, edit.changes)):
            return False
        touched = {uid for change in edit.changes for uid in _touched(change)}
        if event.cause is Cause.ELSEWHERE:
            # What is told is how things are now, which may be what more than this edit did.
            return not touched and not any(one.table in _LEANS_ON for one in edit.changes)
        if not touched:
            return True
        if len(touched) > _MANY:
            return False
        return self._follow(self._project, touched)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._swatches.clear()
        self._tell(range(len(self._uids)))

    # What is shown

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    def uids(self) -> Sequence[str]:
        """Return all that is shown, in order."""
        return self._uids

    def place(self, uid: str | None) -> int | None:
        """Return the row of an annotation, if it has one."""
        return self._uids.index(uid) if uid is not None and uid in self._there else None

    def row(self, place: int) -> AnnotationRow | None:
        """Return what a row shows; `None` when the annotation is gone, or cannot be read."""
        uid = self._uids[place]
        if uid not in self._rows:
            self._read(place)
        else:
            self._rows.move_to_end(uid)
        return self._rows.get(uid)

    def lines(self, uids: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
        """Yield some columns of some annotations as text with tabs."""
        assert self._project is not None
        for first in range(0, len(uids), _PAGE):
            for row in self._project.reading.listing.rows(uids[first : first + _PAGE]):
                yield "\t".join(COLUMNS[column].value(row) for column in columns)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._uids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return _shown(COLUMNS[index.column()].value(row)) if row else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _LABEL:
            row = self.row(index.row())
            return self._swatch(row.label) if row else None
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # How it is done

    def _fill(self, uids: list[str]) -> None:
        self.beginResetModel()
        self._uids, self._there = uids, set(uids)
        self._rows.clear()
        self._swatches.clear()
        self.endResetModel()

    def _read(self, place: int) -> None:
        """Read the page of a row."""
        if self._project is None or self._project.is_released:
            return
        first = place - place % _PAGE
        uids = [uid for uid in self._uids[first : first + _PAGE] if uid not in self._rows]
        self._rows.update(dict.fromkeys(uids))
        try:
            for row in self._project.reading.listing.rows(uids):
                cut = row._replace(text=row.text[:_LONGEST], note=row.note[:_LONGEST])
                self._rows[row.uid] = cut
        except AnnotatorError as error:
            self.failed.emit(str(error))
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def _swatch(self, label: str) -> QIcon | None:
        if not self._swatches and self._project is not None:
            labels = self._project.scheme.labels
            self._swatches = {one.uid: swatch(one, self._theme) for one in labels}
        return self._swatches.get(label)

    def _follow(self, project: Project, touched: set[str]) -> bool:
        listing, wanted = project.reading.listing, self._wanted
        changed = listing.leaning(touched)
        if len(changed) > _MANY:
            return False
        for uid in changed:
            self._rows.pop(uid, None)
        kept = [uid for uid in changed if listing.matches(wanted, uid)]
        here = changed & self._there
        after = _without(self._uids, here)
        new: list[int] = []  # the places of what is not here yet, in the list as it will be
        for uid in kept:
            place = listing.place(wanted, after, uid)
            if place is None:
                return False
            after.insert(place, uid)
            new = [at + (at >= place) for at in new] + ([place] if uid not in here else [])
        self._take_out(here.difference(kept))
        if here.intersection(kept):
            self._rearrange([uid for uid in after if uid in self._there] if new else after)
        self._put_in(sorted(new), after)
        self._tell(_places(self._uids, here.intersection(kept)))
        return True

    def _take_out(self, uids: Collection[str]) -> None:
        for first, last in reversed(_runs(_places(self._uids, uids))):
            self.beginRemoveRows(_ROOT, first, last)
            self._there.difference_update(self._uids[first : last + 1])
            del self._uids[first : last + 1]
            self.endRemoveRows()

    def _rearrange(self, uids: list[str]) -> None:
        if uids == self._uids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._uids[index.row()] for index in before]
        self._uids = uids
        places = {uids[at]: at for at in _places(uids, set(moved))}
        after = [
            self.index(places[uid], one.column()) for uid, one in zip(moved, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _put_in(self, places: list[int], after: list[str]) -> None:
        """Insert what is new, from its places in the list as it will be."""
        for first, last in _runs(places):
            self.beginInsertRows(_ROOT, first, last)
            self._uids[first:first] = after[first : last + 1]
            self._there.update(after[first : last + 1])
            self.endInsertRows()

    def _tell(self, places: Sequence[int]) -> None:
        """Let the views paint some rows anew, and those between them."""
        if places:
            last = len(COLUMNS) - 1
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], last))


def _shown(words: str) -> str:
    """Return words so that those of a script from the right do not mix with what is beside them."""
    return _ISOLATED.format(words) if _RIGHT_TO_LEFT.search(words) else words


def _is_leant_on(change: Change) -> bool:
    """Say whether what a change did to a record can show in the rows of any annotations."""
    return not _LEANS_ON.get(change.table, frozenset()).isdisjoint(change.fields)


def _touched(change: Change) -> Iterator[str]:
    for record in (change.before, change.after):
        match record:
            case Annotation():
                yield record.uid
            case Link():
                yield record.source


def _places(uids: list[str], some: Collection[str]) -> list[int]:
    """Return where some of a list stand in it, from the first to the last."""
    if len(some) <= _FEW:
        return sorted(map(uids.index, some))
    return [at for at, uid in enumerate(uids) if uid in some]


def _without(uids: list[str], some: Collection[str]) -> list[str]:
    left = uids.copy()
    for at in reversed(_places(uids, some)):
        del left[at]
    return left


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each run of numbers that follow one another."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
