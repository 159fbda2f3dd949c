"""Long work off the main thread, with progress and Cancel: the only place that knows threads.

The work gets values and returns values; it sees neither widgets nor the window's own connection.
Quiet work is what nobody waits for: no dialog shows it, it keeps nobody from anything, and it
makes way for whoever needs its files.
"""

from collections.abc import Callable
from threading import Event, Lock
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
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
_quiet: set["_Job[object]"] = set()


def run(
    parent: QWidget,
    title: str,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
) -> None:
    """Do `work` in another thread, then call `done` or `failed` in this one.

    A dialog with Cancel comes after half a second and keeps the window from input until the end;
    before that, whoever must not go on meanwhile asks `idle`. Cancel makes `work` raise Cancelled,
    which reaches `failed` like everything else that it raises.
    """
    _ShownJob(parent, title, work, done, failed).start()


def run_quietly(
    owner: QObject,
    work: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
) -> None:
    """Do `work` in another thread without a word, then call `done` or `failed` in this one.

    It can be stopped whenever it reports, which it must do often. When it was, by `stop_quiet`
    or since `owner` is gone, `work` raises Cancelled; nobody is called when the owner is gone.
    """
    _QuietJob(owner, work, done, failed).start()


def idle() -> bool:
    """Say whether no work is under way that somebody waits for."""
    return not _running


def check_idle() -> None:
    """Raise AnnotatorError while work is under way that somebody waits for."""
    if _running:
        raise AnnotatorError("One moment: files are still being read or written.")


def stop_quiet() -> None:
    """Stop all quiet work and wait until it has let go of its files, which is soon."""
    jobs = [*_quiet]
    for job in jobs:
        job.stop()
    for job in jobs:
        job.wait()


def finish_quiet() -> None:
    """Wait until all quiet work is done, before the program ends."""
    for job in [*_quiet]:
        job.wait()


class _Job(QObject, Generic[T]):
    _reported = Signal(int, int)
    _replied = Signal(object, object)

    def __init__(
        self,
        among: set["_Job[object]"],
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._among = among
        self._work, self._done, self._failed = work, done, failed
        self._stop, self._over, self._beginning = Event(), Event(), Lock()
        self._has_begun = self._is_forsaken = False
        self._replied.connect(self._deliver)

    def start(self) -> None:
        self._among.add(self)  # type: ignore[arg-type]  # a set of jobs of any result
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

    @Slot(object, object)
    def _deliver(self, result: T, error: Exception | None) -> None:
        self._among.discard(self)
        self._close()
        self.deleteLater()
        if self._is_forsaken:
            return
        if error is None:
            self._done(result)
        else:
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
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(_running, work, done, failed)
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


class _QuietJob(_Job[T]):
    def __init__(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(_quiet, work, done, failed)
        owner.destroyed.connect(self._forsake)

    @Slot()
    def _forsake(self) -> None:
        self._is_forsaken = True
        self.stop()


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
