"""How what somebody types fits those who are offered: the name itself before a word beside it."""

from collections.abc import Iterable, Sequence
from enum import IntEnum, auto

from annotator.core.folding import fold


class Fit(IntEnum):
    """The best first. What only begins a word beside a name hardly ever means that name."""

    NAME = auto()
    BEGINS = auto()
    WORDS = auto()
    BESIDE = auto()  # whole words of a role or mention, or a slip of the fingers
    BEGINS_BESIDE = auto()


def fit(typed: str, names: Sequence[str], beside: str) -> Fit:
    """Return how what is typed fits somebody of these names, with other words beside them."""
    start = fold(" ".join(typed.split()))
    called = [fold(one) for one in names]
    called += [one.removeprefix("the ") for one in called]
    if start in called:
        return Fit.NAME
    if any(one.startswith(start) for one in called):
        return Fit.BEGINS
    said, parts = " ".join(called).split(), start.split()
    if have(said, parts):
        return Fit.WORDS
    # “Russian president” is not Russia, and “she” is whom it stands for.
    others = [*said, *fold(beside).split()]
    is_whole = all(one in others for one in parts)
    return Fit.BEGINS_BESIDE if not is_whole and have(others, parts) else Fit.BESIDE


def have(words: Iterable[str], parts: Iterable[str]) -> bool:
    """Say whether each part begins one of some words."""
    said = list(words)
    return all(any(one.startswith(part) for one in said) for part in parts)
