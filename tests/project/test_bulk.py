"""What is done to many annotations is one step, whatever it is, here and for everybody else."""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from typing_extensions import override

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Link, Status
from annotator.core.scheme import ACTOR, AUTHOR, CLAIM, CUE, QUOTE, builtin_uid
from annotator.project import bulk
from annotator.project.project import Cause, Event, Project
from annotator.store import gathering, many, reading, writing
from annotator.store.listing import Condition, Wanted
from annotator.store.tracing import standing
from tests.build import ANN, BEN
from tests.project.coded import coded_project, misfits, tables

TYPE = builtin_uid("attribute/quote/type")
ALL: frozenset[Status] = frozenset(("accepted", "suggested", "rejected"))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Project]:
    with coded_project(tmp_path) as made:
        yield made


def everything(project: Project) -> list[str]:
    return [one.uid for one in project.reading.records(Annotation)]


def changed(edit: Edit) -> set[str]:
    return {str(change.identity[0]) for change in edit.of(Annotation.table)}


def of(project: Project, *labels: str) -> list[str]:
    return project.reading.listing.uids(Wanted(labels=frozenset(labels)))


ACTS: dict[str, Callable[[Project, list[str]], bulk.Bulk]] = {
    "relabel as claims": lambda project, uids: bulk.relabel(project, uids, CLAIM),
    "relabel as actors": lambda project, uids: bulk.relabel(project, uids, ACTOR),
    "answer": lambda project, uids: bulk.answer(project, uids, TYPE, "mixed"),
    "answer nothing": lambda project, uids: bulk.answer(project, uids, TYPE, None),
    "speak": lambda project, uids: bulk.speak(project, uids, "actor-1"),
    "speak as the author": lambda project, uids: bulk.speak(project, uids, AUTHOR),
    "silence": lambda project, uids: bulk.speak(project, uids, None),
    "note": lambda project, uids: bulk.write_note(project, uids, "checked"),
    "accept": lambda project, uids: bulk.set_status(project, uids, "accepted"),
    "reject": lambda project, uids: bulk.set_status(project, uids, "rejected"),
}


class Many(RuleBasedStateMachine):
    """Some are changed at once, in any way; a step back brings back what was there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.edge = pytest.MonkeyPatch()
        # What is done to thousands in other ways than to a few is done to some hundred so.
        self.edge.setattr(reading, "_MANY", 20)
        self.edge.setattr(writing, "_AT_ONCE", 10)

    @initialize(seed=st.integers(0, 3))
    def begin(self, seed: int) -> None:
        self.project = coded_project(self.folder, 120, seed)
        self.states: list[Any] = [tables(self.project)]
        self.done = 0

    @rule(name=st.sampled_from([*ACTS]), data=st.data())
    def act(self, name: str, data: st.DataObject) -> None:
        uids = everything(self.project)
        count = data.draw(st.sampled_from([3, 40, len(uids)]))
        try:
            done = ACTS[name](self.project, random.Random(count).sample(uids, count))
        except AnnotatorError:
            return
        self.project.perform(done.edit)
        if done.edit:
            del self.states[self.done + 1 :]
            self.states.append(tables(self.project))
            self.done += 1

    @rule()
    def undo(self) -> None:
        assert (self.project.undo() is None) == (self.done == 0)
        self.done = max(0, self.done - 1)
        assert tables(self.project) == self.states[self.done]

    @rule()
    def redo(self) -> None:
        assert (self.project.redo() is None) == (self.done + 1 == len(self.states))
        self.done = min(len(self.states) - 1, self.done + 1)
        assert tables(self.project) == self.states[self.done]

    @rule()
    def close_and_reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.project.path, ANN)
        assert tables(self.project) == self.states[self.done]

    @override
    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
        shutil.rmtree(self.folder)
        self.edge.undo()


TestMany = Many.TestCase


@pytest.mark.parametrize("name", ACTS)
def test_what_is_left_fits_the_codebook(opened: Project, name: str) -> None:
    wrong = set(misfits(opened))
    opened.perform(ACTS[name](opened, everything(opened)).edit)
    assert set(misfits(opened)) <= wrong


def test_a_chosen_part_stands_for_all_of_its_parts(opened: Project) -> None:
    tie = next(one for one in opened.reading.records(Link) if one.kind == _CONTINUES)
    status: Status = "suggested"
    assert opened.reading.annotation(tie.target).status != status
    opened.perform(bulk.set_status(opened, [tie.source], status).edit)
    assert opened.reading.annotation(tie.target).status == status
    opened.undo()
    opened.perform(bulk.write_note(opened, [tie.source], "of this part").edit)
    assert opened.reading.annotation(tie.target).note != "of this part"


_CONTINUES = builtin_uid("link/continues")


def test_who_was_said_to_speak_is_listed_so(opened: Project) -> None:
    edit = bulk.speak(opened, of(opened, QUOTE), "actor-2").edit
    opened.perform(edit)
    actor = opened.reading.record(Actor.table, ("actor-2",))
    assert isinstance(actor, Actor)
    spoken = Condition("speaker", frozenset([actor.name]))
    listed = opened.reading.listing.uids(Wanted(statuses=ALL, conditions=(spoken,)))
    assert changed(edit) <= set(listed)


def test_those_that_are_gone_are_passed_over(opened: Project) -> None:
    done = bulk.write_note(opened, ["gone", *of(opened, CUE)], "checked")
    assert {one.identity[0] for one in done.edit.changes} == set(of(opened, CUE))
    assert not bulk.write_note(opened, ["gone"], "checked").edit


def test_an_actor_that_is_gone_cannot_speak(opened: Project) -> None:
    with pytest.raises(AnnotatorError, match="no longer in the project"):
        bulk.speak(opened, of(opened, QUOTE), "gone")


def test_the_history_of_one_tells_what_was_done_to_all(
    opened: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.store.log._LONG", 0)
    claims = of(opened, CLAIM)
    opened.perform(bulk.write_note(opened, claims, "checked").edit)
    edit = bulk.relabel(opened, claims, CUE).edit
    opened.perform(edit)
    for uid in sorted(changed(edit).intersection(claims))[:5]:
        one = opened.reading.annotation(uid)
        deeds = [deed for batch in opened.reading.tracing.history(one) for deed in batch]
        note, label = (deed for deed in standing(deeds) if deed.fields)
        assert note.fields["note"][1] == "checked"
        assert label.fields["label"] == (CLAIM, CUE)


def test_a_second_window_hears_of_each(opened: Project) -> None:
    with Project.open(opened.path, BEN) as other:
        heard: list[Event] = []
        other.listen(heard.append)
        edit = bulk.relabel(opened, of(opened, QUOTE), CUE).edit
        opened.perform(edit)
        opened.undo()
        other.refresh()
        assert [event.cause for event in heard] == [Cause.ELSEWHERE, Cause.ELSEWHERE]
        now = {one.uid: one for one in other.reading.records(Annotation)}
        told = {change.identity for change in heard[0].edit.of("annotation")}
        assert told == {change.identity for change in edit.of("annotation")}
        assert all(
            change.after == now[str(change.identity[0])]
            for change in heard[0].edit.of("annotation")
        )


_CHILD = """
import sys
from pathlib import Path
from annotator.core.model import Coder
from annotator.project.project import Project

