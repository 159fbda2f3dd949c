"""From the key of the cues to edits: the cue of the selected quote is found, tagged and tied."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.core.acts.attributing import cue
from annotator.core.cues import cues_near, cues_within, is_likely, speech_of
from annotator.core.edit import Change, Edit, Kind, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Label, Link, LinkKind
from annotator.core.paragraphs import paragraph_after, paragraph_at, paragraph_before
from annotator.core.scheme import CUE, CUE_LINK, Scheme
from annotator.core.sentences import sentence_at
from annotator.core.span import Span
from annotator.core.tying import may_begin
from annotator.project.history import Step
from annotator.project.project import Project
from annotator.ui.pane import Pane
from annotator.ui.surroundings import names_somebody
from annotator.ui.words import in_quotes

# As far from a quote somebody may be mentioned beside its cue.
_REACH = 400
_PARAGRAPH = re.compile(r"\n\s*")


@dataclass(slots=True)
class _Run:
    """Presses in a row at one quote: its cue at the moment, and what takes them all back."""

    pane: Pane
    caret: int
    head: str  # uid
    cue: Annotation
    is_made: bool  # by this run; else it was tagged before
    step: Step | None


class Cueing:
    """Tells which words are a cue, and of what. What it did last can be pressed on."""

    def __init__(self) -> None:
        self._run: _Run | None = None

    def end(self) -> None:
        """Let the next press begin anew."""
        self._run = None

    def find(self, project: Project, pane: Pane, label: Label, speech: Annotation) -> str:
        """Tag and tie the likeliest cue of a quote or claim; pressed again, the next one instead.

        Return a sentence where there is nothing to do. Raises AnnotatorError where none is found.
        All presses in a row are one step of undo.
        """
        assert pane.article is not None  # something of it is selected
        head = _head(project, pane, speech)
        run = self._run
        if run is None or (run.pane, run.caret, run.head) != _place(pane, head) or not _is_so(run):
            run = self._run = None
            known = next(iter(_tied(pane, head)), None)
            if known is not None:
                return f"The cue is {in_quotes(known.text)}. To add another, select its words."
        places = list(_places(project.scheme, pane, speech, head))
        before = [one for one in places if run is not None and _span(one) == run.cue.span]
        behind = places.index(before[0]) + 1 if before else 0
        others = [one for one in (*places[behind:], *places[:behind]) if one not in before]
        if not others:
            raise AnnotatorError(_NO_OTHER if run else _NONE)
        undone = _undone(run, pane) if run else ()
        links = [one for one in pane.links.at(head.uid) if remove(one) not in undone]
        article, scheme, coder = pane.article, project.scheme, project.coder.uid
        made = cue(article, others[0], label, head, links, scheme, coder)
        edit = Edit(Kind.CUE, (*undone, *made.changes))
        step = project.perform(edit, run.step if run else None)
        now, is_made = _tied(pane, head)[-1], isinstance(others[0], Span)
        self._run = _Run(*_place(pane, head), now, is_made, step)
        return ""


def cue_kind(scheme: Scheme) -> LinkKind | None:
    """Return the kind of link that ties a cue, if the codebook has it."""
    return next((one for one in scheme.link_kinds if one.uid == CUE_LINK), None)


def may_have_cue(scheme: Scheme, annotation: Annotation | None) -> bool:
    kind = cue_kind(scheme)
    return (
        annotation is not None
        and kind is not None
        and annotation.label != CUE
        and may_begin(kind, annotation.label)
    )


def speech_for(
    project: Project, pane: Pane, span: Span, selected: Annotation | None, last: Annotation | None
) -> Annotation | None:
    """Return the quote or claim (of a split one the first part) whose cue some words are.

    That is the selected one of the same paragraph, else the one that the sentence tells, else the
    one that is, or last was, selected in a paragraph beside it.
    """
    assert pane.article is not None  # something is tagged in it
    text, scheme = pane.article.text, project.scheme
    chosen = [one for one in (selected, last) if one is not None and may_have_cue(scheme, one)]
    if selected in chosen and _apart(text, span, selected.span) == 0:
        return _head(project, pane, selected)
    around = _around(text, span)
    here = pane.index.within(around.start, around.end)
    found = speech_of(text, span, [one for one in here if may_have_cue(scheme, one)])
    near = next((one for one in chosen if _apart(text, span, one.span) <= 1), None)
    one = pane.index.get(found.uid) if found is not None else near
    return _head(project, pane, one) if one is not None else None


def is_untied(pane: Pane, annotation: Annotation) -> bool:
    """Say whether an annotation is a cue of nothing."""
    links = pane.links.at(annotation.uid)
    is_cue_of = any((one.kind, one.target) == (CUE_LINK, annotation.uid) for one in links)
    return annotation.label == CUE and not is_cue_of


def _head(project: Project, pane: Pane, one: Annotation) -> Annotation:
    first = pane.links.parts.head(one.uid)
    return pane.index.get(first) or project.reading.annotation(first)


def _place(pane: Pane, head: Annotation) -> tuple[Pane, int, str]:
    return pane, pane.view.caret(), head.uid


def _is_so(run: _Run) -> bool:
    """Say whether what a run did last still is as it was done."""
    is_tied = any(one.target == run.cue.uid for one in _cue_links(run.pane, run.head))
    return is_tied and run.pane.index.get(run.cue.uid) == run.cue


def _cue_links(pane: Pane, head: str) -> list[Link]:
    at_head = pane.links.at(head)
    return [one for one in at_head if (one.source, one.kind) == (head, CUE_LINK)]


def _tied(pane: Pane, head: Annotation) -> list[Annotation]:
    targets = (pane.index.get(one.target) for one in _cue_links(pane, head.uid))
    return [one for one in targets if one is not None]


def _places(
    scheme: Scheme, pane: Pane, speech: Annotation, head: Annotation
) -> Iterator[Span | Annotation]:
    """Yield where the cue may be, best first: words, or an annotation where these are tagged.

    What is the cue of something else is none. What the caret is at comes first, and of a split
    quote what is near the selected part.
    """
    assert pane.article is not None
    text = pane.article.text
    parts = sorted(pane.parts_of(speech), key=lambda one: (one.uid != speech.uid, one.start))
    caret = pane.view.caret()
    seen: set[Span] = set()
    for part in parts:
        start, end = max(0, part.start - _REACH), min(len(text), part.end + _REACH)
        around = pane.index.within(start, end)
        mentions = [one.span for one in around if names_somebody(scheme, one.label)]
        found = _likely(text, part.span, mentions)
        for span in sorted(found, key=lambda one: not one.touches(caret)):
            if span in seen:
                continue
            seen.add(span)
            tagged = next((one for one in around if (one.label, one.span) == (CUE, span)), None)
            if tagged is None or not _belongs_elsewhere(pane, tagged, head):
                yield tagged or span


def _likely(text: str, speech: Span, mentions: Sequence[Span]) -> list[Span]:
    """Return where the cue of a part may be, best first.

    A claim that is a whole sentence holds its cue, which then comes before those of other
    sentences. But what is in a quotation is said by whoever speaks, and never ties it.
    """
    first, last = sentence_at(text, speech.start), sentence_at(text, speech.end - 1)
    start, end = (first or speech).start, (last or speech).end
    here = Span(start, end)
    near = [
        one
        for one in cues_near(text, speech, mentions)
        if here.contains(one) or is_likely(text, one)
    ]
    within = [one.span for one in cues_within(text, speech)]
    beside = [one for one in near if here.contains(one)] if within else []
    return list(dict.fromkeys((*beside, *within, *near)))


def _belongs_elsewhere(pane: Pane, tagged: Annotation, head: Annotation) -> bool:
    """Say whether words are the cue of something else than what holds this, or lies in it."""
    at_cue = [one for one in pane.links.at(tagged.uid) if one.kind == CUE_LINK]
    others = [pane.index.get(one.source) for one in at_cue if one.target == tagged.uid]
    return any(
        one is not None and not (one.span.contains(head.span) or head.span.contains(one.span))
        for one in others
    )


def _undone(run: _Run, pane: Pane) -> tuple[Change, ...]:
    """Return what takes back the press before."""
    ties = pane.links.at(run.cue.uid) if run.is_made else _cue_links(pane, run.head)
    links = [remove(one) for one in ties if one.target == run.cue.uid or run.is_made]
    return (*links, *([remove(run.cue)] if run.is_made else ()))


def _span(place: Span | Annotation) -> Span:
    return place if isinstance(place, Span) else place.span


def _apart(text: str, one: Span, other: Span) -> int:
    """Return how many paragraphs end between two spans."""
    first, last = sorted((one, other))
    return sum(1 for _ in _PARAGRAPH.finditer(text, first.end, max(first.end, last.start)))


def _around(text: str, span: Span) -> Span:
    """Return the paragraphs of a span, with those before and behind."""
    first, last = paragraph_at(text, span.start), paragraph_at(text, span.end - 1)
    start, end = (first or span).start, (last or span).end
    before, behind = paragraph_before(text, start), paragraph_after(text, end)
    return Span((before or span).start if before else start, behind.end if behind else end)


_NONE = "No cue was found here. Select the words that are the cue, and press the key again."
_NO_OTHER = "No other cue was found here. Select the words that are, and press the key again."
