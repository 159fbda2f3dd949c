import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Coder, Record, Split, Story
from annotator.core.progress import Cancelled, Progress
from annotator.core.scheme import (
    ACTOR,
    ADDRESSEE_LINK,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    PASSAGE,
    QUOTE,
    Scheme,
    builtin_uid,
)
from annotator.formats.columns import (
    ACTOR_COLUMNS,
    ARTICLE_COLUMNS,
    LINK_COLUMNS,
    annotation_columns,
)
from annotator.formats.contract import WriteOptions
from annotator.formats.csv import CsvFormat
from tests.formats.corpus import CODER, NOW, Memory, actor, article, span, tie

Row = dict[str, str]

TEXT = (
    "Bridge closed\n\n"
    "“We shut it,” Ingrid Solheim told Kim Ask, “today.” Few agreed.\n"
    "The bridge, the union said, is safe."
)
SOLHEIM = actor("Solheim", role="mayor")
ASK = actor("Ask", kind="organisation")
NEWS = article(TEXT, outlet="O", published="2025-01", story="story-1")
FIRST = span(NEWS, "“We shut it,”", attributes={"type": "direct"})
SECOND = span(NEWS, "“today.”")
MAYOR = span(NEWS, "Ingrid Solheim", ACTOR, actor="Solheim", attributes={"mention": "named"})
REPORTER = span(NEWS, "Kim Ask", ACTOR, actor="Ask")
TOLD = span(NEWS, "told", CUE)
SAFE = span(NEWS, "The bridge", CLAIM, actor="Ask")
PROJECT: tuple[Record, ...] = (
    CODER, Story(uid="story-1", title="The bridge"), NEWS, SOLHEIM, ASK,
    FIRST, SECOND, MAYOR, REPORTER, TOLD, SAFE,
    tie(FIRST, MAYOR), tie(FIRST, TOLD, CUE_LINK), tie(FIRST, REPORTER, ADDRESSEE_LINK),
    tie(SECOND, FIRST, CONTINUES_LINK),
    tie(FIRST, SAFE, builtin_uid("link/contradicts")),
    Split(article=NEWS.uid, name="other", part="test"),
    Split(article=NEWS.uid, name="default", part="train"),
)  # fmt: skip


def write(folder: Path, *records: Record, **options: Any) -> list[Row]:
    """Return the rows of the exported annotations."""
    path = folder / "out.csv"
    CsvFormat().write(Memory(*records), path, WriteOptions(**options))
    return rows(path)


def rows(path: Path, encoding: str = "utf-8") -> list[Row]:
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.DictReader(file))


def named(found: list[Row], uid: str) -> Row:
    return next(row for row in found if row["annotation_id"] == uid)


def test_the_columns_are_those_that_were_promised() -> None:
    assert ", ".join(column.name for column in annotation_columns(Scheme())) == (
        "annotation_id, label, text, start, end, unit_id, part, parts, inside, article_id, "
        "article_title, outlet, author, published, url, language, story_id, story, paragraph, "
        "sentence, sentence_start, context_before, context_after, speaker_id, speaker, "
        "speaker_kind, speaker_role, speaker_mention, speaker_start, speaker_end, cue, cue_start, "
        "cue_end, speakers, addressees, actor_id, actor, actor_kind, quote.type, claim.stance, "
        "claim.kind, claim.checkworthy, actor.mention, links, group, split, note, coder, origin, "
        "confidence, status, created_at, modified_at, article_sha256"
    )


def test_every_column_has_its_own_name_and_a_meaning() -> None:
    for columns in (annotation_columns(Scheme()), ARTICLE_COLUMNS, ACTOR_COLUMNS, LINK_COLUMNS):
        assert len({column.name for column in columns}) == len(columns)
        assert all(column.meaning for column in columns)


