"""Files in, files out: whole, undone in one step, and not at all when somebody says stop."""

import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from annotator.core.clock import now
from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    RECORD_TYPES,
    Actor,
    Annotation,
    Attribute,
    Coder,
    Coding,
    Dismissed,
    Label,
    Link,
    LinkKind,
    Meta,
    Record,
    Split,
    Story,
)  # fmt: skip
from annotator.core.progress import SILENT, Cancelled, Progress
from annotator.core.scheme import ACTOR, CLAIM, CONTINUES_LINK, SPEAKER_LINK, builtin_uid
from annotator.formats.contract import WriteOptions
from annotator.project.exchange import (
    ImportOptions,
    bring_in,
    bring_in_apart,
    take_out,
    take_out_apart,
)
from annotator.project.project import Cause, Event, Project
from tests.build import ANN, BEN, annotation, article, project

Contents = dict[tuple[object, ...], Record]


def contents(opened: Project, *without: str) -> Contents:
    return {
        (kind.table, *one.identity): one
        for kind in RECORD_TYPES
        if kind.table not in without
        for one in opened.reading.records(kind)
    }


def link(kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=f"{source.uid} to {target.uid}", kind=kind, source=source.uid, target=target.uid,
        coder=ANN.uid, created_at=now(), modified_at=now(),
    )  # fmt: skip


def some_of_everything() -> Iterable[Record]:
    """Return records of every kind, with codings by two people and a codebook of our own."""
    cal = Coder(uid="coder-cal", name="Cal", role="adjudicator")
    promise = Label(
        uid="promise", name="promise", title="Promise", colour="#123456", channel="underline",
        key="P", examples=("We will.",), position=9,
    )  # fmt: skip
    due = Attribute(
        uid="due", label=promise.uid, name="due", title="Due", kind="date", required=True,
        show_when={"attribute": "kept", "is": ("yes", "no")},
    )  # fmt: skip
    kept = LinkKind(uid="kept", name="kept_by", title="Kept by", from_labels=(promise.uid,))
    story = Story(uid="story", title="Ferry strike", notes="Three days.")
    text = article(story=story.uid, outlet="Courier", notes="first", published="2025-03")
    other = article("Ferries run again 😀\n\nIda Brandt signed.", story=story.uid)
    ida = Actor(uid="ida", name="Ida Brandt", aliases=("Brandt",), organisation="Union")
    unnamed = Actor(uid="unnamed", name="a sailor", kind="unnamed", article=other.uid)
    head = replace(annotation(text, "“We will not sign,”"), attributes={"type": "direct"})
    tail = annotation(text, "“Not this year.”", coder=ANN)
    mention = replace(annotation(text, "Ida Brandt", ACTOR), actor=ida.uid, note="leads")
    claim = replace(
        annotation(text, "1.2 million", CLAIM, cal), status="suggested", confidence=0.5,
        origin="rules", actor=ida.uid,
    )  # fmt: skip
    signed = annotation(other, "signed", promise.uid, cal)
    return (
        Meta(key="export", value={"statuses": ("accepted",)}), cal, promise, due, kept, story,
        text, other, ida, unnamed,
        Coding(article=text.uid, coder=cal.uid, status="doing", seconds=90),
        head, tail, mention, claim, signed,
        link(CONTINUES_LINK, tail, head), link(SPEAKER_LINK, head, mention),
        link(builtin_uid("link/contradicts"), signed, head),
        Dismissed(
            kind="same", article_a=text.uid, start_a=0, end_a=3, article_b=other.uid, start_b=1,
            end_b=2, coder=ANN.uid, at=now(),
        ),
        Split(article=text.uid, name="default", part="train"),
    )  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a JSONL file with records of every kind."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with project(folder) as made:
        made.bring_in(some_of_everything())
        take_out(made.reading, "jsonl", folder / "corpus.jsonl")
    return folder / "corpus.jsonl"


def files(folder: Path, *texts: str) -> list[Path]:
    made = [folder / f"{number}.txt" for number, _ in enumerate(texts)]
    for file, text in zip(made, texts, strict=True):
        file.write_text(text)
    return made


