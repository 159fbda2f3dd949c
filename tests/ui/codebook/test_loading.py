"""Codebooks are taken over and saved; what that does to annotations is told before."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Annotation, Coder
from annotator.core.scheme import CLAIM, QUOTE
from annotator.core.span import Span
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from annotator.ui.codebook.editor import CodebookEditor
from annotator.ui.codebook.loading import LoadDialog
from annotator.ui.codebook.opening import Codebooks
from annotator.ui.settings import THEME
from tests import build
from tests.journeys.hands import Hands, answer, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ME = Coder(uid="ann", name="Ann")


class Desk:
    """A window with a project, and the codebook of that."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        workplace = hands.window.workplace
        wired = getattr(workplace, "codebooks", None)
        self.codebooks: Codebooks = wired or Codebooks(hands.window, workplace.filing)
        if wired is None:
            self.codebooks.work_on(hands.window.project)
            workplace.filing.changed.connect(self.codebooks.hear)
            workplace.filing.closing.connect(lambda _: self.codebooks.work_on(None))

    @property
    def project(self) -> Project:
        assert self.hands.window.project is not None
        return self.hands.window.project

    def open(self) -> CodebookEditor:
        self.codebooks.handlers()["edit.codebook"]()
        editor = self.codebooks.editor
        assert isinstance(editor, CodebookEditor)
        self.hands.wait(editor.isActiveWindow)
        return editor

    def press(self, inside: CodebookEditor | LoadDialog, text: str) -> None:
        (button,) = [
            one
            for one in inside.findChildren(QAbstractButton)
            if one.text().replace("&", "") == text and one.isVisible()
        ]
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self) -> LoadDialog:
        self.hands.wait(lambda: isinstance(QApplication.activeModalWidget(), LoadDialog))
        found = QApplication.activeModalWidget()
        assert isinstance(found, LoadDialog)
        return found

    @property
    def titles(self) -> list[str]:
        return [one.title for one in self.project.scheme.labels]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    text = build.article()
    with build.project(tmp_path, text, coder=ME) as made:
        for label, start in ((QUOTE, 31), (CLAIM, 0)):
            edit = acts.annotate(text, made.scheme.label(label), Span(start, start + 20), ME.uid)
            made.perform(edit)
    hands = open_window(qtbot, tmp_path / "settings.ini", ME)
    hands.open(tmp_path / "test.annotator")
    hands.wait_for_window()
    yield Desk(hands)
    hands.window.workplace.closes()


def annotations(project: Project) -> int:
    return len(list(project.reading.records(Annotation)))


def test_the_ones_that_come_with_the_program_tell_where_they_are_from(desk: Desk) -> None:
    editor = desk.open()
    desk.press(editor, "Codebooks that come with Annotator…")
    dialog = desk.dialog()
    assert dialog.list.count() >= 4
    assert dialog.told == "All of it is in this project already, as it is here."
    assert not dialog.load.isEnabled()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen.source
    assert dialog.chosen.source in dialog._source.text()
    assert dialog.load.isEnabled()
    dialog.reject()


def test_one_is_added_to_what_there_is(desk: Desk) -> None:
    editor = desk.open()
    book = Codebook(desk.project)
    desk.project.perform(book.add_label("Promise"))
    desk.press(editor, "Codebooks that come with Annotator…")
    dialog = desk.dialog()
    dialog.list.setCurrentRow(1)
    assert dialog.load.text() == "Load"
    assert "Renames 2 labels: Quote → Content, Actor → Source." in dialog.told
    desk.press(dialog, "Load")
    assert "Promise" in desk.titles
    assert annotations(desk.project) == 2
    desk.project.undo()
    assert "Quote" in desk.titles


def test_one_alone_deletes_the_rest_and_says_so_first(desk: Desk) -> None:
    editor = desk.open()
    desk.press(editor, "Codebooks that come with Annotator…")
    dialog = desk.dialog()
    row = next(at for at in range(dialog.list.count()) if "PolNeAR" in dialog.list.item(at).text())
    dialog.list.setCurrentRow(row)
    dialog.only.setFocus()
    QTest.keyClick(dialog.only, Qt.Key.Key_Space)
    assert "Erases 1 annotation" in dialog.told
    desk.press(dialog, "Load and delete 1 annotation")
    assert "Claim" not in desk.titles
    assert annotations(desk.project) == 1
    desk.project.undo()
    assert "Claim" in desk.titles
    assert annotations(desk.project) == 2


