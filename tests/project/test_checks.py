"""The checks of a project: read in pieces, repaired as one edit, left for good."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from annotator.core import acts
from annotator.core.checks import RULES, Finding, Subject, look
from annotator.core.checks.repairing import Repairing
from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import RECORD_TYPES, Actor, Dismissed, Record
from annotator.core.progress import Progress
from annotator.core.scheme import ACTOR, CLAIM, CUE, CUE_LINK, QUOTE, SPEAKER_LINK
from annotator.project.checks import Checks, Repairs, leave, look_again, repair
from annotator.project.project import Project
from tests.build import ANN, SCHEME, annotation, article, project
from tests.core.checks.looking import tie

COURIER = article(uid="courier", outlet="Courier")
WIRE = article(
    "Port to close\n\n“Nobody told us,” said the union. “Nobody,” Ida Brandt said.",
    uid="wire", outlet="Wire",
)  # fmt: skip
IDA = Actor(uid="ida", name="Ida Brandt")
ALL = frozenset(rule.name for rule in RULES)


def tagged() -> list[Record]:
    """Return what is wrong in many ways, in two articles."""
    with_marks, without = annotation(COURIER, "“We will not sign,”"), annotation(COURIER, "We will")
    without = dataclasses.replace(without, end=without.start + 16, text="We will not sign")
    said, brand = annotation(COURIER, "said", CUE), annotation(COURIER, "Ida Brand", ACTOR)
    union, ida = annotation(WIRE, "union", ACTOR), annotation(WIRE, "Ida Brandt", ACTOR)
    nobody = annotation(WIRE, "Nobody told us,")
    rejected = dataclasses.replace(annotation(WIRE, "Port", ACTOR), actor="berg", status="rejected")
    berg, used = Actor(uid="berg", name="Tomas Berg"), Actor(uid="union", name="the union")
    links = [tie(CUE_LINK, without, said), tie(SPEAKER_LINK, with_marks, brand)]
    used_one = dataclasses.replace(union, actor="union")
    return [
        COURIER, WIRE, IDA, berg, used, with_marks, without, said, brand, used_one, ida, nobody,
        rejected, *links,
    ]  # fmt: skip


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Project]:
    with project(tmp_path) as made:
        made.bring_in(tagged())
        made.forget_history()
        yield made


def read(project: Project, article: str) -> Subject | None:
    found: list[Subject | None] = []

    def reading() -> Iterator[None]:
        found.append((yield from Checks(project).read(article)))

    list(reading())
    return found[0]


def found(project: Project, *rules: str) -> list[Finding]:
    return list(Checks(project).all(rules or ALL))


def words(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.rule, one.words) for one in findings]


def everything(project: Project) -> dict[str, list[Record]]:
    """Return all records but the coders, who come with their first edit."""
    return {
        kind.table: sorted(project.reading.records(kind), key=lambda one: one.identity)
        for kind in RECORD_TYPES
        if kind.table != "coder"
    }


def test_all_is_found_by_article_and_then_in_the_registry(begun: Project) -> None:
    assert words(found(begun)) == [
        ("quotation", "“Not this year.”"),
        ("speaker", "We will not sign"),
        ("actor", "Ida Brand"),
        ("mark", "We will not sign"),
        ("word", "Ida Brand"),
        ("duplicate", "We will not sign"),
        ("quotation", "“Nobody,”"),
        ("speaker", "Nobody told us,"),
        ("actor", "Ida Brandt"),
        ("mark", "Nobody told us,"),
        ("unmentioned", "Ida Brandt"),
        ("unmentioned", "Tomas Berg"),
    ]


@pytest.mark.parametrize("rule", ["quotation", "actor", "mark", "word", "duplicate", "unmentioned"])
def test_a_rule_is_repaired_as_one_edit_that_can_be_undone(begun: Project, rule: str) -> None:
    before = everything(begun)
    to_do = [one for one in found(begun, rule) if one.repair]
    assert to_do
    begun.perform(repair(begun, to_do))
    assert [one for one in found(begun, rule) if one.repair] == []
    assert everything(begun) != before
    begun.undo()
    assert everything(begun) == before
    assert [one for one in found(begun, rule) if one.repair] == to_do
    begun.redo()
    assert [one for one in found(begun, rule) if one.repair] == []


def test_each_repair_is_of_its_own_kind(begun: Project) -> None:
    def kind(rule: str) -> Kind:
        return repair(begun, [one for one in found(begun, rule) if one.repair]).kind

    assert kind("quotation") is Kind.ANNOTATE
    assert kind("actor") is Kind.MENTION
    assert kind("mark") is kind("word") is Kind.RESIZE
    assert kind("duplicate") is Kind.ERASE
    assert kind("unmentioned") is Kind.DELETE_ACTOR


def test_what_has_changed_since_is_not_repaired(begun: Project) -> None:
    (cut,) = found(begun, "word")
    begun.perform(repair(begun, [cut]))
    with pytest.raises(AnnotatorError, match="changed since"):
        repair(begun, [cut])
    unused = found(begun, "unmentioned")
    mention = begun.reading.annotation(str(cut.annotation))
    begun.perform(acts.identify(mention, IDA, SCHEME))
    repairs = Repairs(begun, unused)
    list(repairs.steps())
    assert repairs.repaired == 1


def test_many_actors_are_deleted_one_by_one(begun: Project) -> None:
    begun.bring_in([Actor(uid=f"nobody{n}", name=f"Nobody {n}") for n in range(9)])
    repairs = Repairs(begun, found(begun, "unmentioned"))
    steps = [repairs.done for _ in repairs.steps()]
    assert steps == list(range(1, repairs.of + 1)), "a window lives between them"
    begun.perform(repairs.edit())
    assert found(begun, "unmentioned") == []


def test_articles_that_are_gone_are_passed_over(begun: Project) -> None:
    to_do = found(begun, "quotation")
    dependents = begun.reading.dependents("wire")
    begun.perform(acts.delete_articles([WIRE], dependents))
    assert list(Checks(begun).look_at("wire", ALL)) == []
    assert len(repair(begun, to_do).changes) == 1


def test_what_is_left_is_left_for_everybody_until_it_is_taken_back(begun: Project) -> None:
    first, *others = found(begun, "quotation")
    begun.perform(leave(begun, [first]))
    assert found(begun, "quotation") == others
    begun.undo()
    assert found(begun, "quotation") == [first, *others]
    begun.perform(leave(begun, [first, *others]))
    assert len(list(begun.reading.records(Dismissed))) == 2
    begun.perform(look_again(begun))
    assert found(begun, "quotation") == [first, *others]


def test_what_is_left_is_found_again_when_its_ends_have_moved(begun: Project) -> None:
    (cut,) = found(begun, "word")
    begun.perform(leave(begun, [cut]))
    one = begun.reading.annotation(str(cut.annotation))
    begun.perform(acts.resize(COURIER, one, dataclasses.replace(one.span, end=one.end - 1)))
    assert [one.words for one in found(begun, "word")] == ["Ida Bran"]


def test_an_actor_cannot_be_left(begun: Project) -> None:
    with pytest.raises(AnnotatorError, match="Turn this check off"):
        leave(begun, found(begun, "unmentioned"))


def test_an_actor_without_a_mention_that_speaks_is_of_use(begun: Project) -> None:
    one = next(one for one in begun.reading.annotations_of("wire") if one.label == QUOTE)
    spoken = dataclasses.replace(one, actor="ida")
    begun.perform(Edit(Kind.SPEAKER, (Change(one, spoken),)))
    assert [one.words for one in found(begun, "unmentioned")] == ["Tomas Berg"]


def test_much_in_one_article_is_read_in_pieces(tmp_path: Path) -> None:
    text = article("a word or two, " * 400, uid="long")
    starts = range(0, 5000, 5)
    many = [dataclasses.replace(annotation(text, "a"), start=at, end=at + 4) for at in starts]
    many = [dataclasses.replace(one, text=one.span.of(text.text)) for one in many]
    links = [tie(CUE_LINK, one, many[0]) for one in many[1:]]
    with project(tmp_path) as made:
        made.bring_in([text, *many, *links])
        pieces = list(Checks(made).look_at("long", ALL))
        subject = read(made, "long")
    assert sum(one is None for one in pieces) > 40
    assert subject is not None
    assert len(subject.annotations) == len(subject.links) + 1 == 1000


def test_progress_is_told_and_comes_to_its_end(begun: Project) -> None:
    seen: list[tuple[int, int]] = []

    class Watched(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            seen.append((done, of))

    list(Checks(begun).all(ALL, Watched()))
    assert seen == [(0, 2), (1, 2), (2, 2)]


_LABELS = st.sampled_from([QUOTE, CLAIM, ACTOR, CUE])
_ENDS = st.integers(0, len(WIRE.text))


@given(spans=st.lists(st.tuples(_LABELS, _ENDS, _ENDS), max_size=12, unique=True))
def test_repairs_leave_nothing_to_repair_and_touch_each_record_once(
    spans: list[tuple[str, int, int]],
) -> None:
    made = {}
    for label, here, there in spans:
        start, end = sorted((here, there))
        if start < end:
            of = annotation(WIRE, WIRE.text[start:end], label)
            made[label, start, end] = dataclasses.replace(of, start=start, end=end)
    subject = Subject(WIRE, made.values(), (), SCHEME, {"ida brandt": IDA})
    for rule in (one for one in RULES if one.repair):
        for _ in range(len(made) + 3):
            to_do = [one for one in look(subject, [rule]) if one and one.repair]
            repairing = Repairing(subject, ANN.uid)
            repairing.repair(to_do)
            changes = list(repairing.changes())
            assert len({(one.table, one.identity) for one in changes}) == len(changes)
            places = [(o.label, o.start, o.end, o.coder) for o in subject.annotations.values()]
            assert len(set(places)) == len(places)
            if not to_do:
                break
        assert to_do == []
    for one in subject.annotations.values():
        assert one.text == one.span.of(WIRE.text)
