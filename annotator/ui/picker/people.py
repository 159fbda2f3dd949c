"""The rows of a picker as people: candidates for who speaks or is mentioned."""

from annotator.core.candidate import Candidate
from annotator.core.folding import fold
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
