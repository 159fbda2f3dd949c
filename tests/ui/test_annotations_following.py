"""A table that follows any run of edits is at every moment the one that would be asked for."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.core import acts
from annotator.core.edit import Change, Edit, Kind, create
from annotator.core.erasing import erase_all
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Article, Link, Record, Status, Story
from annotator.core.scheme import ACTOR, CLAIM, CONTINUES_LINK, QUOTE, SPEAKER_LINK
from annotator.core.span import Span
from annotator.project.project import Cause, Event, Project
from annotator.store.listing import COLUMNS as STORED
from annotator.store.listing import Condition, Wanted
from annotator.ui.models.annotation_columns import COLUMNS
from annotator.ui.models.annotation_lines import Header, Line
from annotator.ui.models.annotations import AnnotationTable
from annotator.ui.theme import LIGHT
from tests.build import ANN, BEN, SCHEME, annotation, article, project

STORY = Story(uid="ferry", title="Ferry strike")
COURIER = replace(article(uid="courier", outlet="Courier"), story="ferry")
WIRE = article("Port to close\n\n“Nobody told us,” said the union. Éclair in der Nähe.", uid="wire")
ARTICLES = (COURIER, WIRE)
IDA = Actor(uid="ida", name="Ida Brandt")
PLACES = [Span(start, start + length) for start in range(0, 50, 7) for length in (4, 6)]

ASKED = ["quote.type", "claim.stance"]
CONDITION = st.one_of(
    st.builds(Condition, st.sampled_from(["speaker", "note", "cue", *ASKED]), empty=st.booleans()),
    st.builds(Condition, st.sampled_from(["text", "speaker"]), words=st.sampled_from(["e", "É"])),
    st.just(Condition("outlet", frozenset(["Courier", ""]))),
)
WANTED = st.builds(
    Wanted,
    article=st.sampled_from([None, None, "courier"]),
    story=st.sampled_from([None, None, None, "ferry"]),
    labels=st.sampled_from([None, None, frozenset([QUOTE]), frozenset([CLAIM, ACTOR])]),
    words=st.sampled_from([(), (), ("e",), ("so", "e"), ("courier",)]),
    order=st.sampled_from(["", *STORED, *ASKED]),
    descending=st.booleans(),
    group=st.sampled_from(["", "", "story", "outlet", "speaker", "label", "article", "note"]),
    conditions=st.lists(CONDITION, max_size=2).map(tuple),
)


class Follower:
    """A model that hears what happens to a project and asks anew only where it must."""

    def __init__(self, made: Project, wanted: Wanted) -> None:
        self.project = made
        self.model = AnnotationTable(LIGHT, QApplication.instance())  # type: ignore[arg-type]
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Warning
        )
        self.model.work_on(made)
        self.model.ask(wanted)
        self.held = self._hold()
        made.listen(self.hear)

    def hear(self, event: Event) -> None:
        if not self.model.hear(event):
            self.model.ask(self.model.wanted)
            self.held = self._hold()

    def fold(self, number: int) -> None:
        """Fold or unfold a group, if there are any."""
        groups = self.model._lines.groups
        if groups:
            group = groups[number % len(groups)]
            self.model.fold(group, folded=not self.model.is_folded(group))
            self.held = self._hold()

    def check(self) -> None:
        """Compare what is shown with what would be asked for."""
        listing, model = self.project.reading.listing, self.model
        uids = listing.uids(model.wanted)
        assert list(model.uids()) == uids
        seen: list[Line] = []
        groups = listing.groups(model.wanted) if model.wanted.group else []
        for group in groups:
            seen.append(Header(group.value))
            members, uids = uids[: group.count], uids[group.count :]
            seen += members if not model.is_folded(group) else []
        assert [model.group(row) for row in range(model.rowCount()) if model.group(row)] == groups
        assert model.lines() == seen + uids
        there = [uid for uid in model.lines() if isinstance(uid, str)]
        rows = [model.row(place) for place in range(model.rowCount())]
        assert [row for row in rows if row] == listing.rows(there)
        for line, index in self.held.items():
            place = model.place_of(line)
            assert index.row() == (-1 if place is None else place)
        self.held = self._hold()

    def _hold(self) -> dict[Line, QPersistentModelIndex]:
        model = self.model
        return {
            line: QPersistentModelIndex(model.index(place, 0))
            for place, line in enumerate(model.lines())
        }


def tagged(of: Article, span: Span, label: str, **values: Any) -> Annotation:
    words: dict[str, Any] = {"start": span.start, "end": span.end, "text": span.of(of.text)}
    return replace(annotation(of, of.text[:1], label), **words, **values)


def beginning() -> Iterator[Record]:
    """Yield a split quote with its speaker, and what else stands around it."""
    yield from (BEN, STORY, *ARTICLES, IDA)
    for number, span in enumerate(PLACES[:8]):
        label = SCHEME.labels[number % 3].uid
        for home in ARTICLES:
            yield tagged(home, span, label, uid=f"{home.uid} {number}", coder=BEN.uid)
    for home in ARTICLES:
        for kind, source, target in ((SPEAKER_LINK, 0, 2), (CONTINUES_LINK, 3, 0)):
            yield Link(
                uid=f"{home.uid} {kind}", kind=kind, coder=ANN.uid, created_at="", modified_at="",
                source=f"{home.uid} {source}", target=f"{home.uid} {target}",
            )  # fmt: skip


@contextmanager
def following(wanted: Wanted, records: Iterable[Record]) -> Iterator[Follower]:
    with TemporaryDirectory() as folder, project(Path(folder)) as made:
        made.bring_in(records)
        made.forget_history()
        follower = Follower(made, wanted)
        yield follower
        follower.tester.deleteLater()
        follower.model.deleteLater()


@given(wanted=WANTED, data=st.data())
def test_following_edits_is_asking_anew(
    qapp: QApplication, wanted: Wanted, data: st.DataObject
) -> None:
    with following(wanted, beginning()) as follower:
        for _ in range(data.draw(st.integers(1, 14))):
            act(follower.project, data)
            follower.check()
            if data.draw(st.booleans()):
                follower.fold(data.draw(st.integers(0, 3)))


def act(made: Project, data: st.DataObject) -> None:
    """Do something to the project that may make sense."""
    try:
        match data.draw(
            st.sampled_from(["annotate", "annotate", "undo", "redo", "other", "other"])
        ):
            case "undo":
                made.undo()
            case "redo":
                made.redo()
            case "annotate":
                text = made.reading.article(data.draw(st.sampled_from(ARTICLES)).uid)
                label = data.draw(st.sampled_from(SCHEME.labels[:3]))
                made.perform(
                    acts.annotate(text, label, data.draw(st.sampled_from(PLACES)), ANN.uid)
                )
            case "other":
                made.perform(some_edit(made, data))
    except AnnotatorError:
        return  # it made none


def some_edit(made: Project, data: st.DataObject) -> Edit:  # noqa: C901, PLR0911, PLR0912  # a table
    annotations, links = list(made.reading.records(Annotation)), list(made.reading.records(Link))
    if not annotations:
        return Edit(Kind.NOTE, ())
    by_uid = {one.uid: one for one in annotations}
    one, other = (data.draw(st.sampled_from(annotations)) for _ in "ab")
    home = made.reading.article(one.article)
    match data.draw(st.sampled_from(EDITS)):
        case "erase":
            return acts.erase(one, links, by_uid)
        case "erase several":
            return erase_all(data.draw(st.lists(st.sampled_from(annotations))), links, by_uid)
        case "relabel":
            label = data.draw(st.sampled_from(SCHEME.labels[:3]))
            return acts.relabel(one, label, SCHEME, links, by_uid)
        case "resize":
            return acts.resize(home, one, data.draw(st.sampled_from(PLACES)))
        case "note":
            return acts.note(one, data.draw(st.sampled_from(["", "so", "É so"])))
        case "answer":
            attribute = data.draw(st.sampled_from(SCHEME.attributes_of(one.label)))
            return acts.set_attribute(one, attribute, attribute.choices[-1]["name"])
        case "continue":
            span = data.draw(st.sampled_from(PLACES))
            return acts.continue_(home, one, span, ANN.uid, links)
        case "link":
            kind = data.draw(st.sampled_from(SCHEME.link_kinds[:2]))
            return acts.link(kind, one, other, ANN.uid, links)
        case "unlink" if links:
            return acts.unlink(data.draw(st.sampled_from(links)))
        case "reject":
            status: Status = data.draw(st.sampled_from(STATUSES))
            return Edit(Kind.NOTE, (Change(one, replace(one, status=status)),))
        case "name":
            return Edit(Kind.NOTE, (Change(one, replace(one, actor="ida")),))
        case "rename":
            return Edit(Kind.NOTE, (Change(actor(made), replace(actor(made), name="Émile")),))
        case "describe":
            return acts.describe([home], {"outlet": data.draw(st.sampled_from(["Courier", "Z"]))})
        case "story":
            return acts.fill_story(data.draw(st.sampled_from([None, STORY])), [home])
    return Edit(Kind.NOTE, ())


EDITS = (
    "erase", "erase several", "relabel", "resize", "resize", "note", "answer", "continue", "link",
    "link", "unlink", "reject", "name", "rename", "describe", "story",
)  # fmt: skip


STATUSES: tuple[Status, ...] = ("accepted", "suggested", "rejected")


def actor(made: Project) -> Actor:
    found = made.reading.record("actor", ("ida",))
    assert isinstance(found, Actor)
    return found


def test_every_column_can_be_sorted_by() -> None:
    assert {column.name for column in COLUMNS} == set(STORED)


@pytest.fixture
def follower(qapp: QApplication) -> Iterator[Follower]:
    with following(Wanted(), [BEN, STORY, *ARTICLES, IDA]) as made:
        yield made


def test_what_others_do_is_asked_anew(follower: Follower) -> None:
    one = annotation(COURIER, "Ferry")
    model = follower.model
    assert not model.hear(Event(Cause.ELSEWHERE, Edit(Kind.ANNOTATE, (create(one),))))
    assert not model.hear(Event(Cause.ELSEWHERE, Edit(Kind.ARTICLE, (create(COURIER),))))
    assert model.hear(Event(Cause.ELSEWHERE, Edit(Kind.STATUS, ())))


def test_what_an_import_brings_and_very_many_changes_are_asked_anew(follower: Follower) -> None:
    many = tuple(create(replace(annotation(COURIER, "Ferry"), uid=str(n))) for n in range(1000))
    assert not follower.model.hear(Event(Cause.DONE, Edit(Kind.IMPORT, ())))
    assert not follower.model.hear(Event(Cause.DONE, Edit(Kind.ANNOTATE, many)))


def test_a_new_actor_or_article_says_nothing_of_the_rows_that_are_there(follower: Follower) -> None:
    new = create(replace(IDA, uid="new")), create(replace(WIRE, uid="new"))
    assert follower.model.hear(Event(Cause.DONE, Edit(Kind.ADD, new)))
    renamed = Change(STORY, replace(STORY, title="Another"))
    assert not follower.model.hear(Event(Cause.DONE, Edit(Kind.RENAME_STORY, (renamed,))))


def test_rows_are_read_in_pages_and_few_of_them_are_kept(follower: Follower) -> None:
    made, model = follower.project, follower.model
    long = article("word " * 3000, uid="long")
    spans = (Span(start, start + 4) for start in range(0, 15_000, 5))
    made.bring_in([long, *(tagged(long, span, QUOTE) for span in spans)])
    follower.model.ask(Wanted())
    for place in range(model.rowCount()):
        row = model.row(place)
        assert row is not None
        assert row.start == place * 5
    assert len(model._pages) <= 2000


def test_a_long_text_is_cut_where_it_is_shown_and_whole_where_it_is_copied(
    follower: Follower,
) -> None:
    words = "so " * 5000
    long = replace(article(words.strip(), uid="long"), outlet="Z")
    follower.project.bring_in([long, annotation(long, words.strip())])
    follower.model.ask(Wanted())
    assert len(str(follower.model.index(0, 1).data())) < 1000
    (line,) = follower.model.copied(follower.model.uids(), [0, 1])
    assert line == f"Quote\t{words.strip()}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("one\n\n two", "one two"),
        ("قالت «لا»", "\u2068قالت «لا»\u2069"),
        ("so 😀", "so 😀"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_a_cell_is_one_line_of_plain_words(follower: Follower, words: str, shown: str) -> None:
    text = article(words, uid="text")
    follower.project.bring_in([text, annotation(text, words)])
    follower.model.ask(Wanted())
    assert follower.model.index(0, 1).data() == shown


def test_times_are_those_of_the_clock_on_the_wall(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {column.name: column for column in COLUMNS}
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    try:
        follower.project.bring_in([replace(annotation(COURIER, "Ferry"), created_at="soon")])
        follower.model.ask(Wanted())
        row = follower.model.row(0)
        assert row is not None
        there = row._replace(modified="2025-01-31T23:30:00.000Z")
        assert columns["modified"].value(there) == "2025-02-01 00:30"
        assert columns["created"].value(there) == "soon"
    finally:
        monkeypatch.undo()
        time.tzset()
