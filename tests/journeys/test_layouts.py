"""Which articles stand beside each other: one to four, moved, closed, gone, and found again."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Article
from annotator.project.coder import this_coder
from annotator.project.project import Project
from annotator.ui.dragging import to_drag
from annotator.ui.pane import Pane
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import Hands, open_window

TEXTS = {
    name: f"{name} reports\n\nOn {name.lower()} the council met.\n\n" + "And talked on. " * 40
    for name in ("Alpha", "Bravo", "Cello", "Delta", "Echo")
}


@pytest.fixture
def made(tmp_path: Path) -> dict[str, Article]:
    """Make a project of five articles, of which the first three are one story and two another."""
    made = {name: article(text) for name, text in TEXTS.items()}
    with Project.create(tmp_path / "news.annotator", ANN) as news:
        news.bring_in(made.values())
        every = list(made.values())
        news.perform(acts.make_story("Council", every[:3]))
        news.perform(acts.make_story("Weather", every[3:]))
        news.forget_history()
    return made


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, made: dict[str, Article]) -> Hands:
    assert made
    return start(qtbot, tmp_path)


def start(qtbot: QtBot, tmp_path: Path, settings: str = "settings.ini") -> Hands:
    hands = open_window(qtbot, tmp_path / settings, this_coder("Ida", tmp_path))
    hands.open(tmp_path / "news.annotator")
    hands.wait_for_window()
    return hands


def panes(hands: Hands) -> list[str]:
    """Return the first words of the panes from left to right, as they are seen."""
    shown = sorted(hands.window.workplace.desk.panes, key=lambda pane: pane.x())
    assert shown == hands.window.workplace.desk.panes
    return [pane.article.title.split()[0] if pane.article else "" for pane in shown]


def active(hands: Hands) -> int:
    desk = hands.window.workplace.desk
    return desk.panes.index(desk.active) + 1


def widths(hands: Hands) -> list[int]:
    return [pane.width() for pane in hands.window.workplace.desk.panes]


def drop(pane: Pane, *articles: Article) -> bool:
    """Drag articles out of the library onto a pane; say whether it takes them."""
    data = to_drag(one.uid for one in articles)
    middle = pane.rect().center()
    action, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(middle, action, data, button, held)
    entered.ignore()
    QApplication.sendEvent(pane, entered)
    if entered.isAccepted():
        event = QDropEvent(QPointF(middle), action, data, button, held)
        QApplication.sendEvent(pane, event)
    return entered.isAccepted()


def test_panes_come_and_go_by_key_and_there_are_one_to_four(hands: Hands) -> None:
    assert panes(hands) == ["Alpha", "Bravo"]
    hands.keys("Ctrl+T", "Ctrl+T")
    assert panes(hands) == ["Alpha", "Bravo", "", ""]
    assert active(hands) == 4
    assert not hands.window.acting["pane.add"].isEnabled()
    hands.keys("Ctrl+2", "Ctrl+W")
    assert panes(hands) == ["Alpha", "", ""]
    assert active(hands) == 1, "the one beside it goes on"
    hands.keys("Ctrl+W", "Ctrl+W")
    assert panes(hands) == [""]
    assert not hands.window.acting["pane.close"].isEnabled()
    hands.keys("Ctrl+W")
    assert panes(hands) == [""]
    hands.keys("Ctrl+3")
    assert "There is 1 pane" in hands.told[1]


def test_panes_change_places_with_caret_and_width(hands: Hands) -> None:
    desk = hands.window.workplace.desk
    desk.setSizes([400, 300])
    hands.click(hands.left, "council")
    caret = hands.left.view.caret()
    left, right = widths(hands)
    assert left > right
    hands.keys("Ctrl+Shift+PgDown")
    hands.wait(lambda: widths(hands) == [right, left])
    assert panes(hands) == ["Bravo", "Alpha"]
    assert active(hands) == 2
    assert hands.right.view.caret() == caret
    hands.keys("Ctrl+Shift+PgDown")
    assert "no pane on that side" in hands.told[1]
    hands.keys("Ctrl+Shift+PgUp", "Ctrl+Shift+E")
    hands.wait(lambda: abs(widths(hands)[0] - widths(hands)[1]) <= 1)
    assert panes(hands) == ["Alpha", "Bravo"]


def test_each_story_is_found_as_it_was_left(hands: Hands) -> None:
    hands.keys("Ctrl+Shift+O")
    first = panes(hands)
    assert first in (["Alpha", "Bravo"], ["Alpha", "Bravo", "Cello"])
    hands.keys("Ctrl+1", "Ctrl+PgDown", "Ctrl+PgDown")  # another article of the story
    hands.click(hands.left, "council")
    caret = hands.left.view.caret()
    left = panes(hands)
    assert left[0] == "Cello"
    open_story(hands, "Weather")
    assert panes(hands) == ["Delta", "Echo"]
    open_story(hands, "Council")
    assert panes(hands) == left
    assert hands.left.view.caret() == caret


def open_story(hands: Hands, title: str) -> None:
    hands.window.workplace.library.tree.take_keyboard()
    hands.keys("Home")
    tree = hands.window.workplace.library.tree
    while title not in str(tree.currentIndex().data()):
        before = tree.currentIndex()
        hands.keys("Down")
        assert tree.currentIndex() != before, title
    hands.keys("Return")


def test_the_panes_are_found_again_after_a_restart(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    hands.keys("Ctrl+T")
    drop(hands.window.workplace.desk.panes[2], of(hands, "Echo"))
    hands.click(hands.right, "council")
    places = [pane.place for pane in hands.window.workplace.desk.panes]
    hands.window.close()
    again = start(qtbot, tmp_path)
    assert panes(again) == ["Alpha", "Bravo", "Echo"]
    assert [pane.place for pane in again.window.workplace.desk.panes] == places


def test_an_article_that_went_meanwhile_leaves_an_empty_pane(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    assert panes(hands) == ["Alpha", "Bravo"]
    hands.window.close()
    with Project.open(tmp_path / "news.annotator", ANN) as news:
        gone = next(one for one in news.reading.articles() if one.title.startswith("Alpha"))
        news.perform(acts.delete_articles([gone], news.reading.dependents(gone.uid)))
    again = start(qtbot, tmp_path)
    assert panes(again) == ["", "Bravo"]
    again.keys("Ctrl+PgDown")
    assert panes(again)[0] != "", "an article comes into the pane that has the keyboard"


def of(hands: Hands, name: str) -> Article:
    assert hands.window.project is not None
    found = hands.window.project.reading.articles()
    return next(one for one in found if one.title.startswith(name))


def test_an_article_is_dropped_on_a_pane_with_text_and_on_an_empty_one(hands: Hands) -> None:
    hands.keys("Ctrl+T", "Ctrl+1")
    third = hands.window.workplace.desk.panes[2]
    assert drop(third, of(hands, "Delta"))
    assert drop(hands.left, of(hands, "Echo"), of(hands, "Alpha"))
    assert panes(hands) == ["Echo", "Bravo", "Delta"], "of several the first"
    assert active(hands) == 1
    assert hands.keyboard is hands.left.view


def test_what_is_deleted_leaves_every_pane_and_undo_opens_it_again(
    hands: Hands, made: dict[str, Article]
) -> None:
    hands.click(hands.left, "council")
    hands.press(hands.left, Qt.Key.Key_Q)
    assert drop(hands.right, made["Alpha"])
    assert panes(hands) == ["Alpha", "Alpha"]
    hands.click(hands.right, "talked")
    hands.window.workplace.library.show_article(made["Alpha"].uid)
    hands.window.workplace.library.tree.take_keyboard()
    hands.keys("Del")
    assert panes(hands) == ["", ""]
    assert "Deleted" in hands.told[1]
    hands.keys("Ctrl+Z")
    assert "Alpha" in panes(hands)
    shown = [one for one in hands.window.workplace.desk.panes if one.article]
    assert [len(one.index) for one in shown] == [1] * len(shown), "with what was tagged in it"
    hands.keys("Ctrl+Shift+Z")
    assert panes(hands) == ["", ""]


def test_two_windows_on_one_project_follow_each_other(
    hands: Hands, qtbot: QtBot, tmp_path: Path, made: dict[str, Article]
) -> None:
    other = open_window(qtbot, tmp_path / "other.ini", this_coder("Ben", tmp_path))
    other.open(tmp_path / "news.annotator")
    other.click(other.left, "council")
    other.press(other.left, Qt.Key.Key_Q)
    tagged = other.window.workplace.desk.tagging.selected
    assert tagged is not None
    # The library counts it, the table lists it, and the inspector shows what is answered there.
    library = hands.window.workplace.library
    hands.wait(lambda: (row := library.row(made["Alpha"].uid)) is not None and row.annotations == 1)
    table = hands.window.workplace.annotations.table.model()
    hands.wait(lambda: table.rowCount() == 1)
    hands.click(hands.left, "council")
    inspector = hands.window.workplace.inspector
    hands.wait(lambda: hands.window.workplace.desk.tagging.selected == tagged)
    other.window.activateWindow()
    other.wait(other.window.isActiveWindow)
    other.keys("N")
    other.write("seen by both")
    other.keys("Escape")
    hands.wait(lambda: inspector.sheet.note.toPlainText() == "seen by both")
    other.keys("Del")
    hands.wait(lambda: table.rowCount() == 0 and len(hands.left.index) == 0)
    assert hands.window.workplace.desk.tagging.selected is None
    assert (row := library.row(made["Alpha"].uid)) is not None
    assert row.annotations == 0
    # An article that goes there is gone here, too.
    other.window.workplace.library.show_article(made["Bravo"].uid)
    other.window.workplace.library.tree.take_keyboard()
    other.keys("Del")
    hands.wait(lambda: panes(hands) == ["Alpha", ""])
    other.window.close()


# What somebody sees who may only read. Everything is imported before the rights go: the
# interpreter itself may lie in root's home.
_AS_NOBODY = """
import importlib
import os
import pkgutil
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlite_utils import Database
import annotator
from annotator.core.model import Coder
from annotator.ui import application
from annotator.ui.specs import SPECS, Needs
from annotator.ui.memory import Memory

