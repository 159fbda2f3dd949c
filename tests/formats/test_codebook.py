"""Codebook files: what is read, what is refused and where, and those that come with the program."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.answers import asked
from annotator.core.errors import AnnotatorError
from annotator.core.model import Attribute, Label, LinkKind
from annotator.core.scheme import (
    ACTOR,
    ATTRIBUTES,
    CLAIM,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    PASSAGE,
    QUOTE,
    RESERVED_KEYS,
    Scheme,
    builtin_uid,
)
from annotator.formats.codebook import (
    SHIPPED,
    CodebookFile,
    codebook_named,
    read_codebook,
    shipped,
    write_codebook,
)

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
SIMPLE = {"format": "annotator codebook", "labels": [{"name": "quote"}]}

all_shipped = pytest.mark.parametrize("file", shipped(), ids=SHIPPED)


def written(tmp_path: Path, values: Any) -> Path:
    path = tmp_path / "ours.json"
    path.write_text(values if isinstance(values, str) else json.dumps(values), encoding="utf-8")
    return path


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Give codebooks with names, ends and conditions of any kind."""
    names = draw(st.lists(st.from_regex("[a-z][a-z0-9_]{0,8}", fullmatch=True), unique=True))
    names = names or ["only"]
    labels = tuple(
        Label(
            uid=f"label-{name}", name=name, title=draw(TEXTS), colour="#0060a0", channel="dots",
            key="", description=draw(st.text(st.characters(codec="utf-8"), max_size=9)),
            examples=tuple(draw(st.lists(TEXTS, max_size=2))), position=position,
        )
        for position, name in enumerate(names)
    )  # fmt: skip
    attributes = [
        Attribute(
            uid=f"{label.uid}-{position}", label=label.uid, name=f"a{position}", title=draw(TEXTS),
            kind=draw(st.sampled_from(("choice", "text", "yes_no"))) if position else "text",
            choices=tuple({"name": f"c{one}", "title": draw(TEXTS)} for one in range(position)),
            required=draw(st.booleans()), position=position,
            show_when={"attribute": "a0", "is": ("x",)} if position == 1 else None,
        )
        for label in labels
        for position in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    uids = st.lists(st.sampled_from([one.uid for one in labels]), unique=True).map(tuple)
    kinds = tuple(
        LinkKind(
            uid=f"kind-{position}", name=f"k{position}", title=draw(TEXTS),
            from_labels=draw(uids), to_labels=draw(uids), many=draw(st.booleans()),
            across=draw(st.booleans()), position=position,
        )
        for position in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    return Scheme(labels, tuple(attributes), kinds)


@given(schemes(), TEXTS)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, scheme: Scheme, told: str
) -> None:
    path = tmp_path_factory.mktemp("codebook") / "ours.json"
    file = CodebookFile(title=told, scheme=scheme, description=told, source=told)
    write_codebook(file, path)
    assert read_codebook(path) == file


def test_a_person_needs_to_write_little(tmp_path: Path) -> None:
    values = {
        "format": "annotator codebook",
        "labels": [
            {
                "name": "statement",
                "attributes": [
                    {"name": "stance", "choices": ["pro", {"name": "con", "title": "Against"}]},
                ],
            },
            {"name": "actor", "key": "A"},
        ],
        "link_kinds": [{"name": "made_by", "from": ["statement"], "to": ["actor"]}],
    }
    file = read_codebook(written(tmp_path, values))
    scheme = file.scheme
    assert (file.title, file.description, file.source) == ("ours", "", "")
    assert [(one.title, one.position) for one in scheme.labels] == [("Statement", 0), ("Actor", 1)]
    assert scheme.labels[1].uid == ACTOR, "a name of the built-in codebook is what that has"
    assert scheme.attributes[0].choices == (
        {"name": "pro", "title": "Pro"}, {"name": "con", "title": "Against"},
    )  # fmt: skip
    assert scheme.link_kinds[0].title == "Made by"
    assert scheme.link_kinds[0].to_labels == (ACTOR,)
    assert read_codebook(written(tmp_path, values)) == file, "a name is the same thing each time"


def _with(label: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**SIMPLE, "labels": [{"name": "first"}, label], **more}


def _asks(name: str) -> dict[str, Any]:
    return {"name": name, "choices": ["yes"]}


def _waits(name: str, other: str, answer: str = "yes") -> dict[str, Any]:
    return {**_asks(name), "show_when": {"attribute": other, "is": [answer]}}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ('{"format":\n "annotator codebook",\n oops}', "Line 3, character 2"),
        ("[]", "an object with “format”"),
        ({"labels": []}, "an object with “format”"),
        ({**SIMPLE, "version": 2}, "newer Annotator"),
        ({**SIMPLE, "labels": []}, "no labels"),
        ({**SIMPLE, "labels": {}}, "“labels” should be a list"),
        ({**SIMPLE, "titel": "x"}, "“titel” means nothing here"),
        ({**SIMPLE, "title": 3}, "“title” should be text, not 3"),
        (_with({"name": "second", "colour": "blue"}), "Label 2 .“second”.: “colour” should be"),
        (_with({"name": "second", "color": "#000000"}), "“color” means nothing here"),
        (_with({"title": "Second"}), "Label 2: “name” is missing"),
        (_with({"name": "Second"}), "small letters"),
        (_with({"name": "first"}), "name or the uid of “first”"),
        (_with({"name": "second", "uid": builtin_uid("label/first")}), "name or the uid"),
        (_with({"name": "second", "key": "s"}), "a capital letter"),
        (_with({"name": "second", "key": "S"}), "meaning of its own"),
        (_with({"name": "second", "channel": "blink"}), "one of tint, underline"),
        (
            _with({"name": "second", "attributes": [{"name": "a", "kind": "colour"}]}),
            "Label 2 .“second”.: Attribute 1 .“a”.: “kind” should be one of",
        ),
        (_with({"name": "second", "attributes": [{"name": "a", "label": "x"}]}), "“label” means"),
        (_with({"name": "b", "attributes": [{"name": "a", "choices": ["x", "x"]}]}), "“x” stands"),
        (_with({"name": "b", "attributes": [{"name": "a", "choices": [3]}]}), "not 3"),
        (
            _with({"name": "b", "attributes": [{"name": "a", "show_when": {"attribute": "a"}}]}),
            "should name another attribute",
        ),
        (_with({"name": "b", "title": " "}), "“title” is empty"),
        (_with({"name": "b", "attributes": [{"name": "a", "title": ""}]}), "needs a title"),
        (
            _with({"name": "b", "attributes": [_waits("a", "b"), _waits("b", "a")]}),
            "“A” cannot wait for an answer to “B”",
        ),
        (
            _with({"name": "b", "attributes": [_waits("a", "b", "why"), _asks("b")]}),
            "“why” is no answer to “B”",
        ),
        ({**SIMPLE, "link_kinds": [{"name": "a", "from": ["none"]}]}, "“none”, which is no label"),
        ({**SIMPLE, "link_kinds": [{"name": "a", "many": "yes"}]}, "Kind of link 1 .“a”.: “many”"),
        ({**SIMPLE, "link_kinds": [{"name": "a"}, {"name": "a"}]}, "Kind of link 2"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, values: Any, sentence: str) -> None:
    with pytest.raises(AnnotatorError, match=f"^ours.json cannot be used.*{sentence}"):
        read_codebook(written(tmp_path, values))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(content)
    with pytest.raises(AnnotatorError, match="cannot be used as a codebook"):
        read_codebook(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(AnnotatorError, match="cannot be used as a codebook"):
            read_codebook(path)


def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SIMPLE).replace(",", ",\r\n").encode())
    assert read_codebook(path).scheme.labels[0].uid == QUOTE


