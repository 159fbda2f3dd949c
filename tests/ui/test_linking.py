"""Link mode: from the selected annotation to another, by keys alone and by the mouse alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Actor, Annotation, Link, Record
from annotator.core.scheme import ACTOR, CLAIM, CUE, QUOTE, SPEAKER_LINK
from annotator.project.project import Project
from annotator.ui.desk import Desk
from annotator.ui.mnemonics import with_mnemonics
from tests.build import ANN, SCHEME, annotation, article, project
from tests.journeys.hands import COURIER, WIRE, Hands, Held, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT, RIGHT = article(COURIER, uid="courier"), article(WIRE, uid="wire")
NAME, CALLED = "Mayor Ingrid Solheim", "called"
HARDEST = "“the hardest decision of my life”"
LOSES = "“The terminal loses eleven million euros a year,”"
NOBODY = "“Nobody in this hall can say they were not told.”"
VOTE = "The vote was 15 to 8."
VOTED = "the council voted 14 to 9 on Tuesday to close its coal terminal"
QUOTED = annotation(LEFT, HARDEST)
MAYOR, SAID = annotation(LEFT, NAME, ACTOR), annotation(LEFT, CALLED, CUE)
CLAIMED, OTHER = annotation(LEFT, VOTED, CLAIM), annotation(RIGHT, VOTE, CLAIM)
UNION = annotation(RIGHT, "Amina Youssef", ACTOR)
ALL = (QUOTED, MAYOR, SAID, CLAIMED, OTHER, UNION)


class Scene:
    def __init__(self, hands: Hands, made: Project) -> None:
        self.hands, self.project = hands, made

    @property
    def desk(self) -> Desk:
        return self.hands.window.workplace.desk

    @property
    def is_on(self) -> bool:
        on = self.desk.linking.is_on
        shapes = {pane.view.viewport().cursor().shape() for pane in self.desk.panes}
        assert (shapes == {Qt.CursorShape.CrossCursor}) == on
        return on

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """Return kind, source and target of each link, in words."""
        reading = self.project.reading
        return [
            (
                self.project.scheme.link_kind(one.kind).name,
                reading.annotation(one.source).text,
                reading.annotation(one.target).text,
            )
            for one in reading.records(Link)
        ]

    @property
    def selected(self) -> Annotation | None:
        return self.desk.tagging.selected

    def begin(self, one: Annotation) -> None:
        """Go to an annotation and press L."""
        self.desk.go_to_annotation(one.uid)
        self.hands.keys("L")

    def menu(self) -> list[str]:
        """Return what is offered, and what is disabled in brackets."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return [
            one.text() if one.isEnabled() else f"[{one.text()}]"
            for one in menu.actions()
            if not one.isSeparator()
        ]


Open = Callable[..., Scene]


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    def opened(*records: Record) -> Scene:
        made = project(tmp_path, LEFT, RIGHT, *(records or ALL))  # type: ignore[arg-type]
        hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
        hands.window.show_project(made)
        hands.window.workplace.desk.open_articles(["courier", "wire"])
        hands.wait_for_window()
        return Scene(hands, made)

    return opened


# The whole gesture


