"""Notices: what passes, what a mode holds meanwhile, and whose offer is taken back."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.notices import Notices

MODE, OTHER = object(), object()


class Place:
    """A widget with notices over it, and two actions that can be offered."""

    def __init__(self) -> None:
        self.over = QWidget()
        self.over.resize(900, 400)
        self.notices = Notices(self.over)
        self.done: list[str] = []
        self.leave, self.undo = QAction(self.over), QAction(self.over)
        self.leave.triggered.connect(lambda: self.done.append("left"))
        self.undo.triggered.connect(lambda: self.done.append("undone"))

    @property
    def told(self) -> str:
        return self.notices.sentence

    def hold(self, owner: object = MODE, sentence: str = "Linking: click the other.") -> None:
        self.notices.hold(owner, sentence, self.leave, "Leave")

    def button(self, name: str) -> QAbstractButton:
        buttons = self.notices.findChildren(QAbstractButton)
        return next(one for one in buttons if name in (one.text(), one.accessibleName()))


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    made = Place()
    qtbot.addWidget(made.over)
    made.over.show()
    yield made  # noqa: PT022  # this frame keeps the widget alive


def test_what_is_held_lasts(place: Place) -> None:
    place.hold()
    place.notices.clear()
    assert place.told == "Linking: click the other."
    place.notices.release(MODE)
    assert place.told == ""


def test_it_gives_way_and_comes_back_when_the_other_is_old_or_closed(place: Place) -> None:
    place.hold()
    place.notices.refuse("Nothing is tagged here.")
    assert place.told == "Nothing is tagged here."
    place.notices._ends.timeout.emit()  # its time is over
    assert place.told == "Linking: click the other."
    place.notices.tell("Backed up.")
    place.button("Close this notice").click()
    assert place.told == "Linking: click the other."


def test_released_while_another_is_shown_it_does_not_come_back(place: Place) -> None:
    place.hold()
    place.notices.refuse("Nothing is tagged here.")
    place.notices.release(MODE)
    assert place.told == "Nothing is tagged here."
    place.notices.clear()
    assert place.told == ""


def test_held_while_another_is_shown_it_comes_after_that(place: Place) -> None:
    place.notices.refuse("Not now.")
    place.hold()
    assert place.told == "Not now."
    place.notices.clear()
    assert place.told == "Linking: click the other."


def test_of_two_modes_the_last_is_shown_and_then_the_other(place: Place) -> None:
    place.hold()
    place.hold(OTHER, "Comparing.")
    assert place.told == "Comparing."
    place.notices.release(OTHER)
    assert place.told == "Linking: click the other."
    place.notices.release(OTHER)
    assert place.told == "Linking: click the other."


def test_its_button_does_what_ends_the_mode(place: Place) -> None:
    place.hold()
    place.button("Leave").click()
    assert place.done == ["left"]
    assert place.told == "Linking: click the other.", "its owner says when it is over"


def test_closed_by_hand_it_stays_away(place: Place) -> None:
    place.hold()
    place.button("Close this notice").click()
    assert place.told == ""
    place.notices.tell("Backed up.")
    place.notices.clear()
    assert place.told == ""


def test_it_covers_less_than_what_passes_and_lies_at_the_edge(place: Place) -> None:
    place.notices.refuse("Linking: click the other.")
    passing = place.notices.geometry()
    place.notices.clear()
    place.hold()
    held = place.notices.geometry()
    assert held.height() < passing.height()
    assert held.top() == place.over.rect().top()
    assert place.over.rect().contains(held)


def test_only_the_offer_that_is_named_is_withdrawn(place: Place) -> None:
    place.notices.offer("Deleted it.", place.undo)
    place.notices.withdraw(place.leave)
    assert place.told == "Deleted it."
    place.notices.withdraw(place.undo)
    assert place.told == ""


def test_an_offer_that_is_taken_is_gone(place: Place) -> None:
    place.hold()
    place.notices.offer("Deleted it.", place.undo)
    place.button("Undo").click()
    assert place.done == ["undone"]
    assert place.told == "Linking: click the other."
