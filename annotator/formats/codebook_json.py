"""Codebooks as JSON that people can read and write, and back with every value checked.

    {"format": "annotator codebook", "version": 1, "title": …, "description": …, "source": …,
     "labels": [{"name": …, "title": …, …, "attributes": [{"name": …, "choices": […], …}, …]}, …],
     "link_kinds": [{"name": …, "from": [names of labels], "to": […], …}, …]}

Labels, attributes and kinds stand in their order, with the fields of their records. A uid may be
left out: then a name stands for the same thing in every file, and a name of the built-in codebook
for what that has. A choice may be its name alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from annotator.core.acts.attributes import check, condition
from annotator.core.acts.labels import COLOURS
from annotator.core.errors import AnnotatorError
from annotator.core.identifiers import LONGEST_NAME, LONGEST_TITLE
from annotator.core.model import Attribute, Label, LinkKind, field_table
from annotator.core.scheme import RESERVED_KEYS, Scheme, builtin_uid
from annotator.formats.shape import decode, encode, what_is

# What an escape stands for that has lost its other half.
_HALF = re.compile("[\ud800-\udfff]")
_FORMAT = "annotator codebook"
_VERSION = 1

# How the ends of a kind of link are called in a file.
_ENDS = {"from_labels": "from", "to_labels": "to"}

Values = Mapping[str, Any]
P = TypeVar("P", Label, Attribute, LinkKind)


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook with what is told of it. `source` is a citation and where to find it.

    `name` is how a shipped one is called on the command line; others have none.
    """

    title: str
    scheme: Scheme
    description: str = ""
    source: str = ""
    name: str = ""


def from_json(values: Any, title: str) -> CodebookFile:
    """Return the codebook that a JSON value describes; the title is for one that has none."""
    if type(values) is not dict or values.get("format") != _FORMAT:
        raise AnnotatorError(f"It should be an object with “format”: “{_FORMAT}”.")
    _check_letters(values)
    version = values.get("version", _VERSION)
    if version != _VERSION:
        raise AnnotatorError("It was written by a newer Annotator; get that to read it.")
    known = ("format", "version", "title", "description", "source", "labels", "link_kinds")
    _check_known(values, known)
    labels, attributes = _labels(_listed(values, "labels"))
    if not labels:
        raise AnnotatorError("It has no labels.")
    kinds = _kinds(_listed(values, "link_kinds"), {one.name: one.uid for one in labels})
    _check_length("title", values.get("title"), LONGEST_TITLE)
    return CodebookFile(
        title=_text(values, "title") or title,
        scheme=Scheme(tuple(labels), tuple(attributes), tuple(kinds)),
        description=_text(values, "description"),
        source=_text(values, "source"),
    )


def to_json(file: CodebookFile) -> Values:
    """Return a codebook as JSON; what is as it would be anyway is left out."""
    names = {one.uid: one.name for one in file.scheme.labels}
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "title": file.title,
        "description": file.description,
        "source": file.source,
        "labels": [_label(one, file.scheme) for one in file.scheme.labels],
        "link_kinds": [_kind(one, names) for one in file.scheme.link_kinds],
    }


def _labels(listed: Iterable[Any]) -> tuple[list[Label], list[Attribute]]:
    labels: list[Label] = []
    attributes: list[Attribute] = []
    for number, values in enumerate(listed):
        with _within(f"label {number + 1}", values):
            name = _name(values)
            _check_known(values, (*_fields(Label), "attributes"))
            otherwise = {
                "uid": builtin_uid(f"label/{name}"),
                "title": _titled(name),
                "colour": COLOURS[number % len(COLOURS)],
                "channel": "tint",
            }
            label = decode(Label, {**values, "position": number}, otherwise)
            _check_title(label)
            _check_once(label, labels)
            _check_key(label, labels)
            own = _attributes(_listed(values, "attributes"), label, attributes)
        labels.append(label)
        attributes += own
    return labels, attributes


def _attributes(listed: Iterable[Any], label: Label, others: list[Attribute]) -> list[Attribute]:
    made: list[Attribute] = []
    for number, values in enumerate(listed):
        with _within(f"attribute {number + 1}", values):
            name = _name(values)
            _check_known(values, _fields(Attribute, "label"))
            otherwise = {
                "uid": builtin_uid(f"attribute/{label.name}/{name}"), "title": _titled(name),
            }  # fmt: skip
            own = {"label": label.uid, "position": number, "choices": _choices(values)}
            attribute = decode(Attribute, {**values, **own}, otherwise)
            check(attribute)
            _check_once(attribute, made, others)
        made.append(attribute)
    scheme = Scheme((label,), tuple(made), ())
    return [_waiting(one, scheme) for one in made]


def _choices(values: Values) -> list[Values]:
    made: list[Values] = []
    for one in _listed(values, "choices"):
        given = {"name": one} if type(one) is str else one
        if type(given) is not dict or type(given.get("name")) is not str or not given["name"]:
            raise AnnotatorError(f"A choice should be a name or have one, not {what_is(one)}.")
        _check_known(given, ("name", "title", "description"))
        title = _text(given, "title")
        title = title if title.strip() else _titled(given["name"])
        _text(given, "description")
        _check_length("name", given["name"], LONGEST_TITLE)
        _check_length("title", title, LONGEST_TITLE)
        if any(given["name"] == other["name"] for other in made):
            raise AnnotatorError(f"The choice “{given['name']}” stands there twice.")
        made.append({**given, "title": title})
    return made


