"""The same on real articles, where there are any; their texts are not ours to keep."""

import os
import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.expand import Unit, ladder
from annotator.core.model import Article, Coder
from annotator.core.quotations import quotations
from annotator.core.span import Span
from annotator.project import exchange
from annotator.project.check import check
from annotator.project.project import Project
from tests.journeys.hands import open_window
from tests.journeys.test_two_keys_a_quote import tag_all

FOLDER = Path(os.environ.get("ANNOTATOR_SEEDS", "../shared/seeds"))
CODER = Coder(uid="c", name="c")
FILES = sorted(FOLDER.glob("*.txt"))


def read(folder: Path) -> list[Article]:
    with Project.create(folder / "seeds.annotator", CODER) as project:
        counts = exchange.bring_in(project, FILES)
        assert not counts.problems
        assert not list(check(project.reading))
        return list(project.reading.articles())


def test_there_are_articles() -> None:
    assert FILES, f"no .txt file in {FOLDER}"


def test_q_takes_every_text_between_curly_marks(tmp_path: Path) -> None:
    for article in read(tmp_path):
        between = [Span(*one.span()) for one in re.finditer(r"“[^“”]*”", article.text)]
        assert between
        missing = set(between) - set(quotations(article.text))
        assert not missing, [one.of(article.text) for one in missing]
        wrong = [
            (at, span.of(article.text))
            for span in between
            for at in range(span.start + 1, span.end)
            if ladder(article.text, at, Unit.QUOTATION)[0] != span
        ]
        assert not wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_title_is_the_first_line(tmp_path: Path, file: Path) -> None:
    titles = [article.title for article in read(tmp_path)]
    assert file.read_text(encoding="utf-8").strip().splitlines()[0].strip() in titles


def test_two_keys_tag_each_quotation(qtbot: QtBot, tmp_path: Path) -> None:
    hands = open_window(qtbot, tmp_path / "settings.ini", CODER)
    project = Project.create(tmp_path / "seeds.annotator", CODER)
    exchange.bring_in(project, FILES)
    hands.window.show_project(project)
    hands.wait_for_window()
    for article in list(project.reading.articles()):
        hands.window.workplace.desk.open_article(article.uid, hands.left)
        hands.keys("Ctrl+Home", "Esc")
        made, pressed = tag_all(hands, article.uid)
        between = {Span(*one.span()) for one in re.finditer(r"“[^“”]*”", article.text)}
        assert between <= {one.span for one in made}
        assert pressed == 2 * len(made)
