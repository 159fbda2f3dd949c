"""Work off the main thread answers on it, can be cancelled and leaves nothing behind."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.progress import Cancelled, Progress
from annotator.ui import tasks


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def run(
    parent: QWidget, work: Callable[[Progress], object]
) -> tuple[list[object], list[Exception]]:
    done: list[object] = []
    failed: list[Exception] = []
    tasks.run(parent, "Working", work, done.append, failed.append)
    return done, failed


def test_the_answer_comes_on_the_main_thread(qtbot: QtBot, parent: QWidget) -> None:
    threads: list[threading.Thread] = []

    def work(progress: Progress) -> int:
        progress.report(1, 2)
        threads.append(threading.current_thread())
        return 7

    heard: list[tuple[int, threading.Thread]] = []
    tasks.run(
        parent, "Working", work,
        lambda result: heard.append((result, threading.current_thread())),
        lambda error: pytest.fail(str(error)),
    )  # fmt: skip
    qtbot.waitUntil(tasks.idle)
    assert heard == [(7, threading.main_thread())]
    assert threads[0] is not threading.main_thread()


def test_no_answer_of_many_is_lost(qtbot: QtBot, parent: QWidget) -> None:
    def answering(number: int) -> Callable[[Progress], int]:
        return lambda _: number

    answers = [run(parent, answering(number))[0] for number in range(50)]
    qtbot.waitUntil(tasks.idle)
    assert answers == [[number] for number in range(50)]


def test_a_failure_is_handed_over(qtbot: QtBot, parent: QWidget) -> None:
    def work(_: Progress) -> None:
        raise OSError("no such luck")

    done, failed = run(parent, work)
    qtbot.waitUntil(tasks.idle)
    assert done == []
    assert [str(error) for error in failed] == ["no such luck"]


def test_cancel_stops_the_work(qtbot: QtBot, parent: QWidget) -> None:
    started = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress.report(1, 100)
            started.set()

    done, failed = run(parent, work)
    qtbot.waitUntil(started.is_set)
    dialog = parent.findChild(QProgressDialog)
    assert dialog is not None
    button = dialog.findChild(QPushButton)
    assert button is not None
    button.click()
    qtbot.waitUntil(tasks.idle)
    assert done == []
    assert [type(error) for error in failed] == [Cancelled]
