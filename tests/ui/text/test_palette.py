"""The labels beside a selection, with the mouse of tests/ui/text/test_view.py."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.scheme import LABELS
from annotator.core.span import Span
from annotator.ui.text.palette import LabelPalette
from annotator.ui.text.view import TextView
from annotator.ui.theme import DARK, LIGHT
from tests.ui.text.test_view import NEWS, drag, place, press_in_a_row, send, shown, span_of

LONG = NEWS + "\n" + "\n".join(f"Paragraph {number} follows." for number in range(80))


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.show_text(LONG, SpanIndex(), LABELS)
    return shown(qtbot, view)


@pytest.fixture
def palette(view: TextView) -> LabelPalette:
    palette = LabelPalette(view, LIGHT)
    palette.show_labels(LABELS)
    return palette


def drag_over(view: TextView, words: str) -> None:
    span = span_of(words, LONG)
    drag(view, place(view, span.start, LONG), place(view, span.end - 1, LONG))


def selected(view: TextView) -> QRect:
    """Return the rectangle around a selection on one line."""
    ends = view.selection_ends()
    assert ends is not None
    return ends[0].united(ends[1])


def test_it_comes_with_a_selection_of_the_mouse(view: TextView, palette: LabelPalette) -> None:
    assert not palette.isVisible()

    drag_over(view, "Mayor Solheim")

    assert palette.isVisible()
    assert view.hasFocus()
    keys = [button.text() for button in palette.findChildren(QToolButton)]
    assert keys == [label.key for label in LABELS if label.key]


def test_it_comes_with_a_word_that_was_clicked_twice(view: TextView, palette: LabelPalette) -> None:
    press_in_a_row(view, place(view, LONG.index("Solheim"), LONG), 2)

    assert view.selection() == span_of("Solheim")
    assert palette.isVisible()


def test_it_does_not_come_with_the_keyboard(view: TextView, palette: LabelPalette) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    assert view.selection() is not None
    assert not palette.isVisible()


def test_it_does_not_come_with_a_mere_click(view: TextView, palette: LabelPalette) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 3, LONG))

    assert not palette.isVisible()


def test_it_does_not_come_when_it_is_not_wanted(view: TextView, palette: LabelPalette) -> None:
    palette.wanted = False

    drag_over(view, "Mayor Solheim")

    assert not palette.isVisible()


def test_it_does_not_come_without_a_label_that_has_a_key(
    view: TextView, palette: LabelPalette
) -> None:
    palette.show_labels([label for label in LABELS if not label.key])

    drag_over(view, "Mayor Solheim")

    assert not palette.isVisible()


@pytest.mark.parametrize("words", ["Harbour", "to close", "Nobody minded", "Later"])
@pytest.mark.parametrize("width", [300, 760, 1400])
def test_it_covers_nothing_that_is_selected_and_stays_on_the_page(
    view: TextView, palette: LabelPalette, qtbot: QtBot, words: str, width: int
) -> None:
    view.resize(width, 500)
    qtbot.waitUntil(lambda: view.width() == width)

    drag_over(view, words)

    assert palette.isVisible()
    assert not palette.geometry().intersects(selected(view))
    assert view.viewport().rect().contains(palette.geometry())


def test_it_stands_above_a_selection_at_the_bottom(view: TextView, palette: LabelPalette) -> None:
    lowest = view.line_at(view.viewport().height() - 5)[0].text()

    drag_over(view, lowest.removesuffix("."))

    assert palette.isVisible()
    assert palette.geometry().bottom() < selected(view).top()


def test_it_stands_on_the_side_where_the_mouse_was_let_go(
    view: TextView, palette: LabelPalette
) -> None:
    span = span_of("Nobody minded")
    drag(view, place(view, span.end - 1, LONG), place(view, span.start, LONG))

    assert palette.geometry().bottom() < selected(view).top()


def test_it_stays_away_where_it_would_cover_the_selection(
    view: TextView, palette: LabelPalette
) -> None:
    bottom = QPoint(60, view.viewport().height() - 5)

    drag(view, QPoint(2, 2), bottom)

    assert view.selection() is not None
    assert not palette.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_X, Qt.Key.Key_Control])
def test_any_key_ends_it(view: TextView, palette: LabelPalette, key: Qt.Key) -> None:
    drag_over(view, "Mayor Solheim")

    QTest.keyClick(view, key)

    assert not palette.isVisible()


def test_a_click_elsewhere_ends_it(view: TextView, palette: LabelPalette) -> None:
    drag_over(view, "Mayor Solheim")

    send(view.viewport(), QEvent.Type.MouseButtonPress, place(view, 3, LONG), time=9_000)

    assert not palette.isVisible()


def test_scrolling_ends_it(view: TextView, palette: LabelPalette) -> None:
    drag_over(view, "Mayor Solheim")

    view.verticalScrollBar().setValue(3)

    assert not palette.isVisible()


def test_another_text_ends_it(view: TextView, palette: LabelPalette) -> None:
    drag_over(view, "Mayor Solheim")

    view.show_text("Something else", SpanIndex(), LABELS)

    assert not palette.isVisible()


def test_a_click_on_a_label_tells_its_key_and_leaves_keyboard_and_selection(
    view: TextView, palette: LabelPalette, qtbot: QtBot
) -> None:
    drag_over(view, "Mayor Solheim")
    claim = palette.findChildren(QToolButton)[1]

    with qtbot.waitSignal(palette.pressed) as told:
        QTest.mouseClick(claim, Qt.MouseButton.LeftButton)

    assert told.args == ["C"]
    assert not palette.isVisible()
    assert view.hasFocus()
    assert view.selection() == span_of("Mayor Solheim")


def test_a_click_between_two_labels_is_no_click_on_the_text(
    view: TextView, palette: LabelPalette
) -> None:
    drag_over(view, "Mayor Solheim")

    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))

    assert view.selection() == span_of("Mayor Solheim")


def test_other_labels_and_themes_are_shown(view: TextView, palette: LabelPalette) -> None:
    palette.show_labels(LABELS[:2])
    palette.set_theme(DARK)

    drag_over(view, "Mayor Solheim")

    visible = [button for button in palette.findChildren(QToolButton) if button.isVisible()]
    assert [button.accessibleName() for button in visible] == ["Tag as Quote", "Tag as Claim"]


def test_a_selection_cut_in_words_is_left_so_when_words_are_not_to_be_completed(
    view: TextView,
) -> None:
    view.whole_words = False
    start, end = LONG.index("ayor"), LONG.index("lheim")

    drag(view, place(view, start, LONG) - QPoint(2, 0), place(view, end, LONG) - QPoint(2, 0))

    assert view.selection() == Span(start, end)
    assert view.selection_is_exact()
