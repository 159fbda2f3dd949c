"""Several annotations are erased as one, and one undo brings all back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from annotator.core import acts
from annotator.core.edit import Edit
from annotator.core.erasing import erase_all
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Link
from annotator.core.scheme import CONTINUES_LINK, LINK_KINDS, QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from tests.build import ANN, SCHEME, annotation, article, project

ARTICLE = article(uid="article")
ELSEWHERE = article(uid="elsewhere")
PLACES = [Span(start, start + 5) for start in range(0, 60, 6)]


@contextmanager
def filled(data: st.DataObject) -> Iterator[Project]:
    """Give a project with some annotations, split ones among them, linked in all directions."""
    with TemporaryDirectory() as folder, project(Path(folder), ARTICLE, ELSEWHERE) as made:
        for span in data.draw(st.lists(st.sampled_from(PLACES), min_size=2, unique=True)):
            home = data.draw(st.sampled_from([ARTICLE, ELSEWHERE]))
            label = data.draw(st.sampled_from(SCHEME.labels[:3]))
            heads = [
                one
                for one in _annotations(made)
                if (one.article, one.label) == (home.uid, label.uid)
            ]
            head = data.draw(st.sampled_from([None, *heads]))
            if head is not None:
                made.perform(acts.continue_(home, head, span, ANN.uid, _links(made)))
            else:
                made.perform(acts.annotate(home, label, span, ANN.uid))
        there = st.sampled_from(_annotations(made))
        for kind in data.draw(st.lists(st.sampled_from(LINK_KINDS), max_size=6)):
            try:
                edit = acts.link(kind, data.draw(there), data.draw(there), ANN.uid, _links(made))
            except AnnotatorError:
                continue  # these two cannot be linked so
            made.perform(edit)
        for one in data.draw(st.lists(there, max_size=3, unique_by=lambda one: one.uid)):
            made.perform(acts.note(made.reading.annotation(one.uid), f"note on {one.uid}"))
        yield made


@given(st.data())
def test_one_undo_brings_all_back_that_was_erased(data: st.DataObject) -> None:
    with filled(data) as made:
        before = _records(made)
        chosen = data.draw(
            st.lists(st.sampled_from(_annotations(made)), min_size=1, unique_by=_uid)
        )
        made.perform(_erasing(made, chosen))
        left = _records(made)
        assert not left.keys() & {one.uid for one in chosen}
        assert left.keys() <= before.keys()
        made.undo()
        assert _records(made) == before
        made.redo()
        assert _records(made) == left


@given(st.data())
def test_erasing_together_is_erasing_one_after_the_other(data: st.DataObject) -> None:
    with filled(data) as made:
        chosen = data.draw(
            st.lists(st.sampled_from(_annotations(made)), min_size=1, unique_by=_uid)
        )
        made.perform(_erasing(made, chosen))
        together = _timeless(made)
        made.undo()
        heads = {one.target for one in _links(made) if one.kind == CONTINUES_LINK}
        for one in sorted(chosen, key=lambda one: one.uid in heads):
            here = {other.uid: other for other in _annotations(made)}
            made.perform(acts.erase(here[one.uid], _links(made), here))
        assert _timeless(made) == together


def test_a_head_that_goes_with_its_next_part_makes_the_one_behind_that_the_head() -> None:
    head, next_, last = (annotation(ARTICLE, words) for words in ("Ferry", "strike", "enters"))
    direct = SCHEME.attributes_of(QUOTE)[0]
    head = _after(acts.set_attribute(head, direct, "direct"))
    next_ = _after(acts.note(next_, "of the part that goes"))
    ties = [_tie(next_, head), _tie(last, head)]
    edit = erase_all([head, next_], ties, {one.uid: one for one in (head, next_, last)})
    assert {change.identity[0] for change in edit.of("link")} == {one.uid for one in ties}
    assert all(change.after is None for change in edit.of("link"))
    heir = next(change.after for change in edit.of("annotation") if change.after is not None)
    assert isinstance(heir, Annotation)
    assert (heir.uid, heir.attributes, heir.note) == (last.uid, {"type": "direct"}, "")


def test_erasing_nothing_is_no_edit() -> None:
    assert not erase_all([], [], {})


def _erasing(made: Project, chosen: list[Annotation]) -> Edit:
    return erase_all(chosen, _links(made), {one.uid: one for one in _annotations(made)})


def _tie(part: Annotation, head: Annotation) -> Link:
    edit = acts.link(SCHEME.link_kind(CONTINUES_LINK), part, head, ANN.uid, ())
    record = edit.changes[-1].after
    assert isinstance(record, Link)
    return record


def _after(edit: Edit) -> Annotation:
    record = edit.changes[0].after
    assert isinstance(record, Annotation)
    return record


def _uid(one: Annotation) -> str:
    return one.uid


def _annotations(made: Project) -> list[Annotation]:
    return list(made.reading.records(Annotation))


def _links(made: Project) -> list[Link]:
    return list(made.reading.records(Link))


def _records(made: Project) -> dict[str, Annotation | Link]:
    records: list[Annotation | Link] = [*_annotations(made), *_links(made)]
    return {one.uid: one for one in records}


def _timeless(made: Project) -> dict[str, Annotation | Link]:
    return {uid: replace(one, modified_at="") for uid, one in _records(made).items()}
