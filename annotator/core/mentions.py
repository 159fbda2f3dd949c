"""What kind of words a mention is, and what kind of actor they may name."""

from typing import Literal

import regex

from annotator.core.folding import fold
from annotator.core.model import ActorKind
from annotator.core.naming import called, untitled
from annotator.core.places import is_place, is_seat
from annotator.core.roles import (
    AFTER,
    BEFORE_ROLES,
    BODIES,
    DETERMINERS,
    GENERATIONS,
    GROUPS,
    MANY,
    ROLES,
    SMALL,
)

Form = Literal["named", "nominal", "pronoun"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Who speaks when the verb has one of these beside it; the others hardly ever speak.
HE = _set("he er il el")
SHE = _set("she elle ella")
IT = _set("it es")
THEY = _set("they ils elles ellos ellas sie")
FIRST_PERSON = _set("i we ich wir je nous yo nosotros")
SUBJECTS = HE | SHE | IT | THEY | FIRST_PERSON | _set("you ihr vous on")
_PRONOUNS = SUBJECTS | _set(
    "him her them me us his hers its their theirs my mine our ours your yours himself herself "
    "itself themselves myself who whom whose this that these those one someone somebody nobody "
    "ihm ihn ihnen ihre ihrer ihres ihrem ihren sein seine seiner seinem seinen mich mir uns dich "
    "dir man wer lui leur leurs eux moi toi se qui celui celle ceux usted ustedes le les lo la "
    "ellas mi su sus quien"
)
_INDEFINITE = _set(
    "a an some several many few two three four five six seven eight nine ten one other another "
    "most both each any no ein eine einer einem einen einige mehrere zwei drei un une des "
    "plusieurs deux trois una unos unas varios dos tres"
)
_OWNED = regex.compile(r"['’]s\s")  # the company’s lawyers are known
# “The other” of two officials is as little known as the one.
_ONE_OF_SEVERAL = [["the", "other"], ["the", "others"]]
_OF_NAME = regex.compile(r"\s(?:of|von|de|du|del)\s(?:the\s|la\s)?\p{Lu}")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.&'’-]*")
# Where the words that say what somebody is end, and those that tell more of it begin.
_MORE = regex.compile(
    r"[,;(]|\s(?:of|that|who|which|whose|from|in|at|with|for|on|von|aus|der|die|das|qui|que|de|du"
    r"|des|del|familiar|dated|close)\s"
)


def form(words: str) -> Form:
    """Return whether words name somebody, describe somebody (“the official”) or stand for one."""
    said = _WORD.findall(words)
    folded = [fold(one) for one in said]
    are_acronyms = any(len(one) > 1 and one.isupper() for one in said)  # the WHO, the US
    if 0 < len(said) <= 2 and not are_acronyms and all(one in _PRONOUNS for one in folded):
        return "pronoun"
    if not folded or is_indefinite(words):
        return "nominal"
    if _knows_no_capitals(words):
        return "named"
    name, before = untitled(words)
    if before and _is_name(name):
        return "named"
    described = _MORE.split(words, maxsplit=1)
    head = _WORD.findall(described[0])
    if head and fold(head[0]) in DETERMINERS:
        head = head[1:]
    if head and _is_name(" ".join(head)):
        return "named"
    # “The council of Sarrowmouth”, and “Its chief executive, Conrad Feyne”.
    is_body = bool(head) and fold(head[-1]) in BODIES and _OF_NAME.match(words, len(described[0]))
    is_beside = "," in words and name[:1].isupper() and _is_name(name)
    return "named" if is_body or is_beside else "nominal"


def is_indefinite(words: str) -> bool:
    """Say whether words bring in somebody who is not named: “a person”, “two officials”."""
    said = _WORD.findall(words)
    if not said:
        return False
    first = fold(said[0])
    if [fold(one) for one in said[:2]] in _ONE_OF_SEVERAL:
        return not _is_name(said[-1])
    if first in _INDEFINITE:
        # All nouns have a capital in German.
        return len(said) > 1 and (first.startswith("ein") or not _is_name(said[-1]))
    if first in DETERMINERS or _OWNED.search(words):
        return False
    if first in GROUPS and not any(one[0].isupper() for one in said[1:]):
        return True
    # “Foreign ministers”, “NATO foreign ministers”.
    head = _WORD.findall(_MORE.split(words, maxsplit=1)[0])[-1:]
    return any(one.islower() and fold(one) in MANY for one in head)


def kind_of(words: str) -> ActorKind:
    """Return what kind of actor a name is probably of; a person where nothing tells otherwise."""
    name, before = untitled(words)
    how = called(name)
    if before:
        return "person"
    if is_place(how):
        return "place"
    if is_indefinite(words):
        return "group"
    is_body = any(one in BODIES for one in (*how.whole[:1], *how.whole[-1:]))
    is_body = is_body or is_seat(how) or how.is_acronym or is_firm(name)
    return "organisation" if is_body else "person"


def is_firm(name: str) -> bool:
    """Say whether a name ends as those of companies do: Ltd, Inc, GmbH."""
    return any(one in AFTER - GENERATIONS for one in called(name).whole[-1:])


def _knows_no_capitals(words: str) -> bool:
    """Say whether words are of a script that does not tell names apart: Arabic, Han, Hangul."""
    return any(map(str.isalpha, words)) and words.lower() == words.upper()


def _is_name(words: str) -> bool:
    """Say whether the last of some words has a capital that no role or group has."""
    said = _WORD.findall(words)
    if not said or not said[-1][0].isupper():
        return False
    last = fold(said[-1]).rstrip(".")
    if len(said) > 1 and said[-2][0].isupper():
        return last not in SMALL
    return last not in ROLES | BEFORE_ROLES | GROUPS