path, coder = sys.argv[1:]
with Project.open(Path(path), Coder(uid=coder, name="Ann")) as project:
    undone = project.undo()
    print(undone.kind.value, len(undone.changes))
"""


def test_another_process_takes_it_back(opened: Project) -> None:
    before = tables(opened)
    edit = bulk.relabel(opened, everything(opened), ACTOR).edit
    opened.perform(edit)
    heard: list[Event] = []
    opened.listen(heard.append)
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, opened.path, ANN.uid],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert child.stdout == f"relabel {len(edit.changes)}\n"
    opened.refresh()
    assert [len(event.edit.changes) for event in heard] == [len(edit.changes)]
    assert tables(opened) == before


def test_what_somebody_changed_meanwhile_is_refused_as_a_whole(opened: Project) -> None:
    edit = bulk.write_note(opened, everything(opened), "checked").edit
    with Project.open(opened.path, BEN) as other:
        other.perform(acts.note(other.reading.annotation(max(changed(edit))), "mine"))
        before = tables(other)
        with pytest.raises(AnnotatorError, match="changed in another window"):
            opened.perform(edit)
        assert tables(other) == before


def test_what_else_somebody_changed_meanwhile_stays_and_is_told(opened: Project) -> None:
    edit = bulk.relabel(opened, of(opened, QUOTE), CUE).edit
    heard: list[Event] = []
    opened.listen(heard.append)
    one = opened.reading.annotation(min(changed(edit)))
    with Project.open(opened.path, BEN) as other:
        other.perform(acts.note(one, "written elsewhere"))
        before = tables(other)
    opened.perform(edit)
    (told,) = (change for change in heard[-1].edit.changes if change.identity == one.identity)
    assert told.after == opened.reading.annotation(one.uid)
    assert isinstance(told.after, Annotation)
    assert (told.after.label, told.after.note) == (CUE, "written elsewhere")
    opened.undo()
    assert tables(opened) == before


def test_a_step_that_somebody_went_on_from_is_not_taken_back(opened: Project) -> None:
    edit = bulk.write_note(opened, everything(opened), "checked").edit
    opened.perform(edit)
    with Project.open(opened.path, BEN) as other:
        other.perform(acts.note(other.reading.annotation(min(changed(edit))), "mine"))
        before = tables(other)
        with pytest.raises(AnnotatorError, match="could not be undone"):
            opened.undo()
        assert tables(other) == before


def test_records_are_the_same_however_many_are_read(opened: Project) -> None:
    ask = gathering.Gathered(opened.reading._ask, everything(opened))
    expected = list(opened.reading.records(Annotation))
    assert ask.annotations() == expected
    for some in (expected, expected[:5]):
        uids = [one.uid for one in some]
        assert list(many.many(opened.reading._ask, Annotation, uids)) == some
    links = list(opened.reading.records(Link))
    assert list(many.many(opened.reading._ask, Link, [one.uid for one in links])) == links


def test_what_was_done_is_named(opened: Project) -> None:
    kinds = {name: act(opened, everything(opened)).edit.kind for name, act in ACTS.items()}
    assert set(kinds.values()) == {
        Kind.RELABEL, Kind.SET_ATTRIBUTE, Kind.SPEAKER, Kind.NOTE, Kind.REVIEW,
    }  # fmt: skip
