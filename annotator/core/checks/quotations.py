"""Stretches between quotation marks that nobody has tagged as a quote."""

from collections.abc import Iterator

from annotator.core import acts
from annotator.core.checks.finding import Finding
from annotator.core.checks.subject import Subject
from annotator.core.edit import Edit
from annotator.core.quotations import quotations, quotations_after
from annotator.core.scheme import QUOTE
from annotator.core.untagged import untagged_among

_LEFT = "check:quotation"


def untagged(subject: Subject) -> Iterator[Finding | None]:
    """Yield the quotations that are not tagged; not those inside one that is not either.

    What counts as tagged is what the key that goes to the next one takes for it.
    """
    if not _has_quotes(subject):
        return
    tagged = subject.tagged(QUOTE)
    reached = 0
    for together in quotations_after(subject.text, 0):
        for one in untagged_among(together, tagged):
            if one.end <= reached:
                continue
            if (_LEFT, one) not in subject.left:
                reached = one.end
                repair = "" if subject.is_turned_down(QUOTE, one) else "Tag it as a quote"
                yield subject.found("quotation", "It is not tagged.", one, repair)
        yield None


def tag_quotation(subject: Subject, finding: Finding, coder: str) -> Edit | None:
    span = finding.span
    if span is None or not _has_quotes(subject) or subject.is_turned_down(QUOTE, span):
        return None
    if span not in untagged_among(quotations(subject.text, span), subject.tagged(QUOTE)):
        return None
    return acts.annotate(subject.article, subject.scheme.label(QUOTE), span, coder)


def _has_quotes(subject: Subject) -> bool:
    return any(one.uid == QUOTE for one in subject.scheme.labels)
