"""What is known of one actor, as fields that save by themselves what is typed."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor
from annotator.ui.completing import proposing
from annotator.ui.dropbox import DropBox
from annotator.ui.elided import ElidedLabel
from annotator.ui.growing import Growing
from annotator.ui.icons import icon
from annotator.ui.models.actors import KINDS
from annotator.ui.panels.actors.pages import page_of
from annotator.ui.phrases import tooltip
from annotator.ui.staying import Lost, Save, Stay

Attempt = Callable[[Callable[[], object]], None]

# Fields on one line, and what stands in one that is empty.
_LINES = {
    "name": ("Name", ""),
    "role": ("Role", ""),
    "organisation": ("Organisation", ""),
    "country": ("Country", ""),
    "external_id": ("External id", "Q42 or a web address"),
}
_SEVERAL = {
    "aliases": ("Also called", "One per line", 1, 6),
    "notes": ("Notes", "Add a note …", 2, 8),
}
TITLES = {
    **{name: title for name, (title, _) in _LINES.items()},
    **{name: told[0] for name, told in _SEVERAL.items()},
    "kind": "Kind",
}
_ORDER = ("name", "kind", "role", "organisation", "country", "external_id", "aliases", "notes")
_PROPOSED = ("role", "organisation", "country")
# Fields have this many letters of room beside their titles, or stand below them.
_LETTERS = 17
_UNNAMED = "{article}\nWho is unnamed belongs to one article and is offered nowhere else."


class ActorForm(QWidget):
    """Shows one actor after another; every change is saved at once."""

    left = Signal()  # back to the list

    def __init__(
        self, attempt: Attempt, values_of: Callable[[str], Iterable[str]], parent: QWidget
    ) -> None:
        """`values_of` returns what the actors have in a field, to be proposed."""
        super().__init__(parent)
        self._attempt, self._values_of = attempt, values_of
        self._actor: Actor | None = None
        self._save: Callable[[str], Save] | None = None
        self.lines = {name: self._line(name) for name in _LINES}
        self.texts = {name: self._text(name) for name in _SEVERAL}
        self.kind = DropBox(TITLES["kind"], self)
        self.kind.activated.connect(self._choose_kind)
        self.open_button = self._open_button()
        self.home = ElidedLabel("hint", self)
        self.stays = {
            name: Stay(line, attempt, _read_name if name == "name" else str.strip)
            for name, line in self.lines.items()
        }
        self.stays["aliases"] = Stay(self.texts["aliases"], attempt, read_aliases, "\n".join)
        self.stays["notes"] = Stay(self.texts["notes"], attempt)
        self._lay_out()
        self._connect()

    def show_actor(self, actor: Actor, home: str, save: Callable[[str], Save] | None) -> None:
        """Show another actor, who belongs to the article named `home`, if to one.

        `save` returns what saves a field by its name; without it nothing can be changed.
        """
        self._save = save
        for name, stay in self.stays.items():
            stay.show(getattr(actor, name), save(name) if save is not None else None)
        for line in self.lines.values():
            line.setReadOnly(save is None)
        for text in self.texts.values():
            text.setReadOnly(save is None)
        self.follow(actor, home)

    def follow(self, actor: Actor, home: str) -> None:
        """Show what has become of the same actor."""
        self._actor = actor
        for name, stay in self.stays.items():
            stay.follow(getattr(actor, name))
        self._show_kind(actor)
        self.home.setVisible(bool(home))
        if home:
            self.home.show_text(f"Only in {home}", _UNNAMED.format(article=home))

    def commit(self) -> None:
        """Save what has been typed, if anything; what is refused stays in its field."""
        for stay in self.stays.values():
            stay.commit()

    @property
    def is_unsaved(self) -> bool:
        return any(stay.is_unsaved for stay in self.stays.values())

    def let_go(self) -> list[Lost]:
        """Save what has been typed and nothing any more; return what could not be."""
        lost = [stay.let_go() for stay in self.stays.values()]
        return [one for one in lost if one is not None and one.text.strip()]

    def rename(self) -> None:
        """Give the keyboard to the name, with all of it selected."""
        self.lines["name"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.lines["name"].selectAll()

    @property
    def stops(self) -> Sequence[QWidget]:
        """Return what can take the keyboard, in its order."""
        shown = {**self.lines, **self.texts, "kind": self.kind}
        stops = [shown[name] for name in _ORDER]
        stops.insert(_ORDER.index("external_id") + 1, self.open_button)
        return stops

    @override
    def minimumSizeHint(self) -> QSize:
        # In less room than the fields have beside their titles, they stand below them.
        return QSize(80, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for name in _PROPOSED:
                if watched is self.lines[name]:
                    self._propose(name)
        return super().eventFilter(watched, event)

    # How it is done

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        title, hint = _LINES[name]
        line.setAccessibleName(title)
        line.setPlaceholderText(hint)
        if name in _PROPOSED:
            line.setCompleter(proposing((), line))
            line.installEventFilter(self)
        return line

    def _text(self, name: str) -> Growing:
        title, hint, fewest, most = _SEVERAL[name]
        text = Growing(self, fewest, most)
        text.setObjectName("field")
        text.setAccessibleName(title)
        text.setPlaceholderText(hint)
        return text

    def _open_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setIcon(icon("jump"))
        button.setAccessibleName("Open the page of the external id in the browser")
        button.clicked.connect(lambda: self._attempt(self._open))
        button.hide()
        return button

    def _arrange(self) -> None:
        """Put titles beside their fields where there is room, else above."""
        letter = self.fontMetrics().horizontalAdvance("n")
        titles = max(self.fontMetrics().horizontalAdvance(title) for title in TITLES.values())
        is_narrow = self.width() < titles + _LETTERS * letter + 32
        policy = QFormLayout.RowWrapPolicy
        self._form.setRowWrapPolicy(policy.WrapAllRows if is_narrow else policy.DontWrapRows)

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self)
        form.setContentsMargins(12, 6, 12, 8)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.home)
        beside = QHBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self.lines["external_id"], 1)
        beside.addWidget(self.open_button)
        for name in _ORDER:
            title = QLabel(TITLES[name], self)
            title.setObjectName("hint")
            match name:
                case "kind":
                    form.addRow(title, self.kind)
                case "external_id":
                    form.addRow(title, beside)
                case "aliases" | "notes":
                    form.addRow(title, self.texts[name])
                case _:
                    form.addRow(title, self.lines[name])
        for one, following in zip(self.stops, self.stops[1:], strict=False):
            QWidget.setTabOrder(one, following)

    def _connect(self) -> None:
        self.lines["name"].returnPressed.connect(self._leave)
        for name, line in self.lines.items():
            if name != "name":
                line.returnPressed.connect(self.stays[name].commit)
        self.lines["external_id"].textChanged.connect(self._show_page)

    def _leave(self) -> None:
        self.stays["name"].commit()
        if not self.stays["name"].is_unsaved:
            self.left.emit()

    def _show_kind(self, actor: Actor) -> None:
        # The author's voice is one actor, which nobody else can become.
        kinds = [kind for kind in KINDS if kind != "author" or actor.kind == "author"]
        with QSignalBlocker(self.kind):
            if [self.kind.itemData(at) for at in range(self.kind.count())] != kinds:
                self.kind.clear()
                for kind in kinds:
                    self.kind.addItem(KINDS[kind], kind)
            self.kind.setCurrentIndex(kinds.index(actor.kind))
        self.kind.setEnabled(self._save is not None and actor.kind != "author")

    def _choose_kind(self, at: int) -> None:
        actor, save, kind = self._actor, self._save, self.kind.itemData(at)
        if actor is None or save is None or kind == actor.kind:
            return
        self._attempt(partial(save("kind"), kind, actor.kind, None))
        if self._actor is not None:
            self._show_kind(self._actor)  # also where it was refused

    def _propose(self, name: str) -> None:
        completer = self.lines[name].completer()
        assert isinstance(completer, QCompleter)  # each that is proposed for has one
        model = completer.model()
        if self.lines[name].isReadOnly() or not isinstance(model, QStringListModel):
            return
        model.setStringList(list(self._values_of(name)))

    def _show_page(self) -> None:
        page = page_of(self.lines["external_id"].text())
        self.open_button.setVisible(page is not None)
        if page is not None:
            self.open_button.setToolTip(tooltip(f"Open {page.toDisplayString()} in the browser"))

    def _open(self) -> None:
        page = page_of(self.lines["external_id"].text())
        if page is not None and not QDesktopServices.openUrl(page):
            raise AnnotatorError(f"No browser could be started. The page is {page.toString()}.")


def read_aliases(text: str) -> tuple[str, ...]:
    """Return the names that stand on the lines of a text, each once."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _read_name(text: str) -> Any:
    name = " ".join(text.split())
    if not name:
        raise AnnotatorError("An actor needs a name.")
    return name
