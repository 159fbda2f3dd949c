"""Who goes with a word of saying: its subject and whom it is said to.

No grammar, only what a few words to either side tell: commas, small words, and what is before or
behind the quotation.
"""

from collections.abc import Sequence

import regex

from annotator.core.characters import QUOTATION_MARKS
from annotator.core.folding import fold
from annotator.core.mentions import SUBJECTS, is_indefinite
from annotator.core.names import with_role
from annotator.core.paragraphs import paragraph_at
from annotator.core.quotations import quotations
from annotator.core.reporting import expression_of
from annotator.core.roles import DETERMINERS, GROUPS
from annotator.core.sentences import sentence_at
from annotator.core.span import Span

_LONGEST = 12  # words of who speaks

_PREPOSITION = regex.compile(
    r"(?<!\p{L})(?:of|in|from|at|for|near|on|with|by|to|against|about|between|within|outside|inside|"
    r"under|over|into|across|through|towards?|behind|beside|around|de|du|des|von|vom|aus|bei|mit|"
    r"zu|zum|zur|im|am|à|au|en|chez|con|por|del|neighbou?ring)\s+(?:(?:the|la|le|les|el|der|dem|den"
    r"|die|das)\s+)?$",
    regex.IGNORECASE,
)
_LEADS = regex.compile(
    r"(?:on|in|at|after|before|during|by|since|under|when|while|am|im|nach|vor|en|le|à)\b",
    regex.IGNORECASE,
)
_POSSESSIVE = regex.compile(r"['’]s?\s+\p{L}")
# What parts the words of who speaks from what stands before them.
_BORDER = regex.compile(
    r"[,;:()\[\]—–\"“”„«»‘]|(?<=\s)-(?=\s)|(?<!\p{L})(?:that|but|and|as|while|when|because|if|which|who"
    r"|where|whether|what|dass|que|qui|und|aber|et|mais|y|pero)(?!\p{L})",
    regex.IGNORECASE,
)
_RELATIVE = regex.compile(r",?\s*(?:who|which|qui)\s*$", regex.IGNORECASE)
_COORDINATED = regex.compile(
    r"(?<!\p{L})(?:and|but|then|or|und|aber|et|mais|y|pero)(?:\s+(?:also|then|later|even))?\s*$",
    regex.IGNORECASE,
)
# Between a subject and its verb: he has also said, Putin last month said.
_BETWEEN = regex.compile(
    r"(?:\s+(?:has|have|had|was|were|is|are|also|later|then|again|once|still|now|already|repeatedly"
    r"|did|does|do|not|never|would|will|could|may|might|must|hat|haben|habe|ist|a|ont|ha|han|even"
    r"|would|didn['’]t|doesn['’]t|wouldn['’]t|\p{Ll}+ly|(?:on|in|this|last|late|early|earlier)"
    r"|yesterday|today|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|day|week|month|year"
    r"|night|morning|afternoon|evening|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|\d+))+$"
)
# Where the words of who speaks end, behind the verb.
_BEHIND = regex.compile(
    r"[,.;:()\[\]—–\"“”„«»‘?!\n]|(?<!\s(?:close|loyal|opposed|familiar))\s(?:in|on|at|during|by|after|before|as|when|while|who|that|which|to"
    r"|from|with|about|and|but|yesterday|today|shortly|late|early|earlier|this|last|following|over"
    r"|am|im|nach|und|dans|lors|en|el|ce|\p{Ll}+ing|\p{Ll}+ly"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\p{L})"
)
# What is said begins so, and who speaks has no verb.
_CONTENT = regex.compile(r"(?:that|dass|daß|que)(?!\p{L})", regex.IGNORECASE)
_VERB = regex.compile(
    r"\s(?:could|would|will|may|might|must|shall|should|can|cannot|is|are|was|were|be|been|being"
    r"|has|have|had|do|does|did|wird|werden|hat|haben|ist|sind|war|kann|soll)\b|\sto$"
)
_JOINED = regex.compile(r"[^\S\n]+(?:and|und|et|y)[^\S\n]+(?:(?:the|der|die|das|le|la|el)\s+)?$")
_PARTICIPLES = frozenset(("adding", "saying", "asking", "noting", "explaining", "warning"))
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}.’'&-]*")


