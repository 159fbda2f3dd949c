"""The hits of a search in one text, for whoever must not wait for them.

Both the bar of a pane and the list of occurrences find theirs by this, so that they find the same.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from annotator.core.errors import AnnotatorError
from annotator.core.patterns import TakesTooLong
from annotator.core.progress import Progress
from annotator.core.search import Search
from annotator.core.span import Span
from annotator.ui import tasks
from annotator.ui.slicing import REST, Rest

# A pattern is tried here first, where the text has no more characters, for so many seconds.
_SHORT, _AT_ONCE = 50_000, 0.04


def looked_for(search: Search, text: str, owner: QObject) -> Iterator[Span | Rest | None]:
    """Yield the hits in order, and between them what `Slicing` makes a pause for.

    No step takes longer than a few hundredths of a second: a pattern that does is looked for in
    another thread, as long as somebody asks for more and the owner lives. Raises TakesTooLong.
    """
    if not search.query.is_pattern:
        yield from search.steps(text)
        return
    count = 0
    if len(text) <= _SHORT:
        try:
            for hit in search.steps(text, patience=_AT_ONCE):
                yield hit
                count += 1
        except TakesTooLong:
            yield None
        else:
            return
    answers: list[list[Span] | AnnotatorError] = []
    give_up = tasks.run_aside(
        owner, lambda progress: _all(search, text, progress), answers.append, answers.append
    )
    try:
        while not answers:
            yield REST
    finally:
        give_up()
    answer = answers[0]
    if isinstance(answer, AnnotatorError):
        raise answer
    yield from answer[count:]


def _all(search: Search, text: str, progress: Progress) -> list[Span]:
    """Return all hits; in the other thread."""
    found: list[Span] = []
    for hit in search.hits(text):
        progress.report(hit.end, len(text))
        found.append(hit)
    return found
