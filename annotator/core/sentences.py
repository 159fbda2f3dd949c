"""Sentences of news text, by rules that look only a few words to either side.

A full stop ends a sentence or an abbreviation, and often both. The rules ask what stands before
it (a title, a month, an initial …) and what comes next, and where that leaves a doubt they do not
split: a sentence too long is one key press to mend, a sentence cut in two is several.
"""

import regex

from annotator.core.paragraphs import paragraph_at, trimmed
from annotator.core.span import Span

_REACH = 2_000  # how far sentence_at looks at first for the end of the sentence before
_RUN = 100  # no run of stops and closing marks is longer

# Marks that can close after a stop. “ and « close in German, where they follow the stop directly.
_CLOSERS = r"\"'”’»›“‘«‹)\]}」』）】〉》"

_STOP = regex.compile(
    rf"""(?x)
    (?P<full> [。！？｡．؟۔।॥։።၊။]+ [.!?…。！？｡．]* )
      (?P<closers> [{_CLOSERS}]* )
      (?! (?<=[{_CLOSERS}]) (?: と | って ) )
    |
    (?P<stops> [.!?…‽⁇⁈⁉]+ )
      (?P<closers> (?: [{_CLOSERS}] | [ \u00a0\u202f][»›](?![\p{{L}}\p{{N}}]) )* )
      (?= \s | \u200b | \ufeff )
    """,
    regex.VERSION1,
)
_NEXT = regex.compile(r"[^\p{L}\p{N}\n]{0,20}(?P<word>[\p{L}\p{M}\p{N}]+)(?P<stop>\.?)")
_TOKEN = regex.compile(r"(?r)(?P<before>[\p{L}\p{M}\p{N}’']*)(?P<gap>[^\p{L}\p{M}\p{N}.]*)"
                       r"(?P<token>(?:[\p{L}\p{M}\p{N}]+\.)*[\p{L}\p{M}\p{N}]+)")


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
    """Return the sentences of a stretch, without the blanks around them; none crosses a line end."""
    found = []
    start = within.start
    while start < within.end:
        end = text.find("\n", start, within.end)
        end = end if end >= 0 else within.end
        borders = [start, *_borders(text, start, end), end]
        found += [trimmed(text, *pair) for pair in zip(borders, borders[1:], strict=False)]
        start = end + 1
    return [sentence for sentence in found if sentence]


def sentence_at(text: str, at: int) -> Span | None:
    """Return the sentence of a caret, or None on an empty line.

    Between two sentences it is the one that the caret touches, the next if it touches both or none.
    """
    line = paragraph_at(text, at)
    if line is None:
        return None
    start = _border_before(text, line.start, at)
    end = _border_after(text, at, line.end)
    here = trimmed(text, start, end)
    if here and here.touches(at):
        return here
    before = trimmed(text, _border_before(text, line.start, start - 1), start) if start > line.start else None
    ...