def subject_of(text: str, cue: Span, speech: Span, places: Sequence[Span]) -> Span | None:
    """Return who speaks by the words of a cue, or `None` where that cannot be told.

    It is one of the places (tagged mentions, names) or else what stands there: a pronoun, or words
    such as “a spokesperson”.
    """
    left, right = _clause(text, cue, speech)
    kind = expression_of(text, cue).kind
    if kind == "turn":
        return _behind(text, cue.end, right, places, anybody=True)
    if cue.of(text).lower() in _PARTICIPLES:
        return _of_sentence(text, cue, places)
    before = _before(text, left, cue.start, places)
    if before is None and _COORDINATED.search(text, left, cue.start):
        # “…,” she wrote, “…,” and asked for help.
        return _of_sentence(text, cue, places)
    if before is None and kind == "verb":
        return _behind(text, cue.end, right, places)
    return before


def partner_of(text: str, subject: Span, cue: Span, places: Sequence[Span]) -> Span | None:
    """Return who does with a subject what the cue says: Berg in “Berg and Brandt described”."""
    sentence = sentence_at(text, subject.start)
    joined = _JOINED.search(text, sentence.start, subject.start) if sentence else None
    if sentence is None or joined is None or cue.start < subject.start:
        return None
    end = joined.start()
    borders = (one.end() for one in _BORDER.finditer(text, sentence.start, end))
    chunk = _trimmed(text, max(borders, default=sentence.start), end)
    found = _last(text, chunk, [one for one in places if chunk and chunk.contains(one)])
    # In “Berg met Brandt and Tallis said” only Tallis speaks.
    return found if found and chunk and _begins(text, chunk, found) else None


def object_of(text: str, cue: Span, speech: Span, places: Sequence[Span]) -> Span | None:
    """Return to whom it is said: who stands behind the cue, where who speaks stands before it."""
    left, right = _clause(text, cue, speech)
    if expression_of(text, cue).kind != "verb" or _before(text, left, cue.start, places) is None:
        return None
    return _behind(text, cue.end, right, places)


def _of_sentence(text: str, cue: Span, places: Sequence[Span]) -> Span | None:
    """Return the first who is named in the sentence before a cue, outside of what is quoted."""
    sentence = sentence_at(text, cue.start) or cue
    here = (one for one in places if sentence.start <= one.start and one.end <= cue.start)
    said = [one for one in quotations(text, sentence) if not one.contains(cue)]
    outside = (one for one in here if not any(other.contains(one) for other in said))
    return next((one for one in outside if not is_aside(text, one)), None)


def is_aside(text: str, place: Span) -> bool:
    """Say whether a place only tells more of another: “of Sarrowmouth”, “Brenvale’s boss”."""
    if _PREPOSITION.search(text, max(0, place.start - 20), place.start):
        return True
    return _POSSESSIVE.match(text, place.end) is not None


def _clause(text: str, cue: Span, speech: Span) -> tuple[int, int]:
    """Return the sentence of a cue, no further than the next quotations to either side."""
    sentence = sentence_at(text, cue.start) or cue
    line = paragraph_at(text, cue.start) or sentence
    left, right = sentence.start, sentence.end
    for one in (*quotations(text, line), speech):
        inside = one.contains(cue)
        mark = int(text[one.start] in QUOTATION_MARKS)  # a claim has none
        if one.end <= cue.start or (inside and one.start + mark > left):
            left = max(left, one.start + mark if inside else one.end)
        if one.start >= cue.end or inside:
            right = min(right, one.end - mark if inside else one.start)
    return min(left, cue.start), max(right, cue.end)


def _before(text: str, left: int, at: int, places: Sequence[Span]) -> Span | None:
    """Return who stands before a verb, as its subject."""
    ink = text[left:at].rstrip()
    start, end = left, left + len(ink)
    while start < end and text[start] in " ,.;:—–-\u00a0\n\t":
        start += 1
    if start >= end:
        return None
    stretch = Span(start, end)
    here = [one for one in places if stretch.contains(one)]
    if ink.endswith(","):
        return _first(text, Span(start, end - 1), here, _first_words(text, Span(start, end - 1)))
    if coordinated := _COORDINATED.search(text, start, end):
        if coordinated.start() <= start or _LEADS.match(text, start):
            return None
        rest = Span(start, coordinated.start())
        return _first(text, rest, here, _first_words(text, rest))
    between = _BETWEEN.search(text, start, end)
    end = between.start() if between else end
    border = max((one.end() for one in _BORDER.finditer(text, start, end)), default=start)
    if not text[border:end].strip():
        relative = _RELATIVE.search(text, start, end)
        return _before(text, left, relative.start(), places) if relative else None
    return _last(text, _trimmed(text, border, end), here)


