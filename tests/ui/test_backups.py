"""Backups come by themselves and keep nobody waiting; the dialog says what each is and does."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.core.span import Span
from annotator.project import backups
from annotator.project.backups import Backup, make_backup
from annotator.project.project import Project
from annotator.ui import backing, tasks
from annotator.ui.backing import Backing
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.moments import size, when
from tests.build import ANN, SCHEME, article, project


class Desk:
    """A window with its backing, and what is heard of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.every, self.kept = 30, 5
        self.backing = Backing(lambda: self.every, lambda: self.kept, self.window)
        self.made: list[Backup] = []
        self.told: list[str] = []
        self.refused: list[str] = []
        self.backing.made.connect(self.made.append)
        self.backing.told.connect(self.told.append)
        self.backing.refused.connect(self.refused.append)

    def is_quiet(self) -> bool:
        return tasks.idle() and not tasks._quiet


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    tasks.stop_quiet()
    qtbot.waitUntil(made.is_quiet)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Project]:
    with project(tmp_path, article()) as one:
        one.perform(acts.make_story("first"))
        yield one


@pytest.fixture
def _short_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing, "_MINUTE_MS", 1)


@pytest.mark.usefixtures("_short_minutes")
def test_a_project_that_changes_is_backed_up_again_and_again(
    qtbot: QtBot, made: Project, tmp_path: Path
) -> None:
    desk = Desk(qtbot)
    desk.backing.work_on(made)
    for number in range(1, 4):
        qtbot.waitUntil(lambda n=number: len(desk.made) == n and desk.is_quiet())  # type: ignore[misc]
        made.perform(acts.make_story(f"story {number}"))
    qtbot.waitUntil(lambda: len(desk.made) == 4 and desk.is_quiet())
    assert backups.backups(made.path) == desk.made[::-1]
    assert desk.refused == []
    desk.backing.work_on(None)


@pytest.mark.usefixtures("_short_minutes")
def test_what_does_not_change_is_backed_up_once_only(
    qtbot: QtBot, desk: Desk, made: Project
) -> None:
    looks: list[int] = []

    def every() -> int:
        looks.append(1)
        return 1

    desk.backing._every = every
    desk.backing.work_on(made)
    qtbot.waitUntil(lambda: len(desk.made) == 1 and desk.is_quiet())
    desk.backing._clock.timeout.connect(lambda: looks.append(1))
    before = len(looks)
    qtbot.waitUntil(lambda: len(looks) > before + 20)
    assert len(desk.made) == 1
    assert desk.is_quiet()
    desk.backing.work_on(None)
    qtbot.waitUntil(desk.is_quiet)
    assert len(backups.backups(made.path)) == 1


@pytest.mark.usefixtures("_short_minutes")
def test_who_wants_none_gets_none_by_itself(qtbot: QtBot, desk: Desk, made: Project) -> None:
    desk.every = 0
    ticks: list[int] = []
    desk.backing.work_on(made)
    desk.backing._clock.timeout.connect(lambda: ticks.append(1))
    qtbot.waitUntil(lambda: len(ticks) > 20)
    desk.backing.work_on(None)
    assert desk.is_quiet()
    assert backups.backups(made.path) == []
    desk.backing.work_on(made)
    desk.backing.back_up()
    qtbot.waitUntil(lambda: desk.told != [])
    assert len(backups.backups(made.path)) == 1


def test_closing_a_project_backs_it_up_after_it_is_closed(
    qtbot: QtBot, desk: Desk, made: Project
) -> None:
    desk.backing.work_on(made)
    made.perform(acts.make_story("the last thing"))
    desk.backing.work_on(None)
    made.close()
    tasks.finish_quiet()
    qtbot.waitUntil(lambda: len(desk.made) == 1)
    with Project.open(desk.made[0].path, ANN) as opened:
        assert len(opened._store.entries_after(0)) == 2
    beside = {one.name for one in made.path.parent.iterdir()}
    assert beside == {"test.annotator", "test backups"}


