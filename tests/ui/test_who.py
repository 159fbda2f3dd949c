"""Who speaks, in the inspector: told of mentions and stored actors, and asked anew by keys."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.acts.actors import add_actor, new_actor
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, CLAIM, QUOTE, SPEAKER_LINK
from annotator.project.project import Project
from annotator.ui.panels.inspector.who import VoiceButton
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import COURIER, Hands, open_window

LEFT = article(COURIER, uid="courier")
QUOTED = annotation(LEFT, "“The terminal loses eleven million euros a year,”")
BERG = annotation(LEFT, "Tomas Berg", ACTOR)
CLAIMED = annotation(LEFT, "The operator did not respond.", CLAIM)


@pytest.fixture
def made(tmp_path: Path) -> Project:
    return project(tmp_path, LEFT)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, made: Project) -> Hands:
    made.perform(add_actor(new_actor("Ingrid Solheim", role="mayor")))
    made.perform(Edit(Kind.ANNOTATE, tuple(map(create, (QUOTED, BERG, CLAIMED)))))
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    hands.wait_for_window()
    return hands


def select(hands: Hands, one: Annotation) -> None:
    hands.window.workplace.desk.go_to_annotation(one.uid)
    QApplication.processEvents()


def told(hands: Hands) -> list[str]:
    buttons = hands.window.workplace.inspector.sheet.who.findChildren(VoiceButton)
    return [one.accessibleName() for one in buttons if one.isVisible()]


def to_line(hands: Hands, number: int) -> None:
    """Go to a line with the keys that a person has for it."""
    hands.keys("Return")
    lines = hands.window.workplace.inspector.sheet.who.stops
    for _ in range(12):
        if hands.keyboard is lines[number]:
            return
        hands.keys("Shift+Tab")
    raise AssertionError("no key leads there")


def test_each_label_is_asked_what_makes_sense_for_it(hands: Hands) -> None:
    select(hands, QUOTED)
    assert told(hands) == ["Speaker: nobody yet", "Addressee: nobody yet"]
    select(hands, CLAIMED)
    assert told(hands) == ["Claimant: nobody yet", "Addressee: nobody yet"]
    select(hands, BERG)
    assert told(hands) == ["Who: nobody yet"]


def test_a_speaker_is_chosen_in_the_inspector_by_keys_and_told_there(hands: Hands) -> None:
    select(hands, QUOTED)
    to_line(hands, 0)
    hands.keys("Return")
    hands.write("ingrid")
    hands.keys("Return")

    assert told(hands)[0] == "Speaker: Ingrid Solheim"
    assert hands.keyboard is hands.window.workplace.inspector.sheet.who.stops[0], "it goes on there"
    hands.keys("Ctrl+Z")
    assert told(hands)[0] == "Speaker: nobody yet"


def test_a_mention_that_is_linked_is_told_by_its_words_until_it_is_known_who_that_is(
    hands: Hands, made: Project
) -> None:
    select(hands, QUOTED)
    made.perform(acts.link(made.scheme.link_kind(SPEAKER_LINK), QUOTED, BERG, ANN.uid, []))
    assert told(hands)[0] == "Speaker: “Tomas Berg”"
    select(hands, BERG)
    hands.keys("S")
    hands.write("ingrid")
    hands.keys("Return")
    assert told(hands) == ["Who: Ingrid Solheim"]
    select(hands, QUOTED)
    assert told(hands)[0] == "Speaker: Ingrid Solheim"


def test_the_menu_of_a_line_shows_the_actor_in_the_registry(hands: Hands) -> None:
    select(hands, CLAIMED)
    hands.keys("S")
    hands.write("ingrid")
    hands.keys("Return")
    line = hands.window.workplace.inspector.sheet.who.stops[0]
    hands.ask_menu(line)
    hands.click_entries("Show in the registry")
    actors = hands.window.workplace.actors
    hands.wait(lambda: actors.isVisible() and len(actors.chosen()) == 1)
    assert hands.window.acting["view.actors"].isChecked()
    assert not hands.window.acting["view.library"].isChecked()


def test_a_label_of_the_codebook_that_is_not_spoken_is_not_asked(
    hands: Hands, made: Project
) -> None:
    label = made.scheme.label(QUOTE)
    assert made.scheme.voice(label.uid) is not None
    cue = annotation(LEFT, "said", made.scheme.label_named("cue").uid)
    made.perform(Edit(Kind.ANNOTATE, (create(cue),)))
    select(hands, cue)
    assert told(hands) == []