def test_a_quote_tells_all_about_itself(tmp_path: Path) -> None:
    row = named(write(tmp_path, *PROJECT), FIRST.uid)
    start = FIRST.start
    assert row == {
        "annotation_id": FIRST.uid, "label": "quote", "text": "“We shut it,”",
        "start": str(start), "end": str(start + 13), "unit_id": FIRST.uid, "part": "1",
        "parts": "2", "inside": "", "article_id": NEWS.uid, "article_title": "Bridge closed",
        "outlet": "O", "author": "", "published": "2025-01", "url": "", "language": "",
        "story_id": "story-1", "story": "The bridge", "paragraph": "2",
        "sentence": "“We shut it,” Ingrid Solheim told Kim Ask, “today.”",
        "sentence_start": str(start), "context_before": "Bridge closed\n\n",
        "context_after": TEXT[start + 13 : start + 113],
        "speaker_id": "Solheim", "speaker": "Solheim", "speaker_kind": "person",
        "speaker_role": "mayor", "speaker_mention": "Ingrid Solheim",
        "speaker_start": str(MAYOR.start), "speaker_end": str(MAYOR.end),
        "cue": "told", "cue_start": str(TOLD.start), "cue_end": str(TOLD.end),
        "speakers": json.dumps(
            [{"actor": "Solheim", "name": "Solheim", "mention": "Ingrid Solheim",
              "start": MAYOR.start, "end": MAYOR.end}]
        ),
        "addressees": json.dumps(
            [{"actor": "Ask", "name": "Ask", "mention": "Kim Ask",
              "start": REPORTER.start, "end": REPORTER.end}]
        ),
        "actor_id": "", "actor": "", "actor_kind": "", "quote.type": "direct",
        "claim.stance": "", "claim.kind": "", "claim.checkworthy": "", "actor.mention": "",
        "links": json.dumps(
            [{"kind": "contradicts", "target": SAFE.uid, "article": NEWS.uid,
              "status": "accepted"}]
        ),
        "group": "", "split": "train", "note": "", "coder": "Kim", "origin": "human",
        "confidence": "", "status": "accepted", "created_at": NOW, "modified_at": NOW,
        "article_sha256": NEWS.sha256,
    }  # fmt: skip


def test_every_part_carries_what_the_first_part_has(tmp_path: Path) -> None:
    found = write(tmp_path, *PROJECT)
    first, second = named(found, FIRST.uid), named(found, SECOND.uid)
    assert (second["unit_id"], second["part"], second["parts"]) == (FIRST.uid, "2", "2")
    for name in (
        "speaker",
        "speaker_start",
        "cue",
        "speakers",
        "addressees",
        "quote.type",
        "links",
    ):
        assert second[name] == first[name] != ""


def test_a_mention_tells_whom_it_mentions(tmp_path: Path) -> None:
    row = named(write(tmp_path, *PROJECT), MAYOR.uid)
    assert (row["actor_id"], row["actor"], row["actor_kind"]) == ("Solheim", "Solheim", "person")
    assert (row["speaker"], row["actor.mention"]) == ("", "named")


def test_a_claim_without_a_mention_has_its_own_actor_as_claimant(tmp_path: Path) -> None:
    row = named(write(tmp_path, *PROJECT), SAFE.uid)
    assert (row["speaker"], row["speaker_kind"]) == ("Ask", "organisation")
    assert (row["speaker_mention"], row["speaker_start"], row["actor"]) == ("", "", "")
    assert json.loads(row["speakers"]) == [
        {"actor": "Ask", "name": "Ask", "mention": None, "start": None, "end": None}
    ]


def test_the_first_speaker_in_the_text_counts_and_all_are_listed(tmp_path: Path) -> None:
    links = (tie(SAFE, REPORTER, CLAIMANT_LINK), tie(SAFE, MAYOR, CLAIMANT_LINK, uid="a"))
    row = named(write(tmp_path, CODER, NEWS, SOLHEIM, ASK, SAFE, MAYOR, REPORTER, *links), SAFE.uid)
    assert row["speaker"] == "Solheim"
    assert [one["name"] for one in json.loads(row["speakers"])] == ["Solheim", "Ask"]


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_links_and_ends_that_are_not_accepted_do_not_count(tmp_path: Path, status: str) -> None:
    loose = (CODER, NEWS, SOLHEIM, FIRST)
    for records in (
        (*loose, MAYOR, tie(FIRST, MAYOR, status=status)),
        (*loose, unsure := span(NEWS, "Ingrid Solheim", ACTOR, status=status), tie(FIRST, unsure)),
    ):
        assert named(write(tmp_path, *records), FIRST.uid)["speakers"] == "[]"


def test_rows_are_of_the_statuses_asked_for(tmp_path: Path) -> None:
    maybe = span(NEWS, "Few agreed.", CLAIM, status="suggested", confidence=0.25)
    assert len(write(tmp_path, CODER, NEWS, FIRST, maybe)) == 1
    both = write(tmp_path, CODER, NEWS, FIRST, maybe, statuses=("accepted", "suggested"))
    assert [row["confidence"] for row in both] == ["", "0.25"]


