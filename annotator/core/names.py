"""Names in running text: runs of capitalised words, as news in languages with capitals sets them.

No dictionary of names and no guess at what a name stands for: a key press proposes a stretch, and
a person sees at once whether it is right.
"""

from functools import lru_cache

import regex

from annotator.core.folding import fold
from annotator.core.roles import BEFORE_ROLES, BODIES, ROLES
from annotator.core.sentences import sentence_at
from annotator.core.span import Span
from annotator.core.words import words

_REACH = 300  # how far to either side of a caret names are looked for
_NEARBY = 20_000  # how far to either side a word may show that it is a name

_CAPITAL = regex.compile(r"(?:(?:al|el|ad|an|as|ash|at|az|ul|d|l|o)[-‐‑'’])?[\p{Lu}\p{Lt}]")
_PRONOUN = regex.compile(r"I(?:['’]|$)")
_POSSESSIVE = regex.compile(r"['’]s$")
_CONTRACTED = regex.compile(r"['’](?:s|re|ve|ll|d|m|t)$")
_INITIAL = regex.compile(r"\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Adm|Rev|St|Mt")
_BLANK = regex.compile(r"[^\S\n]+")
_AFTER_INITIAL = regex.compile(r"\.[^\S\n]*")
_AMPERSAND = regex.compile(r"[^\S\n]+&[^\S\n]+")
_AFTER_WORD = regex.compile(r"[\p{L}\p{N},;%]['’]?[^\S\n]\Z")
# At the end of names, with a full stop that belongs to them, at the end of a sentence, too.
_ABBREVIATED = regex.compile(r"Ltd|Inc|Corp|Co|Cos|Bros|Jr|Sr")
# Whose college, church or union the next words may be: King’s, St. Ebba’s, the People’s.
_OWNER = regex.compile(
    r"(?:(?:St\.?|Saint|Sankt)\s[^\n]+|King|Queen|People|Women|Men|Children)['’]s"
)
_BEFORE_SENTENCE = regex.compile(r"[-–—:“\"„«‘'(]\s*$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Lower-case words that stand inside names, alone or in a row (van der, of the).
_PARTICLES = _set(
    "de del della der den des di do dos da das du la las le los el al ul van von vom zu zum zur "
    "ter te af av bin bint ibn ben abu e y of the"
)
# Names of bodies go on over words that elsewhere part two names.
_BODIES = _set(
    "Organization Organisation Ministry Department Office Committee Commission Agency Center "
    "Centre Institute Bureau Association Fund Board Authority Service Society School Faculty"
)
_LINKS = _set("of for and in on")
# Capitalised by their place and no part of a name there.
_COMMON = _set(
    "the a an in on at by to of for from with without into onto over under about after before "
    "during since until till between among against despite through as if when while where why "
    "how who whom whose which what that this these those there here and but or nor so yet not no "
    "yes all any both each every few many more most much other some such than then thus too very "
    "he she it we they you i his her its our their your my him them us me one two three four five "
    "is are was were be been being has have had do does did will would can could may might must "
    "shall should also although because even however instead just later last meanwhile moreover "
    "nevertheless next now once only perhaps still though unless whether according asked earlier "
    "following speaking let don"
)
_DAYS = _set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March July "
    "September October November December Jan Feb Aug Sept Oct Nov Dec"
)


def name_at(text: str, at: int) -> Span | None:
    """Return the name that a caret is in or at an end of, without a possessive ’s."""
    runs = _runs(text, _words_around(text, at))
    here = (run for run in reversed(runs) if run[0].start <= at <= run[-1].end)
    return next((_name(text, run) for run in here), None)


def names_in(text: str, sentence: Span) -> list[Span]:
    """Return the names of a sentence, in order, without a possessive ’s.

    Its first word has a capital anyway: alone it counts only where the text has it with a capital
    within another sentence nearby, too.
    """
    return list(_names_in(text, sentence))


@lru_cache(maxsize=512)
def _names_in(text: str, sentence: Span) -> tuple[Span, ...]:
    found = [_name(text, run) for run in _runs(text, words(text, sentence))]
    return tuple(one for one in found if not _is_no_name(text, one))


def without_possessive(text: str, name: Span) -> Span:
    """Return the name without a possessive ’s at its end."""
    possessive = _POSSESSIVE.search(text, name.start + 1, name.end)
    return Span(name.start, possessive.start()) if possessive else name


def with_role(text: str, name: Span) -> Span:
    """Return the name with the role that stands directly before it, as in “union leader”."""
    start = name.start
    allowed = ROLES
    for word in reversed([one for one in _words_around(text, start) if one.end <= start]):
        if not _BLANK.fullmatch(text, word.end, start) or word.of(text).lower() not in allowed:
            break
        start = word.start
        allowed = ROLES | BEFORE_ROLES
    return Span(start, name.end)


