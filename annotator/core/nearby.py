"""Who stands around a quote or claim: mentions, and names that nobody tagged yet, by nearness."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from annotator.core.antecedents import antecedents
from annotator.core.characters import QUOTATION_MARKS
from annotator.core.cues import ELSEWHERE, cues_within, ranked
from annotator.core.framing import whole
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Annotation
from annotator.core.names import names_in
from annotator.core.paragraphs import paragraph_after, paragraph_at, paragraph_before
from annotator.core.scheme import ACTOR, CLAIM, CLAIMANT_LINK, CUE_LINK, QUOTE, SPEAKER_LINK
from annotator.core.sentences import sentence_at, sentences
from annotator.core.span import Span
from annotator.core.subjects import object_of, partner_of, subject_of

_VOICES = (SPEAKER_LINK, CLAIMANT_LINK)
# How many paragraphs before it are looked through for names, and how many characters at most.
_BEFORE, _REACH = 3, 4_000
# A long sentence has cues of other words than these.
_NEAR_CLAIM = 10.0
# A cue that a claim holds comes behind one beside it; what was only thought tells nothing.
_HELD = 3.0
# What is said itself names others, mostly.
_INSIDE = 10


def mentions_in(here: Iterable[Annotation], links: Links) -> list[Annotation]:
    """Return the mentions among some annotations that stand; of a split one the first part."""
    return [
        one
        for one in here
        if one.label == ACTOR and one.status != "rejected" and links.parts.head(one.uid) == one.uid
    ]


class Nearby:
    """What is asked of the surroundings of one quote or claim."""

    def __init__(
        self, text: str, head: Annotation, here: SpanIndex[Annotation], links: Links
    ) -> None:
        self._text = text
        self._head = head
        self._here = here
        self._links = links

    @cached_property
    def mentions(self) -> list[Annotation]:
        """Return the mentions around it."""
        start = self.window[0].start if self.window else self.parts[0].start
        end = self.window[-1].end if self.window else self.parts[-1].end
        return mentions_in(self._here.within(start, end), self._links)

    @cached_property
    def parts(self) -> list[Span]:
        """Return the places of what is said, in order."""
        uids = self._links.parts.of(self._head.uid)
        found = [one.span for one in map(self._here.get, uids) if one is not None]
        return sorted(found or [self._head.span])

    @cached_property
    def window(self) -> list[Span]:
        """Return the paragraphs around it; of giant ones what is near."""
        text, first = self._text, self.parts[0].start
        last = min(self.parts[-1].end, first + _REACH)
        here = paragraph_at(text, first)
        lines = [here] if here else []
        while len(lines) <= _BEFORE and (
            line := paragraph_before(text, lines[0].start if lines else first)
        ):
            lines.insert(0, line)
        at = here.end if here else first
        while line := paragraph_after(text, at):
            lines.append(line)
            at = line.end
            if line.start >= last:
                break
        return [self._near(one, first, last) for one in lines]

    def _near(self, line: Span, first: int, last: int) -> Span:
        """Return the sentences of a paragraph that are no further away than anybody looks."""
        start, end = max(line.start, first - _REACH), min(line.end, last + _REACH)
        sentence = sentence_at(self._text, start) if start > line.start else None
        return Span(sentence.start if sentence else start, end)

    @cached_property
    def names(self) -> list[Span]:
        """Return the names around it that no mention holds."""
        found = (
            name
            for line in self.window
            for sentence in sentences(self._text, line)
            for name in names_in(self._text, sentence)
        )
        held = [one.span for one in self.mentions]
        return [one for one in found if not any(one.overlaps(other) for other in held)]

    @cached_property
    def places(self) -> list[Span]:
        """Return all around it that may be somebody, in order."""
        return sorted({*(one.span for one in self.mentions), *self.names})

    @cached_property
    def cue(self) -> tuple[Span, Span, float] | None:
        """Return the cue, of which part it is, and how far it is from that, as `ranked` counts."""
        linked = (
            self._here.get(one.target)
            for one in self._links.at(self._head.uid)
            if (one.source, one.kind) == (self._head.uid, CUE_LINK)
        )
        for tagged in filter(None, linked):
            return tagged.span, min(self.parts, key=lambda one: _gap(one, tagged.span)), 0.0
        spans = [one.span for one in self.mentions]
        best = [
            (*found[0], part) for part in self.parts if (found := ranked(self._text, part, spans))
        ]
        if self._head.label == CLAIM and not any(one[0] < ELSEWHERE for one in best):
            held = ((one, cues_within(self._text, one)) for one in self.parts)
            best += [(_HELD + cues[0].doubt, cues[0].span, one) for one, cues in held if cues]
        if not best:
            return None
        cost, cue, part = min(best)
        return cue, part, cost

    @property
    def is_told(self) -> bool:
        """Say whether the sentence of it has a cue, or it lies in what somebody says."""
        near = ELSEWHERE if self._head.label == QUOTE else _NEAR_CLAIM
        return self.is_in_quotation or (self.cue is not None and self.cue[2] < near)

    def speaker(self) -> Span | None:
        """Return who speaks by the cue: a mention, a name, or other words."""
        return subject_of(self._text, *self.cue[:2], self.places) if self.cue else None

    def speakers(self) -> list[Span]:
        """Return who speaks by the cue, with who does so as well: “Berg and Brandt said”."""
        speaker = self.speaker()
        if speaker is None or self.cue is None:
            return []
        partner = partner_of(self._text, speaker, self.cue[0], self.places)
        return [partner, speaker] if partner else [speaker]

    def addressee(self) -> Span | None:
        return object_of(self._text, *self.cue[:2], self.places) if self.cue else None

    def former_speaker(self) -> Span | None:
        """Return the mention that speaks the last quote before this one in the paragraph."""
        line = paragraph_at(self._text, self.parts[0].start)
        if line is None:
            return None
        before = [
            one
            for one in self._here.within(line.start, line.end)
            if one.end <= self.parts[0].start and one.label == self._head.label
        ]
        spoken = (self._voice_of(one) for one in sorted(before, key=lambda one: -one.end))
        return next(filter(None, spoken), None)

    @cached_property
    def is_in_quotation(self) -> bool:
        """Say whether it is in a quotation without having marks of its own."""
        return whole(self._text, self.parts[0]) != self.parts[0]

    @cached_property
    def is_marked(self) -> bool:
        """Say whether it has quotation marks, or lies between some."""
        return self.is_in_quotation or self._text[self.parts[0].start] in QUOTATION_MARKS

    def outer_speaker(self) -> Span | None:
        """Return the mention that speaks the quote around it: who says “I” in that."""
        around = self._here.covering(self.parts[0].start)
        outer = (one for one in around if one.uid != self._head.uid and one.label != ACTOR)
        return next(filter(None, map(self._voice_of, outer)), None)

    def _voice_of(self, one: Annotation) -> Span | None:
        for link in self._links.at(self._links.parts.head(one.uid)):
            mention = self._here.get(link.target)
            if link.kind in _VOICES and mention is not None and mention.label == ACTOR:
                return mention.span
        return None

    def stand_for(self, pronoun: Span) -> list[Span]:
        return antecedents(self._text, pronoun, self.places)

    def nearest(self) -> list[Span]:
        """Return the places: those in its sentences, then those around them, then the others."""
        own, lines = self._sentences, self.window

        def rank(one: Span) -> tuple[int, int, int]:
            distance = min(_gap(one, part) for part in self.parts)
            if own.start <= one.start < own.end:
                return _INSIDE * self._is_quoted(one), distance, one.start
            back = sum(line.end <= own.start and line.start >= one.start for line in lines)
            if one.start < own.start:
                return 1 + back, distance, one.start
            return 2 + _lines_between(lines, own.end, one.start), distance, one.start

        return sorted(self.places, key=rank)

    def beside(self) -> list[Span]:
        """Return the places in its sentences, the nearest first."""
        return [one for one in self.nearest() if self.is_beside(one)]

    def is_beside(self, place: Span) -> bool:
        """Say whether a place is in its sentences, and is not what is quoted there."""
        return self._sentences.contains(place) and not self._is_quoted(place)

    @cached_property
    def _sentences(self) -> Span:
        first = sentence_at(self._text, self.parts[0].start) or self.parts[0]
        last = sentence_at(self._text, self.parts[-1].end - 1) or self.parts[-1]
        return Span(first.start, max(first.end, last.end))

    def _is_quoted(self, place: Span) -> bool:
        """Say whether a place is in what is said; a claim without marks names who claims it."""
        return self.is_marked and any(part.contains(place) for part in self.parts)


def _lines_between(lines: Sequence[Span], start: int, end: int) -> int:
    return sum(start <= line.start <= end for line in lines)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