def _first(text: str, stretch: Span, here: Sequence[Span], otherwise: Span | None) -> Span | None:
    """Return the first of some places that is not told of another; else some words."""
    good = [one for one in here if stretch.contains(one) and not is_aside(text, one)]
    if otherwise is not None and _is_somebody(text, otherwise):
        inside = [one for one in good if one.overlaps(otherwise)]
        beside = [one for one in good if one.start > otherwise.end]
        if not inside and is_indefinite(otherwise.of(text)):
            return otherwise
        return (inside or beside or [otherwise])[0]
    return good[0] if good else None


def _first_words(text: str, stretch: Span) -> Span | None:
    """Return what stands before the first comma; of a pronoun that alone."""
    first = _WORD.match(text, stretch.start, stretch.end)
    if first and fold(first[0]) in SUBJECTS:
        return Span(*first.span())
    border = _BORDER.search(text, stretch.start + 1, stretch.end)
    return _trimmed(text, stretch.start, border.start() if border else stretch.end)


def _last(text: str, chunk: Span | None, here: Sequence[Span]) -> Span | None:
    if chunk is None:
        return None
    words = list(_WORD.finditer(text, chunk.start, chunk.end))
    if words and fold(words[-1][0]) in SUBJECTS:
        last = Span(*words[-1].span())
        return next((one for one in here if one == last), last)
    ending = [one for one in here if one.end == chunk.end or _only_stop(text, one.end, chunk.end)]
    direct = [one for one in ending if not is_aside(text, one)]
    if direct:
        return max(direct, key=len)
    if _LEADS.match(text, chunk.start):
        return None
    if _VERB.search(text, chunk.start, chunk.end):
        return _name_at_start(text, chunk, here)
    covering = [one for one in here if one.start <= chunk.start and chunk.end <= one.end]
    chunk = _innermost(text, chunk)
    return covering[0] if covering else chunk if _is_somebody(text, chunk) else None


def _innermost(text: str, chunk: Span) -> Span:
    """Return the words from their last article on: “the one the pilots”."""
    for one in reversed(list(_WORD.finditer(text, chunk.start + 1, chunk.end))):
        is_led = fold(one[0]) in DETERMINERS and one.end() < chunk.end
        if is_led and not _PREPOSITION.search(text, chunk.start, one.start()):
            return Span(one.start(), chunk.end)
    return chunk


def _behind(
    text: str, start: int, right: int, places: Sequence[Span], *, anybody: bool = False
) -> Span | None:
    """Return who stands behind a verb, or behind a turn, where it may be `anybody`."""
    while start < right and text[start] in " \u00a0-,":
        start += 1
    border = _BEHIND.search(text, start + 1, right)
    chunk = _trimmed(text, start, border.start() if border else right)
    if chunk is None or _CONTENT.match(text, chunk.start):
        return None
    first = _WORD.match(text, chunk.start)
    if first and fold(first[0]) in SUBJECTS:
        return Span(*first.span())
    here = [one for one in places if one.start >= start and one.start < chunk.end]
    if _VERB.search(text, chunk.start, chunk.end):
        return _name_at_start(text, chunk, here)
    direct = [one for one in here if not is_aside(text, one)]
    if first and (fold(first[0]) in DETERMINERS or is_indefinite(chunk.of(text))):
        ending = [one for one in direct if one.end >= chunk.end]
        return ending[0] if ending else chunk if _is_somebody(text, chunk) else None
    if direct:
        return direct[0]
    return chunk if anybody or _is_somebody(text, chunk) else None


def _name_at_start(text: str, chunk: Span, here: Sequence[Span]) -> Span | None:
    """Return the place that some words begin with: “the Port” of “the Port could close”."""
    return next((one for one in sorted(here) if _begins(text, chunk, one)), None)


def _begins(text: str, chunk: Span, place: Span) -> bool:
    """Say whether some words begin with a place, if not for its role and “the”."""
    before = text[chunk.start : with_role(text, place).start].split()
    return len(before) < 2 and all(fold(one) in DETERMINERS for one in before)


def _is_somebody(text: str, chunk: Span) -> bool:
    """Say whether words can be of somebody: they begin like it and are few."""
    said = _WORD.findall(chunk.of(text))
    if not said or len(said) > _LONGEST:
        return False
    first = fold(said[0])
    is_led = first in DETERMINERS or first in GROUPS or is_indefinite(chunk.of(text))
    return is_led or first in SUBJECTS or (said[0][0].isupper() and not _LEADS.match(said[0]))


def _only_stop(text: str, start: int, end: int) -> bool:
    return start < end and not text[start:end].strip(" .’'s")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    stretch = text[start:end]
    first = start + len(stretch) - len(stretch.lstrip(" \u00a0\n\t"))
    last = start + len(stretch.rstrip(" \u00a0\n\t"))
    return Span(first, last) if first < last else None
