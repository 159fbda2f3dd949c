"""Words as a reader of news takes them: `don't`, `3.5`, `state-owned`, `U.S.` are one each."""

from functools import lru_cache

import regex

from annotator.core.characters import FOLLOWING
from annotator.core.graphemes import grapheme_floor
from annotator.core.span import Span

# Scripts that put no blanks between words: there each cluster is a word, as in UAX 29.
_UNPARTED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# What a word is made of. Marks only follow, or they would be torn off the cluster before them.
_LETTER = rf"[[\p{{L}}\p{{N}}_]--[{_UNPARTED}{FOLLOWING}\p{{GCB=Prepend}}]]"
_CLUSTERS = rf"\p{{GCB=Prepend}}*+ {_LETTER} [{_LETTER}{FOLLOWING}]*+"
_INVISIBLE = r"\u00ad\u061c\u200e\u200f\u2060"

_WORD = regex.compile(
    rf"""(?x)
      \p{{GCB=Prepend}}*+ (?= [[{_UNPARTED}]--{FOLLOWING}] ) \X
    | \p{{GCB=Prepend}}*+ (?= [[\p{{Extended_Pictographic}}\p{{RI}}]--[©®™]] ) \X
    | (?&segment) (?: (?&link) (?&segment) )*+

    (?(DEFINE)
      (?P<run> {_CLUSTERS} (?: [{_INVISIBLE}]++ {_CLUSTERS} )*+ )
      # U.S. and p.m. keep their last full stop: it is part of how the word is written.
      (?P<acronym> \p{{L}} (?: \. \p{{L}} )++ \.?+ (?! [\p{{L}}\p{{N}}{FOLLOWING}] ) )
      (?P<segment> (?&acronym) | (?&run) )
      (?P<link>
        [-‐‑'’＇&] (?= [\p{{L}}\p{{N}}] )
        | \. (?= \p{{Ll}} ) (?<= \p{{L}} \. )
        | [.,:٫٬] (?= \p{{N}} ) (?<= \p{{N}} . )
        | ["״] (?= \p{{Hebrew}} ) (?<= \p{{Hebrew}} . )
      )
    )
    """,
    regex.VERSION1,
)

# Searched backwards: a character that no word goes across, so that words may be counted from it.
# No word holds three signs in a row (U.S.-led has two).
_SIGNS = "-‐‑'’＇&.,:٫٬\"״"
_APART = regex.compile(
    rf"(?r)[[[^\p{{L}}\p{{N}}\p{{M}}\p{{Cf}}_\{_SIGNS}]{_UNPARTED}]--{FOLLOWING}]"
    rf"|(?<=[\{_SIGNS}]{{2}})[\{_SIGNS}]",
    regex.VERSION1,
)

# Two neighbours of one word, and the sign in a number with its digits.
_JOINED = regex.compile(rf"[{_LETTER}{FOLLOWING}]{{2}}", regex.VERSION1)
_IN_NUMBER = regex.compile(r"\d[.,:٫٬]\d")


def words(text: str, within: Span) -> list[Span]:
    """Return the words of a stretch, in order."""
    return [Span(*found.span()) for found in _WORD.finditer(text, within.start, within.end)]


def word_at(text: str, at: int) -> Span | None:
    """Return the word that a caret at `at` is in, or at an end of.

    Between two words that touch, it is the one that starts there.
    """
    apart = _APART.search(text, 0, at)
    place = grapheme_floor(text, apart.start()) if apart else 0
    ending = None
    while place <= at:
        found = _WORD.match(text, place)
        if found is None:
            place += 1
        elif at < found.end():
            return Span(*found.span())
        else:
            place = found.end()
            ending = Span(*found.span()) if place == at else None
    return ending


def goes_on(text: str, at: int) -> bool:
    """Say whether a letter or digit before `at` goes on after it, so that a word is cut there.

    The signs in a number are part of it, an apostrophe and a hyphen end a word.
    """
    pair = text[max(0, at - 1) : at + 1]
    if _are_joined(pair):
        return True
    if not any(map(str.isdigit, pair)):
        return False
    return any(_IN_NUMBER.match(text, at - back) for back in (1, 2) if at >= back)


@lru_cache(maxsize=4096)
def _are_joined(pair: str) -> bool:
    return _JOINED.fullmatch(pair) is not None
