"""The registry of actors, and whom a mention mentions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import regex

from annotator.core.clock import new_uid, now
from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.mentions import form
from annotator.core.model import Actor, Annotation
from annotator.core.scheme import AUTHOR, Scheme

# What a person may change about an actor.
ACTOR_PROPERTIES = frozenset(
    (
        "name", "kind", "role", "organisation", "country", "external_id", "aliases", "notes",
        "article",
    )
)  # fmt: skip
_FILLED = ("role", "organisation", "country", "external_id")
# NUL, which ends texts elsewhere, and marks that embed, override or isolate a direction.
_TURNING = regex.compile(r"[\x00\u202a-\u202e\u2066-\u2069]")
_SEEN = regex.compile(r"[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]")
_MENTION = "mention"  # the attribute that says whether a mention is named, nominal or a pronoun


def new_actor(name: str, **values: Any) -> Actor:
    """Return an actor that is not in the registry yet; `values` are its other fields."""
    actor = Actor(uid=new_uid(), **_fitted({**values, "name": name}))
    if (actor.kind == "unnamed") != (actor.article is not None):
        raise AnnotatorError("An unnamed actor, and no other, belongs to one article.")
    return actor


def add_actor(actor: Actor) -> Edit:
    return Edit(Kind.ADD_ACTOR, (create(actor),))


def change_actor(actor: Actor, values: Mapping[str, Any], articles: Collection[str] = ()) -> Edit:
    """Set fields of an actor.

    `articles` are those (by uid) in which it is met: who becomes unnamed belongs to the one.
    """
    changed = replace(actor, **_fitted(values))
    if actor.uid == AUTHOR and changed.kind != "author":
        raise AnnotatorError("This is the own voice of any article, and stays that.")
    if changed.kind != "unnamed":
        changed = replace(changed, article=None)
    elif changed.article is None:
        changed = replace(changed, article=_only(actor, articles))
    return Edit(Kind.ACTOR, (Change(actor, changed),) if changed != actor else ())


def merge_actors(kept: Actor, others: Iterable[Actor], annotations: Iterable[Annotation]) -> Edit:
    """Make several actors one; `annotations` are those that refer to the others.

    The one that is kept gets what the others are called, and what it does not say itself.
    """
    gone = list({one.uid: one for one in others if one.uid != kept.uid}.values())
    if not gone:
        raise AnnotatorError("Choose at least two actors to merge.")
    for one in gone:
        _check_may_become(one, kept)
    filled: dict[str, Any] = {name: _first(name, (kept, *gone)) for name in _FILLED}
    merged = replace(
        kept,
        aliases=_aliases(kept.name, (*kept.aliases, *_names_of(gone))),
        notes="\n".join(dict.fromkeys(one.notes for one in (kept, *gone) if one.notes)),
        **filled,
    )
    changes = [Change(kept, merged)] if merged != kept else []
    uids = {one.uid for one in gone}
    changes += _pointed((one for one in annotations if one.actor in uids), kept.uid)
    return Edit(Kind.MERGE_ACTORS, (*changes, *map(remove, gone)))


def split_actor(actor: Actor, annotations: Iterable[Annotation], name: str) -> Edit:
    """Make a new actor of the same kind, of whom some annotations tell from now on."""
    moved = [one for one in annotations if one.actor == actor.uid]
    if not moved:
        raise AnnotatorError(f"Choose the mentions of “{actor.name}” that are somebody else.")
    made = new_actor(name, kind=actor.kind, article=actor.article)
    return Edit(Kind.SPLIT_ACTOR, (create(made), *_pointed(moved, made.uid)))


def delete_actors(actors: Iterable[Actor], annotations: Iterable[Annotation]) -> Edit:
    """Take actors out of the registry; `annotations` (all that refer to them) stay, without."""
    gone = list({one.uid: one for one in actors}.values())
    uids = {one.uid for one in gone}
    silent = _pointed((one for one in annotations if one.actor in uids), None)
    return Edit(Kind.DELETE_ACTOR, (*silent, *map(remove, gone)))


def identify(
    mention: Annotation, actor: Actor | None, scheme: Scheme, *, is_new: bool = False
) -> Edit:
    """Say who a mention is, or with `None` that this is not known.

    With `is_new` the actor comes into the registry. Where nobody said yet whether the mention is
    named, nominal or a pronoun, its words tell.
    """
    if scheme.voice(mention.label) is not None:
        raise AnnotatorError("This is spoken and mentions nobody. Say who speaks it instead.")
    if actor is None:
        return Edit(Kind.MENTION, tuple(_pointed([mention], None)))
    known = replace(identified(mention, actor, scheme), modified_at=now())
    if (known.actor, known.attributes) == (mention.actor, mention.attributes):
        return Edit(Kind.MENTION, ())
    made = (create(actor),) if is_new else ()
    return Edit(Kind.MENTION, (*made, Change(mention, known)))


def identified(mention: Annotation, actor: Actor | None, scheme: Scheme) -> Annotation:
    """Return a mention with the actor that it mentions, and with the form of its words."""
    if actor is not None:
        check_may_be(actor, mention.article)
    return replace(
        mention,
        actor=actor.uid if actor else mention.actor,
        attributes={**_form_of(mention, scheme), **mention.attributes},
    )


def check_may_be(actor: Actor, article: str) -> None:
    """Raise AnnotatorError for an unnamed actor of another article."""
    if actor.article not in (None, article):
        raise AnnotatorError(
            f"“{actor.name}” is unnamed and belongs to another article. Choose somebody else, or "
            "give that actor a kind other than unnamed."
        )


def _form_of(mention: Annotation, scheme: Scheme) -> dict[str, str]:
    asked = [one for one in scheme.attributes_of(mention.label) if one.name == _MENTION]
    choices = {choice["name"] for one in asked for choice in one.choices}
    found = form(mention.text)
    return {_MENTION: found} if found in choices else {}


def _fitted(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields of an actor as they are stored."""
    unknown = set(values) - ACTOR_PROPERTIES
    if unknown:
        raise AnnotatorError(f"An actor's {', '.join(sorted(unknown))} cannot be changed.")
    fitted = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    if "name" in fitted:
        fitted["name"] = _name(fitted["name"])
        if not fitted["name"]:
            raise AnnotatorError("An actor needs a name.")
    if "aliases" in fitted:
        fitted["aliases"] = _aliases(fitted.get("name", ""), map(_name, fitted["aliases"]))
    return fitted


