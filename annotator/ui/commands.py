"""Everything that can be done by its name, and which of it a few typed letters mean best."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtGui import QIcon, QKeySequence

from annotator.core.folding import fold
from annotator.ui.actions import SPECS, Actions, Needs, Spec
from annotator.ui.menus import MENUS
from annotator.ui.phrases import unmarked

# The first that is missing is told. Without a project nothing else is worth telling.
REASONS = {
    Needs.PROJECT: "no project is open",
    Needs.WRITABLE: "this project can only be read",
    Needs.ARTICLE: "no article is open here",
    Needs.CHOSEN: "no article is chosen",
    Needs.STORY: "no story is chosen",
    Needs.ANNOTATION: "no annotation is selected",
    Needs.UNDO: "nothing to take back",
    Needs.REDO: "nothing to do again",
    Needs.ROOM: "no room for one more pane",
    Needs.PANES: "there is only one pane",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done. The name is its own, so that it is known again."""

    name: str
    title: str
    run: Callable[[], object]
    path: str = ""  # where it is to be found else, such as the title of a menu
    keys: str = ""
    icon: QIcon = field(default_factory=QIcon)
    tip: str = ""
    enabled: bool = True
    why_not: str = ""


def action_entries(acting: Actions) -> Iterator[Entry]:
    """Yield every action as it is now, in the order of the menus; not the palette itself."""
    there = Needs.NOTHING
    for spec in SPECS:
        if acting[spec.name].isEnabled():
            there |= spec.needs
    for menu, spec in in_order_of_menus():
        if spec.name == "view.palette":
            continue
        action = acting[spec.name]
        enabled = action.isEnabled()
        yield Entry(
            spec.name,
            unmarked(action.text()),
            action.trigger,
            path=menu,
            keys=QKeySequence.listToString(
                action.shortcuts(), QKeySequence.SequenceFormat.NativeText
            ).replace("; ", ", "),
            icon=action.icon(),
            tip=spec.tip,
            enabled=enabled,
            why_not="" if enabled else _missing(spec.needs, there),
        )


def in_order_of_menus() -> Iterator[tuple[str, Spec]]:
    """Yield each action with the title of its menu."""
    specs = {spec.name: spec for spec in SPECS}
    for title, names in MENUS.items():
        for name in names:
            if name in specs:
                yield unmarked(title), specs[name]


class Commands:
    """Finds entries by what is typed, without case and accents."""

    def __init__(self, entries: Iterable[Entry], recent: Sequence[str] = ()) -> None:
        """`recent` are names of entries, what was done last first."""
        self._entries = list(entries)
        self._used = {name: at for at, name in enumerate(recent)}

    @cached_property
    def _texts(self) -> list[str]:
        return [fold("\n".join((e.title, e.path, e.keys, e.tip))) for e in self._entries]

    def find(self, query: str) -> list[Entry]:
        """Return the entries that a query means: first what can be done, the best first.

        Each word of the query must be found, in any order; or it is the initials of a title, or
        its keys. Without a query all are returned, those that were used last first.
        """
        wanted = fold(query).strip()
        scores = _scores(self._texts, wanted) if wanted else dict.fromkeys(self._numbers, 0)
        never = len(self._used)

        def rank(number: int) -> tuple[bool, int, int, int]:
            entry = self._entries[number]
            return not entry.enabled, -scores[number], self._used.get(entry.name, never), number

        return [self._entries[number] for number in sorted(scores, key=rank)]

    @property
    def _numbers(self) -> range:
        return range(len(self._entries))


def _scores(texts: Iterable[str], query: str) -> dict[int, int]:
    """Return how well a query fits each of the texts, from 1 to 100, by its number."""
    words = query.split()
    letters = "".join(words)
    found = {}
    for number, text in enumerate(texts):
        score = 100 if text.startswith(query) else _initials_score(letters, text)
        if all(word in text for word in words):
            score = max(score, sum(_points(word, text) for word in words) // len(words))
        if score:
            found[number] = score
    return found


def _points(word: str, text: str) -> int:
    """Return what it is worth that a text, of several lines, has a word somewhere."""
    title, path, keys, _ = text.split("\n", 3)
    if f" {word}" in f" {title}":
        return 60
    if word in keys.split(", "):
        return 50
    if word in title:
        return 35
    return 20 if path.startswith(word) else 5


def _initials_score(letters: str, text: str) -> int:
    if len(letters) < 2:
        return 0
    title, path, _ = text.split("\n", 2)
    initials = "".join(name[0] for name in title.split())
    if initials.startswith(letters):
        return 40
    return 25 if (path[:1] + initials).startswith(letters) else 0


def _missing(needs: Needs, there: Needs) -> str:
    needs |= Needs.PROJECT
    return next((why for need, why in REASONS.items() if need in needs & ~there), "")
