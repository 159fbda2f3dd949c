"""Answers to an attribute that has become another one: what they are then, if anything."""

from collections.abc import Iterable
from typing import Any

from annotator.core.answers import understood, written
from annotator.core.dates import is_publication_date
from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute, Json

_YES = frozenset(("yes", "true", "1"))
_NO = frozenset(("no", "false", "0"))


def converted(answer: Any, of: Attribute | None, to: Attribute) -> Any:
    """Return an answer as the attribute `to` takes it, or `None` where it does not.

    `of` is the attribute that it answered, if that was in the codebook.
    """
    if not isinstance(answer, str | int | float):
        return None
    words = _words(answer, of)
    match to.kind:
        case "choice":
            return _chosen((answer, words), to.choices)
        case "text":
            return words if words.strip() else None
        case "number":
            return None if isinstance(answer, bool) else _number(answer, words)
        case "yes_no":
            return _yes_no(answer, words)
        case "date":
            return words if words and is_publication_date(words) else None


def choice_names(attribute: Attribute) -> tuple[str, ...]:
    return tuple(one["name"] for one in attribute.choices)


def _title(choice: Json) -> str:
    return str(choice.get("title", choice["name"]))


def _words(answer: str | float, of: Attribute | None) -> str:
    """Return an answer as a person would write it; of a choice, what it is called."""
    titles = {one["name"]: _title(one) for one in of.choices} if of is not None else {}
    if isinstance(answer, str) and answer in titles:
        return str(titles[answer])
    return written(answer)


def _chosen(called: Iterable[str | float], choices: Iterable[Json]) -> str | None:
    """Return the choice of that name, else the first that is called so in any case."""
    wanted = [one for one in called if isinstance(one, str)]
    named: dict[str, str] = {one["name"]: one["name"] for one in choices}
    for choice in choices:
        for one in (choice["name"], _title(choice)):
            named.setdefault(one.strip().casefold(), choice["name"])
    tried = (*wanted, *(one.strip().casefold() for one in wanted))
    return next((named[one] for one in tried if one in named), None)


def _number(answer: str | float, words: str) -> int | float | None:
    if not isinstance(answer, str):
        return answer
    for text in (answer, words):
        try:
            number = understood(_ANY_NUMBER, text)
        except AnnotatorError:
            continue
        if number is not None:
            return number  # type: ignore[no-any-return]  # that is what a number is understood as
    return None


def _yes_no(answer: str | float, words: str) -> bool | None:
    if isinstance(answer, bool):
        return answer
    if not isinstance(answer, str):
        return None  # 0 and 1 are equal to False and True, so that no edit would tell them apart
    said = {words.strip().casefold(), answer.strip().casefold()}
    return True if said & _YES else False if said & _NO else None


_ANY_NUMBER = Attribute(uid="", label="", name="number", title="Number", kind="number")