class Stopped(Progress):
    """Somebody who says stop at some step."""

    def __init__(self, at: int) -> None:
        self._left = at

    @override
    def report(self, done: int, of: int) -> None:
        if not self._left:
            raise Cancelled("Stopped.")
        self._left -= 1


def test_a_project_comes_back_whole_from_its_own_jsonl(tmp_path: Path, corpus: Path) -> None:
    with Project.open(corpus.with_name("test.annotator"), ANN) as source:
        expected = contents(source, "meta")
    assert {key[0] for key in expected} == {kind.table for kind in RECORD_TYPES} - {"meta"}
    with project(tmp_path, coder=BEN) as made:
        own = {one.key: one.value for one in made.reading.records(Meta)}
        counts = bring_in(made, [corpus])
        assert (counts.articles, counts.annotations, counts.links) == (2, 5, 3)
        assert (counts.notices, counts.problems) == ([], [])
        there = contents(made, "meta")
        assert there.pop(("coder", BEN.uid), BEN) == BEN
        assert there == expected
        metas = {one.key: one.value for one in made.reading.records(Meta)}
        assert metas == {**own, "export": {"statuses": ("accepted",)}}


def test_the_same_jsonl_again_adds_nothing(tmp_path: Path, corpus: Path) -> None:
    with project(tmp_path) as made:
        bring_in(made, [corpus])
        before, edits = contents(made), made._store.last_entry()
        counts = bring_in(made, [corpus])
        assert (counts.articles, counts.annotations, counts.links) == (0, 0, 0)
        assert [one.where for one in counts.notices] == ["corpus.jsonl"] * 2
        assert counts.problems == []
        assert contents(made) == before
        assert made._store.last_entry() == edits, "there is nothing to undo either"


def test_an_import_is_undone_and_redone_as_one(tmp_path: Path, corpus: Path) -> None:
    with project(tmp_path) as made:
        before = contents(made, "coder")
        bring_in(made, [corpus, *files(tmp_path, "Calm")], ImportOptions(story="New story"))
        after = contents(made)
        made.undo()
        assert contents(made, "coder") == before
        assert ("coder", "coder-cal") in contents(made), "coders stay, since the log names them"
        assert made.next_undo is None
        made.redo()
        assert contents(made) == after
        made.undo()
        assert contents(made, "coder") == before


def test_an_import_is_undone_after_a_restart(tmp_path: Path, corpus: Path) -> None:
    with project(tmp_path) as made:
        before = contents(made, "coder")
        bring_in(made, [corpus])
    with Project.open(made.path, ANN) as opened:
        assert opened.scheme.label_on_key("P") is not None
        opened.undo()
        assert contents(opened, "coder") == before
        assert opened.scheme.label_on_key("P") is None


@pytest.mark.parametrize("step", [0, 1, 2])
def test_stopping_an_import_changes_nothing(tmp_path: Path, corpus: Path, step: int) -> None:
    with project(tmp_path, article()) as made:
        before, heard = contents(made), list[Event]()
        made.listen(heard.append)
        with pytest.raises(Cancelled):
            bring_in(made, [corpus, *files(tmp_path, "Calm")], progress=Stopped(step))
        with pytest.raises(Cancelled):
            bring_in_apart(
                made.path, made.session, ANN, [corpus], ImportOptions(), Stopped(min(step, 1))
            )
        assert contents(made) == before
        assert (made.next_undo, made.refresh(), heard) == (None, False, [])


