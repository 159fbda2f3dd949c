"""Size, spacing, column and numbers: changed while several articles are being read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.span import Span
from annotator.ui.pane import Pane
from annotator.ui.settings import COLUMN_WIDTH, LINE_SPACING, NUMBERS, TEXT_SIZE
from annotator.ui.text.margin import Margin
from tests.build import ANN, article, project
from tests.journeys.hands import Hands, Held, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TEXTS = {
    name: f"{name}\n\n" + "\n\n".join(f"{name} {n}. " + "More was said. " * 50 for n in range(60))
    for name in ("Alpha", "Bravo")
}


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    project(tmp_path, *(article(text, uid=name) for name, text in TEXTS.items())).close()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "test.annotator")
    hands.window.workplace.desk.open_articles(["Alpha", "Bravo"])
    hands.wait_for_window()
    hands.window.resize(1700, 800)
    QApplication.processEvents()
    hands.wait(lambda: not hands.window.workplace.docks._settled.isActive())
    for pane, number in ((hands.left, 20), (hands.right, 40)):
        pane.view.set_first_visible(_place(pane, number))
    return hands


def _place(pane: Pane, number: int) -> int:
    """Return a place in the middle of a paragraph."""
    assert pane.article is not None
    return pane.article.text.index(f" {number}. ") + 400


def turn(hands: Hands, clicks: int) -> None:
    """Turn the wheel over the left text with Ctrl held, as the system tells of it."""
    viewport = hands.left.view.viewport()
    at = viewport.mapTo(hands.window, viewport.rect().center())
    window = hands.window.windowHandle()
    for _ in range(abs(clicks)):
        turned = QPoint(0, 120 if clicks > 0 else -120)
        QTest.wheelEvent(window, QPointF(at), turned, QPoint(), Held.ControlModifier)


CHANGES: dict[str, Callable[[Hands], object]] = {
    "Ctrl++": lambda hands: hands.keys("Ctrl++", "Ctrl++"),
    "Ctrl+-": lambda hands: hands.keys("Ctrl+-", "Ctrl+-"),
    "the wheel": lambda hands: turn(hands, 1),
    "line spacing": lambda hands: hands.window.settings.change(LINE_SPACING, 2.2),
    "column": lambda hands: hands.window.settings.change(COLUMN_WIDTH, 22),
    "numbers": lambda hands: hands.window.settings.change(NUMBERS, False),
    "another pane": lambda hands: hands.window.workplace.desk.add_pane(),
    "a smaller window": lambda hands: hands.window.resize(1000, 500),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once_in_all_panes_and_keeps_their_places(
    change: str, hands: Hands
) -> None:
    before = [pane.grab().toImage() for pane in (hands.left, hands.right)]
    kept = [pane.view.first_visible() for pane in (hands.left, hands.right)]

    CHANGES[change](hands)
    QApplication.processEvents()

    for pane, picture, place in zip((hands.left, hands.right), before, kept, strict=True):
        assert pane.grab().toImage() != picture
        view = pane.view
        top = Hands.point(pane, place).y()
        # The line on which these words are now may begin before them.
        assert abs(top) < 2 * view.spacing.pitch, "the words at the top are there still"


def test_keys_and_wheel_change_the_size_and_ctrl_0_brings_it_back(hands: Hands) -> None:
    sizes = []
    for keys in (("Ctrl++",), ("Ctrl+=",), ("Ctrl+-",)):
        hands.keys(*keys)
        sizes.append(hands.right.view.reading.size)
    turn(hands, 1)
    sizes.append(hands.right.view.reading.size)
    turn(hands, -2)
    sizes.append(hands.left.view.reading.size)
    hands.keys("Ctrl+0")

    usual = TEXT_SIZE.default
    assert sizes == [usual + 1, usual + 2, usual + 1, usual + 2, usual]
    assert hands.left.view.reading.size == hands.right.view.reading.size == usual


def test_ctrl_and_the_wheel_do_not_scroll(hands: Hands) -> None:
    before = hands.left.view.first_visible()
    turn(hands, 1)
    turn(hands, -1)
    assert hands.left.view.first_visible() == before


def test_a_new_pane_is_as_the_others_are(hands: Hands) -> None:
    hands.window.settings.change(NUMBERS, False)
    hands.window.settings.change(LINE_SPACING, 2.2)
    pane = hands.window.workplace.desk.add_pane()
    assert pane.view.reading == hands.left.view.reading
    assert pane.view.findChildren(Margin)[0].isHidden()


def test_numbers_come_and_go_with_their_setting_and_are_kept(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    margin = hands.left.view.findChildren(Margin)[0]
    assert margin.isVisible()
    hands.window.settings.change(NUMBERS, False)
    assert not margin.isVisible()
    hands.window.close()

    again = open_window(qtbot, tmp_path / "settings.ini", ANN)
    again.open(tmp_path / "test.annotator")
    assert not again.left.view.findChildren(Margin)[0].isVisible()
    again.window.settings.change(NUMBERS, True)
    assert again.left.view.findChildren(Margin)[0].isVisible()


def test_the_selection_survives_a_change_of_size(hands: Hands) -> None:
    place = _place(hands.left, 20)
    hands.left.view.select(Span(place, place + 20))
    hands.keys("Ctrl++")
    assert hands.left.view.selection() == Span(place, place + 20)
