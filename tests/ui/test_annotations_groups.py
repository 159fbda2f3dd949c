"""Rows of the table in groups: headers that fold by key and mouse, and rows chosen as ever."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from annotator.core import acts
from annotator.core.model import Annotation, Record
from annotator.core.span import Span
from annotator.ui.panels.annotations.cursor import row_rect
from annotator.ui.panels.annotations.headers import is_cut
from annotator.ui.panels.annotations.panel import AnnotationsPanel
from annotator.ui.theme import LIGHT
from tests.journeys.hands import click_at
from tests.ui.annotation_rows import (
    CTRL,
    KEY,
    LEFT,
    SHIFT,
    Show,
    Shown,
    entry,
    few,
    many,
    showing,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BY_LABEL = ["v Actor 3", "0", "3", "6", "v Claim 1", "4", "v Cue 1", "2", "v Quote 2", "1", "5"]
BY_OUTLET = ["v Courier 5", "0", "1", "2", "3", "4", "v Wire 2", "5", "6"]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    with showing(qtbot, tmp_path) as shown:
        yield shown


def group_by(shown: Shown, title: str) -> None:
    """Choose what to group by in the menu of the button above the table."""
    menu = shown.panel.columns_button.menu()
    menu.popup(shown.panel.columns_button.mapToGlobal(QPoint(0, 20)))
    groups = entry(menu, "Group by").menu()
    assert isinstance(groups, QMenu)
    entry(groups, title).trigger()
    menu.close()


class Painted(QObject):
    """Notes what of a widget is painted anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def click_line(shown: Shown, row: int, *, held: Qt.KeyboardModifier | None = None) -> None:
    table = shown.panel.table
    at = row_rect(table, row).center()
    click_at(table.viewport(), at, held=held or Qt.KeyboardModifier.NoModifier)


def test_from_a_header_the_whole_frame_goes_along_to_the_row_below(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    table = shown.panel.table
    shown.press(KEY.Key_Home)
    shown.press(KEY.Key_Left)
    assert shown.panel.model.group(table.currentIndex().row()) is not None
    QApplication.processEvents()
    table.viewport().repaint()
    painted = Painted(table.viewport())
    shown.press(KEY.Key_Down)
    shown.until(lambda: not painted.region.isEmpty())
    assert table.current() == "0"
    for row in (0, 1):
        assert QRegion(row_rect(table, row)).subtracted(painted.region).isEmpty()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Outlet", BY_OUTLET),
        ("Label", BY_LABEL),
        ("Story", ["v Ferry strike 7", *"0123456"]),
        ("Article", ["v Ferry strike enters third day 5", *"01234", "v Port to close 2", "5", "6"]),
        ("Speaker", ["v No speaker 7", *"0123456"]),
        ("Nothing", [*"0123456"]),
    ],
)  # fmt: skip
def test_rows_are_grouped_under_headers_with_their_number(
    show: Show, title: str, lines: list[str]
) -> None:
    shown = show(few())
    group_by(shown, title)
    assert shown.lines() == lines
    assert shown.panel.filter.count.text() == "7 annotations"