for module in pkgutil.walk_packages(annotator.__path__, "annotator."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
Database(memory=True).close()
app = application.make_application()
window = application.make_window(Coder(uid="nob", name="Nobody"), Memory.in_file(Path(sys.argv[2])))
window.show()
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
workplace = window.workplace
window.acting.attempt(lambda: workplace.filing.open_path(Path(sys.argv[1])))
pane = workplace.desk.panes[0]
print(window.notices.sentence)
print(pane.article.title)
print([one.name for one in SPECS
       if one.needs & Needs.WRITABLE and window.acting[one.name].isEnabled()])
QTest.keyClick(pane.view, Qt.Key.Key_Q)
workplace.desk.tagging.go_to(pane, next(iter(pane.index)))
note = workplace.inspector.sheet.note
print(note.isReadOnly(), note.toPlainText())
QTest.keyClick(pane.view, Qt.Key.Key_Delete)
print(len(pane.index), window.notices.sentence)
for action in ("article.properties", "file.information", "file.restore", "file.backup"):
    window.acting[action].trigger()
    app.processEvents()
    if app.activeModalWidget() is not None:
        app.activeModalWidget().close()
print(window.notices.sentence)
window.close()
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give its rights away")
def test_a_project_that_may_only_be_read_is_shown_and_nothing_can_be_changed(
    tmp_path: Path,
) -> None:
    folder = Path("/var/tmp") / tmp_path.name  # others may not enter tmp_path
    folder.mkdir()
    try:
        one = article(TEXTS["Alpha"])
        with project(folder, one) as made:
            noted = replace(annotation(one, "council"), note="as printed")
            made.bring_in([noted])
        folder.chmod(0o755)
        made.path.chmod(0o644)
        before = made.path.read_bytes()
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(made.path), str(folder / "settings.ini")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        opened, title, allowed, note, erased, backed_up = done.stdout.splitlines()
        assert "can only be read here" in opened
        assert title == "Alpha reports"
        assert allowed == "[]"
        assert note == "True as printed"
        assert erased.startswith("1 ")
        assert "can only be read" in erased
        assert "can only be read" in backed_up
        assert made.path.read_bytes() == before
        assert [file.name for file in folder.iterdir()] == [made.path.name]
    finally:
        shutil.rmtree(folder)
