"""Articles of invented words, the same at every run, with what can be tagged in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from annotator.core.canonical import fingerprint
from annotator.core.clock import new_uid, now
from annotator.core.model import Annotation, Article
from annotator.core.scheme import ACTOR, CLAIM, CUE, QUOTE
from annotator.core.span import Span

# What the labels are called in a file.
NAMES = {QUOTE: "quote", CLAIM: "claim", ACTOR: "actor"}

# How many words a scattered span has.
_LENGTHS = ((QUOTE, 6, 36), (ACTOR, 1, 4), (CLAIM, 6, 30), (CUE, 1, 2))

_ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "kl", "st", "tr"]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ou"]
_CODAS = ["", "", "n", "r", "s", "l", "nd", "st"]


@dataclass(slots=True)
class Filler:
    """A text, and its quotations, sentences and names in text order."""

    text: str = ""
    quotes: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    names: list[Span] = field(default_factory=list)

    def some(self, count: int) -> list[tuple[Span, str]]:
        """Return so many spans of three labels, spread over the text."""
        quotes = _spread(self.quotes, count // 4)
        claims = _spread(self.sentences, count // 3)
        names = _spread(self.names, count - len(quotes) - len(claims))
        kinds = ((quotes, QUOTE), (claims, CLAIM), (names, ACTOR))
        return sorted((span, label) for spans, label in kinds for span in spans)

    def scattered(self, count: int, seed: int = 7) -> list[tuple[Span, str]]:
        """Return so many spans of whole words, long and short, one over another as it comes."""
        random = Random(seed)
        words = [Span(*word.span()) for word in re.finditer(r"\S+", self.text)]
        found = []
        for number in range(count):
            label, fewest, most = _LENGTHS[number % len(_LENGTHS)]
            length = random.randint(fewest, most)
            first = random.randrange(len(words) - length)
            found.append((Span(words[first].start, words[first + length - 1].end), label))
        return found


class Writer:
    """Writes texts in a language of its own."""

    def __init__(self, seed: int = 7) -> None:
        self._random = Random(seed)
        self._words = [self._word() for _ in range(3000)]

    def write(self, words: int) -> Filler:
        """Return a text of so many words, in sentences of 6 to 16; half of them hold a quote."""
        filler = Filler()
        pieces: list[str] = []
        at = 0
        while words > 0:
            count = min(words, self._random.randint(6, 16))
            sentence, quote = self._sentence(count)
            filler.sentences.append(Span(at, at + len(sentence)))
            first_word = sentence.index(" ") if " " in sentence else len(sentence)
            filler.names.append(Span(at, at + first_word))
            if quote:
                filler.quotes.append(quote.shifted(at))
            gap = "\n\n" if self._random.random() < 0.3 else " "
            pieces += (sentence, gap)
            at += len(sentence) + len(gap)
            words -= count
        filler.text = "".join(pieces[:-1])
        return filler

    def _sentence(self, count: int) -> tuple[str, Span | None]:
        words = self._random.choices(self._words, k=count)
        words[0] = words[0].capitalize()
        if count < 6 or self._random.random() < 0.5:
            return " ".join(words) + ".", None
        before, said = " ".join(words[:3]), " ".join(words[3:])
        quote = f"“{said}.”"
        start = len(before) + 1
        return f"{before} {quote}", Span(start, start + len(quote))

    def _word(self) -> str:
        syllables = self._random.randint(1, 3)
        return "".join(
            self._random.choice(part) for _ in range(syllables) for part in (_ONSETS, _VOWELS)
        ) + self._random.choice(_CODAS)


def article(filler: Filler, title: str, story: str | None = None) -> Article:
    return Article(
        uid=new_uid(),
        story=story,
        title=title,
        text=filler.text,
        sha256=fingerprint(filler.text),
        imported_at=now(),
    )


def annotations(of: Article, spans: list[tuple[Span, str]], coder: str) -> Iterator[Annotation]:
    when = now()
    for span, label in spans:
        yield Annotation(
            uid=new_uid(),
            article=of.uid,
            label=label,
            start=span.start,
            end=span.end,
            text=span.of(of.text),
            coder=coder,
            created_at=when,
            modified_at=when,
        )


def _spread(spans: list[Span], count: int) -> list[Span]:
    """Return every n-th of some spans, so that there are `count` of them."""
    if not 0 < count <= len(spans):
        raise ValueError(f"there are {len(spans)} spans to choose from, not {count}")
    return [spans[position * len(spans) // count] for position in range(count)]
