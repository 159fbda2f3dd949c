"""Sentences of news text, by rules that look only a few words to either side.

A full stop ends a sentence or an abbreviation, and often both. The rules ask what stands before
it (a title, a month, an initial …) and what comes next, and where that leaves a doubt they do not
split: a sentence too long is one key press to mend, a sentence cut in two is several.
"""

from collections.abc import Iterator
from itertools import pairwise

import regex

from annotator.core.characters import QUOTATION_MARKS
from annotator.core.paragraphs import paragraph_at, trimmed
from annotator.core.span import Span

_REACH = 2_000  # how far sentence_at looks at first for the end of the sentence before
_BEFORE = 60  # what is read of the line before a full stop
_RUN = 100  # no run of stops and closing marks is longer

# Marks that close after a stop; “ and « do in German, where a blank follows.
_CLOSERS = r"\"'”’»›)\]}」』）】〉》"
_GERMAN = r"“‘«‹"

_STOP = regex.compile(
    rf"""(?x)
    (?P<full> [。！？｡．؟۔।॥։።။]+ [.!?…。！？｡．]* )
      (?P<closers> (?: [{_CLOSERS}] | [{_GERMAN}](?=\s) )*+ )
      (?! (?<=[{_CLOSERS}]) (?: と | って ) )
    |
    (?<! [.!?…‽⁇⁈⁉] ) (?P<stops> [.!?…‽⁇⁈⁉]++ )
      (?P<closers> (?: [{_CLOSERS}{_GERMAN}] | [ \u00a0\u202f][»›](?![\p{{L}}\p{{N}}]) )*+ )
      (?= \s | \u200b | \ufeff )
    """,
    regex.VERSION1,
)
_NEXT = regex.compile(r"[^\p{L}\p{N}\n]{0,20}(?P<word>[\p{L}\p{M}\p{N}]{1,40})(?P<stop>\.?)")
_PARTS = regex.compile(r"[-‐‑–—/]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Always followed by what they belong to.
_LEADING = _set(
    "Mr Mrs Ms Mx Dr Prof Sen Sens Rep Reps Gov Govs Gen Brig Col Lt Sgt Capt Cmdr Cdr Adm Maj "
    "Cpl Pvt Rev Hon Pres Supt Det Insp Messrs Mme Mlle Mgr Msgr Amb Atty Fr Hr Sra Srta Dra "
    "vs eg ie cf viz Mt Ft approx ca bzw"
)
# Followed by a number where they are abbreviations, by a new sentence where they are words.
_NUMBERED = _set(
    "No no Nos nos Nr nr Art art Arts Fig fig Figs figs Vol vol Vols p pp Sec sec Ch ch par para "
    "paras Abs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Sun Mon Tue Tues Wed Thu Thurs "
    "Fri Sat al"
)
# May end a sentence or stand within one: the next word decides.
_EITHER = _set(
    "Inc Corp Ltd Co Cos Bros Jr Sr St Ste Ave Rd Blvd Sq Bldg Dept Univ Assn etc est Ala Ariz Ark "
    "Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore "
    "Pa Penn Tenn Tex Va Vt Wash Wis Wyo Tel Str Std usw"
)
# Words that begin sentences and hardly ever follow within one when written with a capital.
_STARTERS = _set(
    "The A An In On At He She It They We You I But And Or So Yet This That These Those There Here "
    "When While After Before If As For From With Without By To Of His Her Its Their Our My Your "
    "Not No Yes Some Many Most Both All Each Such Since Until Under Over Into During Despite "
    "Although Though Because However Meanwhile Moreover Also Then Now Still Even Only Once "
    "What Who Why How Where Which Is Are Was Were Has Have Had Will Would Can Could May Do Does "
    "Did Be Let Last Next Earlier Later Asked According"
)
_PRONOUNS = r"He|She|It|They|We|You|I|The|A|An|This|That|But|And|In|On|At"
_SAYING = (
    "said|says|say|asked|asks|told|tells|replied|added|wrote|writes|tweeted|shouted|wondered|"
    "exclaimed|continued|insisted|demanded|joked|quipped|cried|yelled|answered|recalled"
)
# “Will it hold?” Amina Youssef asked.
_SPEAKER_SAYS = regex.compile(
    rf"\s+(?!(?:{_PRONOUNS})\b)(?:\p{{Lu}}[\p{{L}}\p{{M}}.’'-]*\s+){{1,5}}(?:{_SAYING})\b"
)
_MONTHS = _set(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"
)


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences of a stretch without the blanks around them; none crosses a line end."""
    found = []
    start = within.start
    while start < within.end:
        end = text.find("\n", start, within.end)
        end = end if end >= 0 else within.end
        borders = [start, *_borders(text, start, end), end]
        found += [trimmed(text, *pair) for pair in pairwise(borders)]
        start = end + 1
    return [sentence for sentence in found if sentence]


def sentence_at(text: str, at: int) -> Span | None:
    """Return the sentence of a caret, or None on an empty line.

    Among blanks between two sentences it is the one that the caret touches, else the next.
    """
    line = paragraph_at(text, at)
    if line is None:
        return None
    start = _last_border(text, line, at)
    following = (border for border in _borders(text, start, line.end) if border > at)
    here = trimmed(text, start, next(following, line.end))
    if here and (here.touches(at) or start < at):
        return here
    before = (
        trimmed(text, _last_border(text, line, start - 1), start) if start > line.start else None
    )
    return before or here


def _last_border(text: str, line: Span, at: int) -> int:
    """Return the last border between sentences at or before `at`, or the start of the line."""
    reach = _REACH
    while True:
        start = max(line.start, at - reach)
        last = start
        for border in _borders(text, start, line.end):
            if border > at:
                break
            last = border
        # What was read from the middle of a row of stops does not count.
        if start == line.start or last > start + _RUN:
            return last
        reach *= 4


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end, closing marks included, within one line."""
    for stop in _STOP.finditer(text, start, end):
        if stop["full"] or _ends_sentence(text, stop):
            yield stop.end()


def _ends_sentence(text: str, stop: regex.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    if following is None:
        return True
    word = following["word"]
    if word[0].islower():
        return False
    quoted = any(mark in QUOTATION_MARKS for mark in stop["closers"])
    if stop["stops"] != ".":
        trails_off = not stop["stops"].strip(".…") and word == "I" and not quoted
        return not trails_off and not (quoted and _SPEAKER_SAYS.match(text, stop.end()))
    initial = len(word) == 1 and following["stop"]
    return quoted or _full_stop_ends(
        text, stop.start(), word, starter=word in _STARTERS and not initial
    )


def _full_stop_ends(text: str, at: int, following: str, *, starter: bool) -> bool:
    line = text[max(0, at - _BEFORE) : at].rpartition("\n")[2]
    *before, last = line.split() or [""]
    token = _PARTS.split(last)[-1].lstrip("([{" + QUOTATION_MARKS)
    if token in _LEADING or token in ("e.g", "i.e"):
        return False
    if token in _NUMBERED:
        return not following[0].isdigit()
    if token.isdigit():
        # “am 10. Januar”, and the “1.” of a list.
        return following not in _MONTHS and (bool(before) or len(token) > 3)
    if token == "I" and before and before[-1].islower():
        return True
    if token in _EITHER or "." in token or (len(token) == 1 and token.isupper()):
        return starter
    return True
