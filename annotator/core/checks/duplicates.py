"""The same words, tagged with the same label by the same coder more than once.

They may differ by what stands at their ends and is no letter or digit: a mark, a blank, a full
stop. What several coders have tagged alike is as it should be.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotator.core import acts
from annotator.core.checks.finding import Finding
from annotator.core.checks.letters import LETTER, LETTER_BACKWARDS
from annotator.core.checks.subject import Subject
from annotator.core.edit import Edit
from annotator.core.model import Annotation
from annotator.core.scheme import CLAIMANT_LINK, CONTINUES_LINK, SPEAKER_LINK

_Key = tuple[str, str, int, int]


def duplicates(subject: Subject) -> Iterator[Finding | None]:
    """Yield what is tagged already, by the one that is to be kept."""
    alike: defaultdict[_Key, list[Annotation]] = defaultdict(list)
    for one in subject.annotated():
        if one is None:
            yield None
        else:
            alike[_key(subject.text, one)].append(one)
    for group in alike.values():
        if len(group) > 1:
            kept = _kept(subject, group)
            for one in group:
                if one is not kept:
                    yield _found(subject, kept, one)


def erase_duplicate(subject: Subject, finding: Finding, coder: str) -> Edit | None:
    """Return what erases the duplicate; what only that says goes to the one that is kept."""
    gone = subject.index.get(finding.annotation)
    if gone is None:
        return None
    key = _key(subject.text, gone)
    near = subject.index.within(gone.start, gone.end)
    group = [one for one in near if _key(subject.text, one) == key]
    kept = _kept(subject, group)
    # What was to go may be the one of which more is said by now.
    if kept is gone or not _agree(subject, kept, gone):
        return None
    return _united(subject, kept, gone, coder)


def _found(subject: Subject, kept: Annotation, gone: Annotation) -> Finding:
    label = subject.scheme.label(gone.label).title.lower()
    repair = "Erase it, keep the other" if _agree(subject, kept, gone) else ""
    return subject.found("duplicate", f"These words are tagged as {label} twice.", gone, repair)


def _key(text: str, one: Annotation) -> _Key:
    first = LETTER.search(text, one.start, one.end)
    last = LETTER_BACKWARDS.search(text, one.start, one.end)
    ends = (first.start(), last.end()) if first and last else (one.start, one.end)
    return (one.label, one.coder, *ends)


def _kept(subject: Subject, group: Sequence[Annotation]) -> Annotation:
    """Return the one of which most is said; else the longer, which has the marks; else the first.

    What is a part of something split comes before all others.
    """

    def weight(one: Annotation) -> tuple[int, ...]:
        links = subject.links.at(one.uid)
        split = any(link.kind == CONTINUES_LINK for link in links)
        said = len(one.attributes) + len(links) + bool(one.note) + bool(one.actor)
        return (split, one.status == "accepted", said, len(one.span))

    return max(sorted(group, key=lambda one: (one.created_at, one.uid)), key=weight)


def _agree(subject: Subject, one: Annotation, other: Annotation) -> bool:
    """Say whether two can become one without losing anything that is said of either.

    Two that are both split cannot: their parts continue different heads.
    """
    parts = subject.links.parts
    if {parts.head(one.uid), parts.head(other.uid)} != {one.uid, other.uid}:
        return False
    shared = one.attributes.keys() & other.attributes.keys()
    if any(one.attributes[name] != other.attributes[name] for name in shared):
        return False
    if one.note and other.note and one.note != other.note:
        return False
    return _speak_alike(_voices(subject, one), _voices(subject, other)) and all(
        kind.many or _speak_alike(subject.ties(one, kind.uid), subject.ties(other, kind.uid))
        for kind in subject.scheme.link_kinds
    )


def _voices(subject: Subject, one: Annotation) -> set[str]:
    tied = subject.ties(one, SPEAKER_LINK) | subject.ties(one, CLAIMANT_LINK)
    return tied | ({one.actor} if one.actor else set())


def _speak_alike(ones: set[str], others: set[str]) -> bool:
    return not ones or not others or ones == others


def _united(subject: Subject, kept: Annotation, gone: Annotation, coder: str) -> Edit:
    links = {link.uid: link for uid in (kept.uid, gone.uid) for link in subject.every_link.at(uid)}
    return acts.unite(kept, gone, links.values(), subject.scheme, coder)
