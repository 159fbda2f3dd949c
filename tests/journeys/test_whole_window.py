"""The whole job in the whole window: once by keyboard alone, once by mouse alone."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QDockWidget,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, Article, Record, Story
from annotator.project import backups
from annotator.project.check import check
from annotator.project.coder import this_coder
from annotator.project.project import Project
from annotator.ui import tasks
from annotator.ui.dialogs.paste import PasteDialog
from annotator.ui.dialogs.properties import PropertiesDialog
from annotator.ui.dialogs.title import TitleDialog
from annotator.ui.pane import Pane
from annotator.ui.recent import RecentProjects
from tests.journeys.hands import COURIER, WIRE, Hands, answer, open_window, row_with

# Offscreen there is no window manager that could do this.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

QUOTE = "“the hardest decision of my life”"
CLAIM = "The vote was 15 to 8."
NOTE = "as printed"
# What the log tells of a journey: not more than was done, and in its order.
DONE = [
    "add", "add", "story", "annotate", "set_attribute", "note", "annotate", "set_attribute",
    "article",
]  # fmt: skip


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Put Ida before the welcome page; a file dialog that asks for a new project gets an answer."""
    hands = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    answer(monkeypatch, "ask_new", tmp_path / "harbour.annotator")
    hands.wait_for_window()
    return hands


class Layout(NamedTuple):
    """What is to be found again as it was left."""

    articles: tuple[str, ...]
    carets: tuple[int, ...]
    docks: dict[str, tuple[bool, int, int]]


def layout(hands: Hands) -> Layout:
    panes = hands.window.workplace.desk.panes
    docks = hands.window.findChildren(QDockWidget)
    return Layout(
        tuple(pane.article.title if pane.article else "" for pane in panes),
        tuple(pane.view.caret() for pane in panes),
        {
            dock.objectName(): (dock.isVisible(), dock.width(), dock.height())
            if dock.isVisible()
            else (False, 0, 0)
            for dock in docks
        },
    )


@contextmanager
def opened(hands: Hands) -> Iterator[Project]:
    """Look at the file of the journey through a connection of one's own."""
    with Project.open(hands.path, this_coder("Ben")) as project:
        yield project


def state(hands: Hands) -> list[Record]:
    """Return all that a person has made, in no special order."""
    with opened(hands) as project:
        kinds = (Story, Article, Annotation)
        return [record for kind in kinds for record in project.reading.records(kind)]


def log(hands: Hands) -> list[str]:
    """Return what the log tells of, from the first edit to the last."""
    with opened(hands) as project:
        assert list(check(project.reading)) == []
        return [str(entry.kind) for entry in project._store.entries_after(0)]


def rows(hands: Hands, monkeypatch: pytest.MonkeyPatch, file: Path) -> list[dict[str, str]]:
    """Export by the keys for it; return what a reader of the CSV gets of what was done here."""
    answer(monkeypatch, "ask_export", ("csv", file))
    hands.keys("Ctrl+E")
    hands.wait(lambda: tasks.idle() and file.exists())
    columns = (
        "label", "start", "end", "text", "article_title", "outlet", "published", "story", "note",
        "quote.type", "claim.stance", "coder", "status",
    )  # fmt: skip
    with file.open(encoding="utf-8", newline="") as lines:
        return [{name: row[name] for name in columns} for row in csv.DictReader(lines)]


def to(text: str, words: str) -> list[str]:
    """Return the keys that lead from anywhere in a text into some words."""
    return ["Ctrl+Home", *["Right"] * (text.index(words) + 1)]


def expected() -> list[dict[str, str]]:
    """Return the two rows that both journeys end with."""
    told = ((QUOTE, COURIER, "quote"), (CLAIM, WIRE, "claim"))
    found = [
        {
            "label": label, "text": words, "article_title": text.split("\n")[0],
            "start": str(text.index(words)), "end": str(text.index(words) + len(words)),
            "outlet": "Northwire", "published": "2025-03-12", "story": "Harbour",
            "note": NOTE, "quote.type": "direct", "claim.stance": "",
            "coder": "Ida", "status": "accepted",
        }
        for words, text, label in told
    ]  # fmt: skip
    found[0].update(outlet="", published="")
    found[1].update({"note": "", "quote.type": "", "claim.stance": "affirm"})
    return found


