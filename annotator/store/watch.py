"""Noticing that another process has deleted the write-ahead log that we write to.

That happens when this process lost its locks on the project: it loses all POSIX locks on a file
when it closes any descriptor of it, and a file dialog opens every file that it shows. The other
process has brought all that was in the log into the project; but what is written into the deleted
log from then on would be lost.
"""

import os
from pathlib import Path


class LogWatch:
    """Holds a descriptor of the log: SQLite has no locks on that file that closing could drop."""

    def __init__(self, project: Path) -> None:
        self._log: int | None = None
        if os.name == "posix":  # Windows deletes no file that is open
            try:
                self._log = os.open(project.with_name(project.name + "-wal"), os.O_RDONLY)
            except OSError:  # another kind of journal, or nothing to read
                self._log = None

    @property
    def is_lost(self) -> bool:
        return self._log is not None and os.fstat(self._log).st_nlink == 0

    def end(self) -> None:
        if self._log is not None:
            os.close(self._log)
            self._log = None