def _words_around(text: str, at: int) -> list[Span]:
    sentence = sentence_at(text, at)
    if sentence is None:
        return []
    start, end = max(sentence.start, at - _REACH), min(sentence.end, at + _REACH)
    return words(text, Span(start, end)) if start < end else []


def _name(text: str, run: list[Span]) -> Span:
    last = run[-1]
    possessive = _POSSESSIVE.search(last.of(text))
    if possessive:
        return Span(run[0].start, last.start + possessive.start())
    is_cut = len(run) > 1 and _ABBREVIATED.fullmatch(text, last.start, last.end) is not None
    return Span(run[0].start, last.end + (is_cut and text.startswith(".", last.end)))


def _is_no_name(text: str, name: Span) -> bool:
    """Say whether a name is one word whose capital comes from where it stands, or from a role."""
    said = name.of(text)
    if said.lower() in ROLES | BEFORE_ROLES or said == "No":
        return True
    if not said.isalpha() or (said.isupper() and len(said) > 1):
        return False
    if _AFTER_WORD.search(text, max(0, name.start - 3), name.start):
        return False
    return not _is_within_sentence(text, said, max(0, name.start - _NEARBY), name.end + _NEARBY)


def _is_within_sentence(text: str, word: str, start: int, end: int) -> bool:
    # Each name asks for another word: to look for it plainly is a tenth of a pattern's price.
    behind_blank = f" {word}"
    at = text.find(behind_blank, start + 1, end)
    while at >= 0:
        after = text[at + len(behind_blank) : at + len(behind_blank) + 1]
        if (text[at - 1].isalnum() or text[at - 1] in ",;%") and not after.isalnum():
            return True
        at = text.find(behind_blank, at + 1, end)
    return False


def _runs(text: str, around: list[Span]) -> list[list[Span]]:
    """Return the words of each name among the words of a sentence, or of a piece of it."""
    runs: list[list[Span]] = []
    open_run = False
    for word in around:
        open_run = open_run and _goes_on(text, runs[-1], word)
        if open_run:
            runs[-1].append(word)
        elif _begins(text, word, first=word is around[0]):
            runs.append([word])
            open_run = True
    for run in runs:
        while not _CAPITAL.match(run[-1].of(text)):
            run.pop()  # a particle that led nowhere
    return _joined(text, runs)


def _joined(text: str, runs: list[list[Span]]) -> list[list[Span]]:
    """Return the runs, where “St. Ebba’s” and “Church” are one."""
    joined: list[list[Span]] = []
    for run in runs:
        if joined and _is_owned(text, joined[-1], run):
            joined[-1] += run
        else:
            joined.append(run)
    return joined


def _is_owned(text: str, owner: list[Span], run: list[Span]) -> bool:
    return (
        _BLANK.fullmatch(text, owner[-1].end, run[0].start) is not None
        and _OWNER.fullmatch(text, owner[0].start, owner[-1].end) is not None
        and fold(_POSSESSIVE.sub("", run[-1].of(text))) in BODIES
    )


def _begins(text: str, word: Span, *, first: bool) -> bool:
    said = _POSSESSIVE.sub("", word.of(text))
    if not _CAPITAL.match(said) or said in _DAYS or _PRONOUN.match(said):
        return False
    placed = first or _BEFORE_SENTENCE.search(text, max(0, word.start - 3), word.start)
    is_acronym = len(said) > 1 and said.isupper()  # the US, the WHO
    common = _CONTRACTED.sub("", said.lower()) in _COMMON
    return is_acronym or not (placed and common)


def _goes_on(text: str, run: list[Span], word: Span) -> bool:
    said, last = word.of(text), run[-1].of(text)
    gap = text[run[-1].end : word.start]
    if _POSSESSIVE.search(last):
        return False
    if _CAPITAL.match(said):
        return said not in _DAYS and bool(
            _BLANK.fullmatch(gap)
            or _AMPERSAND.fullmatch(gap)
            or (_AFTER_INITIAL.fullmatch(gap) and _is_cut(last, said))
        )
    if not _BLANK.fullmatch(gap):
        return False
    if said in _PARTICLES:
        return said != "the" or last in _LINKS
    if run[0].of(text) not in _BODIES:
        return False
    # “Organization for Security and Cooperation in Europe”, but not “Office in Berlin”.
    links = [one.of(text) for one in run if one.of(text) in _LINKS]
    return said in ("for", "on") or (said in ("and", "in") and links != [] and said not in links)


def _is_cut(word: str, following: str) -> bool:
    """Say whether the full stop behind a word is no end of the name: J. Smith, Brenvale Co. Ltd."""
    both = _ABBREVIATED.fullmatch(word) and _ABBREVIATED.fullmatch(following)
    return bool(both or _INITIAL.fullmatch(word))
