"""What is done with project files in the whole window: backups, copies, history, titles."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.core.model import Annotation
from annotator.project.backups import Backup, backups
from annotator.project.coder import this_coder
from annotator.project.project import Project
from annotator.ui import tasks
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.dialogs.information import InformationDialog
from annotator.ui.dialogs.paste import PasteDialog
from tests.build import ANN
from tests.journeys.hands import COURIER, Hands, answer, articles, open_window

# Offscreen there is no window manager that could do this.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Q, C = Qt.Key.Key_Q, Qt.Key.Key_C


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Put Ida before two articles, the first of which has a quote."""
    hands = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    answer(monkeypatch, "ask_new", tmp_path / "harbour.annotator")
    hands.choose("file.new")
    hands.drop(*articles(tmp_path))
    hands.wait_for_window()
    hands.click(hands.left, "loses eleven")
    hands.press(hands.left, Q)
    return hands


def made_backups(hands: Hands, count: int) -> list[Backup]:
    hands.wait(lambda: len(backups(hands.path)) == count and tasks.idle())
    return backups(hands.path)


def tagged(path: Path) -> set[str]:
    """Return the words that are tagged in a file, read through a connection of its own."""
    with Project.open(path, ANN) as project:
        return {one.text for one in project.reading.records(Annotation)}


def go_back(hands: Hands, row: int) -> None:
    """Go back to the backup in a row of the list, by keys."""
    hands.choose("file.restore")
    hands.dialog(BackupsDialog)
    hands.keys("Home", *["Down"] * row, "Return")
    hands.dialog(QMessageBox)
    hands.keys("Return")
    hands.wait(lambda: tasks.idle() and hands.window.project is not None)
    hands.wait_for_window()


def test_going_back_keeps_what_was_done_since_and_that_can_be_gone_back_to(hands: Hands) -> None:
    hands.choose("file.backup")
    made_backups(hands, 1)
    before = tagged(hands.path)
    hands.click(hands.right, "15 to 8")
    hands.press(hands.right, C)
    since = tagged(hands.path)
    assert len(before) == 1
    assert len(since) == 2

    go_back(hands, 0)
    assert hands.path.name == "harbour.annotator"
    assert len(hands.left.index) == 1
    assert len(hands.right.index) == 0
    assert hands.left.article is not None
    assert hands.left.article.text == COURIER, "what was open is open again"
    assert tagged(hands.path) == before
    (aside,) = [one for one in backups(hands.path) if one.is_set_aside]
    assert tagged(aside.path) == since
    assert aside.path.name in "".join(hands.told)

    go_back(hands, backups(hands.path).index(aside))
    assert len(hands.right.index) == 1
    assert tagged(hands.path) == since
    hands.choose("edit.undo")
    assert tagged(hands.path) == before, "its history came back with it"


