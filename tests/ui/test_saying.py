"""What somebody hears who tags, chooses and goes about without seeing it: each thing once."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.scheme import CLAIM
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import COURIER, WIRE, Hands, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT, RIGHT = article(COURIER, uid="courier"), article(WIRE, uid="wire")
HARDEST = annotation(LEFT, "“the hardest decision of my life”")
VOTED = annotation(LEFT, "the council voted 14 to 9", CLAIM)
COUNT = annotation(RIGHT, "The vote was 15 to 8.", CLAIM)


class Ears:
    """Hear what is announced, as a screen reader would, which this machine has none of."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.heard: list[str] = []

    def after(self, *keys: str) -> list[str]:
        """Return what is said of some keys."""
        QApplication.processEvents()
        self.heard.clear()
        self.hands.keys(*keys)
        QApplication.processEvents()
        return list(self.heard)


@pytest.fixture
def ears(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ears:
    made = project(tmp_path, LEFT, RIGHT)
    made.bring_in([HARDEST, VOTED, COUNT])
    made.close()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "test.annotator")
    hands.window.workplace.desk.open_articles(["courier", "wire"])
    hands.wait_for_window()
    ears = Ears(hands)

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        ears.heard.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return ears


def test_what_one_goes_to_is_described(ears: Ears) -> None:
    assert ears.after("Tab") == ["Claim: “the council voted 14 to 9”"]
    assert ears.after("Tab") == ["Quote: “the hardest decision of my life”"]
    assert ears.after("Shift+Tab") == ["Claim: “the council voted 14 to 9”"]


def test_what_one_clicks_is_described_and_bare_text_is_nothing(ears: Ears) -> None:
    ears.hands.click(ears.hands.right, "The vote was", inside=4)
    QApplication.processEvents()
    assert ears.heard == ["Claim: “The vote was 15 to 8.”"]
    ears.heard.clear()
    ears.hands.click(ears.hands.right, "ALDERSUND", inside=4)
    QApplication.processEvents()
    assert ears.heard == ["Nothing is selected"]


def test_what_is_done_is_said_once(ears: Ears) -> None:
    ears.hands.click(ears.hands.right, "“I have the letter,”", inside=3)
    assert ears.after("Q") == ["Tagged quote “I have the letter,”"]
    (again,) = ears.after("Q")  # wider
    assert again.startswith("Moved the ends of quote ")
    assert ears.after("Ctrl+Z") == ["Undone: moved the ends of quote “I have the letter,”"]
    assert ears.after("Ctrl+Z") == ["Undone: tagged quote “I have the letter,”"]
    assert ears.after("Ctrl+Y") == ["Done again: tagged quote “I have the letter,”"]
    assert ears.after("Delete") == ["Erased quote “I have the letter,”"]


def test_what_is_tagged_already_is_said_to_be_and_described(ears: Ears) -> None:
    ears.hands.click(ears.hands.left, "“the hardest", inside=3)
    ears.hands.keys("Esc")
    assert ears.after("Q") == [
        "This is tagged as a quote already.", "Quote: “the hardest decision of my life”",
    ]  # fmt: skip


def test_letting_go_is_said_once(ears: Ears) -> None:
    ears.hands.keys("Tab")
    assert ears.after("Esc") == ["Nothing is selected"]
    assert ears.after("Esc") == []


def test_moving_the_caret_says_nothing_since_the_text_itself_is_read(ears: Ears) -> None:
    ears.hands.keys("Tab")
    assert ears.after("Right", "Down", "Ctrl+End", "Ctrl+Home") == []


def test_a_row_of_the_table_is_read_by_the_table(ears: Ears) -> None:
    panel = ears.hands.window.workplace.annotations
    ears.hands.wait(lambda: panel.model.rowCount() == 3)
    ears.hands.click_row(panel.findChild(QTableView), HARDEST.text)
    assert panel.isAncestorOf(ears.hands.keyboard)
    assert ears.after("Down") == []
    assert ears.hands.window.workplace.desk.tagging.selected == COUNT


def test_in_focus_mode_what_happens_is_said_by_what_is_visible(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    tellers: list[QWidget] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        teller = event.object()
        assert isinstance(teller, QWidget)
        tellers.append(teller)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    ears.hands.click(ears.hands.right, "“I have the letter,”", inside=3)
    ears.hands.keys("F11")
    tellers.clear()
    ears.hands.keys("Q", "Esc", "Shift+Tab")
    QApplication.processEvents()
    assert tellers
    assert all(one.isVisible() for one in tellers)


def test_where_nobody_listens_nothing_is_looked_up(
    ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        pytest.fail("asked the project")

    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    monkeypatch.setattr("annotator.ui.saying.described", fail)
    assert ears.after("Tab", "Tab", "Esc") == []


def test_who_speaks_is_said_once_it_is_chosen(ears: Ears) -> None:
    ears.after("Tab", "Tab")
    ears.after("S")
    heard = ears.after("1")
    assert heard[0].startswith("Said who speaks")
    assert heard[1].startswith("Speaker: ")
    assert len(heard) == 2


def test_who_is_proposed_and_taken_is_said(ears: Ears) -> None:
    place = COURIER.index("Ingrid")
    ears.hands.left.view.set_caret(place + 1)
    heard = ears.after("A")
    assert any("Ingrid Solheim" in one and one.startswith("Return: ") for one in heard)
    heard = ears.after("Return")
    assert heard[-1].startswith("Names: ")
