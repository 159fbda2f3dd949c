"""The same on real articles, where there are any; their texts are not ours to keep."""

import os
import re
from pathlib import Path

import pytest

from annotator.core.expand import Unit, ladder
from annotator.core.model import Article, Coder
from annotator.core.quotations import quotations
from annotator.core.span import Span
from annotator.project import exchange
from annotator.project.check import check
from annotator.project.project import Project

FOLDER = Path(os.environ.get("ANNOTATOR_SEEDS", "../shared/seeds"))
FILES = sorted(FOLDER.glob("*.txt"))


def read(folder: Path) -> list[Article]:
    with Project.create(folder / "seeds.annotator", Coder(uid="c", name="c")) as project:
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
