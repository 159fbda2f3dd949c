"""What a person chooses, as one typed table; the dialog is made from it.

What belongs to a project is in its file, and what a window remembers by itself in `memory`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from annotator.ui.text.reading import Reading

T = TypeVar("T")
N = TypeVar("N", int, float)


class Kind(Protocol[T]):
    """What values a setting may have."""

    def read(self, kept: str) -> T | None:
        """Return the value that was kept as a text, or `None` if it is none of this kind."""

    def fitted(self, value: T) -> T:
        """Return a value within the limits; raise ValueError where there is none near."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few names, each with the words that people see."""

    choices: tuple[tuple[str, str], ...]

    def read(self, kept: str) -> str | None:
        return kept if any(kept == name for name, _ in self.choices) else None

    def fitted(self, value: str) -> str:
        if self.read(value) is None:
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A family of fonts; empty for the one that the program takes by itself."""

    def read(self, kept: str) -> str | None:
        return kept.strip()

    def fitted(self, value: str) -> str:
        return value.strip()


@dataclass(frozen=True, slots=True)
class YesNo:
    def read(self, kept: str) -> bool | None:
        return {"true": True, "false": False}.get(kept.lower())

    def fitted(self, value: bool) -> bool:
        return value


@dataclass(frozen=True, slots=True)
class _Between(Generic[N]):
    least: N
    most: N
    step: N
    unit: str = ""  # what stands after the number
    zero: str = ""  # what is said instead of the least value, where that means something else

    def fitted(self, value: N) -> N:
        return min(max(value, self.least), self.most)

    def _within(self, kept: str, number: Callable[[str], N]) -> N | None:
        try:
            value = number(kept)
        except ValueError:
            return None
        return value if self.least <= value <= self.most else None


@dataclass(frozen=True, slots=True)
class Number(_Between[float]):
    """A number with one decimal."""

    def read(self, kept: str) -> float | None:
        return self._within(kept, float)


@dataclass(frozen=True, slots=True)
class Whole(_Between[int]):
    def read(self, kept: str) -> int | None:
        return self._within(kept, int)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing to choose. The tip says what its title leaves open."""

    key: str
    group: str
    title: str
    kind: Kind[T]
    default: T
    tip: str = ""


_OURS = Reading()
_READING, _ANNOTATING, _FILES = "Reading", "Annotating", "Files"

THEME = Setting(
    "look/theme", _READING, "Colours",
    Choice((
        ("system", "Like the system"), ("light", "Light"), ("dark", "Dark"),
        ("sepia", "Sepia"),
    )),
    "system",
)  # fmt: skip
FONT = Setting("text/font", _READING, "Font", FontFamily(), _OURS.family)
TEXT_SIZE = Setting("text/size", _READING, "Size", Number(7, 32, 0.5, " points"), _OURS.size)
LINE_SPACING = Setting(
    "text/spacing", _READING, "Line spacing", Number(1.4, 2.4, 0.1, " × the size"),
    _OURS.line_spacing,
    "Narrow lines leave the marks under the words less room",
)  # fmt: skip
COLUMN_WIDTH = Setting(
    "text/column", _READING, "Widest column", Number(20, 80, 2, " em"), _OURS.column,
    "38 em hold about 80 letters; lines that are much longer tire the eye",
)  # fmt: skip
NUMBERS = Setting(
    "text/numbers", _READING, "Paragraph numbers", YesNo(), True,
    "In the margin; counted as they are in the CSV and in the table of annotations",
)  # fmt: skip
WHOLE_WORDS = Setting(
    "annotating/whole_words", _ANNOTATING, "Complete words", YesNo(), True,
    "What is selected takes in the words that it cuts, unless Ctrl is held while dragging",
)  # fmt: skip
PALETTE = Setting(
    "annotating/palette", _ANNOTATING, "Show the labels beside a selection", YesNo(), True,
    "They come when the mouse has selected something, and go with the next key or click",
)  # fmt: skip
BACKUP_EVERY = Setting(
    "backups/every", _FILES, "Back up every", Whole(0, 720, 5, " minutes", "Never"), 30,
    "Only while something has changed; each change is saved at once in any case",
)  # fmt: skip
BACKUPS_KEPT = Setting(
    "backups/kept", _FILES, "Backups kept", Whole(1, 50, 1), 5,
    "Of each project; the oldest makes room for the next",
)  # fmt: skip

# Of any type each: whoever goes through all of them asks the kind.
SETTINGS: tuple[Setting[Any], ...] = (
    THEME, FONT, TEXT_SIZE, LINE_SPACING, COLUMN_WIDTH, NUMBERS,
    WHOLE_WORDS, PALETTE,
    BACKUP_EVERY, BACKUPS_KEPT,
)  # fmt: skip


class Settings(QObject):
    """What was chosen, kept where it differs from the default."""

    changed = Signal(object)  # the Setting

    def __init__(self, kept: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept

    def __getitem__(self, setting: Setting[T]) -> T:
        kept = self._kept.value(setting.key)
        value = None if kept is None else setting.kind.read(str(kept))
        return setting.default if value is None else value

    def change(self, setting: Setting[T], value: T) -> None:
        """Choose a value, or the next one within the limits."""
        value = setting.kind.fitted(value)
        if value == self[setting]:
            return
        if value == setting.default:
            self._kept.remove(setting.key)
        else:
            self._kept.setValue(setting.key, str(value))
        self.changed.emit(setting)

    def restore(self) -> None:
        """Choose the default of every setting."""
        for setting in SETTINGS:
            self.change(setting, setting.default)

    def reading(self) -> Reading:
        """Return how texts are to be set."""
        return Reading(
            self[FONT], self[TEXT_SIZE], line_spacing=self[LINE_SPACING], column=self[COLUMN_WIDTH]
        )
