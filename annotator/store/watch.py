"""Noticing that the project, or the write-ahead log that we write to, is gone from its place.

A project that is moved or deleted while it is open would be written on where nobody finds it.

The log goes when this process lost its locks on the project: it loses all POSIX locks on a file
when it closes any descriptor of it, and a file dialog opens every file that it shows. The other
process has brought all that was in the log into the project; but what is written into the deleted
log from then on would be lost.
"""

import os
from pathlib import Path


class Watch:
    """Holds a descriptor of the log: SQLite has no locks on that file that closing could drop."""

    def __init__(self, project: Path) -> None:
        self._project, self._place = project, _identity(project)
        self._log: int | None = None
        if os.name == "posix":  # Windows deletes no file that is open
            try:
                self._log = os.open(project.with_name(project.name + "-wal"), os.O_RDONLY)
            except OSError:  # another kind of journal, or nothing to read
                self._log = None

    @property
    def is_moved(self) -> bool:
        """Say whether another file, or none, is where the project was."""
        return self._place is not None and _identity(self._project) != self._place

    @property
    def is_log_lost(self) -> bool:
        return self._log is not None and os.fstat(self._log).st_nlink == 0

    def end(self) -> None:
        if self._log is not None:
            os.close(self._log)
            self._log = None


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
