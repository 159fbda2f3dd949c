"""Who said what, as pairs to be tied for the eye: a quote or claim and its cue, that and the voice.

Where there is no cue the quote is tied to its speaker at once; several speakers share the nearest
cue.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.model import Annotation, Link
from annotator.core.scheme import CLAIMANT_LINK, CUE_LINK, SPEAKER_LINK

_VOICES = (SPEAKER_LINK, CLAIMANT_LINK)
_SPEECH = (*_VOICES, CUE_LINK)


class Bond(NamedTuple):
    """Two annotations of one article that belong together, on the way from words to their voice."""

    speech: Annotation  # the first part of the quote or claim that it is about
    start: Annotation  # the nearest part of it, or its cue
    end: Annotation  # a cue, or a mention of who speaks


def is_about_speech(link: Link) -> bool:
    """Say whether a link tells how something was said or by whom."""
    return link.kind in _SPEECH


def bonds_at(annotation: Annotation, index: SpanIndex[Annotation], links: Links) -> list[Bond]:
    """Return the bonds of a quote or claim; of a cue or mention those that lead to or from it."""
    own = links.parts.head(annotation.uid)
    told = [one for one in links.at(own) if is_about_speech(one) and one.status != "rejected"]
    # As a set has no order of its own, a dict.
    speeches = dict.fromkeys(links.parts.head(one.source) for one in told)
    found: list[Bond] = []
    for uid in speeches:
        of_one = list(_bonds_of(uid, index, links))
        found += of_one if uid == own else _about(annotation.uid, of_one)
    return found


def _about(uid: str, bonds: list[Bond]) -> Iterator[Bond]:
    """Yield the bonds at one annotation, and those on the way there from the words."""
    at = [one for one in bonds if uid in (one.start.uid, one.end.uid)]
    before = {one.start.uid for one in at}
    return (one for one in bonds if one in at or one.end.uid in before)


def _bonds_of(head: str, index: SpanIndex[Annotation], links: Links) -> Iterator[Bond]:
    parts = [one for uid in links.parts.of(head) if (one := index.get(uid))]
    if not parts or parts[0].uid != head:
        return
    out = [one for one in links.at(head) if one.source == head and one.status != "rejected"]
    cues = list(_targets((one for one in out if one.kind == CUE_LINK), index))
    voices = list(_targets((one for one in out if one.kind in _VOICES), index))
    for cue in cues:
        yield Bond(parts[0], _nearest(parts, cue), cue)
    for voice in voices:
        yield Bond(parts[0], _nearest(cues or parts, voice), voice)


def _targets(links: Iterable[Link], index: SpanIndex[Annotation]) -> Iterator[Annotation]:
    return (one for link in links if (one := index.get(link.target)))


def _nearest(choice: Iterable[Annotation], to: Annotation) -> Annotation:
    return min(choice, key=lambda one: (max(one.start - to.end, to.start - one.end), one.start))
