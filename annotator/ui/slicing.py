"""Long work in the thread of the window, a few milliseconds at a time, so that it stays alive.

That is for work that asks the open project again and again: only this thread may.
"""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.project.project import Project

_SLICE = 0.008
_LATER_MS = 150


class Slicing(QObject):
    """Goes through an iterator for what that does meanwhile; one step takes a millisecond or two.

    The first slice is done at once, so that short work is done when `begin` returns.
    """

    sliced = Signal()  # so far
    ended = Signal()
    failed = Signal(str)

    def __init__(self, project: Project | None, parent: QObject) -> None:
        """`project` is the one that is asked meanwhile, if any is."""
        super().__init__(parent)
        self._project = project
        self._steps: Iterator[object] | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        return self._steps is not None

    def begin(self, steps: Iterator[object]) -> None:
        """Do this, instead of what is left of something else."""
        self._steps = steps
        self._go_on()

    def stop(self) -> None:
        self._soon.stop()
        self._steps = None

    def _go_on(self) -> None:
        steps = self._steps
        if steps is None:
            return
        if self._project is not None and self._project.is_released:
            self._soon.start(_LATER_MS)  # a file is being chosen; nothing can be read meanwhile
            return
        try:
            is_left = _slice(steps)
        except AnnotatorError as error:
            self.stop()
            self.sliced.emit()
            self.failed.emit(str(error))
            return
        if is_left:
            self._soon.start(0)
            self.sliced.emit()
        else:
            self.stop()
            self.sliced.emit()
            self.ended.emit()


def _slice(steps: Iterator[object]) -> bool:
    """Go on for a while; say whether there may be more to do."""
    until = perf_counter() + _SLICE
    return any(perf_counter() >= until for _ in steps)