def _name(text: str) -> str:
    """Return a name without what would turn the words beside it round; empty if none is seen."""
    name = _TURNING.sub("", text).strip()
    return name if _SEEN.search(name) else ""


def _only(actor: Actor, articles: Collection[str]) -> str:
    if len(articles) == 1:
        return next(iter(articles))
    met = f"is met in {len(articles)}" if articles else "is met in none"
    raise AnnotatorError(
        f"An unnamed actor belongs to one article, and “{actor.name}” {met}. "
        + ("Split the mentions of one article off first." if articles else "Tag a mention first.")
    )


def _check_may_become(gone: Actor, kept: Actor) -> None:
    if gone.uid == AUTHOR:
        raise AnnotatorError("The own voice of the articles is nobody else; keep it apart.")
    if kept.kind != "unnamed":
        return
    if gone.kind != "unnamed":
        raise AnnotatorError(
            f"“{kept.name}” is unnamed and cannot stand for “{gone.name}”. Keep “{gone.name}”."
        )
    if gone.article != kept.article:
        raise AnnotatorError(
            f"“{gone.name}” and “{kept.name}” are unnamed in different articles. Who is met in "
            "several articles needs a kind other than unnamed."
        )


def _names_of(actors: Iterable[Actor]) -> Iterator[str]:
    # What somebody unnamed is called in one article says nothing in another one.
    for one in actors:
        if one.kind != "unnamed":
            yield from (one.name, *one.aliases)


def _aliases(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, in their order, without those that are the actor's own."""
    # Not folded: who writes both Aurèle and Aurele wants to see both.
    trimmed = (one.strip() for one in aliases)
    return tuple(dict.fromkeys(one for one in trimmed if one and one != name))


def _first(name: str, actors: Iterable[Actor]) -> str:
    return next((value for one in actors if (value := getattr(one, name))), "")


def _pointed(annotations: Iterable[Annotation], actor: str | None) -> list[Change]:
    """Return the changes after which annotations tell of an actor, or of none."""
    when = now()
    return [
        Change(one, replace(one, actor=actor, modified_at=when))
        for one in annotations
        if one.actor != actor
    ]
