"""Whether stretches are where their characters are; Qt is asked for each character on its own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout
from pytestqt.qtbot import QtBot

from annotator.ui.text.rects import Piece, Stretch, is_bidirectional, pieces

MIXED = "abc שלום def الوزيرة हिन्दी 12 end"


def laid_out(text: str, width: float = 10_000) -> QTextLayout:
    layout = QTextLayout(text, QFont("Noto Serif", 12))
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += 40
    layout.endLayout()
    return layout


def found(layout: QTextLayout, start: int, end: int) -> list[Piece]:
    stretch = Stretch(start, end, begins=True, ends=True)
    lines = range(layout.lineCount())
    return list(pieces(layout, stretch, lines, bidirectional=is_bidirectional(layout.text())))


@pytest.mark.parametrize("text", ["abc", "naïve 東京 😀", "हिन्दी"])
def test_text_from_left_to_right_is_known(text: str) -> None:
    assert not is_bidirectional(text)


@pytest.mark.parametrize("text", ["שלום", "a الوزيرة", "a\u200fb"])
def test_text_that_may_run_from_right_to_left_is_known(text: str) -> None:
    assert is_bidirectional(text)


def test_a_stretch_in_both_directions_is_in_pieces_with_its_true_ends(qtbot: QtBot) -> None:
    layout = laid_out("abc שלום def")

    first, second = found(layout, 1, 6)

    assert (first.closed_left, first.closed_right) == (True, False)
    assert first.right < second.left
    assert (second.closed_left, second.closed_right) == (True, False)


def test_a_stretch_from_right_to_left_begins_at_its_right(qtbot: QtBot) -> None:
    layout = laid_out("שלום עולם")

    (whole,) = found(layout, 0, 9)
    (first,) = found(layout, 0, 1)

    assert (whole.closed_left, whole.closed_right) == (True, True)
    assert first.right == pytest.approx(whole.right, abs=1)


def test_the_blank_at_which_a_line_is_broken_is_not_covered(qtbot: QtBot) -> None:
    for text in ("words and more words", "שלום עולם שלום עולם"):
        layout = laid_out(text, width=90)
        assert layout.lineCount() > 1

        covered = found(layout, 0, len(text))

        for piece in covered:
            natural = layout.lineAt(piece.line).naturalTextRect()
            assert natural.left() <= piece.left < piece.right <= natural.right()
        assert [piece.closed_left or piece.closed_right for piece in covered][1:-1] == [False] * (
            len(covered) - 2
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.tuples(st.integers(0, len(MIXED)), st.integers(0, len(MIXED))).map(sorted))
def test_a_stretch_and_the_rest_share_no_room(qtbot: QtBot, ends: list[int]) -> None:
    layout = laid_out(MIXED)
    valid = [at for at in range(len(MIXED) + 1) if layout.isValidCursorPosition(at)]
    start, end = (min(place for place in valid if place >= at) for at in ends)

    inside = found(layout, start, end)
    outside = found(layout, 0, start) + found(layout, end, len(MIXED))

    def width(some: list[Piece]) -> float:
        return sum(piece.right - piece.left for piece in some)

    assert width(inside) + width(outside) == pytest.approx(
        width(found(layout, 0, len(MIXED))), abs=2
    )
