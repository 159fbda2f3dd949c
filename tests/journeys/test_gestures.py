"""Thousands of gestures by lot: no crash, no warning, no offset that differs, all taken back."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.build import ANN, article, project
from tests.journeys.gestures import TROUBLE, Gestures
from tests.journeys.hands import COURIER, WIRE, open_window

# In runs of this many, each in a window of its own and on a fresh project.
_RUN = 500
_RUNS = int(os.environ.get("ANNOTATOR_GESTURES", "2000")) // _RUN


@pytest.mark.parametrize("seed", range(1, _RUNS + 1))
def test_whatever_is_done_the_window_the_file_and_the_texts_agree(
    qtbot: QtBot, tmp_path: Path, seed: int
) -> None:
    long = "\n\n".join([COURIER, TROUBLE, WIRE] * 8)
    made = project(
        tmp_path, *(article(text.strip()) for text in (TROUBLE, COURIER, long)), coder=ANN
    )
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    hands.window.workplace.desk.open_articles(
        [one.uid for one in hands.window.workplace.library.articles()]
    )
    hands.wait_for_window()
    gestures = Gestures(hands, seed)

    gestures.play(_RUN)

    gestures.take_all_back()
