"""The columns of the table follow the codebook, and how somebody set them up outlives it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.model import Attribute
from annotator.core.scheme import ATTRIBUTES, QUOTE
from annotator.ui.checklist import Checklist
from annotator.ui.panels.annotations.panel import AnnotationsPanel
from annotator.ui.panels.annotations.values import Values
from annotator.ui.theme import LIGHT
from tests.ui.annotation_rows import KEY, Show, Shown, entry, few, press_on, showing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STANCE = next(one for one in ATTRIBUTES if one.name == "stance")
TONE = Attribute(
    uid="tone", label=QUOTE, name="tone", title="Tone & manner",
    choices=({"name": "calm", "title": "Calm"}, {"name": "angry", "title": "Angry"}),
)  # fmt: skip


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    with showing(qtbot, tmp_path) as shown:
        yield shown


def change_codebook(shown: Shown, *changes: Change) -> None:
    shown.project.perform(Edit(Kind.CODEBOOK, changes))


def titles(shown: Shown) -> list[str]:
    """Return the titles of the columns that are seen, from left to right."""
    header = Qt.Orientation.Horizontal
    model = shown.panel.model
    return [str(model.headerData(at, header)) for at in shown.panel.columns.visible()]


def test_each_question_of_the_codebook_has_a_column_that_is_hidden_at_first(show: Show) -> None:
    shown = show(few())
    names = [one.name for one in shown.panel.model.columns]
    asked = ["quote.type", "claim.stance", "claim.kind", "claim.checkworthy", "actor.mention"]
    assert names[-5:] == asked
    assert not any(shown.panel.columns.is_shown(name) for name in (*asked, "cue"))
    menu = shown.panel.columns_button.menu()
    assert isinstance(menu, Checklist)
    menu.popup(shown.panel.columns_button.mapToGlobal(QPoint(0, 20)))
    press_on(menu, "Cue", KEY.Key_Space)
    inner = [one.menu() for one in menu.actions() if one.text() == "A&ttributes"]
    assert isinstance(inner[0], Checklist)
    inner[0].popup(menu.mapToGlobal(QPoint(50, 50)))
    press_on(inner[0], "Stance of claim", KEY.Key_Space)
    assert inner[0].isVisible()
    inner[0].close()
    menu.close()
    assert titles(shown)[-1] == "Stance of claim"
    assert "Cue" in titles(shown)


def test_a_new_question_comes_as_a_column_and_nothing_else_moves(show: Show) -> None:
    shown = show(few())
    header = shown.panel.table.horizontalHeader()
    shown.panel.columns.show_column("claim.stance", True)
    header.moveSection(header.visualIndex(shown.column("claim.stance")), 1)
    header.resizeSection(shown.column("claim.stance"), 77)
    header.resizeSection(shown.column("text"), 211)
    shown.panel.columns.sort("claim.stance")
    shown.click("4")
    before = titles(shown)
    change_codebook(shown, create(TONE))
    assert titles(shown) == before
    assert header.sectionSize(shown.column("claim.stance")) == 77
    assert header.sectionSize(shown.column("text")) == 211
    assert shown.panel.columns.order() == ("claim.stance", False)
    assert shown.panel.chosen() == ["4"]
    shown.panel.columns.show_column("quote.tone", True)
    assert titles(shown)[-1] == "Tone & manner of quote"


def test_a_question_that_goes_takes_its_column_along_and_an_undo_brings_it_back(
    show: Show,
) -> None:
    shown = show(few())
    shown.panel.columns.show_column("claim.stance", True)
    shown.panel.columns.sort("claim.stance")
    change_codebook(shown, remove(STANCE))
    assert "Stance of claim" not in titles(shown)
    assert shown.panel.columns.order() == ("", False)
    shown.until(lambda: not shown.panel._is_stale)
    assert shown.uids() == list("0123456")
    shown.project.undo()
    assert "Stance of claim" in titles(shown), "as it was set up"


def test_a_question_with_another_name_keeps_its_column(show: Show) -> None:
    shown = show(few())
    header = shown.panel.table.horizontalHeader()
    shown.panel.columns.show_column("claim.stance", True)
    header.moveSection(header.visualIndex(shown.column("claim.stance")), 0)
    shown.panel.columns.sort("claim.stance")
    shown.panel.columns.turn(True)
    renamed = replace(STANCE, name="attitude", title="Attitude")
    change_codebook(shown, Change(STANCE, renamed))
    assert titles(shown)[0] == "Attitude of claim"
    assert shown.panel.columns.order() == ("claim.attitude", True)


def test_columns_of_another_codebook_are_remembered(show: Show, qtbot: QtBot) -> None:
    shown = show(few())
    columns = [["quote.tone", 91, True], ["text", 200, True], ["claim.stance", 80, True]]
    state = QByteArray(json.dumps({"columns": columns, "group": "", "order": ""}).encode())
    shown.panel.restore(state)
    assert titles(shown)[:2] == ["Text", "Stance of claim"]
    other = AnnotationsPanel(shown.acting, LIGHT, shown.panel.window())
    qtbot.addWidget(other)
    other.restore(shown.panel.state())
    assert ["quote.tone", 91, True] in json.loads(bytes(other.state().data()))["columns"]
    change_codebook(shown, create(TONE))
    assert "Tone & manner of quote" in titles(shown)
    at = shown.column("quote.tone")
    shown.panel.columns.show_column("note", True)
    assert shown.panel.columns._widths["quote.tone"] == 91
    assert shown.panel.model.columns[at].title == "Tone & manner of quote"


def test_a_column_says_answers_by_their_titles_and_only_of_its_own_label(show: Show) -> None:
    shown = show(few())
    shown.panel.columns.show_column("claim.stance", True)
    for key, told in ((KEY.Key_A, "Affirm"), (KEY.Key_N, "Neutral")):
        shown.go_to("4", "claim.stance")
        shown.press(KEY.Key_F2)
        QTest.keyClick(shown.popup(), key)
        row = shown.panel.model.place("4")
        assert row is not None
        assert shown.panel.model.index(row, shown.column("claim.stance")).data() == told
    first = shown.panel.model.index(0, shown.column("claim.stance"))
    assert first.data() == ""


def test_a_column_that_is_filtered_has_a_sign_in_its_header(show: Show) -> None:
    shown = show(few())
    model, across = shown.panel.model, Qt.Orientation.Horizontal
    role = Qt.ItemDataRole.DecorationRole
    assert model.headerData(shown.column("outlet"), across, role) is None
    shown.panel.narrowing.open("outlet")
    values = shown.popup()
    assert isinstance(values, Values)
    QTest.keyClicks(values.field, "wire")
    QTest.keyClick(values.field, KEY.Key_Return)
    assert model.headerData(shown.column("outlet"), across, role) is not None


def test_a_header_hides_its_column_and_groups_by_it(show: Show) -> None:
    shown = show(few())
    header = shown.panel.table.horizontalHeader()

    def ask(column: str) -> Checklist:
        at = header.sectionViewportPosition(shown.column(column)) + 5
        header.customContextMenuRequested.emit(QPoint(at, 5))
        menu = shown.popup()
        assert isinstance(menu, Checklist)
        return menu

    press_on(ask("attributes"), "Hide attributes", KEY.Key_Return)
    assert "Attributes" not in titles(shown)
    menu = ask("outlet")
    press_on(menu, "Group by outlet", KEY.Key_Space)
    menu.close()
    assert shown.lines()[0] == "v Courier 5"
    menu = ask("outlet")
    assert entry(menu, "Group by outlet").isChecked()
    press_on(menu, "Group by outlet", KEY.Key_Space)
    menu.close()
    assert shown.lines() == [*"0123456"]
    menu = ask("start" if shown.panel.columns.show_column("start", True) else "")
    assert not [one for one in menu.actions() if one.text().startswith("&Filter")]
    menu.close()


@pytest.mark.parametrize(
    "state",
    [
        {"columns": [["quote.tone"], 5, ["text", 10**9, True]], "group": 7},
        {"columns": [["a.b", 1, True]] * 500, "group": "nothing"},
        {"columns": [["text", 100, False]], "order": "gone.too", "group": "start"},
    ],
)
def test_a_state_that_makes_no_sense_is_no_harm(show: Show, state: dict[str, object]) -> None:
    shown = show(few())
    shown.panel.restore(QByteArray(json.dumps(state).encode()))
    assert titles(shown)
    assert (shown.panel.columns.group, shown.panel.columns.order()) == ("", ("", False))
    assert len(shown.uids()) == 7
