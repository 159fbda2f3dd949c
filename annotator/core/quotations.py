"""Which stretches of a text are quotations, over paragraphs too, as news sets them.

Where a quotation goes on in a new paragraph, that paragraph opens with the same mark again and
only the last one closes. So a paragraph depends on the one before only when that left a mark open
and it begins with such a mark: a place in a long text is answered from the few paragraphs around.
"""

import re
from collections import deque
from collections.abc import Iterator

from annotator.core.marks import MAY_OPEN, Opening, Paired, paired
from annotator.core.paragraphs import paragraph_after, paragraph_at, paragraph_before
from annotator.core.span import Span

_MAY_OPEN = re.compile(MAY_OPEN)

Pending = list[tuple[str, int]]  # marks left open and where in the text they were opened


def quotations(text: str, within: Span | None = None) -> list[Span]:
    """Return the quotations of a text, or those inside a stretch of it, marks included.

    They are in order of start, outer before inner. A mark without its counterpart is none.
    """
    stretch = within or Span(0, max(1, len(text)))
    found = [span for span in _near(text, stretch.start, stretch.end) if stretch.contains(span)]
    return sorted(found, key=lambda span: (span.start, -span.end))


def quotations_around(text: str, at: int) -> list[Span]:
    """Return the quotations that a caret is in or at an end of, innermost first.

    Between two that touch, the one that starts there comes first.
    """
    found = [span for span in _near(text, at, at) if span.touches(at)]
    return sorted(found, key=lambda span: (span.start != at, span.end != at, len(span)))


def quotations_after(text: str, at: int) -> Iterator[list[Span]]:
    """Yield the quotations around `at` and on, each time those of paragraphs that hang together.

    They are in order; the first may lie before `at`. Nothing is read before it is asked for.
    """
    line = _first_line(text, at)
    while line is not None:
        found, end = _together(text, line)
        yield found
        line = _marked_after(text, end)


def quotations_before(text: str, at: int) -> Iterator[list[Span]]:
    """Yield the quotations that start before `at`, those of the last paragraphs first.

    Otherwise as `quotations_after`; the last of the first may lie after `at`.
    """
    line = _marked_before(text, at)
    while line is not None:
        first = _first_line(text, line.start) or line
        yield _together(text, first)[0]
        line = _marked_before(text, first.start)


def _near(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the quotations that touch a stretch, and some others of the same paragraphs."""
    line = _first_line(text, start)
    while line is not None and line.start <= end:
        found, after = _together(text, line)
        yield from found
        line = _marked_after(text, after)


def _together(text: str, first: Span) -> tuple[list[Span], int]:
    """Return the quotations of a paragraph and those that go on from it, and where these end."""
    found: list[Span] = []
    pending: Pending = []
    line, end = first, first.end
    while True:
        marks = paired(line.of(text))
        continued = _continued(pending, marks)
        if pending and not continued:
            break
        origins = {
            one: continued.get(one, line.start + one.at)
            for one in [*(opening for opening, _ in marks.pairs), *marks.unclosed]
        }
        found += [Span(origins[one], line.start + closed) for one, closed in marks.pairs]
        pending = [(one.mark, origins[one]) for one in marks.pending]
        end = line.end
        following = paragraph_after(text, line.end) if pending else None
        if following is None:
            break
        line = following
    return sorted(found, key=lambda span: (span.start, -span.end)), end


def _first_line(text: str, at: int) -> Span | None:
    """Return the paragraph from which the quotations at `at` can be read."""
    line = paragraph_at(text, at) or paragraph_before(text, at) or paragraph_after(text, at)
    while line is not None:
        before = paragraph_before(text, line.start)
        if before is None:
            break
        pending = [(one.mark, one.at) for one in paired(before.of(text)).pending]
        if not _continued(pending, paired(line.of(text))):
            break
        line = before
    return line


def _marked_after(text: str, at: int) -> Span | None:
    """Return the next paragraph that starts after `at` and that a quotation could begin in."""
    mark = _MAY_OPEN.search(text, at)
    return paragraph_at(text, mark.start()) if mark else None


def _marked_before(text: str, at: int) -> Span | None:
    """Return the paragraph of the last mark before `at` that could open a quotation."""
    stop, size = at, 1_000
    while stop > 0:
        # `regex` can search backwards, but takes twenty times as long.
        start = max(0, stop - size)
        marks = deque(_MAY_OPEN.finditer(text, start, stop), maxlen=1)
        if marks:
            return paragraph_at(text, marks[0].start())
        stop, size = start, 2 * size
    return None


def _continued(pending: Pending, marks: Paired) -> dict[Opening, int]:
    """Return which marks at the start of a paragraph repeat one left open, and its place."""
    origins = {}
    for one in marks.leading:
        places = [index for index, (mark, _) in enumerate(pending) if mark == one.mark]
        if not places:
            break
        origins[one] = pending[places[0]][1]
        pending = pending[places[0] + 1 :]
    return origins
