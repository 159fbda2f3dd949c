"""An annotation with all that is tagged in its article, as the gestures on it need that."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRect

from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Annotation, Article, Link, LinkKind
from annotator.core.scheme import (
    ACTOR,
    ADDRESSEE_LINK,
    CLAIMANT_LINK,
    CUE_LINK,
    SPEAKER_LINK,
    Scheme,
)
from annotator.core.span import Span
from annotator.core.text import sentence_at
from annotator.project.project import Project
from annotator.ui.pane import Pane
from annotator.ui.panes import Panes

_TO_ACTORS = (SPEAKER_LINK, CLAIMANT_LINK, ADDRESSEE_LINK)


class Surroundings(NamedTuple):
    """`head` is the annotation itself or, of a split one, its first part."""

    article: Article
    head: Annotation
    here: SpanIndex[Annotation]
    links: Links

    def linked(self, kind: LinkKind) -> list[Link]:
        """Return the links of a kind that begin at the head."""
        at_head = self.links.at(self.head.uid)
        return [one for one in at_head if (one.source, one.kind) == (self.head.uid, kind.uid)]


def surroundings(project: Project, panes: Panes, annotation: Annotation) -> Surroundings:
    """Look around an annotation, in the pane that shows its article or else in the file."""
    pane, reading = panes.pane_of(annotation.article), project.reading
    if pane is not None and pane.article is not None:
        article, here, links = pane.article, pane.index, pane.links
    else:
        article = reading.article(annotation.article)
        shown = (one for one in reading.annotations_of(article.uid) if one.status != "rejected")
        here, links = SpanIndex(shown), Links(reading.links_of(article.uid))
    first = links.parts.head(annotation.uid)
    # A first part that was rejected is not shown.
    head = here.get(first) or reading.annotation(first)
    return Surroundings(article, head, here, links)


def names_somebody(scheme: Scheme, label: str) -> bool:
    """Say whether annotations of a label (by uid) are mentions of actors."""
    ends = (one.to_labels for one in scheme.link_kinds if one.uid in _TO_ACTORS)
    return scheme.voice(label) is None and (label == ACTOR or any(label in one for one in ends))


def speech_of_cue(around: Surroundings) -> Annotation | None:
    """Return the quote or claim that a cue belongs to, if it is tied to one."""
    uid = around.head.uid
    tied = (one for one in around.links.at(uid) if (one.target, one.kind) == (uid, CUE_LINK))
    return next((one for link in tied if (one := around.here.get(link.source))), None)


def kept_free(pane: Pane, annotation: Annotation) -> Callable[[], list[QRect]]:
    """Return what tells which places on the screen not to cover, the one to prefer first.

    That is the annotation with the rest of its sentences, in which it may say who speaks; or else
    the annotation alone.
    """
    assert pane.article is not None  # it holds the annotation
    text = pane.article.text
    first, last = sentence_at(text, annotation.start), sentence_at(text, annotation.end - 1)
    start = min(annotation.start, first.start if first else annotation.start)
    end = max(annotation.end, last.end if last else 0)
    spans = dict.fromkeys((Span(start, end), annotation.span))

    def rects() -> list[QRect]:
        return [_seen(pane, span) for span in spans]

    return rects


def _seen(pane: Pane, span: Span) -> QRect:
    """Return what is seen of a span on the screen; else the edge behind which it is."""
    viewport = pane.view.viewport()
    rect, screen = pane.view.rect_of(span), viewport.rect()
    if not rect.intersects(screen):
        top = screen.top() if rect.bottom() < screen.top() else screen.bottom()
        rect = QRect(rect.left(), top, rect.width(), 1)
    seen = rect.intersected(screen)
    return QRect(viewport.mapToGlobal(seen.topLeft()), seen.size())
