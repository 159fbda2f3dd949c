"""Any run of changes of the codebook leaves what it allows, and each is undone as one."""

import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from typing_extensions import override

from annotator.core.consequences import consequences
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Attribute, Label, Link, LinkKind, Record
from annotator.core.scheme import CONTINUES_LINK, PASSAGE
from annotator.formats.codebook import SHIPPED, codebook_named
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from tests.build import ANN
from tests.project.coded import coded_project, misfits, tables

KINDS = ("choice", "text", "number", "yes_no", "date")
NAMES = st.sampled_from(("alpha", "beta", "gamma", "quote", "type", "topic", "about"))
TITLES = st.sampled_from(("Alpha", "Größe", "Тема", "Type", "Quote", "On the record"))

P = TypeVar("P", Label, Attribute, LinkKind)

data = st.data()


@cache
def _stored() -> Path:
    """Return the file that each run begins with."""
    folder = Path(tempfile.mkdtemp())
    with coded_project(folder) as made:
        return made.path


class Codebooks(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "coded.annotator"
        shutil.copy(_stored(), self.path)
        self.project = Project.open(self.path, ANN)
        self.codebook = Codebook(self.project)
        self.before: list[dict[str, list[Record]]] = []
        self.now = tables(self.project)
        assert not list(misfits(self.project))

    @override
    def teardown(self) -> None:
        if not hasattr(self, "project"):
            return
        self.reopen()
        while self.before:
            self.undo()
        assert not self.project.reading.integrity()
        self.project.close()
        shutil.rmtree(self.folder)

    # Labels

    @rule(title=TITLES)
    def add_label(self, title: str) -> None:
        self._do(lambda: self.codebook.add_label(title))

    @rule(data=data, title=TITLES, key=st.sampled_from("QCUX5ЦS"))
    def change_label(self, data: st.DataObject, title: str, key: str) -> None:
        uid = self._label(data).uid
        self._do(lambda: self.codebook.change_label(uid, title=title, key=key))

    @rule(data=data)
    def order_labels(self, data: st.DataObject) -> None:
        uids = data.draw(st.permutations([one.uid for one in self.codebook.scheme.labels]))
        self._do(lambda: self.codebook.order_labels(uids[1:]))

    @rule(data=data, name=NAMES)
    def rename_label(self, data: st.DataObject, name: str) -> None:
        uid = self._label(data).uid
        self._do(lambda: self.codebook.rename_label(uid, name))

    @rule(data=data)
    def merge_labels(self, data: st.DataObject) -> None:
        kept, gone = self._label(data).uid, self._label(data).uid
        self._do(lambda: self.codebook.merge_labels(kept, gone))

    @rule(data=data)
    def delete_label(self, data: st.DataObject) -> None:
        uid = self._label(data).uid
        self._do(lambda: self.codebook.delete_label(uid))

    # Attributes

    @rule(data=data, title=TITLES, kind=st.sampled_from(KINDS))
    def add_attribute(self, data: st.DataObject, title: str, kind: Any) -> None:
        label = self._label(data).uid
        self._do(lambda: self.codebook.add_attribute(label, title, kind, choices=("One", "Two")))

    @precondition(lambda self: self.codebook.scheme.attributes)
    @rule(data=data, kind=st.sampled_from(KINDS))
    def change_kind(self, data: st.DataObject, kind: str) -> None:
        uid = self._attribute(data).uid
        self._do(lambda: self.codebook.change_attribute(uid, kind=kind))

    @precondition(lambda self: self.codebook.scheme.attributes)
    @rule(data=data)
    def change_choices(self, data: st.DataObject) -> None:
        one = self._attribute(data)
        some = data.draw(st.lists(st.sampled_from([*one.choices, "Other", "Яма"]), max_size=3))
        self._do(lambda: self.codebook.change_attribute(one.uid, choices=some))

    @precondition(lambda self: self.codebook.scheme.attributes)
    @rule(data=data)
    def let_wait(self, data: st.DataObject) -> None:
        one, other = self._attribute(data), self._attribute(data)
        names = [choice["name"] for choice in other.choices]
        values = {"yes_no": (True,), "text": ("yes",), "number": (1,), "date": ("2025",)}
        wanted = data.draw(st.sampled_from([names[:1], names[-1:], values.get(other.kind, ())]))
        condition = {"attribute": other.name, "is": wanted}
        self._do(lambda: self.codebook.change_attribute(one.uid, show_when=condition))

    @precondition(lambda self: self.codebook.scheme.attributes)
    @rule(data=data, name=NAMES)
    def rename_attribute(self, data: st.DataObject, name: str) -> None:
        uid = self._attribute(data).uid
        self._do(lambda: self.codebook.rename_attribute(uid, name))

    @precondition(lambda self: self.codebook.scheme.attributes)
    @rule(data=data)
    def merge_attributes(self, data: st.DataObject) -> None:
        kept = self._attribute(data)
        siblings = self.codebook.scheme.attributes_of(kept.label)
        gone = data.draw(st.sampled_from(siblings))
        self._do(lambda: self.codebook.merge_attributes(kept.uid, gone.uid))

    @precondition(lambda self: self.codebook.scheme.attributes)
    @rule(data=data)
    def delete_attribute(self, data: st.DataObject) -> None:
        uid = self._attribute(data).uid
        self._do(lambda: self.codebook.delete_attribute(uid))

    @precondition(lambda self: any(one.choices for one in self.codebook.scheme.attributes))
    @rule(data=data, name=NAMES)
    def rename_choice(self, data: st.DataObject, name: str) -> None:
        one = self._chosen(data)
        old = data.draw(st.sampled_from(one.choices))["name"]
        self._do(lambda: self.codebook.rename_choice(one.uid, old, name))

    @precondition(lambda self: any(one.choices for one in self.codebook.scheme.attributes))
    @rule(data=data)
    def merge_choices(self, data: st.DataObject) -> None:
        one = self._chosen(data)
        kept, gone = (data.draw(st.sampled_from(one.choices))["name"] for _ in range(2))
        self._do(lambda: self.codebook.merge_choices(one.uid, kept, gone))

    # Kinds of link

    @rule(data=data, title=TITLES, across=st.booleans())
    def add_link_kind(self, data: st.DataObject, title: str, *, across: bool) -> None:
        ends = (self._label(data).uid,)
        self._do(lambda: self.codebook.add_link_kind(title, from_labels=ends, across=across))

    @precondition(lambda self: self.codebook.scheme.link_kinds)
    @rule(data=data, many=st.booleans(), across=st.booleans())
    def change_link_kind(self, data: st.DataObject, *, many: bool, across: bool) -> None:
        uid, field = self._kind(data).uid, data.draw(st.sampled_from(("from_labels", "to_labels")))
        values: dict[str, Any] = {
            field: [self._label(data).uid for _ in range(2)], "many": many, "across": across,
        }  # fmt: skip
        some = {name: values[name] for name in data.draw(st.sets(st.sampled_from([*values])))}
        self._do(lambda: self.codebook.change_link_kind(uid, **some))

    @rule(data=data, name=NAMES)
    def rename_link_kind(self, data: st.DataObject, name: str) -> None:
        uid = self._kind(data).uid
        self._do(lambda: self.codebook.rename_link_kind(uid, name))

    @rule(data=data)
    def merge_link_kinds(self, data: st.DataObject) -> None:
        kept, gone = self._kind(data).uid, self._kind(data).uid
        self._do(lambda: self.codebook.merge_link_kinds(kept, gone))

    @rule(data=data)
    def delete_link_kind(self, data: st.DataObject) -> None:
        uid = self._kind(data).uid
        self._do(lambda: self.codebook.delete_link_kind(uid))

    # All of it

    @rule(name=st.sampled_from(SHIPPED), only_these=st.booleans())
    def load(self, name: str, *, only_these: bool) -> None:
        scheme = codebook_named(name).scheme
        self._do(lambda: self.codebook.load(scheme, only_these=only_these))
        after = self.codebook.scheme
        assert {one.uid for one in after.labels} >= {PASSAGE}
        assert {one.uid for one in after.link_kinds} >= {CONTINUES_LINK}

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        assert self.project.undo() is not None
        self.now = self.before.pop()
        assert tables(self.project) == self.now

    @precondition(lambda self: self.before)
    @rule()
    def undo_and_redo(self) -> None:
        self.project.undo()
        assert tables(self.project) == self.before[-1]
        self.project.redo()
        assert tables(self.project) == self.now

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.path, ANN)
        self.codebook = Codebook(self.project)
        assert tables(self.project) == self.now

    def _do(self, make: Any) -> None:
        try:
            edit: Edit = make()
        except AnnotatorError:
            assert tables(self.project) == self.now
            return
        self.project.perform(edit)
        after = tables(self.project)
        wrong = list(misfits(self.project))
        assert not wrong, wrong
        assert self.project.scheme == self.project.reading.scheme()
        _check_told(edit, self.now, after)
        if edit:
            self.before.append(self.now)
        assert bool(edit) == (after != self.now)
        self.now = after

    def _label(self, data: st.DataObject) -> Label:
        return self._one_of(data, self.codebook.scheme.labels)

    def _attribute(self, data: st.DataObject) -> Attribute:
        return self._one_of(data, self.codebook.scheme.attributes)

    def _chosen(self, data: st.DataObject) -> Attribute:
        return self._one_of(data, [one for one in self.codebook.scheme.attributes if one.choices])

    def _kind(self, data: st.DataObject) -> LinkKind:
        return self._one_of(data, self.codebook.scheme.link_kinds)

    def _one_of(self, data: st.DataObject, parts: Sequence[P]) -> P:
        # Told by its name when a test fails.
        names = st.sampled_from([(number, one.name) for number, one in enumerate(parts)])
        return parts[data.draw(names)[0]]


def _check_told(
    edit: Edit, before: dict[str, list[Record]], after: dict[str, list[Record]]
) -> None:
    """Compare the consequences with what was there and is there."""
    told = consequences(edit)
    lost = {one.table: len(before[one.table]) - len(after[one.table]) for one in (Annotation, Link)}
    assert told.erased + told.joined == lost["annotation"]
    assert told.links_erased >= lost["link"]
    if not told.sentences():
        for table in ("annotation", "link"):
            assert {one.identity for one in before[table]} == {one.identity for one in after[table]}


TestCodebooks = Codebooks.TestCase
TestCodebooks.settings = settings(max_examples=settings().max_examples // 3, stateful_step_count=12)
