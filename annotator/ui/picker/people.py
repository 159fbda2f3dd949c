"""The rows of a picker as people: candidates of an article, or the registry alone."""

from collections.abc import Callable, Collection, Sequence

from annotator.core.acts.actors import new_actor
from annotator.core.candidate import Candidate
from annotator.core.folding import fold
from annotator.core.model import Actor
from annotator.project.registry import Registry
from annotator.ui.phrases import excerpt
from annotator.ui.picker.question import Choice
from annotator.ui.words import in_quotes

_KEYS = {"author": "0", "unnamed": "-"}


def choice(candidate: Candidate, *, is_set: bool = False) -> Choice:
    """Return the row of a candidate; its `value` is the candidate."""
    title = candidate.title
    words = candidate.words if fold(candidate.words) != fold(title) else ""
    detail, mark, number = candidate.detail.rpartition("¶")
    place = f"¶{number}" if mark else ""
    detail = detail.removesuffix(", ") if mark else number
    if candidate.span is not None and not detail:
        detail = "not tagged"
    beside = (in_quotes(words) if words else "", detail)
    return Choice(
        excerpt(title),
        " · ".join(filter(None, beside)),
        place,
        _KEYS.get(candidate.what, ""),
        is_set,
        candidate,
    )


def registered(
    registry: Registry,
    *,
    article: str = "",
    is_set: Collection[str] = (),
    makes_new: bool = True,
) -> Callable[[str], Sequence[Choice]]:
    """Return what finds actors of the registry, for a `Question`.

    The `value` of each choice is a `Candidate` with an `actor`; `is_new` is to be made. Those of
    `is_set` (uids) are shown as set. Unnamed actors come only where their `article` is named.
    """

    def choices(typed: str) -> list[Choice]:
        found = [match.actor for match in registry.matcher.search(typed, article)]
        rows = [_of_actor(one, is_set=one.uid in is_set) for one in found]
        if typed and makes_new and fold(typed) not in {fold(one.name) for one in found}:
            actor = new_actor(typed)
            rows.append(choice(Candidate("new", actor.name, actor=actor, is_new=True)))
        return rows

    return choices


def _of_actor(actor: Actor, *, is_set: bool) -> Choice:
    detail = actor.role or actor.organisation
    return choice(Candidate("actor", actor.name, actor=actor, detail=detail), is_set=is_set)
