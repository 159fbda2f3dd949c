"""Around a quote or claim: the stretches in which its cue and its speaker may stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import regex

from annotator.core.paragraphs import paragraph_at, paragraph_before
from annotator.core.quotations import quotations, quotations_around
from annotator.core.sentences import sentence_at, sentences
from annotator.core.span import Span

_REACH = 3_000  # characters of a paragraph that are read before it

Side = Literal["after", "before", "previous", "next"]

_GOES_ON = regex.compile(
    r"\s*,?\s*(?:and|but|while|as|or|on|in|for|to|by|und|aber|et|mais|y|pero)\b"
)
_COMMA_CLOSES = regex.compile(r"[,?!—–]\s?[\"'”’»“‘«]+\s*$|[,?!]$")


def whole(text: str, speech: Span) -> Span:
    """Return the quotation that a stretch lies in, or itself where it has marks of its own.

    Who says the quotation says what is claimed in it, too.
    """
    around = quotations_around(text, speech.start)
    outer = [one for one in around if one.contains(speech)]
    return outer[0] if outer and speech not in around else speech


@dataclass(frozen=True)
class Frame:
    """What stands around a stretch that somebody says, within what is said around that."""

    text: str
    speech: Span

    @cached_property
    def around(self) -> Span:
        """Return the sentences that the stretch touches, no further than a quotation around it."""
        first = sentence_at(self.text, self.speech.start)
        last = sentence_at(self.text, self.speech.end - 1)
        return self._within(
            first.start if first else self.speech.start, last.end if last else self.speech.end
        )

    @cached_property
    def enclosing(self) -> Span | None:
        """Return what is between the marks of the innermost quotation around the stretch."""
        for one in quotations_around(self.text, self.speech.start):
            inside = Span(one.start + 1, one.end - 1) if len(one) > 2 else one
            if inside.contains(self.speech) and inside != self.speech:
                return inside
        return None

    @cached_property
    def others(self) -> list[Span]:
        """Return the quotations near that are not around the stretch: what others say there."""
        near = Span((self.previous or self.around).start, (self.next or self.around).end)
        first, last = paragraph_at(self.text, near.start), paragraph_at(self.text, near.end - 1)
        # One that begins there may go on in sentences that nobody looks at.
        wide = Span((first or near).start, (last or near).end)
        return [
            one
            for one in quotations(self.text, wide)
            if one.overlaps(near) and not one.contains(self.speech) and len(one) > 2
        ]

    @cached_property
    def previous(self) -> Span | None:
        """Return what stands before it in its paragraph, else the end of the one before."""
        line = paragraph_before(self.text, self.around.start)
        if line is None:
            return None
        end = min(line.end, self.around.start)
        if end < line.end:
            return self._fitting(Span(max(line.start, end - _REACH), end))
        found = sentences(self.text, line)
        return self._fitting(found[-1]) if found else None

    @cached_property
    def next(self) -> Span | None:
        """Return the sentence after it in its paragraph."""
        line = paragraph_at(self.text, self.speech.end - 1)
        if line is None or not self.around.end < line.end:
            return None
        found = sentences(self.text, Span(self.around.end, line.end))
        return self._fitting(found[0]) if found else None

    @property
    def is_closed_by_comma(self) -> bool:
        """Say whether who speaks is told behind it: “…,” or “…?”."""
        return _COMMA_CLOSES.search(self.speech.of(self.text)) is not None or (
            self.text[self.speech.end : self.speech.end + 1] == ","
        )

    @property
    def goes_on(self) -> bool:
        """Say whether the sentence goes on behind it with something else that is done."""
        return _GOES_ON.match(self.text, self.speech.end, self.around.end) is not None

    @property
    def begins_sentence(self) -> bool:
        return not regex.search(r"\w", self.text, pos=self.around.start, endpos=self.speech.start)

    def is_said_by_others(self, span: Span) -> bool:
        """Say whether something stands in a quotation that the stretch is not in."""
        return any(one.contains(span) for one in self.others)

    def stretches(self) -> Iterator[tuple[Side, Span]]:
        """Yield where to look, the nearest first."""
        if self.speech.end < self.around.end:
            yield "after", Span(self.speech.end, self.around.end)
        if self.around.start < self.speech.start:
            yield "before", Span(self.around.start, self.speech.start)
        if self.previous:
            yield "previous", self.previous
        if self.next:
            yield "next", self.next

    def _within(self, start: int, end: int) -> Span:
        if self.enclosing is None:
            return Span(start, end)
        return Span(max(start, self.enclosing.start), min(end, self.enclosing.end))

    def _fitting(self, sentence: Span) -> Span | None:
        if self.enclosing is None or self.enclosing.contains(sentence):
            return sentence
        if not sentence.overlaps(self.enclosing):
            return None
        return self._within(sentence.start, sentence.end)