def test_a_confirmed_passage_is_no_row_but_ends_a_link(tmp_path: Path) -> None:
    passage = span(NEWS, "Few agreed.", PASSAGE)
    link = tie(FIRST, passage, builtin_uid("link/variant"))
    (row,) = write(tmp_path, CODER, NEWS, FIRST, passage, link)
    assert json.loads(row["links"])[0]["target"] == passage.uid


# Inside


def inside(folder: Path, *annotations: Record) -> dict[str, str]:
    other = Coder(uid="coder-2", name="Ask")
    found = write(folder, CODER, other, NEWS, *annotations)
    return {row["annotation_id"]: row["inside"] for row in found}


def test_inside_is_the_innermost_quote_around(tmp_path: Path) -> None:
    outer = span(NEWS, "“We shut it,” Ingrid Solheim told Kim Ask, “today.”", uid="outer")
    inner = span(NEWS, "Ingrid Solheim told Kim Ask", uid="inner")
    cue = span(NEWS, "told", CUE)
    after = span(NEWS, "Few", ACTOR)
    assert inside(tmp_path, outer, inner, cue, after) == {
        "outer": "", "inner": "outer", "told": "inner", "Few": "",
    }  # fmt: skip


def test_another_coders_quote_is_not_around_a_quote_but_around_a_mention(tmp_path: Path) -> None:
    mine = span(NEWS, "“We shut it,”", uid="mine")
    same = span(NEWS, "“We shut it,”", uid="same", coder="coder-2")
    wider = span(NEWS, "“We shut it,” Ingrid", uid="wider", coder="coder-2")
    claim = span(NEWS, "“We shut it,”", CLAIM, uid="claim")
    mention = span(NEWS, "Ingrid", ACTOR)
    assert inside(tmp_path, mine, same, wider, claim, mention) == {
        "mine": "", "same": "wider", "wider": "", "claim": "mine", "Ingrid": "wider",
    }  # fmt: skip


# Exact text

AWKWARD = (
    "NA", "None", "=1+1", "-5", "@home", '“He said “no,”” she said; "yes"', "two\nlines",
    "😀\N{MAN}\N{ZERO WIDTH JOINER}\N{GIRL}", "שלום, עולם", "a\tb", "null", "1.0", "'quoted'",
    "\u00a0NBSP\u00a0",
)  # fmt: skip


def awkward_project() -> tuple[Record, ...]:
    news = article(" | ".join(AWKWARD))
    return (CODER, news, *(span(news, words, note=words) for words in AWKWARD))


def test_every_text_is_what_its_article_has_at_its_place(tmp_path: Path) -> None:
    CsvFormat().write(Memory(*awkward_project()), tmp_path / "out", WriteOptions())
    texts = {row["article_id"]: row["text"] for row in rows(tmp_path / "out" / "articles.csv")}
    found = rows(tmp_path / "out" / "annotations.csv")
    assert [row["text"] for row in found] == list(AWKWARD)
    for row in found:
        article_text = texts[row["article_id"]]
        assert article_text[int(row["start"]) : int(row["end"])] == row["text"] == row["note"]


def test_pandas_reads_what_was_written(tmp_path: Path) -> None:
    write(tmp_path, *awkward_project())
    table = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
    assert list(table["text"]) == list(AWKWARD)
    assert list(table["start"]) == sorted(table["start"])
    assert table["start"].dtype == table["part"].dtype == "int64"


def test_rows_end_as_rfc_4180_wants_and_carry_no_mark(tmp_path: Path) -> None:
    write(tmp_path, *awkward_project())
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"annotation_id,label,")
    assert data.count(b"\r\n") == len(AWKWARD) + 1


def test_for_excel_there_is_a_mark_and_formulas_are_guarded(tmp_path: Path) -> None:
    news = article("=1+1 and +2 or -3, @you")
    spans = [span(news, words) for words in ("=1+1", "+2", "-3", "@you", "and")]
    write(tmp_path, CODER, news, *spans, excel=True)
    found = rows(tmp_path / "out.csv", "utf-8-sig")
    assert [row["text"] for row in found] == ["'=1+1", "and", "'+2", "'-3", "'@you"]
    assert found[0]["start"] == "0"
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfannotation_id")


@pytest.mark.parametrize("value", [True, False, 3, 2.5, None, "a;b"])
def test_an_attribute_is_one_plain_cell(tmp_path: Path, value: object) -> None:
    (row,) = write(tmp_path, CODER, NEWS, span(NEWS, "Few", attributes={"type": value, "old": 1}))
    assert row["quote.type"] == {True: "yes", False: "no", None: ""}.get(value, str(value))  # type: ignore[call-overload]