def test_what_it_would_do_otherwise_by_now_is_told_before_it_is_done(desk: Desk) -> None:
    editor = desk.open()
    desk.press(editor, "Codebooks that come with Annotator…")
    dialog = desk.dialog()
    row = next(at for at in range(dialog.list.count()) if "PolNeAR" in dialog.list.item(at).text())
    dialog.list.setCurrentRow(row)
    dialog.only.click()
    assert "Erases 1 annotation." in dialog.told
    article = next(desk.project.reading.articles())
    claim = desk.project.scheme.label(CLAIM)
    desk.project.perform(acts.annotate(article, claim, Span(0, 2), ME.uid))
    desk.press(dialog, dialog.load.text())
    assert "by now" in dialog.sentence
    assert "Erases 2 annotations." in dialog.told
    assert "Claim" in desk.titles
    desk.press(dialog, "Load and delete 2 annotations")
    assert "Claim" not in desk.titles


def test_a_codebook_is_saved_and_loaded_as_a_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = desk.open()
    file = tmp_path / "ours.json"
    desk.project.perform(Codebook(desk.project).add_label("Promise"))
    answer(monkeypatch, "ask_save_codebook", file)
    desk.press(editor, "Save to a file…")
    assert "Promise" in file.read_text(encoding="utf-8")
    assert editor.notices.sentence == f"Saved the codebook to {file}."
    desk.project.undo()
    assert "Promise" not in desk.titles
    answer(monkeypatch, "ask_load_codebook", file)
    desk.press(editor, "Load…")
    dialog = desk.dialog()
    assert not dialog.list.isVisible(), "there is nothing to choose between"
    desk.press(dialog, "Load")
    assert "Promise" in desk.titles


def test_a_file_that_is_no_codebook_is_refused_with_its_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = desk.open()
    file = tmp_path / "other.json"
    file.write_text(json.dumps([1, 2]), encoding="utf-8")
    answer(monkeypatch, "ask_load_codebook", file)
    desk.press(editor, "Load…")
    assert "other.json" in editor.notices.sentence


def test_no_file_is_chosen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = desk.open()
    for question, text in (("load", "Load…"), ("save", "Save to a file…")):
        answer(monkeypatch, f"ask_{question}_codebook", None)
        desk.press(editor, text)
    assert editor.notices.sentence == ""


# The window


def test_there_is_one_editor_which_comes_to_the_front(desk: Desk) -> None:
    editor = desk.open()
    desk.hands.window.activateWindow()
    desk.hands.wait(desk.hands.window.isActiveWindow)
    assert desk.open() is editor
    desk.codebooks.open(CLAIM)
    assert editor.outline.chosen == CLAIM


def test_it_leaves_the_window_usable(desk: Desk) -> None:
    desk.open()
    assert QApplication.activeModalWidget() is None
    desk.hands.window.activateWindow()
    desk.hands.choose("edit.undo")
    assert annotations(desk.project) == 1


def test_its_size_is_remembered(desk: Desk) -> None:
    editor = desk.open()
    editor.resize(760, 520)
    editor.close()
    assert desk.codebooks.editor is None
    again = desk.open()
    assert again is not editor
    assert (again.width(), again.height()) == (760, 520)


def test_undo_and_redo_are_those_of_the_window(desk: Desk) -> None:
    editor = desk.open()
    desk.project.perform(Codebook(desk.project).add_label("Promise"))
    editor.outline.setFocus()
    desk.hands.keys("Ctrl+Z")
    assert "Promise" not in desk.titles
    desk.hands.keys("Ctrl+Shift+Z")
    assert "Promise" in desk.titles


def test_it_goes_with_its_project_and_saves_what_was_typed(desk: Desk) -> None:
    editor = desk.open()
    path = desk.project.path
    desk.codebooks.open(CLAIM)
    desk.hands.keys("Return")
    desk.hands.write("Assertion")
    desk.hands.choose("file.close")
    assert desk.hands.window.project is None
    assert not editor.isVisible()
    with Project.open(path, ME) as again:
        assert again.scheme.label(CLAIM).title == "Assertion"


def test_what_cannot_be_saved_is_told_once_and_goes_to_the_clipboard(desk: Desk) -> None:
    editor = desk.open()
    desk.codebooks.open(CLAIM)
    desk.hands.keys("Return")
    desk.hands.write("Assertion")
    book = Codebook(desk.project)
    with Project.open(desk.project.path, Coder(uid="ben", name="Ben")) as other:
        other.perform(Codebook(other).change_label(CLAIM, title="Statement"))
    desk.project.refresh()
    assert book.scheme.label(CLAIM).title == "Statement"
    desk.hands.choose("file.close")
    assert desk.hands.window.project is not None, "it was told, and can be mended"
    desk.hands.choose("file.close")
    assert desk.hands.window.project is None
    assert not editor.isVisible()
    assert QApplication.clipboard().text() == "Assertion"


def test_another_theme_is_heard(desk: Desk) -> None:
    editor = desk.open()
    desk.hands.window.settings.change(THEME, "dark")
    assert editor.outline._theme.name == "dark"
