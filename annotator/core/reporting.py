"""Words of saying in English, German, French and Spanish, wherever they stand in a text.

A table of verbs with their forms, and of turns such as “according to”. Where a form is a noun, too
(“claims”), or an attitude as often as a saying (“called”), it weighs less.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from annotator.core.span import Span

Kind = Literal["verb", "turn", "behind"]  # “according to X”, and “X zufolge”


class Expression(NamedTuple):
    """A word of saying in a text."""

    span: Span
    kind: Kind
    doubt: int  # how little it tells by itself; 0 where it is nothing but saying


def expressions(text: str, start: int, end: int) -> Iterator[Expression]:
    """Yield the words of saying in a stretch, in order."""
    for found in _PATTERN.finditer(text, start, end):
        said = found[0]
        if found.lastgroup == "turn":
            yield Expression(Span(*found.span()), "turn", 0)
        elif found.lastgroup == "behind":
            yield Expression(Span(*found.span()), "behind", 0)
        elif not _is_name_there(text, found):
            doubt = _doubt(text, found.span(), " ".join(said.lower().split()))
            if doubt is not None:
                yield Expression(Span(*found.span()), "verb", doubt)


def expression_of(text: str, span: Span) -> Expression:
    """Return what a cue is that somebody tagged, whether it is in the tables or not."""
    found = (one for one in expressions(text, span.start, span.end) if span.contains(one.span))
    one = next(found, None)
    return Expression(span, one.kind if one else "verb", one.doubt if one else 0)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Lemma, or lemma/past: the other forms follow by rule.
_SAYING = """
    say/said tell/told add ask reply answer warn claim deny insist argue state explain note
    announce declare write/wrote/written report confirm acknowledge admit concede complain stress
    emphasise emphasize suggest predict promise vow pledge urge demand joke quip recall reiterate
    repeat respond reveal tweet shout cry whisper testify conclude assert allege contend maintain
    caution comment remark observe protest retort counter lament boast caution disclose
    estimate hint imply inform inquire interject mention mutter proclaim reason recount remind
    signal speculate swear/swore/sworn yell exclaim advise recommend affirm assure apologise
    apologize agree disagree clarify elaborate indicate relate stipulate
"""
# Sayings, as often as not; and words that quote a word or two.
_PERHAPS = """
    call describe dub label reject dismiss speak/spoke/spoken refer criticise criticize condemn
    praise accuse blame denounce brand tout hail post read/read decline propose request order
    appeal term deem characterise characterize liken
"""
# What is thought, and may be said, too.
_THINKING = """
    think/thought believe expect hope fear wonder remember see/saw/seen find/found show/showed/shown
    decide consider continue