def test_a_link_is_made_by_keys_alone(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    assert scene.is_on
    caret = scene.hands.left.view.caret()
    scene.hands.keys("Shift+Tab", "Shift+Tab")
    assert scene.selected == MAYOR
    scene.hands.keys("Return")
    assert scene.menu() == [
        f"&Speaker → actor “{NAME}”", f"&Addressee → actor “{NAME}”", f"A&bout → actor “{NAME}”",
    ]  # fmt: skip
    scene.hands.keys("S")
    assert scene.links == [("speaker", HARDEST, NAME)]
    assert not scene.is_on
    assert scene.selected == QUOTED, "the next link of the same is one key away"
    assert scene.hands.left.view.caret() == caret
    assert scene.hands.left.view.hasFocus()


def test_a_link_is_made_by_the_mouse_alone(open_on: Open) -> None:
    scene = open_on()
    pane = scene.hands.left
    scene.hands.click(pane, "hardest")
    scene.hands.click_menu("Annotate", "Link to another")
    assert scene.is_on
    scene.hands.click(pane, CALLED)
    scene.hands.click_entries("Cue")
    assert scene.links == [("cue", HARDEST, CALLED)]
    assert scene.selected == QUOTED


def test_a_link_leads_into_another_pane(open_on: Open) -> None:
    scene = open_on()
    scene.begin(CLAIMED)
    scene.hands.click(scene.hands.right, VOTE)
    kinds = [one.split(" ")[0] for one in scene.menu()]
    assert kinds == ["&Same", "&Variant", "S&upports", "&Contradicts"]
    scene.hands.keys("C")
    assert scene.links == [("contradicts", VOTED, VOTE)]
    assert scene.selected == CLAIMED
    assert scene.desk.active is scene.hands.left


def test_a_link_leads_into_another_pane_by_keys_too(open_on: Open) -> None:
    scene = open_on()
    scene.begin(CLAIMED)
    scene.hands.keys("Ctrl+2", "Tab", "Return", "Return")
    assert scene.links == [("same", VOTED, VOTE)]


def test_where_only_one_kind_fits_nothing_is_asked(open_on: Open) -> None:
    scene = open_on()
    scene.begin(MAYOR)
    scene.hands.click(scene.hands.left, CALLED)
    assert scene.links == [("about", NAME, CALLED)]


def test_a_link_that_fits_only_the_other_way_is_made_so(open_on: Open) -> None:
    scene = open_on()
    scene.begin(MAYOR)
    scene.hands.click(scene.hands.left, "hardest")
    assert scene.menu() == [
        f"&Speaker ← quote {HARDEST}", f"&Addressee ← quote {HARDEST}", f"A&bout → quote {HARDEST}",
    ]  # fmt: skip
    scene.hands.keys("S")
    assert scene.links == [("speaker", HARDEST, NAME)]
    assert scene.selected == MAYOR


def test_one_undo_takes_the_link_back(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, NAME)
    scene.hands.keys("S", "Ctrl+Z")
    assert scene.links == []
    scene.hands.keys("Ctrl+Shift+Z")
    assert scene.links == [("speaker", HARDEST, NAME)]


def test_what_is_not_tagged_yet_can_be_tagged_on_the_way(open_on: Open) -> None:
    scene = open_on(QUOTED)
    scene.begin(QUOTED)
    scene.hands.left.view.set_caret(COURIER.index("Ingrid"))
    scene.hands.keys("A")
    assert scene.is_on
    assert scene.selected is not None
    assert scene.selected.text == NAME
    scene.hands.keys("Return", "S")
    assert scene.links == [("speaker", HARDEST, NAME)]


def test_the_caret_is_enough_to_pick(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.left.view.set_caret(COURIER.index(CALLED) + 2)
    scene.hands.keys("Return", "Return")
    assert scene.links == [("cue", HARDEST, CALLED)]


# Several at one place


def test_where_several_lie_the_innermost_is_offered_first(open_on: Open) -> None:
    sentence = f"{NAME} called it {HARDEST}."
    around = annotation(LEFT, sentence, CLAIM)
    scene = open_on(*ALL, around)
    scene.begin(CLAIMED)
    scene.hands.click(scene.hands.left, NAME)
    names = [one.split("“")[1][:5] for one in scene.menu()]
    assert names[0] == names[1] == "Mayor"
    menu = scene.menu()
    assert "actor" in menu[0]
    assert "claim" in menu[-1]
    assert menu[0].startswith("&Claimant →")
    letters = [one[one.index("&") + 1].lower() for one in menu]
    assert len(set(letters)) == len(letters)


def test_where_what_is_linked_lies_there_too_it_is_passed_over(open_on: Open) -> None:
    around = annotation(LEFT, f"{NAME} called it {HARDEST}.", CLAIM)
    scene = open_on(QUOTED, around)
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, "hardest")
    assert scene.links == [("about", HARDEST, around.text)]


def test_parts_are_linked_by_their_first(open_on: Open) -> None:
    head, said = annotation(LEFT, LOSES), annotation(LEFT, "said councillor", CUE)
    scene = open_on(head, said)
    scene.hands.drag(scene.hands.left, NOBODY)
    scene.desk.tagging.select(scene.hands.left, scene.hands.left.index.get(head.uid))
    QTest.keyClick(scene.hands.left.view, Qt.Key.Key_Q, Held.ShiftModifier)
    assert scene.selected is not None
    assert scene.selected.text == NOBODY
    scene.hands.keys("L")
    scene.hands.click(scene.hands.left, "loses")
    assert "choose another one" in scene.hands.told[1], "that is the same quote"
    scene.hands.click(scene.hands.left, "councillor")
    scene.hands.keys("C")
    assert ("cue", LOSES, "said councillor") in scene.links


def test_what_is_tagged_meanwhile_is_linked_to_at_once(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, "operator")
    scene.hands.keys("A", "Return")
    assert not scene.desk.linking.is_on
    assert scene.selected == QUOTED
    assert [kind for kind, _, _ in scene.links] == ["speaker"]


# What is refused


def test_what_cannot_be_picked_is_said_and_link_mode_goes_on(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, "operator")
    assert scene.hands.told[1].startswith("Nothing is tagged here.")
    assert scene.desk.linking.is_on
    assert scene.selected == QUOTED
    scene.hands.click(scene.hands.left, "hardest")
    assert scene.hands.told[1] == "This is the annotation from which you link; choose another one."
    scene.hands.keys("Return")
    assert scene.desk.linking.is_on
    assert scene.links == []


def test_a_link_that_is_there_is_not_made_twice(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, NAME)
    scene.hands.keys("S", "L")
    scene.hands.click(scene.hands.left, NAME)
    assert scene.menu()[0] == f"[&Speaker → actor “{NAME}” (set already)]"
    scene.hands.keys("Return")
    assert [one[0] for one in scene.links] == ["speaker", "addressee"]


def test_the_only_link_that_fits_is_not_made_twice(open_on: Open) -> None:
    scene = open_on()
    for _ in range(2):
        scene.begin(MAYOR)
        scene.hands.click(scene.hands.left, CALLED)
    assert scene.hands.told[1] == "This about is set already."
    assert len(scene.links) == 1


def test_where_the_codebook_has_no_kind_that_is_said(open_on: Open) -> None:
    scene = open_on()
    about = next(one for one in SCHEME.link_kinds if one.name == "about")
    narrow = replace(about, from_labels=(QUOTE,), to_labels=(CLAIM,))
    scene.project.perform(Edit(Kind.CODEBOOK, (Change(about, narrow),)))
    scene.begin(MAYOR)
    scene.hands.click(scene.hands.left, CALLED)
    assert scene.hands.told[1] == "No kind of link ties an actor to a cue of the same article."


def test_with_nothing_selected_there_is_nothing_to_link(open_on: Open) -> None:
    scene = open_on()
    assert not scene.hands.window.acting["annotate.link"].isEnabled()
    scene.hands.keys("L")
    assert not scene.is_on


# Leaving


def test_esc_goes_back_to_where_it_began(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    before = scene.hands.left.place
    scene.hands.keys("Ctrl+2", "Tab", "Esc")
    assert not scene.is_on
    assert scene.selected == QUOTED
    assert scene.hands.left.place == before
    assert scene.hands.left.view.hasFocus()
    assert scene.hands.told[1] == ""
    scene.hands.keys("Esc")
    assert scene.selected is None, "outside of link mode it selects nothing"


def test_esc_in_the_menu_lets_choose_another(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, NAME)
    scene.hands.keys("Esc")
    assert scene.is_on
    scene.hands.click(scene.hands.left, CALLED)
    scene.hands.keys("C")
    assert scene.links == [("cue", HARDEST, CALLED)]


def test_pressed_again_it_leaves(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.keys("L")
    assert not scene.is_on


def test_the_mouse_can_leave_by_the_notice(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    notices = scene.hands.window.notices
    assert scene.hands.told[1] == (
        "Linking quote “the hardest decision of my life”: click the other annotation, "
        "or go to it and press Return. Esc leaves."
    )
    scene.hands.press_button(notices._offer)
    assert not scene.is_on
    assert scene.hands.told[1] == ""


def test_what_is_told_meanwhile_gives_way_to_what_lasts(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    assert scene.hands.told[0].startswith("Linking ")
    scene.hands.left.view.set_caret(COURIER.index("operator"))
    scene.hands.keys("C")
    assert scene.hands.told[0].startswith("Tagged claim")
    assert scene.hands.told[1].startswith("Linking "), "which goes on"
    scene.hands.window.status.tell("")
    assert scene.hands.told[0].startswith("Linking ")
    scene.hands.keys("Esc")
    assert scene.hands.told[0] == ""


def test_what_was_done_is_told_and_not_that_it_is_over(open_on: Open) -> None:
    scene = open_on()
    scene.begin(MAYOR)
    scene.hands.click(scene.hands.left, CALLED)
    assert scene.hands.told[0].startswith("Linked ")


def test_it_ends_when_what_is_linked_is_erased(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.keys("Delete")
    assert not scene.is_on
    assert scene.hands.told[1] == ""
    scene.hands.click(scene.hands.left, NAME)
    assert scene.selected == MAYOR
    assert scene.links == []


def test_it_goes_on_when_something_else_is_erased(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.project.perform(acts.erase(MAYOR, (), {}))
    assert scene.is_on


def test_it_ends_with_the_project(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.choose("file.close")
    assert not scene.is_on
    assert scene.hands.told[1] == ""


def test_a_pane_that_comes_later_picks_too(open_on: Open) -> None:
    scene = open_on()
    scene.begin(CLAIMED)
    scene.desk.close_pane(scene.hands.right)
    scene.hands.choose("pane.add")
    scene.desk.open_article("wire", scene.hands.right)
    scene.hands.click(scene.hands.right, VOTE)
    scene.hands.keys("S")
    assert scene.links == [("same", VOTED, VOTE)]


def test_its_pane_may_be_gone_or_show_something_else(open_on: Open) -> None:
    scene = open_on()
    scene.begin(CLAIMED)
    scene.desk.open_article("wire", scene.hands.left)
    scene.hands.click(scene.hands.left, VOTE)
    scene.hands.keys("V")
    assert scene.links == [("variant", VOTED, VOTE)]
    assert not scene.is_on


def test_a_mention_takes_the_place_of_an_actor_that_was_set(open_on: Open) -> None:
    ida = Actor(uid="ida", name="Ida Brandt")
    spoken = replace(QUOTED, actor=ida.uid)
    scene = open_on(ida, spoken, MAYOR)
    scene.begin(spoken)
    scene.hands.click(scene.hands.left, NAME)
    scene.hands.keys("S")
    (link,) = scene.project.reading.records(Link)
    assert (link.kind, link.source, link.target) == (SPEAKER_LINK, spoken.uid, MAYOR.uid)
    assert scene.project.reading.annotation(spoken.uid).actor is None


# The letters


def test_each_entry_has_a_letter_of_its_own() -> None:
    assert with_mnemonics(["Speaker", "Addressee", "About", "Same", "R&D"]) == [
        "&Speaker", "&Addressee", "A&bout", "Sa&me", "&R&&D",
    ]  # fmt: skip
    assert with_mnemonics(["a", "a", "Ähnlich", "12"]) == ["&a", "a", "&Ähnlich", "&12"]


def test_the_menu_comes_beside_what_was_picked(open_on: Open) -> None:
    scene = open_on()
    scene.begin(QUOTED)
    scene.hands.click(scene.hands.left, NAME)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    view = scene.hands.left.view
    rect = view.item_rect(MAYOR.uid)
    assert rect is not None
    assert (menu.pos() - view.viewport().mapToGlobal(rect.bottomLeft())).manhattanLength() < 40
