"""What is done with actors in their panel, by its actions: new, rename, merge, split, delete."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.scheme import ACTOR
from annotator.project.project import Project
from annotator.ui.actions import Actions
from annotator.ui.dialogs.deleting import ask_to_delete
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.icons import icon
from annotator.ui.models.actors import ActorsModel
from annotator.ui.models.met import MetModel
from annotator.ui.panels.actors.parts import Parts
from annotator.ui.phrases import counted, excerpt
from annotator.ui.registering import Registering
from annotator.ui.specs import Scope

_NEW = "Name of the new actor"
_NOBODY_YET = "No actors yet"
_HOW = "Press {key} on a name in a text, then Enter: it becomes an actor. Or make one here."
_HOW_WITHOUT = "Tag a name in a text as an actor, or make one here."
_READ_ONLY = "This project may only be read."
_NOTHING = "Nothing matches"
_NOTHING_TO_DO = "Each word must stand in a name, another name, the role or the organisation."
_NONE_OF_KIND = "There are no actors of these kinds."
_NONE_HERE = {
    "article": "Nobody is met in this article yet.",
    "story": "Nobody is met in the articles of this story yet.",
}


class ActorsDoing(QObject):
    """Acts on those who are chosen in the list."""

    wanted = Signal(str)  # an actor to be chosen

    def __init__(
        self,
        acting: Actions,
        parts: Parts,
        model: ActorsModel,
        met: MetModel,
        registering: Registering,
        panel: QWidget,
    ) -> None:
        super().__init__(panel)
        self._acting, self._panel = acting, panel
        self._parts, self._model, self._met = parts, model, met
        self._registering = registering
        self._connect()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "actor.new": self.new,
            "actor.rename": self.rename,
            "actor.merge": self.merge,
            "actor.split": self.split,
            "actor.delete": self.delete,
        }

    def new(self) -> None:
        """Ask for a name and make an actor; what was looked for in vain is proposed."""
        typed = "" if self._model.rowCount() else self._parts.filter.field.text().strip()
        self._parts.new_name.ask(_NEW, "Add", typed, self._make, self._parts.list)

    def rename(self) -> None:
        """Go to the name of the one who is chosen."""
        if len(self._parts.list.chosen()) != 1:
            raise AnnotatorError("Choose one actor to rename.")
        self._parts.bring_into_view(self._parts.form.lines["name"])
        self._parts.form.rename()

    def merge(self, stays: str | None = None) -> None:
        """Ask which of the chosen ones stays; at first that is the one who is met most often."""
        uids = self._parts.list.chosen()
        if len(uids) < 2:
            raise AnnotatorError("Choose two or more actors to merge.")
        self._ask_to_merge(uids, stays or max(uids, key=self._often_met))

    def split(self) -> None:
        """Ask for the name of another actor, to whom the chosen places go."""
        chosen, places = self._parts.list.chosen(), self._parts.met.chosen()
        row = self._model.actor_row(chosen[0]) if len(chosen) == 1 else None
        if row is None:
            raise AnnotatorError("Choose one actor, and those of its mentions that are another.")
        if not places:
            raise AnnotatorError(
                f"Choose the mentions of “{excerpt(row.actor.name)}” that are somebody else, in "
                "the list below, and split them off then."
            )
        wanted = set(places)
        has_speech = any(one.is_speech for one in self._met.places() if one.uid in wanted)
        what = "place" if has_speech else "mention"
        self._parts.split_name.ask(
            f"{counted(len(places), what)} of “{excerpt(row.actor.name)}” "
            f"{'go' if len(places) > 1 else 'goes'} to a new actor, named:",
            "Split off",
            self._usual_words(places),
            partial(self._split_off, row.actor.uid, places),
            self._parts.met,
        )

    def delete(self) -> None:
        """Delete the chosen ones; where something leans on them, ask before."""
        uids = self._parts.list.chosen()
        if not uids:
            raise AnnotatorError("Choose the actor to delete.")
        told = self._registering.losses(uids)
        if not told:
            self._registering.delete(uids)
            return
        row = self._model.actor_row(uids[0])
        whom = f"“{excerpt(row.actor.name)}”" if row and len(uids) == 1 else f"{len(uids):,} actors"
        delete = partial(self._acting.attempt, partial(self._registering.delete, uids))
        ask_to_delete(f"Delete {whom}?", told, delete, self._panel.window())

    def leave(self) -> None:
        """Ask for no name any more."""
        self._parts.new_name.leave()
        self._parts.split_name.leave()

    def show_hint(self, project: Project | None, *, is_known: bool) -> None:
        """Say why the list is empty, if it is; as long as that `is_known`."""
        hint, filter_ = self._parts.hint, self._parts.filter
        if project is None or self._model.rowCount() or not is_known:
            hint.hide()
            return
        add = "" if project.read_only else "New actor"
        if filter_.sought.words:
            name = excerpt(filter_.field.text().strip())
            hint.tell(_NOTHING, _NOTHING_TO_DO, add and f"New actor “{name}”")
        elif filter_.sought.kinds and len(self._model):
            hint.tell(_NOTHING, _NONE_OF_KIND)
        elif filter_.extent != "project":
            hint.tell(_NOBODY_YET, _NONE_HERE[filter_.extent])
        elif project.read_only:
            hint.tell(_NOBODY_YET, _READ_ONLY)
        else:
            key = next((one.key for one in project.scheme.labels if one.uid == ACTOR), "")
            hint.tell(_NOBODY_YET, _HOW.format(key=key) if key else _HOW_WITHOUT, add)

    # How it is done

    def _connect(self) -> None:
        parts, attempt, acting = self._parts, self._acting.attempt, self._acting
        acting.add_to(parts.list, Scope.ACTORS)
        parts.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        parts.list.customContextMenuRequested.connect(self._show_menu)
        parts.list.dropped.connect(self._merge_dropped)
        parts.list.opened.connect(self._open)
        parts.list.typed.connect(self._type)
        parts.list.up.connect(parts.filter.field.setFocus)
        parts.list.copy_pressed.connect(self._copy_names)
        parts.filter.left.connect(parts.list.enter)
        parts.form.left.connect(parts.list.setFocus)
        parts.hint.pressed.connect(partial(attempt, self.new))
        parts.merge_button.clicked.connect(acting["actor.merge"].trigger)
        parts.delete_button.clicked.connect(acting["actor.delete"].trigger)
        parts.split_button.clicked.connect(partial(attempt, self.split))
        parts.met.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        parts.met.customContextMenuRequested.connect(self._show_met_menu)
        parts.met.left.connect(parts.list.setFocus)
        parts.met.copy_pressed.connect(self._copy_words)
        parts.met.chosen_changed.connect(self._allow_split)
        acting["actor.split"].changed.connect(self._allow_split)
        self._allow_split()

    def _make(self, name: str) -> None:
        uid = self._registering.add(name)
        self.wanted.emit(uid)
        self._parts.new_name.leave()
        self._parts.form.kind.setFocus()  # the name is there; that is what comes next

    def _split_off(self, uid: str, places: list[str], name: str) -> None:
        self._registering.split(uid, places, name)

    def _ask_to_merge(self, uids: list[str], stays: str) -> None:
        self._parts.form.commit()
        MergeDialog(uids, stays, self._registering, self.wanted.emit, self._panel.window()).open()

    def _merge_dropped(self, uids: list[str], onto: str) -> None:
        self._acting.attempt(partial(self._ask_to_merge, [onto, *uids], onto))

    def _often_met(self, uid: str) -> tuple[bool, int]:
        """Return what speaks for keeping somebody: a name, and how often they are met."""
        row = self._model.actor_row(uid)
        return (row.actor.kind != "unnamed", row.mentions + row.speeches) if row else (False, 0)

    def _usual_words(self, places: list[str]) -> str:
        """Return the words that most of some places have."""
        wanted = set(places)
        words = (" ".join(one.text.split()) for one in self._met.places() if one.uid in wanted)
        ((usual, _),) = Counter(words).most_common(1)
        return excerpt(usual)

    def _open(self) -> None:
        """Go on to where somebody is met, or to what is known of them."""
        if self._met.rowCount() and len(self._parts.list.chosen()) == 1:
            self._parts.met.setFocus()
        elif len(self._parts.list.chosen()) == 1:
            self._acting.attempt(self.rename)

    def _type(self, letter: str) -> None:
        """Narrow the list by what is typed in it."""
        field = self._parts.filter.field
        field.setFocus()
        field.setText(letter)

    def _copy_names(self) -> None:
        rows = map(self._model.actor_row, self._parts.list.chosen())
        QGuiApplication.clipboard().setText("\n".join(row.actor.name for row in rows if row))

    def _copy_words(self) -> None:
        wanted = set(self._parts.met.chosen())
        words = (one.text for one in self._met.places() if one.uid in wanted)
        QGuiApplication.clipboard().setText("\n".join(words))

    def _allow_split(self) -> None:
        may = self._acting["actor.split"].isEnabled()
        self._parts.split_button.setEnabled(may and bool(self._parts.met.chosen()))

    def _show_menu(self, at: QPoint) -> None:
        viewport = self._parts.list.viewport()
        self._acting.menu("actor", self._parts.list).popup(viewport.mapToGlobal(at))

    def _show_met_menu(self, at: QPoint) -> None:
        met, uid = self._parts.met, self._parts.met.current()
        if uid is None:
            return
        menu = self._acting.menu_of((), met)
        jump = menu.addAction(icon("jump"), "&Go there\tEnter")
        jump.triggered.connect(partial(met.jump_requested.emit, uid))
        menu.addSeparator()
        split = menu.addAction(icon("split"), "&Split off…")
        split.setEnabled(self._parts.split_button.isEnabled())
        split.triggered.connect(partial(self._acting.attempt, self.split))
        menu.addSeparator()
        menu.addAction(icon("copy"), "&Copy\tCtrl+C").triggered.connect(self._copy_words)
        menu.popup(met.viewport().mapToGlobal(at))
