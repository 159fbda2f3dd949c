"""The same in a real window on a screen of its own, with xdotool's keys and mouse."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.core.model import Annotation
from annotator.project import exchange
from annotator.project.check import check
from annotator.project.coder import this_coder
from annotator.project.project import Project
from tests.journeys.hands import articles

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("Xvfb", "openbox", "xdotool"))),
    reason="needs Xvfb, openbox and xdotool (packaging/linux/system-packages.txt)",
)

_PATIENCE = 30.0


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    """Start an X server with a window manager; give the environment that leads to it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
    }
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield environment
    for process in (manager, server):
        process.terminate()
        process.wait()


class Person:
    """Somebody at the keyboard and mouse of a screen."""

    def __init__(self, screen: dict[str, str], path: Path) -> None:
        self._screen = screen
        self._path = path
        self.process = subprocess.Popen(
            [sys.executable, "-m", "annotator", str(path), "--coder", "Ida"],
            env={**os.environ, **screen},
        )
        self._window = self._do("search", "--sync", "--onlyvisible", "--name", "Annotator")
        self._do("windowactivate", "--sync", self._window)
        self._do("windowsize", "--sync", self._window, "1300", "800")

    def keys(self, *names: str) -> None:
        self._do("key", "--clearmodifiers", "--delay", "40", *names)

    def click(self, x: int, y: int) -> None:
        self._do("mousemove", "--window", self._window, str(x), str(y), "click", "1")

    def annotations(self) -> list[Annotation]:
        """Return what the file holds, read through a connection of our own."""
        with Project.open(self._path, this_coder("Ben")) as project:
            return list(project.reading.records(Annotation))

    def wait_for(self, holds: Callable[[list[Annotation]], bool]) -> list[Annotation]:
        """Look at the file until something holds of it."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            found = self.annotations()
            if holds(found):
                return found
            assert self.process.poll() is None, "the window has gone"
        raise AssertionError(f"waited in vain; the file holds {found}")

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, **self._screen},
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE,
        )
        return done.stdout.split("\n")[0]


@contextmanager
def person(screen: dict[str, str], path: Path) -> Iterator[Person]:
    somebody = Person(screen, path)
    try:
        yield somebody
    finally:
        somebody.process.kill()
        somebody.process.wait()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.annotator"
    with Project.create(path, this_coder("Ida")) as project:
        exchange.bring_in(project, articles(tmp_path))
    return path


def test_the_main_job_with_real_keys_and_mouse(screen: dict[str, str], path: Path) -> None:
    with person(screen, path) as ida:
        # The caret begins in the headline; two paragraphs down stands a quotation.
        ida.keys("Down", "Down", "Down", "Down", "Down", "Down", "q")
        ida.wait_for(lambda found: len(found) == 1)
        ida.keys("ctrl+2", "Down", "Down", "Down", "c")
        ida.wait_for(lambda found: len(found) == 2)
        ida.keys("ctrl+z")
        ida.wait_for(lambda found: len(found) == 1)
        ida.keys("ctrl+shift+z")
        ida.wait_for(lambda found: len(found) == 2)
        ida.keys("ctrl+q")
        assert ida.process.wait(_PATIENCE) == 0
    with Project.open(path, this_coder("Ida")) as project:
        found = list(project.reading.records(Annotation))
        labels = {project.scheme.label(one.label).name for one in found}
        assert labels == {"quote", "claim"}
        assert all(one.text[0] in "“ATP" for one in found)
        assert not list(check(project.reading))


def test_a_menu_that_is_left_gives_the_keyboard_back(screen: dict[str, str], path: Path) -> None:
    with person(screen, path) as ida:
        ida.keys("Down", "Down", "alt+f", "Escape", "c")
        ida.wait_for(lambda found: len(found) == 1)
        ida.keys("alt+f", "Right", "Right", "Escape", "ctrl+2", "Down", "Down", "c")
        ida.wait_for(lambda found: len(found) == 2)


def test_a_window_that_is_killed_has_lost_nothing(screen: dict[str, str], path: Path) -> None:
    with person(screen, path) as ida:
        ida.keys("Down", "Down", "c")
        ida.wait_for(lambda found: len(found) == 1)
        ida.process.send_signal(signal.SIGKILL)
        ida.process.wait()
    with Project.open(path, this_coder("Ida")) as project:
        assert len(list(project.reading.records(Annotation))) == 1
        assert project.reading.integrity() == []
        project.undo()
        assert list(project.reading.records(Annotation)) == []
