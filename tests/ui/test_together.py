"""Panes that scroll together: in step, from one end to the other, and nobody fights."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.scheme import QUOTE
from annotator.ui.pane import Pane
from annotator.ui.settings import LINE_SPACING
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import Hands, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def text_of(paragraphs: int, most: int) -> str:
    """Return a text whose paragraphs are of uneven length."""
    lot = Random(paragraphs)
    return "\n\n".join(
        f"Paragraph {n}. " + "words and more words to fill " * lot.randint(0, most)
        for n in range(paragraphs)
    )


SHORT, LONG, MIDDLE, TINY = text_of(60, 12), text_of(170, 30), text_of(90, 9), "Nothing more."
TEXTS = {"short": SHORT, "long": LONG, "middle": MIDDLE, "tiny": TINY}
QUOTED = annotation(article(LONG, uid="long"), "Paragraph 120.", QUOTE)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    made = project(tmp_path, *(article(text, uid=name) for name, text in TEXTS.items()))
    made.bring_in([QUOTED])
    made.close()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "test.annotator")
    hands.wait_for_window()
    show(hands, "short", "long")
    hands.keys("Ctrl+Shift+L")
    return hands


def show(hands: Hands, *uids: str) -> None:
    hands.window.workplace.desk.open_articles(uids)
    QApplication.processEvents()
    # The panels get the sizes that are theirs once the window has its own.
    hands.wait(lambda: not hands.window.workplace.docks._settled.isActive())


def panes(hands: Hands) -> list[Pane]:
    return list(hands.window.workplace.desk.panes)


def turn(pane: Pane, clicks: int) -> None:
    """Turn the wheel over a pane, towards the end by so many clicks."""
    viewport = pane.view.viewport()
    at = QPointF(viewport.rect().center())
    for _ in range(abs(clicks)):
        turned = QPoint(0, -120 if clicks > 0 else 120)
        event = QWheelEvent(
            at, viewport.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def share(pane: Pane) -> float:
    """Return how much of what is not on screen is above it."""
    assert pane.article is not None
    above = pane.view.first_visible()
    below = len(pane.article.text) - pane.view.last_visible()
    return above / (above + below) if above + below else 0.0


def in_step(hands: Hands, tolerance: float = 0.03) -> bool:
    """Say whether all panes are as far, but for some lines: only whole ones are scrolled."""
    shares = [share(pane) for pane in panes(hands) if pane.view.verticalScrollBar().maximum()]
    return max(shares) - min(shares) < tolerance


def test_what_is_scrolled_in_one_is_scrolled_in_the_other(hands: Hands) -> None:
    turn(hands.left, 20)
    assert share(hands.left) > 0.05
    assert in_step(hands)

    turn(hands.right, 200)
    assert share(hands.left) > 0.1
    assert in_step(hands)


def test_without_it_each_scrolls_on_its_own(hands: Hands) -> None:
    turn(hands.left, 4)
    hands.keys("Ctrl+Shift+L")
    there = hands.right.view.first_visible()

    turn(hands.left, 4)

    assert hands.right.view.first_visible() == there
    assert hands.told[0] == "Each pane scrolls on its own"


def test_switched_on_the_others_come_to_where_one_reads(hands: Hands) -> None:
    hands.keys("Ctrl+Shift+L")
    turn(hands.left, 5)
    turn(hands.right, 90)
    there = hands.left.view.first_visible()
    assert not in_step(hands)

    hands.keys("Ctrl+Shift+L")

    assert hands.left.view.first_visible() == there
    assert in_step(hands)
    assert hands.told[0] == "The panes scroll together"


def know_all_lines(pane: Pane) -> None:
    """Have Qt count the lines that were never on screen, too, so that its numbers stay."""
    block = pane.view.document().begin()
    while block.isValid():
        pane.view.blockBoundingRect(block)
        block = block.next()


@pytest.mark.parametrize("leader", [0, 1, 2], ids=["short", "long", "middle"])
def test_all_go_evenly_from_end_to_end(leader: int, hands: Hands) -> None:
    show(hands, "short", "long", "middle", "tiny")
    bars = [pane.view.verticalScrollBar() for pane in panes(hands)]
    for pane in panes(hands):
        know_all_lines(pane)
    QApplication.processEvents()
    steps = bars[leader].maximum()
    before = [0, 0, 0, 0]
    for step in (*range(1, steps + 1), *range(steps - 1, -1, -1)):
        bars[leader].setValue(step)
        now = [bar.value() for bar in bars]
        way = now[leader] - before[leader]
        for bar, one, other in zip(bars, now, before, strict=True):
            assert (one - other) * way >= 0, "goes the other way"
            assert abs(one - other) <= 1.5 * bar.maximum() / steps + 3, "jumps"
        if step == steps:
            assert now == [bar.maximum() for bar in bars]
        before = now
    assert before == [0, 0, 0, 0]


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=st.lists(st.tuples(st.integers(0, 2), st.floats(0, 1)), min_size=1, max_size=6))
def test_wherever_one_goes_the_others_are_there_too(
    hands: Hands, moves: list[tuple[int, float]]
) -> None:
    if len(panes(hands)) == 2:
        show(hands, "short", "long", "middle")
    for number, far in moves:
        bar = panes(hands)[number].view.verticalScrollBar()
        bar.setValue(round(far * bar.maximum()))
        there = panes(hands)[number].view.first_visible()
        QApplication.processEvents()
        assert in_step(hands, 0.06)
        assert panes(hands)[number].view.first_visible() == there


def test_a_jump_in_one_moves_the_others_and_is_not_undone(hands: Hands) -> None:
    show(hands, "short", "long", "middle")

    hands.window.workplace.desk.go_to_annotation(QUOTED.uid)
    QApplication.processEvents()

    view = hands.right.view
    assert view.first_visible() <= QUOTED.start <= view.last_visible()
    assert share(hands.right) > 0.5
    assert in_step(hands)


def test_a_jump_into_another_article_is_not_undone(hands: Hands) -> None:
    show(hands, "short", "middle")
    turn(hands.left, 3)

    hands.window.workplace.desk.go_to_annotation(QUOTED.uid)
    QApplication.processEvents()

    view = hands.left.view
    assert hands.left.article is not None
    assert hands.left.article.uid == "long"
    assert view.first_visible() <= QUOTED.start <= view.last_visible()
    assert in_step(hands)


def test_keys_that_move_the_caret_move_all(hands: Hands) -> None:
    for _ in range(5):
        hands.press(hands.left, Qt.Key.Key_PageDown)
    assert share(hands.left) > 0.1
    assert in_step(hands)


def test_an_article_that_is_opened_comes_to_where_the_others_are(hands: Hands) -> None:
    turn(hands.left, 20)
    there = hands.left.view.first_visible()

    hands.window.workplace.desk.open_article("middle", hands.right)
    QApplication.processEvents()

    assert hands.left.view.first_visible() == there
    assert share(hands.right) > 0.1
    assert in_step(hands)


def test_where_it_is_opened_in_the_pane_that_led_the_others_stay_all_the_same(
    hands: Hands,
) -> None:
    turn(hands.right, 60)
    there = hands.left.view.first_visible()

    hands.window.workplace.desk.open_article("middle", hands.right)
    QApplication.processEvents()

    assert hands.left.view.first_visible() == there > 0
    assert in_step(hands)


def test_a_pane_that_is_added_scrolls_along_and_one_that_is_closed_is_not_missed(
    hands: Hands,
) -> None:
    desk = hands.window.workplace.desk
    turn(hands.left, 6)
    there = hands.left.view.first_visible()
    hands.keys("Ctrl+T")
    desk.open_article("middle", panes(hands)[2])
    QApplication.processEvents()
    assert abs(hands.left.view.first_visible() - there) < 100
    assert in_step(hands)

    hands.keys("Ctrl+1", "Ctrl+W")
    assert len(panes(hands)) == 2
    turn(panes(hands)[1], 5)
    assert in_step(hands)
    hands.keys("Ctrl+W")
    turn(panes(hands)[0], 5)
    assert share(panes(hands)[0]) > 0.1


def test_it_holds_when_lines_are_broken_anew(hands: Hands) -> None:
    turn(hands.left, 10)
    before = share(hands.left)

    hands.keys("Ctrl++", "Ctrl++", "Ctrl++")
    hands.window.settings.change(LINE_SPACING, 2.2)
    hands.window.resize(900, 600)
    QApplication.processEvents()
    assert share(hands.left) == pytest.approx(before, abs=0.06)
    assert in_step(hands)

    # What is turned next counts, and is not taken for a consequence of that.
    turn(hands.right, 40)
    assert share(hands.right) > before
    assert in_step(hands)


def test_the_texts_do_not_wander_while_their_size_changes(hands: Hands) -> None:
    turn(hands.left, 10)
    there = hands.left.view.first_visible()
    for _ in range(6):
        hands.keys("Ctrl++", "Ctrl+-")
        QApplication.processEvents()
    assert hands.left.view.first_visible() == there


def test_at_the_end_larger_letters_keep_them_in_step(hands: Hands) -> None:
    QTest.keyClick(hands.left.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hands.keys(*["Ctrl++"] * 6)
    QApplication.processEvents()
    assert share(hands.left) < 0.99
    assert in_step(hands, 0.005)


def test_where_nothing_can_be_scrolled_nothing_happens(hands: Hands) -> None:
    show(hands, "tiny", "long")
    turn(hands.right, 20)
    turn(hands.left, 3)
    assert hands.left.view.first_visible() == 0
    assert share(hands.right) > 0
