"""Cells of the table are changed in place: a letter for a choice, a field for what is typed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Annotation, Attribute, LinkKind, Record
from annotator.core.scheme import CLAIM, CLAIMANT_LINK, CUE, QUOTE, SPEAKER_LINK
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.panels.annotations.choices import Choices
from tests.build import ANN, SCHEME, annotation, article
from tests.ui.annotation_rows import CTRL, KEY, LEFT, Show, Shown, entry, few, press_on, showing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    with showing(qtbot, tmp_path) as shown:
        yield shown


def stored(shown: Shown, uid: str) -> Annotation:
    return shown.project.reading.annotation(uid)


def edit(shown: Shown, uid: str, column: str) -> QWidget:
    """Press F2 on a cell; return what has the keyboard then."""
    shown.go_to(uid, column)
    shown.press(KEY.Key_F2)
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def ask_for(shown: Shown, *attributes: Attribute) -> None:
    """Let the codebook ask something more."""
    shown.project.perform(Edit(Kind.CODEBOOK, tuple(map(create, attributes))))


def asked(name: str, **values: object) -> Attribute:
    return Attribute(uid=name, label=QUOTE, name=name, title=name.capitalize(), **values)  # type: ignore[arg-type]


def test_a_letter_chooses_an_answer(show: Show) -> None:
    shown = show(few())
    menu = edit(shown, "4", "claim.stance")
    assert isinstance(menu, Choices)
    QTest.keyClick(menu, KEY.Key_R)
    assert stored(shown, "4").attributes == {"stance": "refute"}
    row = shown.panel.model.place("4")
    assert row is not None
    assert shown.panel.model.index(row, shown.column("claim.stance")).data() == "Refute"
    assert shown.panel.has_focus()
    assert shown.panel.table.current() == "4"
    shown.project.undo()
    assert stored(shown, "4").attributes == {}


def test_arrows_and_enter_choose_and_delete_takes_the_answer_away(show: Show) -> None:
    shown = show(few())
    menu = edit(shown, "1", "quote.type")
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    assert stored(shown, "1").attributes == {"type": "indirect"}
    menu = edit(shown, "1", "quote.type")
    assert isinstance(menu, Choices)
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["&Indirect"]
    QTest.keyClick(menu, KEY.Key_Delete)
    assert stored(shown, "1").attributes == {}
    menu = edit(shown, "1", "quote.type")
    QTest.keyClick(menu, KEY.Key_Escape)
    assert stored(shown, "1").attributes == {}


def test_a_label_is_chosen_by_its_letter_and_the_row_stays_the_current_one(show: Show) -> None:
    shown = show(few())
    menu = edit(shown, "1", "label")
    QTest.keyClick(menu, KEY.Key_C)
    assert stored(shown, "1").label == CLAIM
    menu = edit(shown, "1", "label")
    QTest.keyClick(menu, KEY.Key_U)  # C is taken by the claim
    assert stored(shown, "1").label == CUE
    assert shown.panel.chosen() == ["1"]


def test_a_label_that_the_same_words_have_already_is_refused(show: Show) -> None:
    shown = show(few())
    one = stored(shown, "1")
    label = SCHEME.label(CLAIM)
    shown.project.perform(
        acts.annotate(shown.project.reading.article(one.article), label, one.span, ANN.uid)
    )
    QTest.keyClick(edit(shown, "1", "label"), KEY.Key_C)
    assert stored(shown, "1").label == QUOTE
    assert "tagged as “Claim” already" in shown.refused[-1]


def test_a_double_click_changes_what_can_be_changed_and_else_goes_there(show: Show) -> None:
    shown = show(few())
    table = shown.panel.table
    shown.click("4")
    QTest.mouseDClick(table.viewport(), LEFT, pos=shown.point("4", shown.column("label")))
    menu = shown.popup()
    assert isinstance(menu, Choices)
    menu.close()
    assert shown.jumps == []
    QTest.mouseDClick(table.viewport(), LEFT, pos=shown.point("4", shown.column("outlet")))
    assert shown.jumps == ["4"]


def test_a_note_is_typed_in_several_lines_and_saved_by_enter(show: Show) -> None:
    shown = show(few())
    field = edit(shown, "6", "note")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "whose?"
    QTest.keyClicks(field, "theirs")
    QTest.keyClick(field, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "so it seems")
    QTest.keyClick(field, KEY.Key_Return)
    assert stored(shown, "6").note == "theirs\nso it seems"
    assert shown.panel.has_focus()
    assert len(shown.uids()) == 7, "letters in the field are no keys of the table"


def test_escape_leaves_a_field_as_it_was(show: Show) -> None:
    shown = show(few())
    field = edit(shown, "6", "note")
    QTest.keyClicks(field, "nobody")
    QTest.keyClick(field, KEY.Key_Escape)
    assert stored(shown, "6").note == "whose?"
    assert shown.panel.has_focus()


def test_tab_saves_and_goes_on_in_the_next_row(show: Show) -> None:
    shown = show(few())
    field = edit(shown, "0", "note")
    QTest.keyClicks(field, "first")
    QTest.keyClick(field, KEY.Key_Tab)
    second = QApplication.focusWidget()
    assert isinstance(second, QPlainTextEdit)
    assert shown.panel.table.current() == "1"
    QTest.keyClicks(second, "second")
    QTest.keyClick(second, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    third = QApplication.focusWidget()
    assert isinstance(third, QPlainTextEdit)
    assert third.toPlainText() == "first"
    QTest.keyClick(third, KEY.Key_Escape)
    assert [stored(shown, uid).note for uid in "01"] == ["first", "second"]


def test_what_is_typed_is_saved_when_somebody_clicks_elsewhere(show: Show) -> None:
    shown = show(few())
    field = edit(shown, "6", "note")
    QTest.keyClicks(field, "nobody")
    shown.panel.filter.field.setFocus()
    shown.until(lambda: stored(shown, "6").note == "nobody")


def test_numbers_and_dates_are_typed_and_what_will_not_do_stays_in_the_field(show: Show) -> None:
    shown = show(few())
    ask_for(shown, asked("votes", kind="number"), asked("day", kind="date"))
    field = edit(shown, "1", "quote.votes")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "many")
    QTest.keyClick(field, KEY.Key_Return)
    assert shown.refused == ["“many” is no number. Write it as 1200, -3 or 1.5."]
    assert field.isVisible()
    field.selectAll()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, KEY.Key_Return)
    assert stored(shown, "1").attributes == {"votes": 12}
    field = edit(shown, "1", "quote.day")
    QTest.keyClicks(field, "2025-03")
    QTest.keyClick(field, KEY.Key_Return)
    assert stored(shown, "1").attributes == {"votes": 12, "day": "2025-03"}
    field = edit(shown, "1", "quote.votes")
    QTest.keyClick(field, KEY.Key_Delete)
    QTest.keyClick(field, KEY.Key_Return)
    assert stored(shown, "1").attributes == {"day": "2025-03"}


def test_yes_and_no_are_chosen_by_letter(show: Show) -> None:
    shown = show(few())
    ask_for(shown, asked("checked", kind="yes_no"))
    QTest.keyClick(edit(shown, "1", "quote.checked"), KEY.Key_N)
    assert stored(shown, "1").attributes == {"checked": False}
    row = shown.panel.model.place("1")
    assert row is not None
    assert shown.panel.model.index(row, shown.column("quote.checked")).data() == "no"


@pytest.mark.parametrize(
    ("uid", "column", "told"),
    [
        ("1", "claim.stance", "“Stance” is not asked of a quote, only of a claim."),
        ("2", "speaker", "Nobody speaks a cue."),
        ("1", "outlet", "“Outlet” cannot be changed here; label, speaker, note and answers can."),
    ],
)
def test_a_cell_that_cannot_be_changed_says_why(
    show: Show, uid: str, column: str, told: str
) -> None:
    shown = show(few())
    edit(shown, uid, column)
    assert shown.refused == [told]
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(("uid", "kind"), [("1", SPEAKER_LINK), ("4", CLAIMANT_LINK)])
def test_who_speaks_is_asked_beside_the_cell(show: Show, uid: str, kind: str) -> None:
    shown = show(few())
    told: list[tuple[Annotation, LinkKind, QRect]] = []
    shown.panel.speaker_requested.connect(
        lambda one, kind, beside: told.append((one, kind, beside()[0]))
    )
    edit(shown, uid, "speaker")
    ((one, voice, beside),) = told
    assert (one.uid, voice.uid) == (uid, kind)
    table = shown.panel.table
    at = table.viewport().mapToGlobal(shown.point(uid, shown.column("speaker")))
    assert beside.contains(at)


def test_an_answer_about_a_later_part_is_one_about_all_of_the_quote(show: Show) -> None:
    shown = show(few())
    head = stored(shown, "1")
    text = shown.project.reading.article(head.article)
    at = text.text.index("“Not this year.”")
    made = acts.continue_(text, head, Span(at, at + 16), ANN.uid, [])
    shown.project.perform(made)
    (part,) = [one.after for one in made.of("annotation") if one.before is None]
    assert isinstance(part, Annotation)
    QTest.keyClick(edit(shown, part.uid, "quote.type"), KEY.Key_M)
    assert stored(shown, "1").attributes == {"type": "mixed"}
    assert stored(shown, part.uid).attributes == {}


def test_the_menu_of_a_cell_changes_it_as_f2_does(show: Show) -> None:
    shown = show(few())
    table, at = shown.panel.table, shown.point("4", shown.column("label"))
    shown.click("4")
    QTest.mouseClick(table.viewport(), LEFT, pos=at)
    table.customContextMenuRequested.emit(at)
    menu = shown.popup()
    assert entry(menu, "Change label").text().endswith("\tF2")  # type: ignore[arg-type]
    press_on(menu, "Change label", KEY.Key_Return)  # type: ignore[arg-type]
    shown.until(lambda: isinstance(QApplication.activePopupWidget(), Choices))
    QTest.keyClick(shown.popup(), KEY.Key_Q)
    assert stored(shown, "4").label == QUOTE


def test_a_row_that_moves_with_what_is_typed_stays_the_current_one(show: Show) -> None:
    shown = show(few())
    shown.panel.columns.sort("note")
    field = edit(shown, "3", "note")
    QTest.keyClicks(field, "aaa")
    QTest.keyClick(field, KEY.Key_Return)
    assert shown.uids()[0] == "3"
    assert shown.panel.table.current() == "3"


def test_an_answer_that_somebody_else_has_given_meanwhile_is_not_written_over(
    show: Show, tmp_path: Path
) -> None:
    shown = show(few())
    menu = edit(shown, "4", "claim.stance")
    stance = next(one for one in SCHEME.attributes if one.name == "stance")
    with Project.open(shown.project.path, replace(ANN, uid="ben", name="Ben")) as other:
        other.perform(acts.set_attribute(other.reading.annotation("4"), stance, "neutral"))
    QTest.keyClick(menu, KEY.Key_A)
    assert "“Stance” was changed in another window meanwhile" in shown.refused[-1]
    assert stored(shown, "4").attributes == {"stance": "neutral"}


def test_left_and_right_go_from_cell_to_cell_and_bring_them_into_view(show: Show) -> None:
    shown = show(few())
    for name in ("cue", "story", "coder", "origin", "status", "created", "modified"):
        shown.panel.columns.show_column(name, True)
    shown.click("2")
    table, seen = shown.panel.table, shown.panel.columns.visible()
    shown.press(KEY.Key_Left)
    for _ in range(len(seen)):
        shown.press(KEY.Key_Right)
    index = table.currentIndex()
    assert index.column() == seen[-1]
    assert table.viewport().rect().contains(table.visualRect(index).topLeft())
    assert shown.panel.chosen() == ["2"]
    for _ in range(len(seen)):
        shown.press(KEY.Key_Left)
    assert table.currentIndex().column() == seen[0]
    assert table.horizontalScrollBar().value() == 0
    shown.press(KEY.Key_Down)
    assert table.currentIndex().column() == seen[0]


def test_several_chosen_rows_stay_chosen_when_one_goes_to_another_cell(show: Show) -> None:
    shown = show(few())
    shown.press(KEY.Key_A, CTRL)
    shown.press(KEY.Key_Down, CTRL)
    chosen = shown.panel.chosen()
    shown.press(KEY.Key_Right)
    assert shown.panel.chosen() == chosen


def test_nothing_is_changed_in_a_project_that_can_only_be_read(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = show(few())
    monkeypatch.setattr(shown.project._store, "read_only", True)
    edit(shown, "4", "label")
    assert shown.refused == ["This project can only be read, so nothing is changed in it."]
    table, at = shown.panel.table, shown.point("4", shown.column("label"))
    QTest.mouseDClick(table.viewport(), LEFT, pos=at)
    assert shown.jumps == ["4"]


def test_a_long_note_keeps_its_field_inside_of_the_table(show: Show) -> None:
    records: list[Record] = few()
    long = article("Far below\n\n" + "a word, " * 30, uid="zz", outlet="Zz")
    spans = (annotation(long, "a word", CUE), annotation(long, "Far"))
    shown = show([*records, long, *spans])
    last = shown.uids()[-1]
    field = edit(shown, last, "note")
    assert shown.panel.table.viewport().rect().contains(field.geometry())
