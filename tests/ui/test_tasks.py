"""Work off the main thread answers on it, can be cancelled and leaves nothing behind."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
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
        raise AnnotatorError("no such luck")

    done, failed = run(parent, work)
    qtbot.waitUntil(tasks.idle)
    assert done == []
    assert [str(error) for error in failed] == ["no such luck"]


def test_what_nobody_expected_reaches_the_guard_and_nobody_else(
    qtbot: QtBot, parent: QWidget
) -> None:
    def work(_: Progress) -> None:
        raise OSError("a mistake of ours")

    ended: list[bool] = []
    with qtbot.capture_exceptions() as caught:
        tasks.run(
            parent, "Working", work, unexpected, unexpected,
            ended=lambda: ended.append(tasks.idle()),
        )  # fmt: skip
        qtbot.waitUntil(tasks.idle)
        failed = quietly(parent, work)
        qtbot.waitUntil(lambda: not tasks.works_for(parent))
    assert [str(error) for _, error, _ in caught] == ["a mistake of ours"] * 2
    assert failed == []
    assert ended == [True], "who waits for the end hears of it in any case"


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


def unexpected(answer: object) -> None:
    pytest.fail(str(answer))


def refuse(_: Progress) -> None:
    raise AnnotatorError("Not now.")


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
    failed = quietly(parent, refuse)
    tasks.finish_quiet()
    assert answers == [[n] for n in range(20)]
    assert [type(one) for one in failed] == [AnnotatorError]


def test_what_comes_of_quiet_work_is_finished_too(qtbot: QtBot, parent: QWidget) -> None:
    done: list[int] = []

    def go_on(number: int) -> None:
        done.append(number)
        if number < 3:
            tasks.run_quietly(parent, lambda _: number + 1, go_on, unexpected)

    go_on(0)
    tasks.finish_quiet()
    assert done == [0, 1, 2, 3]


def test_only_the_work_of_one_owner_is_stopped(qtbot: QtBot, parent: QWidget) -> None:
    begun, ended = threading.Event(), threading.Event()
    other_begun, other_ended = threading.Event(), threading.Event()
    owner = QObject(parent)
    stopped = quietly(owner, endless(begun, ended))
    quietly(parent, endless(other_begun, other_ended))
    qtbot.waitUntil(lambda: begun.is_set() and other_begun.is_set())
    tasks.stop_quiet(owner)
    assert ended.is_set()
    qtbot.waitUntil(lambda: not tasks.works_for(owner))
    assert [type(one) for one in stopped] == [Cancelled]
    assert tasks.works_for(parent)
    assert not other_ended.is_set()


def test_held_work_lets_go_of_its_files_and_is_begun_anew(qtbot: QtBot, parent: QWidget) -> None:
    begun, on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        while not on.is_set():
            progress.report(1, 100)
        return "done"

    answers = quietly(parent, work)
    qtbot.waitUntil(begun.is_set)
    with tasks.held():
        assert all(job._over.is_set() for job in tasks._quiet), "no file is open"
        begun.clear()
        with tasks.held():
            later = quietly(parent, lambda _: "later")
        qtbot.waitUntil(lambda: not tasks._quiet)
        assert not begun.is_set()
        assert later == []
    on.set()
    qtbot.waitUntil(lambda: not tasks.works_for(parent))
    assert (answers, later) == (["done"], ["later"])


def test_held_work_can_be_stopped_for_good(qtbot: QtBot, parent: QWidget) -> None:
    begun, ended = threading.Event(), threading.Event()
    answers = quietly(parent, endless(begun, ended))
    qtbot.waitUntil(begun.is_set)
    with tasks.held():
        tasks.stop_quiet()
        waiting = quietly(parent, lambda _: "never")
        tasks.stop_quiet(parent)
    qtbot.waitUntil(lambda: not tasks.works_for(parent))
    assert [type(one) for one in (*answers, *waiting)] == [Cancelled, Cancelled]


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


def test_nobody_waits_for_work_aside_and_what_was_given_up_does_not_answer(
    qtbot: QtBot, parent: QWidget
) -> None:
    begun, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def work(_: Progress) -> None:
        begun.set()
        go_on.wait(10)
        over.set()

    give_up = tasks.run_aside(parent, work, unexpected, unexpected)
    qtbot.waitUntil(begun.is_set)
    with tasks.held():
        tasks.stop_quiet()
        tasks.finish_quiet()
    give_up()
    go_on.set()
    qtbot.waitUntil(over.is_set)
    answers: list[int] = []
    tasks.run_aside(parent, lambda _: 7, answers.append, unexpected)
    qtbot.waitUntil(lambda: answers == [7])


def test_owners_may_come_and_go_with_their_work(qapp: QApplication) -> None:
    answers: list[int] = []  # the program crashed when a job was let go of before Qt had done so
    for count in range(1, 501):
        owner = QObject()
        give_up = tasks.run_aside(owner, lambda _: 1, answers.append, unexpected)
        while len(answers) < count:
            QApplication.processEvents()
        give_up()
