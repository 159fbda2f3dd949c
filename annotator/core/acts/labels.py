"""What a person changes about labels: from a codebook to a revision of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from annotator.core.acts.attributes import moved
from annotator.core.acts.existing import existing
from annotator.core.clock import new_uid
from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.identifiers import check_identifier, check_title, identifier
from annotator.core.model import Channel, Label, LinkKind
from annotator.core.ordering import in_order
from annotator.core.revision import Revision
from annotator.core.scheme import (
    CLAIMANT_LINK,
    CONTINUES_LINK,
    PASSAGE,
    RESERVED_KEYS,
    SPEAKER_LINK,
    Scheme,
)

# Told apart by all eyes, on each theme; the first five are those of the built-in labels.
COLOURS = (
    "#b87700", "#0060a0", "#00785a", "#8a3a86", "#6b7280", "#da0b5e", "#3e381e", "#570557",
    "#835a3f",
)  # fmt: skip
CHANNELS: tuple[Channel, ...] = get_args(Channel)

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_CHANGED = frozenset(("title", "colour", "channel", "key", "description", "examples"))


def set_key(label: Label, key: str, scheme: Scheme) -> Edit:
    """Put a label on another letter or digit, or on none."""
    letter = _letter(label, key)
    other = scheme.label_on_key(letter) if letter else None
    if other is not None and other.uid != label.uid:
        raise AnnotatorError(f"{letter} is the key of “{other.title}” already.")
    after = replace(label, key=letter)
    return Edit(Kind.CODEBOOK, (Change(label, after),) if label != after else ())


def add(scheme: Scheme, title: str, values: Mapping[str, Any]) -> Revision:
    """Make a label, the last one; what is not among the values is made from what there is."""
    taken = {one.name for one in scheme.labels}
    given = dict(values)
    name = given.pop("name", None) or identifier(title, taken, "label")
    check_identifier(name, taken, "a label")
    label = Label(
        uid=new_uid(),
        name=name,
        title=title,
        colour=_free_colour(scheme.labels),
        channel=_free_channel(scheme.labels),
        key=_free_key(title, scheme.labels) if "key" not in given else "",
        position=1 + max((one.position for one in scheme.labels), default=-1),
    )
    made = replace(scheme, labels=(*scheme.labels, label))
    return Revision(scheme, _changed(made, label, given))


def change(scheme: Scheme, uid: str, values: Mapping[str, Any]) -> Revision:
    """Set fields of a label; one whose key it takes gets the former key."""
    return Revision(scheme, _changed(scheme, existing(scheme.labels, uid), values))


def order(scheme: Scheme, uids: Sequence[str]) -> Revision:
    """Put labels in this order, and behind them those that are not named."""
    return Revision(scheme, replace(scheme, labels=in_order(scheme.labels, uids)))


def rename(scheme: Scheme, uid: str, name: str) -> Revision:
    label = existing(scheme.labels, uid)
    check_identifier(name, {one.name for one in scheme.labels if one.uid != uid}, "a label")
    return Revision(scheme, _with(scheme, replace(label, name=name)))


def merge(scheme: Scheme, kept: str, gone: str) -> Revision:
    """Let one label take the annotations, attributes and kinds of link of another."""
    _check_may_go(existing(scheme.labels, gone))
    if kept == gone:
        raise AnnotatorError("A label cannot be merged with itself.")
    _check_roles(scheme, kept, gone)
    attributes, into = moved(scheme, existing(scheme.labels, kept).uid, gone)
    after = replace(
        scheme,
        labels=tuple(one for one in scheme.labels if one.uid != gone),
        attributes=attributes,
        link_kinds=tuple(_pointed(one, kept, gone) for one in scheme.link_kinds),
    )
    return Revision(scheme, after, labels={gone: kept}, attributes=into)


def delete(scheme: Scheme, uid: str) -> Revision:
    """Delete a label with its attributes; a kind of link of no other label goes with it."""
    _check_may_go(existing(scheme.labels, uid))
    after = replace(
        scheme,
        labels=tuple(one for one in scheme.labels if one.uid != uid),
        attributes=tuple(one for one in scheme.attributes if one.label != uid),
        link_kinds=tuple(_without(scheme.link_kinds, uid)),
    )
    return Revision(scheme, after)


def _changed(scheme: Scheme, label: Label, values: Mapping[str, Any]) -> Scheme:
    given = dict(values)
    if unknown := given.keys() - _CHANGED:
        raise TypeError(f"a label's {', '.join(sorted(unknown))} cannot be changed so")
    if "key" in given:
        given["key"] = _letter(label, given["key"])
    if "examples" in given:
        given["examples"] = tuple(one.strip() for one in given["examples"] if one.strip())
    after = replace(label, **given)
    _check(after)
    other = scheme.label_on_key(after.key) if after.key else None
    if other is not None and other.uid != label.uid:
        scheme = _with(scheme, replace(other, key=label.key))
    return _with(scheme, after)


def _with(scheme: Scheme, label: Label) -> Scheme:
    labels = tuple(label if one.uid == label.uid else one for one in scheme.labels)
    return replace(scheme, labels=labels)


def _check(label: Label) -> None:
    check_title(label.title, "a label")
    if not _COLOUR.fullmatch(label.colour):
        raise AnnotatorError(f"“{label.colour}” is no colour. Write it as #0060a0.")
    if label.channel not in CHANNELS:
        raise AnnotatorError(
            f"“{label.channel}” is no way to show a label. There are: {', '.join(CHANNELS)}."
        )


def _check_may_go(label: Label) -> None:
    if label.uid == PASSAGE:
        raise AnnotatorError(
            f"“{label.title}” stays: the comparison of articles marks what it finds with it."
        )


def _check_roles(scheme: Scheme, one: str, other: str) -> None:
    for kind in scheme.link_kinds:
        if kind.uid not in (SPEAKER_LINK, CLAIMANT_LINK):
            continue
        for said, saying in ((one, other), (other, one)):
            if said in kind.from_labels and saying in kind.to_labels:
                raise AnnotatorError(
                    f"“{scheme.label(said).title}” is what somebody says and "
                    f"“{scheme.label(saying).title}” who says it, so they cannot be merged."
                )


def _letter(label: Label, key: str) -> str:
    letter = key.strip().upper()
    if letter and (len(letter) != 1 or not letter.isalnum()):
        raise AnnotatorError("The key of a label is one letter or digit.")
    if letter in RESERVED_KEYS:
        raise AnnotatorError(
            f"{letter} has a meaning of its own in the text; choose another key for "
            f"“{label.title}”."
        )
    return letter


def _free_key(title: str, labels: Iterable[Label]) -> str:
    taken = {one.key for one in labels} | RESERVED_KEYS
    # As on a keyboard that has Latin letters, which most labels are tagged with.
    letters = (one for one in title.upper() if one.isascii() and one.isalnum())
    return next((one for one in letters if one not in taken), "")


def _free_colour(labels: Iterable[Label]) -> str:
    used = Counter(one.colour.lower() for one in labels)
    return min(COLOURS, key=lambda one: used[one])


def _free_channel(labels: Iterable[Label]) -> Channel:
    used = {one.channel for one in labels}
    return next((one for one in CHANNELS if one not in used and one != "none"), "tint")


def _pointed(kind: LinkKind, kept: str, gone: str) -> LinkKind:
    def ends(labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kept if one == gone else one for one in labels))

    return replace(kind, from_labels=ends(kind.from_labels), to_labels=ends(kind.to_labels))


def _without(kinds: Iterable[LinkKind], label: str) -> Iterable[LinkKind]:
    """Yield the kinds that are left without a label; none listed would mean that any may be."""
    for kind in kinds:
        if kind.uid != CONTINUES_LINK and (label,) in (kind.from_labels, kind.to_labels):
            continue
        yield replace(
            kind,
            from_labels=tuple(one for one in kind.from_labels if one != label),
            to_labels=tuple(one for one in kind.to_labels if one != label),
        )
