"""What is still to do in a text: quotations that nobody tagged, paragraphs that nobody touched.

Both are looked for from a place on and no further than they are found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.core.paragraphs import paragraph_after, paragraph_at, paragraph_before, trimmed
from annotator.core.quotations import quotations_after, quotations_before
from annotator.core.span import Span

# Answers which annotations (of those that count) share a character with a stretch of the text.
Meeting = Callable[[Span], Sequence[Span]]


def next_quotation(text: str, tagged: Meeting, place: Span | int, *, back: bool) -> Span | None:
    """Return the next quotation that is not tagged yet, marks included, or the previous one.

    From a caret it is the next that starts there or later, or the last that starts before; from a
    stretch that is selected the next, or the last, that does not start where that does. So an
    outer one comes before those in it. `tagged` answers with quotes only. A quotation counts as
    tagged when they cover more than half of what stands between its marks, or when one around it
    is tagged.
    """
    at = place if isinstance(place, int) else place.start
    if back:
        for found in quotations_before(text, at):
            before = [one for one in _untagged(found, tagged) if one.start < at]
            if before:
                return before[-1]
    else:
        first = at if isinstance(place, int) else at + 1
        for found in quotations_after(text, at):
            for one in _untagged(found, tagged):
                if one.start >= first:
                    return one
    return None


def untagged_quotations(text: str, tagged: Meeting) -> Iterator[Span]:
    """Yield all quotations of a text that are not tagged yet, in order."""
    for found in quotations_after(text, 0):
        yield from _untagged(found, tagged)


def next_untouched(text: str, touching: Meeting, at: int, *, back: bool) -> Span | None:
    """Return the next paragraph without any annotation, or the previous one; blanks trimmed.

    It is one that starts after the caret, or before it. `touching` answers with annotations of
    any label.
    """
    for line in _paragraphs_before(text, at) if back else _paragraphs_after(text, at):
        ink = trimmed(text, line.start, line.end)
        if ink is not None and not touching(ink):
            return ink
    return None


def _untagged(found: Iterable[Span], tagged: Meeting) -> Iterator[Span]:
    """Yield those of some quotations in order that neither are tagged nor lie in one that is."""
    covered = 0
    for one in found:
        if one.end <= covered:
            continue
        if _is_tagged(_between_marks(one), tagged):
            covered = one.end
        else:
            yield one


def _between_marks(quotation: Span) -> Span:
    return Span(quotation.start + 1, quotation.end - 1) if len(quotation) > 2 else quotation


def _is_tagged(inside: Span, tagged: Meeting) -> bool:
    shared, reached = 0, inside.start
    for one in sorted(tagged(inside)):
        start, end = max(one.start, reached), min(one.end, inside.end)
        shared += max(0, end - start)
        reached = max(reached, end)
    return 2 * shared > len(inside)


def _paragraphs_after(text: str, at: int) -> Iterator[Span]:
    here = paragraph_at(text, at)
    line = paragraph_after(text, here.end if here else at)
    while line is not None:
        yield line
        line = paragraph_after(text, line.end)


def _paragraphs_before(text: str, at: int) -> Iterator[Span]:
    line = paragraph_before(text, at)
    while line is not None:
        yield line
        line = paragraph_before(text, line.start)
