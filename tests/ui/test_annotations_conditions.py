"""The table narrowed down by what its columns hold: from headers, cells and chips, by any hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Actor, Attribute, Record
from annotator.core.scheme import CLAIM, QUOTE
from annotator.ui.panels.annotations.values import Values
from tests.build import annotation, article
from tests.journeys.hands import click_at
from tests.ui.annotation_rows import KEY, LEFT, Show, Shown, entry, few, press_on, showing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

IDA = Actor(uid="ida", name="Ida Brandt")
TOMAS = Actor(uid="tomas", name="Tomás Berg")


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    with showing(qtbot, tmp_path) as shown:
        yield shown


def said() -> list[Record]:
    """Return the few, where Ida speaks one quote and claims, and Tomás speaks the other."""
    records = [IDA, TOMAS, *few()]
    speakers = {"1": "ida", "4": "ida", "5": "tomas"}
    stances = {"4": {"stance": "affirm"}}
    return [
        replace(one, actor=speakers[one.uid], attributes=stances.get(one.uid, {}))  # type: ignore[call-arg, attr-defined]
        if getattr(one, "uid", "") in speakers
        else one
        for one in records
    ]


def ask_header(shown: Shown, column: str) -> QMenu:
    """Open the menu of a header with the right button."""
    header = shown.panel.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(shown.column(column)) + 10, 8)
    header.customContextMenuRequested.emit(at)
    menu = shown.popup()
    assert isinstance(menu, QMenu)
    return menu


def open_values(shown: Shown, column: str) -> Values:
    """Choose “Filter by …” in the menu of a header."""
    menu = ask_header(shown, column)
    press_on(menu, "Filter by", KEY.Key_Return)
    return values_of(shown)


def values_of(shown: Shown) -> Values:
    """Return the list of values that opens, once the menu has gone in which it was chosen."""
    shown.until(lambda: isinstance(QApplication.activePopupWidget(), Values))
    values = shown.popup()
    assert isinstance(values, Values)
    return values


def offered(values: Values) -> list[str]:
    rows = values.rows
    indexes = [rows.index(row) for row in range(rows.rowCount())]
    return [str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for index in indexes]


def ask_cell(shown: Shown, uid: str, column: str) -> QMenu:
    """Open the menu of a cell with the right button."""
    table, at = shown.panel.table, shown.point(uid, shown.column(column))
    QTest.mousePress(table.viewport(), Qt.MouseButton.RightButton, pos=at)
    table.customContextMenuRequested.emit(at)
    menu = shown.popup()
    assert isinstance(menu, QMenu)
    return menu


def test_a_header_offers_the_values_of_its_column_with_their_numbers(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "speaker")
    assert offered(values) == ["Any speaker, 3", "Ida Brandt, 2", "Tomás Berg, 1", "No speaker, 4"]
    values.close()
    values = open_values(shown, "outlet")
    assert offered(values) == ["Courier, 5", "Wire, 2"], "none has no outlet"
    values.close()


def test_letters_find_a_value_and_enter_takes_it(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "speaker")
    assert values.field.hasFocus()
    QTest.keyClicks(values.field, "tomas")  # whatever the accents
    assert offered(values) == ["Tomás Berg, 1"]
    QTest.keyClick(values.field, KEY.Key_Return)
    assert shown.uids() == ["5"]
    assert shown.chips() == ["Speaker: Tomás Berg"]
    assert shown.panel.filter.count.text() == "1 of 7"


def test_several_values_are_ticked_by_key_or_click_and_count_soon(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "speaker")
    QTest.keyClick(values.field, KEY.Key_Down)
    assert values.list.hasFocus()
    QTest.keyClick(values.list, KEY.Key_Down)
    QTest.keyClick(values.list, KEY.Key_Space)
    shown.until(lambda: shown.uids() == ["1", "4"])
    assert values.isVisible(), "there may be more to tick"
    row = values.rows.index(3)
    click_at(values.list.viewport(), values.list.visualRect(row).center())
    shown.until(lambda: len(shown.uids()) == 6)
    QTest.keyClick(values.list, KEY.Key_Return)
    assert not values.isVisible()
    assert len(shown.uids()) == 6, "what is ticked stays"
    assert shown.chips() == ["Speaker: Ida Brandt or none"]


def test_what_was_ticked_just_before_the_list_is_left_counts(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "speaker")
    values.list.setFocus()
    values.list.setCurrentIndex(values.rows.index(2))
    QTest.keyClick(values.list, KEY.Key_Space)
    QTest.keyClick(values.list, KEY.Key_Escape)
    assert shown.uids() == ["5"]


def test_a_column_can_be_asked_for_anything_or_nothing(show: Show) -> None:
    shown = show(said())
    for row, uids, told in ((0, ["1", "4", "5"], "any"), (3, ["0", "2", "3", "6"], "none")):
        values = open_values(shown, "speaker")
        values.list.setFocus()
        values.list.setCurrentIndex(values.rows.index(row))
        QTest.keyClick(values.list, KEY.Key_Return)
        assert shown.uids() == uids
        assert shown.chips() == [f"Speaker: {told}"]


def test_anything_and_one_of_it_are_not_asked_for_together(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "speaker")
    QTest.keyClick(values.field, KEY.Key_Down)
    QTest.keyClick(values.list, KEY.Key_Space)
    shown.until(lambda: shown.uids() == ["1", "4", "5"])
    QTest.keyClick(values.list, KEY.Key_Down)
    QTest.keyClick(values.list, KEY.Key_Space)
    shown.until(lambda: shown.uids() == ["1", "4"])
    QTest.keyClick(values.list, KEY.Key_Up)
    QTest.keyClick(values.list, KEY.Key_Space)
    shown.until(lambda: shown.uids() == ["1", "4", "5"])
    values.close()


def test_words_are_asked_of_the_text_and_the_note(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "text")
    assert values.rows.rowCount() == 0
    QTest.keyClicks(values.field, "brandt ida")
    QTest.keyClick(values.field, KEY.Key_Return)
    assert shown.uids() == ["3"]
    assert shown.chips() == ["Text: “brandt ida”"]
    values = open_values(shown, "text")
    assert values.field.text() == "brandt ida"
    QTest.keyClick(values.field, KEY.Key_Backspace)
    QTest.keyClick(values.field, KEY.Key_Return)
    assert len(shown.uids()) == 7
    values = open_values(shown, "note")
    assert offered(values) == ["Any note", "No note"]
    QTest.keyClick(values.field, KEY.Key_Down)
    QTest.keyClick(values.list, KEY.Key_Return)
    assert shown.uids() == ["6"]


def test_letters_in_the_list_go_on_in_the_field(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "speaker")
    QTest.keyClick(values.field, KEY.Key_Down)
    QTest.keyClick(values.list, KEY.Key_I)
    assert values.field.hasFocus()
    assert offered(values) == ["Ida Brandt, 2"]
    values.close()


def test_conditions_on_several_columns_hold_together_and_go_one_by_one(show: Show) -> None:
    shown = show(said())
    for column, typed in (("speaker", "ida"), ("outlet", "courier")):
        values = open_values(shown, column)
        QTest.keyClicks(values.field, typed)
        QTest.keyClick(values.field, KEY.Key_Return)
    menu = ask_cell(shown, "4", "label")
    press_on(menu, "Only label “Claim”", KEY.Key_Return)
    assert shown.uids() == ["4"]
    assert shown.panel.filter.labels == frozenset([CLAIM]), "of labels there is one choice only"
    assert shown.chips() == ["Speaker: Ida Brandt", "Outlet: Courier"]
    entry(shown.panel.filter.label_button.menu(), "All labels").trigger()
    QTest.mouseClick(shown.panel.filter.chips.chips[0].cross, LEFT)
    assert shown.chips() == ["Outlet: Courier"]
    assert shown.uids() == list("01234")
    chips = shown.panel.filter.chips
    QTest.mouseClick(chips.clear_button, LEFT)
    assert shown.chips() == []
    assert len(shown.uids()) == 7


def test_a_chip_is_pressed_to_change_what_it_asks(show: Show) -> None:
    shown = show(said())
    menu = ask_cell(shown, "5", "speaker")
    press_on(menu, "Only speaker “Tomás Berg”", KEY.Key_Return)
    chip = shown.panel.filter.chips.chips[0]
    chip.button.setFocus()
    QTest.keyClick(chip.button, KEY.Key_Space)
    values = values_of(shown)
    assert offered(values)[1:3] == ["Ida Brandt, 2", "Tomás Berg, 1"], "the others are there"
    ticked = values.rows.index(2).data(Qt.ItemDataRole.CheckStateRole)
    assert ticked == Qt.CheckState.Checked
    QTest.keyClick(values.field, KEY.Key_Escape)
    assert shown.uids() == ["5"]


def test_a_cell_that_says_nothing_offers_that(show: Show) -> None:
    shown = show(said())
    menu = ask_cell(shown, "2", "speaker")
    press_on(menu, "Only no speaker", KEY.Key_Return)
    assert shown.uids() == ["0", "2", "3", "6"]
    assert shown.chips() == ["Speaker: none"]


def test_the_menu_of_the_button_offers_to_filter_by_any_column(show: Show) -> None:
    shown = show(said())
    menu = shown.panel.columns_button.menu()
    menu.popup(shown.panel.columns_button.mapToGlobal(QPoint(0, 20)))
    by = entry(menu, "Filter by").menu()
    assert isinstance(by, QMenu)
    by.popup(menu.mapToGlobal(QPoint(80, 80)))
    press_on(by, "Stance of claim", KEY.Key_Return)
    values = values_of(shown)
    button = shown.panel.columns_button
    assert button.accessibleName() == button.toolTip() == "Columns, sorting and filters"
    assert not button.isDown()
    assert abs(values.y() - button.mapToGlobal(button.rect().bottomLeft()).y()) <= 2
    assert offered(values) == ["Any stance of claim, 1", "Affirm, 1", "No stance of claim, 6"]
    QTest.keyClicks(values.field, "aff")
    QTest.keyClick(values.field, KEY.Key_Return)
    assert shown.uids() == ["4"]
    assert shown.chips() == ["Stance of claim: Affirm"]


def test_the_header_of_all_attributes_offers_to_filter_by_one(show: Show) -> None:
    shown = show(said())
    menu = ask_header(shown, "attributes")
    by = entry(menu, "Filter by").menu()
    assert isinstance(by, QMenu)
    press_on(menu, "Filter by", KEY.Key_Right)
    shown.until(by.isVisible)
    press_on(by, "Stance of claim", KEY.Key_Return)
    values = values_of(shown)
    assert offered(values) == ["Any stance of claim, 1", "Affirm, 1", "No stance of claim, 6"]


def test_the_row_of_a_menu_is_selected_before_the_menu_opens(show: Show) -> None:
    shown = show(said())
    before: list[list[str]] = []
    make = shown.acting.menu

    def menu(name: str, parent: QWidget) -> QMenu:
        before.append([*shown.selected])
        return make(name, parent)

    shown.acting.menu = menu  # type: ignore[method-assign]
    ask_cell(shown, "2", "text").close()
    assert before == [["2"]]


def test_labels_are_ticked_from_their_header_too(show: Show) -> None:
    shown = show(said())
    values = open_values(shown, "label")
    QTest.keyClicks(values.field, "quo")
    QTest.keyClick(values.field, KEY.Key_Return)
    assert shown.panel.filter.labels == frozenset([QUOTE])
    assert shown.panel.filter.label_button.text() == "Quote"
    assert shown.chips() == []
    values = open_values(shown, "label")
    assert len(offered(values)) == 4
    values.close()


def test_what_changes_so_that_it_is_no_longer_asked_for_goes(show: Show) -> None:
    shown = show(said())
    menu = ask_cell(shown, "6", "note")
    press_on(menu, "Filter by note", KEY.Key_Return)
    values = values_of(shown)
    QTest.keyClicks(values.field, "whose")
    QTest.keyClick(values.field, KEY.Key_Return)
    assert shown.uids() == ["6"]
    shown.go_to("6", "note")
    shown.press(KEY.Key_F2)
    editor = shown.panel.table.viewport().focusWidget()
    QTest.keyClicks(editor, "nobody")
    QTest.keyClick(editor, KEY.Key_Return)
    assert shown.uids() == []
    nothing = "Nothing in this project is what the filters above ask for."
    shown.until(lambda: shown.told() == nothing)
    shown.project.undo()
    assert shown.uids() == ["6"]


def test_chips_go_below_one_another_where_it_is_narrow(show: Show) -> None:
    shown = show(said())
    for uid, column in (("4", "speaker"), ("4", "outlet"), ("4", "article")):
        menu = ask_cell(shown, uid, column)
        press_on(menu, f"Only {column}", KEY.Key_Return)
    chips = shown.panel.filter.chips
    wide = chips.height()
    shown.panel.window().resize(430, 300)
    shown.until(lambda: chips.height() > wide)
    shown.until(lambda: all(chips.rect().contains(one.geometry()) for one in chips._widgets()))


def test_another_project_is_asked_for_nothing(show: Show) -> None:
    shown = show(said())
    menu = ask_cell(shown, "4", "speaker")
    press_on(menu, "Only speaker", KEY.Key_Return)
    shown.panel.work_on(None)
    assert shown.chips() == []
    shown.panel.work_on(shown.project)
    shown.until(lambda: len(shown.uids()) == 7)


def test_a_value_that_is_very_long_or_looks_like_a_mnemonic_is_told(show: Show) -> None:
    outlet = "Fish & <b>Chips</b> " * 12
    long = article("Long\n\nA text.", uid="long", outlet=outlet)
    shown = show([*said(), long, annotation(long, "A text")])
    uid = next(uid for uid in shown.uids() if uid not in "0123456")
    menu = ask_cell(shown, uid, "outlet")
    press_on(menu, "Only outlet “Fish", KEY.Key_Return)
    assert shown.uids() == [uid]
    (told,) = shown.chips()
    assert told.startswith("Outlet: Fish &&")
    assert "&lt;b&gt;" in shown.panel.filter.chips.chips[0].button.toolTip()


def test_a_question_of_the_codebook_that_goes_takes_its_condition_along(show: Show) -> None:
    shown = show(said())
    stance = next(one for one in shown.project.scheme.attributes if one.name == "stance")
    shown.panel.columns.show_column("claim.stance", True)
    menu = ask_cell(shown, "4", "claim.stance")
    press_on(menu, "Only stance of claim “Affirm”", KEY.Key_Return)
    assert shown.uids() == ["4"]
    change(shown, stance, replace(stance, name="attitude", title="Attitude"))
    assert shown.chips() == ["Attitude of claim: Affirm"]
    shown.until(lambda: not shown.panel._is_stale)
    assert [one.column for one in shown.panel.model.wanted.conditions] == ["claim.attitude"]
    change(shown, replace(stance, name="attitude", title="Attitude"), None)
    assert shown.chips() == []
    shown.until(lambda: len(shown.uids()) == 7)


def change(shown: Shown, before: Attribute, after: Attribute | None) -> None:
    shown.project.perform(Edit(Kind.CODEBOOK, (Change(before, after),)))
