"""What is said of a project is right, and comes without stopping anybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.scheme import CLAIM, QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.store import facts
from annotator.ui import tasks
from annotator.ui.dialogs.forgetting import ask_to_forget
from annotator.ui.dialogs.information import InformationDialog
from tests.build import ANN, SCHEME, article, project


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Project]:
    text = article("Ferry strike enters third day")
    with project(tmp_path, text) as one:
        one.perform(acts.annotate(text, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
        one.perform(acts.annotate(text, SCHEME.label(CLAIM), Span(0, 12), ANN.uid))
        yield one


def opened(qtbot: QtBot, window: QWidget, project: Project) -> InformationDialog:
    dialog = InformationDialog(project, window)
    dialog.open()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: not tasks._quiet)
    return dialog


def field(dialog: QWidget, name: str) -> QLineEdit:
    (found,) = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == name]
    return found


def said(dialog: QWidget, name: str) -> str:
    (found,) = [one for one in dialog.findChildren(QLabel) if one.accessibleName() == name]
    return found.text()


def problem(dialog: QWidget) -> str:
    label = dialog.findChild(QLabel, "problem")
    assert label is not None
    return "" if label.isHidden() else label.text()


def button(dialog: QWidget, text: str) -> QPushButton:
    (found,) = [
        one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == text
    ]
    return found


def test_it_tells_of_file_contents_people_and_history(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)
    assert field(dialog, "File").text() == str(made.path)
    assert field(dialog, "Identity").text() == made.uid
    assert said(dialog, "Contents") == "1 article in no story, 5 words"
    assert said(dialog, "Annotations") == "Quote: 1\nClaim: 1"
    assert said(dialog, "Coders") == "Ann: 2 annotations"
    assert said(dialog, "History").startswith("2 changes since today at ")
    assert said(dialog, "Created").startswith("Today at ")
    assert said(dialog, "Size").endswith("kB")
    dialog.close()


def test_many_words_are_told_as_an_estimate(
    qtbot: QtBot, window: QWidget, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "_COUNTED", 10_000)
    made.bring_in([article(f"Number {n}\n\n" + "five letters " * 400) for n in range(20)])
    dialog = opened(qtbot, window, made)
    assert said(dialog, "Contents") == "21 articles in no story, about 16,000 words"
    dialog.close()


def test_the_title_is_changed_by_enter_and_can_be_undone(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)
    title = field(dialog, "Title")
    assert title.hasFocus()
    title.selectAll()
    QTest.keyClicks(title, " Ferry   strike ")
    assert made.title == "test"
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert (made.title, title.text()) == ("Ferry strike", "Ferry strike")
    assert dialog.isVisible()
    dialog.close()
    made.undo()
    assert made.title == "test"
    assert made.next_undo is not None, "one step, although the field was left as well"


def test_closing_keeps_the_title_that_was_typed(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)
    title = field(dialog, "Title")
    title.selectAll()
    QTest.keyClicks(title, "Strike")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert made.title == "Strike"


def test_a_project_needs_a_title(qtbot: QtBot, window: QWidget, made: Project) -> None:
    dialog = opened(qtbot, window, made)
    title = field(dialog, "Title")
    title.clear()
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert problem(dialog) == "A project needs a title."
    QTest.keyClicks(title, "Strike")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert problem(dialog) == ""
    assert made.title == "Strike"
    dialog.close()


def test_a_title_that_is_refused_keeps_it_open_with_the_reason(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)
    title = field(dialog, "Title")
    title.clear()
    button(dialog, "Close").click()
    assert dialog.isVisible()
    assert problem(dialog).startswith("A project needs a title.")
    assert title.hasFocus()
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert made.title == "test", "to close again gives it up"
    qtbot.waitUntil(lambda: window.findChild(InformationDialog) is None)


def test_it_can_be_closed_when_its_project_is(qtbot: QtBot, window: QWidget, made: Project) -> None:
    dialog = opened(qtbot, window, made)
    field(dialog, "Title").clear()
    made.close()
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(InformationDialog) is None)


def test_the_facts_come_also_when_a_file_dialog_is_in_between(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = InformationDialog(made, window)
    dialog.open()
    with tasks.held():
        qtbot.waitUntil(lambda: not tasks._quiet)
    qtbot.waitUntil(lambda: said(dialog, "Contents") != "…")
    dialog.close()


def test_forgetting_is_asked_once_with_its_consequence(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)

    def forget() -> None:
        made.forget_history()
        dialog.refresh()

    dialog.forget_requested.connect(lambda: ask_to_forget(made.title, forget, dialog))
    button(dialog, "Forget history…").click()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert "Nothing that was done so far can be undone" in box.informativeText()
    QTest.keyClick(box, Qt.Key.Key_Return)  # Cancel is what Enter does
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is None)
    assert made.next_undo is not None
    button(dialog, "Forget history…").click()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    button(box, "Forget history").click()
    assert made.next_undo is None
    qtbot.waitUntil(lambda: said(dialog, "History").startswith("Nothing"))
    assert not button(dialog, "Forget history…").isEnabled()
    assert said(dialog, "Coders") == "Ann: 2 annotations"
    dialog.close()


def test_enter_in_a_field_presses_no_button_but_on_a_button_that_one(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)
    for name in ("Title", "File", "Identity"):
        field(dialog, name).setFocus()
        QTest.keyClick(field(dialog, name), Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.findChild(QMessageBox) is None
    forget = button(dialog, "Forget history…")
    forget.setFocus()
    with qtbot.waitSignal(dialog.forget_requested):
        QTest.keyClick(forget, Qt.Key.Key_Return)
    dialog.close()


def test_all_of_it_can_be_copied(qtbot: QtBot, window: QWidget, made: Project) -> None:
    dialog = opened(qtbot, window, made)
    button(dialog, "Copy all").click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["Title: test", f"File: {made.path}"]
    assert "Annotations: Quote: 1; Claim: 1" in lines
    assert lines[-1] == f"Identity: {made.uid}"
    dialog.close()


def test_closing_before_the_counting_is_done_stops_it(qtbot: QtBot, made: Project) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = InformationDialog(made, window)
    dialog.open()
    dialog.close()
    qtbot.waitUntil(lambda: not tasks._quiet)


def test_what_can_only_be_read_cannot_be_changed_here(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    made._store.read_only = True
    dialog = opened(qtbot, window, made)
    assert field(dialog, "Title").isReadOnly()
    assert not button(dialog, "Forget history…").isEnabled()
    dialog.close()


def test_everything_is_reached_by_tab_and_has_a_name(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made)
    reached = []
    for _ in range(12):
        now = QGuiApplication.focusObject()
        assert isinstance(now, QWidget)
        reached.append(now.accessibleName() or getattr(now, "text", str)())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert {"Title", "File", "Identity", "&Forget history…", "&Copy all", "&Close"} <= {
        name if name != "Close" else "&Close" for name in reached
    }
    dialog.close()
