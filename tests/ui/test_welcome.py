"""The welcome page: ways to begin, the coder's name, and what was open lately."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.actions import Actions
from annotator.ui.moments import day
from annotator.ui.recent import Known, RecentProjects, short_folder
from annotator.ui.welcome import Welcome

NOW = datetime(2026, 11, 22, 14, 30)
CLICK = Qt.MouseButton.LeftButton


class Page:
    """A welcome page on screen, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.acting = Actions(self.window, lambda _: None)
        self.welcome = Welcome(self.acting, self.window)
        self.window.setCentralWidget(self.welcome)
        self.window.resize(1024, 700)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.opened: list[Path] = []
        self.forgotten: list[Path] = []
        self.named: list[str] = []
        self.welcome.open_requested.connect(self.opened.append)
        self.welcome.forget_requested.connect(self.forgotten.append)
        self.welcome.coder_named.connect(self.named.append)

    @property
    def recent(self) -> RecentProjects:
        found = self.welcome.findChild(RecentProjects)
        assert found is not None
        return found

    @property
    def field(self) -> QLineEdit:
        found = self.welcome.findChild(QLineEdit)
        assert found is not None
        return found

    def button(self, text: str) -> QPushButton:
        return next(one for one in self.welcome.findChildren(QPushButton) if one.text() == text)

    def place(self, row: int) -> QPoint:
        return self.recent.visualItemRect(self.recent.item(row)).center()

    def says(self, sentence: str) -> bool:
        labels = self.welcome.findChildren(QLabel)
        return any(one.text() == sentence and one.isVisible() for one in labels)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


@pytest.fixture
def projects(tmp_path: Path) -> list[Path]:
    """Make two projects and the name of one that is gone."""
    there = [tmp_path / "Harbour.annotator", tmp_path / "Ferry.annotator"]
    for path in there:
        path.touch()
    return [*there, tmp_path / "stick" / "Election.annotator"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Open the sample", "file.sample"),
        ("New project…", "file.new"),
        ("Open project…", "file.open"),
        ("Help", "help.contents"),
        ("Keys", "help.keys"),
    ],
)
def test_each_button_is_an_action_by_click_and_by_enter(page: Page, text: str, name: str) -> None:
    done: list[str] = []
    page.acting.on(name, lambda: done.append(name))
    QTest.mouseClick(page.button(text), CLICK)
    page.button(text).setFocus()
    QTest.keyClick(page.button(text), Qt.Key.Key_Return)
    assert done == [name, name]
    assert page.button(text).toolTip() == page.acting[name].toolTip()


def test_without_recent_projects_none_are_spoken_of(page: Page) -> None:
    assert page.welcome.findChild(RecentProjects) is None
    assert not page.says("Recent projects")
    page.welcome.setFocus()
    assert page.button("Open the sample").hasFocus()


def test_a_recent_project_is_opened_by_click_and_by_keys(page: Page, projects: list[Path]) -> None:
    page.welcome.show_recent(projects)
    assert page.says("Recent projects")
    assert all(page.recent.viewport().rect().contains(page.place(row)) for row in range(3))
    page.welcome.setFocus()
    QTest.keyClick(page.recent, Qt.Key.Key_Down)
    QTest.keyClick(page.recent, Qt.Key.Key_Return)
    QTest.mouseClick(page.recent.viewport(), CLICK, pos=page.place(0))
    assert page.opened == [projects[1], projects[0]]
    assert page.forgotten == []


def test_a_project_is_taken_off_the_list_by_key_and_by_menu(
    page: Page, projects: list[Path]
) -> None:
    page.welcome.show_recent(projects)
    page.recent.setCurrentRow(2)
    QTest.keyClick(page.recent, Qt.Key.Key_Delete)
    menu = page.recent._menu(page.place(1))
    assert menu is not None
    menu.actions()[-1].trigger()
    assert page.forgotten == [projects[2], projects[1]]
    assert page.recent._menu(QPoint(5, page.recent.height() + 50)) is None
    assert page.opened == []
    menu.actions()[0].trigger()
    assert page.opened == [projects[1]]


def test_the_place_in_the_list_is_kept_when_a_project_goes(
    page: Page, projects: list[Path]
) -> None:
    page.welcome.show_recent(projects)
    page.recent.setCurrentRow(2)
    page.welcome.show_recent(projects[:2])
    assert page.recent.currentRow() == 1
    page.welcome.show_recent([])
    QTest.keyClick(page.recent, Qt.Key.Key_Return)
    QTest.keyClick(page.recent, Qt.Key.Key_Delete)
    assert (page.opened, page.forgotten) == ([], [])


