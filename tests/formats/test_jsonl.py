import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from annotator.core.canonical import canonicalise, fingerprint
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Actor,
    Annotation,
    Article,
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
    field_table,
    freeze,
)
from annotator.core.progress import Cancelled, Progress
from annotator.core.scheme import ACTOR, ATTRIBUTES, CLAIM, LABELS, LINK_KINDS, QUOTE
from annotator.formats.contract import Problem, WriteOptions
from annotator.formats.jsonl import JsonlFormat
from tests.formats.corpus import CODER, NOW, OPTIONS, Memory, actor, article, of_type, span, tie

TEXT = "Bridge closed\n“Never,” said Ingrid Solheim. 😀 “Not now.”"


def read(path: Path, **options: Any) -> list[Record | Problem]:
    return list(JsonlFormat().read(path, replace(OPTIONS, **options)))


def read_lines(folder: Path, *lines: object, **options: Any) -> list[Record | Problem]:
    path = folder / "in.jsonl"
    text = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    path.write_text("\n".join(text), encoding="utf-8")
    return read(path, **options)


def problems(records: list[Record | Problem]) -> list[str]:
    return [str(one) for one in records if isinstance(one, Problem)]


def whole_project() -> list[Record]:
    text = article(TEXT, story="story-1", cleaning={"encoding": "utf-8"}, notes="line\nline")
    other = article("Bridge open\nIngrid Solheim said so.", uid="article-2")
    solheim = actor("Ingrid Solheim", aliases=("Solheim", "the mayor"))
    unnamed = actor("a passer-by", kind="unnamed", article=other.uid)
    quote = span(
        text, "“Never,”", attributes={"type": "direct", "tags": ("a", "b")}, confidence=0.5,
        status="suggested", derived_from=("x", "y"), note="N\u2028A",
    )  # fmt: skip
    mention = span(text, "Ingrid Solheim", ACTOR, actor=solheim.uid)
    far = span(other, "Ingrid Solheim", ACTOR, uid="far", actor=unnamed.uid)
    return [
        Meta(key="title", value="Bridges"),
        Meta(key="export", value={"statuses": ("accepted",), "excel": None}),
        *LABELS, *ATTRIBUTES, *LINK_KINDS,
        CODER, Coder(uid="coder-2", name="Ask", role="adjudicator"),
        Story(uid="story-1", title="The bridge", notes="n"),
        solheim, unnamed, text, other,
        Coding(article=text.uid, coder=CODER.uid, status="doing", seconds=90),
        Split(article=text.uid, name="default", part="train"),
        quote, mention, far,
        tie(quote, mention), tie(far, quote, status="rejected", note="no"),
        Dismissed(
            kind="same", article_a=text.uid, start_a=0, end_a=3, article_b=other.uid, start_b=1,
            end_b=2, coder=CODER.uid, at=NOW,
        ),
    ]  # fmt: skip


def as_set(records: list[Any]) -> set[str]:
    return {repr(one) for one in records}


def test_what_is_written_is_read_back_whole(tmp_path: Path) -> None:
    project = whole_project()
    written = JsonlFormat().write(Memory(*project), tmp_path / "out.jsonl", WriteOptions())
    assert as_set(read(tmp_path / "out.jsonl")) == as_set(project)
    assert written.files == (tmp_path / "out.jsonl",)
    assert written.rows == len((tmp_path / "out.jsonl").read_bytes().splitlines())


def test_each_record_is_read_behind_those_it_refers_to(tmp_path: Path) -> None:
    JsonlFormat().write(Memory(*whole_project()), tmp_path / "out.jsonl", WriteOptions())
    seen: set[str] = set()
    for record in read(tmp_path / "out.jsonl"):
        assert isinstance(record, Record)
        for name, field in field_table(type(record)).items():
            if "reference" in field.metadata and getattr(record, name) is not None:
                assert getattr(record, name) in seen
        seen.add(str(record.identity[0]))


def test_every_annotation_and_link_carries_its_words_and_uids(tmp_path: Path) -> None:
    JsonlFormat().write(Memory(*whole_project()), tmp_path / "out.jsonl", WriteOptions())
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [line["type"] for line in lines] == [
        "project", *["label"] * 5, *["attribute"] * 5, *["link_kind"] * 10, "actor",
        *["coder"] * 2, "story", *["article"] * 2, "dismissed", *["link"] * 2,
    ]  # fmt: skip
    assert {one["text"] for line in lines for one in line.get("annotations", ())} == {
        "“Never,”", "Ingrid Solheim",
    }  # fmt: skip


WORDS = st.text(max_size=20)
NAMES = st.text(min_size=1, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
).map(freeze)


