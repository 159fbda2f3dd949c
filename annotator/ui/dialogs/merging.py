"""The question which of several actors stays when they are made one, and what that changes."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor
from annotator.store.registry import ActorRow
from annotator.ui.dialogs.question import Question
from annotator.ui.models.actors import KINDS, described
from annotator.ui.phrases import counted, excerpt
from annotator.ui.registering import Registering, speeches_told

_WIDTH, _INDENT = 500, 22
_LOWEST, _TALLEST = 80, 340  # of the list
# Nobody compares more of them, or reads more of what becomes of them.
MOST = 100
_MOST_NAMES, _MOST_LOST = 12, 6
_COMPARED = {
    "kind": "kind", "role": "role", "organisation": "organisation", "country": "country",
    "external_id": "external id",
}  # fmt: skip
_KINDS = {str(kind): title.lower() for kind, title in KINDS.items()}


class MergeDialog(Question):
    """Shows what each actor has; below, what becomes of the one that stays."""

    def __init__(
        self,
        uids: Sequence[str],
        stays: str,
        registering: Registering,
        done: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """`stays` is chosen at first; `done` hears which one stayed.

        Raises AnnotatorError where one of the actors is gone, or they are too many.
        """
        if len(uids) > MOST:
            raise AnnotatorError(f"Choose at most {MOST} actors to merge at once.")
        rows = {uid: registering.row(uid) for uid in uids}
        # All that may be refused is done by now: else the parent would keep what is half made.
        super().__init__(f"Merge {counted(len(uids), 'actor')}", parent)
        self.setProperty("help", "actors")
        self._registering, self._done, self._rows = registering, done, rows
        self.buttons = {uid: self._button(row) for uid, row in self._rows.items()}
        self.outcome = QLabel(self)
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        fields = QVBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(QLabel("Who stays?", self))
        self._area = self._list()
        fields.addWidget(self._area, 1)
        fields.addWidget(self.outcome)
        self._ok = self.lay_out(fields, "Merge").buttons()[-1]
        self.buttons[stays].setChecked(True)
        self.buttons[stays].setFocus()
        for button in self.buttons.values():
            button.toggled.connect(self._follow)
        self.setMinimumWidth(_WIDTH)
        self._show_outcome()

    @property
    def kept(self) -> str:
        """Return the actor that is to stay."""
        return next(uid for uid, button in self.buttons.items() if button.isChecked())

    @override
    def answer(self) -> None:
        kept = self.kept
        self._registering.merge(kept, self._others(kept))
        self._done(kept)

    def _others(self, kept: str) -> list[str]:
        return [uid for uid in self._rows if uid != kept]

    def _button(self, row: ActorRow) -> QRadioButton:
        button = QRadioButton(excerpt(row.actor.name).replace("&", "&&"), self)
        button.setAccessibleDescription("; ".join(_facts(row)))
        return button

    def _list(self) -> QScrollArea:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for uid, button in self.buttons.items():
            facts = QLabel("\n".join(_facts(self._rows[uid])), inside)
            facts.setObjectName("hint")
            facts.setWordWrap(True)
            facts.setTextFormat(Qt.TextFormat.PlainText)
            facts.setContentsMargins(_INDENT, 0, 0, 6)
            column.addWidget(button)
            column.addWidget(facts)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = inside.heightForWidth(_WIDTH - 32)
        area.setMinimumHeight(min(height, _LOWEST))  # on a small screen it scrolls
        area.setMaximumHeight(height)
        return area

    def _follow(self, is_chosen: bool) -> None:
        if is_chosen:  # the one that was chosen before tells, too
            self._area.ensureWidgetVisible(self.buttons[self.kept])
            self._show_outcome()

    def _show_outcome(self) -> None:
        kept = self.kept
        others = [self._rows[uid] for uid in self._others(kept)]
        try:
            edit = self._registering.merging(kept, self._others(kept))
        except AnnotatorError as error:
            self.outcome.setText("")
            self.tell(str(error))
            self._ok.setEnabled(False)
            return
        self.tell("")
        self._ok.setEnabled(True)
        self.outcome.setText("\n".join(outcome(self._rows[kept].actor, others, edit)))
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is told needs; it wraps, so that the layout does not know."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), _WIDTH)
            short = min(self._area.maximumHeight(), _TALLEST) - self._area.sizeHint().height()
            needed = layout.totalHeightForWidth(width) + max(short, 0)
            self.resize(width, max(self.height(), needed))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)


def outcome(kept: Actor, others: Sequence[ActorRow], edit: Edit) -> Iterator[str]:
    """Yield what becomes of the actor that stays, and what is lost of the others."""
    merged = next((one.after for one in edit.of(Actor.table) if isinstance(one.after, Actor)), kept)
    mentions = sum(row.mentions for row in others)
    speeches = sum(row.speeches for row in others)
    met = [counted(mentions, "mention")] if mentions else []
    met += [speeches_told(speeches)] if speeches else []
    if met:
        become = "becomes" if mentions + speeches == 1 else "become"
        yield f"{' and '.join(met)} {become} those of “{excerpt(kept.name)}”."
    if new := [name for name in merged.aliases if name not in kept.aliases]:
        more = f" and {len(new) - _MOST_NAMES:,} more" if len(new) > _MOST_NAMES else ""
        yield f"Also called from now on: {', '.join(new[:_MOST_NAMES])}{more}."
    for name, title in _COMPARED.items():
        was, now = getattr(kept, name), getattr(merged, name)
        if was != now:
            yield f"Gets the {title} “{_written(name, now)}”."
    lost = [
        f"{title} “{_written(name, value)}” of “{excerpt(row.actor.name)}”"
        for row in others
        for name, title in _COMPARED.items()
        if (value := getattr(row.actor, name)) and value != getattr(merged, name)
    ]
    if lost:
        more = f"; and {len(lost) - _MOST_LOST:,} more" if len(lost) > _MOST_LOST else ""
        yield f"Not kept: {'; '.join(lost[:_MOST_LOST])}{more}."


def _written(name: str, value: str) -> str:
    return _KINDS[value] if name == "kind" else value


def _facts(row: ActorRow) -> list[str]:
    """Say line by line what an actor has."""
    actor = row.actor
    met = counted(row.mentions, "mention")
    if row.speeches:
        met += f", {speeches_told(row.speeches)}"
    lines = [f"{described(actor)}  ·  {met}"]
    if actor.aliases:
        lines.append(f"Also {', '.join(actor.aliases)}")
    if actor.external_id:
        lines.append(actor.external_id)
    if actor.notes:
        lines.append(f"Note: {excerpt(actor.notes)}")
    return lines
