"""What the checks find, as the command line tells it: in lines by rule, and as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.core.checks import RULES, Finding
from annotator.store.checking import Place


def counts(findings: Iterable[Finding], rules: Iterable[str]) -> dict[str, int]:
    """Return how much each of some rules has found, in the order of their table."""
    found, asked = Counter(one.rule for one in findings), set(rules)
    return {rule.name: found[rule.name] for rule in RULES if rule.name in asked}


def lines(findings: Sequence[Finding], places: Mapping[str, Place]) -> Iterator[str]:
    """Yield each rule that has found something with what it has found."""
    for rule in RULES:
        found = [one for one in findings if one.rule == rule.name]
        if found:
            yield f"{rule.title}: {len(found):,}"
            yield from (f"  {_line(one, places.get(one.article or ''))}" for one in found)


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding with offsets in code points; what it is not about is `None`."""
    span = finding.span
    return {
        "rule": finding.rule,
        "sentence": finding.sentence,
        "article": finding.article,
        "annotation": finding.annotation,
        "actor": finding.actor,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "paragraph": finding.paragraph or None,
        "text": finding.words,
        "repair": finding.repair or None,
    }


def _line(finding: Finding, place: Place | None) -> str:
    if place is None:
        return f"{finding.words}: {finding.sentence}"
    where = " · ".join(part for part in (place.outlet, place.title) if part)
    return f"{where}, ¶ {finding.paragraph}: {finding.words} – {finding.sentence}"