@st.composite
def projects(draw: st.DrawFn) -> list[Record]:
    text = draw(st.text(min_size=1, max_size=60).map(lambda raw: canonicalise(raw, clean=False)))
    made = article(
        text.text or "x",
        title=draw(WORDS), outlet=draw(WORDS), cleaning=draw(st.dictionaries(NAMES, JSON)),
    )  # fmt: skip
    who = actor(draw(NAMES), aliases=tuple(draw(st.lists(WORDS, max_size=2))))
    records: list[Record] = [*LABELS, *ATTRIBUTES, *LINK_KINDS, CODER, who, made]
    records += [Meta(key=name, value=draw(JSON)) for name in draw(st.sets(NAMES, max_size=3))]
    size = len(made.text)
    places = st.tuples(st.integers(0, size - 1), st.integers(1, size), st.sampled_from(LABELS))
    for start, end, label in draw(st.sets(places, max_size=6)):
        if start < end:
            records.append(
                Annotation(
                    uid=f"{start}-{end}-{label.name}", article=made.uid, label=label.uid,
                    start=start, end=end, text=made.text[start:end], coder=CODER.uid,
                    actor=draw(st.sampled_from([None, who.uid])), note=draw(WORDS),
                    confidence=draw(st.none() | st.floats(0, 1)), corrected=draw(st.booleans()),
                    status=draw(st.sampled_from(["accepted", "suggested", "rejected"])),
                    attributes=draw(st.dictionaries(NAMES, JSON, max_size=2)),
                    created_at=NOW, modified_at=NOW,
                )
            )  # fmt: skip
    return records


