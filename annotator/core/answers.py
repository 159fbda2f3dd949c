"""What a label asks of an annotation: which questions, and what is typed in answer to one."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.core.dates import is_publication_date
from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_LONGEST_NUMBER = 30


def asked(attributes: Iterable[Attribute], answers: Mapping[str, Any]) -> tuple[Attribute, ...]:
    """Return the attributes of a label that are asked, with these answers to the others.

    `show_when` of an attribute is `{"attribute": name, "is": [value, …]}`; it is asked when the
    other is asked and has one of the values. A condition that makes no sense hides nothing.
    """
    by_name = {one.name: one for one in attributes}

    def is_asked(one: Attribute, leading_here: frozenset[str]) -> bool:
        condition = one.show_when or {}
        other = by_name.get(condition.get("attribute", ""))
        if other is None or "is" not in condition or other.name in leading_here:
            return True
        wanted = condition["is"]
        values = wanted if isinstance(wanted, tuple | list) else (wanted,)
        return answers.get(other.name) in values and is_asked(other, leading_here | {one.name})

    return tuple(one for one in by_name.values() if is_asked(one, frozenset((one.name,))))


def understood(attribute: Attribute, typed: str) -> Any:
    """Return the answer that somebody typed; `None`, which is no answer, for blanks.

    Raises AnnotatorError with what is wrong and how it is written.
    """
    text = typed.strip()
    if not text:
        return None
    if attribute.kind == "number":
        return _number(text)
    if attribute.kind == "date" and not is_publication_date(text):
        raise AnnotatorError(
            f"“{_begun(text)}” is no date. Write it as 2025-03-12, 2025-03 or 2025."
        )
    return text


def written(answer: Any) -> str:
    """Return an answer as it would be typed."""
    match answer:
        case None:
            return ""
        case bool():
            return "yes" if answer else "no"
    return str(answer)


def _number(text: str) -> int | float:
    if _NUMBER.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
        number = float(text)
        if math.isfinite(number):
            return int(text) if text.lstrip("+-").isdecimal() else number
    raise AnnotatorError(f"“{_begun(text)}” is no number. Write it as 1200, -3 or 1.5.")


def _begun(text: str) -> str:
    return text if len(text) <= _LONGEST_NUMBER else f"{text[:_LONGEST_NUMBER]}…"
