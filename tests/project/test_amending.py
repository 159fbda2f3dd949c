"""One stay in a field is one step of undo, however often it was saved meanwhile."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from typing_extensions import override

from annotator.core import acts
from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation
from annotator.core.scheme import LABELS
from annotator.core.span import Span
from annotator.project.history import Step
from annotator.project.project import Cause, Event, Project
from tests.build import ANN, BEN, annotation, article, project

TEXT = article(uid="text")
WORDS = ("Ferry", "Ida Brandt", "Tomas Berg")


def noted(opened: Project, at: int = 0) -> Annotation:
    """Return an annotation as it is stored now."""
    return opened.reading.annotations_of(TEXT.uid)[at]


def tagged(folder: Path) -> Project:
    """Make a project in which three places are tagged, and nothing can be undone."""
    made = project(folder, TEXT)
    made.bring_in(annotation(TEXT, words) for words in WORDS)
    made.forget_history()
    return made


class Stays(RuleBasedStateMachine):
    """Somebody types into notes, comes back, undoes, redoes and starts the program again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        # The model: what each note says, and what each step made of which one.
        self.notes = ["" for _ in WORDS]
        self.undo_steps: list[tuple[int, str, str]] = []
        self.redo_steps: list[tuple[int, str, str]] = []
        self.stay: tuple[int, Step | None] | None = None
        self.heard: list[Event] = []

    @initialize()
    def begin(self) -> None:
        self.opened = tagged(self.folder)
        self.opened.listen(self.heard.append)

    @rule(at=st.integers(0, len(WORDS) - 1))
    def enter(self, at: int) -> None:
        self.stay = (at, None)

    @precondition(lambda self: self.stay)
    @rule(text=st.sampled_from(["", "a", "ab", "abc"]))
    def pause(self, text: str) -> None:
        assert self.stay is not None
        at, step = self.stay
        before = self.notes[at]
        goes_on = step is not None and step == self.opened.next_undo
        self.heard.clear()
        made = self.opened.perform(acts.note(noted(self.opened, at), text), instead_of=step)
        self.stay = (at, made)
        assert [event.cause for event in self.heard] == [Cause.DONE] * (text != before)
        if text == before:
            return
        self.notes[at] = text
        if not goes_on:
            self.undo_steps.append((at, before, text))
            self.redo_steps.clear()
            return
        _, origin, former = self.undo_steps.pop()
        if text != origin:
            self.undo_steps.append((at, origin, text))
        else:
            self.redo_steps.append((at, origin, former))

    @rule()
    def undo(self) -> None:
        done = self.opened.undo()
        assert (done is not None) == bool(self.undo_steps)
        if self.undo_steps:
            at, before, after = self.undo_steps.pop()
            self.notes[at] = before
            self.redo_steps.append((at, before, after))

    @rule()
    def redo(self) -> None:
        done = self.opened.redo()
        assert (done is not None) == bool(self.redo_steps)
        if self.redo_steps:
            at, before, after = self.redo_steps.pop()
            self.notes[at] = after
            self.undo_steps.append((at, before, after))

    @rule()
    def start_again(self) -> None:
        path = self.opened.path
        self.opened.close()
        self.opened = Project.open(path, ANN)
        self.opened.listen(self.heard.append)
        self.stay = None

    @rule()
    def check(self) -> None:
        stored = self.opened.reading.annotations_of(TEXT.uid)
        assert [one.note for one in stored] == self.notes
        assert (self.opened.next_undo is not None) == bool(self.undo_steps)
        assert (self.opened.next_redo is not None) == bool(self.redo_steps)
        assert not self.opened.refresh()

    @override
    def teardown(self) -> None:
        if hasattr(self, "opened"):
            self.opened.close()
        shutil.rmtree(self.folder)


TestStays = Stays.TestCase


def test_a_stay_is_undone_at_once_and_redone_at_once(tmp_path: Path) -> None:
    with tagged(tmp_path) as made:
        step = made.perform(acts.note(noted(made), "so"))
        made.perform(acts.note(noted(made), "so it"), instead_of=step)
        made.undo()
        assert noted(made).note == ""
        assert made.next_undo is None
        made.redo()
        assert noted(made).note == "so it"


