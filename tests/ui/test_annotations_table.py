"""The table of annotations: found, sorted and chosen by key and mouse, and it stays put."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create, remove
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.project import Cause, Event, Project
from annotator.ui.actions import Actions
from annotator.ui.checklist import Checklist
from annotator.ui.models.annotation_columns import COLUMNS
from annotator.ui.panels.annotations import doing as annotations_doing
from annotator.ui.panels.annotations.panel import AnnotationsPanel
from annotator.ui.theme import DARK, LIGHT
from tests.build import ANN, SCHEME, annotation, article
from tests.ui.annotation_rows import (
    COURIER,
    CTRL,
    KEY,
    LEFT,
    SHIFT,
    Show,
    entry,
    few,
    many,
    place,
    press_on,
    showing,
    tick,
)

# Offscreen Qt says so of every menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    with showing(qtbot, tmp_path) as shown:
        yield shown


# What is listed


def test_all_annotations_are_listed_in_the_order_of_the_texts(show: Show) -> None:
    shown = show(few())
    assert shown.uids() == list("0123456")
    assert shown.panel.filter.count.text() == "7 annotations"
    assert shown.told() == ""


def test_the_table_can_be_narrowed_to_a_pane_or_a_story(show: Show) -> None:
    shown = show([*few(), ALONE, annotation(ALONE, "Alone")])
    asked = shown.panel.filter
    assert len(shown.uids()) == 8
    shown.panel.show_places("wire", "ferry")
    QTest.mouseClick(asked.extent_buttons["pane"], LEFT)
    assert shown.uids() == ["5", "6"]
    shown.panel.show_places("courier", "ferry")
    assert shown.uids() == list("01234")
    QTest.mouseClick(asked.extent_buttons["story"], LEFT)
    assert shown.uids() == list("0123456")
    # One of the three has the keyboard, and arrows go on to the others.
    asked.extent_buttons["story"].setFocus()
    QTest.keyClick(asked.extent_buttons["story"], KEY.Key_Right)
    assert len(shown.uids()) == 8


ALONE = article("Alone\n\nA text in no story.", uid="alone", title="Alone")


def test_words_are_looked_for_when_nothing_more_is_typed(show: Show) -> None:
    shown = show(few())
    asked = shown.panel.filter
    QTest.keyClicks(asked.field, "UNION wire")
    assert len(shown.uids()) == 7
    shown.until(lambda: shown.uids() == ["6"])
    assert asked.count.text() == "1 of 7"
    QTest.keyClick(asked.field, KEY.Key_Escape)
    shown.until(lambda: len(shown.uids()) == 7)
    assert asked.count.text() == "7 annotations"


@pytest.mark.parametrize("key", [KEY.Key_Down, KEY.Key_Return, KEY.Key_Enter])
def test_a_key_leads_from_the_words_to_what_was_found(show: Show, key: Qt.Key) -> None:
    shown = show(few())
    shown.panel.filter.field.setFocus()
    QTest.keyClicks(shown.panel.filter.field, "union")
    QTest.keyClick(shown.panel.filter.field, key)
    assert shown.uids() == ["6"], "at once"
    assert shown.panel.has_focus()
    assert shown.selected == ["6"]


def test_escape_without_words_leads_back_to_the_rows(show: Show) -> None:
    shown = show(few())
    shown.panel.filter.field.setFocus()
    QTest.keyClick(shown.panel.filter.field, KEY.Key_Escape)
    assert shown.panel.has_focus()


def test_labels_are_ticked_one_after_another_in_a_menu_that_stays(show: Show) -> None:
    shown = show(few())
    button = shown.panel.filter.label_button
    menu = button.menu()
    menu.popup(button.mapToGlobal(QPoint(0, 20)))
    tick(menu, "Quote")
    assert shown.uids() == ["1", "5"]
    assert button.text() == "Quote"
    tick(menu, "Claim")
    assert menu.isVisible()
    assert shown.uids() == ["1", "4", "5"]
    assert (button.text(), shown.panel.filter.count.text()) == ("2 labels", "3 of 7")
    press_on(menu, "All labels", KEY.Key_Space)
    assert button.text() == "All labels"
    assert len(shown.uids()) == 7
    menu.close()


def test_ticking_every_label_is_no_narrowing(show: Show) -> None:
    shown = show(few())
    for label in shown.project.scheme.labels:
        entry(shown.panel.filter.label_button.menu(), label.title).trigger()
    assert shown.panel.filter.labels == frozenset()
    assert entry(shown.panel.filter.label_button.menu(), "All labels").isChecked()


@pytest.mark.parametrize(
    ("extent", "places", "words", "labels", "told"),
    [
        ("all", (None, None), "kiosk", (), "Nothing matches “kiosk” in this project."),
        (
            "story", ("wire", "ferry"), "kiosk", ("Quote",),
            "Nothing matches “kiosk” in this story among these labels.",
        ),
        ("all", (None, None), "", ("Passage",), "No annotations with the label “Passage” in this"),
        (
            "pane", ("alone", None), "", (),
            "No annotations in this article yet. Select words and press a label’s key, such as Q.",
        ),
        ("pane", (None, None), "", (), "No article is open in the active pane."),
        ("story", ("alone", None), "", (), "The article in the active pane is in no story."),
    ],
)  # fmt: skip
def test_an_empty_table_says_why_it_is_empty(
    show: Show,
    extent: str,
    places: tuple[str | None, str | None],
    words: str,
    labels: tuple[str, ...],
    told: str,
) -> None:
    shown = show([*few(), ALONE])
    shown.panel.show_places(*places)
    QTest.mouseClick(shown.panel.filter.extent_buttons[extent], LEFT)  # type: ignore[index]
    for label in labels:
        entry(shown.panel.filter.label_button.menu(), label).trigger()
    QTest.keyClicks(shown.panel.filter.field, words)
    shown.panel.filter.look_now()
    assert shown.told().startswith(told)
    assert shown.panel.table.isVisible(), "it can have the keyboard all the same"


# Sorting and columns


def test_a_click_on_a_header_sorts_a_second_turns_it_and_a_third_ends_it(show: Show) -> None:
    shown = show(few())
    shown.click_header("text")
    # “ is as ", which stands before all letters.
    assert shown.uids() == ["5", "1", "0", "3", "2", "4", "6"]
    shown.click_header("text")
    assert shown.uids() == ["6", "4", "2", "3", "0", "1", "5"]
    shown.click_header("text")
    assert shown.uids() == list("0123456")


def test_columns_and_order_are_chosen_without_a_mouse(show: Show) -> None:
    shown = show(few())
    panel = shown.panel
    menu = panel.columns_button.menu()
    menu.popup(panel.columns_button.mapToGlobal(QPoint(0, 20)))
    press_on(menu, "Story", KEY.Key_Space)
    press_on(menu, "Text", KEY.Key_Return)
    assert menu.isVisible()
    assert place("story") in panel.columns.visible()
    assert place("text") not in panel.columns.visible()
    order = entry(menu, "Sort by").menu()
    assert isinstance(order, Checklist)
    entry(order, "Label").trigger()
    assert shown.uids() == ["0", "3", "6", "4", "2", "1", "5"]
    entry(order, "Descending").trigger()
    assert shown.uids() == ["1", "5", "2", "4", "0", "3", "6"]
    entry(order, "Place in the texts").trigger()
    assert shown.uids() == list("0123456")
    menu.close()


def test_the_last_column_cannot_be_hidden(show: Show) -> None:
    shown = show(few())
    menu = Checklist(shown.panel)
    shown.panel.menus.fill(menu, shown.panel.columns_button)
    for column in COLUMNS:
        action = entry(menu, column.title)
        if action.isChecked():
            action.trigger()
    assert len(shown.panel.columns.visible()) == 1


def test_the_header_offers_the_columns(show: Show) -> None:
    shown = show(few())
    header = shown.panel.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Checklist)
    columns = entry(menu, "Columns").menu()
    assert isinstance(columns, Checklist)
    assert [one.text() for one in columns.actions()][: len(COLUMNS)] == [c.title for c in COLUMNS]
    menu.close()


def test_the_table_is_set_up_as_it_was_left(show: Show, qtbot: QtBot) -> None:
    shown = show(few())
    header = shown.panel.table.horizontalHeader()
    header.moveSection(header.visualIndex(place("outlet")), 0)
    header.resizeSection(place("text"), 123)
    header.setSectionHidden(place("coder"), False)
    header.setSectionHidden(place("article"), True)
    shown.click_header("text")
    shown.click_header("text")
    shown.panel.filter.set_extent("story")
    state = shown.panel.state()
    other = AnnotationsPanel(shown.acting, LIGHT, shown.panel.window())
    qtbot.addWidget(other)
    other.restore(state)
    assert other.state() == state
    assert other.columns.visible()[0] == place("outlet")
    assert other.columns.order() == ("text", True)
    assert other.table.horizontalHeader().sectionSize(place("text")) == 123
    assert other.filter.extent == "story"


def test_the_room_that_is_left_is_no_width_that_somebody_chose(show: Show) -> None:
    shown = show(few())
    before = shown.panel.state()
    assert shown.panel.columns.visible()[-1] == place("note")
    shown.panel.window().resize(1600, 300)
    QApplication.processEvents()
    assert shown.panel.table.horizontalHeader().sectionSize(place("note")) > 500
    assert shown.panel.state() == before


@pytest.mark.parametrize(
    "state",
    [
        b"", b"nothing", b"[]", b'{"columns": 5, "order": "colour", "extent": "world"}',
        b'{"columns": [["text", "wide", true], ["gone", 5, true], ["note"], 7]}',
        b'{"columns": [["text", 100, false]]}', b"\xff\xfe",
    ],
)  # fmt: skip
def test_a_state_that_makes_no_sense_changes_nothing_that_matters(show: Show, state: bytes) -> None:
    shown = show(few())
    shown.panel.restore(QByteArray(state))
    assert shown.panel.columns.visible()
    assert shown.panel.columns.order() == ("", False)
    assert len(shown.uids()) == 7


# Choosing rows


def test_going_through_the_rows_by_key_tells_of_each(show: Show) -> None:
    shown = show(few())
    assert shown.selected == [], "having the keyboard selects nothing"
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_End, KEY.Key_Up, KEY.Key_Home):
        shown.press(key)
    assert shown.selected == ["0", "1", "6", "5", "0"]
    assert shown.panel.chosen() == ["0"]


def test_a_page_down_goes_a_page_down_in_a_long_table(show: Show) -> None:
    shown = show(many())
    shown.press(KEY.Key_Down)
    shown.press(KEY.Key_PageDown)
    seen = shown.panel.table.viewport().height() // shown.panel.table.row_height
    assert shown.selected == ["000", f"{seen - 1:03}"]
    shown.press(KEY.Key_End, CTRL)
    assert shown.selected[-1] == "499"
    shown.press(KEY.Key_PageUp)
    shown.press(KEY.Key_Home, CTRL)
    assert shown.selected[-1] == "000"


def test_a_click_selects_and_a_double_click_or_enter_goes_there(show: Show) -> None:
    shown = show(few())
    shown.click("3")
    assert shown.selected == ["3"]
    assert shown.jumps == []
    shown.click("4")
    QTest.mouseDClick(shown.panel.table.viewport(), LEFT, pos=shown.point("4"))
    shown.press(KEY.Key_Return)
    shown.press(KEY.Key_Enter)
    assert shown.jumps == ["4", "4", "4"]


def test_several_rows_are_chosen_and_the_window_does_not_undo_that(show: Show) -> None:
    shown = show(few())
    shown.panel.selected.connect(shown.panel.show_selected)  # as the window does
    shown.click("1")
    shown.click("3", SHIFT)
    assert shown.panel.chosen() == ["1", "2", "3"]
    shown.click("5", CTRL)
    assert shown.panel.chosen() == ["1", "2", "3", "5"]
    shown.click("2", CTRL)
    assert shown.panel.chosen() == ["1", "3", "5"]
    shown.press(KEY.Key_A, CTRL)
    assert shown.panel.chosen() == list("0123456")


def test_what_the_window_selects_is_shown_and_not_told_again(show: Show) -> None:
    shown = show(many())
    shown.panel.show_selected("400")
    assert shown.panel.chosen() == ["400"]
    assert shown.panel.table.viewport().rect().contains(shown.point("400"))
    shown.panel.show_selected(None)
    assert shown.panel.chosen() == []
    shown.panel.show_selected("gone")
    assert shown.panel.chosen() == []
    assert shown.selected == []


def test_a_click_on_the_row_that_was_let_go_selects_it_again(show: Show) -> None:
    shown = show(few())
    shown.click("3")
    shown.panel.show_selected("3")
    shown.panel.show_selected(None)
    shown.click("3")
    assert shown.selected == ["3", "3"]


def test_what_is_selected_before_the_table_hears_of_it_is_shown_then(show: Show) -> None:
    shown = show(few())
    edit = acts.annotate(COURIER, SCHEME.label(QUOTE), Span(6, 12), ANN.uid)
    uid = str(edit.changes[0].identity[0])
    shown.panel.show_selected(uid)
    shown.project.perform(edit)
    assert shown.panel.chosen() == [uid]


def test_a_row_chosen_by_hand_stays_though_the_window_waits_for_another(show: Show) -> None:
    shown = show(few())
    entry(shown.panel.filter.label_button.menu(), "Quote").trigger()
    shown.panel.show_selected("4")  # a claim
    shown.click("5")
    shown.annotate("courier", Span(6, 12))
    assert shown.panel.chosen() == ["5"]
    entry(shown.panel.filter.label_button.menu(), "All labels").trigger()
    assert shown.panel.chosen() == ["5"]


def test_what_the_window_selected_is_shown_once_it_is_among_the_rows(show: Show) -> None:
    shown = show(few())
    entry(shown.panel.filter.label_button.menu(), "Quote").trigger()
    shown.panel.show_selected("4")
    assert shown.panel.chosen() == []
    entry(shown.panel.filter.label_button.menu(), "All labels").trigger()
    assert shown.panel.chosen() == ["4"]
    assert shown.selected == []


def test_letters_do_not_search_through_all_rows(show: Show) -> None:
    shown = show(many())
    reads = len(shown.panel.model._pages)
    shown.press(KEY.Key_X)
    assert (shown.selected, len(shown.panel.model._pages)) == ([], reads)


# What is done with them


def test_delete_erases_the_chosen_rows_as_one_and_goes_on(show: Show) -> None:
    shown = show(few())
    shown.click("1")
    shown.click("2", SHIFT)
    shown.press(KEY.Key_Delete)
    assert shown.uids() == list("03456")
    assert shown.offered == ["Erased 2 annotations."]
    assert shown.panel.chosen() == ["3"]
    assert shown.selected[-1] == "3"
    shown.press(KEY.Key_Delete)
    assert shown.panel.chosen() == ["4"]
    shown.project.undo()
    shown.project.undo()
    assert shown.uids() == list("0123456")


def test_the_last_rows_are_erased_too(show: Show) -> None:
    shown = show(few())
    shown.press(KEY.Key_End)
    shown.press(KEY.Key_Delete)
    assert shown.panel.chosen() == ["5"]
    shown.press(KEY.Key_A, CTRL)
    shown.press(KEY.Key_Backspace)
    assert shown.uids() == []
    assert "No annotations in this project yet" in shown.told()
    shown.press(KEY.Key_Delete)
    assert shown.refused == ["No row of the table is chosen, so there is nothing to erase."]


def test_very_many_rows_are_erased_and_come_back(show: Show) -> None:
    shown = show(many())
    shown.press(KEY.Key_A, CTRL)
    shown.press(KEY.Key_Delete)
    assert shown.uids() == []
    shown.project.undo()
    shown.until(lambda: len(shown.uids()) == 500)


def test_more_rows_than_can_be_erased_at_once_are_refused(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations_doing, "_MOST_ERASED", 499)
    shown = show(many())
    shown.press(KEY.Key_A, CTRL)
    shown.press(KEY.Key_Delete)
    assert len(shown.uids()) == 500
    (told,) = shown.refused
    assert told == (
        "500 rows are more than can be erased at once (499). Choose fewer, or narrow the table "
        "down with the fields above it."
    )


def test_of_many_changes_at_once_not_each_is_looked_at(show: Show) -> None:
    shown = show(many())
    read = [shown.project.reading.annotation(uid) for uid in shown.uids()]
    asked: list[str] = []
    shown.project._store._db.conn.set_trace_callback(asked.append)
    event = Event(Cause.DONE, Edit(Kind.ERASE, tuple(map(remove, read))))
    assert not shown.panel.model.hear(event)
    assert asked == []
    shown.project._store._db.conn.set_trace_callback(None)


def test_after_a_question_that_failed_the_table_follows_again(show: Show) -> None:
    shown = show(few())
    shown.project._store.release()
    QTest.keyClicks(shown.panel.filter.field, "union")
    shown.until(lambda: shown.panel._is_stale)
    assert shown.refused
    shown.project._store.resume()
    shown.project.perform(acts.note(shown.project.reading.annotation("6"), "so"))
    shown.until(lambda: shown.uids() == ["6"])


def test_another_name_of_the_coder_is_shown(show: Show) -> None:
    shown = show(few())
    coder = place("coder")
    assert shown.panel.model.index(0, coder).data() == "Ann"
    shown.project.introduce(replace(ANN, name="Annabel"))
    shown.panel.refresh()
    shown.until(lambda: shown.panel.model.index(0, coder).data() == "Annabel")


def test_rows_are_copied_as_they_are_seen(show: Show) -> None:
    shown = show(few())
    menu = Checklist(shown.panel)
    shown.panel.menus.fill(menu, shown.panel.columns_button)
    for title in ("Speaker", "Attributes", "Article", "Start"):
        entry(menu, title).trigger()
    header = shown.panel.table.horizontalHeader()
    header.moveSection(header.visualIndex(place("outlet")), 0)
    shown.click("1")
    shown.click("6", CTRL)
    shown.press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Courier\tQuote\t“We will not sign,”\t31\t",
        "Wire\tActor\tthe union\t38\twhose?",
    ]


def test_the_menu_of_a_row_goes_there_or_copies(show: Show) -> None:
    shown = show(few())
    QTest.mousePress(shown.panel.table.viewport(), Qt.MouseButton.RightButton, pos=shown.point("3"))
    at = shown.point("3")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, shown.panel.table.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(shown.panel.table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry(menu, "Go there").trigger()
    entry(menu, "Copy").trigger()
    assert shown.jumps == ["3"]
    assert "Ida Brandt" in QGuiApplication.clipboard().text()
    assert {"Note", "Erase annotation"} <= {one.text().replace("&", "") for one in menu.actions()}
    assert shown.panel.has_focus(), "so that the action erases the rows, not what is in the text"
    menu.close()


def test_only_a_text_that_is_cut_is_told_under_the_mouse(show: Show) -> None:
    shown = show(few())
    header = shown.panel.table.horizontalHeader()
    header.resizeSection(1, 60)
    for uid, told in (("0", ""), ("4", "The port lost 1.2 million crowns")):
        at = shown.point(uid)
        event = QHelpEvent(QEvent.Type.ToolTip, at, shown.panel.table.viewport().mapToGlobal(at))
        QApplication.sendEvent(shown.panel.table.viewport(), event)
        assert told in QToolTip.text()
        assert bool(QToolTip.text()) == bool(told)
    QToolTip.hideText()


# Staying put


def test_what_is_seen_stays_where_it_is_when_rows_come_and_go_above(show: Show) -> None:
    shown = show(many())
    bar = shown.panel.table.verticalScrollBar()
    bar.setValue(2013)
    shown.click("085")
    before = shown.top()
    uid = shown.annotate("long", Span(2, 5))
    assert len(shown.uids()) == 501
    assert (shown.top(), shown.panel.chosen()) == (before, ["085"])
    shown.project.undo()
    assert uid not in shown.uids()
    assert (shown.top(), shown.panel.chosen()) == (before, ["085"])
    shown.project.bring_in([ALONE, annotation(ALONE, "Alone")])
    shown.until(lambda: len(shown.uids()) == 501)
    assert (shown.top(), shown.panel.chosen()) == (before, ["085"])
    assert shown.selected == ["085"]


def test_at_the_very_end_one_stays_there(show: Show) -> None:
    shown = show(many())
    bar = shown.panel.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = shown.top()
    shown.annotate("long", Span(2, 5))
    assert shown.top() == before
    shown.project.bring_in([ALONE, annotation(ALONE, "Alone")])
    shown.until(lambda: len(shown.uids()) == 502)
    assert shown.top() == before


def test_at_the_very_top_what_comes_in_is_seen(show: Show) -> None:
    shown = show(many())
    uid = shown.annotate("long", Span(0, 1))
    assert shown.top() == (uid, 0)


def test_a_row_that_goes_elsewhere_stays_chosen(show: Show) -> None:
    shown = show(few())
    shown.click_header("text")
    shown.click("0")
    one = shown.project.reading.annotation("0")
    shown.project.perform(acts.resize(COURIER, one, Span(20, 25)))
    assert shown.uids() == ["5", "1", "3", "2", "4", "6", "0"]
    assert shown.panel.chosen() == ["0"]
    assert shown.selected == ["0"]


def test_chosen_rows_stay_chosen_when_they_are_sorted(show: Show) -> None:
    shown = show(few())
    shown.click("1")
    shown.click("4", CTRL)
    shown.click_header("text")
    shown.click_header("text")
    assert shown.panel.chosen() == ["4", "1"]
    assert shown.panel.table.current() == "4"
    assert shown.selected == ["1", "4"]


def test_a_row_that_goes_takes_no_other_in_its_place(show: Show) -> None:
    shown = show(few())
    shown.click("2")
    victim = shown.project.reading.annotation("2")
    shown.project.perform(acts.erase(victim, (), {}))
    assert shown.panel.chosen() == []
    assert shown.selected == ["2"]
    shown.press(KEY.Key_Down)
    assert shown.selected == ["2", "3"], "one goes on from where it was"


def test_what_was_found_is_shown_from_the_top(show: Show) -> None:
    shown = show(many())
    for number in range(0, 500, 5):
        one = shown.project.reading.annotation(f"{number:03}")
        shown.project.perform(acts.note(one, "every fifth"))
    shown.press(KEY.Key_End)
    QTest.keyClicks(shown.panel.filter.field, "fifth")
    shown.until(lambda: len(shown.uids()) == 100)
    assert shown.top() == ("000", 0)
    assert shown.panel.chosen() == []


def test_an_edit_elsewhere_makes_no_row_the_selected_one(show: Show) -> None:
    shown = show(few())
    shown.press(KEY.Key_Down)
    shown.press(KEY.Key_A, CTRL)
    shown.project.perform(acts.erase(shown.project.reading.annotation("0"), (), {}))
    assert shown.panel.chosen() == list("123456")
    assert shown.selected == ["0"]


def test_the_current_row_is_brought_into_view_when_all_is_sorted(show: Show) -> None:
    shown = show(many())
    shown.press(KEY.Key_Down)
    shown.panel.columns.sort("start")
    shown.panel.columns.turn(True)
    assert shown.uids()[0] == "499"
    assert shown.panel.table.viewport().rect().contains(shown.point("000"))


# Seen or not


def test_a_hidden_table_asks_when_it_is_shown(show: Show) -> None:
    shown = show(few())
    shown.panel.hide()
    uid = shown.annotate("courier", Span(6, 12))
    shown.panel.show_selected(uid)
    assert len(shown.uids()) == 7
    shown.panel.show()
    shown.until(lambda: len(shown.uids()) == 8)
    assert shown.panel.chosen() == [uid]


def test_an_import_is_followed_once_it_is_over(show: Show) -> None:
    shown = show(few())
    resets: list[None] = []
    shown.panel.model.modelReset.connect(lambda: resets.append(None))
    for number in range(5):
        shown.project.bring_in([article(f"{number}", uid=f"more {number}")])
    shown.annotate("wire", Span(0, 4))
    shown.until(lambda: len(shown.uids()) == 8)
    assert len(resets) == 1


def test_what_another_window_does_is_followed(show: Show, tmp_path: Path) -> None:
    shown = show(few())
    with Project.open(shown.project.path, ANN) as other:
        other.perform(acts.annotate(COURIER, SCHEME.label(QUOTE), Span(6, 12), ANN.uid))
        other.perform(acts.erase(other.reading.annotation("0"), (), {}))
    shown.project.refresh()
    shown.until(lambda: len(shown.uids()) == 7 and "0" not in shown.uids())


def test_rows_that_cannot_be_read_are_told_of_once(show: Show) -> None:
    shown = show(many())
    shown.project.close()
    shown.panel.table.verticalScrollBar().setValue(6000)
    shown.until(lambda: bool(shown.refused))
    shown.panel.table.viewport().repaint()
    assert len(shown.refused) == 1
    assert "is not open" in shown.refused[0]


def test_another_project_is_shown_without_what_was_asked_of_the_former(
    show: Show, tmp_path: Path
) -> None:
    shown = show(few())
    QTest.keyClicks(shown.panel.filter.field, "union")
    shown.until(lambda: len(shown.uids()) == 1)
    shown.panel.work_on(None)
    assert shown.uids() == []
    assert not shown.panel.isEnabled()
    shown.panel.work_on(shown.project)
    shown.until(lambda: len(shown.uids()) == 7)
    assert shown.panel.filter.field.text() == ""


def test_a_theme_paints_the_swatches_anew(show: Show) -> None:
    shown = show(few())
    before = shown.panel.model.index(1, 0).data(Qt.ItemDataRole.DecorationRole)
    shown.panel.set_theme(DARK)
    after = shown.panel.model.index(1, 0).data(Qt.ItemDataRole.DecorationRole)
    assert before.pixmap(16).toImage() != after.pixmap(16).toImage()


def test_a_label_that_was_just_made_has_a_swatch(show: Show) -> None:
    shown = show(few())
    assert shown.panel.model.swatch("irony") is None
    made = Label(uid="irony", name="irony", title="Irony", colour="#336699", channel="tint")
    shown.project.perform(Edit(Kind.CODEBOOK, (create(made),)))
    assert shown.panel.model.swatch("irony") is not None


def test_everything_that_takes_the_keyboard_has_a_name(show: Show) -> None:
    shown = show(few())
    for widget in shown.panel.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            owner = widget.focusProxy() or widget
            assert owner.accessibleName() or owner is not widget, widget


def test_tab_goes_on_from_the_table(show: Show) -> None:
    shown = show(few())
    shown.press(KEY.Key_Tab)
    assert not shown.panel.has_focus()


def test_nothing_is_erased_without_a_project(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    panel = AnnotationsPanel(Actions(window, lambda _: None), LIGHT, window)
    with pytest.raises(AnnotatorError, match="No row"):
        panel.erase_chosen()
