"""The desk tells of each thing by itself, and what stands around it shows just that."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Label
from annotator.core.scheme import CLAIM
from annotator.core.span import Span
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from annotator.ui.desk import Desk
from annotator.ui.labels import LabelsBar
from annotator.ui.pane import Pane
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import COURIER, WIRE, Hands, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT, RIGHT = article(COURIER, uid="courier"), article(WIRE, uid="wire")
LONG = article("word " * 2_000, uid="long")
VOTED = annotation(LEFT, "the council voted 14 to 9", CLAIM)


class Scene:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self._told: list[str] = []
        desk = self.desk
        desk.pane_added.connect(lambda _: self._told.append("pane"))
        desk.shown_changed.connect(lambda: self._told.append("shown"))
        desk.caret_moved.connect(self._hear_caret)
        desk.tagging.selected_changed.connect(lambda _: self._told.append("selected"))

    @property
    def desk(self) -> Desk:
        return self.hands.window.workplace.desk

    @property
    def made(self) -> Project:
        found = self.hands.window.project
        assert found is not None
        return found

    @property
    def place(self) -> str:
        return self.hands.window.status._place.text()

    @contextmanager
    def told(self) -> Iterator[set[str]]:
        """Fill a set with what the desk tells of in the block."""
        self._told.clear()
        found: set[str] = set()
        yield found
        found |= set(self._told)

    def _hear_caret(self, pane: Pane) -> None:
        self._told.append(f"caret {self.desk.panes.index(pane) + 1}")


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Scene:
    made = project(tmp_path, LEFT, RIGHT, LONG)
    made.bring_in([VOTED])
    made.close()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "test.annotator")
    hands.window.workplace.desk.open_articles(["courier", "wire"])
    hands.wait_for_window()
    return Scene(hands)


def test_a_caret_that_moves_is_all_that_is_told(scene: Scene) -> None:
    with scene.told() as told:
        scene.hands.keys("Right")
    assert told == {"caret 1"}
    assert scene.place == f"Character 1 of {len(COURIER):,}"


def test_the_caret_of_another_pane_is_not_shown(scene: Scene) -> None:
    with scene.told() as told:
        scene.hands.right.view.set_caret(20)
    assert told == {"caret 2"}
    assert scene.place == f"Character 0 of {len(COURIER):,}"
    scene.hands.keys("Ctrl+2")
    assert scene.place == f"Character 20 of {len(WIRE):,}"


def test_a_pane_that_is_active_already_is_no_news(scene: Scene) -> None:
    with scene.told() as told:
        scene.hands.keys("Ctrl+1")
    assert told == set()
    with scene.told() as told:
        scene.hands.keys("Ctrl+2")
    assert told == {"shown"}


def test_what_is_selected_is_shown_and_allows_what_can_be_done_with_it(scene: Scene) -> None:
    link = scene.hands.window.acting["annotate.link"]
    assert not link.isEnabled()
    with scene.told() as told:
        scene.hands.click(scene.hands.left, "council voted", inside=3)
    assert told == {"caret 1", "selected"}
    assert link.isEnabled()
    assert scene.hands.window.status._chosen.text() == f"Claim {VOTED.start}–{VOTED.end}"
    scene.hands.keys("Esc")
    assert not link.isEnabled()


def test_tagging_changes_nothing_that_is_shown_but_what_is_selected(scene: Scene) -> None:
    redo = scene.hands.window.acting["edit.redo"]
    scene.hands.left.view.set_caret(COURIER.index("hardest"))
    with scene.told() as told:
        scene.hands.keys("Q")
    assert told == {"selected"}
    assert scene.hands.window.workplace.inspector.sheet.excerpt.toPlainText().startswith("“the")
    assert not redo.isEnabled()
    scene.hands.keys("Ctrl+Z")
    assert redo.isEnabled()
    assert not scene.hands.window.acting["annotate.link"].isEnabled()


def test_panes_that_come_go_and_change_places_are_told_of(scene: Scene) -> None:
    with scene.told() as told:
        scene.hands.keys("Ctrl+T")
    assert told == {"pane", "shown"}
    for choice in ("pane.left", "pane.close"):
        with scene.told() as told:
            scene.hands.choose(choice)
        assert told == {"shown"}, choice


def test_who_asks_late_gets_the_panes_that_are_there_and_those_to_come(scene: Scene) -> None:
    seen: list[Pane] = []
    scene.desk.on_each_pane(seen.append)
    assert seen == list(scene.desk.panes)
    added = scene.desk.add_pane()
    assert seen[2:] == [added]


def test_beside_the_only_pane_there_is_none_until_something_is_opened_there(scene: Scene) -> None:
    scene.desk.close_pane(scene.hands.right)
    assert scene.desk.beside(scene.hands.left) is None
    assert len(scene.desk.panes) == 1
    scene.hands.window.workplace.handling.open_article("wire", beside=True)
    shown = [one.article.uid for one in scene.desk.panes if one.article]
    assert shown == ["courier", "wire"]
    assert scene.desk.beside(scene.hands.right) is scene.hands.left


def test_a_pane_that_is_not_there_is_told_of_with_the_key_that_adds_one(scene: Scene) -> None:
    scene.hands.window.acting.rebind("pane.add", "Ctrl+T; Ctrl+Y")
    scene.hands.keys("Ctrl+4")
    assert scene.hands.told[1] == "There are 2 panes; Ctrl+T adds one."


@pytest.mark.parametrize("way", ["Ctrl+Z", "Ctrl+Shift+Z"])
def test_who_undoes_much_sees_that_it_takes_its_time(way: str, scene: Scene) -> None:
    label: Label = scene.made.scheme.label(CLAIM)
    words = [(LONG, Span(at, at + 4)) for at in range(0, len(LONG.text), 5)]
    few = acts.annotate_all([(LEFT, Span(0, 7))], label, ANN.uid)
    for edit in (few, acts.annotate_all(words, label, ANN.uid)):
        scene.made.perform(edit)
    if way != "Ctrl+Z":
        scene.hands.keys("Ctrl+Z", "Ctrl+Z")

    seen: list[bool] = []
    stop = scene.made.listen(lambda _: seen.append(_is_waiting()))
    scene.hands.keys(way, way)
    stop()

    assert seen == ([True, False] if way == "Ctrl+Z" else [False, True])
    assert not _is_waiting()


def test_waiting_ends_where_undo_is_refused(scene: Scene) -> None:
    label: Label = scene.made.scheme.label(CLAIM)
    words = [(LONG, Span(at, at + 4)) for at in range(0, len(LONG.text), 5)]
    scene.made.perform(acts.annotate_all(words, label, ANN.uid))
    with Project.open(scene.made.path, ANN) as other:
        one = other.reading.annotations_of("long")[0]
        other.perform(acts.erase(one, (), {}))
    scene.hands.keys("Ctrl+Z")
    assert "could not be undone" in scene.hands.told[1]
    assert not _is_waiting()


def _is_waiting() -> bool:
    shape = QGuiApplication.overrideCursor()
    return shape is not None and shape.shape() is Qt.CursorShape.WaitCursor


def test_a_label_with_a_long_title_leaves_the_window_as_wide_as_it_was(scene: Scene) -> None:
    window = scene.hands.window
    narrowest = window.minimumSizeHint().width()
    scene.made.perform(Codebook(scene.made).change_label(CLAIM, title="W" * 120))
    scene.hands.keys("Tab")
    QApplication.processEvents()
    chosen = window.status._chosen
    assert scene.desk.tagging.selected == VOTED
    assert chosen.text().startswith("WWW")
    assert "W" * 120 in chosen.toolTip()
    assert window.minimumSizeHint().width() < narrowest + 600
    bars = window.findChildren(LabelsBar)
    buttons = [one for bar in bars for one in bar.findChildren(QToolButton)]
    long = [one for one in buttons if "W" * 120 in one.accessibleName()]
    assert long
    for button in long:
        assert len(button.text()) < 40
        assert "w" * 120 in button.toolTip().lower()
