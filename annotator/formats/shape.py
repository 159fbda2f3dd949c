"""Records as JSON objects, and back with every value checked.

The shape of a record is read from its dataclass, so that a new field of the model travels without
a line here.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from annotator.core.errors import AnnotatorError
from annotator.core.model import BY_TABLE, Json, Record, field_table, freeze

R = TypeVar("R", bound=Record)
Check = Callable[[Any], Any]

# Deeper than any JSON of ours, and far from where Python gives up.
_DEEPEST = 50

_LARGEST_INTEGER = 2**63 - 1  # what SQLite holds

# Texts of a form of their own, and what that is called.
_IDENTIFIER = ("[a-z][a-z0-9_]*", "a name of small letters, digits and _")
_FORMS = {
    ("label", "name"): _IDENTIFIER,
    ("attribute", "name"): _IDENTIFIER,
    ("link_kind", "name"): _IDENTIFIER,
    ("label", "colour"): ("#[0-9a-fA-F]{6}", "a colour as #0060a0"),
}

_KEY = "a capital letter, a digit or nothing"

_NAMES = {
    bool: "yes or no (true or false)",
    int: "a whole number",
    float: "a number",
    str: "text",
    NoneType: "empty (null)",
    dict: "an object",
    list: "a list",
}


class _Misfit(Exception):
    """A value is not what its field needs; says what would be."""


def encode(record: Record, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a record as a JSON object of its fields."""
    return {name: getattr(record, name) for name in _written(record.table, without)}


@cache
def _written(table: str, without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in field_table(BY_TABLE[table]) if name not in without)


def dumps(value: Any) -> str:
    """Return JSON on one line, with the letters of all scripts as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[R], values: Mapping[str, Any], otherwise: Mapping[str, Any]) -> R:
    """Return the record that a JSON object describes.

    What it does not say is taken from `otherwise`, then from the field's default. Raises
    AnnotatorError with a sentence for the first field that is missing or not what it should be.
    """
    found: dict[str, Any] = {}
    for name, check, required in _shape(kind.table):
        if name in values:
            try:
                found[name] = check(values[name])
            except _Misfit as misfit:
                raise AnnotatorError(
                    f"“{name}” should be {misfit}, not {what_is(values[name])}."
                ) from None
        elif name in otherwise:
            found[name] = otherwise[name]
        elif required:
            raise AnnotatorError(f"“{name}” is missing.")
    return kind(**found)


def what_is(value: Any) -> str:
    """Say what kind of JSON value this is, with a short one quoted."""
    if isinstance(value, str) and len(value) <= 40:
        return f"“{value}”"
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        return f"{value}"
    return _NAMES.get(type(value), "that")


@cache
def _shape(table: str) -> tuple[tuple[str, Check, bool], ...]:
    kind = BY_TABLE[table]
    hints = get_type_hints(kind)
    return tuple(
        (
            name,
            _check_of(kind, name, hints[name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for name, field in field_table(kind).items()
    )


def _exactly(kind: type) -> Check:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise _Misfit(_NAMES[kind])
        return value

    return check


def _names(value: Any) -> Any:
    """Take what a record is known by: text that is not empty."""
    if type(value) is not str or not value:
        raise _Misfit("text that is not empty")
    return value


def _formed(form: str, what: str) -> Check:
    pattern = re.compile(form)

    def check(value: Any) -> Any:
        if type(value) is not str or not pattern.fullmatch(value):
            raise _Misfit(what)
        return value

    return check


def _key(value: Any) -> str:
    """Take the key of a label: what some keyboard has, as it is when Shift is held."""
    if type(value) is not str or (value and not (len(value) == 1 and value.isalnum())):
        raise _Misfit(_KEY)
    if value != value.upper():
        raise _Misfit(_KEY)
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or not -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER:
        raise _Misfit(_NAMES[int])
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or abs(value) > 1e300 or math.isnan(value):
        raise _Misfit(_NAMES[float])
    return float(value)


def _object(value: Any) -> Any:
    if type(value) is not dict:
        raise _Misfit(_NAMES[dict])
    return _json(value) if value else value


def _json(value: Any) -> Any:
    if _nests_deeper(value, _DEEPEST):
        raise _Misfit(f"nested at most {_DEEPEST} deep")
    return freeze(value)


def _nests_deeper(value: Any, than: int) -> bool:
    """Say whether lists and objects lie in one another more than `than` deep."""
    if not isinstance(value, list | dict):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return than == 0 or any(_nests_deeper(one, than - 1) for one in inner)


def _one_of(options: tuple[Any, ...]) -> Check:
    words = "one of " + ", ".join(map(str, options))

    def check(value: Any) -> Any:
        if type(value) is not str or value not in options:
            raise _Misfit(words)
        return value

    return check


def _list_of(inner: Check) -> Check:
    def check(value: Any) -> Any:
        if type(value) is not list:
            raise _Misfit(_NAMES[list])
        return tuple(inner(one) for one in value)

    return check


def _or_none(inner: Check) -> Check:
    def check(value: Any) -> Any:
        return None if value is None else inner(value)

    return check


_SIMPLE: dict[Any, Check] = {
    Any: _json,
    str: _exactly(str),
    bool: _exactly(bool),
    int: _integer,
    float: _number,
    Json: _object,
}


def _check_of(kind: type[Record], name: str, hint: Any) -> Check:
    if (kind.table, name) == ("label", "key"):
        return _key
    form = _FORMS.get((kind.table, name))
    if form is not None:
        return _formed(*form)
    return _names if name in kind.known_by and hint is str else _check(hint)


def _check(hint: Any) -> Check:
    """Return what turns a JSON value into one of a field's type, or raises _Misfit."""
    origin, options = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if origin is Literal:
        return _one_of(options)
    if origin is tuple:
        return _list_of(_check(options[0]))
    return _or_none(_check(next(one for one in options if one is not NoneType)))
