"""Long work off the main thread, with progress and Cancel: the only place that knows threads.

The work gets values and returns values; it sees neither widgets nor the window's own connection.
Quiet work is what nobody waits for: no dialog shows it, it keeps nobody from anything, and it
makes way for whoever needs its files. Work aside has no files, and is never waited for. What work
raises that is not an AnnotatorError is raised again in this thread, for the crash guard.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QProgressDialog, QWidget
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Cancelled, Progress

T = TypeVar("T")

# Work that is done sooner shows no dialog.
_PATIENCE_MS = 500
_REPORT_EVERY_S = 0.05
_CANCELLED = "Cancelled; nothing was changed."

# A job must outlive its run, or its reply is destroyed before it is delivered.
_running: set["_Job[object]"] = set()
_quiet: set["_QuietJob[object]"] = set()
_aside: set["_OwnedJob[object]"] = set()
# Whose work is over, until Qt has deleted them: to let go of one before that crashes now and then.
_past: set["_Job[object]"] = set()
# Quiet work that has not begun, since somebody holds the files.
_waiting: list["_QuietJob[object]"] = []
_holders = 0


def run(
    parent: QWidget,
    title: str,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[AnnotatorError], None],
    ended: Callable[[], object] = lambda: None,
) -> None:
    """Do `work` in another thread, then call `done` or `failed` in this one.

    Before that `ended` is called, whatever came of it. A dialog with Cancel comes after half a
    second and keeps the window from input until the end; until it comes, whoever must not go on
    meanwhile asks `idle`. Cancel makes `work` raise Cancelled, which reaches `failed`.
    """
    _ShownJob(parent, title, work, done, failed, ended).start()


def run_quietly(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[AnnotatorError], None],
) -> None:
    """Do `work` in another thread without a word, then call `done` or `failed` in this one.

    It can be stopped whenever it reports, which it must do often. By `stop_quiet` it is stopped
    for good, and `failed` gets Cancelled; nobody is called when `owner` is gone. While it is
    `held` it waits, or is stopped to be begun anew.
    """
    job = _QuietJob(owner, work, done, failed)
    if _holders:
        _waiting.append(job)  # type: ignore[arg-type]  # a list of jobs of any result
    else:
        job.start()


def run_aside(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[AnnotatorError], None],
) -> Callable[[], None]:
    """Do `work`, which has to do with values only, like `run_quietly`; return what gives it up.

    Nobody is called once it was given up, even if it goes on until it reports.
    """
    job = _OwnedJob(_aside, owner, work, done, failed)
    job.start()
    return job.forsake


def idle() -> bool:
    """Say whether no work is under way that somebody waits for."""
    return not _running


def check_idle() -> None:
    """Raise AnnotatorError while work is under way that somebody waits for."""
    if _running:
        raise AnnotatorError("One moment: files are still being read or written.")


def works_for(owner: QObject) -> bool:
    """Say whether quiet work of an owner is under way, or waits to be."""
    return any(job.owner is owner for job in (*_quiet, *_waiting))


def stop_quiet(owner: QObject | None = None) -> None:
    """Stop the quiet work of one or all; wait until it has let go of its files, which is soon."""
    jobs = [job for job in (*_quiet, *_waiting) if owner is None or job.owner is owner]
    for job in jobs:
        job.comes_again = False
    _end(jobs)


@contextmanager
def held() -> Iterator[None]:
    """Have no quiet work under way: somebody else has to do with the files.

    What is stopped for that is begun anew afterwards.
    """
    global _holders  # noqa: PLW0603  # as `_running`, there is one for all windows
    _holders += 1
    jobs = [*_quiet]
    for job in jobs:
        job.comes_again = True
    _end(jobs)
    try:
        yield
    finally:
        _holders -= 1
        if not _holders:
            waiting = [*_waiting]
            _waiting.clear()
            for job in waiting:
                job.start()


def finish_quiet() -> None:
    """Do all quiet work, and what comes of that, before the program ends."""
    while _quiet:
        for job in [*_quiet]:
            job.finish()


def _end(jobs: "list[_QuietJob[object]]") -> None:
    for job in jobs:
        job.stop()
    for job in jobs:
        job.wait()


class _Job(QObject, Generic[T]):
    _reported = Signal(int, int)
    _replied = Signal(object, object)

    def __init__(
        self,
        among: set[Any],  # jobs of its kind, of any result
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[AnnotatorError], None],
    ) -> None:
        super().__init__()
        self._among = among
        self._work, self._done, self._failed = work, done, failed
        self._stop, self._over, self._beginning = Event(), Event(), Lock()
        self._has_begun = self._is_forsaken = False
        self._replied.connect(self._deliver)

    def start(self) -> None:
        self._among.add(self)
        QThreadPool.globalInstance().start(QRunnable.create(self.run))

    def run(self) -> None:
        """Do the work; in the other thread."""
        with self._beginning:
            self._has_begun = not self._stop.is_set()
        try:
            if not self._has_begun:
                raise Cancelled(_CANCELLED)
            result = self._work(_Report(self._reported.emit, self._stop))
        except Exception as error:  # every failure is handed to the main thread
            self._replied.emit(None, error)
        else:
            self._replied.emit(result, None)
        self._over.set()

    def stop(self) -> None:
        with self._beginning:
            self._stop.set()

    def wait(self) -> None:
        """Wait until the work is over; what was stopped before it began touches nothing."""
        if self._has_begun or not self._stop.is_set():
            self._over.wait()

    def finish(self) -> None:
        """Wait until the work is over and answered, without other events."""
        self._over.wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    @Slot(object, object)
    def _deliver(self, result: T, error: Exception | None) -> None:
        self._over.wait()  # a moment at most: it has replied
        self._among.discard(self)
        _past.add(self)  # type: ignore[arg-type]  # a set of jobs of any result
        self.destroyed.connect(partial(_past.discard, self))
        self.deleteLater()
        self._close()
        if self._is_forsaken:
            return
        if error is None:
            self._done(result)
        elif isinstance(error, AnnotatorError):
            self._fail(error)
        else:
            raise error

    def _fail(self, error: AnnotatorError) -> None:
        self._failed(error)

    def _close(self) -> None:
        """Take away what showed the work."""


class _ShownJob(_Job[T]):
    def __init__(
        self,
        parent: QWidget,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[AnnotatorError], None],
        ended: Callable[[], object],
    ) -> None:
        super().__init__(_running, work, done, failed)
        self._ended = ended
        self._dialog = QProgressDialog(title, "Cancel", 0, 0, parent)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(_PATIENCE_MS)
        self._dialog.canceled.connect(self._stop.set)
        self._reported.connect(self._show)

    @Slot(int, int)
    def _show(self, done: int, of: int) -> None:
        if not self._stop.is_set():
            self._dialog.setMaximum(of)
            self._dialog.setValue(min(done, of - 1))

    @override
    def _close(self) -> None:
        self._dialog.canceled.disconnect()
        self._dialog.close()
        self._dialog.deleteLater()
        self._ended()


class _OwnedJob(_Job[T]):
    def __init__(
        self,
        among: set[Any],
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[AnnotatorError], None],
    ) -> None:
        super().__init__(among, work, done, failed)
        self.owner = owner
        owner.destroyed.connect(self.forsake)

    @Slot()
    def forsake(self) -> None:
        self._is_forsaken = True
        self.stop()


class _QuietJob(_OwnedJob[T]):
    def __init__(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[AnnotatorError], None],
    ) -> None:
        super().__init__(_quiet, owner, work, done, failed)
        self.comes_again = False

    @override
    def _fail(self, error: AnnotatorError) -> None:
        if self.comes_again and isinstance(error, Cancelled):
            run_quietly(self.owner, self._work, self._done, self._failed)
        else:
            super()._fail(error)


class _Report(Progress):
    def __init__(self, emit: Callable[[int, int], None], stop: Event) -> None:
        self._emit, self._stop = emit, stop
        self._last = 0.0

    @override
    def report(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Cancelled(_CANCELLED)
        if monotonic() - self._last > _REPORT_EVERY_S:
            self._last = monotonic()
            self._emit(done, of)
