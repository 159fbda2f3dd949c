"""Work off the main thread answers on it, can be cancelled and leaves nothing behind."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThreadPool
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


def quietly(owner: QObject, work: Callable[[Progress], object]) -> list[object]:
    """Run quiet work; return the list that its result or failure will be in."""
    answers: list[object] = []
    tasks.run_quietly(owner, work, answers.append, answers.append)
    return answers


def endless(begun: threading.Event, ended: threading.Event) -> Callable[[Progress], None]:
    def work(progress: Progress) -> None:
        try:
            while True:
                progress.report(1, 100)
                begun.set()
        finally:
            ended.set()

    return work


def test_quiet_work_is_in_nobodys_way(qtbot: QtBot, parent: QWidget) -> None:
    begun, ended = threading.Event(), threading.Event()
    answers = quietly(parent, endless(begun, ended))
    qtbot.waitUntil(begun.is_set)
    assert tasks.idle()
    tasks.check_idle()
    assert parent.findChild(QProgressDialog) is None
    tasks.stop_quiet()
    assert ended.is_set(), "it has let go of its files"
    qtbot.waitUntil(lambda: answers != [])
    assert [type(one) for one in answers] == [Cancelled]


def test_quiet_work_answers_like_any_other(qtbot: QtBot, parent: QWidget) -> None:
    answers = [quietly(parent, lambda _, n=n: n) for n in range(20)]  # type: ignore[misc]
    failed = quietly(parent, lambda _: int("no number"))
    tasks.finish_quiet()
    qtbot.waitUntil(lambda: failed != [])
    assert answers == [[n] for n in range(20)]
    assert [type(one) for one in failed] == [ValueError]


def test_work_that_was_stopped_before_it_began_touches_nothing(
    qtbot: QtBot, parent: QWidget
) -> None:
    free = threading.Event()
    threads = QThreadPool.globalInstance().maxThreadCount()
    busy = [run(parent, lambda _: free.wait()) for _ in range(threads)]
    touched = threading.Event()
    answers = quietly(parent, lambda _: touched.set())
    tasks.stop_quiet()  # and does not wait for the others
    free.set()
    qtbot.waitUntil(lambda: answers != [])
    qtbot.waitUntil(tasks.idle)
    assert [type(one) for one in answers] == [Cancelled]
    assert not touched.is_set()
    assert len(busy) == threads


def test_quiet_work_goes_with_its_owner_and_calls_nobody(qtbot: QtBot) -> None:
    owner = QObject()
    begun, ended = threading.Event(), threading.Event()
    answers = quietly(owner, endless(begun, ended))
    qtbot.waitUntil(begun.is_set)
    owner.deleteLater()
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: not tasks._quiet)
    assert answers == []
