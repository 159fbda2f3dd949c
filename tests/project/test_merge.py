"""How records from elsewhere meet those that a project has."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.core.clock import now
from annotator.core.model import (
    Actor,
    Annotation,
    Article,
    Attribute,
    Coding,
    Label,
    Link,
    LinkKind,
    Record,
    Split,
)
from annotator.core.scheme import ACTOR, QUOTE, SPEAKER_LINK, builtin_uid
from annotator.project.merge import Counts, Merge
from annotator.project.project import Project
from tests.build import ANN, annotation, article, project

LABEL = Label(uid="theirs", name="quote", title="Zitat", colour="#000000", channel="dots")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Project]:
    with project(tmp_path) as opened:
        yield opened


def merged(into: Project, *records: Record, again: bool = False) -> tuple[list[Record], Counts]:
    """Bring records in and return those that were."""
    merge = Merge(into.reading, again=again)
    merge.fit("in", ANN)  # who imports is written with the import itself
    fitted = [one for record in records if (one := merge.fit("in", record))]
    into.bring_in(fitted)
    return fitted, merge.counts


def link(source: Annotation, target: Annotation, kind: str = SPEAKER_LINK) -> Link:
    return Link(
        uid="link", kind=kind, source=source.uid, target=target.uid, coder=ANN.uid,
        created_at=now(), modified_at=now(),
    )  # fmt: skip


def marked() -> tuple[Article, Annotation, Annotation, Link, Coding, Split]:
    """Return an article and all that belongs to it."""
    text = article()
    quote = annotation(text, "“We will not sign,”")
    mention = annotation(text, "Ida Brandt", ACTOR)
    return (
        text, quote, mention, link(quote, mention),
        Coding(article=text.uid, coder=ANN.uid, status="done"),
        Split(article=text.uid, name="default", part="test"),
    )  # fmt: skip


def problem(counts: Counts) -> str:
    (only,) = counts.problems
    return str(only)


def test_a_record_that_is_there_stays_as_it_is(made: Project) -> None:
    assert merged(made, replace(LABEL, uid=QUOTE)) == ([], Counts())
    assert made.scheme.label(QUOTE).title == "Quote"


def test_labels_meet_by_name_with_all_that_refers_to_them(made: Project) -> None:
    text = article()
    one = annotation(text, "Ferry", label=LABEL.uid)
    mood = Attribute(uid="mood", label=LABEL.uid, name="mood", title="Mood")
    assert merged(made, LABEL, mood, text, one)[0] == [
        replace(mood, label=QUOTE), text, replace(one, label=QUOTE)
    ]  # fmt: skip


def test_attributes_meet_by_label_and_name(made: Project) -> None:
    type_ = Attribute(uid="theirs-too", label=LABEL.uid, name="type", title="Art")
    stance = replace(type_, uid="new", name="stance")
    assert merged(made, LABEL, type_, stance)[0] == [replace(stance, label=QUOTE)]


def test_kinds_of_link_meet_by_name(made: Project) -> None:
    text, quote, mention, tie, *_ = marked()
    kind = LinkKind(uid="their-speaker", name="speaker", title="Sprecher")
    fitted, _ = merged(made, kind, text, quote, mention, replace(tie, kind=kind.uid))
    assert fitted == [text, quote, mention, tie]


def test_a_new_kind_of_link_joins_the_labels_that_were_met(made: Project) -> None:
    kind = LinkKind(
        uid="kept", name="kept_by", title="Kept by", from_labels=(LABEL.uid,), to_labels=(ACTOR,)
    )
    assert merged(made, LABEL, kind)[0] == [replace(kind, from_labels=(QUOTE,))]


@pytest.mark.parametrize(("wanted", "got"), [("Q", ""), ("S", ""), ("Z", "Z")])
def test_a_new_label_takes_no_key_from_anything(made: Project, wanted: str, got: str) -> None:
    label = replace(LABEL, name="rumour", key=wanted)
    assert merged(made, label)[0] == [replace(label, key=got)]


@pytest.mark.parametrize("field", ["label", "coder", "actor"])
def test_an_annotation_that_refers_to_nothing_is_left_out_and_told(
    made: Project, field: str
) -> None:
    text, quote, mention, tie, *_ = marked()
    stray: dict[str, Any] = {field: "nobody"}
    fitted, counts = merged(made, text, replace(quote, **stray), mention, tie)
    assert fitted == [text, mention]
    assert f"the kind “annotation” names the {field} nobody" in problem(counts)
    assert (counts.annotations, counts.links) == (1, 0), "its link goes without a word"


@pytest.mark.parametrize("field", ["kind", "source", "target"])
def test_a_link_that_refers_to_nothing_is_left_out_and_told(made: Project, field: str) -> None:
    text, quote, mention, tie, *_ = marked()
    stray: dict[str, Any] = {field: "nothing"}
    fitted, counts = merged(made, text, quote, mention, replace(tie, **stray))
    assert fitted == [text, quote, mention]
    assert "the kind “link” names the " in problem(counts)


def test_an_article_in_an_unknown_story_is_left_out_with_all_that_is_in_it(made: Project) -> None:
    text, *rest = marked()
    fitted, counts = merged(made, replace(text, story="nowhere"), *rest)
    assert (fitted, counts.articles) == ([], 0)
    assert "names the story nowhere" in problem(counts)


@pytest.mark.parametrize("uid", ["article", "another uid"])
def test_what_belongs_to_a_skipped_article_goes_without_a_word(made: Project, uid: str) -> None:
    text, *rest = marked()
    there = replace(text, uid="article")
    merged(made, there)
    text = replace(text, uid=uid)
    belonging = [
        replace(one, article=uid) if isinstance(one, Annotation | Coding | Split) else one
        for one in rest
    ]
    fitted, counts = merged(made, text, *belonging)
    assert (fitted, counts.problems, counts.articles, counts.annotations) == ([], [], 0, 0)
    (skipped,) = counts.notices
    assert str(skipped) == (
        "in: “Ferry strike enters third day” is in the project already, so it was skipped."
    )


def test_an_article_changed_elsewhere_does_not_take_the_place_of_ours(made: Project) -> None:
    text = article(uid="article")
    merged(made, text)
    fitted, counts = merged(made, article("Another text", uid="article"))
    assert (fitted, len(counts.notices)) == ([], 1)
    assert made.reading.article("article") == text


def test_again_brings_everything_once_more_under_identities_of_its_own(made: Project) -> None:
    records = marked()
    merged(made, *records)
    fitted, counts = merged(made, *records, again=True)
    assert (counts.articles, counts.annotations, counts.links) == (1, 2, 1)
    assert (counts.notices, counts.problems) == ([], [])
    text, quote, mention, tie, coding, split = fitted
    assert not {one.identity for one in records} & {one.identity for one in fitted}
    assert isinstance(tie, Link)
    assert ((tie.source,), (tie.target,)) == (quote.identity, mention.identity)
    for one in (quote, mention, coding, split):
        assert (getattr(one, "article"),) == text.identity  # noqa: B009  # of several kinds


def test_a_span_tagged_twice_with_one_label_is_kept_once(made: Project) -> None:
    text = article()
    ours, theirs = annotation(text, "Ferry"), annotation(text, "Ferry", label=LABEL.uid)
    fitted, counts = merged(made, LABEL, text, ours, theirs)
    assert fitted == [text, ours]
    assert "characters 0 to 5 are tagged twice" in problem(counts)


@pytest.mark.parametrize("again", [False, True])
def test_the_same_records_twice_in_one_import_do_no_harm(made: Project, again: bool) -> None:
    records = [*marked(), article("Calm")]
    fitted, counts = merged(made, *records, *records, again=again)
    assert counts.problems == []
    assert len(fitted) == len(records) * (1 + again)


def test_an_unnamed_actor_of_an_article_that_comes_again_is_that_article_s_own(
    made: Project,
) -> None:
    text = article()
    sailor = Actor(uid="sailor", name="a sailor", kind="unnamed", article=text.uid)
    mention = replace(annotation(text, "Ida Brandt", ACTOR), actor=sailor.uid)
    merged(made, text, sailor, mention)
    (copy, actor, *_), _ = merged(made, text, sailor, mention, again=True)
    assert isinstance(actor, Actor)
    assert (actor.article,) == copy.identity


def test_links_between_articles_are_kept(made: Project) -> None:
    text, other = article(), article("Ferries run again")
    quote, far = annotation(text, "“Not this year.”"), annotation(other, "run again")
    tie = link(far, quote, builtin_uid("link/contradicts"))
    assert merged(made, text, quote, other, far, tie)[0][-1] == tie