def test_a_header_is_folded_and_unfolded_by_keys(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    shown.press(KEY.Key_Home)
    shown.press(KEY.Key_Up)
    assert shown.panel.table.currentIndex().row() == 0
    for key, folded in (
        (KEY.Key_Left, True), (KEY.Key_Left, True), (KEY.Key_Right, False),
        (KEY.Key_Space, True), (KEY.Key_Return, False), (KEY.Key_Enter, True),
    ):  # fmt: skip
        shown.press(key)
        assert (shown.lines()[0] == "> Courier 5") == folded, key
    assert shown.lines() == ["> Courier 5", "v Wire 2", "5", "6"]
    assert shown.panel.filter.count.text() == "7 annotations", "they are only folded away"
    shown.press(KEY.Key_Down)
    shown.press(KEY.Key_Down)
    assert shown.selected[-1] == "5"


def test_left_goes_from_a_row_to_its_header_and_folds_it_there(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    shown.click("5")
    shown.go_to("5", "label")
    shown.press(KEY.Key_Left)
    assert shown.panel.table.currentIndex().row() == BY_OUTLET.index("v Wire 2")
    assert shown.panel.chosen() == ["5"], "which row is chosen is another thing"
    shown.press(KEY.Key_Left)
    assert shown.lines() == [*BY_OUTLET[:6], "> Wire 2"]
    assert shown.panel.chosen() == []


def test_all_are_folded_at_once_and_one_stays_where_one_is(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    shown.click("6")
    shown.press(KEY.Key_Left, CTRL)
    assert shown.lines() == ["> Courier 5", "> Wire 2"]
    assert shown.panel.table.currentIndex().row() == 1
    shown.press(KEY.Key_Right, CTRL)
    assert shown.lines() == BY_OUTLET
    assert shown.panel.table.currentIndex().row() == BY_OUTLET.index("v Wire 2")


def test_a_click_on_a_header_folds_it_and_a_fast_second_one_unfolds_it(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    click_line(shown, 0)
    assert shown.lines()[:2] == ["> Courier 5", "v Wire 2"]
    place = row_rect(shown.panel.table, 0).center()
    QTest.mouseDClick(shown.panel.table.viewport(), LEFT, pos=place)
    assert shown.lines() == BY_OUTLET
    assert (shown.selected, shown.jumps) == ([], [])


def test_rows_are_chosen_across_headers(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    shown.click("4")
    shown.press(KEY.Key_Down, SHIFT)
    assert shown.panel.chosen() == ["4"]
    shown.press(KEY.Key_Down, SHIFT)
    assert shown.panel.chosen() == ["4", "5"]
    shown.click("6", SHIFT)
    assert shown.panel.chosen() == ["4", "5", "6"]
    shown.click("1", CTRL)
    assert shown.panel.chosen() == ["1", "4", "5", "6"]
    shown.press(KEY.Key_A, CTRL)
    assert shown.panel.chosen() == list("0123456")
    click_line(shown, 0)
    assert shown.panel.chosen() == ["5", "6"], "what is folded away is not chosen"
    assert shown.panel.filter.count.text() == "2 chosen · 7 annotations"


def test_chosen_rows_are_copied_and_erased_without_headers(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    shown.click("4")
    shown.click("5", SHIFT)
    shown.press(KEY.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in copied] == ["Claim", "Quote"]
    shown.press(KEY.Key_Delete)
    assert shown.lines() == ["v Courier 4", "0", "1", "2", "3", "v Wire 1", "6"]
    assert shown.panel.chosen() == ["6"], "one goes on with the next row, not with a header"
    shown.press(KEY.Key_Delete)
    assert shown.lines() == ["v Courier 4", "0", "1", "2", "3"]
    shown.project.undo()
    shown.project.undo()
    assert shown.lines() == BY_OUTLET


def test_the_menu_of_a_header_chooses_its_rows_or_shows_only_them(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    click_line(shown, 0)

    def ask() -> QMenu:
        table = shown.panel.table
        place = row_rect(table, 0).center()
        QTest.mousePress(table.viewport(), Qt.MouseButton.RightButton, pos=place)
        table.customContextMenuRequested.emit(place)
        menu = shown.popup()
        assert isinstance(menu, QMenu)
        return menu

    menu = ask()
    entry(menu, "Choose these 5 rows").trigger()
    menu.close()
    assert shown.panel.chosen() == list("01234")
    menu = ask()
    entry(menu, "Only “Courier”").trigger()
    menu.close()
    assert shown.lines() == ["v Courier 5", *"01234"]
    menu = ask()
    entry(menu, "Do not group").trigger()
    menu.close()
    assert shown.lines() == [*"01234"]


def test_a_new_annotation_comes_into_its_group_and_a_changed_one_goes_to_another(
    show: Show,
) -> None:
    shown = show(few())
    group_by(shown, "Label")
    shown.click("1")
    resets: list[None] = []
    shown.panel.model.modelReset.connect(lambda: resets.append(None))
    new = shown.annotate("courier", Span(6, 12))
    quotes = shown.lines()[shown.lines().index("v Quote 3") :]
    assert set(quotes[1:]) == {"1", "5", new}
    one = shown.project.reading.annotation("4")
    scheme = shown.project.scheme
    label = scheme.label_named("cue")
    shown.project.perform(acts.relabel(one, label, scheme, [], {}))
    assert "v Claim 1" not in shown.lines()
    assert "v Cue 2" in shown.lines()
    assert shown.panel.chosen() == ["1"]
    shown.project.undo()
    assert "v Claim 1" in shown.lines()
    assert resets == []


def test_the_last_of_a_group_becomes_the_first_of_the_next(show: Show) -> None:
    shown = show(few())
    shown.project.perform(acts.erase(shown.project.reading.annotation("6"), (), {}))
    group_by(shown, "Label")
    assert shown.lines()[:5] == ["v Actor 2", "0", "3", "v Claim 1", "4"]
    one, scheme = shown.project.reading.annotation("3"), shown.project.scheme
    shown.project.perform(acts.relabel(one, scheme.label_named("claim"), scheme, [], {}))
    assert shown.lines()[:5] == ["v Actor 1", "0", "v Claim 2", "3", "4"]
    shown.project.undo()
    assert shown.lines()[:5] == ["v Actor 2", "0", "3", "v Claim 1", "4"]


def test_what_comes_into_a_folded_group_is_counted_and_not_seen(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    click_line(shown, 0)
    uid = shown.annotate("courier", Span(6, 12))
    shown.panel.show_selected(uid)
    assert shown.lines() == ["> Courier 6", "v Wire 2", "5", "6"]
    assert shown.panel.chosen() == []
    assert uid not in shown.uids()
    assert uid in shown.panel.model.uids()


def test_what_is_seen_stays_where_it_is_when_a_group_comes_above(show: Show) -> None:
    shown = show([*few(), *many()])
    group_by(shown, "Article")
    shown.panel.table.verticalScrollBar().setValue(3003)
    before = shown.panel.table.rowViewportPosition(shown.panel.model.place("085") or 0)
    shown.click("120")
    for uid in ("5", "6"):
        shown.project.perform(acts.erase(shown.project.reading.annotation(uid), (), {}))
    assert "v Port to close 2" not in shown.lines()
    shown.project.undo()
    row = shown.panel.model.place("085")
    assert row is not None
    assert shown.panel.table.rowViewportPosition(row) == before
    assert shown.panel.chosen() == ["120"]


def test_folded_groups_stay_folded_when_all_is_asked_anew(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    click_line(shown, 0)
    shown.panel.columns.sort("text")
    assert shown.lines() == ["> Courier 5", "v Wire 2", "5", "6"]
    group_by(shown, "Label")
    assert not [line for line in shown.lines() if line.startswith(">")]


def test_sorting_is_within_the_groups(show: Show) -> None:
    shown = show(few())
    group_by(shown, "Outlet")
    shown.click_header("text")
    assert shown.lines() == ["v Courier 5", "1", "0", "3", "2", "4", "v Wire 2", "5", "6"]


def test_how_rows_are_grouped_is_kept(show: Show, qtbot: QtBot) -> None:
    shown = show(few())
    group_by(shown, "Speaker")
    other = AnnotationsPanel(shown.acting, LIGHT, shown.panel.window())
    qtbot.addWidget(other)
    other.restore(shown.panel.state())
    assert other.columns.group == "speaker"
    assert other.state() == shown.panel.state()


def test_the_chip_tells_of_groups_and_ends_them(show: Show) -> None:
    shown = show(few())
    assert shown.chips() == []
    group_by(shown, "Outlet")
    assert shown.chips() == ["Grouped by outlet"]
    (chip,) = shown.panel.filter.chips.chips
    chip.button.setFocus()
    QTest.keyClick(chip.button, KEY.Key_Delete)
    assert shown.lines() == [*"0123456"]
    assert shown.chips() == []


def test_a_long_title_is_cut_and_told_in_full(show: Show) -> None:
    long = "A very long title of an outlet that has no room in a table that is narrow " * 4
    records: list[Record] = few()
    records[1] = replace(records[1], outlet=long)  # type: ignore[call-arg]
    shown = show(records)
    group_by(shown, "Outlet")
    heading = shown.panel.table.folding.heading(0)
    assert heading is not None
    assert heading.title == " ".join(long.split())
    assert is_cut(heading, shown.panel.table.font(), 300)
    assert shown.panel.table._cut_words(QPoint(20, 5)) == heading.title


def test_very_many_rows_in_groups_are_chosen_and_folded(show: Show) -> None:
    shown = show([*few(), *many()])
    group_by(shown, "Label")
    shown.press(KEY.Key_A, CTRL)
    assert len(shown.panel.chosen()) == 507
    shown.press(KEY.Key_Left, CTRL)
    assert len(shown.lines()) == 4
    assert shown.panel.chosen() == []
    shown.press(KEY.Key_Right, CTRL)
    assert len(shown.lines()) == 511
    tagged = [one for one in few() if isinstance(one, Annotation)]
    assert {one.uid for one in tagged} <= set(shown.lines())
