"""What a person changes about the questions of a label: from a codebook to a revision of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from annotator.core.acts.existing import existing
from annotator.core.clock import new_uid
from annotator.core.converting import choice_names, converted
from annotator.core.errors import AnnotatorError
from annotator.core.identifiers import check_identifier, check_title, free, identifier, simplified
from annotator.core.model import Attribute, AttributeKind, Json
from annotator.core.ordering import in_order
from annotator.core.revision import Into, Revision
from annotator.core.scheme import Scheme

KINDS: tuple[AttributeKind, ...] = get_args(AttributeKind)

_CHANGED = frozenset(("title", "kind", "choices", "required", "show_when", "description"))


def add(
    scheme: Scheme, label: str, title: str, kind: AttributeKind, values: Mapping[str, Any]
) -> Revision:
    """Make an attribute, the last one of its label."""
    there = scheme.attributes_of(existing(scheme.labels, label).uid)
    taken = {one.name for one in there}
    given = dict(values)
    name = given.pop("name", None) or identifier(title, taken, "attribute")
    check_identifier(name, taken, "an attribute of this label")
    attribute = Attribute(
        uid=new_uid(),
        label=label,
        name=name,
        title=title,
        kind=kind,
        position=1 + max((one.position for one in there), default=-1),
    )
    made = replace(scheme, attributes=(*scheme.attributes, attribute))
    return Revision(scheme, _changed(made, attribute, given))


def change(
    scheme: Scheme, uid: str, values: Mapping[str, Any], answered: Iterable[str] = ()
) -> Revision:
    """Set fields of an attribute.

    One that becomes a choice and has no choices gets those that were `answered`.
    """
    attribute = attribute_of(scheme, uid)
    given = dict(values)
    becomes_choice = given.get("kind") == "choice" and attribute.kind != "choice"
    if becomes_choice and "choices" not in given and not attribute.choices:
        given["choices"] = choices_from(answered)
    return Revision(scheme, _changed(scheme, attribute, given))


def choices_from(answered: Iterable[str]) -> tuple[str, ...]:
    """Return the titles of choices for what was answered, each once in any case."""
    once: dict[str, str] = {}
    for one in answered:
        once.setdefault(one.strip().casefold(), one)
    return tuple(once.values())


def order(scheme: Scheme, label: str, uids: Sequence[str]) -> Revision:
    """Put the attributes of a label in this order, and behind them those that are not named."""
    ordered = {one.uid: one for one in in_order(scheme.attributes_of(label), uids)}
    after = tuple(ordered.get(one.uid, one) for one in scheme.attributes)
    return Revision(scheme, replace(scheme, attributes=after))


def rename(scheme: Scheme, uid: str, name: str) -> Revision:
    attribute = attribute_of(scheme, uid)
    others = {one.name for one in scheme.attributes_of(attribute.label) if one.uid != uid}
    check_identifier(name, others, "an attribute of this label")
    return Revision(scheme, _with(scheme, attribute, replace(attribute, name=name)))


def merge(scheme: Scheme, kept: str, gone: str) -> Revision:
    """Let one attribute take the answers to another of its label."""
    stays, goes = attribute_of(scheme, kept), attribute_of(scheme, gone)
    if kept == gone:
        raise AnnotatorError("An attribute cannot be merged with itself.")
    if stays.label != goes.label:
        raise AnnotatorError("Only attributes of one label can be merged.")
    both = united(stays, goes)
    if both.show_when and both.show_when.get("attribute") == goes.name:
        both = replace(both, show_when=None)
    after = _with(scheme, stays, both)
    left = tuple(one for one in after.attributes if one.uid != gone)
    after = _shown_by(replace(after, attributes=left), goes, both)
    there = {one.name: one for one in after.attributes_of(both.label)}
    leading = there.get((both.show_when or {}).get("attribute", ""))
    if leading is not None and _leads_to(leading, both, there):
        raise AnnotatorError(
            f"“{goes.title}” cannot be merged into “{stays.title}”: “{leading.title}”, for which "
            "that waits, would wait for it."
        )
    return Revision(scheme, after, attributes={gone: kept})


def delete(scheme: Scheme, uid: str) -> Revision:
    return Revision(scheme, _with(scheme, attribute_of(scheme, uid), None))


def rename_choice(scheme: Scheme, uid: str, name: str, new_name: str) -> Revision:
    attribute = _with_choice(scheme, uid, name)
    new_name = new_name.strip()
    if new_name == name:
        return Revision(scheme, scheme)
    names = {name: new_name}
    choices = ({**one, "name": names.get(one["name"], one["name"])} for one in attribute.choices)
    return _rewritten(scheme, attribute, tuple(choices), names)


def merge_choices(scheme: Scheme, uid: str, kept: str, gone: str) -> Revision:
    """Turn the answers of one choice into another of the same attribute."""
    attribute = _with_choice(scheme, uid, kept)
    _with_choice(scheme, uid, gone)
    if kept == gone:
        raise AnnotatorError("A choice cannot be merged with itself.")
    choices = (one for one in attribute.choices if one["name"] != gone)
    return _rewritten(scheme, attribute, tuple(choices), {gone: kept})


def attribute_of(scheme: Scheme, uid: str) -> Attribute:
    """Return the attribute of a uid. Raises AnnotatorError where it is gone."""
    return existing(scheme.attributes, uid)


def united(kept: Attribute, gone: Attribute) -> Attribute:
    """Return an attribute that takes the answers to another as well."""
    if (kept.kind, gone.kind) != ("choice", "choice"):
        return kept
    there = choice_names(kept)
    lacking = (one for one in gone.choices if one["name"] not in there)
    return replace(kept, choices=(*kept.choices, *lacking))


def moved(scheme: Scheme, kept: str, gone: str) -> tuple[tuple[Attribute, ...], Into]:
    """Return all attributes when those of one label have gone over to another.

    One that the other has by name already is merged into that; those come second, by uid.
    """
    there = {one.name: one for one in scheme.attributes_of(kept)}
    last = max((one.position for one in there.values()), default=-1)
    coming = scheme.attributes_of(gone)
    both = {one.name: (one, united(there[one.name], one)) for one in coming if one.name in there}
    after = {one.uid: one for one in scheme.attributes}
    for number, one in enumerate(coming, start=1):
        if one.name in both:
            del after[one.uid]
            after[both[one.name][1].uid] = both[one.name][1]
        else:
            pair = both.get((one.show_when or {}).get("attribute", ""))
            condition = followed(one.show_when, *pair) if pair else one.show_when
            after[one.uid] = replace(one, label=kept, position=last + number, show_when=condition)
    return tuple(after.values()), {old.uid: new.uid for old, new in both.values()}


def choice(given: Json | str, taken: Iterable[str]) -> Json:
    """Return a choice, with the name made of its title where only that is given."""
    if isinstance(given, str):
        title = given.strip()
        return {"name": free(simplified(title) or "choice", set(taken)), "title": title}
    title = str(given.get("title", given["name"])).strip()
    return {**given, "name": str(given["name"]).strip(), "title": title}


def _rewritten(scheme: Scheme, old: Attribute, choices: tuple[Json, ...], names: Into) -> Revision:
    new = replace(old, choices=choices)
    check(new)
    after = _with(scheme, old, new, names)
    return Revision(scheme, after, choices={old.uid: names})


def _changed(scheme: Scheme, attribute: Attribute, values: Mapping[str, Any]) -> Scheme:
    given = dict(values)
    if unknown := given.keys() - _CHANGED:
        raise TypeError(f"an attribute's {', '.join(sorted(unknown))} cannot be changed so")
    if "choices" in given:
        given["choices"] = _choices(given["choices"])
    after = replace(attribute, **given)
    if "show_when" in given and after.show_when is not None:
        after = replace(after, show_when=condition(scheme, after, after.show_when))
    check(after)
    return _with(scheme, attribute, after)


def _choices(given: Iterable[Json | str]) -> tuple[Json, ...]:
    made: list[Json] = []
    for one in given:
        if not (isinstance(one, str) and not one.strip()):
            made.append(choice(one, (other["name"] for other in made)))
    return tuple(made)


def check(attribute: Attribute) -> None:
    """Raise AnnotatorError where title, kind or choices of an attribute make no sense."""
    check_title(attribute.title, "an attribute")
    if attribute.kind not in KINDS:
        raise AnnotatorError(
            f"“{attribute.kind}” is no kind of attribute. There are: {', '.join(KINDS)}."
        )
    names = choice_names(attribute)
    for one in attribute.choices:
        if not one["name"] or not one.get("title", "-") or "\n" in one["name"]:
            raise AnnotatorError(f"Each choice of “{attribute.title}” needs a name and a title.")
        if names.count(one["name"]) > 1:
            raise AnnotatorError(f"“{attribute.title}” has the choice “{one['name']}” twice.")


def condition(scheme: Scheme, attribute: Attribute, given: Json) -> Json:
    """Return `show_when` as it is stored. Raises AnnotatorError where it can never be met."""
    there = {one.name: one for one in scheme.attributes_of(attribute.label)}
    other = there.get(given.get("attribute", ""))
    if other is None:
        raise AnnotatorError(
            f"“{attribute.title}” cannot wait for “{given.get('attribute')}”: the label has no "
            "such attribute."
        )
    if _leads_to(other, attribute, there):
        raise AnnotatorError(
            f"“{attribute.title}” cannot wait for an answer to “{other.title}”, which would wait "
            "for it."
        )
    values = given.get("is", ())
    wanted = tuple(values) if isinstance(values, list | tuple) else (values,)
    if not wanted:
        raise AnnotatorError(f"Say for which answers to “{other.title}” this is asked.")
    answers = tuple(converted(one, None, other) for one in wanted)
    if None in answers:
        wrong = wanted[answers.index(None)]
        raise AnnotatorError(f"“{wrong}” is no answer to “{other.title}”.")
    return {"attribute": other.name, "is": answers}


def _leads_to(one: Attribute, attribute: Attribute, there: Mapping[str, Attribute]) -> bool:
    """Say whether an attribute is, or waits for, another one."""
    seen: set[str] = set()
    leading: Attribute | None = one
    while leading is not None and leading.name not in seen:
        if leading.uid == attribute.uid:
            return True
        seen.add(leading.name)
        leading = there.get((leading.show_when or {}).get("attribute", ""))
    return False


def _with_choice(scheme: Scheme, uid: str, name: str) -> Attribute:
    attribute = attribute_of(scheme, uid)
    if name not in choice_names(attribute):
        raise AnnotatorError(f"“{attribute.title}” has no choice “{name}”.")
    return attribute


def _with(
    scheme: Scheme, old: Attribute, new: Attribute | None, names: Into | None = None
) -> Scheme:
    """Return a codebook with an attribute changed, and what is shown by it brought up to that."""
    kept = (new if one.uid == old.uid else one for one in scheme.attributes)
    after = replace(scheme, attributes=tuple(one for one in kept if one is not None))
    return _shown_by(after, old, new, names or {})


def _shown_by(
    scheme: Scheme, old: Attribute, new: Attribute | None, names: Into | None = None
) -> Scheme:
    return replace(
        scheme,
        attributes=tuple(
            replace(one, show_when=followed(one.show_when, old, new, names))
            if _waits_for(one, old)
            else one
            for one in scheme.attributes
        ),
    )


def _waits_for(one: Attribute, other: Attribute) -> bool:
    return one.label == other.label and (one.show_when or {}).get("attribute") == other.name


def followed(
    condition: Json | None, old: Attribute, new: Attribute | None, names: Into | None = None
) -> Json | None:
    """Return a condition on an attribute as it is on the changed one; none where none is left.

    `names` are choices that have become others.
    """
    if condition is None or new is None:
        return None
    then = {**condition, "attribute": new.name}
    if (old.kind, old.choices) == (new.kind, new.choices) or "is" not in condition:
        return then
    values = condition["is"]
    wanted = values if isinstance(values, list | tuple) else (values,)
    named = (names.get(one, one) if names and isinstance(one, str) else one for one in wanted)
    fitting = (converted(one, old, new) for one in named)
    then["is"] = tuple(dict.fromkeys(one for one in fitting if one is not None))
    return then if then["is"] else None
