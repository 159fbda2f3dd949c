"""The codebook of a project that can only be read is shown, and not changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from annotator.core.scheme import QUOTE
from annotator.ui.codebook.ticks import Ticks
from annotator.ui.dragging import to_drag
from tests.ui.codebook.bench import Bench, at_work

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def locked(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with at_work(qtbot, tmp_path, read_only=True) as made:
        yield made


def test_it_says_so(locked: Bench) -> None:
    texts = [one.text() for one in locked.editor.findChildren(QLabel) if one.isVisible()]
    assert any(one.startswith("This project can only be read here") for one in texts)


def test_fields_can_be_read(locked: Bench) -> None:
    locked.go_to("Quote")
    locked.keys("Return")
    locked.write("Words")
    assert locked.line("Title").text() == "Quote"
    assert locked.text("Definition").isReadOnly()
    assert not locked.seen(QComboBox, "Shown as").isEnabled()


def test_nothing_is_added_moved_or_deleted(locked: Bench) -> None:
    before = locked.project.scheme
    locked.go_to("Quote")
    locked.keys("Ins", "Del", "Alt+Down")
    assert QApplication.activeModalWidget() is None
    for name in ("Delete", "Merge into…", "Load…", "Add an attribute…", "Add to the codebook"):
        assert not locked.seen(QAbstractButton, name).isEnabled(), name
    assert locked.seen(QAbstractButton, "Save to a file…").isEnabled()
    data = to_drag([QUOTE], "application/x-annotator-codebook")
    move = QDragMoveEvent(
        QPointF(60, 90).toPoint(), Qt.DropAction.MoveAction,
        data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    locked.editor.outline.dragMoveEvent(move)
    assert not move.isAccepted()
    assert locked.project.scheme == before


def test_choices_and_ends_stay(locked: Bench) -> None:
    before = locked.project.scheme
    locked.go_to("Stance")
    locked.seen(QTreeWidget, "Choices").setFocus()
    locked.keys("F2", "Del", "Alt+Down", "Return")
    assert QApplication.activeModalWidget() is None
    locked.go_to("Speaker")
    assert not locked.seen(Ticks, "From").isEnabled()
    assert locked.project.scheme == before
