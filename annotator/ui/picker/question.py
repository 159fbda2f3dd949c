"""What a picker asks, as a value: who may be chosen, and what is done with the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what is read of it, and what it means to whoever asks."""

    words: str
    beside: str = ""  # more about it: a role, whose words these are
    place: str = ""  # where it was found
    key: str = ""  # what takes it while nothing is typed; the others are counted from 1
    is_set: bool = False  # the answer as it stands, or a part of it
    value: object = None


@dataclass(frozen=True, slots=True)
class Question:
    """`choices` returns the rows for what is typed, the best first, and all where that is nothing.

    `take` is told whether the choice comes in addition to what is set. It and `clear` are called
    when the picker has gone and the keyboard is where it was. `point` is told of each row that is
    gone to, and of `None` in the end.
    """

    name: str  # for those who hear it
    prompt: str  # in the empty field
    choices: Callable[[str], Sequence[Choice]]
    take: Callable[[Choice, bool], object]
    clear: Callable[[], object] | None = None
    nobody: str = "nobody"  # what Delete says
    may_add: bool = False
    point: Callable[[Choice | None], object] = lambda _: None
