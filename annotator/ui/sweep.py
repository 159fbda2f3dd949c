"""Going through a long text for hits, a stretch at a time, so that nobody has to wait for it.

A hit may be cut off by the end of a stretch, or look like one only there. So what comes near that
end is looked at again at the beginning of the next stretch, which is longer where it must be.
"""

from collections.abc import Iterator

from annotator.core.search import Search
from annotator.core.span import Span

# In characters. A stretch takes a few milliseconds; what is found may look this far beyond itself.
_STRETCH, _MARGIN = 200_000, 20_000


def sweep(
    search: Search, text: str, found: list[Span], stretch: int = _STRETCH, margin: int = _MARGIN
) -> Iterator[None]:
    """Append the hits in a text to `found`, in order; whoever iterates may pause after each step.

    Raises AnnotatorError on a pattern that takes too long.
    """
    start, size = 0, stretch
    while start < len(text):
        end = min(start + size, len(text))
        safe = end if end == len(text) else end - margin
        on = max(start, safe)
        behind = start
        for hit in search.hits(text, Span(start, end)):
            if hit.end > safe:
                on = min(on, hit.start)
                break
            found.append(hit)
            behind = hit.end
            yield
        size = stretch if max(on, behind) > start else size * 2
        start = max(on, behind)
        yield