def test_a_copy_takes_the_place_of_another_file_and_the_project_stays_open(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.annotator"
    with Project.create(there, ANN):
        pass
    answer(monkeypatch, "ask_copy", there)
    hands.choose("file.copy")
    hands.wait(lambda: tasks.idle() and "Saved a copy" in hands.told[1])
    assert tagged(there) == tagged(hands.path) != set()
    assert hands.path.name == "harbour.annotator"
    hands.press(hands.left, Qt.Key.Key_Delete)
    assert len(tagged(there)) == 1, "a copy follows nobody"
    assert tagged(hands.path) == set()


def test_a_copy_onto_the_project_itself_or_an_open_one_is_refused(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "ask_copy", hands.path)
    hands.choose("file.copy")
    hands.wait(lambda: tasks.idle() and "is the project itself" in hands.told[1])
    assert len(tagged(hands.path)) == 1
    theirs = tmp_path / "theirs.annotator"
    with Project.create(theirs, ANN, "Theirs") as open_elsewhere:
        open_elsewhere.bring_in([])
        answer(monkeypatch, "ask_copy", theirs)
        hands.choose("file.copy")
        hands.wait(lambda: tasks.idle() and "is open in a window" in hands.told[1])
        assert open_elsewhere.title == "Theirs"
    hands.click(hands.right, "15 to 8")
    hands.press(hands.right, C)
    assert len(tagged(hands.path)) == 2, "the project goes on as before"


def test_history_is_forgotten_while_a_note_is_typed_and_the_note_stays(hands: Hands) -> None:
    hands.keys("N")
    hands.write("as printed")
    hands.wait(lambda: "Wrote a note" in hands.told[0])  # the first half of it is saved
    hands.write(", twice")
    hands.choose("file.forget")
    hands.dialog(QMessageBox)
    hands.keys("Alt+F")
    hands.wait_for_window()
    assert not hands.window.acting["edit.undo"].isEnabled()
    assert note(hands) == "as printed, twice"
    hands.window.workplace.inspector.sheet.note.setFocus()
    hands.write("!")
    hands.keys("Ctrl+Return")
    assert note(hands) == "as printed, twice!"
    hands.keys("Ctrl+Z")
    assert note(hands) == "as printed, twice", "only what came after can be undone"
    assert not hands.window.acting["edit.undo"].isEnabled()
    assert len(tagged(hands.path)) == 1


def note(hands: Hands) -> str:
    with Project.open(hands.path, ANN) as project:
        (one,) = project.reading.records(Annotation)
        return one.note


def test_a_project_gets_another_title_and_is_found_by_it(hands: Hands) -> None:
    hands.choose("file.information")
    hands.dialog(InformationDialog)
    hands.keys("Alt+T", "Ctrl+A")
    hands.write("Coal terminal")
    hands.keys("Return", "Escape")
    hands.wait_for_window()
    assert hands.window.windowTitle() == "harbour — Coal terminal — Annotator"
    hands.choose("file.backup")
    made_backups(hands, 1)
    hands.choose("edit.undo")
    assert hands.window.windowTitle() == "harbour — Annotator"
    hands.choose("edit.redo")
    path = hands.path
    hands.choose("file.close")
    assert hands.window.windowTitle() == "Annotator"
    hands.open(path)
    assert hands.window.windowTitle() == "harbour — Coal terminal — Annotator"


# What a dialog is opened by, where something is typed in it, and what does it.
DIALOGS = {
    "article.properties": ("Outlet", "Save"),
    "file.paste": ("Title", "Add"),
    "story.new": ("Title of the story", "OK"),
    "file.information": ("Title", "Close"),
    "file.restore": ("", "Go back to this…"),
    "file.forget": ("", "Forget history"),
    "edit.settings": ("", "Close"),
    "edit.shortcuts": ("", "Close"),
}


def open_dialog(hands: Hands, action: str) -> QWidget:
    QGuiApplication.clipboard().setText("A third article\n\nWith a text.")
    hands.choose(action)
    hands.wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("action", DIALOGS)
def test_a_project_is_closed_under_a_dialog_and_the_window_goes_on(
    hands: Hands, action: str
) -> None:
    open_dialog(hands, action)
    path = hands.path
    hands.window.workplace.filing.close()
    assert hands.window.project is None
    hands.open(path)
    assert len(hands.left.index) == 1
    assert everything(path)[2] == 2


@pytest.mark.parametrize("action", DIALOGS)
def test_what_a_dialog_of_one_project_asks_is_never_done_to_another(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    hands.choose("file.backup")
    made_backups(hands, 1)
    other = tmp_path / "copy.annotator"  # in which all has the same identity
    answer(monkeypatch, "ask_copy", other)
    hands.choose("file.copy")
    hands.wait(lambda: tasks.idle() and other.exists())
    hands.wait_for_window()
    dialog = open_dialog(hands, action)
    hands.drop_project(other)  # on the window behind the dialog
    before = everything(other)
    if isValid(dialog) and dialog.isVisible():
        name, button = DIALOGS[action]
        for line in dialog.findChildren(QLineEdit):
            if name and line.accessibleName() == name:
                line.selectAll()
                QTest.keyClicks(line, "Wrong")
        for one in dialog.findChildren(QAbstractButton):
            if one.text().replace("&", "") == button:
                one.click()
        again = QApplication.activeModalWidget()
        if isinstance(again, QMessageBox):  # which asks a second time
            again.defaultButton().click()
    assert everything(other) == before
    assert hands.path == other
    hands.wait(tasks.idle)
    assert not any(one.is_set_aside for one in backups(other))


def everything(path: Path) -> tuple[object, ...]:
    with Project.open(path, ANN) as project:
        edits = len(project._store.entries_after(0))
        return project.title, edits, project.reading.article_count()


def test_pasting_nothing_opens_a_dialog_without_a_text(hands: Hands) -> None:
    QGuiApplication.clipboard().clear()
    hands.choose("file.paste")
    hands.dialog(PasteDialog)
    hands.keys("Ctrl+Return")
    dialog = hands.dialog(PasteDialog)
    assert "no text" in dialog.sentence
    hands.keys("Escape")
    hands.wait_for_window()
