"""Clicks in a row, drags past the edges, buttons at the side, and picking."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.scheme import LABELS, QUOTE
from annotator.core.span import Span
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.ui.text.test_grips import move, press, release, scrolls
from tests.ui.text.test_view import (
    LONG,
    NEWS,
    annotation,
    caret_rect,
    picture,
    place,
    press_in_a_row,
    send,
    shown,
    span_of,
)

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NO_BUTTON = Qt.MouseButton.NoButton
WORDS = (
    "They don't. We don’t. Ask O'Neill or O’Neill’s heir of 3.5% or 1,000,000 in a state-owned "
    "U.S. port. “Act,” he said…then left. He did.\n"
    "قالت الوزيرة: «لن نوقع هذا العقد» اليوم. ثم غادرت القاعة.\n"
    "他昨天说：“北京大学很好。”然后离开了。"
)


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.show_text(WORDS, SpanIndex(), LABELS)
    return shown(qtbot, view)


@pytest.fixture
def long(view: TextView) -> TextView:
    view.show_text(LONG, SpanIndex(), LABELS)
    return view


def inside(view: TextView, words: str) -> QPoint:
    """Return the middle of the second character of some words, or of the only one."""
    at = WORDS.index(words) + (len(words) > 1)
    left, right = caret_rect(view, at, WORDS), caret_rect(view, at + 1, WORDS)
    return (left.center() + right.center()) / 2


def press_button(
    on: QWidget, at: QPoint, button: Qt.MouseButton, also: Qt.MouseButton = NO_BUTTON
) -> None:
    """Press a button, as a hand that may hold another one."""
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress, QPointF(at), QPointF(on.mapToGlobal(at)),
        button, button | also, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(on, event)


# Clicks in a row


@pytest.mark.parametrize(
    "word",
    [
        "don't", "don’t", "O'Neill", "O’Neill’s", "3.5", "1,000,000", "state-owned", "U.S.", "Act",
        "said", "then", "الوزيرة", "العقد", "京", "很",
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", ["press and double click", "double click alone"])
def test_two_clicks_select_a_word(view: TextView, word: str, by: str) -> None:
    if by == "double click alone":
        QTest.mouseDClick(view.viewport(), LEFT, pos=inside(view, word))
    else:
        press_in_a_row(view, inside(view, word), 2)

    assert view.selection() == span_of(word, WORDS)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("don’t", "We don’t."),
        ("3.5", "Ask O'Neill or O’Neill’s heir of 3.5% or 1,000,000 in a state-owned U.S. port."),
        ("left", "“Act,” he said…then left."),
        ("نوقع", "قالت الوزيرة: «لن نوقع هذا العقد» اليوم."),
        ("京", "他昨天说：“北京大学很好。”"),
    ],
)
def test_three_clicks_select_the_sentence_and_four_the_paragraph(
    view: TextView, word: str, sentence: str
) -> None:
    paragraph = next(line for line in WORDS.split("\n") if word in line)

    press_in_a_row(view, inside(view, word), 3)
    assert view.selection() == span_of(sentence, WORDS)

    view.clear_selection()
    press_in_a_row(view, inside(view, word), 4)
    assert view.selection() == span_of(paragraph, WORDS)


def test_clicks_that_qtest_makes_in_a_row_count_as_well(view: TextView) -> None:
    at = inside(view, "left")

    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    word = view.selection()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)

    assert word == span_of("left", WORDS)
    assert view.selection() == span_of("“Act,” he said…then left.", WORDS)


def test_a_click_elsewhere_begins_anew(view: TextView) -> None:
    press_in_a_row(view, inside(view, "don’t"), 2)

    QTest.mouseDClick(view.viewport(), LEFT, pos=inside(view, "state-owned"))

    assert view.selection() == span_of("state-owned", WORDS)


def test_a_click_does_not_scroll_to_where_the_caret_was(long: TextView, qtbot: QtBot) -> None:
    long.select(span_of("Paragraph 3.", LONG))
    long.reveal(span_of("Paragraph 150.", LONG))
    at = LONG.index("Paragraph 150.") + 4

    qtbot.mouseClick(long.viewport(), LEFT, pos=place(long, at, LONG))

    assert long.caret() == at
    assert long.selection() is None


# Past the edges


@pytest.mark.parametrize("down", [True, False])
def test_a_selection_dragged_past_an_edge_goes_on_and_on(
    long: TextView, qtbot: QtBot, down: bool
) -> None:
    middle = span_of("Paragraph 150.", LONG)
    long.reveal(middle)
    start = place(long, middle.start + 3, LONG)
    past = QPoint(250, long.viewport().height() + 40 if down else -40)
    before = long.first_visible()

    QTest.mousePress(long.viewport(), LEFT, pos=start)
    QTest.mouseMove(long.viewport(), start + QPoint(9, 2))
    QCursor.setPos(long.viewport().mapToGlobal(past))
    QTest.mouseMove(long.viewport(), past)
    qtbot.waitUntil(lambda: abs(long.first_visible() - before) > 2_000)
    QTest.mouseRelease(long.viewport(), LEFT, pos=past)

    assert not scrolls(long)
    chosen = long.selection()
    assert chosen is not None
    assert len(chosen) > 2_000
    assert (chosen.start if down else chosen.end) in (middle.start, middle.start + 9)
    caret = caret_rect(long, long.caret(), LONG)
    assert long.viewport().rect().adjusted(0, -40, 0, 40).contains(caret)


def test_a_drag_from_beside_the_column_scrolls_too(long: TextView, qtbot: QtBot) -> None:
    beside = QPoint(long.viewport().x() - 12, 40)
    past = QPoint(beside.x() + 90, long.height() + 50)

    QTest.mousePress(long, LEFT, pos=beside)
    QTest.mouseMove(long, beside + QPoint(60, 60))
    QTest.mouseMove(long, past)
    qtbot.waitUntil(lambda: long.first_visible() > 300)
    QTest.mouseRelease(long, LEFT, pos=past)

    chosen = long.selection()
    assert chosen is not None
    assert chosen.start < 300 < chosen.end


def test_where_the_page_ends_with_the_screen_its_last_pixel_is_past_it(
    long: TextView, qtbot: QtBot
) -> None:
    long.setGeometry(long.screen().geometry())
    qtbot.waitUntil(lambda: long.viewport().height() == long.screen().geometry().height())
    lowest = QPoint(200, long.viewport().height() - 1)
    start = QPoint(60, 60)
    press(long, start)

    move(long, start, lowest - QPoint(0, 20))
    assert not scrolls(long)
    move(long, lowest, lowest)

    qtbot.waitUntil(lambda: long.first_visible() > 0)
    release(long, lowest)
    assert not scrolls(long)


def test_the_farther_away_the_mouse_the_quicker_it_scrolls(long: TextView, qtbot: QtBot) -> None:
    bottom = long.viewport().height()
    start = QPoint(60, 60)

    def lines_after(beyond: int) -> int:
        long.set_first_visible(0)
        to = QPoint(200, bottom + beyond)
        press(long, start)
        move(long, start, to)
        first = len(seen)
        qtbot.waitUntil(lambda: len(seen) >= first + 4)
        release(long, to)
        return seen[first + 3] - seen[first]

    seen: list[int] = []
    long.verticalScrollBar().valueChanged.connect(seen.append)

    assert lines_after(600) >= 4 * lines_after(5)


def test_a_drag_that_scrolls_selects_what_the_wheel_would_have_shown(
    long: TextView, qtbot: QtBot
) -> None:
    start = place(long, LONG.index("Paragraph 1."), LONG)
    past = QPoint(250, long.viewport().height() + 40)
    press(long, start)
    move(long, start, past)
    qtbot.waitUntil(lambda: long.first_visible() > 800)
    back = QPoint(200, 300)

    move(long, past, back)
    release(long, back)

    chosen = long.selection()
    assert chosen is not None
    assert chosen.start == LONG.index("Paragraph 1.")
    line = caret_rect(long, chosen.end, LONG)
    assert abs(line.center().y() - 300) < long.spacing.pitch


# Other buttons


@pytest.mark.parametrize(
    ("button", "told"),
    [(Qt.MouseButton.BackButton, -1), (Qt.MouseButton.ForwardButton, 1)],
)
def test_a_button_at_the_side_is_told(
    view: TextView, qtbot: QtBot, button: Qt.MouseButton, told: int
) -> None:
    view.select(Span(0, 4))

    with qtbot.waitSignal(view.side_button) as signal, qtbot.assertNotEmitted(view.clicked):
        qtbot.mouseClick(view.viewport(), button, pos=inside(view, "left"))

    assert signal.args == [told]
    assert view.selection() == Span(0, 4)


@pytest.mark.parametrize("beside", ["margin", "overview"])
def test_a_button_at_the_side_is_told_beside_the_words(
    view: TextView, qtbot: QtBot, beside: str
) -> None:
    margin = QPoint(view.viewport().x() - 9, 60)
    on, at = (view, margin) if beside == "margin" else (view.overview, QPoint(4, 60))

    with qtbot.waitSignal(view.side_button) as signal:
        press_button(on, at, Qt.MouseButton.BackButton)

    assert signal.args == [-1]


def test_a_right_click_keeps_what_is_selected(view: TextView, qtbot: QtBot) -> None:
    view.select(span_of("state-owned", WORDS))

    with qtbot.assertNotEmitted(view.clicked):
        press_button(view.viewport(), inside(view, "state-owned"), RIGHT)

    assert view.selection() == span_of("state-owned", WORDS)


# Picking


def test_picking_tells_a_click_and_leaves_caret_and_selection(view: TextView, qtbot: QtBot) -> None:
    view.select(span_of("state-owned", WORDS))
    view.set_picking(True)

    with qtbot.waitSignal(view.clicked) as told, qtbot.assertNotEmitted(view.selected_by_mouse):
        qtbot.mouseClick(view.viewport(), LEFT, pos=inside(view, "left"))

    assert told.args == [WORDS.index("left") + 1]
    assert view.selection() == span_of("state-owned", WORDS)


def test_a_drag_picks_nothing(view: TextView, qtbot: QtBot) -> None:
    view.set_picking(True)
    start, to = inside(view, "don’t"), inside(view, "left")

    with qtbot.assertNotEmitted(view.clicked):
        press(view, start)
        move(view, start, to)
        release(view, to)

    assert view.selection() is None


def test_while_picking_the_cursor_is_a_cross_even_at_an_end(view: TextView) -> None:
    item = annotation("“We don’t wait.”", QUOTE)
    view.show_text(NEWS, SpanIndex([item]), LABELS)
    view.set_selected(item.uid)
    at = caret_rect(view, item.start).center()

    view.set_picking(True)
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    before = picture(view)
    send(view.viewport(), QEvent.Type.MouseMove, at + QPoint(12, 0))
    send(view.viewport(), QEvent.Type.MouseMove, at)
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    assert picture(view) == before

    view.set_picking(False)
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_what_is_under_the_mouse_stands_out_while_picking(view: TextView) -> None:
    item = annotation("“We don’t wait.”", QUOTE)
    view.show_text(NEWS, SpanIndex([item]), LABELS)
    view.set_picking(True)
    before = picture(view)

    send(view.viewport(), QEvent.Type.MouseMove, place(view, item.start + 4))

    assert picture(view) != before


def test_a_press_of_which_the_end_was_never_seen_does_not_hold_up_the_next(
    view: TextView, qtbot: QtBot
) -> None:
    press(view, inside(view, "don’t"))  # and a dialog takes the release away
    press(view, inside(view, "left"))

    with qtbot.waitSignal(view.clicked) as told:
        release(view, inside(view, "left"))

    assert told.args == [WORDS.index("left") + 1]


def test_two_buttons_at_once_are_one_gesture(view: TextView) -> None:
    start, to = inside(view, "don’t"), inside(view, "heir")
    press(view, start)
    press_button(view.viewport(), to, RIGHT, LEFT)

    move(view, start, to)
    release(view, to)

    chosen = view.selection()
    assert chosen is not None
    assert chosen.of(WORDS).startswith("don’t")
    assert chosen.of(WORDS).endswith("heir")