@given(project=projects())
def test_any_project_comes_back_as_it_went(
    project: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    JsonlFormat().write(Memory(*project), path, WriteOptions())
    assert as_set(read(path)) == as_set(project)


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    class Impatient(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            raise Cancelled("Stopped.")

    target = tmp_path / "out.jsonl"
    target.write_text("old")
    with pytest.raises(Cancelled):
        JsonlFormat().write(Memory(*whole_project()), target, WriteOptions(), Impatient())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


# The simple form


def test_a_line_with_a_text_is_an_article_with_its_spans(tmp_path: Path) -> None:
    start = TEXT.index("“Never,”")
    made, quote, claim = read_lines(
        tmp_path,
        {"id": 7, "text": TEXT, "title": " T ", "outlet": "O", "published": None, "extra": [1],
         "spans": [[start, start + 8, "QUOTE"], {"start": 0, "end": 6, "label": "claim"}]},
    )  # fmt: skip
    assert isinstance(made, Article)
    assert (made.title, made.outlet, made.text) == ("T", "O", TEXT)
    assert (made.sha256, made.source_name) == (fingerprint(TEXT), "in.jsonl")
    assert isinstance(quote, Annotation)
    assert isinstance(claim, Annotation)
    assert (quote.text, quote.label, quote.coder) == ("“Never,”", QUOTE, CODER.uid)
    assert (claim.text, claim.label, claim.created_at) == ("Bridge", CLAIM, quote.created_at)


def test_the_title_is_the_first_line_unless_given(tmp_path: Path) -> None:
    (made,) = read_lines(tmp_path, {"text": TEXT})
    assert isinstance(made, Article)
    assert made.title == "Bridge closed"
    (made,) = read_lines(tmp_path, {"text": TEXT, "title": "T"}, given={"title": "G"})
    assert isinstance(made, Article)
    assert made.title == "G"


def test_offsets_are_mapped_through_what_canonical_text_lacks(tmp_path: Path) -> None:
    raw = "\ufeffBridge  \r\n\r\n\r\n“Never”\u2028 \0 😀 end"
    words = ["Bridge  ", "\r\n\r\n", "“Never”\u2028", "\0", "😀"]
    spans = [[raw.index(one), raw.index(one) + len(one), "Quote"] for one in words]
    made, *found = read_lines(tmp_path, {"text": raw, "spans": spans})
    assert isinstance(made, Article)
    assert made.text == "Bridge  \n\n\n“Never”\n \ufffd 😀 end"
    assert made.cleaning == {"bom": 1, "line_ends": 4, "replaced": 1}
    expected = ["Bridge  ", "\n\n", "“Never”\n", "\ufffd", "😀"]
    assert [one.text for one in of_type(found, Annotation)] == expected


@pytest.mark.parametrize(
    ("span_", "sentence"),
    [
        ([0, 900, "Quote"], "[0, 900, “Quote”] was left out. It reaches beyond the text, which"),
        ([-1, 3, "Quote"], "[-1, 3, “Quote”] was left out. It reaches beyond"),
        ([4, 4, "Quote"], "[4, 4, “Quote”] was left out. It is empty"),
        ([5, 4, "Quote"], "It is empty"),
        ([0, 1.5, "Quote"], "[0, 1.5, “Quote”] was left out. Start and end should be whole"),
        (["0", 3, "Quote"], "Start and end should be whole numbers"),
        ([True, 3, "Quote"], "Start and end should be whole numbers"),
        ([0, 3, "Nonsense"], "There is no label “Nonsense” in this project. It has: quote, claim"),
        ([0, 3, 5], "Its label should be a name, not 5"),
        ([0, 3], "It should be [start, end, label]"),
        ("0-3", "The span “0-3” was left out. It should be [start, end, label]"),
        ({"start": 0, "label": "Quote"}, "[0, empty (null), “Quote”] was left out."),
        ([0, 7, "Quote"], "It ends inside a line end"),
        ([7, 9, "Quote"], "It starts inside a line end"),
    ],
)
def test_a_span_that_does_not_fit_is_told_with_its_line(
    tmp_path: Path, span_: object, sentence: str
) -> None:
    line = {"text": "Bridge\r\nclosed", "spans": [[0, 6, "Quote"], span_]}
    records = read_lines(tmp_path, "", {"text": "first"}, line)
    (told,) = problems(records)
    assert told.startswith("in.jsonl line 3: The span ")
    assert sentence in told
    assert [one.text for one in of_type(records, Annotation)] == ["Bridge"]


def test_the_same_span_twice_is_kept_once(tmp_path: Path) -> None:
    spans = [[0, 6, "Quote"], [0, 6, "quote"], [0, 6, "Claim"]]
    records = read_lines(tmp_path, {"text": TEXT, "spans": spans})
    assert [one.label for one in of_type(records, Annotation)] == [QUOTE, CLAIM]
    assert "[0, 6, “quote”] was left out. The same span" in problems(records)[0]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"text": "cut off', "It is not JSON: Unterminated string"),
        ("[1, 2]", "It should be an object in curly brackets, not a list"),
        ("nonsense", "It is not JSON: Expecting value at character 1"),
        ('{"text": "a", "n": NaN}', "NaN is no JSON"),
        ('{"text": "a", "n": ' + "1" * 5000 + "}", "It is not JSON that can be read"),
        ("[" * 100_000, "It is not JSON that can be read"),
        ({"title": "T"}, "It has neither a “type” nor a “text”"),
        ({"text": 5}, "“text” should be the text of an article, not 5"),
        ({"text": " \n"}, "“text” should be the text of an article"),
        ({"type": "photo"}, "The type “photo” is not known. There are: project, article"),
        ({"type": ["label"]}, "The type a list is not known"),
        ({"type": "coder", "uid": "c"}, "“name” is missing"),
        ({"type": "coder", "uid": "c", "name": 5}, "“name” should be text, not 5"),
        ({"type": "coder", "uid": "", "name": "n"}, "“uid” should be text that is not empty"),
        ({"type": "coder", "name": "n", "role": "x"}, "one of coder, adjudicator, not “x”"),
        ({"type": "actor", "name": "n", "aliases": "x"}, "“aliases” should be a list, not “x”"),
        ({"type": "actor", "name": "n", "aliases": [1]}, "“aliases” should be text"),
        ({"type": "article", "text": None}, "“text” should be the text of the article, not empty"),
        ({"type": "article", "text": "a", "sha256": "b"}, "is not the one that “sha256”"),
        ({"type": "article", "text": "a", "annotations": {}}, "“annotations” should be a list"),
        ({"type": "link", "kind": LINK_KINDS[0].uid, "source": "a", "target": "b"},
         "“source” names the annotation a, which does not stand before this line"),
        ({"type": "project", "version": "1"}, "“version” should be a whole number"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_told_and_the_rest_imported(
    tmp_path: Path, line: object, sentence: str
) -> None:
    records = read_lines(tmp_path, {"text": "first"}, line, {"text": "last"})
    (told,) = problems(records)
    assert told.startswith("in.jsonl line 2: ")
    assert sentence in told
    assert told.endswith(" The line was left out.")
    assert [one.text for one in of_type(records, Article)] == ["first", "last"]


def test_a_line_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "\xe9"}\n')
    assert "line 2: It is not UTF-8 (byte 11 of the line)" in problems(read(path))[0]


def test_metadata_of_the_wrong_type_is_told_and_the_article_kept(tmp_path: Path) -> None:
    made, told = sorted(read_lines(tmp_path, {"text": "a", "outlet": [1]}), key=str)
    assert isinstance(made, Article)
    assert "“outlet” should be text, not a list. It was left empty." in str(told)


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    line = '{"text": "a\\ud800b 😀 \\ud83d\\ude00", "title": "\\udfff", "spans": [[0, 2, "Quote"]]}'
    made, quote = read_lines(tmp_path, line)
    assert isinstance(made, Article)
    assert (made.text, made.title) == ("a\ufffdb 😀 😀", "\ufffd")
    assert isinstance(quote, Annotation)
    assert quote.text == "a\ufffd"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\x89PNG\n" * 500, b"not json"])
def test_a_file_of_which_nothing_can_be_read_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in.jsonl").write_bytes(data)
    with pytest.raises(AnnotatorError, match=r"^Nothing in in\.jsonl could be read\."):
        read(tmp_path / "in.jsonl")


def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="cannot be read"):
        read(tmp_path / "no.jsonl")


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"written by a newer Annotator \(its version is 2"):
        read_lines(tmp_path, {"type": "project", "version": 2}, {"text": "a"})


