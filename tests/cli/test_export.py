"""What export writes where, and that it writes nothing rather than something wrong."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.command import annotator, written

TEXT = "Strike\n\n“Go 😀 on,” she said."


@pytest.fixture
def marked(path: Path, tmp_path: Path) -> Path:
    """Return a project with a quote and an actor."""
    article = {"text": TEXT, "outlet": "Wire", "spans": [[8, 18, "quote"], [19, 22, "actor"]]}
    corpus = written(tmp_path, "corpus.jsonl", json.dumps(article))
    assert annotator("import", path, corpus).code == 0
    return path


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_csv_holds_one_row_for_each_span(marked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    told = annotator("export", marked, "-o", out)
    assert told == (0, f"Wrote 2 rows: {out}\n", "")
    assert [(one["label"], one["text"], one["outlet"]) for one in rows(out)] == [
        ("quote", "“Go 😀 on,”", "Wire"),
        ("actor", "she", "Wire"),
    ]


def test_a_folder_gets_four_files_whose_offsets_agree(marked: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    assert annotator("export", marked, "-o", out).code == 0
    assert sorted(one.name for one in out.iterdir()) == [
        "actors.csv", "annotations.csv", "articles.csv", "links.csv",
    ]  # fmt: skip
    texts = {one["article_id"]: one["text"] for one in rows(out / "articles.csv")}
    assert list(texts.values()) == [TEXT]
    for one in rows(out / "annotations.csv"):
        assert texts[one["article_id"]][int(one["start"]) : int(one["end"])] == one["text"]


def test_jsonl_is_a_whole_project_that_is_read_back(marked: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.jsonl", tmp_path / "other.annotator"
    assert annotator("export", marked, "-f", "jsonl", "-o", out).code == 0
    annotator("new", other)
    told = annotator("import", other, out)
    assert told == (0, "Imported 1 article with 2 annotations.\n", "")
    assert annotator("info", other, "--json") == annotator("info", marked, "--json")


def test_a_csv_for_excel_says_that_it_is_for_reading_only(marked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    told = annotator("export", marked, "-o", out, "--excel")
    assert told.code == 0
    assert "for reading only" in told.out
    assert out.read_bytes().startswith(b"\xef\xbb\xbfannotation_id,")


def test_only_the_statuses_that_are_asked_for_are_exported(marked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    connection = sqlite3.connect(marked)
    connection.execute("UPDATE annotation SET status = 'suggested' WHERE text = 'she'")
    connection.commit()
    connection.close()
    for options, texts in (
        ([], ["“Go 😀 on,”"]),
        (["--status", "suggested"], ["she"]),
        (["--status", "suggested", "--status", "accepted"], ["“Go 😀 on,”", "she"]),
    ):
        annotator("export", marked, "-o", out, *options)
        assert [one["text"] for one in rows(out)] == texts


def test_an_unknown_format_is_wrong_usage_and_the_known_are_listed(path: Path) -> None:
    told = annotator("export", path, "-f", "xml", "-o", "out.xml")
    assert (told.code, told.out) == (2, "")
    assert "There is no format “xml” to export to. There are: csv, jsonl." in told.err


def test_a_span_that_says_something_else_stops_the_export(marked: Path, tmp_path: Path) -> None:
    out = written(tmp_path, "out.csv", "old")
    connection = sqlite3.connect(marked)
    connection.execute("UPDATE annotation SET text = 'he' WHERE text = 'she'")
    connection.commit()
    connection.close()
    told = annotator("export", marked, "-o", out)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("annotator: Nothing was exported")
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".*")), "no half-written file is left"


@pytest.mark.parametrize("name", ["nowhere/out.csv", "corpus.jsonl"])
def test_a_place_that_cannot_be_written_is_told(marked: Path, tmp_path: Path, name: str) -> None:
    told = annotator("export", marked, "-o", tmp_path / name)
    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
    assert told.err.startswith("annotator: ")


def test_a_project_is_never_overwritten_by_its_own_export(marked: Path) -> None:
    before = marked.read_bytes()
    told = annotator("export", marked, "-f", "jsonl", "-o", marked)
    assert (told.code, told.out) == (1, "")
    assert marked.read_bytes() == before
