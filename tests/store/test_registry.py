"""How often and where actors are met."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import thread_time

import pytest

from annotator.core import acts
from annotator.core.clock import new_uid, now
from annotator.core.model import Actor, Annotation, Article, Link, Record
from annotator.core.scheme import ACTOR, CLAIM, CLAIMANT_LINK, CUE_LINK, QUOTE, SPEAKER_LINK
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store.registry import ActorRow
from tests.build import ANN, annotation, article, project

IDA = Actor(uid="ida", name="Ida Brandt")
TOMAS = Actor(uid="tomas", name="Tomas Berg")
EVA = Actor(uid="eva", name="Éva Kun")


def tie(kind: str, source: Annotation, target: Annotation, **values: str) -> Link:
    return Link(
        uid=new_uid(), kind=kind, source=source.uid, target=target.uid, coder=ANN.uid,
        created_at=now(), modified_at=now(), **values,  # type: ignore[arg-type]  # a status
    )  # fmt: skip


def of(one: Annotation, actor: Actor, **values: str) -> Annotation:
    return replace(one, actor=actor.uid, **values)  # type: ignore[arg-type]  # a status


@pytest.fixture
def text() -> Article:
    return article(uid="here", outlet="Courier", title="Strike")


@pytest.fixture
def made(tmp_path: Path, text: Article) -> Iterator[Project]:
    other = article("Berg left.\n\n“I am Tomas Berg,” he said.", uid="there", outlet="Wire")
    first, second = annotation(text, "“We will not sign,”"), annotation(text, "“Not this year.”")
    ida, tomas = (
        of(annotation(text, "Ida Brandt", ACTOR), IDA),
        of(annotation(text, "Tomas Berg", ACTOR), TOMAS),
    )
    union = of(annotation(text, "the union", ACTOR), IDA)
    claim = annotation(text, "The port lost 1.2 million crowns", CLAIM)
    stored = of(annotation(other, "“I am Tomas Berg,”"), TOMAS)
    rejected = of(annotation(other, "Berg", ACTOR), TOMAS, status="rejected")
    records: list[Record] = [
        IDA, TOMAS, EVA, first, second, ida, tomas, union, claim, stored, rejected,
        tie(SPEAKER_LINK, first, ida), tie(SPEAKER_LINK, first, union),
        tie(SPEAKER_LINK, second, ida, status="rejected"),
        tie(CLAIMANT_LINK, claim, tomas), tie(CUE_LINK, second, ida),
    ]  # fmt: skip
    with project(tmp_path, text, other) as opened:
        opened.bring_in(records)
        yield opened


def test_all_actors_are_told_by_name_with_how_often_they_are_met(made: Project) -> None:
    assert made.reading.registry.rows() == [
        ActorRow(EVA),
        # The quote is one, though it has two mentions of her for its speaker.
        ActorRow(IDA, mentions=2, speeches=1, articles=1),
        ActorRow(TOMAS, mentions=1, speeches=2, articles=2),
    ]


def test_in_an_article_only_those_met_there_are_told(made: Project) -> None:
    assert made.reading.registry.rows("there") == [ActorRow(TOMAS, 0, 1, 1)]
    assert [one.actor for one in made.reading.registry.rows("here")] == [IDA, TOMAS]


def test_one_row_is_as_it_stands_among_all(made: Project) -> None:
    for row in made.reading.registry.rows():
        assert made.reading.registry.row(row.actor.uid) == row
    assert made.reading.registry.row("nobody") is None


def test_places_are_told_in_order_with_what_they_are(made: Project) -> None:
    places = made.reading.registry.places("tomas")
    assert [(one.outlet, one.text, one.is_speech) for one in places] == [
        ("Courier", "The port lost 1.2 million crowns", True),
        ("Courier", "Tomas Berg", False),
        ("Wire", "“I am Tomas Berg,”", True),
    ]
    assert [one.label for one in places] == [CLAIM, ACTOR, QUOTE]
    assert places[2].span == Span(12, 30)
    (mention,) = made.reading.registry.mentions("tomas")
    assert (mention.article, mention.title) == ("here", "Strike")


def test_what_refers_to_an_actor_is_told_whatever_its_status(made: Project) -> None:
    found = made.reading.registry.annotations(["tomas", "eva"])
    assert {one.text for one in found} == {"Tomas Berg", "“I am Tomas Berg,”", "Berg"}
    assert made.reading.registry.articles("tomas") == {"here", "there"}
    assert made.reading.registry.articles("eva") == set()


def test_an_actor_that_was_just_said_to_speak_is_counted(made: Project) -> None:
    quote = next(one for one in made.reading.annotations_of("here") if one.label == QUOTE)
    assert made.reading.registry.row("eva") == ActorRow(EVA)
    made.perform(acts.delete_actors([IDA], made.reading.registry.annotations(["ida"])))
    assert made.reading.registry.row("ida") is None
    made.undo()
    row = made.reading.registry.row("ida")
    assert row is not None
    assert (row.mentions, quote.actor) == (2, None)


def test_ten_thousand_actors_are_counted_over_a_hundred_thousand_annotations(
    tmp_path: Path,
) -> None:
    """Here a tenth of that, in a tenth of the time that it may take."""
    articles = [article("word " * 100, uid=f"a{at}", title=f"T{at}") for at in range(100)]
    actors = [Actor(uid=f"p{at}", name=f"Name {at}") for at in range(1_000)]
    tagged = []
    for at in range(10_000):
        one = annotation(articles[at % 100], "word", ACTOR if at % 2 else QUOTE)
        start = at // 100 * 5
        actor = f"p{at % 1_000}" if at % 2 else None
        tagged.append(replace(one, uid=f"n{at}", start=start, end=start + 4, actor=actor))
    links = [tie(SPEAKER_LINK, tagged[at], tagged[at + 1]) for at in range(0, 10_000, 2)]
    with project(tmp_path, *articles) as made:
        made.bring_in([*actors, *tagged, *links])
        took = []
        for _ in range(3):
            began = thread_time()
            rows = made.reading.registry.rows()
            took.append(thread_time() - began)
        assert sum(one.mentions for one in rows) == 5_000
        assert sum(one.speeches for one in rows) == 5_000
        assert min(took) < 0.06
