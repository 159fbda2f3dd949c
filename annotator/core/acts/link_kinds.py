"""What a person changes about kinds of link: from a codebook to a revision of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.core.acts.existing import existing
from annotator.core.clock import new_uid
from annotator.core.errors import AnnotatorError
from annotator.core.identifiers import check_identifier, check_title, identifier
from annotator.core.model import LinkKind
from annotator.core.ordering import in_order
from annotator.core.revision import Revision
from annotator.core.scheme import CONTINUES_LINK, Scheme

_CHANGED = frozenset(("title", "from_labels", "to_labels", "many", "across"))


def add(scheme: Scheme, title: str, values: Mapping[str, Any]) -> Revision:
    """Make a kind of link, the last one."""
    taken = {one.name for one in scheme.link_kinds}
    given = dict(values)
    name = given.pop("name", None) or identifier(title, taken, "link")
    check_identifier(name, taken, "a kind of link")
    kind = LinkKind(
        uid=new_uid(),
        name=name,
        title=title,
        position=1 + max((one.position for one in scheme.link_kinds), default=-1),
    )
    made = replace(scheme, link_kinds=(*scheme.link_kinds, kind))
    return Revision(scheme, _changed(made, kind, given))


def change(scheme: Scheme, uid: str, values: Mapping[str, Any]) -> Revision:
    return Revision(scheme, _changed(scheme, existing(scheme.link_kinds, uid), values))


def order(scheme: Scheme, uids: Sequence[str]) -> Revision:
    """Put kinds in this order, and behind them those that are not named."""
    return Revision(scheme, replace(scheme, link_kinds=in_order(scheme.link_kinds, uids)))


def rename(scheme: Scheme, uid: str, name: str) -> Revision:
    kind = existing(scheme.link_kinds, uid)
    others = {one.name for one in scheme.link_kinds if one.uid != uid}
    check_identifier(name, others, "a kind of link")
    return Revision(scheme, _with(scheme, replace(kind, name=name)))


def merge(scheme: Scheme, kept: str, gone: str) -> Revision:
    """Let one kind take the links of another; it may tie then what either could."""
    stays, goes = existing(scheme.link_kinds, kept), existing(scheme.link_kinds, gone)
    if kept == gone:
        raise AnnotatorError("A kind of link cannot be merged with itself.")
    for one in (stays, goes):
        _check_may_go(one)
    if stays.across != goes.across:
        across, within = (stays, goes) if stays.across else (goes, stays)
        raise AnnotatorError(
            f"“{across.title}” ties annotations of two articles and “{within.title}” those of "
            "one, so they cannot be merged."
        )
    both = replace(
        stays,
        from_labels=_either(stays.from_labels, goes.from_labels),
        to_labels=_either(stays.to_labels, goes.to_labels),
        many=stays.many or goes.many,
    )
    after = _with(scheme, both)
    kinds = tuple(one for one in after.link_kinds if one.uid != gone)
    return Revision(scheme, replace(after, link_kinds=kinds), link_kinds={gone: kept})


def delete(scheme: Scheme, uid: str) -> Revision:
    _check_may_go(existing(scheme.link_kinds, uid))
    kinds = tuple(one for one in scheme.link_kinds if one.uid != uid)
    return Revision(scheme, replace(scheme, link_kinds=kinds))


def _changed(scheme: Scheme, kind: LinkKind, values: Mapping[str, Any]) -> Scheme:
    given = dict(values)
    if unknown := given.keys() - _CHANGED:
        raise TypeError(f"a kind of link's {', '.join(sorted(unknown))} cannot be changed so")
    for ends in ("from_labels", "to_labels"):
        if ends in given:
            given[ends] = tuple(
                dict.fromkeys(existing(scheme.labels, uid).uid for uid in given[ends])
            )
    after = replace(kind, **given)
    check_title(after.title, "a kind of link")
    if after.uid == CONTINUES_LINK and after != replace(kind, title=after.title):
        raise AnnotatorError(
            f"“{kind.title}” ties the parts of split annotations; only its title can be changed."
        )
    return _with(scheme, after)


def _with(scheme: Scheme, kind: LinkKind) -> Scheme:
    kinds = tuple(kind if one.uid == kind.uid else one for one in scheme.link_kinds)
    return replace(scheme, link_kinds=kinds)


def _either(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels that are in either; no labels stand for all."""
    return tuple(dict.fromkeys((*some, *others))) if some and others else ()


def _check_may_go(kind: LinkKind) -> None:
    if kind.uid == CONTINUES_LINK:
        raise AnnotatorError(f"“{kind.title}” stays as it is: it ties the parts of split quotes.")
