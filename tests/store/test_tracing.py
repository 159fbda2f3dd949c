"""What the inspector is told of one annotation: its links and what was done to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.model import Annotation, Article
from annotator.core.scheme import ACTOR, CLAIM, CONTINUES_LINK, QUOTE, SPEAKER_LINK, builtin_uid
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store import tracing
from annotator.store.tracing import Deed, standing
from tests.build import ANN, BEN, SCHEME, annotation, article, project

SAME = builtin_uid("link/same")


@pytest.fixture
def text() -> Article:
    return article(outlet="Courier")


@pytest.fixture
def made(tmp_path: Path, text: Article) -> Iterator[Project]:
    with project(tmp_path, text) as opened:
        yield opened


def tag(made: Project, text: Article, words: str, label: str = QUOTE) -> Annotation:
    start = text.text.index(words)
    span = Span(start, start + len(words))
    edit = acts.annotate(text, SCHEME.label(label), span, made.coder.uid)
    made.perform(edit)
    return made.reading.annotation(str(edit.changes[0].identity[0]))


def tie(made: Project, kind: str, source: Annotation, target: Annotation) -> None:
    links = made.reading.links_of(source.article)
    made.perform(acts.link(SCHEME.link_kind(kind), source, target, made.coder.uid, links))


def change(made: Project, one: Annotation, act: Callable[[Annotation], Edit]) -> None:
    made.perform(act(made.reading.annotation(one.uid)))


def deeds(made: Project, one: Annotation) -> list[Deed]:
    return [deed for batch in made.reading.tracing.history(one) for deed in batch]


def test_both_ends_of_each_link_are_told_with_their_articles(made: Project, text: Article) -> None:
    other = article("Ferries run\n\nA strike, she said.", outlet="Wire", title="Ferries")
    made.bring_in([other])
    quote = tag(made, text, "“We will not sign,”")
    mention = tag(made, text, "Ida Brandt", ACTOR)
    elsewhere = tag(made, other, "A strike")
    tie(made, SPEAKER_LINK, quote, mention)
    tie(made, SAME, elsewhere, quote)

    speaker, same = made.reading.tracing.ties(quote.uid)

    assert (speaker.link.kind, speaker.source.annotation) == (SPEAKER_LINK, quote)
    assert speaker.target.annotation == mention
    assert (speaker.target.title, speaker.target.outlet) == (text.title, "Courier")
    assert (same.source.annotation, same.source.title) == (elsewhere, "Ferries")
    assert same.source.outlet == "Wire"
    assert made.reading.tracing.ties(mention.uid) == [speaker]


def test_of_a_split_quote_the_links_of_all_parts_are_told_at_each_part(
    made: Project, text: Article
) -> None:
    head = tag(made, text, "“We will not sign,”")
    mention = tag(made, text, "Ida Brandt", ACTOR)
    start = text.text.index("“Not this")
    edit = acts.continue_(text, head, Span(start, start + 16), ANN.uid, ())
    made.perform(edit)
    part = made.reading.annotations_of(text.uid)[-1]
    tie(made, SPEAKER_LINK, head, mention)

    for one in (head, part):
        kinds = [tie.link.kind for tie in made.reading.tracing.ties(one.uid)]
        assert kinds == [CONTINUES_LINK, SPEAKER_LINK]


def test_an_annotation_without_links_and_one_that_is_gone_have_none(
    made: Project, text: Article
) -> None:
    assert made.reading.tracing.ties(tag(made, text, "Ferry").uid) == []
    assert made.reading.tracing.ties("gone") == []


def test_what_was_done_is_told_with_who_did_it(made: Project, text: Article) -> None:
    one = tag(made, text, "Ferry", ACTOR)
    tag(made, text, "Tomas Berg", ACTOR)
    with Project.open(made.path, BEN) as other:
        change(other, one, lambda now: acts.resize(text, now, Span(0, 12)))
    change(made, one, lambda now: acts.set_attribute(now, SCHEME.attributes[-1], "named"))
    change(made, one, lambda now: acts.relabel(now, SCHEME.label(CLAIM), SCHEME, (), {}))

    told = deeds(made, one)

    assert [(deed.coder, deed.kind) for deed in told] == [
        ("Ann", Kind.ANNOTATE), ("Ben", Kind.RESIZE), ("Ann", Kind.SET_ATTRIBUTE),
        ("Ann", Kind.RELABEL),
    ]  # fmt: skip
    assert told[0].came
    assert told[1].fields == {"end": (5, 12), "text": ("Ferry", "Ferry strike")}
    assert told[2].fields == {"attributes": ({}, {"mention": "named"})}
    assert told[3].fields["label"] == (ACTOR, CLAIM)
    assert [deed.at for deed in told] == sorted(deed.at for deed in told)


def test_links_that_came_and_went_are_told_at_both_ends(made: Project, text: Article) -> None:
    quote = tag(made, text, "“We will not sign,”")
    mention = tag(made, text, "Ida Brandt", ACTOR)
    tie(made, SPEAKER_LINK, quote, mention)
    made.perform(acts.unlink(made.reading.links_of(text.uid)[0]))
    for one in (quote, mention):
        _, came, went = deeds(made, one)
        assert (came.tied, came.untied) == ((SPEAKER_LINK,), ())
        assert (went.tied, went.untied) == ((), (SPEAKER_LINK,))


def test_what_came_by_an_import_is_told_to_have_come_by_it(made: Project) -> None:
    other = article("Ferries run\n\nA strike, she said.")
    one = replace(annotation(other, "A strike"), created_at="2020-01-01T00:00:00.000Z")
    made.bring_in([other, one])
    made.bring_in([article("Something else")])
    change(made, one, lambda now: acts.note(now, "so"))
    brought, noted = deeds(made, one)
    assert (brought.kind, brought.came, brought.coder) == (Kind.IMPORT, True, "Ann")
    assert noted.fields == {"note": ("", "so")}


def test_what_was_taken_back_is_not_among_what_stands(made: Project, text: Article) -> None:
    one = tag(made, text, "Ferry", ACTOR)
    change(made, one, lambda now: acts.note(now, "so"))
    made.undo()
    made.redo()
    change(made, one, lambda now: acts.resize(text, now, Span(0, 12)))
    made.undo()
    made.perform(acts.erase(made.reading.annotation(one.uid), (), {}))
    made.undo()

    told = deeds(made, one)

    assert len(told) == 8
    assert [deed.kind for deed in standing(told)] == [Kind.ANNOTATE, Kind.NOTE]
    assert [deed.kind for deed in standing(reversed(told))] == [Kind.ANNOTATE, Kind.NOTE]


def test_a_note_written_in_one_stay_stands_once(made: Project, text: Article) -> None:
    one = tag(made, text, "Ferry", ACTOR)
    step = made.perform(acts.note(one, "so"))
    made.perform(acts.note(made.reading.annotation(one.uid), "so it"), instead_of=step)
    assert [deed.fields.get("note") for deed in standing(deeds(made, one))] == [
        None, ("", "so it"),
    ]  # fmt: skip


def test_it_is_found_in_whatever_batch_it_stands(
    made: Project, text: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracing, "_BATCH", 3)
    others = [tag(made, text, words) for words in ("strike", "enters", "third", "day")]
    one = tag(made, text, "Ferry", ACTOR)
    for other in others:
        change(made, other, lambda now: acts.note(now, "so"))
    change(made, one, lambda now: acts.note(now, "so"))
    assert [deed.kind for deed in deeds(made, one)] == [Kind.ANNOTATE, Kind.NOTE]
    assert [deed.kind for deed in deeds(made, others[0])] == [Kind.ANNOTATE, Kind.NOTE]


def test_a_tag_that_was_redone_much_later_stands(
    made: Project, text: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracing, "_NEAR", 3)
    one = tag(made, text, "Ferry", ACTOR)
    with Project.open(made.path, BEN) as other:
        for words in ("strike", "enters", "third", "day"):
            tag(other, text, words)
    made.undo()
    made.redo()
    assert [deed.kind for deed in standing(deeds(made, one))] == [Kind.ANNOTATE]
    assert len(deeds(made, one)) == 3


def test_it_is_found_where_a_clock_was_wrong(made: Project, text: Article) -> None:
    one = tag(made, text, "Ferry", ACTOR)
    early = replace(one, created_at="2999-01-01T00:00:00.000Z")
    assert [deed.kind for deed in deeds(made, early)] == [Kind.ANNOTATE]


def test_an_emptied_log_tells_nothing(made: Project, text: Article) -> None:
    one = tag(made, text, "Ferry", ACTOR)
    made.forget_history()
    assert deeds(made, one) == []


def test_a_uid_that_looks_like_a_pattern_is_told_from_others(made: Project) -> None:
    other = article("Ferries run\n\nA strike, she said.")
    odd = replace(annotation(other, "A strike"), uid='a_%"\\é')
    like = replace(annotation(other, "she said"), uid='ab%"\\é')
    made.bring_in([other, odd, like])
    for one in (odd, like):
        change(made, one, lambda now: acts.note(now, now.uid))
    assert [deed.fields.get("note") for deed in deeds(made, odd)] == [None, ("", odd.uid)]
