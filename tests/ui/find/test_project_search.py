"""What is found in articles, in whatever slices it is looked for, and how it is listed."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
from annotator.core.paragraphs import paragraphs
from annotator.core.search import Query, Search, Way
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui import slicing
from annotator.ui.find import survey
from annotator.ui.find.excerpts import Found, Occurrence, occurrences
from annotator.ui.find.model import OccurrencesModel
from annotator.ui.find.survey import Survey
from annotator.ui.slicing import REST, Slicing
from tests.build import TEXT, article, project

TEXTS = st.text("ab é\n\u00a0 ", max_size=60)
WORDS = st.text("ab ", min_size=1, max_size=3).filter(str.strip)


def found(query: Query, text: str) -> list[Occurrence]:
    made = occurrences(article(text, uid="a", title="T"), Search(query).steps(text))
    return [one for one in made if isinstance(one, Occurrence)]


@given(TEXTS, WORDS)
def test_every_hit_is_told_with_its_paragraph_and_its_line(text: str, words: str) -> None:
    starts = [one.start for one in paragraphs(text)]
    for hit in found(Query(words), text):
        assert hit.span.of(text).strip() == hit.span.of(text)
        assert hit.paragraph == bisect_right(starts, hit.span.start)
        line = text[: hit.span.start].rpartition("\n")[2]
        assert line.endswith(hit.before)
        assert text[hit.span.end :].partition("\n")[0].startswith(hit.after)


def test_of_a_long_line_whole_words_before_a_hit_are_told() -> None:
    (hit,) = found(Query("Berg"), "word " * 30 + "Berg" + " word" * 60)
    assert hit.before.startswith("…word word")
    assert hit.before.endswith("word ")
    assert len(hit.before) < 70
    assert len(hit.after) < 200


def test_a_long_hit_is_told_on_one_line_without_its_middle() -> None:
    (hit,) = found(Query("(?s)first.*last", Way.PATTERN), f"first\n{'word ' * 300}last")
    assert hit.words.startswith("first word")
    assert hit.words.endswith("word last")
    assert len(hit.words) < 300
    assert "\n" not in hit.words


@pytest.mark.parametrize("sizes", [(3, 3, 3), (9,)])
def test_no_more_is_looked_for_than_can_be_tagged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...]
) -> None:
    monkeypatch.setattr(survey, "MOST", 3)
    articles = [article("a " * size, uid=f"a{n}", title="T") for n, size in enumerate(sizes)]
    with project(tmp_path, *articles) as made:
        uids = [one.uid for one in articles]
        # What is tagged already does not count.
        looked = Survey(
            made, Search(Query("a")), uids, lambda uid: {Span(0, 1)} if uid == "a0" else (),
            QObject(),
        )  # fmt: skip
        for _ in looked.steps():
            pass
        assert sum(len(one.occurrences) for one in looked.take()) == 4
        assert looked.is_full


def test_where_there_are_just_as_many_as_can_be_tagged_it_is_not_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MOST", 3)
    with project(tmp_path, article("a a a", uid="a0", title="T")) as made:
        looked = Survey(made, Search(Query("a")), ["a0"], lambda _: (), QObject())
        for _ in looked.steps():
            pass
        assert len(looked.take()[0].occurrences) == 3
        assert not looked.is_full


@dataclass
class Work:
    """Steps that somebody counts, in a project that may be let go of."""

    project: Project
    slicing: Slicing
    done: list[int] = field(default_factory=list)

    def steps(self, count: int) -> Iterator[None]:
        for number in range(count):
            self.done.append(number)
            yield


@pytest.fixture
def work(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    monkeypatch.setattr(slicing, "_SLICE", 0.0)  # a step is a slice
    owner = QObject()
    with project(tmp_path, article()) as made:
        yield Work(made, Slicing(made, owner))


def test_the_first_slice_is_done_at_once_and_the_rest_while_events_go_on(
    work: Work, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(work.slicing.ended):
        work.slicing.begin(work.steps(3))
        assert work.done == [0]
        assert work.slicing.is_running
    assert work.done == [0, 1, 2]
    assert not work.slicing.is_running


def test_what_was_stopped_can_be_gone_on_with(work: Work, qtbot: QtBot) -> None:
    steps = work.steps(3)
    work.slicing.begin(steps)
    work.slicing.stop()
    QApplication.processEvents()
    assert work.done == [0]
    with qtbot.waitSignal(work.slicing.ended):
        work.slicing.begin(steps)
    assert work.done == [0, 1, 2]


def test_it_waits_as_long_as_a_file_is_being_chosen(work: Work, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work.slicing.ended), work.project.released():
        work.slicing.begin(work.steps(2))
        QApplication.processEvents()
        assert work.done == []
    assert work.done == [0, 1]


def test_each_slice_tells_one_thing(work: Work, qtbot: QtBot) -> None:
    told: list[str] = []
    work.slicing.sliced.connect(lambda: told.append("sliced"))
    work.slicing.ended.connect(lambda: told.append("ended"))
    with qtbot.waitSignal(work.slicing.ended):
        work.slicing.begin(work.steps(2))
    assert told == ["sliced", "sliced", "ended"]


def test_whoever_hears_of_a_slice_may_begin_something_else(work: Work, qtbot: QtBot) -> None:
    def turn() -> None:
        if len(work.done) == 1:
            work.slicing.begin(work.steps(2))

    ends: list[int] = []
    work.slicing.sliced.connect(turn)
    work.slicing.ended.connect(lambda: ends.append(len(work.done)))
    work.slicing.begin(work.steps(2))
    qtbot.waitUntil(lambda: not work.slicing.is_running)
    assert ends == [3]
    assert work.done == [0, 0, 1]


def test_work_that_can_do_nothing_yet_ends_its_slice(
    work: Work, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slicing, "_SLICE", 1000.0)

    def steps() -> Iterator[object]:
        yield REST
        yield from work.steps(2)

    with qtbot.waitSignal(work.slicing.ended):
        work.slicing.begin(steps())
        assert work.done == []
    assert work.done == [0, 1]


def test_what_fails_is_told_and_ended(work: Work, qtbot: QtBot) -> None:
    def steps() -> Iterator[None]:
        yield from work.steps(1)
        raise AnnotatorError("The disk is gone.")

    with qtbot.waitSignal(work.slicing.failed) as told:
        work.slicing.begin(steps())
    assert told.args == ["The disk is gone."]
    assert not work.slicing.is_running


SOME, PLACES = st.sampled_from(["one", "two", "three"]), st.sets(st.integers(0, 3))
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), SOME, st.integers(0, 3), PLACES),
        st.tuples(st.just("mark"), SOME, st.just(0), PLACES),
        st.tuples(st.sampled_from(["drop", "drop", "clear"]), SOME, st.just(0), PLACES),
        st.tuples(st.just("tick"), SOME, st.integers(0, 1), st.sets(st.integers(0, 9))),
    ),
    max_size=12,
)


def hits_of(uid: str, count: int) -> list[Occurrence]:
    return [Occurrence(uid, Span(n, n + 1), 1, "", "x", "") for n in range(count)]


@given(OPERATIONS)
def test_a_list_is_at_every_moment_what_was_found_less_what_is_gone(
    operations: list[tuple[str, str, int, set[int]]],
) -> None:
    owner = QApplication.instance() or QApplication([])
    model = OccurrencesModel(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    there: dict[str, list[Span]] = {}
    taken: dict[str, set[Span]] = {}
    unticked: set[tuple[str, Span]] = set()
    for what, uid, number, places in operations:
        spans = {Span(at, at + 1) for at in places}
        rows = [(one, span) for one, found in there.items() for span in found]
        match what:
            case "add":
                model.add([Found(uid, hits_of(uid, number), spans)])
                if number and uid not in there:
                    there[uid] = [hit.span for hit in hits_of(uid, number)]
                    taken[uid] = spans
            case "mark":
                model.mark({uid: spans})
                taken[uid] = spans
            case "drop":
                model.drop([uid])
                there.pop(uid, None)
            case "tick":
                chosen = [at for at in places if at < len(rows)]
                model.tick(chosen, bool(number))
                free = {rows[at] for at in chosen if rows[at][1] not in taken[rows[at][0]]}
                unticked = unticked - free if number else unticked | free
            case "clear":
                model.clear()
                there.clear()
        expected = [
            (uid, [one for one in spans if one not in taken[uid] and (uid, one) not in unticked])
            for uid, spans in there.items()
        ]
        assert list(model.chosen()) == [one for one in expected if one[1]]
        assert model.rowCount() == sum(map(len, there.values()))
        assert model.ticked == sum(len(spans) for _, spans in expected)
        assert list(model.articles) == list(there)


def test_a_screen_reader_hears_the_words_the_place_and_whether_they_are_tagged(
    qapp: QApplication,
) -> None:
    model = OccurrencesModel(qapp)
    model.show_names({"one": "Courier"})
    hit = Occurrence("one", Span(3, 7), 2, "Mr ", "Berg", " said")
    other = hit._replace(span=Span(9, 13))
    model.add([Found("one", [hit, other], {Span(9, 13)})])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(role) == "Mr Berg said, Courier  ·  paragraph 2"
    assert str(model.index(1).data(role)).endswith(", tagged already")
    checked = Qt.ItemDataRole.CheckStateRole
    assert model.setData(model.index(0), Qt.CheckState.Unchecked.value, checked)
    assert not model.is_ticked(0)
    assert not model.setData(model.index(1), Qt.CheckState.Checked.value, checked)


def test_a_text_of_the_tests_is_found_as_it_stands() -> None:
    (hit,) = found(Query("ida BRANDT"), TEXT)
    assert (hit.words, hit.paragraph) == ("Ida Brandt", 2)
    assert hit.before.endswith("said ")
    assert hit.after.startswith(", who leads")