def test_a_row_tells_name_folder_and_date_or_that_it_is_gone(projects: list[Path]) -> None:
    os.utime(projects[0], times=(0, NOW.timestamp()))
    known = Known.of(projects[0], NOW)
    assert known.is_there
    assert (known.name, known.changed) == ("Harbour", "changed today at 14:30")
    gone = Known.of(projects[2], NOW)
    assert not gone.is_there
    assert (gone.name, gone.changed) == ("Election", "not found")


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 22, 0, 5), "today at 00:05"),
        (datetime(2026, 11, 21, 23, 59), "yesterday at 23:59"),
        (datetime(2026, 3, 1, 12, 0), "1 March"),
        (datetime(2025, 11, 22, 14, 30), "22 November 2025"),
    ],
)
def test_a_day_is_told_as_people_say_it(at: datetime, told: str) -> None:
    assert day(at, NOW) == told


def test_a_folder_of_ones_own_is_told_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ida"))
    assert short_folder(Path("/home/ida/work/x.annotator")) == "~/work"
    assert short_folder(Path("/home/ida/x.annotator")) == "~"
    assert short_folder(Path("/media/x.annotator")) == "/media"


@pytest.mark.parametrize("confirm", ["enter", "click"])
def test_a_name_is_asked_for_once_and_told(page: Page, confirm: str) -> None:
    assert page.welcome.findChild(QLineEdit) is None
    page.welcome.ask_coder("root")
    assert page.field.text() == "root"
    page.field.setFocus()
    page.field.selectAll()
    QTest.keyClicks(page.field, "  Ida   Brandt ")
    place = page.button("Open the sample").mapToGlobal(QPoint())
    if confirm == "enter":
        QTest.keyClick(page.field, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(page.button("That is me"), CLICK)
    QApplication.processEvents()
    assert page.named == ["Ida Brandt"]
    assert page.field.isVisible(), "nobody has said yet that it will do"
    page.welcome.show_coder("Ida Brandt")
    QApplication.processEvents()
    assert not page.field.isVisible()
    assert page.says("You annotate as Ida Brandt. The settings let you change that.")
    assert page.button("Open the sample").mapToGlobal(QPoint()) == place, "nothing moves"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()


def test_a_name_that_is_refused_is_asked_for_again_with_the_reason(page: Page) -> None:
    page.welcome.ask_coder("root")
    page.field.setText("Ida")
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    page.welcome.refuse_name("Your name cannot be kept. Try again.")
    assert page.says("Your name cannot be kept. Try again.")
    assert page.field.text() == "Ida"
    assert page.field.hasFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.named == ["Ida", "Ida"]
    page.welcome.show_coder("Ida")
    assert page.says("You annotate as Ida. The settings let you change that.")
    assert not page.says("Your name cannot be kept. Try again.")


def test_who_was_not_asked_is_not_told_a_name(page: Page) -> None:
    page.welcome.show_coder("Ida")
    page.welcome.refuse_name("No.")
    assert page.welcome.findChild(QLineEdit) is None


def test_a_blank_is_no_name(page: Page) -> None:
    page.welcome.ask_coder("root")
    page.field.setText("  ")
    assert not page.button("That is me").isEnabled()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.named == []
    assert page.field.isVisible()


def test_everything_is_reached_by_the_tab_key(page: Page, projects: list[Path]) -> None:
    page.welcome.ask_coder("root")
    page.welcome.show_recent(projects)
    page.field.setFocus()
    met: list[str] = []
    focused: Callable[[], object] = QApplication.focusWidget
    for _ in range(8):
        widget = focused()
        met.append(widget.text() if isinstance(widget, QPushButton) else type(widget).__name__)
        QTest.keyClick(page.window, Qt.Key.Key_Tab)
    assert met == [
        "QLineEdit", "That is me", "Open the sample", "New project…", "Open project…",
        "RecentProjects", "Help", "Keys",
    ]  # fmt: skip


def test_all_of_it_fits_a_small_window(page: Page, projects: list[Path]) -> None:
    page.welcome.ask_coder("root")
    page.welcome.show_recent(projects * 3)
    page.window.resize(640, 400)
    QApplication.processEvents()
    for widget in (page.field, page.recent, *page.welcome.findChildren(QPushButton)):
        place = widget.mapTo(page.welcome, QPoint())
        assert page.welcome.rect().contains(place + QPoint(widget.width() - 1, widget.height() - 1))
        assert widget.height() >= widget.minimumSizeHint().height()
