"""Long work in the thread of the window, a few milliseconds at a time, so that it stays alive.

That is for work on what only this thread has: the open project, fonts, what is shown as it comes.
"""

from collections.abc import Iterator
from enum import Enum
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.project.project import Project

_SLICE = 0.008
_REST_MS, _LATER_MS = 5, 150


class Rest(Enum):
    """What a step yields that can do nothing yet: it waits for something else."""

    REST = "rest"


REST = Rest.REST


class Slicing(QObject):
    """Goes through an iterator for what that does meanwhile; one step takes a millisecond or two.

    The first slice is done at once, so that short work is done when `begin` returns. Each slice
    tells one thing; whoever hears it may stop, or begin something else.
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
            pause = _slice(steps)
        except AnnotatorError as error:
            self.stop()
            self.failed.emit(str(error))
            return
        if pause is None:
            self.stop()
            self.ended.emit()
        else:
            self._soon.start(pause)
            self.sliced.emit()


def _slice(steps: Iterator[object]) -> int | None:
    """Go on for a while; return after how many milliseconds to go on, or None at the end."""
    until = perf_counter() + _SLICE
    for step in steps:
        if step is REST:
            return _REST_MS
        if perf_counter() >= until:
            return 0
    return None
