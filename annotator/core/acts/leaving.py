"""What a check found is left as it is: it is right, and not to be found again."""

from collections.abc import Iterable

from annotator.core.clock import now
from annotator.core.edit import Edit, Kind, create, remove
from annotator.core.model import Dismissed
from annotator.core.span import Span


def leave(places: Iterable[tuple[str, str, Span]], coder: str) -> Edit:
    """Keep it that findings of a kind, in an article (by uid), at a span are to be left."""
    when = now()
    left = (
        Dismissed(
            kind=kind,
            article_a=article, start_a=span.start, end_a=span.end,
            article_b=article, start_b=span.start, end_b=span.end,
            coder=coder, at=when,
        )
        for kind, article, span in dict.fromkeys(places)
    )  # fmt: skip
    return Edit(Kind.LEAVE, tuple(map(create, left)))


def look_again(left: Iterable[Dismissed]) -> Edit:
    """Let be found again what was left."""
    return Edit(Kind.LEAVE, tuple(map(remove, left)))
