"""Annotations as the rows of a table: what is wanted in order, and the rows that are looked at."""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.project.project import Event, Project
from annotator.store.listing import AnnotationRow, Group, Wanted
from annotator.ui.icons import icon
from annotator.ui.models.annotation_changes import MANY, after, touched
from annotator.ui.models.annotation_columns import COLUMNS, Column
from annotator.ui.models.annotation_lines import Lines
from annotator.ui.models.annotation_pages import Pages, in_pages
from annotator.ui.models.annotation_rows import ROOT, Index, LinesModel
from annotator.ui.phrases import counted
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATED = "\u2068{}\u2069"
_LABEL = [column.name for column in COLUMNS].index("label")


class AnnotationTable(LinesModel):
    """What is wanted of the annotations of a project, in the order that is wanted."""

    failed = Signal(str)  # rows could not be read

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._project: Project | None = None
        self._wanted = Wanted()
        self._columns: tuple[Column, ...] = COLUMNS
        self._pages = Pages()
        self._swatches: dict[str, QIcon] = {}

    def work_on(self, project: Project | None) -> None:
        """Belong to another project; nothing is shown until it is asked."""
        self._project = project
        self.fill(Lines([]))

    def ask(self, wanted: Wanted) -> None:
        """Show what is wanted. Groups that were folded stay so, while they are of one column."""
        listing = self._project.reading.listing if self._project else None
        uids = listing.uids(wanted) if listing else []
        groups = listing.groups(wanted) if listing and wanted.group else []
        folded = self._lines.folded if wanted.group == self._wanted.group else ()
        self._wanted = wanted
        self.fill(Lines(uids, groups, folded))

    def hear(self, event: Event) -> bool:
        """Follow a change of the project; say whether that could be done.

        Where it could not, `ask` anew.
        """
        if self._project is None:
            return True
        if event.edit.touches_codebook:
            self._swatches.clear()
        found = touched(event)
        if not found:
            return found is not None
        return self._follow(self._project, found)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._swatches.clear()
        self.tell(range(self.rowCount()))

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    @override
    def fill(self, lines: Lines) -> None:
        self._pages.clear()
        self._swatches.clear()
        super().fill(lines)

    # What is shown

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def may_edit(self, index: Index) -> bool:
        """Say whether what a cell shows can be changed there."""
        row, column = self.row(index.row()), self._columns[index.column()]
        if row is None or self._project is None or self._project.read_only:
            return False
        if column.attribute is not None:
            return column.attribute.label == row.label
        is_spoken = self._project.scheme.voice(row.label) is not None
        return column.name in ("label", "note") or (column.name == "speaker" and is_spoken)

    def row(self, place: int) -> AnnotationRow | None:
        """Return what a row shows; `None` when the annotation is gone, or cannot be read."""
        uid = self.uid(place)
        if uid is None:
            return None
        try:
            return self._pages.row(uid)
        except KeyError:
            return self._read(place, uid)

    def swatch(self, label: str) -> QIcon | None:
        """Return the picture of a label (by uid)."""
        if not self._swatches and self._project is not None:
            labels = self._project.scheme.labels
            self._swatches = {one.uid: swatch(one, self._theme) for one in labels}
        return self._swatches.get(label)

    def value(self, column: Column, uid: str) -> tuple[str, str] | None:
        """Return what an annotation has in a column, for a condition, and how that is shown."""
        assert self._project is not None
        return self._project.reading.listing.value(column.name, uid)

    def values(self, column: Column, wanted: Wanted) -> list[Group]:
        """Return what a column holds among what is wanted but for what is said of itself."""
        return self._project.reading.listing.values(column.name, wanted) if self._project else []

    def copied(self, uids: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
        """Yield some columns of some annotations as text with tabs."""
        assert self._project is not None
        for row in in_pages(self._project.reading.listing, uids):
            yield "\t".join(self._columns[column].value(row) for column in columns)

    # As Qt wants it

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group = self.group(index.row())
        if group is not None:
            is_asked = role == Qt.ItemDataRole.AccessibleTextRole
            return f"{group.title}, {counted(group.count, 'annotation')}" if is_asked else None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return _shown(column.value(row)) if row else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _LABEL:
            row = self.row(index.row())
            return self.swatch(row.label) if row else None
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                left = Qt.AlignmentFlag.AlignLeft
                side = Qt.AlignmentFlag.AlignRight if column.is_number else left
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.DecorationRole if self._is_filtered(column):
                return icon("filter")
        return None

    # How it is done

    def _read(self, place: int, uid: str) -> AnnotationRow | None:
        """Read a row, with those around it."""
        if self._project is None or self._project.is_released:
            return None
        try:
            self._pages.read(self._project.reading.listing, self.lines(), place)
        except AnnotatorError as error:
            self.failed.emit(str(error))
        return self._pages.row(uid)

    def _is_filtered(self, column: Column) -> bool:
        return any(one.column == column.name for one in self._wanted.conditions)

    def _follow(self, project: Project, found: set[str]) -> bool:
        listing, wanted = project.reading.listing, self._wanted
        changed = listing.leaning(found)
        if len(changed) > MANY:
            return False
        self._pages.forget(changed)
        here = changed.intersection(self._there)
        kept = [uid for uid in changed if listing.matches(wanted, uid)]
        found_lines = after(listing, wanted, self._lines, here, kept)
        if found_lines is None:
            return False
        self._there.difference_update(here)
        self._there.update(kept)
        self.become(*found_lines)
        return True


def _shown(words: str) -> str:
    """Return words so that those of a script from the right do not mix with what is beside them."""
    return _ISOLATED.format(words) if _RIGHT_TO_LEFT.search(words) else words
