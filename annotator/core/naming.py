"""How a name is taken apart, so that two ways to write it can be compared."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from annotator.core.folding import fold
from annotator.core.roles import AFTER, BEFORE_ROLES, BODIES, DETERMINERS, ROLES, SMALL, TITLES

_POSSESSIVE = regex.compile(r"(?<=[\p{L}\p{N}.])['’‘]s\b|(?<=s)['’](?!\p{L})", regex.IGNORECASE)
_FINAL_POSSESSIVE = regex.compile(r"['’‘]s?$")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’‘.&][\p{L}\p{M}\p{N}]+)*")
_APART = regex.compile(r"[,;:()\[\]–—]+|\s-\s")
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "der", "das"))
_STANDS_BEFORE = TITLES | ROLES | BEFORE_ROLES

Tokens = tuple[str, ...]


class Called(NamedTuple):
    """One way in which somebody is called, folded and in words."""

    whole: Tokens  # all of it but “the” and a possessive ’s
    bare: Tokens  # without titles, roles, initials and small words
    initials: frozenset[str]  # “who” and “whoo” for World Health Organization of …
    title: str = ""  # the one that stands before the name, as “mr”
    is_acronym: bool = False  # “WHO”


@lru_cache(maxsize=50_000)
def called(words: str) -> Called:
    """Return how a name is compared."""
    plain = _POSSESSIVE.sub("", words).replace("-", " ").replace("‑", " ")
    # An accent or apostrophe by itself is nothing to compare.
    written = [one for one in _TOKEN.findall(plain) if _compared(one)]
    folded = [_compared(one) for one in written]
    start = _behind_determiners(written)
    written, folded = written[start:], folded[start:]
    named = _without_after(folded)
    core = _core(named)
    bare = [one for one in named[core:] if one not in SMALL]
    if len(bare) > 2:
        bare = [bare[0], *(one for one in bare[1:-1] if len(one) > 1), bare[-1]]
    capitals = [one for one in written if one[0].isupper()]
    significant = [one for one in capitals if fold(one) not in SMALL]
    lone = written[0] if len(written) == 1 else ""
    return Called(
        whole=tuple(folded),
        bare=tuple(bare) or tuple(folded),
        initials=frozenset((_initials(significant), _initials(written))) - {""},
        title=next((one for one in reversed(folded[:core]) if one in TITLES), ""),
        is_acronym=lone.isupper() and 2 <= len(lone.replace(".", "")) <= 6,
    )


def pieces(words: str) -> list[str]:
    """Return the parts of a mention between commas, brackets and dashes, with a capital each."""
    found = [one.strip() for one in _APART.split(words)]
    return [one for one in found if any(map(str.isupper, one))]


def untitled(words: str) -> tuple[str, str]:
    """Return a name as it is written without what stands before it, and that.

    “Mayor Ingrid Solheim’s” is “Ingrid Solheim” and “Mayor”. Of several parts the one counts that
    looks most like a name.
    """
    plain = _FINAL_POSSESSIVE.sub("", words.strip())
    named = max(pieces(plain) or [plain], key=_capitals)
    places = list(_TOKEN.finditer(named))
    folded = [_compared(one[0]) for one in places]
    start = _behind_determiners([one[0] for one in places])
    if len(places) < 2:
        return named, ""
    core = start + _core(_without_after(folded[start:]))
    before = named[places[start].start() : places[core].start()]
    return named[places[core].start() :], before.strip(" .,")


@lru_cache(maxsize=50_000)
def skeleton(token: str) -> str:
    """Return the consonants of a name, by which spellings of one in other scripts agree.

    Youssef and Yusuf, Mohammed and Muhammad, Sergei and Sergey.
    """
    plain = token
    for old, new in _SOUNDS:
        plain = plain.replace(old, new)
    kept = plain[:1] + "".join(one for one in plain[1:] if one not in "aeiouyw")
    return "".join(one for at, one in enumerate(kept) if at == 0 or one != kept[at - 1])


_SOUNDS = (
    ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("ch", "c"), ("sh", "s"), ("kh", "h"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("j", "y"),
    ("w", "v"), ("z", "s"), ("x", "ks"),
)  # fmt: skip


def _core(folded: Sequence[str]) -> int:
    """Return where a name begins behind titles and roles; one word at least is left."""
    if not folded or folded[-1] in BODIES:
        return 0
    core = 0
    for at, word in enumerate(folded[:-1]):
        if word not in TITLES and word not in ROLES:
            continue
        # “Secretary of State Antony Blinken”
        is_office = (
            at + 3 < len(folded) and folded[at + 1] == "of" and folded[at + 2] not in DETERMINERS
        )
        after = at + 3 if is_office else at + 1
        if folded[after] in ("of", "for", "and", "the"):
            continue
        leads = all(one in _STANDS_BEFORE for one in folded[core:at])
        # In the middle of others a role needs a whole name behind it: King is a name, too.
        if leads or len(folded) - after > 1:
            core = after
    return core


def _compared(word: str) -> str:
    return fold(word).replace("'", "").replace(".", "")


def _behind_determiners(written: Sequence[str]) -> int:
    """Return where a name begins behind “the”; Una and Los may begin names."""
    for at, one in enumerate(written[:-1]):
        if fold(one) not in (DETERMINERS if one.islower() else _ARTICLES):
            return at
    return max(0, len(written) - 1)


def _without_after(folded: list[str]) -> list[str]:
    end = len(folded)
    while end > 1 and folded[end - 1] in AFTER:
        end -= 1
    return folded[:end]


def _initials(words: list[str]) -> str:
    return fold("".join(one[0] for one in words)) if 2 <= len(words) <= 6 else ""


def _capitals(words: str) -> int:
    return sum(one[0].isupper() for one in _TOKEN.findall(words))
