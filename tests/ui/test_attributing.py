"""S and Shift+S: who speaks, who is spoken to, who a mention is; caret and selection stay."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.acts.linking import new_link
from annotator.core.model import Actor
from annotator.core.scheme import (
    ACTOR,
    AUTHOR,
    CONTINUES_LINK,
    CUE_LINK,
    PASSAGE,
    QUOTE,
    SPEAKER_LINK,
)
from annotator.core.span import Span
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from annotator.ui.surroundings import kept_free
from tests.build import ANN, BEN, annotation
from tests.ui.voices import (
    HARDEST,
    LEFT,
    LOSES,
    NOBODY,
    VOTED,
    Open,
    Scene,
    actor,
    claim,
    cue,
    mention,
    open_scene,
    quote,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    return partial(open_scene, qtbot, tmp_path)


BERG = "councillor Tomas Berg"
SOLHEIM = "Mayor Ingrid Solheim"


def test_enter_takes_the_nearest_mention_and_undo_takes_it_back(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG), mention(SOLHEIM))
    scene.select(LOSES)
    before, where = scene.state, scene.where
    scene.keys("S", "Return")
    assert scene.links == {("speaker", LOSES, BERG)}
    assert scene.where == where
    scene.keys("Ctrl+Z")
    assert scene.state == before
    assert scene.selected == LOSES
    assert scene.project.next_undo is None


def test_a_digit_takes_what_stands_in_its_row(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG), mention(SOLHEIM))
    scene.select(LOSES)
    scene.keys("S")
    number = 1 + next(at for at, row in enumerate(scene.rows) if "Solheim" in row)
    scene.keys(str(number))
    assert scene.links == {("speaker", LOSES, SOLHEIM)}


def test_a_name_that_nobody_tagged_is_tagged_in_the_same_edit(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    before, where = scene.state, scene.where
    scene.keys("S", "1")
    (tagged,) = scene.texts(ACTOR)
    assert "Tomas Berg" in tagged
    assert scene.links == {("speaker", LOSES, tagged)}
    assert scene.where == where
    scene.keys("Ctrl+Z")
    assert scene.state == before
    assert scene.where == where, "at the quote, and not at what was tagged with it"
    scene.keys("Ctrl+Y")
    assert scene.links == {("speaker", LOSES, tagged)}
    assert scene.where == where


def test_zero_is_the_own_voice_of_the_article_and_always_the_same(open_on: Open) -> None:
    scene = open_on(claim(VOTED), quote(LOSES))
    for words in (VOTED, LOSES):
        scene.select(words)
        scene.keys("S", "0")
    assert {one.actor for one in map(scene.tagged, (VOTED, LOSES)) if one} == {AUTHOR}
    assert len(scene.actors) == 1


def test_a_hyphen_is_somebody_unnamed_of_this_article(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    scene.keys("S", "-")
    (unnamed,) = scene.project.reading.records(Actor)
    assert (unnamed.kind, unnamed.article) == ("unnamed", LEFT.uid)


def test_somebody_who_is_not_mentioned_is_stored(open_on: Open) -> None:
    scene = open_on(quote(LOSES), actor("Amina Youssef", role="union leader"))
    scene.select(LOSES)
    scene.keys("S")
    scene.hands.write("youssef")
    assert scene.rows[0] == "Amina Youssef"
    scene.keys("Return")
    assert scene.actor_of(LOSES) == "Amina Youssef"
    assert scene.links == set()


def test_a_name_that_nobody_has_comes_into_the_registry(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    before = scene.state
    scene.keys("S")
    scene.hands.write("Zoe Quist")
    scene.keys("Up", "Return")
    assert scene.actor_of(LOSES) == "Zoe Quist"
    assert "Zoe Quist" in scene.actors
    scene.keys("Ctrl+Z")
    assert scene.state == before


def test_another_speaker_takes_the_place_or_is_added(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG), mention(SOLHEIM))
    scene.select(LOSES)
    scene.keys("S", "Return", "S")
    scene.hands.write("solheim")
    scene.keys("Return")
    assert scene.links == {("speaker", LOSES, SOLHEIM)}
    scene.keys("S")
    scene.hands.write("berg")
    scene.keys("Shift+Return")
    assert scene.links == {("speaker", LOSES, SOLHEIM), ("speaker", LOSES, BERG)}


def test_delete_leaves_nobody(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    scene.keys("S", "Return", "S", "Del")
    assert scene.links == set()
    scene.keys("Ctrl+Z")
    assert scene.links == {("speaker", LOSES, BERG)}


def test_escape_changes_nothing(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    before, where = scene.state, scene.where
    scene.keys("S", "Esc")
    assert (scene.state, scene.where) == (before, where)
    assert QApplication.focusWidget() is scene.pane.view


def test_what_is_selected_in_the_text_stays_so(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    scene.pane.view.select(mention(SOLHEIM).span)
    where = scene.where
    scene.keys("S", "Return")
    assert scene.where == where


def test_a_later_part_speaks_through_the_first(open_on: Open) -> None:
    first, later = quote(LOSES), quote(NOBODY)
    tie = new_link(CONTINUES_LINK, later.uid, first.uid, ANN.uid)
    scene = open_on(first, later, tie, mention(BERG))
    scene.select(NOBODY)
    scene.keys("S", "Return")
    assert ("speaker", LOSES, BERG) in scene.links
    assert scene.selected == NOBODY


def test_a_claim_has_a_claimant(open_on: Open) -> None:
    scene = open_on(claim(VOTED), mention(SOLHEIM))
    scene.select(VOTED)
    scene.keys("S")
    scene.hands.write("solheim")
    scene.keys("Return")
    assert scene.links == {("claimant", VOTED, SOLHEIM)}


def test_of_a_cue_its_quote_is_asked_about(open_on: Open) -> None:
    said, loses = cue("said"), quote(LOSES)
    scene = open_on(loses, said, new_link(CUE_LINK, loses.uid, said.uid, ANN.uid), mention(BERG))
    scene.select("said")
    scene.keys("S", "Return")
    assert ("speaker", LOSES, BERG) in scene.links
    assert scene.selected == "said"


def test_of_a_mention_it_is_asked_who_that_is(open_on: Open) -> None:
    scene = open_on(mention(SOLHEIM), actor("Ingrid Solheim"), actor("Ida Brandt"))
    scene.select(SOLHEIM)
    scene.keys("S", "Return")
    assert scene.actor_of(SOLHEIM) == "Ingrid Solheim"
    scene.keys("S")
    scene.hands.write("brandt")
    scene.keys("Return")
    assert scene.actor_of(SOLHEIM) == "Ida Brandt"
    scene.keys("S", "Del")
    assert scene.actor_of(SOLHEIM) is None


def test_shift_s_is_who_is_spoken_to(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG), mention(SOLHEIM))
    scene.select(LOSES)
    scene.keys("Shift+S")
    scene.hands.write("solheim")
    scene.keys("Return")
    assert scene.links == {("addressee", LOSES, SOLHEIM)}


@pytest.mark.parametrize(
    ("key", "label", "sentence"),
    [
        ("S", PASSAGE, "A passage is spoken by nobody. Select a quote or a claim."),
        ("Shift+S", ACTOR, "An actor is addressed to nobody. Select a quote or a claim."),
    ],
)
def test_who_cannot_speak_is_told_so(open_on: Open, key: str, label: str, sentence: str) -> None:
    scene = open_on(annotation(LEFT, SOLHEIM, label))
    scene.select(SOLHEIM)
    scene.keys(key)
    assert scene.hands.told[1] == sentence


def test_what_is_typed_in_a_menu_is_meant_there(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.put_caret("debate")
    menu = scene.hands.ask_menu(scene.pane.view.viewport(), scene.pane.view.rect().bottomRight())
    where = scene.where
    scene.keys(".")
    assert scene.where == where
    menu.close()


def test_what_is_typed_is_undone_in_the_field(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    scene.keys("N")
    scene.hands.write("noted")
    scene.keys("Esc")
    scene.pane.take_keyboard()
    before = scene.state
    scene.keys("S")
    scene.hands.write("x")
    scene.keys("Ctrl+Z")
    assert scene.state == before
    assert scene.picker.chooser.field.text() == ""


def test_from_the_table_it_comes_beside_the_words_and_goes_back(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    table = scene.hands.window.workplace.annotations.table
    scene.hands.wait(lambda: table.model().rowCount() == 2)
    scene.hands.click_row(table, LOSES)
    scene.keys("S", "Return")
    assert scene.links == {("speaker", LOSES, BERG)}
    assert QApplication.focusWidget() is table


def test_it_goes_when_the_quote_is_erased_elsewhere(open_on: Open) -> None:
    loses = quote(LOSES)
    scene = open_on(loses)
    scene.select(LOSES)
    scene.keys("S")
    with Project.open(scene.project.path, BEN) as other:
        other.perform(acts.erase(other.reading.annotation(loses.uid), (), {}))
    scene.project.refresh()
    assert not scene.picker.is_open


def test_who_comes_elsewhere_is_offered_at_once(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    scene.keys("S")
    scene.hands.write("zara")
    assert "Zara Newton" not in scene.rows
    with Project.open(scene.project.path, BEN) as other:
        other.perform(acts.add_actor(actor("Zara Newton")))
    scene.project.refresh()
    assert "Zara Newton" in scene.rows


def test_the_row_of_somebody_new_stays_when_others_do_something(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    scene.keys("S")
    scene.hands.write("zara")
    scene.keys("Down")
    chosen = scene.picker.chooser.list.currentIndex().row()
    assert chosen == 1
    with Project.open(scene.project.path, BEN) as other:
        other.perform(acts.add_actor(actor("Ines Kühl")))
    scene.project.refresh()
    assert scene.picker.chooser.list.currentIndex().row() == chosen


def test_the_actors_are_read_while_nobody_waits(open_on: Open) -> None:
    scene = open_on(actor("Zara Newton"))
    registry = scene.desk.attributing.registry
    scene.hands.wait(lambda: len(registry._matcher) == 1)


def test_it_closes_with_the_project(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    scene.keys("S")
    scene.hands.choose("file.close")
    assert not scene.picker.is_open


def _on_screen(scene: Scene, words: str) -> QRect:
    one = scene.tagged(words)
    assert one is not None
    viewport = scene.pane.view.viewport()
    seen = scene.pane.view.item_rect(one.uid)
    assert seen is not None
    return QRect(viewport.mapToGlobal(seen.topLeft()), seen.size())


def _place(scene: Scene) -> QRect:
    return QRect(scene.picker.mapToGlobal(QPoint(0, 0)), scene.picker.size())


@pytest.mark.parametrize("size", [(1300, 800), (900, 560), (700, 480)])
@pytest.mark.parametrize("words", [HARDEST, LOSES, NOBODY])
def test_it_never_covers_the_quote(open_on: Open, size: tuple[int, int], words: str) -> None:
    scene = open_on(quote(words), mention(BERG))
    scene.hands.window.resize(*size)
    QApplication.processEvents()
    scene.select(words)
    scene.keys("S")
    window = scene.hands.window
    assert not _place(scene).intersects(_on_screen(scene, words))
    assert window.rect().contains(scene.picker.geometry())


def test_it_follows_the_text_when_that_is_scrolled(open_on: Open) -> None:
    scene = open_on(quote(NOBODY), mention(BERG))
    scene.hands.window.resize(1000, 480)
    QApplication.processEvents()
    scene.select(NOBODY)
    scene.keys("S")
    bar = scene.pane.view.verticalScrollBar()
    before = scene.picker.geometry()
    bar.setValue(bar.value() + 2)
    QApplication.processEvents()
    assert scene.picker.geometry() != before
    assert scene.picker.is_open
    assert not _place(scene).intersects(_on_screen(scene, NOBODY))


def test_a_quote_that_was_scrolled_away_is_shown(open_on: Open) -> None:
    scene = open_on(quote(NOBODY), mention(BERG))
    scene.hands.window.resize(1000, 400)
    QApplication.processEvents()
    one = scene.select(NOBODY)
    scene.pane.view.set_first_visible(0)
    scene.keys("S")
    assert scene.pane.view.item_rect(one.uid) is not None


def test_it_can_be_asked_for_beside_another_widget(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    button = QPushButton("Speaker", scene.hands.window)
    button.move(900, 300)
    button.show()
    kind = scene.project.scheme.link_kind(SPEAKER_LINK)
    one = scene.tagged(LOSES)
    assert one is not None
    scene.desk.attributing.choose(one, kind, button)
    assert not scene.picker.geometry().intersects(button.geometry())
    scene.keys("Return")
    assert scene.links == {("speaker", LOSES, BERG)}


def test_it_is_asked_of_articles_that_are_not_open(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    one = scene.tagged(LOSES)
    assert one is not None
    scene.desk.open_articles(["wire"])
    kind = scene.project.scheme.link_kind(SPEAKER_LINK)
    scene.desk.attributing.choose(one, kind, scene.pane)
    scene.keys("Return")
    assert scene.links == {("speaker", LOSES, BERG)}


def test_unnamed_people_of_other_articles_are_never_offered(open_on: Open) -> None:
    here = actor("an official here", kind="unnamed", article="courier")
    there = actor("an official there", kind="unnamed", article="wire")
    scene = open_on(quote(LOSES), here, there)
    scene.select(LOSES)
    scene.keys("S")
    scene.hands.write("official")
    assert "an official here" in scene.rows
    assert "an official there" not in scene.rows


def test_what_is_set_is_marked(open_on: Open) -> None:
    loses = replace(quote(LOSES), actor="tomas berg")
    scene = open_on(actor("Tomas Berg"), actor("Ida Brandt"), loses)
    scene.select(LOSES)
    scene.keys("S")
    scene.hands.write("t")
    model = scene.picker.chooser.rows
    choices = [model.choice(row) for row in range(model.rowCount())]
    assert [one.words for one in choices if one and one.is_set] == ["Tomas Berg"]


def test_words_that_are_selected_and_not_tagged_are_not_taken_for_what_is_tagged_elsewhere(
    open_on: Open,
) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    scene.keys("Ctrl+Home", "Space", "S")
    assert not scene.desk.attributing.picker.is_open
    assert "not tagged" in scene.hands.told[1]
    assert scene.links == set()
    scene.keys("Q", "S", "1")
    assert {source for _, source, _ in scene.links} == {HARDEST}


def test_without_an_annotation_it_is_told_what_to_select(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.keys("Esc", "S")
    assert scene.hands.told[1] == "Select the annotation whose speaker is to be set."


def test_the_words_before_a_quote_that_say_who_speaks_stay_free(open_on: Open) -> None:
    scene = open_on(quote(HARDEST))
    start, view = LEFT.text.index(SOLHEIM), scene.pane.view
    words = view.rect_of(Span(start, start + len(SOLHEIM)))
    free = kept_free(scene.pane, scene.select(HARDEST))()[0]
    there = QRect(view.viewport().mapToGlobal(words.topLeft()), words.size())
    assert free.contains(there)


def test_it_closes_when_its_kind_of_link_is_taken_away(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    scene.keys("S")
    assert scene.picker.is_open
    scene.project.perform(Codebook(scene.project).delete_link_kind(SPEAKER_LINK))
    assert not scene.picker.is_open


def test_what_another_takes_away_with_its_label_is_no_longer_selected(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention(BERG))
    scene.select(LOSES)
    with Project.open(scene.project.path, BEN) as other:
        other.perform(Codebook(other).add_label("Between"))  # which is told before
        other.perform(Codebook(other).delete_label(QUOTE))
    scene.project.refresh()
    assert scene.selected is None
    assert scene.desk.tagging.pane is None
