"""What stands above the table of annotations: whose they are, their labels, words, conditions."""

from collections.abc import Iterable
from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.model import Label
from annotator.store.listing import Wanted
from annotator.ui.checklist import Checklist
from annotator.ui.filter_field import FilterField
from annotator.ui.icons import icon
from annotator.ui.panels.annotations.chips import Chips
from annotator.ui.panels.annotations.conditions import Conditions
from annotator.ui.phrases import counted

Extent = Literal["pane", "story", "all"]

_EXTENTS: dict[Extent, tuple[str, str]] = {
    "pane": ("This pane", "Annotations of the article in the active pane"),
    "story": ("This story", "Annotations of all articles of the same story"),
    "all": ("All", "All annotations of the project"),
}
_PAUSE_MS = 150
_NARROW, _WIDE = 90, 280
_AROUND = 80  # what margins, gaps and the last button take of the width


class AnnotationsFilter(QWidget):
    """Says which annotations are wanted, and how many there are."""

    changed = Signal()
    left = Signal()  # down, to what was found

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout()
        self.conditions = Conditions(self)
        self.chips = Chips(self)
        self._article = self._story = ""
        self._labels: frozenset[str] = frozenset()  # none of them means all
        self._words: tuple[str, ...] = ()
        self._told = ("", "", "")  # how many there are, in full and more and more shortly
        self._there: dict[str, Label] = {}
        self._extents = QButtonGroup(self)
        self.extent_buttons = {name: self._extent_button(name) for name in _EXTENTS}
        self.label_button = self._label_button()
        self.field = self._words_field()
        self.count = QLabel(self)
        self.count.setObjectName("hint")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.field.textChanged.connect(self._pause.start)
        self.field.left.connect(self._leave)
        self.set_extent("all")
        self._extents.buttonToggled.connect(self._tell_extent)
        self.conditions.changed.connect(self.changed)
        self._lay_out()

    @property
    def extent(self) -> Extent:
        return next(name for name, one in self.extent_buttons.items() if one.isChecked())

    def set_extent(self, extent: Extent) -> None:
        self.extent_buttons[extent].setChecked(True)

    def restore_extent(self, kept: object) -> None:
        """Go back to what was chosen when it was kept, if that still makes sense."""
        for name in _EXTENTS:
            if name == kept:
                self.set_extent(name)

    @property
    def words(self) -> tuple[str, ...]:
        return self._words

    @property
    def labels(self) -> frozenset[str]:
        """Return the labels (by uid) to which what is shown is narrowed; none when it is not."""
        return self._labels

    @property
    def is_narrow(self) -> bool:
        """Say whether words, labels or conditions keep something back."""
        return bool(self._words or self._labels or self.conditions)

    def wanted(self) -> Wanted:
        """Return what is wanted, in no special order."""
        extent = self.extent
        return Wanted(
            article=self._article if extent == "pane" else None,
            story=self._story if extent == "story" else None,
            labels=self._labels or None,
            words=self._words,
            conditions=self.conditions.wanted(),
        )

    def show_places(self, article: str, story: str) -> None:
        """Take note of what is in the active pane; empty for nothing, and for no story."""
        before = self.wanted()
        self._article, self._story = article, story
        if self.wanted() != before:
            self.changed.emit()

    def show_labels(self, labels: Iterable[Label]) -> None:
        """Offer the labels of a codebook."""
        self._there = {one.uid: one for one in labels}
        menu = self.label_button.menu()
        menu.clear()
        every = menu.addAction("All labels", partial(self.choose_labels, frozenset()))
        every.setCheckable(True)
        every.setData("")
        menu.addSeparator()
        for label in self._there.values():
            action = menu.addAction(label.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(label.uid)
            action.triggered.connect(partial(self._toggle_label, label.uid))
        self.choose_labels(self._labels.intersection(self._there))

    def choose_labels(self, labels: frozenset[str]) -> None:
        """Show only some labels (by uid); none of them means all."""
        # All of them, one by one, are no narrowing.
        chosen = frozenset() if len(labels) == len(self._there) else frozenset(labels)
        for action in self.label_button.menu().actions():
            action.setChecked(action.data() in (chosen or {""}))
        titles = [one.title for uid, one in self._there.items() if uid in chosen]
        several = f"{len(titles)} labels" if titles else "All labels"
        self.label_button.setText(titles[0].replace("&", "&&") if len(titles) == 1 else several)
        self.label_button.setAccessibleName(f"Labels: {', '.join(titles) or 'all'}")
        if chosen != self._labels:
            self._labels = chosen
            self.changed.emit()

    def show_count(self, shown: int, all_: int, chosen: int = 0) -> None:
        """Say how many there are; of several `chosen` that, too, where there is room."""
        told = f"{shown:,} of {all_:,}" if self.is_narrow else counted(shown, "annotation")
        more = f"{chosen:,} chosen · {told}" if chosen > 1 else told
        self._told = (more, told, f"{shown:,}")
        self.count.setAccessibleName(more)
        self._fit_count()

    def add_at_end(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def clear(self) -> None:
        """Let go of words, labels and conditions."""
        self.field.clear()
        self._look()
        self.choose_labels(frozenset())
        self.conditions.clear()

    def look_now(self) -> None:
        """Do not wait until nothing more is typed."""
        if self._pause.isActive():
            self._look()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_count()

    # How it is done

    def _fit_count(self) -> None:
        """Say less where the buttons would have no room for their words."""
        others = (*self.extent_buttons.values(), self.label_button)
        taken = sum(one.sizeHint().width() for one in others) + _NARROW + _AROUND
        room, metrics = self.width() - taken, self.count.fontMetrics()
        fitting = (one for one in self._told if metrics.horizontalAdvance(one) <= room)
        self.count.setText(next(fitting, self._told[-1]))

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), self._row
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.chips)
        row.setContentsMargins(12, 2, 8, 6)
        row.setSpacing(6)
        extents = QHBoxLayout()
        extents.setSpacing(0)
        for button in self.extent_buttons.values():
            extents.addWidget(button)
        row.addLayout(extents)
        row.addWidget(self.label_button)
        row.addWidget(self.field, 1)
        row.addStretch(0)
        row.addWidget(self.count)

    def _extent_button(self, name: Extent) -> QToolButton:
        text, tip = _EXTENTS[name]
        button = QToolButton(self)
        button.setObjectName("segment")
        # Which corners are round is the stylesheet's to know.
        names = get_args(Extent)
        button.setProperty("end", {names[0]: "left", names[-1]: "right"}.get(name, ""))
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(True)
        self._extents.addButton(button)
        return button

    def _label_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("filter"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip("Show only some labels")
        button.setMenu(Checklist(button))
        return button

    def _words_field(self) -> FilterField:
        field = FilterField("Filter the annotations by words", self)
        field.setToolTip("Words in the text, the note, the title or the outlet")
        field.setMinimumWidth(_NARROW)
        field.setMaximumWidth(_WIDE)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return field

    def _tell_extent(self, _button: QToolButton, checked: bool) -> None:
        if checked:
            self.changed.emit()

    def _toggle_label(self, uid: str) -> None:
        self.choose_labels(self._labels ^ {uid})

    def _look(self) -> None:
        self._pause.stop()
        words = tuple(dict.fromkeys(self.field.text().split()))
        if words != self._words:
            self._words = words
            self.changed.emit()

    def _leave(self) -> None:
        self.look_now()
        self.left.emit()
