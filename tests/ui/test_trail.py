"""Back and forward through the places that somebody jumped from and to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Article
from annotator.ui.desk import Desk
from annotator.ui.trail import Spot, Trail
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import Hands, open_window


def spot(number: int, article: str = "one") -> Spot:
    """Return one of some places that are far from each other."""
    return Spot(article, number * 1000, number * 1000)


def always(_: str) -> bool:
    return True


# The law

Doing = tuple[str, int]
doings = st.lists(
    st.tuples(st.sampled_from(["jump", "back", "forward", "wander"]), st.integers(0, 9)),
    max_size=40,
)


class Browser:
    """The same, told plainly: pages, and the number of the one that is shown."""

    def __init__(self, first: Spot) -> None:
        self.pages, self.at = [first], 0

    @property
    def here(self) -> Spot:
        return self.pages[self.at]

    def jump(self, to: Spot) -> None:
        if to != self.here:
            self.pages[self.at + 1 :] = [to]
            self.at += 1

    def go(self, step: int) -> None:
        to = self.at + step
        while 0 <= to < len(self.pages) and self.pages[to] == self.here:
            to += step  # nothing would be seen to happen
        if 0 <= to < len(self.pages):
            self.at = to


@given(doings)
def test_the_trail_is_that_of_a_browser(done: list[Doing]) -> None:
    trail, browser, here = Trail(), Browser(spot(0)), spot(0)
    trail.jump(None, here)
    for doing, number in done:
        if doing == "jump":
            trail.jump(here, spot(number))
            here = spot(number)
            browser.jump(here)
        elif doing in ("back", "forward"):
            go = trail.back if doing == "back" else trail.forward
            here = go(here, always) or here
            browser.go(-1 if doing == "back" else 1)
        assert here == browser.here


@given(doings)
def test_forward_takes_back_what_back_did(done: list[Doing]) -> None:
    trail, here = Trail(), spot(0)
    for doing, number in done:
        if doing == "jump":
            trail.jump(here, spot(number))
            here = spot(number)
        elif doing == "wander":
            here = spot(number)
        elif doing == "back" and (found := trail.back(here, always)):
            assert trail.forward(found, always) == here
            assert trail.back(here, always) == found
            here = found
        elif doing == "forward" and (found := trail.forward(here, always)):
            assert trail.back(found, always) == here
            assert trail.forward(here, always) == found
            here = found


@given(doings, st.sets(st.integers(0, 9)))
def test_what_is_gone_is_never_gone_to(done: list[Doing], gone: set[int]) -> None:
    trail, here = Trail(), spot(0, "0")

    def is_there(uid: str) -> bool:
        return int(uid) not in gone

    for doing, number in done:
        if doing == "jump":
            trail.jump(here, spot(0, str(number)))
            here = spot(0, str(number))
        elif doing in ("back", "forward"):
            found = (trail.back if doing == "back" else trail.forward)(here, is_there)
            assert found is None or is_there(found.article)
            here = found or here


def test_a_trail_does_not_grow_for_ever() -> None:
    trail = Trail()
    for number in range(1000):
        trail.jump(spot(number), spot(number + 1))
    here, steps = spot(1000), 0
    while found := trail.back(here, always):
        here, steps = found, steps + 1
    assert steps == 199
    for number in range(2000, 2300):  # wandering and going back adds places, too
        here = trail.back(spot(number), always) or here
    assert len(trail._spots) <= 200


def test_places_near_each_other_are_one() -> None:
    trail = Trail()
    trail.jump(spot(0), spot(5))
    near = Spot("one", 5100, 5100)
    trail.jump(spot(5), near)
    assert trail.back(near, always) == spot(0)
    assert trail.forward(spot(0), always) == near


def test_jumps_of_one_run_are_one_jump() -> None:
    trail = Trail()
    trail.jump(spot(0), spot(1))
    for number in range(1, 6):
        trail.jump(spot(number), spot(number + 1), "hits")
    assert trail.back(spot(6), always) == spot(1)
    assert trail.back(spot(1), always) == spot(0)


def test_a_run_of_small_steps_keeps_where_it_began() -> None:
    trail, here = Trail(), Spot("one", 0, 0)
    for number in range(1, 30):
        after = Spot("one", number * 100, number * 100)
        trail.jump(here, after, "steps")
        here = after
    assert trail.back(here, always) == Spot("one", 0, 0)


def test_a_run_that_returns_to_where_it_began_keeps_that() -> None:
    trail = Trail()
    trail.jump(None, spot(0))
    for before, after in ((0, 1), (1, 0), (0, 2)):
        trail.jump(spot(before), spot(after), "hits")
    assert trail.back(spot(2), always) == spot(0)


# The window

LONG = "\n\n".join(f"Paragraph {number} of a text that goes on." for number in range(300))
FIRST, SECOND = article(f"First\n\n{LONG}", uid="first"), article(f"Second\n\n{LONG}", uid="second")
Open = Callable[..., Hands]


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    def opened(*articles: Article, words: str = "Paragraph 250") -> Hands:
        made = project(tmp_path, *articles, *(annotation(one, words) for one in articles))  # type: ignore[arg-type]
        hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
        hands.window.show_project(made)
        hands.window.workplace.desk.open_articles([articles[0].uid])
        hands.wait_for_window()
        return hands

    return opened


def place(hands: Hands) -> tuple[str, int, int]:
    pane = desk(hands).active
    assert pane.article is not None
    return pane.article.uid, *pane.place


def desk(hands: Hands) -> Desk:
    return hands.window.workplace.desk


def test_back_leads_to_where_a_jump_began_and_forward_to_where_it_led(open_on: Open) -> None:
    hands = open_on(FIRST)
    hands.keys("Down", "Down", "Right")
    before = place(hands)
    hands.keys("Tab")
    after = place(hands)
    assert after[2] > before[2]
    hands.keys("Alt+Left")
    assert place(hands) == before
    hands.keys("Alt+Right")
    assert place(hands) == after
    hands.keys("Alt+Right")
    assert "no other place" in hands.told[1]
    assert place(hands) == after


def test_back_leads_over_articles(open_on: Open) -> None:
    hands = open_on(FIRST, SECOND)
    hands.keys("Tab")
    here = place(hands)
    hands.choose("article.next")
    assert place(hands)[0] == "second"
    hands.keys("Alt+Left")
    assert place(hands) == here
    hands.keys("Alt+Right")
    assert place(hands)[0] == "second"


def test_an_article_that_was_deleted_is_passed_over(open_on: Open) -> None:
    third = article(f"Third\n\n{LONG}", uid="third")
    hands = open_on(FIRST, SECOND, third)
    at_hand = place(hands)
    for uid in ("second", "third"):
        desk(hands).open_article(uid, desk(hands).active)
    made = hands.window.project
    assert made is not None
    made.perform(acts.delete_articles([SECOND], made.reading.dependents("second")))
    hands.keys("Alt+Left")
    assert place(hands)[0] == at_hand[0]
    hands.keys("Alt+Right")
    assert place(hands)[0] == "third"
    made.undo()
    assert place(hands)[0] == "second", "undo goes to what is there again"
    seen = []
    for _ in range(3):
        hands.keys("Alt+Left")
        seen.append(place(hands)[0])
    assert seen == ["third", "second", "first"]


def test_the_side_buttons_of_the_mouse_do_the_same(open_on: Open) -> None:
    hands = open_on(FIRST)
    before = place(hands)
    hands.keys("Tab")
    after = place(hands)
    viewport = desk(hands).active.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.BackButton, pos=QPoint(40, 40))
    assert place(hands) == before
    QTest.mouseClick(viewport, Qt.MouseButton.ForwardButton, pos=QPoint(40, 40))
    assert place(hands) == after


def test_back_opens_an_article_where_it_was_shown(open_on: Open) -> None:
    hands = open_on(FIRST, SECOND)
    desk(hands).add_pane()
    desk(hands).open_article("second", desk(hands).panes[1])
    left, right = desk(hands).panes
    hands.keys("Tab")
    desk(hands).open_article("first", right)
    left.take_keyboard()
    hands.keys("Alt+Left", "Alt+Left")
    assert right.article is not None
    assert right.article.uid == "second"
    assert desk(hands).active is right
    assert left.article is not None
    assert left.article.uid == "first", "what is read there stays"


def test_an_undo_elsewhere_can_be_gone_back_from(open_on: Open) -> None:
    hands = open_on(FIRST)
    hands.keys("Tab", "Alt+Shift+Left", "Ctrl+Home")
    before = place(hands)
    hands.keys("Ctrl+Z")
    assert place(hands)[1] > before[1]
    hands.keys("Alt+Left")
    assert place(hands) == before


def test_a_click_in_the_overview_can_be_gone_back_from(open_on: Open) -> None:
    hands = open_on(FIRST)
    before = place(hands)
    overview = desk(hands).active.view.overview
    QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, overview.height() - 20))
    assert place(hands)[2] > before[2]
    hands.keys("Alt+Left")
    assert place(hands) == before


def test_another_project_has_a_trail_of_its_own(open_on: Open, tmp_path: Path) -> None:
    hands = open_on(FIRST)
    hands.keys("Tab")
    hands.choose("file.close")
    other = tmp_path / "other"
    other.mkdir()
    hands.window.show_project(project(other, SECOND))
    hands.wait_for_window()
    here = place(hands)
    hands.keys("Alt+Left")
    assert place(hands) == here
