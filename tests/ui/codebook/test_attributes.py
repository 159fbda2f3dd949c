"""Attributes, their choices and conditions are changed in the editor; what goes is asked first."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTreeWidget,
    QWidget,
)

from annotator.core.edit import Change, Edit, Kind
from annotator.core.scheme import ACTOR, CLAIM, CUE, QUOTE
from annotator.ui.codebook.lines import LinesDialog
from annotator.ui.codebook.merging import MergeDialog
from annotator.ui.codebook.ticks import Ticks
from tests.ui.codebook.bench import Bench, cells

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def answer_all(bench: Bench, name: str, value: object) -> None:
    """Let all claims have an answer."""
    claims = [one for one in bench.annotations() if one.label == CLAIM]
    changes = (Change(one, replace(one, attributes={name: value})) for one in claims)
    bench.project.perform(Edit(Kind.SET_ATTRIBUTE, tuple(changes)))
    bench.project.forget_history()


def answers(bench: Bench, name: str) -> list[object]:
    claims = [one for one in bench.annotations() if one.label == CLAIM]
    return [one.attributes.get(name) for one in claims]


def titles(bench: Bench, label: str) -> list[str]:
    return [one.title for one in bench.project.scheme.attributes_of(label)]


def choose(bench: Bench, name: str, title: str) -> None:
    """Choose an entry of a list that drops down, by the keyboard."""
    box = bench.seen(QComboBox, name)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    view = box.view()
    bench.qtbot.waitUntil(view.isVisible)
    row = next(at for at in range(box.count()) if box.itemText(at).startswith(title))
    view.setCurrentIndex(view.model().index(row, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_an_attribute_is_added_to_the_label_that_is_shown(bench: Bench) -> None:
    bench.go_to("Cue", "Labels")
    bench.press("Add an attribute…")
    bench.write_title("Tone")
    (made,) = bench.project.scheme.attributes_of(CUE)
    assert (made.title, made.name, made.kind) == ("Tone", "tone", "choice")
    assert bench.seen(QLabel, "ATTRIBUTE OF CUE").isVisible()
    texts = [one.text() for one in bench.editor.findChildren(QLabel) if one.isVisible()]
    assert "No choices yet: nothing can be answered before there are some." in texts


def test_answers_that_were_brought_in_before_an_attribute_are_its_choices(bench: Bench) -> None:
    answer_all(bench, "tone", "Sharp")
    bench.go_to("Claim", "Labels")
    bench.press("Add an attribute…")
    dialog = bench.dialog(QDialog)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Tone")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bench.asked().startswith("Add “Tone”?\nRewrites 2 answers.")
    bench.answer("Add")
    assert [one["title"] for one in bench.attribute(CLAIM, "tone").choices] == ["Sharp"]
    assert answers(bench, "tone") == ["sharp", "sharp"]
    assert bench.seen(QLabel, "ATTRIBUTE OF CLAIM").isVisible()


def test_choices_are_added_a_line_each_and_named_after_their_titles(bench: Bench) -> None:
    bench.go_to("Stance")
    bench.press("Add choices")
    dialog = bench.dialog(LinesDialog)
    field = dialog.findChild(QPlainTextEdit)
    assert field is not None
    QTest.keyClicks(field, "Not said")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, " Ironic ")
    bench.press("Add", dialog)
    bench.closed(dialog)
    stance = bench.attribute(CLAIM, "stance")
    assert [one["name"] for one in stance.choices[3:]] == ["not_said", "ironic"]
    assert bench.steps == 1


def test_a_choice_is_written_in_its_cells(bench: Bench) -> None:
    bench.go_to("Stance")
    table = bench.seen(QTreeWidget, "Choices")
    table.setFocus()
    for column, text in ((0, "Agrees"), (1, "Says so")):
        table.setCurrentIndex(table.model().index(0, column))
        bench.keys("F2")
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        bench.write(text)
        bench.keys("Return")
        bench.qtbot.waitUntil(lambda: not shiboken6.isValid(line))  # noqa: B023  # at once
    first = bench.attribute(CLAIM, "stance").choices[0]
    assert dict(first) == {"name": "affirm", "title": "Agrees", "description": "Says so"}
    assert cells(table)[0] == ["Agrees", "Says so", "affirm"]


def test_choices_are_ordered_by_keys(bench: Bench) -> None:
    bench.go_to("Stance")
    bench.seen(QTreeWidget, "Choices").setFocus()
    bench.keys("Alt+Down")
    names = [one["name"] for one in bench.attribute(CLAIM, "stance").choices]
    assert names == ["refute", "affirm", "neutral"]
    bench.keys("Alt+Down", "Alt+Down")
    names = [one["name"] for one in bench.attribute(CLAIM, "stance").choices]
    assert names == ["refute", "neutral", "affirm"]


def test_a_choice_that_was_given_as_an_answer_is_deleted_after_a_question(bench: Bench) -> None:
    answer_all(bench, "stance", "affirm")
    bench.go_to("Stance")
    bench.seen(QTreeWidget, "Choices").setFocus()
    bench.keys("Del")
    assert bench.asked().startswith("Delete the choice “Affirm”?\nTakes 2 answers away.")
    bench.answer("Cancel")
    assert answers(bench, "stance") == ["affirm", "affirm"]
    bench.keys("Del")
    bench.answer("Delete the choice")
    assert answers(bench, "stance") == [None, None]
    bench.editor.outline.setFocus()
    bench.keys("Ctrl+Z")
    assert answers(bench, "stance") == ["affirm", "affirm"]
    assert len(cells(bench.seen(QTreeWidget, "Choices"))) == 3


def test_a_choice_is_merged_into_another(bench: Bench) -> None:
    answer_all(bench, "stance", "affirm")
    bench.go_to("Stance")
    bench.press("Merge the choice")
    dialog = bench.dialog(MergeDialog)
    assert [dialog.box.itemText(at) for at in range(2)] == ["Refute", "Neutral"]
    bench.press("Merge", dialog)
    bench.closed(dialog)
    assert answers(bench, "stance") == ["refute", "refute"]


def test_the_identifier_of_a_choice_is_renamed_in_the_answers(bench: Bench) -> None:
    answer_all(bench, "stance", "affirm")
    bench.go_to("Stance")
    bench.press("Rename the choice")
    bench.write_title("agree")
    bench.answer("Rename")
    assert answers(bench, "stance") == ["agree", "agree"]


def test_another_kind_asks_when_answers_do_not_fit_it(bench: Bench) -> None:
    answer_all(bench, "stance", "affirm")
    bench.go_to("Stance")
    choose(bench, "Kind", "Number")
    assert "Takes 2 answers away." in bench.asked()
    bench.answer("Cancel")
    assert bench.attribute(CLAIM, "stance").kind == "choice"
    assert bench.seen(QComboBox, "Kind").currentText() == "Choice"
    choose(bench, "Kind", "Number")
    bench.answer("Change")
    assert bench.attribute(CLAIM, "stance").kind == "number"
    assert answers(bench, "stance") == [None, None]
    assert not bench.editor.findChildren(QTreeWidget, "choices")


def test_an_answer_can_be_required(bench: Bench) -> None:
    bench.go_to("Type")
    box = bench.seen(QCheckBox, "Required: an answer is expected")
    box.setFocus()
    bench.keys("Space")
    assert bench.attribute(QUOTE, "type").required
    bench.keys("Space")
    assert not bench.attribute(QUOTE, "type").required


def test_a_question_is_asked_only_where_another_has_some_answers(bench: Bench) -> None:
    bench.go_to("Kind")
    choose(bench, "Asked", "Only where “Stance”")
    condition = bench.attribute(CLAIM, "kind").show_when
    assert condition == {"attribute": "stance", "is": ("affirm",)}
    ticks = bench.seen(Ticks, "Asked where it is one of these")
    assert ticks.values == ["affirm"]
    ticks.setFocus()
    bench.keys("Down", "Space")
    condition = bench.attribute(CLAIM, "kind").show_when
    assert condition == {"attribute": "stance", "is": ("affirm", "refute")}
    bench.keys("Space", "Up", "Space")
    assert bench.attribute(CLAIM, "kind").show_when is None, "with no answer it is always asked"
    assert bench.seen(QComboBox, "Asked").currentText() == "Always"


def test_a_label_with_one_attribute_says_what_a_condition_needs(bench: Bench) -> None:
    bench.go_to("Type")
    assert not bench.seen(QComboBox, "Asked").isEnabled()
    texts = [one.text() for one in bench.editor.findChildren(QLabel) if one.isVisible()]
    assert any(one.startswith("Another attribute of this label") for one in texts)


def test_attributes_are_ordered_within_their_label(bench: Bench) -> None:
    bench.go_to("Kind")
    bench.keys("Alt+Up", "Alt+Up", "Alt+Up")
    assert titles(bench, CLAIM) == ["Kind", "Stance", "Check-worthy"]
    assert titles(bench, QUOTE) == ["Type"]


def test_an_attribute_is_deleted_with_its_answers_after_a_question(bench: Bench) -> None:
    answer_all(bench, "stance", "affirm")
    bench.go_to("Stance")
    bench.keys("Del")
    assert bench.asked().startswith("Delete the attribute “Stance”?\nTakes 2 answers away.")
    bench.answer("Delete the attribute")
    assert titles(bench, CLAIM) == ["Kind", "Check-worthy"]
    assert bench.line("Title").text() == "Kind"
    bench.keys("Ctrl+Z")
    assert answers(bench, "stance") == ["affirm", "affirm"]


def test_from_a_label_one_click_leads_to_its_attribute(bench: Bench) -> None:
    bench.go_to("Claim")
    bench.press("Stance  (choice)")
    assert bench.line("Title").text() == "Stance"
    assert bench.editor.outline.chosen == bench.attribute(CLAIM, "stance").uid


@pytest.mark.parametrize("width", [800, 900, 1400])
def test_the_buttons_of_choices_stand_below_all_of_them(bench: Bench, width: int) -> None:
    bench.editor.resize(width, 680)
    codebook = bench.editor.changing.codebook
    bench.project.perform(codebook.add_attribute(CUE, "Mood"))
    bench.go_to("Mood")
    for _ in range(3):  # it is laid out without choices first
        QApplication.processEvents()
    uid = bench.attribute(CUE, "mood").uid
    bench.project.perform(codebook.change_attribute(uid, choices=["Glad", "Sad", "Angry", "Calm"]))
    for _ in range(3):
        QApplication.processEvents()
    table = bench.seen(QTreeWidget, "Choices")
    add = bench.seen(QAbstractButton, "Add choices")
    assert add.geometry().top() > table.geometry().bottom()


def test_in_a_small_window_all_can_be_scrolled_to(bench: Bench) -> None:
    bench.editor.resize(800, 500)
    QApplication.processEvents()
    assert (bench.editor.width(), bench.editor.height()) == (800, 500)
    for title in ("Quote", "Type", "Speaker"):
        bench.go_to(title)
        QApplication.processEvents()
        page = bench.editor._pages.currentWidget()
        assert isinstance(page, QScrollArea)
        content = page.widget()
        assert content is not None
        assert content.height() >= content.minimumSizeHint().height()
        beyond = content.height() - page.viewport().height()
        assert page.verticalScrollBar().maximum() == max(beyond, 0)
        for name in ("Merge into…", "Close", "Save to a file…"):
            button = bench.seen(QAbstractButton, name)
            place = button.mapTo(bench.editor, button.rect().bottomRight())
            assert bench.editor.rect().contains(place)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTreeWidget, QComboBox])
def test_after_escape_letters_only_search(bench: Bench, kind: type[QWidget]) -> None:
    bench.go_to("Type")
    fields = (one for one in bench.editor._pages.findChildren(kind) if one.isVisible())
    next(fields).setFocus()
    if kind is QTreeWidget:  # a cell that is written in is left first
        bench.keys("Return", "Escape")
    bench.keys("Escape")
    assert bench.editor.outline.hasFocus()
    before = bench.project.scheme
    bench.write("act")
    bench.editor.commit()
    assert bench.editor.outline.hasFocus()
    assert bench.editor.outline.chosen == ACTOR
    assert bench.project.scheme == before
