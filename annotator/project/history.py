"""What can be undone and redone, derived from the log and nothing else."""

from collections.abc import Iterable
from typing import NamedTuple

from annotator.core.edit import Kind


class Step(NamedTuple):
    """A row of the log that can be taken back, and what it did."""

    id: int
    kind: Kind


class History:
    """Two stacks of rows of the log: what undo takes back next, and what redo does.

    Undo appends a row that reverts the top of the first stack, redo one that reverts the top of
    the second; so the same rows, replayed after a restart, give the same stacks.
    """

    def __init__(self, rows: Iterable[tuple[int, Kind, int | None]] = ()) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        for row in rows:
            self.record(*row)

    @property
    def next_undo(self) -> Step | None:
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Step | None:
        return self._redo[-1] if self._redo else None

    def record(self, id: int, kind: Kind, reverts: int | None) -> None:
        """Take note of a new row of the log."""
        step = Step(id, kind)
        if reverts is None:
            self._undo.append(step)
            self._redo.clear()
        elif self._drop_from(self._undo, reverts):
            self._redo.append(step)
        elif self._drop_from(self._redo, reverts):
            self._undo.append(step)

    def drop(self, step: Step) -> None:
        """Forget a step that cannot be taken back, so that the one before it comes next."""
        self._drop_from(self._undo, step.id)
        self._drop_from(self._redo, step.id)

    @staticmethod
    def _drop_from(stack: list[Step], id: int) -> bool:
        for place in range(len(stack) - 1, -1, -1):
            if stack[place].id == id:
                del stack[place]
                return True
        return False
