"""A text field that grows with its text keeps its head in any width."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.growing import Growing

TWO_NAMES = "Aurele Brisquet\nThe doctor from Brisquet"


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[Growing]:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(400, 300)
    growing = Growing(holder, 1, 6)
    growing.resize(300, 50)
    holder.show()
    yield growing
    holder.close()


@pytest.mark.parametrize("text", [TWO_NAMES, "\n".join("abcdefg"), "w" * 200])
def test_a_field_can_become_as_narrow_as_there_is(field: Growing, text: str) -> None:
    field.setPlainText(text)
    for width in (*range(120, 0, -1), *range(1, 120)):
        field.resize(width, 51)
    field.resize(300, 51)
    assert field.minimumHeight() > 0


def test_a_narrow_field_scrolls_and_a_wide_one_shows_all(field: Growing) -> None:
    field.setPlainText("some words " * 12)
    field.resize(70, 51)
    scrolls = field.verticalScrollBarPolicy()
    field.resize(390, 51)
    shows_all = field.verticalScrollBarPolicy()
    assert scrolls == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
    assert shows_all == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    layout = field.document().documentLayout()
    assert layout.documentSize().height() <= 6


def test_a_field_that_was_never_wide_is_as_high_as_its_fewest_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    narrow = Growing(holder, 2, 8)
    narrow.resize(10, 10)
    holder.show()
    assert narrow.minimumHeight() >= 2 * narrow.fontMetrics().lineSpacing()
