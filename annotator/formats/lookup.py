"""The small tables of a project by uid, and what a cell of its CSV may be."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from annotator.core.model import Actor, Annotation, Article, Coder, Split, Story
from annotator.core.scheme import CLAIM, CLAIMANT_LINK, QUOTE, SPEAKER_LINK, Scheme
from annotator.formats.contract import Corpus

Cell = str | int | float
Row = tuple[Cell, ...]

SPEAKER_LINKS = (SPEAKER_LINK, CLAIMANT_LINK)


class Lookup:
    """The small tables of a project, and how its codebook lays out a row."""

    def __init__(self, corpus: Corpus) -> None:
        self.scheme: Scheme = corpus.scheme()
        self.actors = {one.uid: one for one in corpus.records(Actor)}
        self.coders = {one.uid: one.name for one in corpus.records(Coder)}
        self.stories = {one.uid: one.title for one in corpus.records(Story)}
        self.splits = _splits(corpus.records(Split))
        self.labels = {one.uid: one.name for one in self.scheme.labels}
        self.kinds = {one.uid: one.name for one in self.scheme.link_kinds}
        # Labels whose annotations are spoken: their actor is their speaker.
        self.spoken = {QUOTE, CLAIM}.union(
            *(one.from_labels for one in self.scheme.link_kinds if one.uid in SPEAKER_LINKS)
        )
        self._attributes = [
            one for label in self.scheme.labels for one in self.scheme.attributes_of(label.uid)
        ]
        self._positions: dict[tuple[str, str], int] = {
            (one.label, one.name): position for position, one in enumerate(self._attributes)
        }
        self._no_attributes: Row = ("",) * len(self._attributes)

    def attributes(self, annotation: Annotation) -> Row:
        """Return the cells of the attribute columns."""
        if not annotation.attributes:
            return self._no_attributes
        cells = list(self._no_attributes)
        for name, value in annotation.attributes.items():
            position = self._positions.get((annotation.label, name))
            if position is not None:
                cells[position] = _cell(value)
        return tuple(cells)

    def story(self, article: Article) -> tuple[str, str]:
        uid = article.story or ""
        return uid, self.stories.get(uid, "")


def _splits(splits: Iterable[Split]) -> dict[str, str]:
    """Return the part of each article in the split `default`, or else in the first by name."""
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for split in splits:
        by_name[split.name][split.article] = split.part
    name = "default" if "default" in by_name else min(by_name, default="")
    return by_name.get(name, {})


def _cell(value: Any) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str() | int() | float():
            return value
        case _:
            return as_json(value)


def as_json(value: Any) -> str:
    """Return the JSON of a cell, with the letters of all scripts as they are."""
    return json.dumps(value, ensure_ascii=False)
