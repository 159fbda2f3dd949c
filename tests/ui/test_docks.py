"""Panels that share a dock: a tab or a key chooses one, and the window remembers which."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dock import Dock
from tests.build import ANN, article, project
from tests.journeys.hands import Hands, open_window

PANELS = ("library", "actors", "inspector", "annotations", "checks")


def opened(qtbot: QtBot, folder: Path) -> Hands:
    hands = open_window(qtbot, folder / "settings.ini", ANN)
    hands.window.resize(1200, 800)
    return hands


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    hands = opened(qtbot, tmp_path)
    hands.window.show_project(project(tmp_path, article()))
    hands.wait_for_window()
    return hands


def seen(hands: Hands) -> set[str]:
    """Return the panels that are seen, which are those whose actions are checked."""
    panels = hands.window.workplace.around.panels()
    visible = {name for name, panel in panels.items() if panel.isVisible()}
    assert visible == {name for name in PANELS if hands.window.acting[f"view.{name}"].isChecked()}
    return visible


def tabs(hands: Hands, panel: QWidget) -> QTabBar:
    dock = panel.parent()
    while not isinstance(dock, Dock):
        assert dock is not None
        dock = dock.parent()
    found = dock.findChild(QTabBar)
    assert isinstance(found, QTabBar)
    return found


def test_of_the_panels_of_a_dock_one_is_seen(hands: Hands) -> None:
    assert seen(hands) == {"library", "inspector", "annotations"}
    hands.keys("Alt+4", "Alt+5")
    assert seen(hands) == {"actors", "inspector", "checks"}
    hands.keys("Alt+1")
    assert seen(hands) == {"library", "inspector", "checks"}


def test_the_key_of_the_panel_that_is_seen_hides_the_dock_and_brings_it_back(hands: Hands) -> None:
    hands.keys("Alt+4", "Alt+4")
    assert seen(hands) == {"inspector", "annotations"}
    hands.keys("Alt+4")
    assert seen(hands) == {"actors", "inspector", "annotations"}


def test_a_click_on_a_tab_shows_its_panel(hands: Hands) -> None:
    bar = tabs(hands, hands.window.workplace.checks)
    at = next(at for at in range(bar.count()) if bar.tabText(at).startswith("Checks"))
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
    assert seen(hands) == {"library", "inspector", "checks"}


def test_how_much_there_is_stands_on_the_tab(hands: Hands) -> None:
    bar = tabs(hands, hands.window.workplace.checks)
    hands.window.workplace.docks.set_count("checks", 1234)
    assert bar.tabText(1) == "Checks 1,234"
    hands.window.workplace.docks.set_count("checks", None)
    assert bar.tabText(1) == "Checks"


def test_in_little_room_the_titles_of_tabs_are_cut_and_no_buttons_scroll_them(
    hands: Hands,
) -> None:
    bar = tabs(hands, hands.window.workplace.checks)
    hands.window.workplace.docks.set_count("checks", 1234)
    bar.setFixedWidth(90)
    QApplication.processEvents()
    assert not any(one.isVisible() for one in bar.findChildren(QToolButton))
    assert bar.tabRect(1).right() <= 90


def test_an_undo_leaves_the_keyboard_on_the_findings(hands: Hands) -> None:
    hands.keys("Alt+5")
    checks = hands.window.workplace.checks
    hands.qtbot.waitUntil(lambda: checks.model.count > 0)
    checks.list.take_keyboard()
    checks.list.enter_near(0)
    before = hands.window.project
    assert before is not None
    hands.window.acting["check.repair"].trigger()
    assert before.next_undo is not None
    checks.list.setFocus()
    hands.window.acting["edit.undo"].trigger()
    assert before.next_undo is None
    assert checks.has_focus()


def test_focus_mode_brings_back_the_same_panels(hands: Hands) -> None:
    hands.keys("Alt+4", "Alt+3")
    before = seen(hands)
    hands.keys("F11")
    assert seen(hands) == set()
    hands.keys("F11")
    assert seen(hands) == before == {"actors", "inspector"}


def test_the_window_remembers_which_panel_was_seen(
    qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    hands.keys("Alt+4", "Alt+5")
    path = hands.path
    hands.window.close()
    again = opened(qtbot, tmp_path)
    again.open(path)
    again.wait(lambda: again.window.project is not None)
    again.wait_for_window()
    assert seen(again) == {"actors", "inspector", "checks"}
