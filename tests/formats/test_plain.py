from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from annotator.core.canonical import fingerprint
from annotator.core.errors import AnnotatorError
from annotator.core.model import Article
from annotator.formats import plain, reader_for
from annotator.formats.plain import OUTLET_GUESSED, PlainTextFormat, article_of
from tests.formats.corpus import OPTIONS

NEWS = "Bridge to stay closed\n\nALDERSUND, Jan. 10, 2025 (NW) — The bridge stays closed.\n"


def read(path: Path, data: bytes, **options: object) -> Article:
    path.write_bytes(data)
    (article,) = PlainTextFormat().read(path, replace(OPTIONS, **options))  # type: ignore[arg-type]
    assert isinstance(article, Article)
    return article


def test_a_file_becomes_an_article_with_what_its_first_lines_say(tmp_path: Path) -> None:
    article = read(tmp_path / "bridge.txt", NEWS.encode())
    assert article.title == "Bridge to stay closed"
    assert article.text == NEWS.rstrip("\n")
    assert (article.dateline, article.outlet) == ("ALDERSUND, Jan. 10, 2025 (NW)", "NW")
    assert article.published == "2025-01-10"
    assert article.sha256 == fingerprint(article.text)
    assert (article.source_name, article.media_type) == ("bridge.txt", "text/plain")
    assert article.source_sha256 == sha256(NEWS.encode()).hexdigest()
    assert article.cleaning == {"empty_lines": 1, "encoding": "utf-8", "outlet_guessed": True}


def test_what_is_given_overrides_what_is_guessed(tmp_path: Path) -> None:
    given = {"outlet": "Harbour Post", "published": "2025-02", "story": "story-1", "title": "T"}
    article = read(tmp_path / "a.txt", NEWS.encode(), given=given)
    assert {name: getattr(article, name) for name in given} == given
    assert "outlet_guessed" not in article.cleaning


def test_verbatim_keeps_blanks_and_empty_lines(tmp_path: Path) -> None:
    text = "Title \n\n\n\n  Body\n"
    assert read(tmp_path / "a.txt", text.encode(), verbatim=True).text == text
    assert read(tmp_path / "a.txt", text.encode()).text == "Title\n\nBody"


def test_broken_bytes_and_nul_are_counted_in_cleaning(tmp_path: Path) -> None:
    article = read(tmp_path / "a.txt", "Café déjà vu\0 ".encode() + b"\xff end")
    assert article.text == "Café déjà vu\ufffd \ufffd end"
    assert article.cleaning == {"replaced": 1, "encoding": "utf-8", "undecodable_bytes": 1}


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b" \r\n\t\r\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(AnnotatorError, match=r"^a\.txt holds no text\. "):
        read(tmp_path / "a.txt", data)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(plain.LARGEST + 500_000)
    with pytest.raises(AnnotatorError, match=r"has 20\.5 MB; the largest .* has 20 MB\. Split it"):
        next(PlainTextFormat().read(path, OPTIONS))


def test_a_file_that_is_not_there_or_a_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"^There is no file .*no\.txt\. Check"):
        next(PlainTextFormat().read(tmp_path / "no.txt", OPTIONS))
    with pytest.raises(AnnotatorError, match=r"is a folder\. Name the files in it"):
        next(PlainTextFormat().read(tmp_path, OPTIONS))
    with pytest.raises(AnnotatorError, match="cannot be read"):
        next(PlainTextFormat().read(tmp_path / ("x" * 300), OPTIONS))


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "a.md", "a", "a.weird"])
def test_text_is_what_reads_a_file_of_no_other_format(name: str) -> None:
    assert reader_for(Path(name)).name == "text"


def test_a_text_that_comes_from_no_file_becomes_an_article_alike() -> None:
    text = "Council votes\r\n\r\nGeneva, Switzerland (CNN) — It did.\u00a0\r\n"
    article = article_of(text)
    assert article.text == "Council votes\n\nGeneva, Switzerland (CNN) — It did."
    assert (article.title, article.outlet) == ("Council votes", "CNN")
    assert article.cleaning == {"line_ends": 3, "blanks": 1, "empty_lines": 1, OUTLET_GUESSED: True}
    assert article_of(text, verbatim=True).text.endswith(".\u00a0\n")
    assert article_of("").text == ""
