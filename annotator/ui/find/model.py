"""The occurrences of some words, as the rows of a list that can be ticked."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from annotator.core.span import Span
from annotator.ui.find.excerpts import Found, Occurrence

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
# What a byte says of a row.
_OFF, _ON, _TAGGED = range(3)


class OccurrencesModel(QAbstractListModel):
    """Hits in the order in which they were found; those of one article follow one another.

    All are ticked but those that a person has unticked, which is remembered when they are found
    once more. What is tagged already cannot be ticked.
    """

    counted = Signal()  # other rows, or other ticks

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names: Mapping[str, str] = {}  # what a row says of its article, by uid
        self._hits: list[Occurrence] = []
        self._states = bytearray()
        self._rows: dict[str, range] = {}  # of each article
        self._unticked: set[tuple[str, int, int]] = set()  # articles and ends

    @property
    def ticked(self) -> int:
        return self._states.count(_ON)

    @property
    def tagged(self) -> int:
        return self._states.count(_TAGGED)

    @property
    def articles(self) -> Collection[str]:
        """Return the articles in which there are hits."""
        return self._rows.keys()

    def hit(self, row: int) -> Occurrence:
        return self._hits[row]

    def is_ticked(self, row: int) -> bool:
        return self._states[row] == _ON

    def is_tagged(self, row: int) -> bool:
        return self._states[row] == _TAGGED

    def chosen(self) -> Iterator[tuple[str, list[Span]]]:
        """Yield the articles in which something is ticked, each with that."""
        for article, rows in self._rows.items():
            spans = [self._hits[row].span for row in rows if self._states[row] == _ON]
            if spans:
                yield article, spans

    def clear(self) -> None:
        """Take all rows out, to find them anew."""
        self.beginResetModel()
        self._hits.clear()
        self._states.clear()
        self._rows.clear()
        self.endResetModel()
        self.counted.emit()

    def add(self, found: Iterable[Found]) -> None:
        """Put hits behind those that are there; articles that have some already are left out."""
        new = [one for one in found if one.occurrences and one.article not in self._rows]
        if not new:
            return
        count = len(self._hits)
        self.beginInsertRows(_ROOT, count, count + sum(len(one.occurrences) for one in new) - 1)
        for one in new:
            first = len(self._hits)
            self._hits += one.occurrences
            self._states += bytes(self._state(hit, one.taken) for hit in one.occurrences)
            self._rows[one.article] = range(first, len(self._hits))
        self.endInsertRows()
        self.counted.emit()

    def mark(self, taken: Mapping[str, Collection[Span]]) -> None:
        """Take note of what is tagged now in some articles."""
        changed = []
        for article, spans in taken.items():
            for row in self._rows.get(article, ()):
                state = self._state(self._hits[row], spans)
                if state != self._states[row]:
                    self._states[row] = state
                    changed.append(row)
        self._tell(changed)

    def drop(self, articles: Collection[str]) -> None:
        """Take out what stands in articles that are gone."""
        gone = [self._rows.pop(one) for one in articles if one in self._rows]
        for rows in sorted(gone, key=lambda run: run.start, reverse=True):
            self.beginRemoveRows(_ROOT, rows[0], rows[-1])
            del self._hits[rows.start : rows.stop], self._states[rows.start : rows.stop]
            self.endRemoveRows()
        first = 0
        for article, rows in self._rows.items():
            self._rows[article] = range(first, first + len(rows))
            first += len(rows)
        if gone:
            self.counted.emit()

    def tick(self, rows: Iterable[int], on: bool) -> None:
        """Tick some rows or untick them, as far as they can be."""
        state = _ON if on else _OFF
        changed = [row for row in rows if self._states[row] not in (state, _TAGGED)]
        for row in changed:
            self._states[row] = state
        places = (_place(self._hits[row]) for row in changed)
        if on:
            self._unticked.difference_update(places)
        else:
            self._unticked.update(places)
        self._tell(changed)

    def show_names(self, names: Mapping[str, str]) -> None:
        """Say something else of the articles."""
        self._names = names
        self._tell(range(len(self._hits)))

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self.is_tagged(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags  # what is tagged can be looked at

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                hit = self._hits[row]
                return f"{hit.before}{hit.words}{hit.after}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                hit = self._hits[row]
                tagged = ", tagged already" if self.is_tagged(row) else ""
                return f"{hit.before}{hit.words}{hit.after}, {''.join(self.place(row))}{tagged}"
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.is_tagged(index.row()):
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def place(self, row: int) -> tuple[str, str]:
        """Return where a hit stands, in words: the article, if that is to be told, and the rest."""
        hit = self._hits[row]
        name = self._names.get(hit.article, "")
        paragraph = f"paragraph {hit.paragraph:,}"
        return (name, f"  ·  {paragraph}") if name else ("", paragraph.capitalize())

    def _state(self, hit: Occurrence, taken: Collection[Span]) -> int:
        if taken and hit.span in taken:
            return _TAGGED
        return _OFF if self._unticked and _place(hit) in self._unticked else _ON

    def _tell(self, rows: Collection[int]) -> None:
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
            self.counted.emit()


def _place(hit: Occurrence) -> tuple[str, int, int]:
    return hit.article, hit.span.start, hit.span.end
