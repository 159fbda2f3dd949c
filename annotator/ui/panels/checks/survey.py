"""Which articles the checks have looked at as they are now, and the look at those left."""

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from annotator.core.checks import Finding
from annotator.core.edit import Change, Kind
from annotator.core.model import Actor, Annotation, Article, Dismissed, Link, Story
from annotator.project.checks import Checks
from annotator.project.project import Event, Project
from annotator.store.checking import Place
from annotator.ui.slicing import Slicing

REGISTRY = ""  # stands for the registry of actors among the articles

_TELL_EVERY = 0.1  # seconds: each time all that is seen is painted anew
_SCREENFUL = 50  # findings, which are shown at once
# Of more links than this that change at once, it is not asked where each of them lies.
_MANY = 500
_MANY_FOUND = 10_000


class Survey(QObject):
    """Knows what was found where, and looks again only where something has changed.

    Nothing is looked at before `go`, nor after `stop` until that.
    """

    went_on = Signal()  # not oftener than somebody can read
    ended = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._checks: Checks | None = None
        self._slicing: Slicing | None = None
        self.places: Mapping[str, Place] = {}
        self._places_are_old = True
        self._wanted: Mapping[str, None] = {}  # in order
        self._left: set[str] = set()  # of these, to be looked at yet
        self._rules: frozenset[str] = frozenset()
        self._asked: dict[str, frozenset[str]] = {}  # which rules have looked at it as it is now
        self._found: dict[str, list[Finding]] = {}
        self._fresh: dict[str, list[Finding]] = {}
        self._told_at, self._told = 0.0, 0  # when, and how many findings there were
        self._restless = 0  # findings that the garbage collector still minds

    def work_on(self, project: Project | None) -> None:
        """Belong to another project, of which nothing is known yet."""
        if self._slicing is not None:
            self._slicing.stop()
            self._slicing.deleteLater()
            self._slicing = None
        self._project, self._checks = project, None
        self.places, self._places_are_old = {}, True
        for known in (self._asked, self._found, self._fresh):
            known.clear()
        self.want((), ())
        if project is not None:
            self._slicing = Slicing(project, self)
            self._slicing.sliced.connect(self._go_on)
            self._slicing.ended.connect(self._end)
            self._slicing.failed.connect(self.failed)

    @property
    def is_running(self) -> bool:
        return self._slicing is not None and self._slicing.is_running

    @property
    def is_done(self) -> bool:
        """Say whether all that is wanted is looked at."""
        return not self._left

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many articles were looked at, and of how many."""
        of = len(self._wanted) - (REGISTRY in self._wanted)
        return of - len(self._left) + (REGISTRY in self._left), of

    def renew_places(self) -> bool:
        """Read which articles there are, where that may have changed; say whether it was read."""
        if self._project is None or not self._places_are_old:
            return False
        self.places = {one.uid: one for one in self._project.reading.checking.places()}
        self._places_are_old = False
        for gone in (self._asked.keys() | self._found.keys()) - self.places.keys() - {REGISTRY}:
            self._asked.pop(gone, None)
            self._found.pop(gone, None)
        return True

    def want(self, articles: Sequence[str], rules: Collection[str]) -> None:
        """Say what is to be looked at, by which rules."""
        self.stop()
        self._wanted, self._rules, self._told = dict.fromkeys(articles), frozenset(rules), 0
        self._left = {key for key in articles if self._missing(key)}

    def go(self) -> None:
        """Look at what is left of what is wanted, from the first on."""
        if self._slicing is not None:
            self._slicing.begin(self._steps([*self._wanted]))

    def stop(self) -> None:
        if self._slicing is not None:
            self._slicing.stop()

    def look_now(self, article: str) -> None:
        """Look at one article, whatever that takes. Raises AnnotatorError."""
        if article in self._left:
            for _ in self._steps([article]):
                pass

    def hear(self, event: Event) -> bool:
        """Take note of what a change has made out of date; say whether that is anything."""
        edit = event.edit
        if edit.kind is Kind.IMPORT or edit.touches_codebook:
            self._asked.clear()
            self._left = set(self._wanted)
            self._checks, self._places_are_old = None, True
            return True
        stale = {REGISTRY} if any(map(_concerns_registry, edit.changes)) else set()
        links = [one.record for one in edit.changes if isinstance(one.record, Link)]
        if len(links) > _MANY:
            stale |= self._asked.keys()
        else:
            stale |= self._articles_of(links)
        for change in edit.changes:
            match change.record:
                case Annotation() as one:
                    stale.add(one.article)
                case Dismissed() as left:
                    stale.add(left.article_a)
                case Article() | Story():
                    self._places_are_old = True
        for key in stale:
            self._asked.pop(key, None)
        self._left |= stale & self._wanted.keys()
        if any(edit.of(Actor.table)):
            self._forget_names()
        return self._places_are_old or bool(stale)

    def forget(self, findings: Collection[Finding]) -> None:
        """Take it that findings are none any more, as long as it is not looked again."""
        gone = set(findings)
        for key in {one.article or REGISTRY for one in findings}:
            self._found[key] = [one for one in self._found.get(key, ()) if one not in gone]
            self._fresh[key] = self._found[key]

    def found(self) -> Iterator[Finding]:
        """Yield what is known to have been found by what is wanted."""
        for key in self._wanted:
            yield from (one for one in self._found.get(key, ()) if one.rule in self._rules)

    def take(self) -> dict[str, list[Finding]]:
        """Return the articles looked at since this was asked last, with what was found there."""
        fresh, self._fresh = self._fresh, {}
        count = sum(map(len, fresh.values()))
        self._told += count
        self._restless += count
        if self._restless > _MANY_FOUND:
            # Else the garbage collector would look through all of them now and then, for 0.2 s.
            gc.collect()
            gc.freeze()
            self._restless = 0
        return {
            key: [one for one in found if one.rule in self._rules] for key, found in fresh.items()
        }

    # How it is done

    def _steps(self, keys: Sequence[str]) -> Iterator[None]:
        for key in keys:
            if key in self._left:
                yield from self._look_at(key, self._missing(key))
                yield None

    def _missing(self, key: str) -> frozenset[str]:
        return self._rules - self._asked.get(key, frozenset())

    def _look_at(self, key: str, rules: frozenset[str]) -> Iterator[None]:
        assert self._project is not None  # it was asked to go
        checks = self._checks = self._checks or Checks(self._project)
        found = []
        pieces = checks.look_at_registry(rules) if key == REGISTRY else checks.look_at(key, rules)
        for one in pieces:
            if one is None:
                yield None
            else:
                found.append(one)
        kept = [one for one in self._found.get(key, ()) if one.rule not in rules]
        self._found[key] = self._fresh[key] = sorted(kept + found, key=_start)
        self._asked[key] = self._asked.get(key, frozenset()) | rules
        self._left.discard(key)

    def _go_on(self) -> None:
        is_due = perf_counter() - self._told_at > _TELL_EVERY
        if is_due or (self._told < _SCREENFUL and any(self._fresh.values())):
            self._told_at = perf_counter()
            self.went_on.emit()

    def _end(self) -> None:
        self.went_on.emit()
        self.ended.emit()

    def _articles_of(self, links: Sequence[Link]) -> set[str]:
        """Return where links lie; an annotation that is gone tells that by itself."""
        if self._project is None or not links:
            return set()
        ends = {(uid,) for link in links for uid in (link.source, link.target)}
        records = self._project.reading.records_of(Annotation.table, list(ends))
        return {one.article for one in records.values() if isinstance(one, Annotation)}

    def _forget_names(self) -> None:
        """Take note that a mention may be somebody else's by its name now."""
        self._checks = None
        for key, found in self._found.items():
            if key in self._asked and any(one.rule == "actor" for one in found):
                self._asked[key] -= {"actor"}
                if key in self._wanted and self._missing(key):
                    self._left.add(key)


def _start(finding: Finding) -> int:
    return finding.span.start if finding.span else 0


def _concerns_registry(change: Change) -> bool:
    """Say whether an actor may be of use now that was of none, or the other way round."""
    if change.table == Actor.table:
        return True
    if change.table != Annotation.table:
        return False
    if change.before is None or change.after is None:
        record = change.record
        return isinstance(record, Annotation) and record.actor is not None
    return bool({"actor", "status"} & set(change.fields))
