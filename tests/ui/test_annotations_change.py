"""All chosen rows of the table are changed at once, after it was told what that will do."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Actor, Annotation, Attribute, Record
from annotator.core.scheme import CLAIM, CUE, QUOTE
from annotator.core.span import Span
from annotator.ui.dialogs.change import ChangeDialog
from tests.build import ANN, SCHEME
from tests.ui.annotation_rows import CTRL, KEY, LEFT, SHIFT, Show, Shown, few, many, showing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

IDA = Actor(uid="ida", name="Ida Brandt", role="union leader")
TOMAS = Actor(uid="tomas", name="Tomás Berg")
NAMESAKE = Actor(uid="other", name="Ida Brandt", role="mayor")


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    with showing(qtbot, tmp_path) as shown:
        yield shown


def stored(shown: Shown, uid: str) -> Annotation:
    return shown.project.reading.annotation(uid)


def change(shown: Shown, what: str = "") -> ChangeDialog:
    """Press the key of the action, and choose what to change."""
    shown.panel.window().activateWindow()  # as a window manager does when a dialog has gone
    shown.until(shown.panel.window().isActiveWindow)
    shown.panel.table.setFocus()
    QTest.keyClick(shown.panel.table, KEY.Key_H, CTRL | SHIFT)
    opened = [one for one in QApplication.topLevelWidgets() if isinstance(one, ChangeDialog)]
    (dialog,) = [one for one in opened if one.isVisible()]
    if what:
        dialog.what.setCurrentText(what)
    return dialog


def field(dialog: ChangeDialog):  # type: ignore[no-untyped-def]
    return dialog.fields[dialog.what.currentIndex()].widget


def choose(dialog: ChangeDialog, words: str) -> None:
    """Choose or type what it is to be."""
    widget = field(dialog)
    match widget:
        case QComboBox():
            widget.setCurrentText(words)
        case QLineEdit():
            widget.clear()
            QTest.keyClicks(widget, words)
        case QPlainTextEdit():
            widget.clear()
            QTest.keyClicks(widget, words)


def told(shown: Shown, dialog: ChangeDialog) -> str:
    """Wait until it is told what will be done."""
    shown.until(lambda: not dialog._soon.isActive())
    return dialog.told.text()


def confirm(shown: Shown, dialog: ChangeDialog) -> None:
    """Press Return, which presses the button, and see that the dialog goes."""
    told(shown, dialog)
    QTest.keyClick(dialog, KEY.Key_Return)
    shown.until(lambda: not isValid(dialog) or not dialog.isVisible())


def choose_all(shown: Shown) -> None:
    shown.press(KEY.Key_Down)
    shown.press(KEY.Key_A, CTRL)


def test_the_keyboard_goes_from_what_to_what_it_is_to_be_and_on_to_the_buttons(
    show: Show,
) -> None:
    shown = show(few())
    choose_all(shown)
    dialog = change(shown, "Status")
    shown.until(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.what
    QTest.keyClick(dialog.what, KEY.Key_Tab)
    to = field(dialog)
    assert isinstance(to, QComboBox)
    assert dialog.focusWidget() is to
    QTest.keyClicks(to, "r")
    assert to.currentText() == "Rejected"
    told(shown, dialog)
    buttons = []
    for _ in range(2):
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
        button = dialog.focusWidget()
        assert isinstance(button, QPushButton)
        buttons.append(button.text())
    assert sorted(buttons) == ["Cancel", "Change"]
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
    assert dialog.focusWidget() is dialog.what


def test_it_is_told_what_will_change_before_it_does(show: Show) -> None:
    shown = show(few())
    choose_all(shown)
    dialog = change(shown, "Label")
    assert told(shown, dialog) == "7 rows chosen."
    assert not dialog._button.isEnabled(), "nothing is chosen yet"
    choose(dialog, "Claim")
    assert told(shown, dialog) == "Changes 6 of 7; 1 has it already."
    assert [stored(shown, uid).label for uid in "01"] != [CLAIM, CLAIM]
    confirm(shown, dialog)
    assert {stored(shown, uid).label for uid in "0123456"} == {CLAIM}
    assert shown.offered == ["Changed 6 annotations."]
    shown.project.undo()
    assert [stored(shown, uid).label for uid in "12"] == [QUOTE, CUE]


def test_it_follows_the_rows_that_are_chosen_meanwhile(show: Show) -> None:
    shown = show(few())
    shown.click("1")
    dialog = change(shown, "Status")
    choose(dialog, "Rejected")
    assert told(shown, dialog) == "Changes it."
    shown.click("2", SHIFT)
    assert told(shown, dialog) == "Changes all 2."
    shown.click("5", CTRL)
    assert told(shown, dialog) == "Changes all 3."
    confirm(shown, dialog)
    shown.until(lambda: shown.uids() == ["0", "3", "4", "6"])
    shown.project.undo()
    shown.until(lambda: len(shown.uids()) == 7)


def test_an_answer_is_given_where_it_is_asked_and_the_rest_is_told(show: Show) -> None:
    shown = show(few())
    choose_all(shown)
    dialog = change(shown, "Stance of claim")
    choose(dialog, "Refute")
    assert told(shown, dialog) == (
        "Changes 1 of 7. 6 annotations stay as they are: “Stance” is not asked of this kind of "
        "annotation."
    )
    confirm(shown, dialog)
    assert stored(shown, "4").attributes == {"stance": "refute"}
    shown.click("1")
    dialog = change(shown, "Stance of claim")
    choose(dialog, "Affirm")
    assert "is not asked of this kind" in told(shown, dialog)
    assert not dialog._button.isEnabled()
    dialog.reject()


def test_answers_are_taken_away_and_what_is_so_already_is_told(show: Show) -> None:
    shown = show(few())
    shown.click("4")
    dialog = change(shown, "Stance of claim")
    choose(dialog, "No answer")
    assert told(shown, dialog) == "Changes nothing; it has it already."
    assert not dialog._button.isEnabled()
    choose(dialog, "Affirm")
    confirm(shown, dialog)
    dialog = change(shown, "Stance of claim")
    choose(dialog, "No answer")
    confirm(shown, dialog)
    assert stored(shown, "4").attributes == {}


def test_what_is_typed_must_do(show: Show) -> None:
    shown = show(few())
    votes = Attribute(uid="votes", label=QUOTE, name="votes", title="Votes", kind="number")
    shown.project.perform(Edit(Kind.CODEBOOK, (create(votes),)))
    shown.click("1")
    dialog = change(shown, "Votes of quote")
    choose(dialog, "many")
    assert told(shown, dialog) == "“many” is no number. Write it as 1200, -3 or 1.5."
    assert not dialog._button.isEnabled()
    choose(dialog, "12")
    confirm(shown, dialog)
    assert stored(shown, "1").attributes == {"votes": 12}


@pytest.mark.parametrize(
    ("typed", "uid"), [("tomas berg", "tomas"), ("Ida Brandt (union leader)", "ida"), ("", None)]
)
def test_a_speaker_is_found_by_name_whatever_case_and_accents(
    show: Show, typed: str, uid: str | None
) -> None:
    records: list[Record] = [IDA, TOMAS, NAMESAKE, *few()]
    spoken = [
        replace(one, actor="other") if isinstance(one, Annotation) and one.uid == "1" else one
        for one in records
    ]
    shown = show(spoken)
    shown.click("1")
    dialog = change(shown, "Speaker")
    line = field(dialog)
    assert line.completer().model().rowCount() == 4, "three, and the author"
    choose(dialog, typed)
    confirm(shown, dialog)
    assert stored(shown, "1").actor == uid


def test_a_name_that_nobody_has_is_refused(show: Show) -> None:
    shown = show([IDA, *few()])
    shown.click("1")
    dialog = change(shown, "Speaker")
    choose(dialog, "Idaho")
    assert told(shown, dialog).startswith("Nobody in the registry is called “Idaho”.")
    assert not dialog._button.isEnabled()
    dialog.reject()


def test_a_note_is_written_on_all(show: Show) -> None:
    shown = show(few())
    choose_all(shown)
    dialog = change(shown, "Note")
    choose(dialog, "to check")
    confirm(shown, dialog)
    assert {stored(shown, uid).note for uid in "0123456"} == {"to check"}
    dialog = change(shown, "Note")
    assert told(shown, dialog) == "Changes all 7.", "an empty note takes notes away"
    confirm(shown, dialog)
    assert {stored(shown, uid).note for uid in "0123456"} == {""}


def test_it_begins_with_what_the_current_column_shows(show: Show) -> None:
    shown = show(few())
    shown.go_to("4", "claim.stance")
    dialog = change(shown)
    assert dialog.what.currentText() == "Stance of claim"
    dialog.reject()
    shown.until(lambda: not isValid(dialog))
    shown.go_to("4", "outlet")
    dialog = change(shown)
    assert dialog.what.currentText() == "Label"
    dialog.reject()


def test_the_key_again_brings_the_same_dialog_forward(show: Show) -> None:
    shown = show(few())
    shown.click("1")
    dialog = change(shown, "Note")
    shown.panel.table.setFocus()
    shown.panel.window().activateWindow()
    assert change(shown) is dialog
    assert dialog.what.currentText() == "Note"
    dialog.reject()


def test_without_a_row_nothing_is_asked(show: Show) -> None:
    shown = show(few())
    QTest.keyClick(shown.panel.table, KEY.Key_H, CTRL | SHIFT)
    assert shown.refused == ["No row of the table is chosen, so there is nothing to change."]
    assert not shown.panel.has_chosen


def test_with_another_codebook_the_dialog_goes_and_with_other_rows_it_looks_again(
    show: Show,
) -> None:
    shown = show(few())
    choose_all(shown)
    dialog = change(shown, "Label")
    choose(dialog, "Claim")
    assert told(shown, dialog) == "Changes 6 of 7; 1 has it already."
    shown.project.perform(acts.erase(stored(shown, "4"), (), {}))
    shown.until(lambda: dialog.told.text() == "Changes all 6.")
    tone = Attribute(uid="tone", label=QUOTE, name="tone", title="Tone", kind="text")
    shown.project.perform(Edit(Kind.CODEBOOK, (create(tone),)))
    shown.until(lambda: not isValid(dialog) or not dialog.isVisible())


def test_a_part_that_is_chosen_stands_for_all_of_the_quote(show: Show) -> None:
    shown = show(few())
    text = shown.project.reading.article("courier")
    at = text.text.index("“Not this year.”")
    made = acts.continue_(text, stored(shown, "1"), Span(at, at + 16), ANN.uid, [])
    shown.project.perform(made)
    shown.click("1")
    part = next(uid for uid in shown.uids() if uid not in "0123456")
    shown.click(part, CTRL)
    dialog = change(shown, "Type of quote")
    choose(dialog, "Mixed")
    assert told(shown, dialog) == "Changes all 2."
    confirm(shown, dialog)
    assert stored(shown, "1").attributes == {"type": "mixed"}


def test_hundreds_are_one_edit_and_the_chosen_rows_stay_chosen(show: Show) -> None:
    shown = show([*few(), *many()])
    choose_all(shown)
    dialog = change(shown, "Label")
    choose(dialog, "Claim")
    confirm(shown, dialog)
    shown.until(lambda: not shown.panel._is_stale and not shown.panel._soon.isActive())
    assert len(shown.panel.chosen()) == 507
    assert shown.panel.filter.count.text() == "507 chosen · 507 annotations"
    shown.project.undo()
    assert stored(shown, "250").label == CUE


def test_whether_rows_are_chosen_is_told_once(show: Show) -> None:
    shown = show(few())
    heard: list[bool] = []
    shown.panel.chosen_changed.connect(lambda: heard.append(shown.panel.has_chosen))
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_End):
        shown.press(key)
    assert heard == [True]
    shown.panel.show_selected("gone")
    assert heard == [True, False]


def test_a_click_on_the_button_changes_too(show: Show) -> None:
    shown = show(few())
    shown.click("0")
    dialog = change(shown, "Label")
    choose(dialog, SCHEME.label(CUE).title)
    told(shown, dialog)
    QTest.mouseClick(dialog._button, LEFT)
    assert stored(shown, "0").label == CUE