def test_a_key_of_any_keyboard_is_kept(tmp_path: Path) -> None:
    labels = (replace(Scheme().labels[0], key="Ц"), *Scheme().labels[1:])
    file = CodebookFile("Ours", replace(Scheme(), labels=labels))
    write_codebook(file, tmp_path / "ours.json")
    assert read_codebook(tmp_path / "ours.json") == file


# Those that come with the program


def test_the_default_codebook_is_the_built_in_one() -> None:
    first = shipped()[0]
    assert (first.name, first.scheme) == ("default", Scheme())


@all_shipped
def test_a_shipped_codebook_tells_what_it_is_and_where_it_is_from(file: CodebookFile) -> None:
    assert codebook_named(file.name) == file
    assert file.title
    assert file.description
    assert "After " in file.source or "Annotator’s own" in file.source


@all_shipped
def test_each_shipped_label_has_a_key_and_guidelines(file: CodebookFile) -> None:
    labels = [one for one in file.scheme.labels if one.uid != PASSAGE]
    keys = {one.key for one in labels}
    assert len(keys - {""}) == len(labels)
    assert not keys & RESERVED_KEYS
    for one in labels:
        assert len(one.description) > 60, one.name
        assert len(one.examples) >= 2, one.name
        assert all("[" in example and "]" in example for example in one.examples), one.name
    looks = {(one.colour, one.channel) for one in labels}
    assert len(looks) == len(labels)


