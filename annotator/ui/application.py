"""Starting the window: a screen to show it on, its looks, the guard, and what it opens."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__, resources
from annotator.core.errors import AnnotatorError
from annotator.ui import crash, tasks
from annotator.ui.appearance import Appearance
from annotator.ui.memory import Memory
from annotator.ui.settings import Settings
from annotator.ui.window import Window

if TYPE_CHECKING:
    from annotator.core.model import Coder

_X_PORT = 6000
_X_SOCKETS = Path("/tmp/.X11-unix")  # where X servers have them


def run(project: Path | None, *, sample: bool = False, coder: str | None = None) -> int:
    """Open the window and stay until it is closed; return the exit code.

    Raises AnnotatorError where there is no screen: Qt itself would abort the process.
    """
    require_screen()
    application = make_application()
    last_words = crash.last_words()
    crash.guard()
    memory = Memory()
    window = _window(memory, lambda: _coder(coder))
    window.begin(project, sample, last_words)
    window.show()
    code = application.exec()
    tasks.finish_quiet()  # the last backup
    return code


def make_application() -> QApplication:
    """Make the application object with our name and icon."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("annotator")
    application.setApplicationDisplayName("Annotator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("annotator")
    application.setWindowIcon(QIcon(str(resources.path("icons", "annotator.svg"))))
    application.setStyle("Fusion")
    return application


def make_window(coder: "Coder", memory: Memory) -> Window:
    """Make the whole main window for the person who annotates."""
    window = _window(memory, lambda: coder)
    window.workplace  # noqa: B018  # made now, since nobody waits to see the frame
    return window


def _window(memory: Memory, coder: "Callable[[], Coder]") -> Window:
    settings = Settings(memory.kept)
    window = Window(memory, settings, Appearance(settings, settings), coder)
    settings.setParent(window)
    return window


def _coder(name: str | None) -> "Coder":
    from annotator.project.coder import this_coder  # noqa: PLC0415  # after the first paint

    return this_coder(name)


def require_screen() -> None:
    """Raise AnnotatorError with what to do where no window can be shown."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if _wayland_answers() or _x_answers():
        return
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    why = f"the screen {display} does not answer" if display else "there is no screen here"
    raise AnnotatorError(
        f"The window cannot be opened: {why}. Start Annotator on a desktop, or use the commands "
        "that need none: annotator --help."
    )


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and _connects(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/"), str(name))))


def _x_answers() -> bool:
    """Say whether the X server of DISPLAY answers, here or on another machine."""
    host, colon, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.split(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in ("", "unix"):
        name = f"{_X_SOCKETS}/X{number}"
        return _connects(name) or _connects(f"\0{name}")
    try:
        socket.create_connection((host, _X_PORT + int(number)), timeout=1).close()
    except OSError:
        return False
    return True


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(address) == 0
