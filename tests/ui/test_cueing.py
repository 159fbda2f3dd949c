"""U: the cue of the selected quote is found and tied by one key, or tagged where the caret is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.acts.linking import new_link
from annotator.core.model import Annotation
from annotator.core.scheme import CLAIM, CONTINUES_LINK, CUE, CUE_LINK
from tests.build import ANN, annotation, article
from tests.ui.voices import (
    HARDEST,
    LOSES,
    NOBODY,
    Open,
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


HEADLINE = "Harbour council votes to close the coal terminal"


def test_one_key_finds_tags_and_ties_the_cue(open_on: Open) -> None:
    scene = open_on(quote(LOSES), mention("councillor Tomas Berg"))
    scene.select(LOSES)
    before, where = scene.state, scene.where
    scene.keys("U")
    assert scene.links == {("cue", LOSES, "said")}
    assert scene.where == where, "the quote stays selected"
    scene.keys("Ctrl+Z")
    assert scene.state == before
    assert scene.selected == LOSES


def test_at_the_end_of_the_quote_it_is_found_as_well(open_on: Open) -> None:
    scene = open_on()
    scene.put_caret("Nobody", inside=0)
    scene.pane.view.set_caret(0)
    scene.keys("Space", "Q", "U")
    assert scene.links == {("cue", HARDEST, "called")}


def test_pressed_again_it_takes_the_next_and_undo_takes_all_back(open_on: Open) -> None:
    third = article("“We win,” said Ida Brandt, who added that all had voted.", uid="third")
    scene = open_on(third, annotation(third, "“We win,”"))
    scene.desk.open_articles(["third"])
    scene.select("“We win,”")
    before = scene.state
    seen = []
    for _ in range(3):
        scene.keys("U")
        seen += scene.texts(CUE)
        assert scene.links == {("cue", "“We win,”", seen[-1])}, "and the former is none any more"
    assert seen == ["said", "added", "said"]
    scene.keys("Ctrl+Z")
    assert scene.state == before


def test_where_there_is_no_other_the_first_stays(open_on: Open) -> None:
    scene = open_on(quote(HARDEST))
    scene.select(HARDEST)
    scene.keys("U", "U")
    assert scene.hands.told[1].startswith("No other cue was found here.")
    assert scene.texts(CUE) == ["called"]


def test_a_second_cue_is_not_made_by_chance(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    scene.keys("U", "Right", "U")
    assert scene.texts(CUE) == ["said"]
    assert scene.hands.told[0] == "The cue is “said”. To add another, select its words."


def test_where_there_is_none_nothing_is_done(open_on: Open) -> None:
    scene = open_on(quote(HEADLINE))
    scene.select(HEADLINE)
    scene.keys("U")
    assert scene.texts(CUE) == []
    assert scene.hands.told[1].startswith("No cue was found here.")


@pytest.mark.parametrize("label", [quote, claim])
def test_what_stands_between_marks_is_never_its_cue(
    open_on: Open, label: Callable[[str], Annotation]
) -> None:
    words = NOBODY.strip("“”")  # “… can say they were not told.”
    scene = open_on(label(words))
    scene.select(words)
    for _ in range(4):
        scene.keys("U")
        (found,) = scene.texts(CUE)
        assert found not in ("say", "told")


def test_elsewhere_the_word_at_the_caret_is_tied_to_the_quote_of_its_sentence(
    open_on: Open,
) -> None:
    scene = open_on(quote(LOSES), quote(HARDEST))
    scene.put_caret("said councillor")
    scene.keys("U")
    assert scene.links == {("cue", LOSES, "said")}
    assert scene.selected == "said"


def test_a_quote_selected_in_the_same_paragraph_counts_more(open_on: Open) -> None:
    scene = open_on(quote(LOSES), quote(NOBODY))
    scene.select(NOBODY)
    scene.put_caret("said councillor")
    scene.keys("U")
    assert scene.links == {("cue", NOBODY, "said")}


def test_a_quote_selected_far_away_does_not_count(open_on: Open) -> None:
    scene = open_on(quote(LOSES), quote(HARDEST))
    scene.select(HARDEST)
    scene.put_caret("said councillor")
    scene.keys("U")
    assert scene.links == {("cue", LOSES, "said")}


def test_the_quote_selected_last_counts_where_no_other_is_near(open_on: Open) -> None:
    scene = open_on(quote(NOBODY))
    scene.select(NOBODY)
    scene.keys("Esc")
    scene.put_caret("respond")
    scene.keys("U")
    assert scene.links == {("cue", NOBODY, "respond")}


def test_selected_words_are_the_cue(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.select(LOSES)
    scene.hands.drag(scene.pane, "can say")
    scene.keys("U")
    assert scene.texts(CUE) == ["can say"]
    assert scene.links == {("cue", LOSES, "can say")}


def test_a_cue_far_from_all_is_tied_to_nothing_and_that_is_told(open_on: Open) -> None:
    scene = open_on()
    scene.put_caret("called")
    scene.keys("U")
    assert scene.texts(CUE) == ["called"]
    assert scene.links == set()
    told = "There is no quote or claim near to which this cue could be tied."
    assert scene.hands.told[0] == told


def test_a_cue_that_is_tagged_already_is_tied_and_not_tagged_twice(open_on: Open) -> None:
    scene = open_on(quote(LOSES), cue("said"))
    scene.select(LOSES)
    scene.keys("U")
    assert scene.texts(CUE) == ["said"]
    assert scene.links == {("cue", LOSES, "said")}


def test_where_the_caret_is_on_it_a_tagged_cue_is_tied_too(open_on: Open) -> None:
    scene = open_on(quote(LOSES), cue("said"))
    scene.put_caret("said councillor")
    scene.keys("U")
    assert scene.texts(CUE) == ["said"]
    assert scene.links == {("cue", LOSES, "said")}


def test_the_cue_of_another_quote_is_left_to_it(open_on: Open) -> None:
    nobody, said = quote(NOBODY), cue("said")
    scene = open_on(quote(LOSES), nobody, said, new_link(CUE_LINK, nobody.uid, said.uid, ANN.uid))
    scene.select(LOSES)
    scene.keys("U")
    assert ("cue", LOSES, "said") not in scene.links


def test_a_later_part_has_the_cue_of_the_first(open_on: Open) -> None:
    first, later = quote(LOSES), quote(NOBODY)
    tie = new_link(CONTINUES_LINK, later.uid, first.uid, ANN.uid)
    scene = open_on(first, later, tie)
    scene.select(NOBODY)
    scene.keys("U")
    assert ("cue", LOSES, "said") in scene.links
    assert scene.selected == NOBODY


def test_a_claim_may_hold_its_cue(open_on: Open) -> None:
    whole = "Mayor Ingrid Solheim called it"
    scene = open_on(claim(whole))
    scene.select(whole)
    scene.keys("U")
    assert scene.links == {("cue", whole, "called")}


def test_pressed_again_elsewhere_it_widens_what_it_tagged(open_on: Open) -> None:
    scene = open_on(quote(LOSES))
    scene.put_caret("said councillor")
    scene.keys("U", "U")
    (wider,) = scene.texts(CUE)
    assert len(wider) > len("said")
    assert scene.links == {("cue", LOSES, wider)}


def test_a_quote_its_speaker_and_its_cue_take_five_keys(open_on: Open) -> None:
    scene = open_on()
    scene.pane.view.set_caret(0)
    scene.keys("Space", "Q", "S", "Return", "U")
    kinds = {kind for kind, source, _ in scene.links if source == HARDEST}
    assert kinds == {"speaker", "cue"}
    assert scene.selected == HARDEST


def test_a_verb_that_hardly_ever_says_something_is_no_cue(open_on: Open) -> None:
    third = article("The port wants never to repeat that. It rained.", uid="third")
    claimed = annotation(third, "The port wants never to repeat that.", CLAIM)
    scene = open_on(third, claimed)
    scene.desk.open_articles(["third"])
    scene.select(claimed.text)
    scene.keys("U")
    assert scene.texts(CUE) == []
    assert scene.hands.told[1].startswith("No cue was found here.")


def test_what_is_said_and_the_quote_in_it_have_one_cue(open_on: Open) -> None:
    third = article("Ida Brandt said that the port was “lost” to all.", uid="third")
    inner, outer = annotation(third, "“lost”"), annotation(third, third.text, CLAIM)
    scene = open_on(third, inner, outer)
    scene.desk.open_articles(["third"])
    for words in (inner.text, outer.text):
        scene.select(words)
        scene.keys("U")
    assert scene.texts(CUE) == ["said"]
    assert scene.links == {("cue", inner.text, "said"), ("cue", outer.text, "said")}
