"""From a caret anywhere inside a quotation of the sample story, Q takes exactly that quotation."""

import json
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator import resources
from annotator.core.expand import Unit, ladder
from annotator.core.quotations import quotations
from annotator.core.span import Span
from annotator.project.coder import this_coder
from annotator.project.sample import new_sample
from tests.journeys.hands import open_window

_EXPECTED = Path(__file__).parent.parent / "data" / "sample_quotations.json"


@cache
def texts() -> dict[str, str]:
    """Return the articles of the sample by outlet."""
    file = resources.path("samples", "storm-barrier.jsonl")
    records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {one["outlet"]: one["text"] for one in records if one["type"] == "article"}


@cache
def expected(outlet: str) -> list[Span]:
    """Return where the quotations of the table stand; `nth` counts from 0."""
    table = json.loads(_EXPECTED.read_text(encoding="utf-8"))[outlet]
    return [_nth(texts()[outlet], one["text"], one["nth"]) for one in table]


def _nth(text: str, words: str, nth: int) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


OUTLETS = ("The Kingsholt Standard", "Tern News Agency", "The Sarrow Mercury")


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_quotation_is_found_and_nothing_else(outlet: str) -> None:
    text = texts()[outlet]
    found = {one.of(text) for one in quotations(text)}
    assert found == {one.of(text) for one in expected(outlet)}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_from_anywhere_inside_the_innermost_quotation_is_taken(outlet: str) -> None:
    text = texts()[outlet]
    for quotation in expected(outlet):
        for at in range(quotation.start + 1, quotation.end):
            around = [one for one in expected(outlet) if one.start < at < one.end]
            touching = [one for one in expected(outlet) if one.touches(at)]
            innermost = min(around, key=len)
            taken = ladder(text, at, Unit.QUOTATION)[0]
            # At the very edge of a nested quotation the caret is in both.
            assert taken in (innermost, min(touching, key=len)), text[at - 20 : at + 20]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_q_in_the_window_takes_each_quotation(qtbot: QtBot, tmp_path: Path, outlet: str) -> None:
    coder = this_coder("Ida", tmp_path)
    hands = open_window(qtbot, tmp_path / "settings.ini", coder)
    hands.window.show_project(new_sample(coder, tmp_path))
    uid = next(one.uid for one in hands.window.workplace.library.articles() if one.outlet == outlet)
    hands.window.workplace.desk.open_article(uid, hands.left)
    for quotation in expected(outlet):
        hands.press(hands.left, Qt.Key.Key_Escape)
        hands.left.view.set_caret(quotation.start + 1)
        hands.press(hands.left, Qt.Key.Key_Q)
        selected = hands.window.workplace.desk.tagging.selected
        assert selected is not None
        assert selected.span == quotation
    hands.window.close()
