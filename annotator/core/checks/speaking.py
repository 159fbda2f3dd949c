"""Quotes of which nobody is said to speak them, and claims that nobody is said to make."""

from collections.abc import Iterator

from annotator.core.checks.finding import Finding
from annotator.core.checks.subject import Subject
from annotator.core.model import Annotation
from annotator.core.scheme import CLAIMANT_LINK, SPEAKER_LINK


def without_speaker(subject: Subject) -> Iterator[Finding | None]:
    """Yield what could have a speaker and has none; of a split quote its head is asked."""
    return _without(subject, SPEAKER_LINK, "speaker", "It is not said who speaks.")


def without_claimant(subject: Subject) -> Iterator[Finding | None]:
    return _without(subject, CLAIMANT_LINK, "claimant", "It is not said who claims this.")


def _without(subject: Subject, kind: str, rule: str, sentence: str) -> Iterator[Finding | None]:
    # A codebook may have no such kind of link. One from any label is not for speech alone.
    labels = {
        label for one in subject.scheme.link_kinds if one.uid == kind for label in one.from_labels
    }
    for head in subject.heads() if labels else ():
        if head is None:
            yield None
        elif head.label in labels and not _is_voiced(subject, head, kind):
            yield subject.found(rule, sentence, head)


def _is_voiced(subject: Subject, head: Annotation, kind: str) -> bool:
    # The head says it; what came from elsewhere may have it on another part.
    stored = any(part.actor is not None for part in subject.parts(head))
    return stored or bool(subject.ties(head, kind))
