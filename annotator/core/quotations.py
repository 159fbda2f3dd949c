"""Which stretches of a text are quotations, over paragraphs too, as news sets them.

Where a quotation goes on in a new paragraph, that paragraph opens with the same mark again and
only the last one closes. So a paragraph depends on the one before only when that left a mark open
and it begins with such a mark: a place in a long text is answered from the few paragraphs around.
"""

from annotator.core.marks import Opening, Paired, paired
from annotator.core.paragraphs import paragraph_after, paragraph_at, paragraph_before
from annotator.core.span import Span

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


def _near(text: str, start: int, end: int) -> list[Span]:
    """Return the quotations that touch a stretch, and some others of the same paragraphs."""
    found: list[Span] = []
    pending: Pending = []
    line = _first_line(text, start)
    while line is not None:
        marks = paired(line.of(text))
        continued = _continued(pending, marks)
        if line.start > end and not any(origin <= end for origin in continued.values()):
            break
        origins = {
            one: continued.get(one, line.start + one.at)
            for one in [*(opening for opening, _ in marks.pairs), *marks.unclosed]
        }
        found += [Span(origins[one], line.start + closed) for one, closed in marks.pairs]
        pending = [(one.mark, origins[one]) for one in marks.pending]
        line = paragraph_after(text, line.end)
    return found


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