def _kinds(listed: Iterable[Any], labels: Mapping[str, str]) -> list[LinkKind]:
    kinds: list[LinkKind] = []
    for number, values in enumerate(listed):
        with _within(f"kind of link {number + 1}", values):
            name = _name(values)
            _check_known(values, (*_fields(LinkKind, *_ENDS), *_ENDS.values()))
            otherwise = {"uid": builtin_uid(f"link/{name}"), "title": _titled(name)}
            own = {field: _uids(values, written, labels) for field, written in _ENDS.items()}
            kind = decode(LinkKind, {**values, **own, "position": number}, otherwise)
            _check_title(kind)
            _check_once(kind, kinds)
        kinds.append(kind)
    return kinds


def _uids(values: Values, name: str, labels: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for one in _listed(values, name):
        if type(one) is not str or one not in labels:
            raise AnnotatorError(f"“{name}” names {what_is(one)}, which is no label of this file.")
        found.append(labels[one])
    return found


@contextmanager
def _within(where: str, values: Any) -> Iterator[None]:
    """Tell in which part of the file something is wrong."""
    if type(values) is dict and type(values.get("name")) is str:
        where = f"{where} (“{values['name'][:LONGEST_NAME]}”)"
    try:
        if type(values) is not dict:
            raise AnnotatorError(f"It should be an object, not {what_is(values)}.")
        yield
    except AnnotatorError as error:
        raise AnnotatorError(f"{where[0].upper()}{where[1:]}: {error}") from error


def _name(values: Values) -> str:
    if type(values.get("name")) is not str:
        raise AnnotatorError("“name” is missing.")
    _check_length("name", values["name"], LONGEST_NAME)
    _check_length("title", values.get("title"), LONGEST_TITLE)
    return str(values["name"])


def _titled(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _fields(kind: type[Label | Attribute | LinkKind], *without: str) -> tuple[str, ...]:
    """Return the fields that stand in a file; the position is where in the list it stands."""
    return tuple(one for one in field_table(kind) if one not in (*without, "position"))


def _listed(values: Values, name: str) -> list[Any]:
    found = values.get(name, [])
    if type(found) is not list:
        raise AnnotatorError(f"“{name}” should be a list, not {what_is(found)}.")
    return found


def _text(values: Values, name: str) -> str:
    found = values.get(name, "")
    if type(found) is not str:
        raise AnnotatorError(f"“{name}” should be text, not {what_is(found)}.")
    return found


def _check_known(values: Values, known: Iterable[str]) -> None:
    # A name that is spelt wrong would otherwise be passed over in silence.
    for name in values:
        if name not in known:
            raise AnnotatorError(f"“{name}” means nothing here. There are: {', '.join(known)}.")


def _check_length(name: str, value: Any, longest: int) -> None:
    if type(value) is str and len(value) > longest:
        raise AnnotatorError(f"“{name}” has {len(value)} letters; {longest} are the most.")


def _check_letters(values: Any) -> None:
    """Raise AnnotatorError at half a letter, which an escape can stand for and no file can hold."""
    waiting = [values]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and (half := _HALF.search(one)):
            code = f"\\u{ord(half[0]):04x}"
            around = _HALF.sub("\ufffd", one)[:40]
            raise AnnotatorError(f"“{around}” has half a letter in it ({code}). Write it whole.")


def _check_title(part: Label | LinkKind) -> None:
    if not part.title.strip():
        raise AnnotatorError("“title” is empty. It may be left out.")


def _check_once(part: P, *others: Iterable[P]) -> None:
    for number, there in enumerate(others):
        for one in there:
            if one.uid == part.uid or (number == 0 and one.name == part.name):
                raise AnnotatorError(f"It has the name or the uid of “{one.name}” before it.")


def _check_key(label: Label, others: Iterable[Label]) -> None:
    if label.key in RESERVED_KEYS:
        raise AnnotatorError(f"The key {label.key} has a meaning of its own in the text.")
    for one in others:
        if label.key and one.key == label.key:
            raise AnnotatorError(f"{label.key} is the key of “{one.name}” already.")


def _waiting(attribute: Attribute, scheme: Scheme) -> Attribute:
    """Return an attribute with its condition, if it has one, as it is stored."""
    given = attribute.show_when
    if given is None:
        return attribute
    if (
        given.keys() != {"attribute", "is"}
        or type(given["is"]) is not tuple
        or not all(isinstance(one, str | int | float) for one in given["is"])
        or not isinstance(given["attribute"], str)
    ):
        raise AnnotatorError(
            f"“show_when” of “{attribute.name}” should name another attribute of the label and "
            "list its answers: {“attribute”: …, “is”: […]}."
        )
    return replace(attribute, show_when=condition(scheme, attribute, given))


def _label(label: Label, scheme: Scheme) -> Values:
    attributes = [_said(one, "label") for one in scheme.attributes_of(label.uid)]
    return {**_said(label), "attributes": attributes} if attributes else _said(label)


def _kind(kind: LinkKind, names: Mapping[str, str]) -> Values:
    ends = {
        written: [names[uid] for uid in getattr(kind, field) if uid in names]
        for field, written in _ENDS.items()
    }
    told = {name: labels for name, labels in ends.items() if labels}
    return {**_said(kind, *_ENDS), **told}


def _said(part: Label | Attribute | LinkKind, *without: str) -> dict[str, Any]:
    """Return the fields in which a part differs from what it would be without them."""
    fields = field_table(type(part))
    values = encode(part, without=(*without, "position"))
    return {name: value for name, value in values.items() if value != fields[name].default}
