"""The whole job in the whole window: once by keyboard alone, once by mouse alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.project.coder import this_coder
from annotator.ui.dialogs.paste import PasteDialog
from annotator.ui.dialogs.properties import PropertiesDialog
from annotator.ui.dialogs.title import TitleDialog
from tests.journeys.hands import COURIER, WIRE, Hands, answer, open_window


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    answer(monkeypatch, "ask_new", tmp_path / "harbour.annotator")
    hands.window.activateWindow()
    hands.wait_for_window()
    return hands


def test_k(hands, tmp_path):
    print(hands.keyboard)
    hands.keys("Alt+F", "N")
    print(hands.window.project, hands.keyboard)
    QGuiApplication.clipboard().setText(COURIER)
    hands.keys("Ctrl+Shift+V")
    d = hands.dialog(PasteDialog)
    print(hands.keyboard, hands.keyboard.accessibleName())
    hands.keys("Ctrl+Return")
    hands.qtbot.wait(300)
    print("ACTIVE", QApplication.activeWindow(), QApplication.focusWidget(), hands.left.article)
    import shiboken6
    print(shiboken6.isValid(d) and (d.isVisible(), d.sentence))
    print(hands.keyboard, hands.left.article)
