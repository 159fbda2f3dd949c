"""What is still to do in a text: quotations and names not tagged, paragraphs not touched.

All are looked for from a place on and no further than they are found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.core.names import names_in
from annotator.core.paragraphs import paragraph_after, paragraph_at, paragraph_before, trimmed
from annotator.core.quotations import quotations_after, quotations_before
from annotator.core.sentences import sentences
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
    at = place if isinstance(place, int) else place.start if back else place.start + 1
    return next(untagged_quotations(text, tagged, at, back=back), None)


def untagged_quotations(text: str, tagged: Meeting, at: int, *, back: bool) -> Iterator[Span]:
    """Yield the quotations not tagged yet that start at a place or later, or before it.

    The nearest comes first. Nothing is read before it is asked for.
    """
    if back:
        for found in quotations_before(text, at):
            yield from reversed([one for one in untagged_among(found, tagged) if one.start < at])
    else:
        for found in quotations_after(text, at):
            yield from (one for one in untagged_among(found, tagged) if one.start >= at)


def untagged_starts_at(text: str, tagged: Meeting, at: int) -> bool:
    """Say whether a quotation that is not tagged yet starts at a place; only read around it."""
    around = next(quotations_after(text, at), [])
    return any(one.start == at for one in untagged_among(around, tagged))


def next_name(text: str, tagged: Meeting, place: Span | int, *, back: bool) -> Span | None:
    """Return the next name that is not tagged yet, or the previous one.

    From a caret or a stretch that is selected as `next_quotation`. `tagged` answers with mentions
    of actors only; a name that shares a character with one is tagged.
    """
    at = place if isinstance(place, int) else place.start if back else place.start + 1
    for line in _lines_back(text, at) if back else _lines_on(text, at):
        found = [name for one in sentences(text, line) for name in names_in(text, one)]
        for name in reversed(found) if back else found:
            if (name.start < at if back else name.start >= at) and not tagged(name):
                return name
    return None


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


def untagged_among(found: Iterable[Span], tagged: Meeting) -> Iterator[Span]:
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


def _lines_on(text: str, at: int) -> Iterator[Span]:
    """Yield the paragraph of a place, if it is in one, and those after it."""
    here = paragraph_at(text, at)
    if here is not None:
        yield here
    yield from _paragraphs_after(text, at)


def _lines_back(text: str, at: int) -> Iterator[Span]:
    here = paragraph_at(text, at)
    if here is not None:
        yield here
    yield from _paragraphs_before(text, here.start if here else at)


def _paragraphs_before(text: str, at: int) -> Iterator[Span]:
    line = paragraph_before(text, at)
    while line is not None:
        yield line
        line = paragraph_before(text, line.start)