# Our own articles


def own(**annotation: Any) -> dict[str, Any]:
    made = {"start": 0, "end": 6, "label": QUOTE, **annotation}
    return {"type": "article", "uid": "a", "text": "Bridge\r\nclosed", "annotations": [made]}


def test_an_article_by_hand_needs_little(tmp_path: Path) -> None:
    made, quote = read_lines(tmp_path, own(label="Quote"))
    assert isinstance(made, Article)
    assert (made.title, made.text) == ("Bridge", "Bridge\nclosed")
    assert isinstance(quote, Annotation)
    assert (quote.text, quote.label, quote.coder) == ("Bridge", QUOTE, CODER.uid)


def test_offsets_of_our_own_are_mapped_likewise(tmp_path: Path) -> None:
    _, quote = read_lines(tmp_path, own(start=8, end=14, text="closed"))
    assert isinstance(quote, Annotation)
    assert (quote.start, quote.end, quote.text) == (7, 13, "closed")


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (
            {"text": "Brudge"},
            "[0, 6] was left out. It says “Brudge” but the text there is “Bridge”",
        ),
        ({"end": 99}, "It reaches beyond the text"),
        ({"label": "photo"}, "There is no label “photo”"),
        ({"label": None}, "“label” should be text, not empty (null)"),
        ({"coder": "nobody"}, "“coder” names the coder nobody, which does not stand before"),
        ({"status": "maybe"}, "“status” should be one of accepted, suggested, rejected"),
        ({"confidence": "high"}, "“confidence” should be a number, not “high”"),
        ({"attributes": []}, "“attributes” should be an object, not a list"),
        ({"corrected": 1}, "“corrected” should be yes or no (true or false), not 1"),
    ],
)
def test_an_annotation_that_does_not_fit_is_left_out(
    tmp_path: Path, annotation: dict[str, Any], sentence: str
) -> None:
    made, told = read_lines(tmp_path, own(**annotation))
    assert isinstance(made, Article)
    assert "in.jsonl line 1: The annotation [0, " in str(told)
    assert sentence in str(told)


def test_an_annotation_without_its_actor_is_kept(tmp_path: Path) -> None:
    _, told, quote = read_lines(tmp_path, own(actor="gone"))
    assert "“actor” names the actor gone" in str(told)
    assert isinstance(quote, Annotation)
    assert quote.actor is None


def test_what_stands_twice_is_taken_once(tmp_path: Path) -> None:
    line = own()
    line["annotations"] *= 2
    coder = {"type": "coder", "uid": "c", "name": "C"}
    records = read_lines(tmp_path, coder, coder, line, line)
    assert len(of_type(records, Annotation)) == len(of_type(records, Article)) == 1
    first, second, third = problems(records)
    assert "line 2: This coder stands in the file already" in first
    assert "line 3: The annotation [0, 6] was left out. The coder has the same span" in second
    assert "line 4: This article stands in the file already" in third


def test_a_given_story_overrides_that_of_the_file(tmp_path: Path) -> None:
    (made,) = read_lines(
        tmp_path, {"type": "article", "text": "a", "story": "lost"}, given={"story": "kept"}
    )
    assert isinstance(made, Article)
    assert made.story == "kept"


def _kinds() -> Iterator[type[Record]]:
    yield from (Meta, Label, Attribute, LinkKind, Actor, Coder, Story, Article, Coding, Split)
    yield from (Annotation, Link, Dismissed)


def test_the_example_project_has_a_record_of_every_kind() -> None:
    assert {type(one) for one in whole_project()} == set(_kinds())
