"""Any run of changes of the registry, each undone as one, also after the project was reopened."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from typing_extensions import override

from annotator.core import acts, candidates, resolving
from annotator.core.acts import actors, annotating, attributing, linking
from annotator.core.candidate import Candidate
from annotator.core.candidates import addressees, identities, speakers
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.matching import Matcher
from annotator.core.model import Actor, ActorKind, Annotation, Record
from annotator.core.scheme import ACTOR, ADDRESSEE_LINK, CUE, QUOTE, SPEAKER_LINK
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.project.registry import Registry
from tests.build import ANN, SCHEME, annotation, article, project
from tests.project.coded import tables

PARAGRAPH = (
    "“We will not sign,” said Ida Brandt, who leads the union. She left with Tomas Berg.\n\n"
    "Mayor Ingrid Solheim said the port was closed, according to two officials. “Not yet,” he told "
    "reporters. The Port of Solvik called it “hasty.”\n\n"
)
ARTICLES = [
    article("A strike\n\n" + PARAGRAPH * 12, uid=f"article-{at}", author="Eva Holm")
    for at in range(3)
]
QUOTES = ("“We will not sign,”", "“Not yet,”", "“hasty.”")
NAMES = ("Ida Brandt", "Tomas Berg", "Mayor Ingrid Solheim", "two officials", "Port of Solvik")
ACTORS = [
    Actor(uid="ida", name="Ida Brandt", aliases=("Brandt",)),
    Actor(uid="berg", name="Tomas Berg", country="Norway", notes="A note."),
    Actor(uid="ingrid", name="Ingrid Solheim", role="mayor"),
    Actor(uid="port", name="Port of Solvik", kind="organisation"),
    *(
        Actor(uid=f"officials-{at}", name="Two officials", kind="unnamed", article=f"article-{at}")
        for at in range(3)
    ),
]


def _annotations() -> Iterator[Annotation]:
    """Yield the quotes of all articles and half of the mentions, most of them identified."""
    for at, whole in enumerate(ARTICLES):
        for label, several in ((QUOTE, QUOTES), (ACTOR, NAMES)):
            for number, words in enumerate(several):
                starts = _starts(whole.text, words)
                for turn, start in enumerate(starts):
                    if label == ACTOR and (turn + number) % 3 == 0:
                        continue
                    actor = _actor_of(words, at) if label == ACTOR and turn % 4 else None
                    if label == QUOTE and turn % 5 == 0:
                        actor = "berg"
                    yield replace(
                        annotation(whole, words, label),
                        uid=f"{label[:4]}-{at}-{start:05}",
                        start=start,
                        end=start + len(words),
                        actor=actor,
                    )


def _starts(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def _actor_of(words: str, at: int) -> str:
    by_name = {one.name: one.uid for one in ACTORS[:4]}
    return by_name.get(words.removeprefix("Mayor "), f"officials-{at}")


@cache
def _stored() -> Path:
    """Return the file that each run begins with."""
    with project(Path(tempfile.mkdtemp()), *ARTICLES) as made:
        made.bring_in(_records())
        made.forget_history()
        return made.path


def _records() -> list[Record]:
    """Return the registry, what is tagged, and who speaks the quotes without an actor."""
    tagged = list(_annotations())
    first = {one.article: one for one in reversed(tagged) if one.label == ACTOR}
    links = [
        linking.new_link(SPEAKER_LINK, one.uid, first[one.article].uid, ANN.uid)
        for one in tagged
        if one.label == QUOTE and one.actor is None
    ]
    return [*ACTORS, *tagged, *links]


KINDS = st.sampled_from(get_args(ActorKind))
WORDS = st.sampled_from(["Ida Brandt", "I. Brandt", "Solheim", "Éva Kun", "WHO", "  ", "A source"])
DATA = st.data()


class Registries(RuleBasedStateMachine):
    """Merge, split, rename, delete, identify, speak, mark cues, in any order."""

    def __init__(self) -> None:
        super().__init__()
        # Hypothesis replays a run to the letter, so time and identities must come the same again.
        self.edge = pytest.MonkeyPatch()
        ticks = count()
        for module in (actors, annotating, attributing, linking, candidates, resolving):
            for name in {"now", "new_uid"} & set(vars(module)):
                self.edge.setattr(module, name, lambda: f"tick {next(ticks):06}")

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "test.annotator"
        shutil.copy(_stored(), self.path)
        self.before: list[dict[str, list[Record]]] = []
        self._open()
        self.now = tables(self.project)

    @override
    def teardown(self) -> None:
        try:
            if hasattr(self, "project"):
                self.reopen()
                while self.before:
                    self.undo()
                assert not self.project.reading.integrity()
                self.project.close()
                shutil.rmtree(self.folder)
        finally:
            self.edge.undo()

    @rule(name=WORDS, kind=KINDS)
    def add(self, name: str, kind: ActorKind) -> None:
        home = "article-1" if kind == "unnamed" else None
        self._do(lambda: self.registry.add(name, kind=kind, article=home))

    @rule(data=DATA, name=WORDS, alias=WORDS)
    def rename(self, data: st.DataObject, name: str, alias: str) -> None:
        uid = self._actor(data)
        self._do(lambda: self.registry.change(uid, name=name, aliases=[alias, "Ida"]))

    @rule(data=DATA, kind=KINDS)
    def change_kind(self, data: st.DataObject, kind: ActorKind) -> None:
        uid = self._actor(data)
        self._do(lambda: self.registry.change(uid, kind=kind))

    @rule(data=DATA)
    def merge(self, data: st.DataObject) -> None:
        kept, *others = data.draw(st.lists(self._actors(), min_size=2, max_size=4))
        self._do(lambda: self.registry.merge(kept, others))
        if self.happened:
            assert not (set(others) - {kept}) & set(self.registry.actors)

    @rule(data=DATA, name=WORDS)
    def split(self, data: st.DataObject, name: str) -> None:
        uid = self._actor(data)
        its = [one.uid for one in self.project.reading.registry.annotations([uid])]
        chosen = data.draw(st.lists(st.sampled_from(its), max_size=20)) if its else []
        self._do(lambda: self.registry.split(uid, chosen, name))

    @rule(data=DATA)
    def delete(self, data: st.DataObject) -> None:
        uids = set(data.draw(st.lists(self._actors(), min_size=1, max_size=3)))
        self._do(lambda: self.registry.delete(uids))

    @rule(data=DATA, new=st.booleans())
    def identify(self, data: st.DataObject, new: bool) -> None:
        one = self._annotation(data, ACTOR)
        rows = self._rows(identities, one, "Éva Kun" if new else "")
        who = data.draw(st.sampled_from(rows))
        scheme = self.project.scheme
        self._do(lambda: acts.identify(one, who.actor, scheme, is_new=who.is_new))

    @rule(data=DATA, to=st.sampled_from((SPEAKER_LINK, ADDRESSEE_LINK)), add=st.booleans())
    def speak(self, data: st.DataObject, to: str, add: bool) -> None:
        head = self._annotation(data, QUOTE)
        rows = self._rows(speakers if to == SPEAKER_LINK else addressees, head, "")
        if not rows:
            return
        who = data.draw(st.sampled_from(rows))
        home = next(one for one in ARTICLES if one.uid == head.article)
        kind, scheme = SCHEME.link_kind(to), self.project.scheme
        links = self._links(head.article).at(head.uid)
        self._do(lambda: acts.speak(home, head, who, kind, links, scheme, ANN.uid, add=add))

    @rule(data=DATA)
    def be_silent(self, data: st.DataObject) -> None:
        head = self._annotation(data, QUOTE)
        links = self._links(head.article).at(head.uid)
        self._do(lambda: acts.silence(head, SCHEME.link_kind(SPEAKER_LINK), links))

    @rule(data=DATA)
    def mark_a_cue(self, data: st.DataObject) -> None:
        head = self._annotation(data, QUOTE)
        home = next(one for one in ARTICLES if one.uid == head.article)
        span = Span(head.end + 1, head.end + 5)
        links = self._links(head.article).at(head.uid)
        label, scheme = SCHEME.label(CUE), self.project.scheme
        self._do(lambda: acts.cue(home, span, label, head, links, scheme, ANN.uid))

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        assert self.project.undo() is not None
        expected = self.before.pop()
        self.now = tables(self.project)
        assert self.now == expected
        self._check()

    @precondition(lambda self: self.before)
    @rule()
    def undo_and_redo(self) -> None:
        self.project.undo()
        self.project.redo()
        assert tables(self.project) == self.now
        self._check()

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self._open()

    def _open(self) -> None:
        self.project = Project.open(self.path, ANN)
        self.registry = Registry(self.project)
        self.project.listen(self.registry.hear)
        assert len(self.registry.matcher) == len(self.registry.actors)

    def _do(self, act: Callable[[], Edit]) -> None:
        """Do something, or nothing where that makes no sense."""
        self.happened = False
        try:
            edit = act()
            if edit:
                self.project.perform(edit)
        except AnnotatorError:
            assert tables(self.project) == self.now
            return
        if edit:
            self.happened = True
            self.before.append(self.now)
            self.now = tables(self.project)
            self._check()

    def _check(self) -> None:
        """Look at what must be so after each change."""
        stored = {one.uid: one for one in self.project.reading.records(Actor)}
        assert self.registry.actors == stored
        fresh = Matcher(stored.values())
        for words in ("Brandt", "Ingrid Solheim", "WHO"):
            assert self.registry.matcher.propose(words, "article-1") == fresh.propose(
                words, "article-1"
            )
        assert self.registry.matcher.search("", "article-1") == fresh.search("", "article-1")
        speaking = {
            link.source
            for whole in ARTICLES
            for link in self.project.reading.links_from(whole.uid)
            if link.kind == SPEAKER_LINK
        }
        for one in self.project.reading.records(Annotation):
            assert one.actor is None or stored[one.actor].article in (None, one.article)
            assert one.actor is None or one.uid not in speaking
        assert all((one.kind == "unnamed") == (one.article is not None) for one in stored.values())

    def _actors(self) -> st.SearchStrategy[str]:
        return st.sampled_from(sorted(self.registry.actors) or ["nobody"])

    def _actor(self, data: st.DataObject) -> str:
        return data.draw(self._actors())

    def _annotation(self, data: st.DataObject, label: str) -> Annotation:
        """Draw one of few, so that much is done to each."""
        some = [one for one in self.now["annotation"] if isinstance(one, Annotation)]
        return data.draw(st.sampled_from([one for one in some if one.label == label][:6]))

    def _links(self, whole: str) -> Links:
        return Links(self.project.reading.links_of(whole))

    def _rows(self, ask: Callable[..., list[Candidate]], one: Annotation, typed: str) -> list[Any]:
        home = next(whole for whole in ARTICLES if whole.uid == one.article)
        here = SpanIndex(self.project.reading.annotations_of(one.article))
        return ask(home, one, here, self._links(one.article), self.registry.matcher, typed)


Registries.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestRegistries = Registries.TestCase


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Project]:
    with project(tmp_path, *ARTICLES) as opened:
        opened.bring_in(_records())
        yield opened


@pytest.fixture
def registry(made: Project) -> Registry:
    followed = Registry(made)
    made.listen(followed.hear)
    return followed


def test_nothing_is_read_before_it_is_asked_for(made: Project) -> None:
    made.close()
    Registry(made)


def test_who_is_called_alike_already_is_told(registry: Registry) -> None:
    assert [one.uid for one in registry.namesakes(" ida BRANDT ")] == ["ida"]
    assert registry.namesakes("Ida Brandt", but="ida") == []
    assert registry.namesakes("Two officials") == [], "each of them is in an article of its own"
    assert registry.add("Ida Brandt"), "two may have one name"


@pytest.mark.parametrize("stop", range(6))
def test_read_and_matched_in_steps_it_is_the_same_whatever_happens_meanwhile(
    made: Project, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    monkeypatch.setattr("annotator.project.registry._READ", 3)
    monkeypatch.setattr("annotator.project.registry._MATCHED", 2)
    registry = Registry(made)
    made.listen(registry.hear)
    steps = registry.steps()
    for _ in range(stop):
        next(steps)
    made.perform(acts.add_actor(Actor(uid="new", name="Éva Kun")))
    made.perform(acts.change_actor(ACTORS[0], {"name": "Ida Holm"}))
    made.perform(Registry(made).delete(["berg", "port", "officials-0"]))
    assert sum(1 for _ in steps) > 0
    assert registry._unread == registry._unmatched == []
    assert registry.actors == {one.uid: one for one in made.reading.records(Actor)}
    fresh = Matcher(registry.actors.values())
    assert registry.matcher.search("", "article-1") == fresh.search("", "article-1")
    assert len(registry.matcher) == len(fresh)


def test_an_import_lets_all_be_read_anew(made: Project, registry: Registry) -> None:
    assert len(registry.matcher) == len(ACTORS)
    made.bring_in([Actor(uid="new", name="Éva Kun")])
    assert registry.matcher.search("eva", "article-1")[0].actor.uid == "new"


def test_somebody_who_was_deleted_elsewhere_is_refused_with_a_sentence(
    made: Project, registry: Registry
) -> None:
    assert registry.actors
    made.perform(registry.delete(["ida"]))
    with pytest.raises(AnnotatorError, match="no longer in the registry"):
        registry.change("ida", name="Ida")


def test_a_merge_of_hundreds_of_mentions_is_undone_as_one_also_after_a_restart(
    made: Project, registry: Registry
) -> None:
    before = tables(made)
    edit = registry.merge("ida", ["berg", "ingrid", "port", "officials-0"])
    assert edit.kind is Kind.MERGE_ACTORS
    assert len(edit.changes) > 90
    made.perform(edit)
    made.close()
    with Project.open(made.path, ANN) as again:
        assert {one.actor for one in again.reading.records(Annotation)} == {
            None, "ida", "officials-1", "officials-2",
        }  # fmt: skip
        again.undo()
        assert tables(again) == before
