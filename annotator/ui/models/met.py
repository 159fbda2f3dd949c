"""Where one actor is met, as rows of a list: a heading for each article over what is there."""

from collections.abc import Iterable, Sequence
from itertools import groupby

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

from annotator.core.errors import AnnotatorError
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store.registry import Place
from annotator.ui.find.excerpts import Occurrence, occurrences
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
# Words around them are kept of so many.
_KEPT = 5_000


class Heading:
    """An article, and how many of the rows below it are its own."""

    __slots__ = ("count", "outlet", "title")

    def __init__(self, outlet: str, title: str, count: int) -> None:
        self.outlet, self.title, self.count = outlet, title, count

    @property
    def name(self) -> str:
        return " · ".join(part for part in (self.outlet, self.title) if part)


class MetModel(QAbstractTableModel):
    """One column. What stands around the words is read when it is seen."""

    failed = Signal(str)  # an article could not be read

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._project: Project | None = None
        self._lines: list[Heading | Place] = []
        self._runs: dict[str, Sequence[Place]] = {}  # by article
        self._around: dict[str, Occurrence | None] = {}  # by annotation
        self._swatches: dict[str, QIcon] = {}

    def work_on(self, project: Project | None) -> None:
        self._project = project
        self.forget_labels()
        self.fill(())

    def fill(self, places: Iterable[Place]) -> None:
        """Show where somebody is met; those of one article follow one another."""
        self.beginResetModel()
        self._lines, self._runs = [], {}
        self._around.clear()
        for article, run in groupby(places, key=lambda one: one.article):
            there = self._runs[article] = list(run)
            self._lines += [Heading(there[0].outlet, there[0].title, len(there)), *there]
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.forget_labels()

    def forget_labels(self) -> None:
        """Draw the labels anew, for they look otherwise."""
        self._swatches.clear()

    # What is shown

    def line(self, row: int) -> Heading | Place:
        return self._lines[row]

    def places(self) -> Iterable[Place]:
        return (one for run in self._runs.values() for one in run)

    def row_of(self, uid: str) -> int | None:
        """Return the row of an annotation, if it has one."""
        found = (at for at, one in enumerate(self._lines) if _is(one, uid))
        return next(found, None)

    def around(self, place: Place) -> Occurrence | None:
        """Return what stands around an annotation; `None` where that cannot be read."""
        if place.uid not in self._around:
            self._read(place.article)
        return self._around.get(place.uid)

    def picture(self, place: Place) -> QIcon | None:
        """Return how the label of an annotation marks text."""
        if not self._swatches and self._project is not None and self._project.is_open:
            labels = self._project.scheme.labels
            self._swatches = {one.uid: swatch(one, self._theme) for one in labels}
        return self._swatches.get(place.label)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        match role, line:
            case (Qt.ItemDataRole.DisplayRole, Heading()):
                return line.name
            case (Qt.ItemDataRole.DisplayRole, Place()):
                return line.text
            case (Qt.ItemDataRole.AccessibleTextRole, Place()):
                return self._told(line)
        return None

    # How it is done

    def _told(self, place: Place) -> str:
        hit = self.around(place)
        said = "says" if place.is_speech else "is mentioned"
        if hit is None:
            return f"{said}: {place.text}"
        outlet = place.outlet or place.title
        return f"{said}: {hit.before}{hit.words}{hit.after}, paragraph {hit.paragraph:,}, {outlet}"

    def _read(self, article: str) -> None:
        """Read what stands around all that is met in an article."""
        if self._project is None or not self._project.is_open:
            return
        run = self._runs.get(article, ())
        if len(self._around) > _KEPT:
            self._around.clear()
        self._around.update(dict.fromkeys((one.uid for one in run), None))
        try:
            text = self._project.reading.article(article)
        except AnnotatorError as error:
            self.failed.emit(str(error))
            return
        spans: list[Span] = [one.span for one in run]
        hits = (hit for hit in occurrences(text, spans) if isinstance(hit, Occurrence))
        self._around.update(zip((one.uid for one in run), hits, strict=True))


def _is(line: Heading | Place, uid: str) -> bool:
    return isinstance(line, Place) and line.uid == uid