def test_a_verbatim_text_may_begin_with_empty_lines(tmp_path: Path) -> None:
    news = article("\n\nBody here.", title="T")
    found = write(tmp_path, CODER, news, span(news, "\n", uid="blank"), span(news, "Body"))
    assert [(row["paragraph"], row["sentence"]) for row in found] == [("", ""), ("1", "Body here.")]


# Files


def test_rows_come_by_story_outlet_and_place(tmp_path: Path) -> None:
    texts = [
        article("b two one", uid="3", outlet="B", story="s1"),
        article("a", uid="2", outlet="A", story="s2"),
        article("c", uid="1", outlet="A", story="s1"),
    ]
    stories = Story(uid="s1", title="Early"), Story(uid="s2", title="Late")
    spans = [span(texts[0], "one"), span(texts[0], "two"), span(texts[1], "a"), span(texts[2], "c")]
    found = write(tmp_path, CODER, *stories, *texts, *spans)
    assert [row["text"] for row in found] == ["c", "two", "one", "a"]


def test_a_folder_gets_all_four_files(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    written = CsvFormat().write(Memory(*PROJECT), folder, WriteOptions())
    names = ["annotations.csv", "articles.csv", "actors.csv", "links.csv"]
    assert [file.name for file in written.files] == names
    assert sorted(file.name for file in folder.iterdir()) == sorted(names)
    assert written.rows == sum(len(rows(folder / name)) for name in names) == 6 + 1 + 2 + 5
    (news,) = rows(folder / "articles.csv")
    assert (news["text"], news["story"], news["split"]) == (TEXT, "The bridge", "train")
    assert [row["role"] for row in rows(folder / "actors.csv")] == ["mayor", ""]
    kinds = {row["kind"]: row for row in rows(folder / "links.csv")}
    assert kinds["speaker"]["target_text"] == "Ingrid Solheim"
    assert kinds["continues"]["source_label"] == "quote"


def test_a_link_to_another_article_brings_its_text_but_no_offsets_of_it(tmp_path: Path) -> None:
    other = article("Ingrid Solheim spoke.", uid="article-2")
    far = span(other, "Ingrid Solheim", ACTOR, uid="far", actor="Solheim")
    found = write(tmp_path, CODER, NEWS, other, SOLHEIM, FIRST, far, tie(FIRST, far))
    row = named(found, FIRST.uid)
    assert (row["speaker"], row["speaker_mention"]) == ("Solheim", "Ingrid Solheim")
    assert (row["speaker_start"], row["speaker_end"]) == ("", "")


@pytest.mark.parametrize("name", ["out.csv", "out"])
def test_a_span_that_is_off_stops_the_export_and_is_named(tmp_path: Path, name: str) -> None:
    off = span(NEWS, "told", uid="off-by-one")
    bad = replace(off, start=off.start + 1, end=off.end + 1)
    with pytest.raises(AnnotatorError) as caught:
        CsvFormat().write(Memory(CODER, NEWS, FIRST, bad), tmp_path / name, WriteOptions())
    for part in ("off-by-one", "Bridge closed", "article-1", f"{bad.start}-{bad.end}"):
        assert part in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.csv", "out"])
def test_a_cancelled_export_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    class Impatient(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            raise Cancelled("Stopped.")

    CsvFormat().write(Memory(*PROJECT), tmp_path / name, WriteOptions())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(Cancelled):
        CsvFormat().write(Memory(*PROJECT), tmp_path / name, WriteOptions(), Impatient())
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dir.csv").mkdir()
    for name, sentence in (
        ("missing/out.csv", "cannot be written .* Check that the folder is there"),
        ("file/out.csv", "cannot be written"),
        ("file", "is a file. Name a folder"),
        ("file/out", "cannot be made"),
        ("dir.csv", "is there already and is not a file"),
    ):
        with pytest.raises(AnnotatorError, match=sentence):
            CsvFormat().write(Memory(*PROJECT), tmp_path / name, WriteOptions())
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["dir.csv", "file"]


def test_an_empty_project_gives_a_header(tmp_path: Path) -> None:
    assert write(tmp_path) == []
    assert (tmp_path / "out.csv").read_bytes().endswith(b",article_sha256\r\n")


def test_progress_is_told_per_article(tmp_path: Path) -> None:
    told = []

    class Told(Progress):
        @override
        def report(self, done: int, of: int) -> None:
            told.append((done, of))

    CsvFormat().write(Memory(*PROJECT), tmp_path / "out.csv", WriteOptions(), Told())
    assert told == [(1, 1)]
    assert isinstance(NEWS, Article)
    assert FIRST.label == QUOTE
