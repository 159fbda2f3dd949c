"""Several repairs in one article, made one after another and done as one edit."""

from collections.abc import Iterable, Iterator

from annotator.core.checks.finding import Finding
from annotator.core.checks.rules import rule_named
from annotator.core.checks.subject import Subject
from annotator.core.edit import Change, Edit
from annotator.core.model import Identity, Link


class Repairing:
    """What becomes of each record when findings of an article are repaired in turn."""

    def __init__(self, subject: Subject, coder: str) -> None:
        self._subject, self._coder = subject, coder
        self._became: dict[tuple[str, Identity], Change] = {}

    def repair(self, findings: Iterable[Finding]) -> list[Edit]:
        """Repair what still is as it was found; return the edits one by one."""
        done = []
        for finding in findings:
            mend = rule_named(finding.rule).repair
            edit = mend(self._subject, finding, self._coder) if mend else None
            if edit:
                self._subject.follow(edit)
                for change in edit.changes:
                    self._note(change)
                done.append(edit)
        return done

    def changes(self) -> Iterator[Change]:
        """Yield what became of each record.

        In their order, and backwards, no record is ever missed by one that refers to it.
        """
        came = [one for one in self._became.values() if one.before is None]
        gone = [one for one in self._became.values() if one.after is None]
        yield from (one for one in gone if one.table == Link.table)
        yield from (one for one in came if one.table != Link.table)
        yield from (one for one in self._became.values() if one.before and one.after)
        yield from (one for one in came if one.table == Link.table)
        yield from (one for one in gone if one.table != Link.table)

    def _note(self, change: Change) -> None:
        key = (change.table, change.identity)
        former = self._became.pop(key, None)
        before = former.before if former else change.before
        if before is not None or change.after is not None:
            self._became[key] = Change(before, change.after)
