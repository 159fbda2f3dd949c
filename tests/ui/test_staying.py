"""What is typed is saved by itself, and one stay in a field is one step of undo."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation
from annotator.project.history import Step
from annotator.project.project import Event, Project
from annotator.ui.staying import Save, Stay
from tests.build import BEN, annotation, article, project

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A field whose text is the note of one annotation, another field, and the project."""

    def __init__(self, qtbot: QtBot, opened: Project, field: QLineEdit | QPlainTextEdit) -> None:
        self.qtbot, self.project, self.field = qtbot, opened, field
        self.window = QWidget()
        self.elsewhere = QLineEdit(self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(field)
        column.addWidget(self.elsewhere)
        self.refused: list[str] = []
        self.stay = Stay(field, self.attempt, self.read)
        self.stay._rest.setInterval(50)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.show(0)
        field.setFocus()
        opened.listen(self.hear)

    def note(self, at: int) -> Annotation:
        (text,) = self.project.reading.article_rows()
        return self.project.reading.annotations_of(text.uid)[at]

    def show(self, at: int) -> None:
        self.shown = at
        self.stay.show(self.note(at).note, self.save(at))

    def save(self, at: int) -> Save:
        def save(text: str, shown: str, step: Step | None) -> Step | None:
            seen = replace(self.note(at), note=shown)
            return self.project.perform(acts.note(seen, text), instead_of=step)

        return save

    def read(self, text: str) -> str:
        if text == "!":
            raise AnnotatorError("No shouting.")
        return text.strip()

    def attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except AnnotatorError as error:
            self.refused.append(str(error))

    def hear(self, _: Event) -> None:
        self.stay.follow(self.note(self.shown).note)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.field, text)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.stay.is_unsaved, timeout=3000)

    def undone(self) -> list[str]:
        """Take everything back and return what the note said after each step."""
        told = []
        while self.project.undo():
            told.append(self.note(0).note)
        return told


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def desk(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    text = article()
    with project(tmp_path, text) as made:
        made.bring_in(annotation(text, words) for words in ("Ferry", "Ida Brandt"))
        made.forget_history()
        yield Desk(qtbot, made, request.param())


def test_what_is_typed_is_saved_when_the_keys_rest(desk: Desk) -> None:
    desk.type("so")
    assert desk.note(0).note == ""
    desk.rest()
    assert desk.note(0).note == "so"


def test_one_stay_is_one_step_however_often_the_keys_rest(desk: Desk) -> None:
    for some in ("so", " it", " is"):
        desk.type(some)
        desk.rest()
    assert desk.note(0).note == "so it is"
    assert desk.undone() == [""]


def test_leaving_the_field_saves_and_ends_the_stay(desk: Desk) -> None:
    desk.type("so")
    desk.elsewhere.setFocus()
    assert desk.note(0).note == "so"
    desk.field.setFocus()
    QTest.keyClick(desk.field, Qt.Key.Key_End)
    desk.type("!!")
    desk.elsewhere.setFocus()
    assert desk.undone() == ["so", ""]


def test_ctrl_return_saves_and_ends_the_stay(desk: Desk) -> None:
    desk.type("so")
    QTest.keyClick(desk.field, Qt.Key.Key_Return, CTRL)
    assert desk.note(0).note == "so"
    desk.type("!!")
    desk.stay.commit()
    assert desk.undone() == ["so", ""]


def test_what_was_typed_goes_where_it_was_typed_for(desk: Desk) -> None:
    desk.type("so")
    desk.show(1)
    assert [desk.note(0).note, desk.note(1).note] == ["so", ""]
    assert desk.stay.text == ""
    desk.type("there")
    desk.stay.commit()
    assert [desk.note(0).note, desk.note(1).note] == ["so", "there"]


def test_ctrl_z_in_the_field_is_the_fields_own(desk: Desk) -> None:
    desk.type("so")
    desk.rest()
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    assert desk.stay.text == ""
    desk.rest()
    assert desk.note(0).note == ""
    desk.project.redo()
    assert desk.stay.text == "so"


def test_the_fields_undo_does_not_bring_back_what_another_record_said(desk: Desk) -> None:
    desk.type("so")
    desk.show(1)
    QTest.keyClick(desk.field, Qt.Key.Key_Z, CTRL)
    assert desk.stay.text == ""


def test_undo_of_the_project_is_followed_and_typing_goes_on(desk: Desk) -> None:
    desk.type("so")
    desk.rest()
    desk.project.undo()
    assert desk.stay.text == ""
    desk.type("thus")
    desk.stay.commit()
    assert desk.note(0).note == "thus"
    assert desk.undone() == [""]


def test_a_blank_that_is_being_typed_is_not_taken_away(desk: Desk) -> None:
    desk.type("so ")
    desk.rest()
    assert (desk.note(0).note, desk.stay.text) == ("so", "so ")
    desk.type("it")
    desk.rest()
    assert desk.note(0).note == "so it"


def test_what_others_write_is_shown_unless_somebody_types(desk: Desk) -> None:
    with Project.open(desk.project.path, BEN) as other:
        other.perform(acts.note(desk.note(0), "theirs"))
        desk.project.refresh()
        assert desk.stay.text == "theirs"
        QTest.keyClick(desk.field, Qt.Key.Key_End)
        desk.type(" and mine")
        other.perform(acts.note(desk.note(0), "theirs again"))
        desk.project.refresh()
        assert desk.stay.text == "theirs and mine"
    desk.qtbot.waitUntil(lambda: bool(desk.refused), timeout=3000)
    assert desk.note(0).note == "theirs again"
    assert desk.refused[0].startswith("This annotation was changed in another window (note)")
    assert "still in the field" in desk.refused[0]
    QTest.keyClick(desk.field, Qt.Key.Key_Return, CTRL)
    assert desk.note(0).note == "theirs and mine"
    assert desk.undone() == ["theirs again"]


def test_what_nobody_has_seen_is_not_written_over(desk: Desk) -> None:
    with Project.open(desk.project.path, BEN) as other:
        other.perform(acts.note(desk.note(0), "half a page"))
    desk.type("x")
    desk.stay.commit()
    assert (desk.note(0).note, desk.stay.text, len(desk.refused)) == ("half a page", "x", 1)
    desk.elsewhere.setFocus()
    QTest.keyClick(desk.elsewhere, Qt.Key.Key_X)
    assert (desk.note(0).note, desk.stay.text, len(desk.refused)) == ("half a page", "x", 2)
    assert desk.stay.is_unsaved


def test_who_takes_back_what_was_typed_sees_what_others_wrote(desk: Desk) -> None:
    desk.type("x")
    with Project.open(desk.project.path, BEN) as other:
        other.perform(acts.note(desk.note(0), "theirs"))
    desk.project.refresh()
    QTest.keyClick(desk.field, Qt.Key.Key_Backspace)
    desk.stay.commit()
    assert (desk.stay.text, desk.refused) == ("theirs", [])


def test_what_cannot_be_saved_at_the_end_is_handed_back(desk: Desk) -> None:
    desk.type("!")
    lost = desk.stay.let_go()
    assert lost == ("!", "No shouting.")
    assert not desk.stay.is_unsaved
    desk.show(0)
    desk.type("so")
    assert desk.stay.let_go() is None
    assert desk.note(0).note == "so"


def test_a_caret_stays_where_it_is_when_others_write(desk: Desk) -> None:
    desk.type("one two")
    desk.rest()
    for _ in range(4):
        QTest.keyClick(desk.field, Qt.Key.Key_Left)
    with Project.open(desk.project.path, BEN) as other:
        other.perform(acts.note(desk.note(0), "one two three"))
    desk.project.refresh()
    desk.type("X")
    assert desk.stay.text == "oneX two three"


def test_what_would_be_refused_is_not_told_before_somebody_leaves(desk: Desk) -> None:
    desk.type("!")
    desk.qtbot.waitUntil(lambda: not desk.stay._rest.isActive(), timeout=3000)
    assert desk.refused == []
    desk.elsewhere.setFocus()
    assert desk.refused == ["No shouting."]
    assert desk.stay.text == "!"


def test_a_listener_that_shows_another_record_meanwhile_gets_its_way(desk: Desk) -> None:
    def look_elsewhere(_: Event) -> None:
        desk.show(1)

    desk.project.listen(look_elsewhere)
    desk.type("so")
    desk.stay.commit()
    assert [desk.note(0).note, desk.note(1).note] == ["so", ""]
    assert (desk.stay.text, desk.stay.is_unsaved) == ("", False)


def test_where_nothing_is_saved_nothing_is_refused(desk: Desk) -> None:
    desk.stay.show("", None)
    desk.type("so")
    desk.stay.commit()
    assert not desk.stay.is_unsaved
    assert desk.project.next_undo is None
    assert desk.refused == []


def test_a_text_that_qt_changes_is_not_taken_for_typed(desk: Desk) -> None:
    desk.project.perform(acts.note(desk.note(0), "so\u00a0it"))
    desk.show(0)
    desk.elsewhere.setFocus()
    assert desk.note(0).note == "so\u00a0it"
