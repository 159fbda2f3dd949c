"""The actors of a registry as rows of a list: filtered and sorted, and followed one by one."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from annotator.core.folding import fold
from annotator.core.model import Actor, ActorKind
from annotator.store.registry import ActorRow
from annotator.ui.dragging import ACTORS_MIME, to_drag
from annotator.ui.phrases import counted, tooltip

Index = QModelIndex | QPersistentModelIndex
Order = Literal["name", "mentions", "speeches"]

_ROOT = QModelIndex()

KINDS: Mapping[ActorKind, str] = {
    "person": "Person", "organisation": "Organisation", "place": "Place", "group": "Group",
    "document": "Document", "unnamed": "Unnamed", "author": "Author",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """Which of the actors are shown, in which order."""

    words: tuple[str, ...] = ()  # folded; each stands in a name, the role or the organisation
    kinds: frozenset[ActorKind] = frozenset()  # none of them means all
    order: Order = "name"

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.kinds)


class ActorsModel(QAbstractTableModel):
    """One column; a table, since a list of Qt's looks at each row whenever one comes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: dict[str, ActorRow] = {}
        self._sought = Sought()
        self._order: list[str] = []
        self._shown: set[str] = set()
        self._folded: dict[str, str] = {}  # what words are looked for in
        self._names: dict[str, str] = {}  # what names are sorted by
        self.may_drag = False

    def fill(self, rows: Iterable[ActorRow]) -> None:
        """Show other actors, or the same as they are now."""
        self._rows = {row.actor.uid: row for row in rows}
        self._folded.clear()
        self._names.clear()
        self._arrange()

    def look_for(self, sought: Sought) -> None:
        if sought != self._sought:
            self._sought = sought
            self._arrange()

    def follow(self, found: Mapping[str, ActorRow | None], kept: Collection[str] = ()) -> None:
        """Take over what some actors have become, `None` for those that are no longer here.

        Those in `kept` stay to be seen as long as they are here, whatever is sought: somebody
        is changing them.
        """
        for uid, row in found.items():
            was = self._rows.get(uid)
            if row == was:
                continue
            place = self._place_of(uid)  # by what it was sorted by until now
            if row is None:
                self._put(uid, place, is_shown=False)
                del self._rows[uid]
            else:
                self._rows[uid] = row
            if row is None or was is None or row.actor != was.actor:
                self._folded.pop(uid, None)
                self._names.pop(uid, None)
            if row is not None:
                is_held = place is not None and uid in kept
                self._put(uid, place, is_shown=is_held or self._fits(row))

    # What there is

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self) -> Iterable[ActorRow]:
        """Return all actors, whether they are shown or not."""
        return self._rows.values()

    def actor_row(self, uid: str | None) -> ActorRow | None:
        return self._rows.get(uid) if uid is not None else None

    def namesakes(self, name: str) -> list[Actor]:
        """Return those who have a name already, in any spelling; none who are unnamed."""
        wanted = fold(name)
        actors = (row.actor for row in self._rows.values())
        return [one for one in actors if one.kind != "unnamed" and self._fold(one) == wanted]

    # What is shown

    @property
    def sought(self) -> Sought:
        return self._sought

    def uids(self) -> Sequence[str]:
        """Return all that is shown, in order."""
        return self._order

    def at(self, place: int) -> ActorRow:
        return self._rows[self._order[place]]

    def place(self, uid: str | None) -> int | None:
        """Return the row in which an actor is shown, if it is."""
        return self._place_of(uid) if uid is not None else None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.may_drag:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.at(index.row()).actor.name
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip("\n".join(told(self.at(index.row()))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(told(self.at(index.row())))
        return None

    @override
    def mimeTypes(self) -> list[str]:
        return [ACTORS_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return to_drag((self._order[one.row()] for one in indexes), ACTORS_MIME)

    # How it is done

    def _arrange(self) -> None:
        self.beginResetModel()
        fitting = (uid for uid, row in self._rows.items() if self._fits(row))
        self._order = sorted(fitting, key=self._key)
        self._shown = set(self._order)
        self.endResetModel()

    def _fits(self, row: ActorRow) -> bool:
        sought, actor = self._sought, row.actor
        if sought.kinds and actor.kind not in sought.kinds:
            return False
        if not sought.words:
            return True
        text = self._folded.get(actor.uid)
        if text is None:
            text = self._folded[actor.uid] = fold(
                "\n".join((actor.name, actor.organisation, actor.role, *actor.aliases))
            )
        return all(word in text for word in sought.words)

    def _key(self, uid: str) -> tuple[int, str, str]:
        row = self._rows[uid]
        count = {"name": 0, "mentions": row.mentions, "speeches": row.speeches}
        return -count[self._sought.order], self._fold(row.actor), uid

    def _fold(self, actor: Actor) -> str:
        name = self._names.get(actor.uid)
        if name is None:
            name = self._names[actor.uid] = fold(actor.name)
        return name

    def _place_of(self, uid: str) -> int | None:
        if uid not in self._shown:
            return None
        return bisect_left(self._order, self._key(uid), key=self._key)

    def _put(self, uid: str, was: int | None, *, is_shown: bool) -> None:
        """Let a row stand where it belongs, or nowhere; `was` is where it stood."""
        if was is not None and is_shown:
            place = self._place_among_others(uid, was)
            if place != was:
                # The place before which it goes, counted as long as it still stands where it was.
                self.beginMoveRows(_ROOT, was, was, _ROOT, place + (place > was))
                del self._order[was]
                self._order.insert(place, uid)
                self.endMoveRows()
            index = self.index(place, 0)
            self.dataChanged.emit(index, index)
        elif was is not None:
            self.beginRemoveRows(_ROOT, was, was)
            del self._order[was]
            self._shown.discard(uid)
            self.endRemoveRows()
        elif is_shown:
            place = bisect_left(self._order, self._key(uid), key=self._key)
            self.beginInsertRows(_ROOT, place, place)
            self._order.insert(place, uid)
            self._shown.add(uid)
            self.endInsertRows()

    def _place_among_others(self, uid: str, was: int) -> int:
        """Return where a row belongs once it is taken out of its place."""
        key, order = self._key(uid), self._order
        before = was > 0 and self._key(order[was - 1]) > key
        behind = was + 1 < len(order) and self._key(order[was + 1]) < key
        if before:
            return bisect_left(order, key, hi=was, key=self._key)
        if behind:
            return bisect_left(order, key, lo=was + 1, key=self._key) - 1
        return was


def described(actor: Actor) -> str:
    """Say on one line what somebody is; of a person, only what else is known."""
    if actor.kind == "author":
        return "The own voice of each article"
    known = (actor.role, actor.organisation, actor.country)
    parts = [part for part in known if part]
    if actor.kind != "person" or not parts:
        parts.insert(0, KINDS[actor.kind])
    return " · ".join(parts)


def told(row: ActorRow) -> list[str]:
    """Say line by line what is told of an actor under the mouse and to a screen reader."""
    actor = row.actor
    also = f"Also {', '.join(actor.aliases)}" if actor.aliases else ""
    said = f", {counted(row.speeches, 'quote or claim')}" if row.speeches else ""
    if row.speeches > 1:
        said = f", {row.speeches:,} quotes and claims"
    lines = (actor.name, described(actor), also, f"{counted(row.mentions, 'mention')}{said}")
    return [line for line in lines if line]
