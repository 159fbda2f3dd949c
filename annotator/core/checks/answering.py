"""Attributes that an annotation must have and has not."""

from collections.abc import Iterator

from annotator.core.answers import asked
from annotator.core.checks.finding import Finding
from annotator.core.checks.subject import Subject


def unanswered(subject: Subject) -> Iterator[Finding | None]:
    """Yield what lacks a required attribute; only what is asked counts, and only of the head."""
    for head in subject.heads():
        if head is None:
            yield None
            continue
        questions = subject.questions(head.label)
        if not any(one.required for one in questions):
            continue
        missing = [
            f"“{one.title}”"
            for one in asked(questions, head.attributes)
            if one.required and head.attributes.get(one.name) in (None, "")
        ]
        if missing:
            verb = "is" if len(missing) == 1 else "are"
            yield subject.found("required", f"{_listed(missing)} {verb} not answered.", head)


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
