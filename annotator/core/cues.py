"""The words that tie a quote or claim to who speaks: found near it, and it near them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import regex

from annotator.core.characters import QUOTATION_MARKS
from annotator.core.framing import Frame, Side, whole
from annotator.core.index import Spanned
from annotator.core.quotations import quotations_around
from annotator.core.reporting import Expression, expression_of, expressions
from annotator.core.span import Span

S = TypeVar("S", bound=Spanned)

# What a place costs, in words of distance.
ELSEWHERE = 30.0  # in a sentence before or after
_INTRODUCED = 4  # in the sentence before, which ends with a colon
_NOTHING_SAID = 10  # in a paragraph in which nothing was quoted before
_WRONG_SIDE = 10  # before a quotation that closes with a comma, or behind one that does not
_GOES_ON = 12  # behind it, where the sentence goes on with something else
_BESIDE = 3  # what a cue beside a mention is better by
_DOUBTED = 7  # the doubt up to which words tie what holds them, or what is in another sentence
_ADJACENT = 24  # characters between a mention and its verb

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*")
_COLON = regex.compile(r":\s*$")


def cues_near(text: str, speech: Span, mentions: Sequence[Span] = ()) -> list[Span]:
    """Return the places of the cue of a quote or claim, best first.

    They are verbs of saying, in the forms of several languages, and turns such as “according to”.
    `mentions` are the tagged actors around it, if any: a verb beside one of them comes first.
    """
    return [one for _, one in ranked(text, speech, mentions)]


def ranked(text: str, speech: Span, mentions: Sequence[Span] = ()) -> list[tuple[float, Span]]:
    """Return the cues that `cues_near` does, each behind what it costs; below `ELSEWHERE` here."""
    speech = whole(text, speech)
    frame = Frame(text, speech)
    costs: dict[Span, float] = {}
    for side, stretch in frame.stretches():
        for one in expressions(text, stretch.start, stretch.end):
            if not frame.is_said_by_others(one.span) and not speech.overlaps(one.span):
                cost = _cost(frame, side, one) - _BESIDE * _is_beside(one.span, mentions)
                costs[one.span] = min(cost, costs.get(one.span, cost))
    return sorted((cost, one) for one, cost in costs.items())


def cues_within(text: str, speech: Span) -> list[Expression]:
    """Return the cues that a claim holds which is a whole sentence, the surest first.

    What is in a quotation is said by whoever speaks, and never ties it.
    """
    if is_quoted(text, speech) or text[speech.start] in QUOTATION_MARKS:
        return []
    found = [one for one in expressions(text, speech.start, speech.end) if one.doubt <= _DOUBTED]
    return sorted(
        (one for one in found if not is_quoted(text, one.span)), key=lambda one: one.doubt
    )


def is_likely(text: str, cue: Span) -> bool:
    """Say whether words are more than a verb that now and then says something."""
    return expression_of(text, cue).doubt <= _DOUBTED


def is_quoted(text: str, span: Span) -> bool:
    return any(one.contains(span) for one in quotations_around(text, span.start))


def speech_of(text: str, cue: Span, speeches: Iterable[S]) -> S | None:
    """Return the quote or claim that words are the cue of, or `None` when none is near."""
    said = expression_of(text, cue)
    best = min(_near(text, said, speeches), key=lambda one: one[0], default=None)
    return best[1] if best else None


def _near(text: str, said: Expression, speeches: Iterable[S]) -> Iterator[tuple[float, S]]:
    for one in speeches:
        speech = whole(text, Span(one.start, one.end))
        if speech.overlaps(said.span):
            continue
        frame = Frame(text, speech)
        costs = [
            _cost(frame, side, said)
            for side, stretch in frame.stretches()
            if stretch.contains(said.span) and not frame.is_said_by_others(said.span)
        ]
        if costs:
            yield min(costs), one


def _cost(frame: Frame, side: Side, one: Expression) -> float:
    """Return how far an expression is from being the cue."""
    match side:
        case "after":
            between = Span(frame.speech.end, one.span.start + 1)
            cost = float(one.doubt + _words(frame, between))
            if frame.goes_on and one.kind == "verb":
                return cost + _GOES_ON
            closes = frame.is_closed_by_comma or frame.begins_sentence
            return cost + (0 if closes or one.kind != "verb" else _WRONG_SIDE)
        case "before":
            between = Span(one.span.end - 1, frame.speech.start)
            is_told_behind = frame.is_closed_by_comma and not frame.goes_on
            return one.doubt + _words(frame, between) + (_WRONG_SIDE if is_told_behind else 0)
        case "previous":
            assert frame.previous is not None
            if _COLON.search(frame.text, frame.previous.start, frame.around.start):
                behind = Span(one.span.end - 1, frame.previous.end)
                return one.doubt + _words(frame, behind) + _INTRODUCED
            return one.doubt + _since_last(frame, one.span) + ELSEWHERE
        case "next":
            assert frame.next is not None
            ahead = Span(frame.next.start, one.span.start + 1)
            return one.doubt + _words(frame, ahead) + ELSEWHERE + 4


def _since_last(frame: Frame, cue: Span) -> int:
    """Count the words between a cue in an earlier sentence and what was said there.

    Who goes on speaking is told where it was told who speaks.
    """
    assert frame.previous is not None
    said = [one for one in frame.others if one.end <= frame.previous.end]
    if not said:
        return _words(frame, Span(cue.end - 1, frame.previous.end)) + _NOTHING_SAID
    last = said[-1]
    if last.end <= cue.start:
        return _words(frame, Span(last.end, cue.start + 1))
    return _words(frame, Span(cue.end - 1, frame.previous.end))


def _words(frame: Frame, between: Span) -> int:
    """Count the words between a cue and the stretch; what others say counts as one."""
    count = 0
    at = between.start
    for other in frame.others:
        if at <= other.start and other.end <= between.end:
            count += 1 + _count(frame.text, at, other.start)
            at = other.end
    return count + _count(frame.text, at, between.end)


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _is_beside(cue: Span, mentions: Sequence[Span]) -> bool:
    return any(
        0 <= cue.start - one.end <= _ADJACENT or 0 <= one.start - cue.end <= 2 for one in mentions
    )
