"""The widgets of the panel of actors: the list, below it the form, below that where one is met."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.actions import Actions
from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import icon
from annotator.ui.models.actors import ActorsModel
from annotator.ui.models.met import MetModel
from annotator.ui.panels.actors.filter import ActorsFilter
from annotator.ui.panels.actors.form import ActorForm
from annotator.ui.panels.actors.hint import ActorsHint
from annotator.ui.panels.actors.list import ActorsList
from annotator.ui.panels.actors.met import MetList
from annotator.ui.panels.actors.naming import Naming
from annotator.ui.phrases import counted

# What each part has of the height at first.
_SHARES = (5, 4, 4)
# Pixels of height that each part has at least: on a small screen the window must fit.
_LEAST = (88, 28, 28)
_NOBODY = "Choose an actor to see what is known of it and where it is met."


class Parts(QSplitter):
    """Only holds and arranges them; the panel fills them."""

    def __init__(
        self,
        acting: Actions,
        actors: ActorsModel,
        met: MetModel,
        taken: Callable[[str], str],
        where: Callable[[str], str],
        values_of: Callable[[str], Iterable[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self.filter = ActorsFilter(self)
        self.new_name = Naming(acting.attempt, taken, self)
        self.list = ActorsList(actors, where, self)
        self.hint = ActorsHint(self.list)
        self.form = ActorForm(acting.attempt, values_of, self)
        self.split_name = Naming(acting.attempt, taken, self)
        self.met = MetList(met, self)
        self.met_count = ElidedLabel("hint", self)
        self.split_button = self._split_button()
        self._several = QLabel(self)
        self.merge_button, self.delete_button = QPushButton(self), QPushButton(self)
        self._nobody = self._nobody_page()
        self._scroll = self._scrolled(self.form)
        self._slot = QStackedWidget(self)
        for page in (self._nobody, self._scroll, self._several_page(acting)):
            self._slot.addWidget(page)
        self._met_slot = _column(self.split_name, self._met_line(), self.met)
        above = _column(self.filter, self.new_name, self.list)
        for part, share, least in zip(
            (above, self._slot, self._met_slot), _SHARES, _LEAST, strict=True
        ):
            part.setMinimumHeight(least)
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), share)
        self.setSizes([share * 100 for share in _SHARES])
        self.kept_sizes: list[int] = []  # as the person has divided the height, if they have
        self.splitterMoved.connect(self._keep_sizes)

    def show_one(self) -> None:
        """Show the form of the one who is chosen."""
        self._slot.setCurrentWidget(self._scroll)
        self._show_below(met=True)

    def show_others(self, chosen: int, *, are_there: bool) -> None:
        """Show what can be done with several; where nobody is chosen, how somebody is."""
        self._several.setText(f"{counted(chosen, 'actor')} chosen")
        self._slot.setCurrentIndex(2 if chosen else 0)
        self._show_below(met=False)
        self._slot.setVisible(are_there)

    def bring_into_view(self, field: QWidget) -> None:
        self._scroll.ensureWidgetVisible(field)

    def restore_sizes(self, kept: object) -> None:
        """Divide the height as it was when `kept_sizes` were told, if that makes sense."""
        if isinstance(kept, list) and len(kept) == self.count():
            sizes = [size for size in kept if isinstance(size, int) and size > 0]
            if len(sizes) == len(kept):
                self.kept_sizes = sizes
                self.setSizes(sizes)

    # How it is done

    def _keep_sizes(self) -> None:
        if all(self.sizes()):  # else a part is hidden
            self.kept_sizes = self.sizes()

    def _show_below(self, *, met: bool) -> None:
        self._slot.setVisible(True)
        if self._met_slot.isHidden() == met:
            self._met_slot.setVisible(met)
            self.setSizes(self.kept_sizes or [share * 100 for share in _SHARES])

    def _scrolled(self, form: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidget(form)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _nobody_page(self) -> QLabel:
        label = QLabel(_NOBODY, self)
        label.setObjectName("hint")
        label.setWordWrap(True)
        label.setMargin(16)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        return label

    def _several_page(self, acting: Actions) -> QWidget:
        page = QWidget(self)
        self._several.setObjectName("hint")
        self._several.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._several.setWordWrap(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._several)
        for button, name, text in (
            (self.merge_button, "actor.merge", "Merge…"),
            (self.delete_button, "actor.delete", "Delete"),
        ):
            action = acting[name]
            button.setText(text)
            button.setIcon(action.icon())
            button.setToolTip(action.toolTip())
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _met_line(self) -> QWidget:
        line = QWidget(self)
        heading = QLabel("MENTIONS", line)
        heading.setObjectName("heading")
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 4, 8, 2)
        row.setSpacing(8)
        row.addWidget(heading)
        row.addWidget(self.met_count, 1)
        row.addWidget(self.split_button)
        return line

    def _split_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setIcon(icon("split"))
        button.setToolTip("Make another actor of the chosen mentions")
        button.setAccessibleName("Make another actor of the chosen mentions")
        return button


def _column(*widgets: QWidget) -> QWidget:
    """Return widgets one below the other, of which the last takes the room."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretchFactor(widgets[-1], 1)
    return holder
