"""Where on a page things stand, and giant paragraphs that are shown in pieces."""

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import LABELS, QUOTE
from annotator.core.span import Span
from annotator.ui.text import breaks
from annotator.ui.text.reading import Reading
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT

# Paragraphs of one to nine lines.
LONG = "\n".join(f"{number}. " + "words of a paragraph " * (number % 19) for number in range(1_000))
LETTERS = "".join(chr(ord("a") + at % 26) for at in range(2_000))
END = Qt.Key.Key_End


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def in_pieces(view: TextView, monkeypatch: pytest.MonkeyPatch) -> TextView:
    """Show a paragraph without blanks of which each 500 characters are a line of their own."""
    monkeypatch.setattr(breaks, "LONGEST_WORD", 500)
    view.resize(600, 1_600)
    show(view, f"{LETTERS}\nThe end.")
    return view


def show(view: TextView, text: str) -> None:
    view.show_text(text, SpanIndex(), LABELS)
    QApplication.processEvents()  # a scroll bar comes or goes


@pytest.mark.parametrize("y", [0, 5, 200, 450, 690])
@pytest.mark.parametrize("word", ["300. ", "301. ", "499. ", "500. "])
def test_a_place_is_scrolled_to_any_height(view: TextView, word: str, y: int) -> None:
    show(view, LONG)
    at = LONG.index(word)

    view.scroll_to(at, y)

    # Scrolling goes by whole lines, so that a line may come to stand a gap lower.
    gap = view.spacing.gap
    assert at in {view.character_at_height(y), view.character_at_height(y + gap)}


def test_a_place_is_scrolled_to_from_below_and_from_above_alike(view: TextView) -> None:
    show(view, LONG)
    at = LONG.index("500. ")
    view.scroll_to(at, 300)
    from_above = view.first_visible()
    view.set_caret(len(LONG))
    view.scroll_to(at, 300)
    assert view.first_visible() == from_above


def test_at_both_ends_of_the_text_there_is_no_further_to_scroll(view: TextView) -> None:
    show(view, LONG)
    view.scroll_to(len(LONG), 0)
    assert view.last_visible() == len(LONG)
    view.scroll_to(10, 650)
    assert view.first_visible() == 0


def test_scrolling_to_a_place_in_a_tall_paragraph_goes_to_its_line(view: TextView) -> None:
    text = "words of one paragraph only " * 300
    show(view, text)
    view.scroll_to(4_000, 300)
    line = view.character_at_height(300)
    assert line <= 4_000 < line + 120


def test_the_visible_part_is_told_by_its_first_and_last_character(view: TextView) -> None:
    show(view, LONG)
    view.set_first_visible(LONG.index("400. "))
    bottom = view.viewport().height() - 1
    last = view.last_visible()
    assert view.first_visible() == LONG.index("400. ")
    assert view.character_at_height(0) == view.first_visible()
    assert view.character_at_height(bottom) < last
    assert LONG[last - 1] == " " or LONG[last] == "\n"


def test_a_short_text_is_visible_from_end_to_end(view: TextView) -> None:
    show(view, "One.\nTwo.")
    assert (view.first_visible(), view.last_visible()) == (0, 9)
    show(view, "")
    assert (view.first_visible(), view.last_visible()) == (0, 0)


def test_without_paragraph_numbers_their_room_is_the_text_s(view: TextView) -> None:
    show(view, LONG)
    margin, words = view.grab(QRect(0, 0, 25, 700)).toImage(), view.viewport().geometry()
    assert len({margin.pixel(x, y) for x in range(25) for y in range(700)}) > 1

    view.set_numbered(False)
    assert view.viewport().geometry().left() < words.left()
    assert view.viewport().geometry().right() == words.right()

    view.set_numbered(True)
    assert view.viewport().geometry() == words
    assert view.grab(QRect(0, 0, 25, 700)).toImage() == margin


