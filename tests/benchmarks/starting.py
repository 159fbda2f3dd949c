"""From nothing to the first paint of the window, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import Result, Series

_REPEATS = 9

# What stops a window at its first paint, so that the life of the process is what was waited for.
_STOP = """
import os
from PySide6.QtCore import QEvent, QObject
class Stop(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os._exit(0)
        return False
"""
_BARE = f"""{_STOP}
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Annotator", alignment=Qt.AlignmentFlag.AlignCenter))
window.resize(1400, 880)
stop = Stop()
window.centralWidget().installEventFilter(stop)
window.show()
application.exec()
"""
_OURS = f"""{_STOP}
from annotator.ui import application, window
stop = Stop()
begin = window.Window.begin
def watched(self, *what):
    self.welcome.installEventFilter(stop)
    begin(self, *what)
window.Window.begin = watched
application.run(None)
"""


def run(folder: Path, *, quick: bool) -> Iterator[Result]:
    ours, least = Series(), Series()
    # As where the program is installed: compiled once, not at each start.
    around = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder)}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    for code in (_BARE, _OURS):
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60, env=around)
    for _ in range(3 if quick else _REPEATS):
        for series, code in ((least, _BARE), (ours, _OURS)):
            with series.timed():
                subprocess.run([sys.executable, "-c", code], check=True, timeout=60, env=around)
    yield Result("Start: the first paint of the window", ours, least, "a bare window of PySide6")
