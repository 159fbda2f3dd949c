"""From place to place: annotations, untagged quotations and names, bare paragraphs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from annotator.project.project import Project
from annotator.ui.desk import Desk
from annotator.ui.pane import Pane
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import COURIER, WIRE, Hands, Held, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT, RIGHT = article(COURIER, uid="courier"), article(WIRE, uid="wire")
NAME = "Mayor Ingrid Solheim"
HARDEST = "“the hardest decision of my life”"
LOSES = "“The terminal loses eleven million euros a year,”"
NOBODY = "“Nobody in this hall can say they were not told.”"


class Scene:
    def __init__(self, hands: Hands, made: Project) -> None:
        self.hands, self.project = hands, made

    @property
    def desk(self) -> Desk:
        return self.hands.window.workplace.desk

    @property
    def pane(self) -> Pane:
        return self.desk.active

    @property
    def selected(self) -> str | None:
        one = self.desk.tagging.selected
        return one.text if one else None

    @property
    def chosen(self) -> str | None:
        span = self.pane.view.selection()
        assert self.pane.article is not None
        return span.of(self.pane.article.text) if span else None

    def told_after(self, key: str) -> str:
        self.hands.keys(key)
        return self.hands.told[1]


Open = Callable[..., Scene]


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    def opened(*annotations: Annotation) -> Scene:
        made = project(tmp_path, LEFT, RIGHT, *annotations)  # type: ignore[arg-type]
        hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
        hands.window.show_project(made)
        hands.window.workplace.desk.open_articles(["courier", "wire"])
        hands.wait_for_window()
        return Scene(hands, made)

    return opened


# Annotations


def test_tab_goes_from_annotation_to_annotation_and_says_where_they_end(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, NAME, ACTOR), annotation(LEFT, LOSES))
    scene.hands.keys("Tab", "Tab")
    assert scene.selected == LOSES
    assert scene.told_after("Tab") == "There is no annotation after this place in the article."
    scene.hands.keys("Shift+Tab")
    assert scene.selected == NAME


def test_the_next_of_the_label_of_what_is_selected(open_on: Open) -> None:
    scene = open_on(
        annotation(LEFT, HARDEST), annotation(LEFT, NAME, ACTOR), annotation(LEFT, LOSES),
        annotation(LEFT, "Tomas Berg", ACTOR), annotation(LEFT, NOBODY),
    )  # fmt: skip
    scene.hands.keys("Tab")
    assert scene.selected == NAME
    scene.hands.keys("Alt+Down")
    assert scene.selected == "Tomas Berg"
    assert scene.told_after("Alt+Down") == "There is no actor after this place in the article."
    scene.hands.keys("Alt+Up")
    assert scene.selected == NAME


def test_with_nothing_selected_the_label_is_that_at_the_caret(open_on: Open) -> None:
    scene = open_on(
        annotation(LEFT, HARDEST), annotation(LEFT, NAME, ACTOR), annotation(LEFT, LOSES),
    )  # fmt: skip
    scene.pane.view.set_caret(COURIER.index("hardest"))
    scene.hands.keys("Alt+Down")
    assert scene.selected == LOSES


def test_with_nothing_selected_and_nothing_here_any_label_will_do(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, NAME, ACTOR), annotation(LEFT, LOSES))
    scene.hands.keys("Alt+Down")
    assert scene.selected == NAME


def test_the_label_counts_in_another_pane_too(open_on: Open) -> None:
    letter = annotation(RIGHT, "“I have the letter,”")
    scene = open_on(annotation(LEFT, LOSES), annotation(RIGHT, "Aldersund", ACTOR), letter)
    scene.hands.keys("Tab", "Ctrl+2", "Alt+Down")
    assert scene.desk.tagging.selected == letter


def test_the_menu_does_what_the_keys_do(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, NAME, ACTOR))
    scene.hands.click_menu("Go", "Next of the same label")
    assert scene.selected == NAME


# Quotations


def test_two_keys_a_quotation_tag_all_of_an_article(open_on: Open) -> None:
    scene = open_on()
    for _ in range(3):
        scene.hands.keys("Space", "Q")
    assert [one.text for one in scene.pane.index] == [HARDEST, LOSES, NOBODY]
    assert {one.label for one in scene.pane.index} == {QUOTE}
    told = scene.told_after("Space")
    assert told == "There is no quotation in this article that is not tagged."


def test_a_quotation_can_be_left_out_and_come_back_to(open_on: Open) -> None:
    scene = open_on()
    scene.hands.keys("Space")
    assert scene.chosen == HARDEST
    scene.hands.keys("Space")
    assert scene.chosen == LOSES
    scene.hands.keys("Q", "Space", "Q")
    told = scene.told_after("Space")
    assert told == "There is no untagged quotation after this place; 1 is left before it."
    scene.hands.keys("Shift+Space")
    assert scene.chosen == HARDEST
    told = scene.told_after("Shift+Space")
    assert told == "This is the only quotation in this article that is not tagged."
    assert scene.chosen == HARDEST


def test_what_is_selected_can_be_corrected_before_the_key(open_on: Open) -> None:
    scene = open_on()
    scene.hands.keys("Space", *["Ctrl+Shift+Left"] * 3, "Q")
    assert scene.selected == "“the hardest decision"


def test_a_continuation_takes_two_keys_as_well(open_on: Open) -> None:
    scene = open_on()
    scene.hands.keys("Space", "Space", "Q", "Space")
    QTest.keyClick(scene.pane.view, Qt.Key.Key_Q, Held.ShiftModifier)
    (part, *others) = scene.pane.parts_of(scene.desk.tagging.selected)  # type: ignore[arg-type]
    assert [part.text, *(one.text for one in others)] == [LOSES, NOBODY]


def test_other_labels_do_not_make_a_quotation_a_tagged_one(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, HARDEST, CLAIM), annotation(LEFT, "“The terminal loses"))
    scene.hands.keys("Space")
    assert scene.chosen == HARDEST
    scene.hands.keys("Space")
    assert scene.chosen == LOSES, "less than half of it is tagged"


def test_what_was_undone_is_found_again(open_on: Open) -> None:
    scene = open_on()
    scene.hands.keys("Space", "Q", "Ctrl+Z", "Ctrl+Home", "Space")
    assert scene.chosen == HARDEST


# Paragraphs


def test_untouched_paragraphs_are_gone_to_one_after_the_other(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, NAME, ACTOR))
    view = scene.pane.view
    scene.hands.keys("Ctrl+Down")
    assert view.caret() == COURIER.index("“The terminal")
    assert view.selection() is None
    scene.hands.keys("Ctrl+Down")
    assert view.caret() == COURIER.index("The operator")
    told = scene.told_after("Ctrl+Down")
    assert told == "In each paragraph after this place something is tagged."
    scene.hands.keys("Ctrl+Up", "Ctrl+Up")
    assert view.caret() == 0


# Names


def test_a_full_stop_selects_the_next_name_and_a_comma_the_one_before(open_on: Open) -> None:
    scene = open_on()
    scene.pane.view.set_caret(COURIER.index("debate"))
    scene.hands.keys(".")
    assert scene.chosen == NAME
    scene.hands.keys(".")
    assert scene.chosen == "Tomas Berg"
    scene.hands.keys(",")
    assert scene.chosen == NAME


def test_names_that_are_tagged_are_passed_by(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, "Ingrid Solheim", ACTOR))
    scene.pane.view.set_caret(COURIER.index("debate"))
    scene.hands.keys(".")
    assert scene.chosen == "Tomas Berg"
    told = scene.told_after(".")
    assert told == "There is no untagged name after this place."
    assert scene.chosen == "Tomas Berg"


def test_two_keys_a_name_tag_them_all(open_on: Open) -> None:
    scene = open_on()
    scene.pane.view.set_caret(COURIER.index("debate"))
    scene.hands.keys(".", "A", ".", "A")
    assert [one.text for one in scene.pane.index if one.label == ACTOR] == [NAME, "Tomas Berg"]


def test_what_is_selected_stays_so_on_the_way(open_on: Open) -> None:
    scene = open_on(annotation(LEFT, NAME, ACTOR))
    scene.hands.keys("Tab", "Ctrl+Down", "Space")
    assert scene.selected == NAME


def test_steps_in_a_row_are_gone_back_from_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    long = article("\n\n".join([COURIER] * 30))
    made = project(tmp_path, long)
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    hands.wait_for_window()
    view = hands.window.workplace.desk.active.view
    hands.keys("Right")
    hands.keys(*["Space"] * 20)
    last = view.caret()
    assert last > 2000
    hands.keys("Alt+Left")
    assert view.caret() == 1
    hands.keys("Alt+Right")
    assert view.caret() == last


def test_nothing_is_stepped_to_where_no_article_is_shown(open_on: Open) -> None:
    scene = open_on()
    scene.hands.choose("pane.add")
    for what in ("", "_same", "_quotation", "_name", "_untouched"):
        action = f"go.next{what}"
        scene.hands.choose(action)
    assert scene.hands.told[1] == ""
