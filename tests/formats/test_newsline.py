import pytest

from annotator.formats.newsline import Dateline, dateline, guess, title


@pytest.mark.parametrize(
    ("line", "text", "agency", "published"),
    [
        ("Geneva, Switzerland (CNN)The mayor", "Geneva, Switzerland (CNN)", "CNN", ""),
        ("Washington (CNN) — The mayor", "Washington (CNN)", "CNN", ""),
        ("Jan. 10 (UPI) — The mayor", "Jan. 10 (UPI)", "UPI", ""),
        ("Jan. 10, 2022 (UPI) -- The mayor", "Jan. 10, 2022 (UPI)", "UPI", "2022-01-10"),
        ("ALDERSUND (NW) — The mayor", "ALDERSUND (NW)", "NW", ""),
        ("Aldersund (NW) — “We agree”", "Aldersund (NW)", "NW", ""),
        ("ST. LOUIS, Mo. (AP) — The mayor", "ST. LOUIS, Mo. (AP)", "AP", ""),
        ("LONDON, March 3 (Reuters) - The mayor", "LONDON, March 3 (Reuters)", "Reuters", ""),
        (
            "LONDON, 3 March 2024 (Reuters) - The", "LONDON, 3 March 2024 (Reuters)", "Reuters",
            "2024-03-03",
        ),
        ("WARSAW, Feb. 30, 2024 — The", "WARSAW, Feb. 30, 2024", "", ""),
        ("BEIJING, Sept. 1 (Xinhua) -- The mayor", "BEIJING, Sept. 1 (Xinhua)", "Xinhua", ""),
        ("Geneva, Jan. 10 — The mayor", "Geneva, Jan. 10", "", ""),
        ("PARIS — The mayor", "PARIS", "", ""),
        ("SÃO PAULO – The mayor", "SÃO PAULO", "", ""),
        ("(Reuters) - The mayor", "(Reuters)", "Reuters", ""),
    ],
)  # fmt: skip
def test_a_dateline_is_taken_apart(line: str, text: str, agency: str, published: str) -> None:
    assert dateline(line) == Dateline(text, agency, published)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said — on Monday — that it was over.",
        "The Harbour Board (AHB) said it was over.",
        "Ingrid Solheim (AHB) – who spoke first – left.",
        "Ingrid Solheim (45) — The mayor",
        "BREAKING — The mayor resigned",
        "EU — The mayor",
        "LONDON-The mayor",
        "May 5 was a Monday.",
        "(AHB) members left.",
        "",
    ],
)
def test_other_beginnings_are_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_the_first_line_is_the_title() -> None:
    news = guess("Bridge to stay closed\n\nBy Kim Ask\n\nOSLO (NW) — The bridge stays closed.")
    assert news.title == "Bridge to stay closed"
    assert news.dateline == Dateline("OSLO (NW)", "NW")


@pytest.mark.parametrize(
    "text",
    [
        "PARIS — The title itself",
        "Title\nBody.\nOSLO is far. PARIS — The mayor",
        "Title\n1\n2\n3\n4\nPARIS — The mayor",
    ],
)
def test_a_dateline_stands_at_the_beginning_of_one_of_the_first_paragraphs(text: str) -> None:
    assert guess(text).dateline is None


def test_a_paragraph_for_a_first_line_gives_a_short_title_and_its_dateline() -> None:
    news = guess("OSLO (NW) — The bridge " + "over the old harbour " * 20)
    assert news.dateline == Dateline("OSLO (NW)", "NW")
    assert news.title.startswith("The bridge over the old harbour")
    assert news.title.endswith("…")
    assert len(news.title) <= 81


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n  \n  Bridge \nBody", "Bridge"),
        ("# Bridge\nBody", "Bridge"),
        ("x" * 300, "x" * 80 + "…"),
        ("", ""),
    ],
)
def test_a_title_is_one_short_line(text: str, expected: str) -> None:
    assert title(text) == expected


def test_a_long_row_of_capitals_is_read_in_no_time() -> None:
    assert dateline("A-" * 100_000) is None
