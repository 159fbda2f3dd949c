"""A table of who is on which key, in groups, that can be filtered by words and by a key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.core.folding import fold
from annotator.ui.bindings import native
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip

_NAME = Qt.ItemDataRole.UserRole
_COLUMNS = ("What is done", "Keys", "Where")


@dataclass(frozen=True, slots=True)
class Line:
    """One action or label. The keys are portable names; `problem` tells who else is on one."""

    name: str
    group: str
    title: str
    keys: tuple[str, ...]
    where: str
    tip: str
    changed: bool
    problem: str

    @property
    def shown_keys(self) -> str:
        return ", ".join(map(native, self.keys))

    def has(self, words: Sequence[str]) -> bool:
        """Say whether all of some folded words stand in it somewhere."""
        text = fold(" ".join((self.group, self.title, self.tip, self.shown_keys)))
        return all(word in text for word in words)


class KeyTable(QTreeWidget):
    """Shows lines under the headings of their groups. Each line can be made the current one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: dict[str, Line] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._words: list[str] = []
        self._key = ""
        self.setAccessibleName("Actions and labels with their keys")
        self.setHeaderLabels(_COLUMNS)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines; one that was there before keeps its place in the list."""
        self._lines = {line.name: line for line in lines}
        for gone in self._items.keys() - self._lines.keys():
            item = self._items.pop(gone)
            for group in self._groups.values():
                group.removeChild(item)  # which only its own takes notice of
        for line in lines:
            self._fill(self._item(line), line)
        self._filter()

    def find_words(self, words: str) -> None:
        """Leave only the lines that have some words in them."""
        self._words, self._key = fold(words).split(), ""
        self._filter()

    def find_key(self, key: str) -> None:
        """Leave only the lines that are on a key."""
        self._words, self._key = [], key
        self._filter()

    def is_empty(self) -> bool:
        """Say whether no line is left."""
        return all(item.isHidden() for item in self._items.values())

    def line(self) -> Line | None:
        """Return the current line."""
        item = self.currentItem()
        found = self._lines.get(str(item.data(0, _NAME))) if item else None
        return found if found and not self._items[found.name].isHidden() else None

    def go_to(self, name: str) -> None:
        """Make a line the current one."""
        self.setCurrentItem(self._items[name])

    def _filter(self) -> None:
        for name, item in self._items.items():
            line = self._lines[name]
            item.setHidden(not (self._key in line.keys if self._key else line.has(self._words)))
        for group in self._groups.values():
            group.setHidden(True)
        for name, item in self._items.items():
            if not item.isHidden():
                self._groups[self._lines[name].group].setHidden(False)
        if self.line() is None:
            shown = (name for name, item in self._items.items() if not item.isHidden())
            if first := next(shown, None):
                self.setCurrentItem(self._items[first])

    def _item(self, line: Line) -> QTreeWidgetItem:
        found = self._items.get(line.name)
        if found is None:
            found = QTreeWidgetItem(self._group(line.group))
            found.setData(0, _NAME, line.name)
            self._items[line.name] = found
        return found

    def _group(self, title: str) -> QTreeWidgetItem:
        found = self._groups.get(title)
        if found is None:
            found = QTreeWidgetItem(self, [title])
            found.setFlags(Qt.ItemFlag.ItemIsEnabled)
            found.setFirstColumnSpanned(True)
            found.setExpanded(True)
            font = found.font(0)
            font.setBold(True)
            found.setFont(0, font)
            self._groups[title] = found
        return found

    def _fill(self, item: QTreeWidgetItem, line: Line) -> None:
        for column, text in enumerate((line.title, line.shown_keys, line.where)):
            item.setText(column, text)
            item.setToolTip(column, tooltip(line.problem or line.tip))
        item.setIcon(1, icon("warning") if line.problem else QIcon())
        font = item.font(1)
        font.setBold(line.changed)
        item.setFont(1, font)
        spoken = ", ".join(filter(None, (line.title, line.shown_keys, line.problem)))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