@all_shipped
def test_each_shipped_attribute_says_what_it_asks(file: CodebookFile) -> None:
    for one in file.scheme.attributes:
        assert one.description, one.name
        assert (one.kind == "choice") == (len(one.choices) > 1), one.name
        assert all(choice.get("description") for choice in one.choices), one.name
        assert one in asked(file.scheme.attributes_of(one.label), {})


@all_shipped
def test_speakers_cues_and_comparisons_work_in_each_shipped_codebook(file: CodebookFile) -> None:
    scheme = file.scheme
    uids = {one.uid for one in scheme.labels}
    assert {ACTOR, CUE, PASSAGE} <= uids
    said = uids & {QUOTE, CLAIM}
    assert said
    for label in said:
        voice = scheme.voice(label)
        assert voice is not None
        assert ACTOR in voice.to_labels
        assert label in scheme.link_kind(CUE_LINK).from_labels
    built_in = {one.uid: one for one in Scheme().link_kinds}
    across = {one.uid for one in built_in.values() if one.across} | {CONTINUES_LINK}
    assert across <= {one.uid for one in scheme.link_kinds}


@all_shipped
def test_no_uid_of_a_shipped_codebook_means_two_things(file: CodebookFile) -> None:
    """Else an answer would change its meaning when a project goes over to another codebook."""
    built_in = {one.uid: (one.label, one.kind) for one in ATTRIBUTES}
    for one in file.scheme.attributes:
        assert built_in.get(one.uid, (one.label, one.kind)) == (one.label, one.kind)


def test_an_unknown_codebook_is_told_with_those_there_are() -> None:
    with pytest.raises(AnnotatorError, match="default, polnear, dna, newsclaims"):
        codebook_named("nowhere")


def labelled(**values: Any) -> dict[str, Any]:
    return {**SIMPLE, "labels": [{"name": "quote", **values}]}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (labelled(description="so \ud800"), "half a letter"),
        ({**SIMPLE, "title": "\udfff"}, "half a letter"),
        (labelled(**{"\ud800": 1}), "half a letter"),
        (f'{{"format": "annotator codebook", "version": {"9" * 5000}}}', "too many digits"),
        (labelled(title="x" * 201), "“title” has 201 letters; 200 are the most"),
        ({**SIMPLE, "title": "x" * 201}, "200 are the most"),
        ({**SIMPLE, "labels": [{"name": "x" * 41}]}, "“name” has 41 letters; 40 are the most"),
        (labelled(attributes=[{"name": "a", "kind": "choice", "choices": ["x" * 201]}]),
         "200 are the most"),
        (labelled(attributes=[
            {"name": "a", "kind": "text"},
            {"name": "b", "kind": "text", "show_when": {"attribute": "a", "is": [["x"]]}}]),
         "list its answers"),
    ],
)  # fmt: skip
def test_what_no_project_could_hold_is_refused(tmp_path: Path, values: Any, sentence: str) -> None:
    with pytest.raises(AnnotatorError, match=sentence) as told:
        read_codebook(written(tmp_path, values))
    str(told.value).encode()


def test_a_path_that_no_disk_can_hold_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 300}.json"
    with pytest.raises(AnnotatorError, match="cannot be written"):
        write_codebook(CodebookFile("Ours", Scheme()), path)
    with pytest.raises(AnnotatorError, match="cannot be used"):
        read_codebook(path)
    with pytest.raises(AnnotatorError, match="There is no codebook"):
        codebook_named(str(path))
