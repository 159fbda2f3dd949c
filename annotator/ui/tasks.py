"""Long work off the main thread, with progress and Cancel: the only place that knows threads.

The work gets values and returns values; it sees neither widgets nor the window's own connection.
"""

from collections.abc import Callable
from threading import Event
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

# A job must outlive its run, or its reply is destroyed before it is delivered.
_running: set["_Job[object]"] = set()


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
    job: _Job[T] = _Job(parent, title, work, done, failed)
    _running.add(job)  # type: ignore[arg-type]  # a set of jobs of any result
    QThreadPool.globalInstance().start(QRunnable.create(job.run))


def idle() -> bool:
    """Say whether no work is under way."""
    return not _running


def check_idle() -> None:
    """Raise AnnotatorError while work is under way."""
    if _running:
        raise AnnotatorError("One moment: files are still being read or written.")


class _Job(QObject, Generic[T]):
    _reported = Signal(int, int)
    _replied = Signal(object, object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed = work, done, failed
        self._stop = Event()
        self._dialog = QProgressDialog(title, "Cancel", 0, 0, parent)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(_PATIENCE_MS)
        self._dialog.canceled.connect(self._stop.set)
        self._reported.connect(self._show)
        self._replied.connect(self._deliver)

    def run(self) -> None:
        """Do the work; in the other thread."""
        try:
            result = self._work(_Report(self._reported.emit, self._stop))
        except Exception as error:  # every failure is handed to the main thread
            self._replied.emit(None, error)
        else:
            self._replied.emit(result, None)

    @Slot(int, int)
    def _show(self, done: int, of: int) -> None:
        if not self._stop.is_set():
            self._dialog.setMaximum(of)
            self._dialog.setValue(min(done, of - 1))

    @Slot(object, object)
    def _deliver(self, result: T, error: Exception | None) -> None:
        _running.discard(self)
        self._dialog.canceled.disconnect()
        self._dialog.close()
        self._dialog.deleteLater()
        self.deleteLater()
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Report(Progress):
    def __init__(self, emit: Callable[[int, int], None], stop: Event) -> None:
        self._emit, self._stop = emit, stop
        self._last = 0.0

    @override
    def report(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Cancelled("Cancelled; nothing was changed.")
        if monotonic() - self._last > _REPORT_EVERY_S:
            self._last = monotonic()
            self._emit(done, of)