def test_what_is_due_is_made_before_the_program_ends(
    qtbot: QtBot, desk: Desk, made: Project, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with project(tmp_path / "other", article()) as other:
        desk.backing.work_on(made)
        desk.backing.work_on(other)  # so that a backup is under way
        desk.backing.work_on(None)
    made.close()
    tasks.finish_quiet()  # without a turn of the event loop, which has ended by then
    assert [one.path.parent.parent for one in desk.made] == [tmp_path, tmp_path / "other"]


def test_a_mistake_of_ours_does_not_keep_the_next_backup_from_being_made(
    qtbot: QtBot, desk: Desk, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch, qtbot.capture_exceptions() as caught:
        patch.setattr(backing, "make_backup_apart", fail)
        desk.backing.work_on(made)
        desk.backing.work_on(None)
        qtbot.waitUntil(lambda: caught != [])
    desk.backing.work_on(made)
    desk.backing.work_on(None)
    qtbot.waitUntil(lambda: len(desk.made) == 1)


def test_a_folder_that_went_away_when_a_backup_was_asked_for_is_told(
    qtbot: QtBot, desk: Desk, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> list[Backup]:
        raise AnnotatorError("The folder cannot be read.")

    monkeypatch.setattr(backing, "backups", refuse)
    desk.backing._tell(made.path, None)
    assert desk.refused == ["The folder cannot be read."]


def test_changing_projects_backs_up_the_one_that_goes(
    qtbot: QtBot, desk: Desk, made: Project, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with project(tmp_path / "other", article()) as other:
        desk.backing.work_on(made)
        desk.backing.work_on(other)
        qtbot.waitUntil(lambda: len(desk.made) == 1 and desk.is_quiet())
        assert desk.made == backups.backups(made.path)
        desk.backing.work_on(None)
        qtbot.waitUntil(lambda: len(desk.made) == 2 and desk.is_quiet())
        assert desk.made[1:] == backups.backups(other.path)


def test_only_as_many_stay_as_were_chosen(qtbot: QtBot, desk: Desk, made: Project) -> None:
    desk.kept = 2
    for number in range(4):
        made.perform(acts.make_story(str(number)))
        desk.backing.work_on(made)
        desk.backing.work_on(None)
        qtbot.waitUntil(lambda n=number: len(desk.made) == n + 1 and desk.is_quiet())  # type: ignore[misc]
    assert backups.backups(made.path) == desk.made[:1:-1]


def test_asking_for_a_backup_tells_what_came_of_it(qtbot: QtBot, desk: Desk, made: Project) -> None:
    desk.backing.work_on(made)
    for words in ("Backed up as “test 20", "All of it is backed up already"):
        desk.told.clear()
        desk.backing.back_up()
        qtbot.waitUntil(lambda: desk.told != [])
        assert desk.told[0].startswith(words)
    assert len(backups.backups(made.path)) == 1


def test_there_is_nothing_to_back_up_in_a_new_project(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    with project(tmp_path) as new:
        desk.backing.work_on(new)
        desk.backing.back_up()
        qtbot.waitUntil(lambda: desk.told != [])
        assert desk.told == ["There is nothing to back up yet"]
        desk.backing.work_on(None)
        qtbot.waitUntil(desk.is_quiet)
    assert [one.name for one in tmp_path.iterdir()] == ["test.annotator"]


def test_a_backup_that_fails_is_told_once_and_tried_again(
    qtbot: QtBot, desk: Desk, made: Project
) -> None:
    in_the_way = backups.folder_of(made.path)
    in_the_way.write_text("mine")

    def once_more() -> None:
        made.perform(acts.make_story("more"))
        desk.backing.work_on(made)
        desk.backing.work_on(None)
        qtbot.waitUntil(desk.is_quiet)

    for _ in range(3):
        once_more()
    assert len(desk.refused) == 1
    assert desk.refused[0].startswith("No backup could be made. There can be no backups in")
    in_the_way.unlink()
    once_more()
    assert len(desk.made) == 1
    backups.folder_of(made.path).rename(made.path.with_name("elsewhere"))
    in_the_way.write_text("mine")
    once_more()
    assert len(desk.refused) == 2, "after one that was made it is news again"


def test_one_that_was_asked_for_and_fails_is_always_told(
    qtbot: QtBot, desk: Desk, made: Project
) -> None:
    backups.folder_of(made.path).write_text("mine")
    desk.backing.work_on(made)
    for count in (1, 2):
        desk.backing.back_up()
        qtbot.waitUntil(lambda n=count: len(desk.refused) == n)  # type: ignore[misc]


def slow(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Let backups take until they are stopped or let on; say when one begins."""
    begun, on = threading.Event(), threading.Event()

    def make(path: Path, keep: int, progress: Progress) -> Backup | None:
        begun.set()
        while not on.is_set():
            progress.report(0, 1)
        return backups.make_backup_apart(path, keep, progress)

    monkeypatch.setattr(backing, "make_backup_apart", make)
    return begun, on


def test_a_backup_under_way_keeps_nobody_from_anything(
    qtbot: QtBot, desk: Desk, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, on = slow(monkeypatch)
    desk.backing.work_on(made)
    desk.backing.work_on(None)
    qtbot.waitUntil(begun.is_set)
    tasks.check_idle()
    made.perform(acts.make_story("meanwhile"))
    on.set()
    qtbot.waitUntil(lambda: len(desk.made) == 1)
    with Project.open(desk.made[0].path, ANN) as opened:
        assert len(opened._store.entries_after(0)) == 2


def test_a_backup_makes_way_for_a_file_dialog_and_comes_after_it(
    qtbot: QtBot, desk: Desk, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, on = slow(monkeypatch)
    desk.backing.work_on(made)
    desk.backing.work_on(None)
    qtbot.waitUntil(begun.is_set)
    with desk.backing.held():
        assert all(job._over.is_set() for job in tasks._quiet), "no file is open"
        qtbot.waitUntil(desk.is_quiet)
        begun.clear()
        with desk.backing.held():
            pass
        desk.backing._tick()
        assert not begun.is_set()
        assert desk.is_quiet()
    on.set()
    qtbot.waitUntil(lambda: len(desk.made) == 1)
    assert desk.refused == []


def test_going_back_costs_no_backup_even_where_one_is_kept(
    qtbot: QtBot, desk: Desk, made: Project
) -> None:
    chosen = make_backup(made, 5)
    assert chosen is not None
    desk.kept = 1
    desk.backing.work_on(made)
    made.perform(acts.make_story("second"))
    with desk.backing.held():
        desk.backing.work_on(None)
        made.close()
        backups.go_back(made.path, chosen)
        again = Project.open(made.path, ANN)
        desk.backing.work_on(again)
    desk.backing.work_on(None)
    again.close()
    qtbot.waitUntil(desk.is_quiet)
    assert desk.made == [], "the state it went back to is backed up"
    assert chosen in backups.backups(made.path)


def test_a_project_that_can_only_be_read_has_no_backups(
    qtbot: QtBot, desk: Desk, made: Project
) -> None:
    made._store.read_only = True
    desk.backing.work_on(made)
    desk.backing.work_on(made)
    assert desk.is_quiet()
    with pytest.raises(AnnotatorError, match="can only be read"):
        desk.backing.back_up()


# The dialog


class Heard(QObject):
    def __init__(self, dialog: BackupsDialog) -> None:
        super().__init__()
        self.went: list[Backup] = []
        self.copied: list[Backup] = []
        dialog.go_back_requested.connect(self.went.append)
        dialog.copy_requested.connect(self.copied.append)


def opened(qtbot: QtBot, window: QWidget, path: Path, title: str = "Ferry strike") -> BackupsDialog:
    dialog = BackupsDialog(path, title, window)
    dialog.open()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: not tasks._quiet)
    return dialog


def rows(dialog: BackupsDialog) -> list[list[str]]:
    listing = dialog.findChild(QTreeWidget)
    assert listing is not None
    items = [listing.topLevelItem(at) for at in range(listing.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items if item is not None]


def button(dialog: QWidget, text: str) -> QPushButton:
    found = [one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == text]
    assert len(found) == 1, text
    return found[0]


def test_the_dialog_says_when_what_and_how_much(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    text = next(made.reading.articles())
    made.perform(acts.annotate(text, SCHEME.labels[0], Span(0, 5), ANN.uid))
    first = make_backup(made, 5)
    made.perform(acts.annotate(text, SCHEME.labels[0], Span(0, 12), ANN.uid))
    second = make_backup(made, 5)
    assert first
    assert second
    made.close()
    backups.go_back(made.path, first)
    (aside, _, _) = backups.backups(made.path)
    second.path.write_bytes(b"\xaa" * 2000)
    dialog = opened(qtbot, window, made.path)
    now = datetime.now()
    assert rows(dialog) == [
        [
            _said(aside, now),
            "Set aside on going back",
            "1 article, 2 annotations",
            size(aside.size),
        ],
        [_said(second, now), "Backup", "Cannot be read", "2.0 kB"],
        [_said(first, now), "Backup", "1 article, 1 annotation", size(first.size)],
    ]
    dialog.close()


def _said(backup: Backup, now: datetime) -> str:
    said = when(backup.at, now)
    return said[0].upper() + said[1:]


def test_going_back_by_keys_is_asked_once_and_told(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    for title in ("second", "third"):
        made.perform(acts.make_story(title))
        make_backup(made, 5)
    dialog = opened(qtbot, window, made.path)
    heard = Heard(dialog)
    listing = dialog.findChild(QTreeWidget)
    assert listing is not None
    assert listing.hasFocus()
    QTest.keyClick(listing, Qt.Key.Key_Down)
    QTest.keyClick(listing, Qt.Key.Key_Return)
    (box,) = dialog.findChildren(QMessageBox)
    assert "the backup of today at" in box.text()
    assert "set aside with its whole history" in box.informativeText()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (heard.went, dialog.isVisible()) == ([], True)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is None)
    QTest.keyClick(listing, Qt.Key.Key_Return)
    (box,) = dialog.findChildren(QMessageBox)
    chosen = backups.backups(made.path)[1]
    with qtbot.waitSignal(dialog.go_back_requested):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert heard.went == [chosen]
    assert not dialog.isVisible()


def test_a_double_click_asks_once(qtbot: QtBot, window: QWidget, made: Project) -> None:
    make_backup(made, 5)
    dialog = opened(qtbot, window, made.path)
    listing = dialog.findChild(QTreeWidget)
    assert listing is not None
    place = listing.visualRect(listing.currentIndex()).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(dialog.findChildren(QMessageBox)) == 1
    dialog.close()


def test_a_copy_of_the_chosen_one_is_asked_for_with_the_mouse(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    backup = make_backup(made, 5)
    dialog = opened(qtbot, window, made.path)
    heard = Heard(dialog)
    QTest.mouseClick(button(dialog, "Open a copy…"), Qt.MouseButton.LeftButton)
    assert heard.copied == [backup]
    assert not dialog.isVisible()


def test_the_folder_is_shown(
    qtbot: QtBot, window: QWidget, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile()))
    )
    make_backup(made, 5)
    dialog = opened(qtbot, window, made.path)
    button(dialog, "Show folder").click()
    assert shown == [backups.folder_of(made.path)]
    dialog.close()


def test_without_backups_it_says_how_they_come(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made.path)
    said = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert any(text.startswith("There are no backups yet.") for text in said)
    for name in ("Go back to this…", "Open a copy…", "Show folder"):
        assert not button(dialog, name).isEnabled()
    make_backup(made, 5)
    dialog.refresh()
    qtbot.waitUntil(lambda: not tasks._quiet)
    assert len(rows(dialog)) == 1
    assert button(dialog, "Go back to this…").isEnabled()
    dialog.close()


def test_a_title_that_looks_like_markup_is_shown_as_it_is(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    dialog = opened(qtbot, window, made.path, "<b>R&D</b>")
    headings = [one for one in dialog.findChildren(QLabel) if "R&D" in one.text()]
    assert [one.textFormat() for one in headings] == [Qt.TextFormat.PlainText]
    dialog.close()


def test_a_new_look_at_the_folder_keeps_what_was_chosen(
    qtbot: QtBot, window: QWidget, made: Project
) -> None:
    first = make_backup(made, 5)
    dialog = opened(qtbot, window, made.path)
    made.perform(acts.make_story("second"))
    make_backup(made, 5)
    dialog.refresh()
    qtbot.waitUntil(lambda: not tasks._quiet)
    assert len(rows(dialog)) == 2
    assert dialog._chosen() == first
    dialog.close()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 22, 0, 5), "today at 00:05"),
        (datetime(2026, 11, 21, 23, 59), "yesterday at 23:59"),
        (datetime(2026, 3, 1, 9, 0), "1 March at 09:00"),
        (datetime(2025, 12, 31, 9, 0), "31 December 2025 at 09:00"),
    ],
)
def test_a_moment_is_told_as_people_say_it(at: datetime, said: str) -> None:
    assert when(at, datetime(2026, 11, 22, 14, 3)) == said