def test_a_piece_has_no_number_and_no_gap_before_it(in_pieces: TextView) -> None:
    blocks = [block for block, _, _ in in_pieces.visible_blocks()]
    heights = [height for _, _, height in in_pieces.visible_blocks()]
    pitch, gap = in_pieces.spacing.pitch, in_pieces.spacing.gap
    assert len(blocks) == 5
    for block, height in zip(blocks[:3], heights[:3], strict=True):
        assert height == block.layout().lineCount() * pitch
    assert heights[3] == blocks[3].layout().lineCount() * pitch + gap


@pytest.mark.parametrize("at", [499, 500, 501, 1_000, 1_999, 2_000, 2_001, 2_005])
def test_a_caret_in_pieces_is_where_it_was_put(in_pieces: TextView, at: int) -> None:
    in_pieces.set_caret(at)
    assert in_pieces.caret() == at


def test_both_sides_of_a_border_are_one_place(in_pieces: TextView) -> None:
    in_pieces.set_caret(500)
    in_pieces.moveCursor(QTextCursor.MoveOperation.Left)
    assert in_pieces.caret() == 500
    in_pieces.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    assert in_pieces.selection() is None
    in_pieces.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    assert in_pieces.selection() == Span(500, 501)


@pytest.mark.parametrize("span", [Span(490, 510), Span(0, 500), Span(500, 1_000), Span(3, 1_900)])
def test_a_selection_across_pieces_is_that_of_the_text(in_pieces: TextView, span: Span) -> None:
    in_pieces.select(span)
    assert in_pieces.selection() == span
    in_pieces.copy()
    assert QGuiApplication.clipboard().text() == span.of(LETTERS)


def test_a_selection_that_ends_at_a_border_ends_on_the_line_before(in_pieces: TextView) -> None:
    in_pieces.select(Span(480, 500))
    assert in_pieces.textCursor().block().blockNumber() == 0
    in_pieces.select(Span(480, 500), caret_first=True)
    assert in_pieces.selection() == Span(480, 500)


def test_the_character_under_the_mouse_is_right_in_each_piece(in_pieces: TextView) -> None:
    for at in (10, 499, 500, 700, 1_999):
        cursor = QTextCursor(in_pieces.document())
        cursor.setPosition(at + at // 500)
        point = QPointF(in_pieces.cursorRect(cursor).center()) + QPointF(3, 0)
        assert in_pieces.character_at(point) == at


@pytest.mark.parametrize(("span", "block"), [(Span(400, 500), 0), (Span(500, 600), 1)])
def test_an_annotation_is_closed_at_a_border(in_pieces: TextView, span: Span, block: int) -> None:
    item = Annotation(
        uid="one", article="a", label=QUOTE, start=span.start, end=span.end, text="",
        coder="c", created_at="", modified_at="",
    )  # fmt: skip
    in_pieces.show_text(in_pieces.text, SpanIndex([item]), LABELS)
    cursor = QTextCursor(in_pieces.document().findBlockByNumber(block))
    if block == 0:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    end = in_pieces.cursorRect(cursor).adjusted(-4, 4, 4, -4)
    image = in_pieces.viewport().grab().toImage()
    mark = QColor(next(one.colour for one in LABELS if one.uid == QUOTE)).rgb()
    columns = [
        x
        for x in range(end.left(), end.right())
        if all(image.pixel(x, y) == mark for y in (end.top(), end.bottom()))
    ]
    assert columns


def test_a_key_in_a_piece_moves_as_far_as_it_says(in_pieces: TextView) -> None:
    in_pieces.set_caret(1_200)
    QTest.keyClick(in_pieces, END, Qt.KeyboardModifier.ControlModifier)
    assert in_pieces.caret() == len(LETTERS) + 9


def test_another_font_keeps_the_place_in_pieces(in_pieces: TextView) -> None:
    in_pieces.resize(600, 200)
    in_pieces.set_first_visible(1_000)
    in_pieces.set_reading(Reading(size=18))
    assert in_pieces.first_visible() <= 1_000 < in_pieces.last_visible()
