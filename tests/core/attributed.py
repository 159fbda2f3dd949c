"""The sample's quotations, with who speaks and by which words, as a reader tells it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from annotator import resources
from annotator.core.model import Actor, Article
from annotator.core.span import Span

_EXPECTED = Path(__file__).parent.parent / "data" / "sample_attribution.json"


@dataclass(frozen=True)
class Attributed:
    """A quotation; `clause` is where the speaker's words and the cue stand together."""

    article: Article
    span: Span
    speaker: Span
    cue: Span
    who: str  # the name; empty where there is none


def attributed() -> Iterator[Attributed]:
    """Yield the quotations that are somebody's words: no titles, no scare quotes, no headline."""
    expected = json.loads(_EXPECTED.read_text(encoding="utf-8"))
    for article in sample()[0]:
        for row in expected[article.outlet]:
            if "clause" in row:
                places = list(re.finditer(re.escape(row["text"]), article.text))
                yield Attributed(
                    article,
                    Span(*places[row["nth"]].span()),
                    _within(article.text, row["clause"], row["speaker"]),
                    _within(article.text, row["clause"], row["cue"]),
                    row["who"],
                )


@cache
def sample() -> tuple[list[Article], list[Actor]]:
    """Return the articles of the sample and its registry."""
    lines = resources.path("samples", "storm-barrier.jsonl").read_text(encoding="utf-8")
    rows = list(map(json.loads, lines.splitlines()))
    articles = [_made(Article, row) for row in rows if row["type"] == "article"]
    actors = [_made(Actor, row) for row in rows if row["type"] == "actor"]
    return articles, actors


def _made(kind: type[Any], row: dict[str, Any]) -> Any:
    values = {name: row[name] for name in kind.__dataclass_fields__ if name in row}
    if "aliases" in values:
        values["aliases"] = tuple(values["aliases"])
    return kind(**values)


def _within(text: str, clause: str, words: str) -> Span:
    assert text.count(clause) == 1, clause
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", clause)
    assert found, (clause, words)
    return Span(*found.span()).shifted(text.index(clause))