def test_the_progress_of_an_import_goes_from_nothing_to_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    class Watched(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            seen.append((done, of))

    with project(tmp_path) as made:
        bring_in(made, files(tmp_path, "Strike", "", "Calm"), progress=Watched())
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == ((0, 3000), (3000, 3000))


def test_the_progress_of_one_long_file_is_told_in_between(tmp_path: Path) -> None:
    seen: list[int] = []

    class Watched(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            seen.append(done)

    long = tmp_path / "long.jsonl"
    long.write_text(
        "".join(f'{{"text": "Article {number}. {"word " * 500}"}}\n' for number in range(3000))
    )
    with project(tmp_path) as made:
        bring_in(made, [long], progress=Watched())
    assert len(set(seen)) > 3


def test_an_import_from_another_thread_is_heard_and_undone(tmp_path: Path, corpus: Path) -> None:
    with project(tmp_path) as made, ThreadPoolExecutor(1) as thread:
        before, heard = contents(made, "coder"), list[Event]()
        made.listen(heard.append)
        assert made.scheme.label_on_key("P") is None
        job = thread.submit(
            bring_in_apart, made.path, made.session, ANN, [corpus], ImportOptions(), SILENT
        )
        assert job.result().articles == 2
        assert made.refresh()
        assert [(one.cause, one.edit.kind) for one in heard] == [(Cause.DONE, Kind.IMPORT)]
        assert made.scheme.label_on_key("P") is not None
        assert made.undo() is not None
        assert contents(made, "coder") == before
        made.redo()
        assert made.reading.article_count() == 2


def test_an_import_of_another_session_is_heard_and_stays(tmp_path: Path, corpus: Path) -> None:
    with project(tmp_path) as made:
        bring_in_apart(made.path, "another", ANN, [corpus], ImportOptions(), SILENT)
        assert made.refresh()
        assert made.undo() is None
        assert made.reading.article_count() == 2


def test_an_export_from_another_thread_writes_the_same(tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "out.jsonl"
    with project(tmp_path) as made, ThreadPoolExecutor(1) as thread:
        bring_in(made, [corpus])
        thread.submit(take_out_apart, made.path, "jsonl", out, WriteOptions(), SILENT).result()
        take_out(made.reading, "jsonl", tmp_path / "same.jsonl")
    assert out.read_bytes() == (tmp_path / "same.jsonl").read_bytes()


@pytest.mark.parametrize(
    "fault",
    [{"name": "Bad Name"}, {"colour": "nonsense"}, {"key": "QQ"}, {"description": [[[]]] * 2}],
)
def test_a_line_that_the_file_s_own_rules_refuse_keeps_nothing_else_out(
    tmp_path: Path, fault: dict[str, object]
) -> None:
    label = {
        "type": "label", "uid": "x", "name": "bad", "title": "Bad", "colour": "#000000",
        "channel": "tint", **fault,
    }  # fmt: skip
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(f"{json.dumps(label)}\n{json.dumps({'text': 'Strike'})}\n")
    with project(tmp_path) as made:
        counts = bring_in(made, [corpus, *files(tmp_path, "Calm")])
        assert counts.articles == 2
        assert [one.where for one in counts.problems] == ["corpus.jsonl line 1"]


def test_a_line_nested_without_end_keeps_nothing_else_out(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    deep = '{"a":' * 700 + "1" + "}" * 700
    corpus.write_text(
        f'{{"type": "article", "text": "One", "cleaning": {deep}}}\n'
        f'{{"type": "article", "text": "\\\\ud800", "cleaning": {deep}}}\n{{"text": "Two"}}\n'
    )
    with project(tmp_path) as made:
        counts = bring_in(made, [corpus])
        assert counts.articles == 1
        assert ["nested" in str(problem) for problem in counts.problems] == [True, True]


def test_an_attribute_that_the_codebook_lacks_is_told_once(tmp_path: Path) -> None:
    one = {"label": "quote", "start": 0, "end": 3, "text": "One", "attributes": {"mood": "sad"}}
    line = {
        "type": "article", "text": "One two", "title": "One",
        "annotations": [one, {**one, "end": 7, "text": "One two"}],
    }  # fmt: skip
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps(line))
    with project(tmp_path) as made:
        counts = bring_in(made, [corpus])
        assert counts.annotations == 2
        (told,) = map(str, counts.notices)
        assert "corpus.jsonl: the attribute “mood” is kept, but it is not in the codebook" in told


@pytest.mark.parametrize("name", ["other.annotator", "OTHER.Annotator"])
def test_nothing_is_exported_over_a_project(tmp_path: Path, name: str) -> None:
    with project(tmp_path) as made, pytest.raises(AnnotatorError, match="place of a project"):
        take_out(made.reading, "jsonl", tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "x.txt"
    os.mkfifo(pipe)
    with project(tmp_path) as made:
        (problem,) = bring_in(made, [pipe]).problems
    assert "no file but a device or a pipe" in str(problem)
