"""Space and Q, again and again: every quotation of an article, two keys each, and no mouse."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation
from annotator.core.scheme import QUOTE
from annotator.project.coder import this_coder
from annotator.project.sample import new_sample
from tests.journeys.hands import Hands, open_window

_EXPECTED: dict[str, list[dict[str, int | str]]] = json.loads(
    (Path(__file__).parent.parent / "data" / "sample_visits.json").read_text(encoding="utf-8")
)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    coder = this_coder("Ida", tmp_path)
    hands = open_window(qtbot, tmp_path / "settings.ini", coder)
    hands.window.show_project(new_sample(coder, tmp_path))
    hands.wait_for_window()
    return hands


def article_of(hands: Hands, outlet: str) -> str:
    """Open the article of an outlet at its beginning, without annotations."""
    desk, project = hands.window.workplace.desk, hands.window.project
    assert project is not None
    rows = hands.window.workplace.library.articles()
    uid = next(one.uid for one in rows if one.outlet == outlet)
    for one in project.reading.annotations_of(uid):
        desk.go_to_annotation(one.uid)
        hands.keys("Del")
    desk.open_article(uid, hands.left)
    hands.keys("Ctrl+Home", "Esc")
    return uid


def tag_all(hands: Hands, uid: str) -> tuple[list[Annotation], int]:
    """Tag what the keys lead to, from the caret in the left pane on; count the keys."""
    pressed = 0
    while True:
        hands.keys("Space")
        if hands.left.view.selection() is None:
            break
        hands.keys("Q")
        pressed += 2
    assert hands.window.project is not None
    made = hands.window.project.reading.annotations_of(uid)
    assert {one.label for one in made} <= {QUOTE}
    return made, pressed


@pytest.mark.parametrize("outlet", _EXPECTED)
def test_two_keys_tag_each_quotation_of_the_sample(hands: Hands, outlet: str) -> None:
    made, pressed = tag_all(hands, article_of(hands, outlet))

    assert [{"start": one.start, "text": one.text} for one in made] == _EXPECTED[outlet]
    assert pressed == 2 * len(made)
    assert hands.told[1] == "There is no quotation in this article that is not tagged."


def test_what_is_passed_over_is_counted_and_can_be_gone_back_to(hands: Hands) -> None:
    article_of(hands, "The Sarrow Mercury")
    hands.keys("Space", "Space", "Q")
    passed_over = [hands.left.view.selection()]
    while not hands.told[1]:
        hands.keys("Space")
        passed_over.append(hands.left.view.selection())

    # The first was passed over, too; the one that is selected now is where we are.
    ahead = {one for one in passed_over if one}
    assert f"{len(ahead)} are left before it" in hands.told[1]
    here = hands.left.view.selection()
    hands.keys("Shift+Space")
    assert hands.left.view.selection() in ahead - {here}
