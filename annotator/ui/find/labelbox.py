"""A choice of one label, each with the picture of how it marks text."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.core.model import Label
from annotator.core.scheme import PASSAGE
from annotator.ui.swatch import swatch
from annotator.ui.theme import Theme


class LabelBox(QComboBox):
    """Offers what a person can tag with; keeps what was chosen as long as it is there."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Label")
        self._theme = theme
        self._labels: list[Label] = []
        self.currentIndexChanged.connect(self.chosen_changed)

    @property
    def chosen(self) -> Label | None:
        at = self.currentIndex()
        return self._labels[at] if 0 <= at < len(self._labels) else None

    def choose(self, uid: str) -> None:
        """Choose a label, if it is offered."""
        for at, label in enumerate(self._labels):
            if label.uid == uid:
                self.setCurrentIndex(at)

    def show_labels(self, labels: Iterable[Label]) -> None:
        before = self.chosen
        blocked = self.blockSignals(True)
        self._labels = [label for label in labels if label.uid != PASSAGE]
        self.clear()
        for label in self._labels:
            self.addItem(swatch(label, self._theme), label.title)
        if before is not None:
            self.choose(before.uid)
        self.blockSignals(blocked)
        now = self.chosen
        if (before and before.uid) != (now and now.uid):
            self.chosen_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for at, label in enumerate(self._labels):
            self.setItemIcon(at, swatch(label, theme))
