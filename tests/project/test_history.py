"""Any run of acts, undos and redos equals a plain model, over restarts and with others at work."""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from annotator.core import acts
from annotator.core.acts import annotating, linking
from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Article, Coder, Link, Record
from annotator.core.scheme import LABELS, LINK_KINDS
from annotator.core.span import Span
from annotator.project.project import Cause, Event, Project
from tests.build import ANN, BEN, SCHEME, annotation, article, project

Key = tuple[str, Any]


class Refused(Exception):
    """The model refuses an edit."""


@dataclass
class Step:
    edit: Edit
    dropped: bool = False


@dataclass
class Model:
    """What a project should hold, in a dictionary, with the stacks of each coder."""

    records: dict[Key, Record] = field(default_factory=dict)
    undo: dict[str, list[Step]] = field(default_factory=lambda: {ANN.uid: [], BEN.uid: []})
    redo: dict[str, list[Step]] = field(default_factory=lambda: {ANN.uid: [], BEN.uid: []})

    def perform(self, coder: Coder, edit: Edit) -> None:
        self.undo[coder.uid].append(Step(self.apply(edit)))
        self.redo[coder.uid].clear()

    def amend(self, coder: Coder, edit: Edit) -> None:
        """Perform an edit, made after the last one, as if it had been made instead of that."""
        last, before = self.undo[coder.uid][-1], self.records
        later = self.apply(edit)
        wanted = self.records
        keys = {(one.table, one.identity) for one in (*last.edit.changes, *edit.changes)}
        try:
            self.records = before
            back = self.apply(last.edit.inverse(), reverting=True)
            pairs = [Change(self.records.get(one), wanted.get(one)) for one in sorted(keys)]
            remains = [one for one in pairs if set(one.fields) != {"modified_at"} and one.fields]
            instead = self.apply(Edit(edit.kind, tuple(remains)))
        except Refused:
            self.records = wanted
            self.undo[coder.uid].append(Step(later))
            self.redo[coder.uid].clear()
            return
        self.undo[coder.uid].pop()
        if instead:
            self.undo[coder.uid].append(Step(instead))
            self.redo[coder.uid].clear()
        else:
            self.redo[coder.uid].append(Step(back))

    def revert(self, coder: Coder, source: list[Step], target: list[Step]) -> None:
        step = next(one for one in reversed(source) if not one.dropped)
        try:
            done = self.apply(step.edit.inverse(), reverting=True)
        except Refused:
            step.dropped = True
            raise
        source.remove(step)
        target.append(Step(done))

    def reopen(self, coder: Coder) -> None:
        for step in (*self.undo[coder.uid], *self.redo[coder.uid]):
            step.dropped = False

    def apply(self, edit: Edit, *, reverting: bool = False) -> Edit:
        """Change the records and return what was done; change nothing when it does not fit."""
        records = dict(self.records)
        done = tuple(self._apply(records, change, reverting) for change in edit.changes)
        self._check_whole(records)
        self.records = records
        return Edit(edit.kind, done)

    @staticmethod
    def _apply(records: dict[Key, Record], change: Change, reverting: bool) -> Change:
        key = (change.table, change.identity)
        there = records.get(key)
        if change.before is None:
            if there is not None or change.after is None:
                raise Refused
            records[key] = change.after
            return change
        if there is None:
            raise Refused
        if change.after is None:
            if _timeless(there) != _timeless(change.before):
                raise Refused
            del records[key]
            return Change(there, None)
        names = [name for name in change.fields if name != "modified_at"]
        if any(getattr(there, name) != getattr(change.before, name) for name in names):
            raise Refused
        values: dict[str, Any] = {name: getattr(change.after, name) for name in change.fields}
        if reverting and _time(there) != _time(change.before):
            # Undoing an older edit does not make a record look older than it is.
            values.pop("modified_at", None)
        records[key] = replace(there, **values)
        return Change(there, records[key])

    @staticmethod
    def _check_whole(records: dict[Key, Record]) -> None:
        places = [
            (one.article, one.label, one.start, one.end, one.coder)
            for one in records.values()
            if isinstance(one, Annotation)
        ]
        if len(places) != len(set(places)):
            raise Refused
        for one in records.values():
            if isinstance(one, Link) and not {
                ("annotation", (one.source,)),
                ("annotation", (one.target,)),
            } <= set(records):
                raise Refused


def _time(record: Record) -> str:
    return record.modified_at if isinstance(record, Annotation | Link) else ""


def _timeless(record: Record) -> Record:
    return replace(record, modified_at="") if isinstance(record, Annotation | Link) else record