def test_listeners_hear_once_what_changed_all_in_all(tmp_path: Path) -> None:
    with tagged(tmp_path) as made, Project.open(made.path, BEN) as other:
        step = made.perform(acts.note(noted(made), "so"))
        other.refresh()
        heard: list[Event] = []
        theirs: list[Event] = []
        made.listen(heard.append)
        other.listen(theirs.append)
        made.perform(acts.note(noted(made), "so it"), instead_of=step)
        other.refresh()
        (event,) = heard
        (change,) = event.edit.changes
        assert isinstance(change.before, Annotation)
        assert isinstance(change.after, Annotation)
        assert (change.before.note, change.after.note) == ("so", "so it")
        told = [change.record for event in theirs for change in event.edit.changes]
        assert {one.note for one in told if isinstance(one, Annotation)} == {"so it"}


def test_a_stay_that_leaves_nothing_is_no_step_and_can_be_done_again(tmp_path: Path) -> None:
    with tagged(tmp_path) as made:
        step = made.perform(acts.note(noted(made), "so"))
        assert made.perform(acts.note(noted(made), ""), instead_of=step) is None
        assert made.next_undo is None
        made.redo()
        assert noted(made).note == "so"


def test_what_is_no_longer_the_next_undo_stays_a_step_of_its_own(tmp_path: Path) -> None:
    with tagged(tmp_path) as made:
        step = made.perform(acts.note(noted(made), "so"))
        made.perform(acts.annotate(TEXT, LABELS[1], Span(6, 12), ANN.uid))
        made.perform(acts.note(noted(made), "so it"), instead_of=step)
        made.undo()
        assert noted(made).note == "so"


def test_what_somebody_else_wrote_meanwhile_comes_back_with_undo(tmp_path: Path) -> None:
    with tagged(tmp_path) as made, Project.open(made.path, BEN) as other:
        step = made.perform(acts.note(noted(made), "mine"))
        other.perform(acts.note(noted(other), "theirs"))
        made.perform(acts.note(noted(made), "mine again"), instead_of=step)
        made.undo()
        assert noted(made).note == "theirs"


def test_an_edit_that_does_not_fit_is_refused_and_takes_nothing_back(tmp_path: Path) -> None:
    with tagged(tmp_path) as made:
        stale = noted(made)
        step = made.perform(acts.note(stale, "so"))
        with pytest.raises(AnnotatorError, match="changed in another window"):
            made.perform(acts.note(stale, "so it"), instead_of=step)
        assert noted(made).note == "so"
        assert made.next_undo == step


def test_what_others_wrote_and_nobody_here_has_seen_is_not_overwritten(tmp_path: Path) -> None:
    with tagged(tmp_path) as made, Project.open(made.path, BEN) as other:
        step = made.perform(acts.note(noted(made), "so"))
        seen = noted(made)
        other.perform(acts.note(noted(other), "theirs"))
        with pytest.raises(AnnotatorError, match="changed in another window"):
            made.perform(acts.note(seen, "so it"), instead_of=step)
        assert noted(made).note == "theirs"


def test_what_others_did_to_other_fields_stays(tmp_path: Path) -> None:
    with tagged(tmp_path) as made, Project.open(made.path, BEN) as other:
        step = made.perform(acts.note(noted(made), "so"))
        other.perform(acts.resize(TEXT, noted(other), Span(0, 12)))
        made.perform(acts.note(noted(made), "so it"), instead_of=step)
        assert noted(made).span == Span(0, 12)
        made.undo()
        assert (noted(made).note, noted(made).span) == ("", Span(0, 12))


def test_a_step_whose_row_was_forgotten_is_no_longer_asked_for(tmp_path: Path) -> None:
    with tagged(tmp_path) as made, Project.open(made.path, BEN) as other:
        step = made.perform(acts.note(noted(made), "so"))
        other.forget_history()
        made.perform(acts.note(noted(made), "so it"), instead_of=step)
        made.undo()
        assert noted(made).note == "so"


def test_what_was_made_and_then_changed_is_made_as_it_is_now(tmp_path: Path) -> None:
    """Two different edits, one of which makes a record, become one step as well."""
    with project(tmp_path, TEXT) as made:
        step = made.perform(acts.annotate(TEXT, LABELS[0], Span(0, 5), ANN.uid))
        made.perform(acts.note(noted(made), "so"), instead_of=step)
        assert made.next_undo is not None
        assert made.next_undo.kind is Kind.NOTE
        made.undo()
        assert made.reading.annotations_of(TEXT.uid) == []
        made.redo()
        assert noted(made).note == "so"
