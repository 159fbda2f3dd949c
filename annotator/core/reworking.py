"""What an edit does to the codebook itself, told before it is done."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from annotator.core.edit import Edit
from annotator.core.model import Attribute, Label, LinkKind
from annotator.core.scheme import Scheme

P = TypeVar("P", Label, Attribute, LinkKind)

_MOST = 6  # that are named
_NAMES: tuple[tuple[type[Label | Attribute | LinkKind], str, str], ...] = (
    (Label, "label", "labels"),
    (Attribute, "attribute", "attributes"),
    (LinkKind, "kind of link", "kinds of link"),
)
_LOOKS = frozenset(("colour", "channel"))
_ASKED = frozenset(("kind", "choices", "required", "show_when"))
_ENDS = frozenset(("from_labels", "to_labels", "many", "across"))


def reworked(edit: Edit) -> list[str]:
    """Tell what becomes of the parts of a codebook when another is taken over."""
    return list(_reworked(edit))


def asked_anew(edit: Edit, scheme: Scheme) -> list[str]:
    """Tell which attributes go over to another label of a codebook."""
    coming: dict[str, list[str]] = {}
    for old, new in _changed(edit, Attribute):
        if old.label != new.label:
            required = " (required)" if new.required else ""
            coming.setdefault(new.label, []).append(f"“{new.title}”{required}")
    return [
        f"{scheme.label(label).title} is asked {_listed(titles)} from then on."
        for label, titles in coming.items()
    ]


def _reworked(edit: Edit) -> Iterator[str]:
    for kind, one, several in _NAMES:
        gone = [each.before.title for each in edit.of(kind.table)
                if isinstance(each.before, kind) and each.after is None]  # fmt: skip
        if gone:
            yield f"Deletes {_counted(gone, one, several)}: {_listed(gone)}."
    for kind, one, several in _NAMES:
        if renamed := list(_renamed(edit, kind)):
            yield f"Renames {_counted(renamed, one, several)}: {', '.join(_some(renamed))}."
    labels = list(_changed(edit, Label))
    yield from _keys(labels)
    if looks := [new.title for old, new in labels if _differ(old, new, _LOOKS)]:
        yield f"Changes how {_counted(looks, 'label looks', 'labels look')}: {_listed(looks)}."
    asked = [new.title for old, new in _changed(edit, Attribute) if _differ(old, new, _ASKED)]
    if asked:
        yield f"Changes {_counted(asked, 'attribute', 'attributes')}: {_listed(asked)}."
    ends = [new.title for old, new in _changed(edit, LinkKind) if _differ(old, new, _ENDS)]
    if ends:
        which = _counted(ends, "kind of link ties", "kinds of link tie")
        yield f"Changes what {which}: {_listed(ends)}."
    for kind, one, several in _NAMES:
        made = [each.after.title for each in edit.of(kind.table)
                if isinstance(each.after, kind) and each.before is None]  # fmt: skip
        if made:
            yield f"Adds {_counted(made, one, several)}: {_listed(made)}."


def _renamed(edit: Edit, kind: type[Label | Attribute | LinkKind]) -> Iterator[str]:
    for change in edit.of(kind.table):
        old, new = change.before, change.after
        if isinstance(old, kind) and isinstance(new, kind):
            if old.title != new.title:
                yield f"{old.title} → {new.title}"
            elif old.name != new.name:
                yield f"{old.name} → {new.name}"


def _keys(labels: Iterable[tuple[Label, Label]]) -> Iterator[str]:
    other = [(old, new) for old, new in labels if old.key != new.key]
    if lost := [new.title for _, new in other if not new.key]:
        keys = "its key" if len(lost) == 1 else "their keys"
        yield f"Takes {keys} from {_listed(lost)}."
    if got := [f"{new.title} on the key {new.key}" for _, new in other if new.key]:
        yield f"Puts {_listed(got)}."


def _changed(edit: Edit, kind: type[P]) -> Iterator[tuple[P, P]]:
    """Yield the parts of a sort that are there before and after."""
    for change in edit.of(kind.table):
        if isinstance(change.before, kind) and isinstance(change.after, kind):
            yield change.before, change.after


def _differ(old: P, new: P, fields: frozenset[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in fields)


def _counted(titles: Sequence[str], one: str, several: str) -> str:
    return f"{len(titles)} {one if len(titles) == 1 else several}"


def _some(titles: Sequence[str]) -> list[str]:
    """Return the first of many titles, and how many more there are."""
    if len(titles) <= _MOST:
        return list(titles)
    return [*titles[: _MOST - 1], f"{len(titles) - _MOST + 1} more"]


def _listed(titles: Sequence[str]) -> str:
    *first, last = _some(titles)
    return f"{', '.join(first)} and {last}" if first else last
