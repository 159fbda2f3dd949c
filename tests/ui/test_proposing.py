"""A: who a mention may be is proposed above it; Enter takes it, and nothing has to be answered."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.acts.linking import new_link
from annotator.core.scheme import ACTOR, CONTINUES_LINK
from annotator.project.project import Project
from annotator.ui.panels.inspector.panel import Inspector
from tests.build import ANN, BEN, article
from tests.journeys.hands import COURIER
from tests.ui.voices import LOSES, Open, Scene, actor, mention, open_scene, quote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    return partial(open_scene, qtbot, tmp_path)


NAME = "Ingrid Solheim"
FULL = f"Mayor {NAME}"
SOLHEIM = actor(NAME, role="mayor")
BERG = "Tomas Berg"


def tag(scene: Scene, words: str = NAME) -> str:
    """Press A there and return what is tagged then."""
    scene.put_caret(words)
    scene.keys("A")
    assert scene.selected is not None
    return scene.selected


def test_two_keys_tag_a_mention_and_say_who_that_is(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tagged = tag(scene)
    assert scene.proposed.startswith(NAME)
    where = scene.where
    scene.keys("Return")
    assert scene.actor_of(tagged) == NAME
    assert scene.where == where
    assert scene.proposed == ""
    scene.keys("Ctrl+Z")
    assert scene.actor_of(tagged) is None, "each gesture is a step of its own"
    scene.keys("Ctrl+Z")
    assert scene.texts(ACTOR) == []


def test_who_is_not_in_the_registry_comes_into_it(open_on: Open) -> None:
    scene = open_on()
    tagged = tag(scene, BERG)
    assert scene.proposed.startswith("New: ")
    scene.keys("Return")
    assert scene.actor_of(tagged) is not None
    assert len(scene.actors) == 1
    scene.keys("Ctrl+Z")
    assert scene.actors == set()


def test_what_others_do_meanwhile_leaves_it_unless_it_is_about_the_same(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tag(scene)
    assert scene.proposed
    with Project.open(scene.project.path, BEN) as other:
        other.perform(acts.add_actor(actor("Zara Newton")))
        scene.project.refresh()
        assert scene.proposed
        other.perform(acts.change_actor(SOLHEIM, {"name": "Somebody Else"}))
        scene.project.refresh()
    assert not scene.proposed


def test_of_a_split_mention_only_the_first_part_says_who_it_is(open_on: Open) -> None:
    first = replace(mention(BERG), actor=SOLHEIM.uid)
    later = mention(FULL)
    scene = open_on(SOLHEIM, first, later, new_link(CONTINUES_LINK, later.uid, first.uid, ANN.uid))
    tag(scene)
    assert scene.selected == FULL
    assert scene.proposed == ""


def test_enter_may_come_before_the_line(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    scene.put_caret(NAME)
    view = scene.pane.view
    QTest.keyClick(view, Qt.Key.Key_A)
    QTest.keyClick(view, Qt.Key.Key_Return)  # nothing was painted in between
    (tagged,) = scene.texts(ACTOR)
    assert scene.actor_of(tagged) == NAME


@pytest.mark.parametrize("key", ["Right", "Down", "Space", "Q", "N"])
def test_any_other_key_goes_on(open_on: Open, key: str) -> None:
    scene = open_on(SOLHEIM)
    tagged = tag(scene)
    caret = scene.pane.view.caret()
    assert scene.proposed
    scene.keys(key)
    assert scene.proposed == ""
    assert scene.actor_of(tagged) is None
    if key == "Right":
        assert scene.pane.view.caret() == caret + 1


def test_without_a_proposal_enter_goes_to_the_inspector(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tag(scene)
    assert scene.proposed
    scene.keys("Right", "Return")
    inspector: Inspector = scene.hands.window.workplace.inspector
    assert inspector.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]


def test_pressing_again_widens_and_proposes_anew(open_on: Open) -> None:
    scene = open_on(SOLHEIM, mention("Tomas Berg"))
    first = tag(scene)
    scene.keys("A")
    assert scene.selected != first
    assert scene.proposed
    scene.keys("Return")
    assert scene.actor_of(str(scene.selected)) is not None


def test_escape_closes_it_and_nothing_else(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tagged = tag(scene)
    assert scene.proposed
    scene.keys("Esc")
    assert scene.proposed == ""
    assert scene.selected == tagged
    scene.keys("Esc")
    assert scene.selected is None


def test_s_asks_for_somebody_else(open_on: Open) -> None:
    scene = open_on(SOLHEIM, actor("Ida Brandt"))
    tagged = tag(scene)
    scene.keys("S")
    assert scene.proposed == ""
    scene.hands.write("brandt")
    scene.keys("Return")
    assert scene.actor_of(tagged) == "Ida Brandt"


def test_it_never_takes_the_keyboard(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tag(scene)
    assert scene.proposed
    assert QApplication.focusWidget() is scene.pane.view


def test_a_click_takes_it(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tagged = tag(scene)
    assert scene.proposed
    QTest.mouseClick(scene.pane.proposal, Qt.MouseButton.LeftButton)
    assert scene.actor_of(tagged) == NAME


def test_it_lies_above_the_words_and_not_on_what_is_read_next(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tag(scene)
    assert scene.proposed
    one = scene.desk.tagging.selected
    assert one is not None
    words = scene.pane.view.item_rect(one.uid)
    assert words is not None
    assert scene.pane.proposal.geometry().bottom() < words.top()


def test_on_the_first_line_it_lies_below(open_on: Open) -> None:
    scene = open_on()
    tag(scene, "Harbour")
    one = scene.desk.tagging.selected
    assert scene.proposed
    assert one is not None
    words = scene.pane.view.item_rect(one.uid)
    assert words is not None
    assert scene.pane.proposal.geometry().top() > words.bottom()


def test_it_goes_when_the_text_is_scrolled_or_clicked(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    scene.hands.window.resize(1000, 420)
    QApplication.processEvents()
    tag(scene)
    assert scene.proposed
    bar = scene.pane.view.verticalScrollBar()
    bar.setValue(bar.value() + 1)
    assert scene.proposed == ""


def test_who_was_said_already_is_not_proposed(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tag(scene)
    scene.keys("Return", "Right", "A")
    assert scene.proposed == ""


def test_what_was_tagged_before_is_proposed_for_as_well(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    tagged = tag(scene)
    scene.keys("Esc", "Esc")
    assert tag(scene) == tagged
    assert scene.proposed


def test_other_labels_propose_nobody(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    scene.put_caret(NAME)
    scene.keys("C")
    assert scene.proposed == ""


def test_in_link_mode_enter_links(open_on: Open) -> None:
    scene = open_on(quote(LOSES), SOLHEIM)
    scene.select(LOSES)
    scene.keys("L")
    scene.put_caret(NAME)
    scene.keys("A")
    assert scene.desk.linking.is_on
    assert scene.proposed == ""


def test_names_are_gone_to_tagged_and_named_by_three_keys(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    scene.pane.view.set_caret(COURIER.index("debate"))
    scene.keys(".", "A", "Return")
    (tagged,) = scene.texts(ACTOR)
    assert NAME in tagged
    assert scene.actor_of(tagged) == NAME


def test_the_unnamed_of_another_article_is_never_proposed(open_on: Open) -> None:
    there = actor("the operator", kind="unnamed", article="wire")
    scene = open_on(there)
    scene.put_caret("operator did")
    scene.keys("A")
    assert scene.proposed != "the operator"


def test_the_kind_of_somebody_new_is_told(open_on: Open) -> None:
    scene = open_on()
    tag(scene, BERG)
    assert scene.proposed.endswith("· person")


def test_who_is_only_like_the_words_is_told_to_be_a_guess(open_on: Open) -> None:
    scene = open_on(actor("Tomass Berg"))
    tagged = tag(scene, BERG)
    assert scene.proposed == "Perhaps Tomass Berg · like"
    scene.keys("Return")
    assert scene.actor_of(tagged) == "Tomass Berg"


def test_a_name_that_was_gone_to_is_tagged_without_a_possessive(open_on: Open) -> None:
    third = article("All of Aldersund’s ships left.", uid="third")
    scene = open_on(third)
    scene.desk.open_articles(["third"])
    scene.pane.view.set_caret(0)
    scene.keys(".", "A")
    assert scene.texts(ACTOR) == ["Aldersund"]


def test_it_comes_though_the_panels_make_room_for_what_was_tagged(open_on: Open) -> None:
    scene = open_on(SOLHEIM)
    scene.put_caret(NAME)
    view = scene.pane.view
    scene.desk.tagging.reached.connect(lambda _: view.resize(view.width() - 9, view.height()))
    scene.keys("A")
    assert scene.proposed.startswith(NAME)
