"""The simple form of an article on a line of JSON: a text, what is known of it, and its spans.

`{"text": …, "title": …, "outlet": …, "spans": [[start, end, label], …]}`; a span may also be an
object with `start`, `end` and `label`. Offsets are code points of the text as it stands there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.core import clock
from annotator.core.canonical import fingerprint
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Record
from annotator.core.scheme import Scheme
from annotator.formats import newsline
from annotator.formats.contract import Problem
from annotator.formats.offsets import Offsets
from annotator.formats.shape import what_is

_FIELDS = ("title", "outlet", "author", "dateline", "published", "url", "language", "notes")


@dataclass(frozen=True, slots=True)
class SimpleForm:
    """What all lines of a file in the simple form share."""

    scheme: Scheme
    coder: str
    given: Mapping[str, str]
    source_name: str
    now: str
    _labels: dict[str, str] = field(default_factory=dict)

    def read(self, values: Mapping[str, Any], where: str) -> Iterator[Record | Problem]:
        """Yield the article of a line, its annotations and what of the line does not fit.

        Raises AnnotatorError when there is no text.
        """
        text = values["text"]
        if type(text) is not str or not text.strip():
            raise AnnotatorError(f"“text” should be the text of an article, not {what_is(text)}.")
        offsets = Offsets(text)
        known: dict[str, Any] = {}
        for name in _FIELDS:
            value = values.get(name)
            if type(value) is str:
                known[name] = value.strip()
            elif value is not None:
                yield Problem(
                    where, f"“{name}” should be text, not {what_is(value)}. It was left empty."
                )
        article = Article(
            uid=clock.new_uid(),
            text=offsets.text,
            sha256=fingerprint(offsets.text),
            source_name=self.source_name,
            cleaning=dict(offsets.report),
            imported_at=self.now,
            **{"title": newsline.title(offsets.text), **known, **self.given},
        )
        yield article
        yield from self._annotations(values.get("spans"), article, offsets, where)

    def _annotations(
        self, spans: Any, article: Article, offsets: Offsets, where: str
    ) -> Iterator[Annotation | Problem]:
        if spans is None:
            return
        if type(spans) is not list:
            yield Problem(where, f"“spans” should be a list, not {what_is(spans)}. None is read.")
            return
        seen: set[tuple[int, int, str]] = set()
        for span in spans:
            try:
                start, end, label = _parts(span)
                placed = *offsets.span(start, end), self._label(label)
                if placed in seen:
                    raise AnnotatorError("The same span with the same label is there already.")
            except AnnotatorError as error:
                yield Problem(where, f"The span {_told(span)} was left out. {error}")
                continue
            seen.add(placed)
            yield Annotation(
                uid=clock.new_uid(),
                article=article.uid,
                label=placed[2],
                start=placed[0],
                end=placed[1],
                text=offsets.text[placed[0] : placed[1]],
                coder=self.coder,
                created_at=self.now,
                modified_at=self.now,
            )

    def _label(self, name: Any) -> str:
        if type(name) is not str:
            raise AnnotatorError(f"Its label should be a name, not {what_is(name)}.")
        uid = self._labels.get(name)
        if uid is None:
            uid = self._labels[name] = self.scheme.label_named(name).uid
        return uid


def _parts(span: Any) -> tuple[Any, Any, Any]:
    if type(span) is list and len(span) == 3:
        return span[0], span[1], span[2]
    if type(span) is dict and "start" in span and "end" in span and "label" in span:
        return span["start"], span["end"], span["label"]
    raise AnnotatorError("It should be [start, end, label].")


def _told(span: Any) -> str:
    """Return a span as a person finds it again in the line."""
    if type(span) is dict:
        span = [span.get("start"), span.get("end"), span.get("label")]
    if type(span) is not list:
        return what_is(span)
    told = ", ".join(what_is(one) for one in span[:4])
    return f"[{told}, …]" if len(span) > 4 else f"[{told}]"
