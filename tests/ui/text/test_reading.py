"""Font and measures of running text, changed while somebody reads."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontInfo
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.scheme import LABELS
from annotator.ui.text.reading import Reading
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.ui.text.test_view import (
    GIANT,
    LONG,
    annotation,
    caret_rect,
    colours_in,
    picture,
    shown,
    span_of,
)

OURS = Reading()
OTHERS = [
    replace(OURS, size=20.0),
    replace(OURS, size=8.0),
    replace(OURS, line_spacing=2.4),
    replace(OURS, line_spacing=1.4),
    replace(OURS, column=20.0),
    replace(OURS, family="DejaVu Sans Mono"),
    Reading("DejaVu Sans", 17.5, 2.2, 25.0),
]
NAMES = ["large", "small", "wide lines", "narrow lines", "narrow", "other font", "all"]
each_other = pytest.mark.parametrize("other", OTHERS, ids=NAMES)


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.show_text(LONG, SpanIndex(), LABELS)
    return shown(qtbot, view)


def top_line(view: TextView) -> float:
    """Return how far the line of the first visible character is from the top."""
    return caret_rect(view, view.first_visible(), LONG).top()


@each_other
def test_the_first_visible_words_stay_the_first(view: TextView, other: Reading) -> None:
    view.set_first_visible(LONG.index("Paragraph 99."))

    view.set_reading(other)

    assert view.reading == other
    assert view.first_visible() == LONG.index("Paragraph 99.")
    assert 0 <= top_line(view) < view.spacing.pitch / 2


@each_other
def test_words_in_the_middle_of_a_paragraph_stay_on_the_first_line(
    view: TextView, other: Reading
) -> None:
    view.set_first_visible(LONG.index("Paragraph 99.") + 260)
    kept = view.first_visible()
    assert kept > LONG.index("Paragraph 99.")

    view.set_reading(other)

    rect = caret_rect(view, kept, LONG)
    assert 0 <= rect.top() < view.spacing.pitch


def test_many_changes_in_a_row_do_not_wander_through_the_text(view: TextView) -> None:
    view.set_first_visible(LONG.index("Paragraph 99.") + 260)
    kept = view.first_visible()

    for step in range(1, 20):
        view.set_reading(replace(OURS, size=12.5 + step / 2))
    view.set_reading(OURS)

    assert view.first_visible() == kept


def test_after_scrolling_the_new_place_is_kept(view: TextView) -> None:
    view.set_first_visible(LONG.index("Paragraph 99.") + 260)
    view.set_reading(replace(OURS, size=14.0))

    view.set_first_visible(LONG.index("Paragraph 7."))
    view.set_reading(OURS)

    assert view.first_visible() == LONG.index("Paragraph 7.")


@each_other
def test_marks_are_under_their_words_right_after_a_change(view: TextView, other: Reading) -> None:
    words = "Paragraph 1. words and more"
    item = annotation(words, text=LONG)
    view.show_text(LONG, SpanIndex([item]), LABELS)
    picture(view)

    view.set_reading(other)

    rect = view.item_rect(item.uid)
    assert rect is not None
    first = caret_rect(view, item.start, LONG)
    last = caret_rect(view, item.end, LONG)
    assert rect.contains(first.center())
    assert rect.bottom() >= last.center().y()
    edge = QRect(first.x() - 2, first.top() + 4, 4, 1)
    assert LABELS[0].colour in colours_in(picture(view), edge)


@each_other
def test_a_change_is_the_same_as_having_had_it_before(
    view: TextView, other: Reading, qtbot: QtBot
) -> None:
    fresh = TextView(LIGHT)
    qtbot.addWidget(fresh)
    fresh.set_reading(other)
    fresh.show_text(LONG, SpanIndex([annotation("more words", text=LONG)]), LABELS)
    shown(qtbot, fresh)
    view.show_text(LONG, SpanIndex([annotation("more words", text=LONG)]), LABELS)
    shown(qtbot, view)
    fresh.clearFocus()
    view.clearFocus()
    picture(view)

    view.set_reading(other)

    assert picture(view) == picture(fresh)


def test_lines_are_as_far_apart_as_was_chosen(view: TextView) -> None:
    for spacing in (1.4, 1.8, 2.4):
        view.set_reading(replace(OURS, line_spacing=spacing))

        layout = view.document().firstBlock().layout()
        baselines = [
            layout.lineAt(number).y() + layout.lineAt(number).ascent() for number in (0, 1, 2)
        ]
        pitch = round(spacing * view.spacing.em)
        assert baselines[1] - baselines[0] == baselines[2] - baselines[1] == pitch


def test_lines_never_run_into_one_another(view: TextView) -> None:
    view.set_reading(replace(OURS, line_spacing=0.5))

    assert view.spacing.pitch >= view.fontMetrics().height()


@pytest.mark.parametrize("column", [20.0, 38.0, 80.0])
def test_lines_get_as_long_as_was_chosen_and_no_longer(
    view: TextView, qtbot: QtBot, column: float
) -> None:
    view.resize(2_000, 600)
    qtbot.waitUntil(lambda: view.width() == 2_000)

    view.set_reading(replace(OURS, column=column))

    wanted = column * view.spacing.em
    assert wanted <= view.viewport().width() < wanted + 2 * view.spacing.em


def test_a_font_that_is_not_installed_is_one_of_ours_instead(view: TextView) -> None:
    before = QFontInfo(view.font()).family()

    view.set_reading(replace(OURS, family="No Such Font At All"))

    assert QFontInfo(view.font()).family() == before


def test_selection_and_caret_are_not_touched(view: TextView) -> None:
    view.select(span_of("Paragraph 3.", LONG), caret_first=True)

    view.set_reading(Reading("DejaVu Sans", 17.5, 2.2, 25.0))

    assert view.selection() == span_of("Paragraph 3.", LONG)
    assert view.caret() == LONG.index("Paragraph 3.")


def test_a_giant_paragraph_keeps_its_place(view: TextView) -> None:
    view.show_text(GIANT, SpanIndex(), LABELS)
    view.set_first_visible(100_000)
    kept = view.first_visible()

    view.set_reading(replace(OURS, size=16.0))

    assert view.first_visible() <= kept < view.first_visible() + 100


def test_a_page_without_a_text_can_be_set_anew(view: TextView) -> None:
    view.clear_text()

    view.set_reading(replace(OURS, size=16.0))

    assert view.first_visible() == 0
