"""Focus mode: nothing but the texts, all keys, and everything as it was afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QPlainTextEdit, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.find.bar import FindBar
from tests.build import ANN, article, project
from tests.journeys.hands import COURIER, WIRE, Hands, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LONG = "Long\n\n" + "\n\n".join(
    f"Paragraph {n}. " + "More was said of it. " * 60 for n in range(40)
)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    texts = (COURIER, WIRE, LONG)
    made = (article(text, uid=name) for text, name in zip(texts, "cwl", strict=True))
    project(tmp_path, *made).close()
    return start(qtbot, tmp_path)


def start(qtbot: QtBot, folder: Path) -> Hands:
    hands = open_window(qtbot, folder / "settings.ini", ANN)
    hands.open(folder / "test.annotator")
    hands.wait_for_window()
    hands.left.take_keyboard()
    return hands


def settle(hands: Hands) -> None:
    """Wait until the panels have the sizes that are theirs, once the window has its own."""
    QApplication.processEvents()
    hands.wait(lambda: not hands.window.workplace.docks._settled.isActive())


def around(hands: Hands) -> dict[str, bool]:
    """Return what there is around the texts, by name, and whether it is seen."""
    window = hands.window
    parts: list[QWidget] = [window.menuBar(), window.status, *window.findChildren(QToolBar)]
    parts += window.findChildren(QDockWidget)
    return {one.objectName() or type(one).__name__: one.isVisible() for one in parts}


def seen(hands: Hands) -> set[str]:
    return {name for name, is_seen in around(hands).items() if is_seen}


def test_only_the_panes_are_shown_on_the_whole_screen(hands: Hands) -> None:
    assert len(seen(hands)) == len(around(hands)) == 6

    hands.keys("F11")

    assert seen(hands) == set()
    assert hands.window.isFullScreen()
    assert hands.left.isVisible()
    assert hands.right.isVisible()
    assert hands.window.workplace.desk.width() == hands.window.width()


def test_the_same_key_brings_everything_back(hands: Hands) -> None:
    before = seen(hands)
    hands.keys("F11", "F11")

    assert seen(hands) == before
    assert not hands.window.isFullScreen()
    assert hands.window.notices.sentence == ""
    assert not hands.window.acting["view.focus"].isChecked()


def test_it_says_how_to_get_out_and_its_button_does(hands: Hands) -> None:
    hands.keys("F11")
    assert "F11" in hands.window.notices.sentence

    hands.press_button(hands.window.notices._offer)

    assert not hands.window.isFullScreen()
    assert hands.window.notices.sentence == ""


def test_without_a_key_the_sentence_names_none(hands: Hands) -> None:
    hands.window.acting.rebind("view.focus", "")
    hands.choose("view.focus")

    assert hands.window.notices.sentence == "Only the texts are shown, and all keys work."


def test_what_was_hidden_before_stays_hidden(hands: Hands) -> None:
    hands.keys("Alt+2")
    before = seen(hands)
    assert "inspectorDock" not in before

    hands.keys("F11", "F11")

    assert seen(hands) == before


def test_the_keys_of_the_hidden_menus_and_of_the_labels_work(hands: Hands) -> None:
    hands.keys("F11")

    hands.keys("Ctrl+2")
    assert hands.keyboard is hands.right.view
    hands.keys("Ctrl+1")
    assert hands.keyboard is hands.left.view
    hands.click(hands.left, "“the hardest decision", inside=3)
    hands.keys("Q")
    assert [one.text for one in hands.left.index] == ["“the hardest decision of my life”"]
    hands.keys("Ctrl+F")
    assert isinstance(hands.keyboard.parent(), FindBar)
    hands.write("council")
    hands.keys("Return", "Esc")
    assert hands.left.view.selection() is not None
    hands.keys("Ctrl+Z")
    assert len(hands.left.index) == 0
    hands.keys("Ctrl++")
    assert hands.left.view.reading.size > 12.5
    hands.keys("Ctrl+T")
    assert len(hands.window.workplace.desk.panes) == 3
    hands.keys("F11")
    assert not hands.window.isFullScreen()


@pytest.mark.parametrize("stops", [1, 2, 3])
def test_the_keyboard_comes_to_the_text_that_had_it(stops: int, hands: Hands) -> None:
    hands.keys("Ctrl+2", *["F6"] * stops)
    assert not hands.window.workplace.desk.isAncestorOf(hands.keyboard)

    hands.choose("view.focus")

    assert hands.keyboard is hands.right.view


def test_a_panel_comes_when_it_is_called_and_goes_when_one_is_back_in_a_text(hands: Hands) -> None:
    hands.click(hands.left, "“the hardest decision", inside=3)
    hands.keys("F11", "Q", "N")
    assert seen(hands) == {"inspectorDock"}
    assert isinstance(hands.keyboard, QPlainTextEdit)
    hands.write("as printed")
    hands.keys("Esc")
    assert seen(hands) == set()
    assert [one.note for one in hands.left.index] == ["as printed"]

    hands.keys("Alt+1")
    assert seen(hands) == {"libraryDock"}
    hands.keys("Ctrl+2")
    assert seen(hands) == set()

    hands.keys("F11")
    assert len(seen(hands)) == 6


def test_it_ends_where_the_system_ends_it(hands: Hands) -> None:
    hands.window.showMaximized()
    hands.keys("F11")

    hands.window.showNormal()

    assert len(seen(hands)) == 6
    assert not hands.window.isMaximized()
    assert not hands.window.acting["view.focus"].isChecked()
    hands.keys("F11")
    assert hands.window.isFullScreen()


def test_a_window_that_filled_the_screen_does_so_again(hands: Hands) -> None:
    hands.window.showMaximized()
    hands.keys("F11", "F11")
    assert hands.window.isMaximized()
    assert not hands.window.isFullScreen()


@pytest.mark.parametrize("by", ["closing the window", "closing the project", "another project"])
def test_the_next_start_is_as_it_was_before_focus_mode(
    by: str, hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    hands.keys("Alt+3")
    shown = seen(hands)
    size = hands.window.size()
    hands.keys("F11")

    if by == "closing the project":
        hands.choose("file.close")
    elif by == "another project":
        hands.window.acting.attempt(hands.window.workplace.filing.open_sample)
        assert len(seen(hands)) == 5
    hands.window.close()
    again = start(qtbot, tmp_path)

    assert seen(again) == shown
    assert again.window.size() == size
    assert not again.window.isFullScreen()


def test_without_a_project_there_is_none(hands: Hands) -> None:
    hands.choose("file.close")

    QTest.keyClick(hands.window, Qt.Key.Key_F11)

    assert not hands.window.isFullScreen()


def test_the_words_that_were_read_stay_where_they_are(hands: Hands) -> None:
    view, width = hands.left.view, hands.left.width()
    hands.window.workplace.desk.open_article("l", hands.left)
    settle(hands)  # the scroll bar takes its room
    view.set_first_visible(LONG.index("Paragraph 20.") + 700)
    kept = view.first_visible()

    hands.keys("F11")
    hands.wait(lambda: hands.left.width() != width)
    assert abs(view.first_visible() - kept) < 80
    hands.keys("F11")
    hands.wait(lambda: hands.left.width() == width)

    assert view.first_visible() == kept
