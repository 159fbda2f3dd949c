"""What import takes, what it skips, and what it lists as unread while the rest goes in."""

import json
from pathlib import Path

import pytest

from annotator.core.model import Annotation, Article, Coder, Story
from annotator.project.project import Project
from tests.cli.command import Ran, annotator, annotator_process, written

ANN = Coder(uid="coder-ann", name="Ann")


def articles(path: Path) -> list[Article]:
    with Project.open(path, ANN) as project:
        return list(project.reading.records(Article))


def lines(folder: Path, *content: object) -> Path:
    text = [one if isinstance(one, str) else json.dumps(one) for one in content]
    return written(folder, "corpus.jsonl", "\n".join(text))


def test_bad_files_are_listed_and_all_others_imported(path: Path, tmp_path: Path) -> None:
    files = [written(tmp_path, f"{n}.txt", f"Report {n}\n\nIt rained.") for n in range(37)]
    files[5:5] = [written(tmp_path, "empty.txt", " \n"), tmp_path / "missing.txt"]
    files.append(written(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))))
    told = annotator("import", path, *files)
    assert (told.code, told.out) == (1, "Imported 37 articles with 0 annotations.\n")
    empty, missing, picture = told.err.splitlines()
    assert empty.startswith("empty.txt holds no text.")
    assert missing.startswith("There is no file ")
    assert picture.startswith("picture.txt is a PNG picture, not plain text.")
    assert {one.title for one in articles(path)} == {f"Report {n}" for n in range(37)}


def test_a_folder_and_a_project_are_no_articles(path: Path, tmp_path: Path) -> None:
    told = annotator("import", path, tmp_path, path)
    assert (told.code, told.out) == (1, "Imported 0 articles with 0 annotations.\n")
    folder, project = told.err.splitlines()
    assert "Name the files in it that you want" in folder
    assert "This is the project itself." in project


def test_the_same_text_is_skipped_with_a_line(path: Path, tmp_path: Path) -> None:
    one = written(tmp_path, "one.txt", "Strike\n\nIt goes on.")
    copy = written(tmp_path, "copy.txt", "\ufeffStrike\r\n\r\nIt goes on.\r\n")
    told = annotator("import", path, one, copy)
    assert told == Ran(
        0,
        "copy.txt: “Strike” is in the project already, so it was skipped.\n"
        "Imported 1 article with 0 annotations.\n",
        "",
    )
    assert annotator("import", path, one).out.endswith("Imported 0 articles with 0 annotations.\n")
    assert [one.source_name for one in articles(path)] == ["one.txt"]


def test_the_same_text_is_imported_again_when_asked(path: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "one.txt", "Strike")
    annotator("import", path, file)
    told = annotator("import", path, file, file, "--again")
    assert told == Ran(0, "Imported 2 articles with 0 annotations.\n", "")
    assert len({one.uid for one in articles(path)}) == 3


def test_a_story_is_made_once(path: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        file = written(tmp_path, f"{name}.txt", name)
        annotator("import", path, file, "--story", "Ferry strike")
    annotator("import", path, written(tmp_path, "three.txt", "three"))
    with Project.open(path, ANN) as project:
        stories = {one.title: one.story for one in project.reading.article_rows()}
        (story,) = project.reading.records(Story)
    assert story.title == "Ferry strike"
    assert stories == {"one": story.uid, "two": story.uid, "three": None}


def test_no_story_is_made_for_files_that_all_fail(path: Path, tmp_path: Path) -> None:
    annotator("import", path, tmp_path / "missing.txt", "--story", "Ferry strike")
    assert json.loads(annotator("info", path, "--json").out)["stories"] == 0


def test_what_is_given_holds_for_every_article(path: Path, tmp_path: Path) -> None:
    news = written(tmp_path, "a.txt", "Strike\n\nOslo (AP) — It goes on.")
    corpus = lines(tmp_path, {"text": "Calm", "outlet": "Wire", "language": "de"})
    told = annotator(
        "import", path, news, corpus,
        "--outlet", "Courier", "--published", "2025-03", "--language", "en",
    )  # fmt: skip
    assert told.code == 0
    assert [(one.outlet, one.published, one.language) for one in articles(path)] == [
        ("Courier", "2025-03", "en")
    ] * 2


def test_verbatim_keeps_blanks_and_empty_lines(path: Path, tmp_path: Path) -> None:
    raw = "Strike \n\n\n\n  It goes on.\n"
    file = written(tmp_path, "a.txt", raw)
    annotator("import", path, file)
    annotator("import", path, file, "--verbatim")
    assert [one.text for one in articles(path)] == ["Strike\n\nIt goes on.", raw]


def test_bad_lines_of_a_corpus_are_told_with_file_and_line(path: Path, tmp_path: Path) -> None:
    corpus = lines(
        tmp_path,
        {"text": "Strike goes on", "spans": [[0, 6, "quote"], [7, 99, "quote"]]},
        {"text": "Calm again", "spans": [[0, 4, "Claim"], [0, 4, "sentiment"]]},
        '{"text": "Cut o',
        {"text": "Last one", "spans": [[5, 8, "actor"]]},
    )
    told = annotator("import", path, corpus)
    assert (told.code, told.out) == (1, "Imported 3 articles with 3 annotations.\n")
    beyond, unknown, cut = told.err.splitlines()
    assert beyond.startswith("corpus.jsonl line 1: The span [7, 99, “quote”] was left out.")
    assert unknown.startswith("corpus.jsonl line 2: ")
    assert "There is no label “sentiment” in this project. It has: quote, claim" in unknown
    assert cut.startswith("corpus.jsonl line 3: It is not JSON")
    with Project.open(path, ANN) as project:
        texts = {one.text for one in project.reading.records(Annotation)}
    assert texts == {"Strike", "Calm", "one"}, "no span is moved to where it fits"


def test_an_import_is_the_work_of_the_coder_who_is_named(path: Path, tmp_path: Path) -> None:
    corpus = lines(tmp_path, {"text": "Strike", "spans": [[0, 6, "quote"]]})
    annotator("import", path, corpus, "--coder", "Ben")
    with Project.open(path, ANN) as project:
        coders = {one.uid: one.name for one in project.reading.records(Coder)}
        (made,) = project.reading.records(Annotation)
    assert coders[made.coder] == "Ben"


def test_nothing_is_imported_into_what_is_no_project(tmp_path: Path) -> None:
    file = written(tmp_path, "a.txt", "Strike")
    told = annotator("import", file, file)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"annotator: {file} is not a project of Annotator.")
    assert file.read_text() == "Strike"


@pytest.mark.parametrize("again", [[], ["--again"]])
def test_a_corpus_named_twice_does_no_harm(path: Path, tmp_path: Path, again: list[str]) -> None:
    sample = Path(__file__).parents[2] / "resources/samples/storm-barrier.jsonl"
    told = annotator("import", path, sample, sample, *again)
    assert (told.code, told.err) == (0, "")
    assert len(articles(path)) == (6 if again else 3)
    assert annotator("check", path).code == 0


def test_a_file_name_that_is_not_utf_8_is_no_hindrance(path: Path, tmp_path: Path) -> None:
    name = bytes(tmp_path) + b"/caf\xe9.txt"  # as archives from old Windows machines hold
    Path(name.decode(errors="surrogateescape")).write_text("Strike")
    told = annotator_process("import", path, name)
    assert told == Ran(0, "Imported 1 article with 0 annotations.\n", "")
    told = annotator_process("import", path, name)
    assert (told.code, told.err) == (0, "")
    assert "“Strike” is in the project already" in told.out