"""
_DOUBLING = _set("quip admit refer dub")
# Verbs that are nouns in these forms: a determiner or an adjective before them tells.
_NOUNS = _set(
    "claim claims state states note notes report reports stress demand demands answer answers "
    "reply replies joke jokes comment comments remark remarks cry cries promise promises pledge "
    "pledges vow vows estimate estimates hint hints signal signals reason reasons protest protests "
    "counter appeal appeals order orders request requests hope hopes fear fears post posts label "
    "labels brand term terms blame call calls show shows find finds urge urges caution warning "
    "answering reporting finding boast boasts mention mentions tweet tweets shout shouts tout "
    "praise wonder wonders thought read continue continues writing posting showing calling reading"
)
_VERBS_DE = _set(
    "sagt sagte sagten sagen gesagt erklärt erklärte erklärten betont betonte betonten warnt "
    "warnte warnten fordert forderte forderten kritisiert kritisierte kritisierten meint meinte "
    "meinten berichtet berichtete berichteten schreibt schrieb schrieben geschrieben antwortet "
    "antwortete antworteten fragt fragte fragten behauptet behauptete behaupteten bestreitet "
    "bestritt bestritten erläutert erläuterte ergänzt ergänzte versichert versicherte "
    "versicherten verspricht versprach verlangt verlangte verlangten lobt lobte bestätigt "
    "bestätigte bestätigten verkündet verkündete twittert twitterte entgegnet entgegnete erwidert "
    "erwiderte teilte teilten räumte kündigte kündigten fügte äußerte äußerten erzählt erzählte "
    "beklagt beklagte mahnt mahnte unterstrich unterstreicht argumentiert argumentierte"
)
_PERHAPS_DE = _set("nennt nannte nannten bezeichnet bezeichnete spricht sprach sprachen hieß heißt")
_VERBS_FR = _set(
    "dit disait disent disaient déclare déclaré déclarait déclarent affirme affirmé affirmait "
    "affirment ajoute ajouté ajoutait explique expliqué expliquait expliquent assuré assurait "
    "assurent estime estimé estimait estiment souligne souligné soulignait soulignent précise "
    "précisé précisait indique indiqué indiquait indiquent annonce annoncé annonçait annoncent "
    "confirme confirmé dénonce dénoncé dénoncent répond répondu répondait raconte raconté "
    "racontait reconnaît reconnu regrette regretté rappelle rappelé prévient prévenu conclut "
    "lancé insiste insisté écrit répété témoigne témoigné soutient soutenu promet promis avertit "
    "averti nié nie réplique répliqué"
)
_VERBS_ES = _set(
    "dijo dijeron dicho declaró declararon afirmó afirmaron asegura aseguró aseguraron añade "
    "añadió añadieron explica explicó explicaron señala señaló señalaron indicó indicaron anunció "
    "anunciaron advierte advirtió advirtieron preguntó pregunta respondió contestó negó niega "
    "admitió admite reconoció reconoce insistió insiste subrayó destacó manifestó sostuvo sostiene "
    "comentó comenta escribió prometió denunció denuncia aclaró agregó apuntó recordó recalcó "
    "concluyó relató"
)
_PERHAPS_FR_ES = _set("dice dicen afirma annonce assure lance note juge demande demandé llamó")
_TURNS = (
    "according to", "in the words of", "in the view of", "in the opinion of", "as told to",
    "laut", "nach angaben von", "nach angaben der", "nach angaben des", "nach worten von",
    "nach den worten von", "selon", "d['’]après", "aux dires de", "según",
    "de acuerdo con", "en palabras de", "a juicio de",
)  # fmt: skip
_PHRASES = (
    "pointed out", "points out", "point out", "pointing out", "put it", "puts it",
    "with the words", "as saying", "asked for", "called for", "calls for", "spoke of", "speaks of",
    "went on", "goes on", "hit back", "hits back", "let it be known",
)  # fmt: skip
_BEHIND = ("zufolge",)


def _forms(lemmas: str) -> frozenset[str]:
    found: set[str] = set()
    for lemma in lemmas.split():
        base, *past = lemma.split("/")
        stem = base + base[-1] if base in _DOUBLING else base
        ends_in_y = base[-1] == "y" and base[-2] not in "aeo"
        third = base[:-1] + "ies" if ends_in_y else base + "es" if base[-2:] in _HISSING else base
        found |= {base, third if third != base else base + "s", *past}
        found.add((base[:-1] if base[-1] == "e" and base[-2] != "e" else stem) + "ing")
        if not past:
            found.add(base[:-1] + "ied" if ends_in_y else stem.removesuffix("e") + "ed")
    return frozenset(found)


_HISSING = ("ss", "sh", "ch")
_CERTAIN = _forms(_SAYING) | _VERBS_DE | _VERBS_FR | _VERBS_ES
_THOUGHT = _forms(_THINKING)
_BARE = frozenset(one.split("/")[0] for one in (_SAYING + _PERHAPS + _THINKING).split())
_DOUBTFUL = _forms(_PERHAPS) | _PERHAPS_DE | _PERHAPS_FR_ES


def _either(words: frozenset[str] | tuple[str, ...]) -> str:
    return "|".join(sorted((one.replace(" ", r"\s+") for one in words), key=lambda one: -len(one)))


_PATTERN = regex.compile(
    rf"""(?ix)(?<![\p{{L}}\p{{N}}’'])(?:
      (?P<turn>{_either(_TURNS)})
    | (?P<behind>{_either(_BEHIND)})
    | (?P<verb>{_either(_PHRASES)}|{_either(_CERTAIN | _DOUBTFUL | _THOUGHT)}
        |(?<=[”“»"'’],?\s)so(?=\s\p{{Lu}}))
    )(?![\p{{L}}\p{{N}}])(?!['’]\p{{L}})""",
    regex.VERSION1,
)
_DETERMINER = regex.compile(
    r"(?<![\p{L}])(?:the|a|an|this|that|these|those|its|his|her|their|our|my|your|no|any|some|such"
    r"|of|for|with|by|from|in|new|latest|early|official|\p{L}+['’]s?)\s+$",
    regex.IGNORECASE,
)
_TO = regex.compile(r"(?<!\p{L})to\s+$", regex.IGNORECASE)
_PASSIVE = regex.compile(
    r"(?<!\p{L})(?:is|are|was|were|be|been|being|get|got)\s+(?:\p{L}+ly\s+)?$", regex.IGNORECASE
)
_WHO = regex.compile(r"(?<!\p{L})(?:who|which|that|whom)\s+$", regex.IGNORECASE)
_BEFORE = 24  # what is read before a verb


def _doubt(text: str, place: tuple[int, int], said: str) -> int | None:
    """Return how little a verb tells where it stands, or `None` where it says nothing."""
    start, end = place
    before = text[max(0, start - _BEFORE) : start]
    if said.startswith("continu") and text[end : end + 4] == " to ":
        return None
    doubt = 7 if said in _THOUGHT else 3 if said in _DOUBTFUL else 0
    if said in _BARE:
        doubt += 3  # “a phone call”, “that NATO pledge”
    if said in _NOUNS:
        if _DETERMINER.search(before):
            return None
        doubt += 3
    if said.endswith("ing") and " " not in said:
        doubt += 3
    if _TO.search(before):
        doubt += 8
    if said not in ("said", "sagt") and _PASSIVE.search(before):
        doubt += 8
    return doubt + 4 if _WHO.search(before) else doubt


def _is_name_there(text: str, found: "regex.Match[str]") -> bool:
    """Say whether a word has a capital within a sentence: Foreign Office, United States."""
    if not found[0][0].isupper():
        return False
    before = text[max(0, found.start() - 3) : found.start()].rstrip(" \u00a0")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;-")
