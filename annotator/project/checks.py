"""The rules of `core/checks` over a project, in pieces, so that a window can live meanwhile."""

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from annotator.core import acts
from annotator.core.checks import RULES, USUAL, Finding, Rule, Subject, look
from annotator.core.checks.finding import Pieces
from annotator.core.checks.mentioning import known_by_name, unmentioned
from annotator.core.checks.repairing import Repairing
from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.folding import fold
from annotator.core.model import Actor, Annotation, Article, Link
from annotator.core.progress import SILENT, Progress
from annotator.core.scheme import Scheme
from annotator.core.span import Span
from annotator.project.project import Project

# As many as one edit repairs or leaves; it is written within a second or two.
MOST = 20_000


class Checks:
    """One look at a project as it is now: what is read of its codebook and registry is kept."""

    def __init__(self, project: Project) -> None:
        self._project, self._reading = project, project.reading
        self._known: dict[str, Actor] | None = None  # by name, once it was asked

    def look_at(self, article: str, rules: Collection[str] = USUAL) -> Pieces:
        """Yield what some rules (by name) find in an article, with pauses.

        Nothing, where the article is gone.
        """
        subject = yield from self.read(article)
        if subject is not None:
            yield from look(subject, chosen(rules))

    def look_at_registry(self, rules: Collection[str] = USUAL) -> Pieces:
        """Yield what some rules find in the registry of actors."""
        found: list[Actor] = []
        for some in self._reading.checking.unmentioned() if "unmentioned" in rules else ():
            found += some
            yield None
        yield from map(unmentioned, sorted(found, key=lambda one: (fold(one.name), one.uid)))

    def all(self, rules: Collection[str] = USUAL, progress: Progress = SILENT) -> Iterator[Finding]:
        """Yield what some rules find anywhere, as it is at one moment; by article."""
        with self._reading.snapshot():
            places = self._reading.checking.places()
            for done, place in enumerate(places):
                progress.report(done, len(places))
                yield from filter(None, self.look_at(place.uid, rules))
            yield from filter(None, self.look_at_registry(rules))
            progress.report(len(places), len(places))

    def read(self, uid: str) -> Generator[None, None, Subject | None]:
        """Return what the rules ask about an article, if that is there; with pauses."""
        checking = self._reading.checking
        article = self._reading.record(Article.table, (uid,))
        if not isinstance(article, Article):
            return None
        annotations: list[Annotation] = []
        for some in checking.annotations(uid):
            annotations += some
            yield None
        links: list[Link] = []
        if annotations:
            for ties in checking.links(uid):
                links += ties
                yield None
        known = yield from self._known_actors()
        left = {(one.kind, Span(one.start_a, one.end_a)) for one in checking.left(uid)}
        return Subject(article, annotations, links, self._scheme, known, left)

    @cached_property
    def _scheme(self) -> Scheme:
        return self._project.scheme

    def _known_actors(self) -> Generator[None, None, dict[str, Actor]]:
        if self._known is None:
            actors: list[Actor] = []
            for some in self._reading.checking.actors():
                actors += some
                yield None
            self._known = known_by_name(actors)
        return self._known


class Repairs:
    """Repairs findings of one rule, as one edit that is yet to be performed."""

    def __init__(self, project: Project, findings: Iterable[Finding]) -> None:
        self._project = project
        self._checks = Checks(project)
        self._findings = sorted(findings, key=lambda one: one.article or "")
        self._changes: list[Change] = []
        self._kind = Kind.RESIZE
        self.repaired = 0  # of the findings
        # Articles, and actors that belong to none, that were gone through, and of how many.
        self.done, self.of = 0, len({one.article or one.actor for one in self._findings})

    def steps(self) -> Iterator[None]:
        """Repair them, with pauses."""
        for article, findings in groupby(self._findings, key=lambda one: one.article):
            if article is None:
                for one in findings:
                    self._delete(one.actor)
                    self.done += 1
                    yield None
            else:
                subject = yield from self._checks.read(article)
                if subject is not None:
                    self._mend(subject, findings)
                self.done += 1
                yield None

    def edit(self) -> Edit:
        """Return the edit. Raises AnnotatorError when nothing is as it was found."""
        if not self._changes:
            raise AnnotatorError("This can no longer be repaired: it has changed since.")
        return Edit(self._kind, tuple(self._changes))

    def _mend(self, subject: Subject, findings: Iterable[Finding]) -> None:
        repairing = Repairing(subject, self._project.coder.uid)
        edits = repairing.repair(findings)
        self._note(edits, repairing.changes())

    def _delete(self, uid: str | None) -> None:
        """Delete an actor that nothing mentions."""
        reading = self._project.reading
        actor = reading.record(Actor.table, (uid,)) if uid else None
        refer = reading.registry.annotations([uid]) if uid else []
        if isinstance(actor, Actor) and all(one.status == "rejected" for one in refer):
            edit = acts.delete_actors([actor], refer)
            self._note([edit], edit.changes)

    def _note(self, edits: Sequence[Edit], changes: Iterable[Change]) -> None:
        self.repaired += len(edits)
        self._changes += changes
        if edits:
            self._kind = edits[0].kind


def repair(project: Project, findings: Iterable[Finding]) -> Edit:
    """Return the edit that repairs findings of one rule.

    Raises AnnotatorError when there is nothing to repair.
    """
    repairs = Repairs(project, findings)
    for _ in repairs.steps():
        pass
    return repairs.edit()


def leave(project: Project, findings: Iterable[Finding]) -> Edit:
    """Return the edit after which findings are left as they are, for everybody and for good.

    An actor is of no article, so that cannot be kept of it: raises AnnotatorError.
    """
    rules = {rule.name: rule for rule in RULES}
    places = []
    for one in findings:
        if one.article is None or one.span is None:
            raise AnnotatorError(
                "That an actor is left as it is cannot be kept. Turn this check off, or delete "
                "the actor."
            )
        places.append((rules[one.rule].left_as, one.article, one.span))
    return acts.leave(places, project.coder.uid)


def look_again(project: Project) -> Edit:
    """Return the edit after which all is found again that was left as it is."""
    return acts.look_again(project.reading.checking.left())


def chosen(rules: Collection[str]) -> list[Rule]:
    """Return the rules of some names that are asked of articles, in the order of the table."""
    return [rule for rule in RULES if rule.name in rules and rule.of == "article"]