def test_the_whole_job_by_keyboard_alone(
    hands: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A new project, by the menu, and two articles out of the clipboard.
    hands.keys("Alt+F", "N")
    for text in (COURIER, WIRE):
        QGuiApplication.clipboard().setText(text)
        hands.keys("Ctrl+Shift+V")
        hands.dialog(PasteDialog)
        hands.keys("Ctrl+Return")
        hands.wait_for_window()
    # Both into a story, in the library, and side by side.
    hands.keys("Ctrl+1", "Shift+F6", "Home", "Shift+Down", "Ctrl+Shift+N")
    hands.dialog(TitleDialog)
    hands.write("Harbour")
    hands.keys("Return")
    hands.wait_for_window()
    hands.keys("Ctrl+Shift+O")
    assert shown(hands) == [COURIER, WIRE]
    # A quote in the one with its type and a note, a claim in the other with its stance.
    hands.keys(*to(COURIER, QUOTE), "Q")
    hands.keys("Return", "D", "Escape", "N")
    hands.write(NOTE)
    hands.keys("Escape")
    hands.keys("Ctrl+2", *to(WIRE, CLAIM), "C", "Return", "A", "Ctrl+Return")
    describe_by_keys(hands)
    # Find the quote in the table and go there.
    hands.keys("F6", "F6", "Shift+Tab")
    hands.write("hardest")
    hands.keys("Return")
    hands.wait(lambda: table_rows(hands) == 1)
    hands.keys("Return")
    selected = hands.window.workplace.desk.tagging.selected
    assert selected is not None
    assert selected.text == QUOTE
    assert hands.keyboard is hands.left.view
    # A backup, another layout, and away.
    hands.keys("Alt+3", "Ctrl+B")
    hands.wait(lambda: len(backups.backups(hands.path)) == 1 and tasks.idle())
    left = layout(hands)
    assert left.docks["annotationsDock"] == (False, 0, 0)
    assert rows(hands, monkeypatch, tmp_path / "first.csv") == expected()
    hands.keys("Alt+F", "Q")
    assert not hands.window.isVisible()

    again = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    again.wait_for_window()
    while not isinstance(again.keyboard, RecentProjects):
        again.keys("Tab")
    again.keys("Return")
    assert layout(again) == left
    assert rows(again, monkeypatch, tmp_path / "second.csv") == expected()
    assert log(again) == DONE
    undo_all_and_redo(again)
    again.keys("Ctrl+Q")


def describe_by_keys(hands: Hands) -> None:
    """Say of the article in the active pane who published it and when."""
    hands.keys("Alt+Return")
    hands.dialog(PropertiesDialog)
    hands.keys("Alt+O")
    hands.write("Northwire")
    hands.keys("Alt+D")
    hands.write("2025-03-12")
    hands.keys("Ctrl+Return")
    hands.wait_for_window()


def shown(hands: Hands) -> list[str]:
    panes = hands.window.workplace.desk.panes
    return [pane.article.text if pane.article else "" for pane in panes]


def table_rows(hands: Hands) -> int:
    return hands.window.workplace.annotations.table.model().rowCount()


def undo_all_and_redo(hands: Hands) -> None:
    """Go back to the empty project by one key, and forward again to where it was."""
    made = state(hands)
    steps = 0
    while hands.window.acting["edit.undo"].isEnabled():
        hands.keys("Ctrl+Z")
        steps += 1
    assert steps == 9
    assert state(hands) == []
    assert shown(hands) == ["", ""]
    assert table_rows(hands) == 0
    while hands.window.acting["edit.redo"].isEnabled():
        hands.keys("Ctrl+Shift+Z")
        steps -= 1
    assert steps == 0
    assert state(hands) == made


def test_the_whole_job_by_mouse_alone(
    hands: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = hands.window.workplace
    # A new project, from the welcome page, and two articles out of the clipboard.
    hands.press_button(button(hands.window.welcome, "New project"))
    for text in (COURIER, WIRE):
        QGuiApplication.clipboard().setText(text)
        hands.click_menu("File", "Paste as a new article")
        press_in_dialog(hands, hands.dialog(PasteDialog), "Add")
    gather_by_mouse(hands)
    assert shown(hands) == [COURIER, WIRE]
    # A quote in the one with its type and a note, a claim in the other with its stance.
    hands.drag(hands.left, QUOTE)
    hands.press_button(labelled(hands.left.view, "Tag as Quote"))
    sheet = workplace.inspector.sheet
    hands.press_button(labelled(sheet, "Type: Direct"))
    write_into(hands, sheet.note.viewport(), NOTE)
    hands.click(hands.right, CLAIM, inside=3)
    hands.press_button(labelled(workplace.around.labels, "Tag as Claim"))
    hands.press_button(labelled(sheet, "Stance: Affirm"))
    describe_by_mouse(hands, hands.right)
    # Find the quote in the table, by its label, and go there.
    table = workplace.annotations
    hands.tick_in_menu(table.filter.label_button, "Quote")
    hands.wait(lambda: table_rows(hands) == 1)
    hands.click_row(table.table, "hardest", twice=True)
    selected = workplace.desk.tagging.selected
    assert selected is not None
    assert selected.text == QUOTE
    assert workplace.desk.active is hands.left
    # A backup, another layout, and away.
    hands.click_menu("File", "Make a backup")
    hands.wait(lambda: len(backups.backups(hands.path)) == 1 and tasks.idle())
    drag_edge(hands, "libraryDock", 60)
    drag_edge(hands, "inspectorDock", -50)
    hands.press_button(labelled(dock(hands, "annotationsDock"), "Hide the annotations"))
    left = layout(hands)
    assert left.docks["annotationsDock"] == (False, 0, 0)
    hands.click_menu("File", "Close project")
    hands.click_menu("File", "Quit")
    assert not hands.window.isVisible()

    again = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    again.wait_for_window()
    again.click_row(again.window.findChild(RecentProjects), "harbour")
    assert layout(again) == left
    assert rows(again, monkeypatch, tmp_path / "second.csv") == expected()
    assert log(again) == DONE
    again.click_menu("File", "Quit")


def gather_by_mouse(hands: Hands) -> None:
    """Make a story of both articles, in the library, and open it side by side."""
    library = hands.window.workplace.library
    tree = library.tree
    hands.click_row(tree, "Harbour council")
    hands.click_row(tree, "Port city", held=Qt.KeyboardModifier.ControlModifier)
    assert len(library.chosen()) == 2
    hands.ask_menu(tree.viewport(), tree.visualRect(row_with(tree, "Port city")).center())
    hands.click_entries("New story")
    dialog = hands.dialog(TitleDialog)
    write_into(hands, field(dialog, "Title of the story"), "Harbour")
    press_in_dialog(hands, dialog, "OK")
    hands.ask_menu(tree.viewport(), tree.visualRect(row_with(tree, "Harbour")).center())
    hands.click_entries("Open the story side by side")


def describe_by_mouse(hands: Hands, pane: Pane) -> None:
    """Say of the article in a pane who published it and when."""
    hands.press_button(labelled(pane, "What can be done with this article and pane"))
    hands.click_entries("Article properties")
    dialog = hands.dialog(PropertiesDialog)
    write_into(hands, field(dialog, "Outlet"), "Northwire")
    write_into(hands, field(dialog, "Date"), "2025-03-12")
    press_in_dialog(hands, dialog, "Save")


def button(parent: QWidget, text: str) -> QPushButton:
    found = parent.findChildren(QPushButton)
    return next(one for one in found if one.text().replace("&", "").startswith(text))


def labelled(parent: QWidget, name: str) -> QAbstractButton:
    """Return the button of an accessible name that is seen in a part of the window."""
    found = parent.findChildren(QAbstractButton)
    return next(one for one in found if one.accessibleName() == name and one.isVisible())


def field(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChildren(QLineEdit)
    return next(one for one in found if one.accessibleName() == name)


def write_into(hands: Hands, place: QWidget, text: str) -> None:
    """Type over the word of a field that is chosen by a double click, if there is one."""
    QTest.mouseDClick(place, Qt.MouseButton.LeftButton, pos=place.rect().center())
    hands.write(text)


def press_in_dialog(hands: Hands, dialog: QWidget, text: str) -> None:
    """Press a button of a dialog, and be back in the window."""
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    found = [one for one in box.buttons() if one.text().replace("&", "") == text]
    hands.press_button(found[0])
    hands.wait_for_window()


def dock(hands: Hands, name: str) -> QDockWidget:
    found = hands.window.findChild(QDockWidget, name)
    assert found is not None
    return found


def drag_edge(hands: Hands, name: str, by: int) -> None:
    """Drag the edge between a dock at a side and the texts."""
    window, part = hands.window, dock(hands, name)
    before = part.width()
    place = part.geometry()
    at = QPoint(place.right() + 1 if by > 0 else place.left() - 1, place.center().y())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(window, at + QPoint(by, 0))
    hands.wait(lambda: part.width() == before + abs(by))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at + QPoint(by, 0))
