"""One article with all that the rules ask about it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from annotator.core.characters import BLANKS
from annotator.core.checks.finding import Finding, Pieces, Rule
from annotator.core.edit import Edit
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Actor, Annotation, Article, Attribute, Link
from annotator.core.paragraphs import paragraphs
from annotator.core.parts import in_text_order
from annotator.core.scheme import Scheme
from annotator.core.span import Span

# What is kept of the words of a finding and of what stands on either side, in characters.
_WORDS, _AROUND = 120, 40
_SOME = 50  # annotations, between two pauses

Left = Collection[tuple[str, Span]]  # `left_as` of rules, and where they leave something


class Subject:
    """The text of an article, its annotations and links; what was rejected counts for nothing.

    It follows edits, so that one repair can be made after another.
    """

    def __init__(
        self,
        article: Article,
        annotations: Iterable[Annotation],
        links: Iterable[Link],
        scheme: Scheme,
        known: Mapping[str, Actor] | None = None,
        left: Left = (),
    ) -> None:
        """`links` are those that touch one of the annotations.

        `known` are actors by how they are written, folded, where that is nobody else's name.
        """
        self.article, self.text, self.scheme = article, article.text, scheme
        self.known = known or {}
        self.left = left
        self.annotations = {one.uid: one for one in annotations}  # the rejected ones, too
        self.index = SpanIndex(one for one in self.annotations.values() if _counts(one))
        self.every_link = Links(links)
        self.links = Links(link for link in self.every_link if _counts(link))
        self._places = Counter(map(_place, self.annotations.values()))
        self._asked: dict[str, tuple[Attribute, ...]] = {}

    # What is asked

    def annotated(self) -> Iterator[Annotation | None]:
        """Yield what is tagged, in the order of the text, and a pause now and then."""
        for number, one in enumerate(self.index, start=1):
            yield one
            if not number % _SOME:
                yield None

    def heads(self) -> Iterator[Annotation | None]:
        """Yield as `annotated` what is no later part of a split annotation."""
        parts = self.links.parts
        return (one for one in self.annotated() if one is None or parts.head(one.uid) == one.uid)

    def parts(self, head: Annotation) -> list[Annotation]:
        """Return the parts of a split annotation in the order of the text, or the only one."""
        found = (self.index.get(uid) for uid in self.links.parts.of(head.uid))
        return in_text_order(one for one in found if one is not None)

    def ties(self, head: Annotation, kind: str) -> set[str]:
        """Return to what links of a kind lead from an annotation or, of a split one, any part."""
        return {
            link.target
            for uid in self.links.parts.of(head.uid)
            for link in self.links.at(uid)
            if link.kind == kind and link.source == uid and self._stands(link.target)
        }

    def questions(self, label: str) -> tuple[Attribute, ...]:
        """Return the attributes of a label."""
        if label not in self._asked:
            self._asked[label] = self.scheme.attributes_of(label)
        return self._asked[label]

    def tagged(self, label: str) -> Callable[[Span], list[Span]]:
        """Return what answers which spans of a label share a character with a stretch."""

        def meeting(stretch: Span) -> list[Span]:
            here = self.index.within(stretch.start, stretch.end)
            return [one.span for one in here if one.label == label]

        return meeting

    def is_taken(self, label: str, span: Span, coder: str) -> bool:
        """Say whether a coder has tagged just this with a label; a rejected one is in the way."""
        return self._places[label, span.start, span.end, coder] > 0

    def is_turned_down(self, label: str, span: Span) -> bool:
        """Say whether somebody has rejected that just this has a label."""
        return (label, span) in self._turned_down

    def is_left(self, rule: Rule, span: Span) -> bool:
        return (rule.left_as, span) in self.left

    def found(
        self, rule: str, sentence: str, where: Annotation | Span, repair: str = ""
    ) -> Finding:
        """Return a finding at an annotation, or where none is."""
        span = where if isinstance(where, Span) else where.span
        text, start, end = self.text, span.start, span.end
        cut = text[start : start + _WORDS] if len(span) > _WORDS else text[start:end]
        return Finding(
            rule=rule,
            sentence=sentence,
            article=self.article.uid,
            annotation=where.uid if isinstance(where, Annotation) else None,
            span=span,
            paragraph=bisect_right(self._lines, start),
            before=_before(text, start),
            words=" ".join(cut.split()) + ("…" if len(cut) < len(span) else ""),
            after=_after(text, end),
            repair=repair,
        )

    # How it follows

    def follow(self, edit: Edit) -> None:
        """Do what an edit does."""
        for change in edit.changes:
            match change.record:
                case Annotation() as one:
                    self._take_out(one.uid)
                    if change.after is not None:
                        self._put_in(one)
                case Link() as link:
                    self.every_link.discard(link.uid)
                    self.links.discard(link.uid)
                    if change.after is not None:
                        self.every_link.add(link)
                        if _counts(link):
                            self.links.add(link)

    @cached_property
    def _turned_down(self) -> frozenset[tuple[str, Span]]:
        every = self.annotations.values()
        return frozenset((one.label, one.span) for one in every if not _counts(one))

    def _take_out(self, uid: str) -> None:
        self.index.discard(uid)
        former = self.annotations.pop(uid, None)
        if former is not None:
            self._places[_place(former)] -= 1

    def _put_in(self, one: Annotation) -> None:
        self.annotations[one.uid] = one
        self._places[_place(one)] += 1
        if _counts(one):
            self.index.add(one)

    @cached_property
    def _lines(self) -> list[int]:
        return [line.start for line in paragraphs(self.text)]

    def _stands(self, uid: str) -> bool:
        """Say whether an end of a link was not rejected; of other articles nothing is known."""
        one = self.annotations.get(uid)
        return one is None or _counts(one)


def look(subject: Subject, rules: Iterable[Rule]) -> Pieces:
    """Yield what rules find in an article, but for what is to be left; with pauses."""
    for rule in rules:
        if rule.find is not None:
            for one in rule.find(subject):
                if one is None or one.span is None or not subject.is_left(rule, one.span):
                    yield one
        yield None


def _place(one: Annotation) -> tuple[str, int, int, str]:
    """Return what no two annotations of an article may share."""
    return one.label, one.start, one.end, one.coder


def _counts(record: Annotation | Link) -> bool:
    return record.status != "rejected"


def _before(text: str, at: int) -> str:
    """Return what stands before a place on its line, from the beginning of a word."""
    first = max(0, at - _AROUND)
    line = text[first:at].rpartition("\n")[2]
    if len(line) < at - first or first == 0:
        return line.lstrip(BLANKS)
    return f"…{line.partition(' ')[2] or line}"


def _after(text: str, at: int) -> str:
    """Return what stands behind a place on its line, to the end of a word."""
    line = text[at : at + _AROUND].partition("\n")[0]
    if len(line) < _AROUND or text[at + _AROUND : at + _AROUND + 1] in ("", "\n"):
        return line.rstrip(BLANKS)
    return f"{line.rpartition(' ')[0] or line}…"
