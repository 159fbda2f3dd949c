"""A quote in two parts, in the real window: joined where it is selected or under the mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation
from annotator.core.scheme import LABELS
from annotator.project.coder import this_coder
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.journeys.hands import Hands, answer, articles, open_window

HEAD = "“The terminal loses eleven million euros a year,”"
TAIL = "“Nobody in this hall can say they were not told.”"
BETWEEN = "said councillor Tomas Berg"
MARK = LIGHT.label_colours(LABELS[0].colour).mark


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Put a person before an article in which one quote is tagged as two parts."""
    hands = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    answer(monkeypatch, "ask_new", tmp_path / "harbour.annotator")
    hands.choose("file.new")
    hands.drop(*articles(tmp_path))
    hands.click(hands.left, HEAD, inside=4)
    hands.press(hands.left, Qt.Key.Key_Q)
    hands.click(hands.left, TAIL, inside=4)  # on bare text, which selects nothing
    head = next(iter(hands.left.index))
    hands.window.workplace.desk.tagging.select(hands.left, head)
    hands.press(hands.left, Qt.Key.Key_Q, shift=True)
    assert [one.text for one in hands.left.index] == [HEAD, TAIL]
    return hands


def words_between(view: TextView) -> QRect:
    """Return the room under the words between the two parts, as far as they are on one line."""
    start = view.text.index(BETWEEN)
    ends = []
    for at in (start, start + len("said")):
        view.set_caret(at)
        ends.append(view.cursorRect())
    return ends[0].united(ends[1]).adjusted(3, 0, -3, view.spacing.pitch // 4)


def is_joined(view: TextView) -> bool:
    room = words_between(view)
    image: QImage = view.viewport().grab().toImage()
    pixels = (
        image.pixelColor(x, y)
        for x in range(room.left(), room.right())
        for y in range(room.top(), room.bottom())
    )
    return MARK in pixels


def selected(hands: Hands) -> Annotation | None:
    return hands.window.workplace.desk.tagging.selected


def test_the_parts_are_joined_while_one_of_them_is_selected(hands: Hands) -> None:
    view = hands.left.view
    assert is_joined(view)

    hands.keys("Esc")
    assert not is_joined(view)

    hands.click(hands.left, HEAD, inside=4)
    assert is_joined(view)


def test_they_are_joined_while_the_mouse_is_over_one(hands: Hands) -> None:
    view = hands.left.view
    hands.keys("Esc")

    QTest.mouseMove(view.viewport(), hands.point(hands.left, view.text.index(TAIL) + 4))
    assert is_joined(view)

    QTest.mouseMove(view.viewport(), QPoint(20, view.viewport().height() - 5))
    assert not is_joined(view)


def test_undo_and_redo_of_the_second_part_take_the_line_along(hands: Hands) -> None:
    view = hands.left.view

    hands.choose("edit.undo")
    hands.click(hands.left, HEAD, inside=4)
    assert not is_joined(view)

    hands.choose("edit.redo")
    hands.click(hands.left, HEAD, inside=4)
    assert is_joined(view)


def test_a_part_keeps_its_other_when_its_end_is_pulled(hands: Hands) -> None:
    view, pane = hands.left.view, hands.left
    tail = next(one for one in pane.index if one.text == TAIL)
    hands.click(pane, TAIL, inside=4)
    start = hands.point(pane, tail.end)
    to = hands.point(pane, view.text.index("can say") + 2)

    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(view.viewport(), start + (to - start) * step / 4)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=to)

    after = selected(hands)
    assert after is not None
    assert after.text == "“Nobody in this hall can"
    assert [one.text for one in pane.parts_of(after)] == [HEAD, after.text]
    assert is_joined(view)
    hands.choose("edit.undo")
    assert [one.text for one in pane.index] == [HEAD, TAIL]
