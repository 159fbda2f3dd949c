"""Everything that can be done by its name, and which of it a few typed letters mean best."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple, Self

from PySide6.QtGui import QIcon, QKeySequence

from annotator.core.folding import fold
from annotator.ui.actions import Actions
from annotator.ui.menus import MENUS
from annotator.ui.phrases import unmarked
from annotator.ui.specs import SPECS, Needs, Spec

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
    Needs.ACTOR: "no actor is chosen",
    Needs.ACTORS: "choose two actors or more",
    Needs.ROWS: "no row of the table is chosen",
    Needs.FINDING: "no finding is chosen",
}


# What it is worth that a title begins with all that is typed, that a word in it does, or neither.
_ALL, _WORD, _PART = 100, 60, 35


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


class _Text(NamedTuple):
    """What an entry is found by, folded."""

    title: str  # behind a blank, as each word in it is
    path: str
    keys: list[str]
    initials: str  # behind that of the path
    all: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        all = fold("\n".join((entry.title, entry.path, entry.keys, entry.tip)))
        title, path, keys, _ = all.split("\n", 3)
        initials = path[:1] + "".join(word[0] for word in title.split())
        return cls(f" {title}", path, keys.split(", "), initials, all)


class Commands:
    """Finds entries by what is typed, without case and accents."""

    def __init__(
        self,
        entries: Iterable[Entry],
        recent: Sequence[str] = (),
        more: Callable[[], Iterable[Entry]] = tuple,
    ) -> None:
        """`recent` are names of entries, what was done last first.

        `more` is asked late for what is found only by what is typed, of which there may be much.
        """
        self._entries = list(entries)
        self._used = {name: at for at, name in enumerate(recent)}
        self._more = more
        # With what it is found by, folded: a blank, the title, and on a line of its own the path.
        self._many: list[tuple[str, Entry]] = []

    @cached_property
    def _texts(self) -> list[_Text]:
        return list(map(_Text.of, self._entries))

    @cached_property
    def _coming(self) -> Iterator[Entry]:
        known = {entry.name for entry in self._entries}
        return (entry for entry in self._more() if entry.name not in known)

    def take_in(self, most: int | None = None) -> bool:
        """Make more ready to be found, at most so many entries; say whether that is all."""
        came = list(islice(self._coming, most))
        self._many += [(fold(f" {entry.title}\n{entry.path}"), entry) for entry in came]
        return most is None or len(came) < most

    def find(self, query: str) -> list[Entry]:
        """Return the entries that a query means: first what can be done, the best first.

        Each word of the query must be found, in any order; or it is the initials of a title, or
        its keys. Without a query all are returned, those that were used last first.
        """
        wanted = fold(query).strip()
        scores = dict.fromkeys(range(len(self._entries)), 0)
        if wanted:
            scores = _scores(self._texts, wanted)
        never = len(self._used)

        def rank(number: int) -> tuple[bool, int, int, int]:
            entry = self._entries[number]
            return not entry.enabled, -scores[number], self._used.get(entry.name, never), number

        few = deque(sorted(scores, key=rank))
        found: list[Entry] = []
        for score, many in self._find_many(wanted).items():
            while few and self._entries[few[0]].enabled and scores[few[0]] >= score:
                found.append(self._entries[few.popleft()])
            found += many
        return found + [self._entries[number] for number in few]

    def _find_many(self, query: str) -> dict[int, list[Entry]]:
        """Return which of more entries a query means, by how well it fits, best first.

        Each letter asks all of them anew, so that there is time for the plainest questions only.
        """
        if not query:
            return {}
        self.take_in()
        words = query.split()
        hits = self._many
        for word in words:
            hits = [one for one in hits if word in one[0]]
        start, begins = f" {query}", [f" {word}" for word in words]
        found: dict[int, list[Entry]] = {_ALL: [], _WORD: [], _PART: []}
        for title, entry in hits:
            for begin in begins:
                if begin not in title:
                    found[_PART].append(entry)
                    break
            else:
                found[_ALL if title.startswith(start) else _WORD].append(entry)
        return found


def _scores(texts: Iterable[_Text], query: str) -> dict[int, int]:
    """Return how well a query fits each of the texts, from 1 to 100, by its number."""
    words = query.split()
    letters = "".join(words)
    found = {}
    for number, text in enumerate(texts):
        score = 0
        if letters in text.initials and len(letters) > 1:
            score = _initials_score(letters, text)
        if all(word in text.all for word in words):
            if text.all.startswith(query):
                score = _ALL
            else:
                score = max(score, sum(_points(word, text) for word in words) // len(words))
        if score:
            found[number] = score
    return found


def _points(word: str, text: _Text) -> int:
    """Return what it is worth that a text has a word somewhere."""
    if f" {word}" in text.title:
        return _WORD
    if word in text.keys:
        return 50
    if word in text.title:
        return _PART
    return 20 if text.path.startswith(word) else 5


def _initials_score(letters: str, text: _Text) -> int:
    if text.initials.startswith(letters, 1 if text.path else 0):
        return 40
    return 25 if text.initials.startswith(letters) else 0


def _missing(needs: Needs, there: Needs) -> str:
    needs |= Needs.PROJECT
    return next((why for need, why in REASONS.items() if need in needs & ~there), "")
