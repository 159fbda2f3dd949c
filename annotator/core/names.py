"""Names in running text: runs of capitalised words, as news in languages with capitals sets them.

No dictionary of names and no guess at what a name stands for: a key press proposes a stretch, and
a person sees at once whether it is right.
"""

import regex

from annotator.core.sentences import sentence_at
from annotator.core.span import Span
from annotator.core.words import words

_REACH = 300  # how far to either side of a caret names are looked for

_CAPITAL = regex.compile(r"(?:(?:al|el|ad|an|as|ash|at|az|ul|d|l|o)[-‐‑'’])?[\p{Lu}\p{Lt}]")
_PRONOUN = regex.compile(r"I(?:['’]|$)")
_POSSESSIVE = regex.compile(r"['’]s$")
_INITIAL = regex.compile(r"\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Adm|Rev|St|Mt")
_BLANK = regex.compile(r"[^\S\n]+")
_AFTER_INITIAL = regex.compile(r"\.[^\S\n]*")
_AMPERSAND = regex.compile(r"[^\S\n]+&[^\S\n]+")
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
    "following speaking let let's it's he's she's that's there's we're we've we'll they're they've "
    "they'll you're don't"
)
_DAYS = _set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March July "
    "September October November December Jan Feb Aug Sept Oct Nov Dec"
)
_ROLES = _set(
    "president premier chancellor minister ministers secretary ambassador envoy diplomat senator "
    "congressman congresswoman lawmaker governor mayor judge justice prosecutor attorney lawyer "
    "general colonel captain commander sergeant officer detective sheriff constable king queen "
    "prince princess pope bishop archbishop cardinal rabbi imam leader chief head director "
    "chairman chairwoman chairperson chair executive manager founder owner boss spokesman "
    "spokeswoman spokesperson adviser advisor aide analyst expert economist professor scientist "
    "researcher doctor author writer editor reporter correspondent journalist activist "
    "campaigner candidate coach player singer actor actress director photographer farmer teacher"
)
_BEFORE_ROLES = _set(
    "former acting deputy vice prime foreign finance interior defence defense health justice "
    "trade security national senior chief assistant co-founder union party opposition state "
    "government police rebel military army navy school company press general attorney supreme "
    "executive managing interim outgoing incoming newly-elected then first"
)


def name_at(text: str, at: int) -> Span | None:
    """Return the name that a caret is in or at an end of, without a possessive ’s."""
    for run in reversed(_runs(text, at)):
        if run[0].start <= at <= run[-1].end:
            last = run[-1].of(text)
            possessive = _POSSESSIVE.search(last)
            kept = possessive.start() if possessive else len(last)
            return Span(run[0].start, run[-1].start + kept)
    return None


def with_role(text: str, name: Span) -> Span:
    """Return the name with the role that stands directly before it, as in “union leader”."""
    start = name.start
    allowed = _ROLES
    for word in reversed([one for one in _words_around(text, start) if one.end <= start]):
        if not _BLANK.fullmatch(text, word.end, start) or word.of(text).lower() not in allowed:
            break
        start = word.start
        allowed = _ROLES | _BEFORE_ROLES
    return Span(start, name.end)


def _words_around(text: str, at: int) -> list[Span]:
    sentence = sentence_at(text, at)
    if sentence is None:
        return []
    start, end = max(sentence.start, at - _REACH), min(sentence.end, at + _REACH)
    return words(text, Span(start, end)) if start < end else []


def _runs(text: str, at: int) -> list[list[Span]]:
    """Return the words of each name around `at`, in order."""
    runs: list[list[Span]] = []
    open_run = False
    around = _words_around(text, at)
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
    return runs


def _begins(text: str, word: Span, *, first: bool) -> bool:
    said = _POSSESSIVE.sub("", word.of(text))
    if not _CAPITAL.match(said) or said in _DAYS or _PRONOUN.match(said):
        return False
    placed = first or _BEFORE_SENTENCE.search(text, max(0, word.start - 3), word.start)
    is_acronym = len(said) > 1 and said.isupper()  # the US, the WHO
    return is_acronym or not (placed and said.lower().replace("’", "'") in _COMMON)


def _goes_on(text: str, run: list[Span], word: Span) -> bool:
    said, last = word.of(text), run[-1].of(text)
    gap = text[run[-1].end : word.start]
    if _POSSESSIVE.search(last):
        return False
    if _CAPITAL.match(said):
        return said not in _DAYS and bool(
            _BLANK.fullmatch(gap)
            or _AMPERSAND.fullmatch(gap)
            or (_AFTER_INITIAL.fullmatch(gap) and _INITIAL.fullmatch(last))
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