class Listening:
    """A view that follows a project by its events alone."""

    def __init__(self, opened: Project) -> None:
        self.project = opened
        self.records = _everything(opened)
        opened.listen(self._hear)

    def _hear(self, event: Event) -> None:
        if event.edit.kind is Kind.IMPORT:
            self.records = _everything(self.project)
            return
        for change in event.edit.changes:
            self.records.pop((change.table, change.identity), None)
            if change.after is not None:
                self.records[change.table, change.identity] = change.after


def _everything(opened: Project) -> dict[Key, Record]:
    return {
        (one.table, one.identity): one
        for kind in (Annotation, Link, Article)
        for one in opened.reading.records(kind)
    }


class TwoCoders(RuleBasedStateMachine):
    """Ann and Ben work on one file, each through a connection of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        # Hypothesis replays a run to the letter, so time and identities must come the same again.
        self.edge = pytest.MonkeyPatch()
        ticks = count()
        for module in (annotating, linking):
            self.edge.setattr(module, "now", lambda: f"time {next(ticks):06}")
            self.edge.setattr(module, "new_uid", lambda: f"uid {next(ticks):06}")
        self.texts = [article(uid=f"article-{number}") for number in range(2)]
        self.model = Model({("article", one.identity): one for one in self.texts})

    @initialize()
    def begin(self) -> None:
        with project(self.folder, *self.texts) as made:
            self.path = made.path
        self.open = {coder.uid: Project.open(self.path, coder) for coder in (ANN, BEN)}
        self.views = {uid: Listening(opened) for uid, opened in self.open.items()}

    coders = st.sampled_from([ANN, BEN])

    @rule(coder=coders, data=st.data())
    def act(self, coder: Coder, data: st.DataObject) -> None:
        opened = self.open[coder.uid]
        try:
            edit = self._some_act(coder, data)
        except AnnotatorError:
            return  # the act itself makes no sense
        if not edit:
            return
        try:
            opened.perform(edit)
        except AnnotatorError:
            with pytest.raises(Refused):
                self.model.perform(coder, edit)
        else:
            self.model.perform(coder, edit)

    @rule(coder=coders, first=st.sampled_from(["s", "so"]), data=st.data())
    def stay_in_a_note(self, coder: Coder, first: str, data: st.DataObject) -> None:
        """Type, and type on, while the other may do something in between."""
        opened = self.open[coder.uid]
        stored = [one for one in self.model.records.values() if isinstance(one, Annotation)]
        if not stored:
            return
        uid = data.draw(st.sampled_from(stored)).uid
        step = None
        for text in (first, *data.draw(st.lists(st.sampled_from(["", "so", "so it"])))):
            one = self.model.records.get(("annotation", (uid,)))
            if not isinstance(one, Annotation):
                return  # the other has erased it
            edit = acts.note(one, text)
            goes_on = step is not None and step == opened.next_undo
            step = opened.perform(edit, instead_of=step)
            if edit:
                (self.model.amend if goes_on else self.model.perform)(coder, edit)
            if data.draw(st.booleans()):
                self.act(BEN if coder is ANN else ANN, data)

    @rule(coder=coders)
    def look(self, coder: Coder) -> None:
        """Hear what the other did; until then a coder works on what was seen last."""
        self.open[coder.uid].refresh()
        seen, there = self.views[coder.uid].records, self.model.records
        assert {key: _timeless(one) for key, one in seen.items()} == {
            key: _timeless(one) for key, one in there.items()
        }

    @rule(coder=coders)
    def undo(self, coder: Coder) -> None:
        self._revert(coder, self.model.undo, self.model.redo, self.open[coder.uid].undo)

    @rule(coder=coders)
    def redo(self, coder: Coder) -> None:
        self._revert(coder, self.model.redo, self.model.undo, self.open[coder.uid].redo)

    @rule(coder=coders)
    def close_and_reopen(self, coder: Coder) -> None:
        self.open[coder.uid].close()
        self.open[coder.uid] = Project.open(self.path, coder)
        self.views[coder.uid] = Listening(self.open[coder.uid])
        self.model.reopen(coder)

    @precondition(lambda self: hasattr(self, "open"))
    @invariant()
    def the_file_is_as_the_model_says(self) -> None:
        expected = self.model.records
        for uid, opened in self.open.items():
            assert _everything(opened) == expected
            undo = [one for one in self.model.undo[uid] if not one.dropped]
            redo = [one for one in self.model.redo[uid] if not one.dropped]
            assert (opened.next_undo is not None) == bool(undo)
            assert (opened.next_redo is not None) == bool(redo)

    @override
    def teardown(self) -> None:
        for opened in getattr(self, "open", {}).values():
            opened.close()
        shutil.rmtree(self.folder)
        self.edge.undo()

    def _revert(self, coder: Coder, source: Any, target: Any, call: Any) -> None:
        if not [one for one in source[coder.uid] if not one.dropped]:
            assert call() is None
            return
        try:
            call()
        except AnnotatorError:
            with pytest.raises(Refused):
                self.model.revert(coder, source[coder.uid], target[coder.uid])
        else:
            self.model.revert(coder, source[coder.uid], target[coder.uid])

    def _some_act(self, coder: Coder, data: st.DataObject) -> Edit:  # noqa: PLR0911  # a table
        seen = self.views[coder.uid].records
        text = _of(seen, data.draw(st.sampled_from(self.texts)).uid)
        start = data.draw(st.integers(0, 12))
        span = Span(start, start + data.draw(st.integers(1, 4)))
        label = data.draw(st.sampled_from(LABELS))
        everything = {one.uid: one for one in seen.values() if isinstance(one, Annotation)}
        links = [one for one in seen.values() if isinstance(one, Link)]
        what = data.draw(st.sampled_from(["annotate", *_ON_ONE] if everything else ["annotate"]))
        if what == "annotate":
            return acts.annotate(text, label, span, coder.uid)
        one = data.draw(st.sampled_from(list(everything.values())))
        home = _of(seen, one.article)
        own = [tie for tie in links if one.uid in (tie.source, tie.target)]
        match what:
            case "erase":
                return acts.erase(one, own, everything)
            case "relabel":
                return acts.relabel(one, label, SCHEME, links, everything)
            case "resize":
                return acts.resize(home, one, span)
            case "note":
                return acts.note(one, data.draw(st.sampled_from(["", "so", "not so"])))
            case "attribute":
                attribute = data.draw(st.sampled_from(SCHEME.attributes))
                return acts.set_attribute(one, attribute, attribute.choices[0]["name"])
            case "continue":
                return acts.continue_(home, one, span, coder.uid, links)
            case "unlink" if links:
                return acts.unlink(data.draw(st.sampled_from(links)))
            case "describe":
                return acts.describe([text], {"outlet": data.draw(st.sampled_from("AB"))})
        other = data.draw(st.sampled_from(list(everything.values())))
        kind = data.draw(st.sampled_from(LINK_KINDS))
        return acts.link(kind, one, other, coder.uid, links)


def _of(seen: dict[Key, Record], uid: str) -> Article:
    found = seen["article", (uid,)]
    assert isinstance(found, Article)
    return found


_ON_ONE = (
    "erase", "relabel", "resize", "note", "attribute", "continue", "link", "unlink", "describe",
)  # fmt: skip

TestTwoCoders = TwoCoders.TestCase


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made:
        made.perform(acts.annotate(text, LABELS[0], Span(0, 5), ANN.uid))
        made.perform(acts.annotate(text, LABELS[1], Span(0, 5), ANN.uid))
        made.undo()
    with Project.open(made.path, ANN) as opened:
        opened.redo()
        assert len(opened.reading.annotations_of(text.uid)) == 2
        opened.undo()
        opened.undo()
        assert opened.reading.annotations_of(text.uid) == []
        assert opened.undo() is None


def test_an_import_is_undone_while_nothing_in_it_was_touched(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path) as made:
        made.bring_in([text])
        made.perform(acts.annotate(text, LABELS[0], Span(0, 5), ANN.uid))
        made.undo()
        made.undo()
        assert made.reading.article_count() == 0
        made.redo()
        assert made.reading.article(text.uid) == text


def test_an_import_whose_articles_lean_on_each_other_is_undone(tmp_path: Path) -> None:
    first, second = article(uid="first"), article("Another text", uid="second")
    source = Actor(uid="source", name="an official", kind="unnamed", article="first")
    spoken = replace(annotation(second, "Another"), actor="source")
    with project(tmp_path) as made:
        made.bring_in([first, second, source, spoken])
        made.undo()
        assert not any(size for table, size in made.reading.sizes().items() if table in _BROUGHT)
        made.redo()
        assert made.reading.annotations_of("second") == [spoken]


_BROUGHT = ("article", "actor", "annotation")


def test_an_import_that_somebody_works_on_is_not_undone(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path) as made, Project.open(made.path, BEN) as other:
        made.bring_in([text])
        other.perform(acts.annotate(text, LABELS[0], Span(0, 5), BEN.uid))
        with pytest.raises(AnnotatorError, match="worked on since"):
            made.undo()
        assert made.next_undo is None, "a step that cannot be undone is dropped"


def test_nobody_undoes_what_somebody_else_did(tmp_path: Path) -> None:
    text = article()
    with project(tmp_path, text) as made, Project.open(made.path, BEN) as other:
        heard: list[Event] = []
        made.listen(heard.append)
        other.perform(acts.annotate(text, LABELS[0], Span(0, 5), BEN.uid))
        assert made.refresh()
        assert [event.cause for event in heard] == [Cause.ELSEWHERE]
        assert made.undo() is None
        assert not made.refresh(), "news are told once"
